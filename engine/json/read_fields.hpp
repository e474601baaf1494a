#pragma once
// Which fields of a text are read at all.

#include <cstdint>
#include <vector>

#include "engine/plan/shape.hpp"

namespace kaidah::json {

/// By record and field, 1 for those that are read: what is needed, what lists are `one for each` of, and of the record
/// itself its `id` and the `identifying` fields.
[[nodiscard]] std::vector<std::vector<char>> read_fields(const plan::Shapes& shapes, std::uint32_t record,
                                                         const std::vector<std::uint32_t>& identifying);

}  // namespace kaidah::json
