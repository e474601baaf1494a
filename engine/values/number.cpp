#include "engine/values/number.hpp"

#include <algorithm>
#include <cassert>

#include "engine/values/number_access.hpp"

namespace kaidah::values {
namespace {

/// Tries 128 bits first; the wide operation is the same one without an end.
template <typename NarrowOperation, typename WideOperation>
Number combined(const Number& a, const Number& b, NarrowOperation narrow, WideOperation wide) {
  if (NumberAccess::is_narrow(a) && NumberAccess::is_narrow(b)) {
    Ratio result;
    if (narrow(NumberAccess::ratio(a), NumberAccess::ratio(b), result)) return NumberAccess::narrow(result);
  }
  WideRatio a_storage;
  WideRatio b_storage;
  return NumberAccess::wide(wide(NumberAccess::widened(a, a_storage), NumberAccess::widened(b, b_storage)));
}

bool subtract_narrow(Ratio a, Ratio b, Ratio& difference) {
  return add(a, {-b.numerator, b.denominator}, difference);
}

}  // namespace

Number Number::ratio(std::int64_t numerator, std::int64_t denominator) {
  assert(denominator != 0);
  const Ratio value{numerator, denominator};
  return NumberAccess::narrow(denominator < 0 ? Ratio{-value.numerator, -value.denominator} : value);
}

void Number::retain() const noexcept {
  wide_->uses.fetch_add(1, std::memory_order_relaxed);
}

void Number::release() noexcept {
  if (wide_->uses.fetch_sub(1, std::memory_order_acq_rel) == 1) delete wide_;
}

Number operator+(const Number& a, const Number& b) {
  return combined(
      a, b, [](Ratio x, Ratio y, Ratio& sum) { return add(x, y, sum); },
      [](const WideRatio& x, const WideRatio& y) { return add(x, y); });
}

Number operator-(const Number& a, const Number& b) {
  return combined(a, b, subtract_narrow, subtract);
}

Number operator*(const Number& a, const Number& b) {
  return combined(
      a, b, [](Ratio x, Ratio y, Ratio& product) { return multiply(x, y, product); },
      [](const WideRatio& x, const WideRatio& y) { return multiply(x, y); });
}

Number operator/(const Number& a, const Number& b) {
  assert(b.sign() != 0);
  return combined(
      a, b, [](Ratio x, Ratio y, Ratio& quotient) { return divide(x, y, quotient); },
      [](const WideRatio& x, const WideRatio& y) { return divide(x, y); });
}

Number Number::operator-() const {
  if (wide_ == nullptr) return NumberAccess::narrow({-numerator_, denominator_});
  return NumberAccess::wide({-wide_->value.numerator, wide_->value.denominator});
}

bool operator==(const Number& a, const Number& b) {
  return (a <=> b) == std::strong_ordering::equal;
}

std::strong_ordering operator<=>(const Number& a, const Number& b) {
  if (NumberAccess::is_narrow(a) && NumberAccess::is_narrow(b)) {
    return compare(NumberAccess::ratio(a), NumberAccess::ratio(b));
  }
  WideRatio a_storage;
  WideRatio b_storage;
  return compare(NumberAccess::widened(a, a_storage), NumberAccess::widened(b, b_storage)) <=> 0;
}

int Number::sign() const noexcept {
  if (wide_ != nullptr) return wide_->value.numerator.sign();
  return numerator_ < 0 ? -1 : numerator_ > 0 ? 1 : 0;
}

bool Number::is_whole() const {
  if (wide_ != nullptr) return wide_->value.denominator == 1;
  return divide_whole(numerator_, denominator_).remainder == 0;
}

std::optional<std::int64_t> Number::to_int64() const {
  if (wide_ != nullptr) return std::nullopt;
  const auto [whole, remainder] = divide_whole(numerator_, denominator_);
  if (remainder != 0 || !fits_64(whole)) return std::nullopt;
  return static_cast<std::int64_t>(whole);
}

std::size_t Number::digits_bound() const noexcept {
  const std::size_t bits = wide_ == nullptr
                               ? bit_length(std::max(magnitude(numerator_), magnitude(denominator_)))
                               : std::max(bit_length(wide_->value.numerator), bit_length(wide_->value.denominator));
  // log10(2) rounded up.
  return bits * 30103 / 100000 + 1;
}

}  // namespace kaidah::values
