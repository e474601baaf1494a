#pragma once
// How far a double may be from the number that it stands for, known before it is computed.

#include <cmath>
#include <limits>

#include "engine/types/type.hpp"

namespace kaidah::fast {

/// |computed - exact| <= relative * |exact| + absolute. Infinite: nothing is known, whatever is asked of it is computed
/// exactly.
struct ErrorBound {
  double relative = 0;
  double absolute = 0;
  // What is computed is zero or, without its sign, between these two: far from where doubles overflow or lose digits.
  double tiniest = 1e-18;
  double largest = 1e18;
};

/// Half a unit in the last place.
inline constexpr double kRounding = 0x1p-53;
/// For what is left out of the sums below: products of errors, and the rounding of the bounds themselves.
inline constexpr double kSlack = 1.001;
/// What is computed stays between these.
inline constexpr double kTiniest = 1e-290;
inline constexpr double kLargest = 1e290;

/// Wholes stay below this: two of them can be added in 64 bits.
inline constexpr double kMostWhole = 4e18;

/// What is known of the size of a number.
struct Size {
  double most = std::numeric_limits<double>::infinity();  ///< |x| is at most this
  double least = 0;                                       ///< |x| is at least this
  int sign = 0;                                           ///< 1: never negative; -1: never positive; 0: either
};
[[nodiscard]] Size size_of(const types::Interval& range);

[[nodiscard]] inline ErrorBound unknown_error() {
  constexpr double kInfinite = std::numeric_limits<double>::infinity();
  return {kInfinite, kInfinite, kTiniest, kLargest};
}
[[nodiscard]] inline bool is_known(ErrorBound error) {
  return error.relative < 1e-3 && std::isfinite(error.absolute) && error.tiniest >= kTiniest &&
         error.largest <= kLargest;
}

[[nodiscard]] ErrorBound error_of_sum(ErrorBound a, Size size_a, ErrorBound b, Size size_b, bool same_sign);
[[nodiscard]] ErrorBound error_of_product(ErrorBound a, Size size_a, ErrorBound b, Size size_b);
[[nodiscard]] ErrorBound error_of_quotient(ErrorBound a, ErrorBound b, Size size_b);
/// Of one of the two, whichever it is.
[[nodiscard]] ErrorBound error_of_choice(ErrorBound a, ErrorBound b);
/// Of at most `count` items added one by one.
[[nodiscard]] ErrorBound error_of_total(ErrorBound item, Size size, std::uint64_t count);

/// How far the computed double `value` may be from its number.
[[nodiscard]] inline double reach(ErrorBound error, double value) {
  return (error.relative * std::fabs(value) + error.absolute) * kSlack;
}

}  // namespace kaidah::fast
