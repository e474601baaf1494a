#pragma once
// Ratios of whole numbers of any size: what exact arithmetic falls back to. Only the .cpp files of this folder
// include it; Boost does not show outside.

#include <boost/multiprecision/cpp_int.hpp>
#include <cstddef>

#include "engine/values/narrow.hpp"

namespace kaidah::values {

/// Without expression templates: intermediate results are few and the code stays plain.
using Integer = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<>, boost::multiprecision::et_off>;

/// INVARIANT: denominator > 0.
struct WideRatio {
  Integer numerator;
  Integer denominator;
};

[[nodiscard]] Integer widened(Int128 value);
[[nodiscard]] WideRatio widened(Ratio value);
/// 10^exponent.
[[nodiscard]] Integer power_of_ten(std::size_t exponent);
/// 0 for zero.
[[nodiscard]] std::size_t bit_length(const Integer& value) noexcept;
/// Divides out what numerator and denominator share.
void reduce(WideRatio& value);
/// False when a part does not fit 128 bits.
[[nodiscard]] bool narrowed(const WideRatio& value, Ratio& narrow);

[[nodiscard]] WideRatio add(const WideRatio& a, const WideRatio& b);
[[nodiscard]] WideRatio subtract(const WideRatio& a, const WideRatio& b);
[[nodiscard]] WideRatio multiply(const WideRatio& a, const WideRatio& b);
/// REQUIRES: the divisor is not zero.
[[nodiscard]] WideRatio divide(const WideRatio& a, const WideRatio& b);
/// Negative, zero or positive, as `a` compares with `b`.
[[nodiscard]] int compare(const WideRatio& a, const WideRatio& b);

}  // namespace kaidah::values
