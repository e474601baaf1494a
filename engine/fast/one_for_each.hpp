#pragma once
// Lists that hold one item for each value of a field.

#include <cstdint>

#include "engine/fast/batch.hpp"
#include "engine/fast/layout.hpp"

namespace kaidah::fast {

/// Whether the rows from `first` to before `last` surely have different values in one place, absent ones not counted.
[[nodiscard]] bool are_different(const Layout& layout, const Batch& batch, const Place& place, std::uint32_t first,
                                 std::uint32_t last);

}  // namespace kaidah::fast
