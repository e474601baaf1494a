#pragma once
// One employee of an invented population, in the shape that pp-30-2019 declares.

#include <cstdint>

#include "tests/bench/population/node.hpp"
#include "tests/bench/population/random.hpp"

namespace kaidah::bench {

/// The employee number `index` of a population of `count`, in one of count / 50 units. Every employee can be decided.
/// One in 200 is made so that the exact nilai lies on a limit of a predikat or on a rounding tie next to one, and is
/// reached through thirds: arithmetic that rounds on the way gets those wrong.
[[nodiscard]] Node employee(std::uint64_t index, std::uint64_t count, Random& random);

}  // namespace kaidah::bench
