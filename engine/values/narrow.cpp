#include "engine/values/narrow.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <utility>

namespace kaidah::values {
namespace {

unsigned trailing_zeros(UInt128 value) {
  const auto low = static_cast<std::uint64_t>(value);
  if (low != 0) return static_cast<unsigned>(__builtin_ctzll(low));
  return 64 + static_cast<unsigned>(__builtin_ctzll(static_cast<std::uint64_t>(value >> 64)));
}

bool is_short(UInt128 value) {
  return value >> 64 == 0;
}

/// Binary, since 128-bit division is slow; on 64 bits as soon as both fit. REQUIRES: not both zero.
UInt128 common_divisor(UInt128 a, UInt128 b) {
  if (a == 0) return b;
  if (b == 0) return a;
  const unsigned shift = std::min(trailing_zeros(a), trailing_zeros(b));
  a >>= trailing_zeros(a);
  b >>= trailing_zeros(b);
  while (a != b && !(is_short(a) && is_short(b))) {
    if (a < b) std::swap(a, b);
    a -= b;
    a >>= trailing_zeros(a);
  }
  if (a != b) a = std::gcd(static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(b));
  return a << shift;
}

Int128 common_divisor(Int128 a, Int128 b) {
  return static_cast<Int128>(common_divisor(magnitude(a), magnitude(b)));
}

/// Over the product of the denominators divided by their common divisor.
bool add_over_least(Ratio a, Ratio b, Ratio& sum) {
  a = reduced(a);
  b = reduced(b);
  const Int128 divisor = common_divisor(a.denominator, b.denominator);
  const Int128 a_scale = b.denominator / divisor;
  const Int128 b_scale = a.denominator / divisor;
  Int128 a_part = 0;
  Int128 b_part = 0;
  return checked_multiply(a.denominator, a_scale, sum.denominator) && checked_multiply(a.numerator, a_scale, a_part) &&
         checked_multiply(b.numerator, b_scale, b_part) && checked_add(a_part, b_part, sum.numerator);
}

/// With every common factor taken out first: false only when the product in lowest terms does not fit.
bool multiply_reduced(Ratio a, Ratio b, Ratio& product) {
  a = reduced(a);
  b = reduced(b);
  const Ratio left = reduced({a.numerator, b.denominator});
  const Ratio right = reduced({b.numerator, a.denominator});
  return checked_multiply(left.numerator, right.numerator, product.numerator) &&
         checked_multiply(left.denominator, right.denominator, product.denominator);
}

struct Product {
  UInt128 high;
  UInt128 low;
  friend auto operator<=>(const Product&, const Product&) = default;
};

Product full_product(UInt128 a, UInt128 b) {
  constexpr UInt128 kLowHalf = ~std::uint64_t{0};
  const UInt128 low = (a & kLowHalf) * (b & kLowHalf);
  const UInt128 cross = (a >> 64) * (b & kLowHalf) + (low >> 64);
  const UInt128 other = (a & kLowHalf) * (b >> 64) + (cross & kLowHalf);
  return {(a >> 64) * (b >> 64) + (cross >> 64) + (other >> 64), other << 64 | (low & kLowHalf)};
}

}  // namespace

Ratio reduced(Ratio value) {
  const Int128 divisor = common_divisor(value.numerator, value.denominator);
  if (divisor == 1) return value;
  return {value.numerator / divisor, value.denominator / divisor};
}

bool add(Ratio a, Ratio b, Ratio& sum) {
  if (a.denominator == b.denominator) {
    sum.denominator = a.denominator;
    if (checked_add(a.numerator, b.numerator, sum.numerator)) return true;
    return add_over_least(a, b, sum);
  }
  if (a.denominator < b.denominator) std::swap(a, b);
  // 1/100 + 1/10 stays over 100: decimals of different lengths must not multiply their denominators.
  const auto [scale, remainder] = divide_whole(a.denominator, b.denominator);
  Int128 a_part = a.numerator;
  Int128 b_part = 0;
  if (remainder == 0) {
    sum.denominator = a.denominator;
    if (checked_multiply(b.numerator, scale, b_part) && checked_add(a_part, b_part, sum.numerator)) return true;
  } else if (checked_multiply(a.denominator, b.denominator, sum.denominator) &&
             checked_multiply(a.numerator, b.denominator, a_part) &&
             checked_multiply(b.numerator, a.denominator, b_part) && checked_add(a_part, b_part, sum.numerator)) {
    return true;
  }
  return add_over_least(a, b, sum);
}

bool multiply(Ratio a, Ratio b, Ratio& product) {
  if (checked_multiply(a.numerator, b.numerator, product.numerator) &&
      checked_multiply(a.denominator, b.denominator, product.denominator)) {
    return true;
  }
  return multiply_reduced(a, b, product);
}

bool divide(Ratio a, Ratio b, Ratio& quotient) {
  const Ratio inverse = b.numerator < 0 ? Ratio{-b.denominator, -b.numerator} : Ratio{b.denominator, b.numerator};
  return multiply(a, inverse, quotient);
}

std::strong_ordering compare(Ratio a, Ratio b) {
  if (a.denominator == b.denominator) return a.numerator <=> b.numerator;
  if ((a.numerator < 0) != (b.numerator < 0)) return a.numerator <=> b.numerator;
  if (fits_64(a.numerator) && fits_64(a.denominator) && fits_64(b.numerator) && fits_64(b.denominator)) {
    return a.numerator * b.denominator <=> b.numerator * a.denominator;
  }
  const Product left = full_product(magnitude(a.numerator), magnitude(b.denominator));
  const Product right = full_product(magnitude(b.numerator), magnitude(a.denominator));
  return a.numerator < 0 ? right <=> left : left <=> right;
}

std::string digits_of(UInt128 value) {
  constexpr std::uint64_t kChunk = 10'000'000'000'000'000'000u;  // 10^19, the largest power of ten in 64 bits
  constexpr std::size_t kChunkDigits = 19;
  std::array<char, 20> buffer;
  const auto text_of = [&buffer](UInt128 part) {
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), static_cast<std::uint64_t>(part)).ptr;
    return std::string(buffer.data(), end);
  };
  std::string lower;
  while (!is_short(value)) {
    const std::string chunk = text_of(value % kChunk);
    lower.insert(0, std::string(kChunkDigits - chunk.size(), '0') + chunk);
    value /= kChunk;
  }
  return text_of(value) + lower;
}

}  // namespace kaidah::values
