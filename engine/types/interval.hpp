#pragma once
// What is known of a number without computing it.

#include <optional>
#include <string>

#include "engine/types/type.hpp"
#include "engine/values/number.hpp"

namespace kaidah::types {

/// Just `value`.
[[nodiscard]] Interval point(values::Number value);
[[nodiscard]] Interval between(values::Number low, values::Number high);
[[nodiscard]] Interval at_least(values::Number low);
/// The whole number of items a list may have; `max` 0: no bound known.
[[nodiscard]] Interval counts(std::size_t min, std::size_t max);

/// No number lies in it.
[[nodiscard]] bool is_empty(const Interval& interval);
/// The single number of the interval.
[[nodiscard]] std::optional<values::Number> single(const Interval& interval);
[[nodiscard]] bool contains(const Interval& outer, const Interval& inner);
[[nodiscard]] bool contains(const Interval& interval, const values::Number& number);
[[nodiscard]] bool excludes_zero(const Interval& interval);
[[nodiscard]] bool disjoint(const Interval& a, const Interval& b);

[[nodiscard]] Interval intersect(const Interval& a, const Interval& b);
/// The smallest interval around both.
[[nodiscard]] Interval hull(const Interval& a, const Interval& b);

[[nodiscard]] Interval negate(const Interval& a);
[[nodiscard]] Interval add(const Interval& a, const Interval& b);
[[nodiscard]] Interval subtract(const Interval& a, const Interval& b);
[[nodiscard]] Interval multiply(const Interval& a, const Interval& b);
/// Unbounded when zero is possible in `b`.
[[nodiscard]] Interval divide(const Interval& a, const Interval& b);
[[nodiscard]] Interval absolute(const Interval& a);
[[nodiscard]] Interval least(const Interval& a, const Interval& b);
[[nodiscard]] Interval greatest(const Interval& a, const Interval& b);
/// Every mode of rounding keeps the order of numbers, so the ends are rounded.
[[nodiscard]] Interval rounded(const Interval& a, int decimals, values::RoundingMode mode);
/// The sum of so many items, each in `item`.
[[nodiscard]] Interval sum(const Interval& item, const Interval& count);

/// `0..120`, `0 < x <= 120`, `x >= 0`; `x` stands for any number.
[[nodiscard]] std::string to_text(const Interval& interval);

}  // namespace kaidah::types
