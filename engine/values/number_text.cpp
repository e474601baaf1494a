// Numbers to and from decimal digits.
#include <algorithm>
#include <cassert>

#include "engine/values/number.hpp"
#include "engine/values/number_access.hpp"

namespace kaidah::values {
namespace {

/// Larger than any text is long: where an exponent stops being counted.
constexpr std::int64_t kEndlessExponent = std::int64_t{1} << 58;

/// A JSON number taken apart.
struct Literal {
  bool negative = false;
  std::string_view whole;     ///< digits before the point
  std::string_view fraction;  ///< digits after it; may be empty
  std::int64_t exponent = 0;
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Takes the digits at the front of `text`.
std::string_view take_digits(std::string_view& text) {
  const auto count = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
  const std::string_view digits = text.substr(0, count);
  text.remove_prefix(count);
  return digits;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

/// The grammar of RFC 8259, section 6.
std::optional<Literal> split(std::string_view text) {
  Literal literal;
  literal.negative = take(text, '-');
  literal.whole = take_digits(text);
  if (literal.whole.empty() || (literal.whole.size() > 1 && literal.whole.front() == '0')) return std::nullopt;
  if (take(text, '.')) {
    literal.fraction = take_digits(text);
    if (literal.fraction.empty()) return std::nullopt;
  }
  if (take(text, 'e') || take(text, 'E')) {
    const bool negative = take(text, '-');
    if (!negative) take(text, '+');
    const std::string_view digits = take_digits(text);
    if (digits.empty()) return std::nullopt;
    for (const char c : digits) {
      literal.exponent = std::min(literal.exponent * 10 + (c - '0'), kEndlessExponent);
    }
    if (negative) literal.exponent = -literal.exponent;
  }
  if (!text.empty()) return std::nullopt;
  return literal;
}

/// REQUIRES: all of `digits` are, and there are at most 38 in both.
Int128 narrow_value(std::string_view digits, Int128 start = 0) {
  for (const char c : digits) start = start * 10 + (c - '0');
  return start;
}

/// `digits` with a point before the last `decimals` of them.
std::string with_point(std::string digits, std::size_t decimals, bool negative) {
  if (decimals > 0) {
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    digits.insert(digits.size() - decimals, 1, '.');
  }
  if (negative) digits.insert(0, 1, '-');
  return digits;
}

/// How often `factor` divides `value`, which is left without it.
template <typename Whole>
int take_factor(Whole& value, const Whole& factor) {
  int count = 0;
  while (value % factor == 0) {
    value /= factor;
    ++count;
  }
  return count;
}

}  // namespace

std::optional<Number> Number::from_digits(std::string_view digits, std::size_t max_digits, NumberError* error) {
  const auto refuse = [error](NumberError reason) -> std::optional<Number> {
    if (error != nullptr) *error = reason;
    return std::nullopt;
  };
  const std::optional<Literal> literal = split(digits);
  if (!literal) return refuse(NumberError::malformed);

  std::string_view whole = literal->whole;
  std::string_view fraction = literal->fraction;
  const std::int64_t scale = literal->exponent - static_cast<std::int64_t>(fraction.size());
  whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));
  if (whole.empty()) fraction.remove_prefix(std::min(fraction.find_first_not_of('0'), fraction.size()));
  const std::size_t figures = whole.size() + fraction.size();
  if (figures == 0) return Number();

  const auto shift = static_cast<std::size_t>(scale < 0 ? -scale : scale);
  const std::size_t written_out = scale < 0 ? std::max(figures, shift + 1) : figures + shift;
  if (written_out > max_digits) return refuse(NumberError::too_many_digits);

  if (written_out < kPowersOfTen.size()) {
    const Int128 size = narrow_value(fraction, narrow_value(whole));
    const Int128 value = literal->negative ? -size : size;
    return NumberAccess::narrow(scale < 0 ? Ratio{value, kPowersOfTen[shift]} : Ratio{value * kPowersOfTen[shift], 1});
  }
  Integer size(std::string(whole).append(fraction));
  if (literal->negative) size = -size;
  const Integer power = power_of_ten(shift);
  return NumberAccess::wide(scale < 0 ? WideRatio{std::move(size), power} : WideRatio{size * power, 1});
}

std::optional<int> Number::decimals() const {
  int twos = 0;
  int fives = 0;
  if (wide_ == nullptr) {
    Int128 rest = denominator_ == 1 ? 1 : reduced({numerator_, denominator_}).denominator;
    twos = take_factor<Int128>(rest, 2);
    fives = take_factor<Int128>(rest, 5);
    if (rest != 1) return std::nullopt;
  } else {
    constexpr int kFivesAtOnce = 27;  // 5^27 is the largest power of five in 64 bits
    static const Integer kManyFives(std::uint64_t{7'450'580'596'923'828'125u});
    Integer rest = wide_->value.denominator;
    twos = static_cast<int>(lsb(rest));
    rest >>= twos;
    fives = kFivesAtOnce * take_factor<Integer>(rest, kManyFives);
    fives += take_factor<Integer>(rest, 5);
    if (rest != 1) return std::nullopt;
  }
  return std::max(twos, fives);
}

std::string Number::to_decimal(int decimals) const {
  const auto places = static_cast<std::size_t>(std::max(decimals, 0));
  const bool negative = sign() < 0;
  if (wide_ == nullptr && places < kPowersOfTen.size()) {
    Ratio value{numerator_, denominator_};
    auto [scale, remainder] = divide_whole(kPowersOfTen[places], value.denominator);
    if (remainder != 0) {
      value = reduced(value);
      const auto again = divide_whole(kPowersOfTen[places], value.denominator);
      scale = again.whole;
      remainder = again.remainder;
    }
    Int128 figures = 0;
    if (remainder == 0 && checked_multiply(value.numerator, scale, figures)) {
      return with_point(digits_of(magnitude(figures)), places, negative);
    }
  }
  WideRatio storage;
  const WideRatio& value = NumberAccess::widened(*this, storage);
  const Integer scaled = abs(value.numerator) * power_of_ten(places);
  assert(scaled % value.denominator == 0);
  return with_point(Integer(scaled / value.denominator).str(), places, negative);
}

std::string Number::to_string() const {
  if (const std::optional<int> exact = decimals()) return to_decimal(*exact);
  if (wide_ != nullptr) return wide_->value.numerator.str() + '/' + wide_->value.denominator.str();
  const Ratio value = reduced({numerator_, denominator_});
  return (value.numerator < 0 ? "-" : "") + digits_of(magnitude(value.numerator)) + '/' +
         digits_of(magnitude(value.denominator));
}

}  // namespace kaidah::values
