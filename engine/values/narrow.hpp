#pragma once
// Ratios of 128-bit whole numbers. Every operation says whether its result fits; none of them wraps.

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>

namespace kaidah::values {

__extension__ using Int128 = __int128;
__extension__ using UInt128 = unsigned __int128;

/// The largest magnitude of either part: -2^127 is left out, so that every number has its negative.
inline constexpr Int128 kLargestNarrow = static_cast<Int128>((static_cast<UInt128>(1) << 127) - 1);

/// 10^0 to 10^38, all that fit.
inline constexpr std::array<Int128, 39> kPowersOfTen = [] {
  std::array<Int128, 39> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

/// INVARIANT: denominator > 0; both within kLargestNarrow; not necessarily in lowest terms.
struct Ratio {
  Int128 numerator = 0;
  Int128 denominator = 1;
};

[[nodiscard]] constexpr UInt128 magnitude(Int128 value) {
  return value < 0 ? -static_cast<UInt128>(value) : static_cast<UInt128>(value);
}

[[nodiscard]] constexpr bool fits_64(Int128 value) {
  return value == static_cast<std::int64_t>(value);
}

/// False when the sum does not fit.
[[nodiscard]] inline bool checked_add(Int128 a, Int128 b, Int128& sum) {
  return !__builtin_add_overflow(a, b, &sum) && sum >= -kLargestNarrow;
}

/// False when the product does not fit. Goes through magnitudes: Clang's signed 128-bit check calls a function that
/// libgcc does not have.
[[nodiscard]] inline bool checked_multiply(Int128 a, Int128 b, Int128& product) {
  if (fits_64(a) && fits_64(b)) {
    product = a * b;
    return true;
  }
  UInt128 size = 0;
  if (__builtin_mul_overflow(magnitude(a), magnitude(b), &size)) return false;
  if (size > static_cast<UInt128>(kLargestNarrow)) return false;
  product = static_cast<Int128>(size);
  if ((a < 0) != (b < 0)) product = -product;
  return true;
}

struct Quotient {
  Int128 whole;
  Int128 remainder;  ///< with the sign of the dividend
};

/// Toward zero. Most divisions here are of 64 bits, which the machine does itself.
/// REQUIRES: divisor > 0.
[[nodiscard]] inline Quotient divide_whole(Int128 dividend, Int128 divisor) {
  if (fits_64(dividend) && fits_64(divisor)) {
    const auto a = static_cast<std::int64_t>(dividend);
    const auto b = static_cast<std::int64_t>(divisor);
    return {a / b, a % b};
  }
  return {dividend / divisor, dividend % divisor};
}

/// Lowest terms.
[[nodiscard]] Ratio reduced(Ratio value);

// The exact results below are false when they do not fit. Common factors are looked for only then.
[[nodiscard]] bool add(Ratio a, Ratio b, Ratio& sum);
[[nodiscard]] bool multiply(Ratio a, Ratio b, Ratio& product);
/// REQUIRES: the divisor is not zero.
[[nodiscard]] bool divide(Ratio a, Ratio b, Ratio& quotient);
/// Always exact: the cross products take 256 bits.
[[nodiscard]] std::strong_ordering compare(Ratio a, Ratio b);

/// Decimal digits, `0` for zero.
[[nodiscard]] std::string digits_of(UInt128 value);

/// How many bits it takes to write the value; 0 for zero.
[[nodiscard]] constexpr std::size_t bit_length(UInt128 value) {
  const auto high = static_cast<std::uint64_t>(value >> 64);
  const auto low = static_cast<std::uint64_t>(value);
  if (high != 0) return 128 - static_cast<std::size_t>(__builtin_clzll(high));
  return low == 0 ? 0 : 64 - static_cast<std::size_t>(__builtin_clzll(low));
}

}  // namespace kaidah::values
