#include "engine/values/wide.hpp"

namespace kaidah::values {
namespace {

Int128 narrowed(const Integer& value) {
  const auto size = static_cast<UInt128>(Integer(abs(value)));
  return value.sign() < 0 ? -static_cast<Int128>(size) : static_cast<Int128>(size);
}

}  // namespace

Integer widened(Int128 value) {
  return Integer(value);
}

WideRatio widened(Ratio value) {
  return {widened(value.numerator), widened(value.denominator)};
}

Integer power_of_ten(std::size_t exponent) {
  return boost::multiprecision::pow(Integer(10), static_cast<unsigned>(exponent));
}

std::size_t bit_length(const Integer& value) noexcept {
  if (value.is_zero()) return 0;
  // msb() wants a positive value, and a copy to make it one could throw.
  const auto& backend = value.backend();
  constexpr std::size_t kLimbBits = sizeof(backend.limbs()[0]) * 8;
  return (backend.size() - 1) * kLimbBits + bit_length(UInt128{backend.limbs()[backend.size() - 1]});
}

void reduce(WideRatio& value) {
  const Integer divisor = gcd(value.numerator, value.denominator);
  if (divisor == 1) return;
  value.numerator /= divisor;
  value.denominator /= divisor;
}

bool narrowed(const WideRatio& value, Ratio& narrow) {
  constexpr std::size_t kNarrowBits = 127;
  if (bit_length(value.numerator) > kNarrowBits || bit_length(value.denominator) > kNarrowBits) return false;
  narrow = {narrowed(value.numerator), narrowed(value.denominator)};
  return true;
}

WideRatio add(const WideRatio& a, const WideRatio& b) {
  if (a.denominator == b.denominator) return {a.numerator + b.numerator, a.denominator};
  return {a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator};
}

WideRatio subtract(const WideRatio& a, const WideRatio& b) {
  if (a.denominator == b.denominator) return {a.numerator - b.numerator, a.denominator};
  return {a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator};
}

WideRatio multiply(const WideRatio& a, const WideRatio& b) {
  return {a.numerator * b.numerator, a.denominator * b.denominator};
}

WideRatio divide(const WideRatio& a, const WideRatio& b) {
  WideRatio quotient{a.numerator * b.denominator, a.denominator * b.numerator};
  if (quotient.denominator.sign() < 0) {
    quotient.numerator = -quotient.numerator;
    quotient.denominator = -quotient.denominator;
  }
  return quotient;
}

int compare(const WideRatio& a, const WideRatio& b) {
  if (a.numerator.sign() != b.numerator.sign()) return a.numerator.sign() < b.numerator.sign() ? -1 : 1;
  return Integer(a.numerator * b.denominator).compare(Integer(b.numerator * a.denominator));
}

}  // namespace kaidah::values
