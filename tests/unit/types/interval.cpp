// Ranges: what arithmetic on them may promise, at the ends that are open, missing or zero.
#include <boost/test/unit_test.hpp>

#include "engine/types/interval.hpp"
#include "engine/types/unify.hpp"

BOOST_AUTO_TEST_SUITE(types_interval)

namespace {

using kaidah::types::Bound;
using kaidah::types::Interval;
using kaidah::values::Number;
namespace types = kaidah::types;

Interval range(std::optional<int> low, std::optional<int> high, bool low_closed = true, bool high_closed = true) {
  Interval result;
  if (low) result.low = Bound{Number(*low), low_closed};
  if (high) result.high = Bound{Number(*high), high_closed};
  return result;
}

std::string text(const Interval& interval) {
  return types::to_text(interval);
}

}  // namespace

BOOST_AUTO_TEST_CASE(texts) {
  BOOST_TEST(text(range(0, 120)) == "0..120");
  BOOST_TEST(text(range(0, 120, false)) == "0 < x <= 120");
  BOOST_TEST(text(range({}, 90, true, false)) == "x < 90");
  BOOST_TEST(text(range(3, 3)) == "3");
  BOOST_TEST(text(range({}, {})) == "..");
}

BOOST_AUTO_TEST_CASE(sums_and_differences_keep_open_ends) {
  BOOST_TEST(text(types::add(range(0, 1, false), range(2, 3))) == "2 < x <= 4");
  BOOST_TEST(text(types::subtract(range(0, 1), range(0, 1, true, false))) == "-1 < x <= 1");
  BOOST_TEST(text(types::add(range(0, {}), range(2, 3))) == "x >= 2");
}

BOOST_AUTO_TEST_CASE(products_of_both_signs) {
  BOOST_TEST(text(types::multiply(range(-2, 3), range(-5, 4))) == "-15..12");
  BOOST_TEST(text(types::multiply(range(0, {}), range(-1, 2))) == "..");
  BOOST_TEST(text(types::multiply(range(0, {}), range(0, 2))) == "x >= 0");
}

BOOST_AUTO_TEST_CASE(an_open_zero_is_reached_only_where_the_other_factor_has_zero) {
  BOOST_TEST(text(types::multiply(range(0, 5, false), range(1, 2))) == "0 < x <= 10");
  BOOST_TEST(text(types::multiply(range(0, 5, false), range(0, 2))) == "0..10");
}

BOOST_AUTO_TEST_CASE(quotients) {
  BOOST_TEST(text(types::divide(range(0, {}), range(0, {}, false))) == "x >= 0");
  BOOST_TEST(text(types::divide(range(10, 20), range(2, 5))) == "2..10");
  BOOST_TEST(text(types::divide(range(10, 20), range(-1, 5))) == "..");
  BOOST_TEST(text(types::divide(range(1, 1), range(-4, -2))) == "-0.5..-0.25");
  BOOST_TEST(text(types::divide(range(1, 1), range(1, {}))) == "0 < x <= 1");
}

BOOST_AUTO_TEST_CASE(zero_is_excluded) {
  BOOST_TEST(types::excludes_zero(range(0, 5, false)));
  BOOST_TEST(!types::excludes_zero(range(0, 5)));
  BOOST_TEST(types::excludes_zero(range(-5, 0, true, false)));
  BOOST_TEST(!types::excludes_zero(range({}, 5)));
}

BOOST_AUTO_TEST_CASE(hulls_and_intersections) {
  BOOST_TEST(text(types::hull(range(0, 1, true, false), range(1, 2, false))) == "0..2");
  BOOST_TEST(text(types::intersect(range(0, 5), range(3, {}, false))) == "3 < x <= 5");
  BOOST_TEST(types::is_empty(types::intersect(range(0, 3), range(3, 5, false))));
  BOOST_TEST(types::disjoint(range(0, 1), range(2, 3)));
  BOOST_TEST(types::contains(range(0, 5), range(0, 5, false, false)));
  BOOST_TEST(!types::contains(range(0, 5, false), range(0, 5)));
}

BOOST_AUTO_TEST_CASE(rounding_closes_the_ends) {
  const auto mode = kaidah::values::RoundingMode::half_up;
  Interval interval = range(0, 120, true, false);
  BOOST_TEST(text(types::rounded(interval, 0, mode)) == "0..120");
  BOOST_TEST(text(types::rounded(range(14, 16), -1, mode)) == "10..20");
}

BOOST_AUTO_TEST_CASE(a_sum_lies_between_the_fewest_and_the_most_items) {
  BOOST_TEST(text(types::sum(range(1, 3), types::counts(2, 10))) == "2..30");
  BOOST_TEST(text(types::sum(range(-1, 3), types::counts(0, 10))) == "-10..30");
}

BOOST_AUTO_TEST_CASE(extremes_and_absolutes) {
  BOOST_TEST(text(types::least(range(120, 120), range(0, {}))) == "0..120");
  BOOST_TEST(text(types::greatest(range({}, 5), range(2, 3))) == "2..5");
  BOOST_TEST(text(types::absolute(range(-3, 2))) == "0..3");
  BOOST_TEST(text(types::absolute(range(-3, -2))) == "2..3");
}

BOOST_AUTO_TEST_CASE(unified_types_allow_both) {
  const types::Type a = types::number(range(0, 1), 2);
  const types::Type b = types::number(range(5, 6), std::nullopt);
  const types::Type both = types::unify(a, b);
  BOOST_TEST(text(both.range) == "0..6");
  BOOST_TEST(!both.decimals.has_value());
  BOOST_TEST(!types::fits(types::of_kind(types::TypeKind::days), types::of_kind(types::TypeKind::months)));
  BOOST_TEST(types::fits(types::of_kind(types::TypeKind::error), types::of_kind(types::TypeKind::months)));
}

BOOST_AUTO_TEST_SUITE_END()
