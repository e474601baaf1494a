// Every operation of Number against Boost's rationals of any size, on values that live on both sides of 128 bits.
#define BOOST_TEST_MODULE property_values
#include <rapidcheck.h>
#include <array>
#include <boost/multiprecision/cpp_int.hpp>
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <sstream>
#include <string>
#include <vector>

#include "engine/values/date.hpp"
#include "engine/values/number.hpp"

namespace kaidah::values {
namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

/// One value twice: as computed by Number, and as computed by Boost.
struct Pair {
  Number number;
  cpp_rational exact;
};

std::string text_of(const cpp_rational& value) {
  const std::string whole = numerator(value).str();
  return denominator(value) == 1 ? whole : whole + '/' + denominator(value).str();
}

void showValue(const Pair& pair, std::ostream& out) {
  out << text_of(pair.exact);
}

/// Reads what Number::to_string writes.
cpp_rational read_back(const std::string& text) {
  const auto slash = text.find('/');
  if (slash != std::string::npos) return cpp_rational(cpp_int(text.substr(0, slash)), cpp_int(text.substr(slash + 1)));
  std::string digits = text;
  cpp_int scale = 1;
  if (const auto point = digits.find('.'); point != std::string::npos) {
    scale = pow(cpp_int(10), static_cast<unsigned>(digits.size() - point - 1));
    digits.erase(point, 1);
  }
  const bool negative = digits.starts_with('-');
  if (negative) digits.erase(0, 1);
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));  // leading zeros would mean octal
  const cpp_int whole(digits);
  return cpp_rational(negative ? cpp_int(-whole) : whole, scale);
}

rc::Gen<std::int64_t> any_whole() {
  return rc::gen::oneOf(rc::gen::inRange<std::int64_t>(-12, 13), rc::gen::inRange<std::int64_t>(-1'000, 1'001),
                        rc::gen::arbitrary<std::int64_t>(),
                        rc::gen::element<std::int64_t>(INT64_MAX, INT64_MIN, INT64_MAX - 1, 1'000'000'000'000));
}

/// Values as rules make them: chains of operations, so that narrow numbers come in terms that are not the lowest.
rc::Gen<Pair> any_pair() {
  return rc::gen::exec([] {
    Pair pair{0, 0};
    const auto steps = *rc::gen::inRange(1, 9);
    for (int i = 0; i < steps; ++i) {
      const std::int64_t above = *any_whole();
      const std::int64_t below = *rc::gen::distinctFrom(any_whole(), std::int64_t{0});
      const Number number = Number::ratio(above, below);
      const cpp_rational exact = cpp_rational(cpp_int(above)) / cpp_rational(cpp_int(below));
      switch (*rc::gen::inRange(0, 4)) {
        case 0:
          pair = {pair.number - number, pair.exact - exact};
          break;
        case 1:
          if (above != 0) pair = {pair.number / number, pair.exact / exact};
          break;
        case 2:
          pair = {pair.number * number, pair.exact * exact};
          break;
        default:
          pair = {pair.number + number, pair.exact + exact};
          break;
      }
    }
    return pair;
  });
}

cpp_int floor_of(const cpp_rational& value) {
  const cpp_int above = numerator(value);
  const cpp_int below = denominator(value);
  const cpp_int whole = above / below;
  return above < 0 && whole * below != above ? cpp_int(whole - 1) : whole;
}

/// The definitions of the modes, by floors of the magnitude: unlike the implementation, no remainders.
cpp_rational rounded_by_definition(const cpp_rational& value, int decimals, RoundingMode mode) {
  const cpp_rational power(pow(cpp_int(10), static_cast<unsigned>(std::abs(decimals))));
  const cpp_rational scaled = decimals >= 0 ? cpp_rational(value * power) : cpp_rational(value / power);
  const bool negative = scaled < 0;
  const cpp_rational size = negative ? cpp_rational(-scaled) : scaled;
  const cpp_rational half(cpp_int(1), cpp_int(2));
  const auto up = [](const cpp_rational& x) { return cpp_int(-floor_of(-x)); };
  cpp_int whole;
  switch (mode) {
    case RoundingMode::half_up:
      whole = floor_of(size + half);
      break;
    case RoundingMode::half_down:
      whole = up(size - half);
      break;
    case RoundingMode::half_even:
      whole = floor_of(size + half);
      if (whole == size + half && whole % 2 != 0) --whole;
      break;
    case RoundingMode::up:
      whole = up(size);
      break;
    case RoundingMode::down:
      whole = floor_of(size);
      break;
    case RoundingMode::ceiling:
      whole = negative ? floor_of(size) : up(size);
      break;
    case RoundingMode::floor:
      whole = negative ? up(size) : floor_of(size);
      break;
  }
  const cpp_rational result(negative ? cpp_int(-whole) : whole);
  return decimals >= 0 ? cpp_rational(result / power) : cpp_rational(result * power);
}

rc::Gen<RoundingMode> any_mode() {
  using enum RoundingMode;
  return rc::gen::element(half_up, half_down, half_even, up, down, ceiling, floor);
}

BOOST_AUTO_TEST_CASE(arithmetic_is_exact) {
  BOOST_TEST(rc::check("+ - * / and negation agree with rationals", [] {
    const Pair a = *any_pair();
    const Pair b = *any_pair();
    RC_ASSERT(read_back((a.number + b.number).to_string()) == a.exact + b.exact);
    RC_ASSERT(read_back((a.number - b.number).to_string()) == a.exact - b.exact);
    RC_ASSERT(read_back((a.number * b.number).to_string()) == a.exact * b.exact);
    RC_ASSERT(read_back((-a.number).to_string()) == -a.exact);
    if (b.exact != 0) RC_ASSERT(read_back((a.number / b.number).to_string()) == a.exact / b.exact);
  }));
}

BOOST_AUTO_TEST_CASE(order_is_exact) {
  BOOST_TEST(rc::check("comparison and sign agree with rationals", [] {
    const Pair a = *any_pair();
    const Pair b = *any_pair();
    RC_ASSERT((a.number < b.number) == (a.exact < b.exact));
    RC_ASSERT((a.number == b.number) == (a.exact == b.exact));
    RC_ASSERT(a.number.sign() == a.exact.sign());
    // Neighbours: closer than any two values drawn apart.
    const Pair step{Number(1) / *Number::from_digits("1e45"), cpp_rational(cpp_int(1), pow(cpp_int(10), 45))};
    RC_ASSERT(a.number < a.number + step.number);
    RC_ASSERT(a.number - step.number < a.number);
  }));
}

BOOST_AUTO_TEST_CASE(equal_values_are_equal_however_they_were_reached) {
  BOOST_TEST(rc::check("a * b / b == a, a + b - b == a", [] {
    const Pair a = *any_pair();
    const Pair b = *any_pair();
    RC_ASSERT(a.number + b.number - b.number == a.number);
    if (b.exact != 0) {
      RC_ASSERT(a.number * b.number / b.number == a.number);
      RC_ASSERT((a.number * b.number / b.number).to_string() == a.number.to_string());
    }
  }));
}

BOOST_AUTO_TEST_CASE(rounding_follows_its_definition) {
  BOOST_TEST(rc::check("rounded agrees with floors of rationals", [] {
    const Pair a = *any_pair();
    const auto decimals = *rc::gen::oneOf(rc::gen::inRange(-4, 5), rc::gen::inRange(-60, 61));
    const RoundingMode mode = *any_mode();
    RC_ASSERT(read_back(a.number.rounded(decimals, mode).to_string()) ==
              rounded_by_definition(a.exact, decimals, mode));
  }));
}

BOOST_AUTO_TEST_CASE(ties_follow_their_definition) {
  BOOST_TEST(rc::check("k + 1/2 units, in every mode and at every position", [] {
    const auto units = *any_whole();
    const auto decimals = *rc::gen::inRange(-30, 31);
    const RoundingMode mode = *any_mode();
    const cpp_rational power(pow(cpp_int(10), static_cast<unsigned>(std::abs(decimals))));
    const Number unit = *Number::from_digits("1e" + std::to_string(-decimals));
    const cpp_rational exact_unit = decimals < 0 ? power : cpp_rational(1 / power);
    const Number tie = (Number(units) + Number::ratio(1, 2)) * unit;
    const cpp_rational exact = (cpp_rational(cpp_int(units)) + cpp_rational(cpp_int(1), cpp_int(2))) * exact_unit;
    RC_ASSERT(read_back(tie.rounded(decimals, mode).to_string()) == rounded_by_definition(exact, decimals, mode));
  }));
}

BOOST_AUTO_TEST_CASE(decimals_and_wholeness_are_those_of_the_lowest_terms) {
  BOOST_TEST(rc::check("decimals, is_whole, to_int64, digits_bound", [] {
    const Pair a = *any_pair();
    const cpp_int above = abs(numerator(a.exact));
    const cpp_int below = denominator(a.exact);
    RC_ASSERT(a.number.is_whole() == (below == 1));
    RC_ASSERT(a.number.to_int64().has_value() ==
              (below == 1 && numerator(a.exact) >= INT64_MIN && numerator(a.exact) <= INT64_MAX));
    RC_ASSERT(a.number.digits_bound() >= std::max(above.str().size(), below.str().size()));
    if (above > (cpp_int(1) << 127) || below > (cpp_int(1) << 127)) {
      RC_ASSERT(a.number.digits_bound() <= std::max(above.str().size(), below.str().size()) + 1);
    } else {
      RC_ASSERT(a.number.digits_bound() <= 39u);
    }

    int exact = 0;
    cpp_int power = 1;
    while (power % below != 0 && exact < 3'000) {
      power *= 10;
      ++exact;
    }
    const bool endless = power % below != 0;
    RC_ASSERT(a.number.decimals().has_value() == !endless);
    if (!endless) RC_ASSERT(*a.number.decimals() == exact);
  }));
}

BOOST_AUTO_TEST_CASE(digits_are_read_exactly) {
  BOOST_TEST(rc::check("from_digits agrees with whole * 10^exponent", [] {
    const auto digit = rc::gen::inRange('0', static_cast<char>('9' + 1));
    const auto whole = *rc::gen::suchThat(rc::gen::container<std::string>(digit), [](const std::string& text) {
      return !text.empty() && (text.size() == 1 || text.front() != '0');
    });
    const auto fraction = *rc::gen::container<std::string>(digit);
    const auto exponent = *rc::gen::inRange(-50, 51);
    const bool negative = *rc::gen::arbitrary<bool>();
    std::string text = (negative ? "-" : "") + whole;
    if (!fraction.empty()) text += "." + fraction;
    if (exponent != 0 || *rc::gen::arbitrary<bool>()) text += "e" + std::to_string(exponent);

    const cpp_rational mantissa = read_back((negative ? "-" : "") + whole + "." + fraction);
    const cpp_rational power(pow(cpp_int(10), static_cast<unsigned>(std::abs(exponent))));
    const auto number = Number::from_digits(text);
    RC_ASSERT(number.has_value());
    RC_ASSERT(read_back(number->to_string()) ==
              (exponent >= 0 ? cpp_rational(mantissa * power) : cpp_rational(mantissa / power)));
  }));
}

BOOST_AUTO_TEST_CASE(decimal_text_is_read_back_as_the_same_number) {
  BOOST_TEST(rc::check("from_digits(to_decimal(n)) is the number", [] {
    const Pair a = *any_pair();
    const auto decimals = *rc::gen::inRange(0, 60);
    const Number rounded = a.number.rounded(decimals, *any_mode());
    const std::string text = rounded.to_decimal(decimals);
    RC_ASSERT(decimals == 0 || text.size() - text.find('.') - 1 == static_cast<std::size_t>(decimals));
    const auto again = Number::from_digits(text, 1'000);
    RC_ASSERT(again.has_value());
    RC_ASSERT(*again == rounded);
  }));
}

rc::Gen<Date> any_date() {
  return rc::gen::map(rc::gen::inRange<std::int64_t>(0, 3'652'059),
                      [](std::int64_t days) { return *Date::from_parts(1, 1, 1)->plus(Days{days}); });
}

BOOST_AUTO_TEST_CASE(dates_move_and_come_back) {
  BOOST_TEST(rc::check("text, days and complete months agree with each other", [] {
    const Date a = *any_date();
    const Date b = *any_date();
    RC_ASSERT(Date::from_text(a.to_string()) == a);
    RC_ASSERT(Date::from_parts(a.year(), a.month(), a.day()) == a);
    RC_ASSERT(a.plus(b.since(a)) == b);
    RC_ASSERT((a < b) == (a.to_string() < b.to_string()));

    const Date earlier = std::min(a, b);
    const Date later = std::max(a, b);
    for (const MonthEnd month_end : {MonthEnd::last_day, MonthEnd::first_of_next}) {
      const std::int64_t months = later.months_since(earlier, month_end)->count;
      const auto reached = earlier.plus(Months{months}, month_end);
      const auto next = earlier.plus(Months{months + 1}, month_end);
      RC_ASSERT(reached.has_value());
      RC_ASSERT(*reached <= later);
      RC_ASSERT(!next || *next > later);
    }
  }));
}

}  // namespace
}  // namespace kaidah::values
