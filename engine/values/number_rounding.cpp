#include <algorithm>
#include <array>
#include <cstdlib>

#include "engine/values/number.hpp"
#include "engine/values/number_access.hpp"

namespace kaidah::values {
namespace {

/// What is left of a value once its kept figures are cut off. REQUIRES: something is left.
struct Rest {
  std::strong_ordering half;  ///< how it compares with half a unit of the last kept figure
  bool last_is_odd;           ///< the last kept figure
  bool negative;
};

/// Whether the kept figures grow by one unit, away from zero.
bool grows(RoundingMode mode, Rest rest) {
  switch (mode) {
    case RoundingMode::half_up:
      return rest.half >= 0;
    case RoundingMode::half_down:
      return rest.half > 0;
    case RoundingMode::half_even:
      return rest.half > 0 || (rest.half == 0 && rest.last_is_odd);
    case RoundingMode::up:
      return true;
    case RoundingMode::down:
      return false;
    case RoundingMode::ceiling:
      return !rest.negative;
    case RoundingMode::floor:
      return rest.negative;
  }
  return false;
}

/// False when 128 bits do not hold a step on the way.
bool round_narrow(Ratio value, int decimals, RoundingMode mode, Ratio& result) {
  const auto power_index = static_cast<std::size_t>(std::abs(decimals));
  if (power_index >= kPowersOfTen.size()) return false;
  const Int128 power = kPowersOfTen[power_index];
  if (decimals >= 0 && (value.denominator == 1 || divide_whole(power, value.denominator).remainder == 0)) {
    result = value;
    return true;
  }

  Int128 dividend = value.numerator;
  Int128 divisor = value.denominator;
  if (!(decimals >= 0 ? checked_multiply(value.numerator, power, dividend)
                      : checked_multiply(value.denominator, power, divisor))) {
    return false;
  }
  auto [whole, remainder] = divide_whole(dividend, divisor);
  if (remainder != 0) {
    const bool negative = dividend < 0;
    const Int128 left = negative ? -remainder : remainder;
    if (grows(mode, {left <=> divisor - left, whole % 2 != 0, negative})) whole += negative ? -1 : 1;
  }
  if (decimals >= 0) {
    result = {whole, power};
    return true;
  }
  result.denominator = 1;
  return checked_multiply(whole, power, result.numerator);
}

WideRatio round_wide(const WideRatio& value, int decimals, RoundingMode mode) {
  const Integer power = power_of_ten(static_cast<std::size_t>(std::abs(decimals)));
  const Integer dividend = decimals >= 0 ? Integer(value.numerator * power) : value.numerator;
  const Integer divisor = decimals >= 0 ? value.denominator : Integer(value.denominator * power);
  Integer whole;
  Integer remainder;
  boost::multiprecision::divide_qr(dividend, divisor, whole, remainder);
  if (!remainder.is_zero()) {
    const bool negative = dividend.sign() < 0;
    const Integer left = abs(remainder);
    const auto half = left.compare(Integer(divisor - left)) <=> 0;
    if (grows(mode, {half, bit_test(Integer(abs(whole)), 0), negative})) whole += negative ? -1 : 1;
  }
  if (decimals >= 0) return {std::move(whole), power};
  return {whole * power, 1};
}

}  // namespace

Number Number::rounded(int decimals, RoundingMode mode) const {
  if (sign() == 0) return {};
  if (wide_ == nullptr) {
    const Ratio value{numerator_, denominator_};
    Ratio result;
    if (round_narrow(value, decimals, mode, result) || round_narrow(reduced(value), decimals, mode, result)) {
      return NumberAccess::narrow(result);
    }
  }
  WideRatio storage;
  return NumberAccess::wide(round_wide(NumberAccess::widened(*this, storage), decimals, mode));
}

}  // namespace kaidah::values
