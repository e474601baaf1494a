#pragma once
// Lists that hold one item for each value of a field.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "engine/values/value.hpp"

namespace kaidah::json {

/// The first item whose `field` has a value that an item before it has; absent values do not count.
/// REQUIRES: the items are records of one declaration.
[[nodiscard]] std::optional<std::size_t> first_repetition(std::span<const values::Value> items, std::uint32_t field);

}  // namespace kaidah::json
