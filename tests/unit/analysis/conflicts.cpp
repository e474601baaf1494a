// Where two values apply: found, or resolved by order, exclusion or agreement.
#include <boost/test/unit_test.hpp>

#include "tests/unit/analysis/analysed.hpp"

BOOST_AUTO_TEST_SUITE(analysis_conflicts)

using namespace kaidah;
using namespace kaidah::test;

namespace {

// PP 30/2019 Article 41(5): from 110 to 120 two points hold, the first with a condition of its own.
std::string article_41(const std::string& order) {
  return policy("score: number 0..120 decimals 2\n idea: boolean", R"(
    classify grade : Grade by score as x)" + order + R"( {
      good when 110 <= x <= 120 and idea
      fair when 90 <= x <= 120
      poor when x < 90
    }
    output o = grade)",
                kGrade);
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_overlap_is_resolved_by_order) {
  BOOST_TEST(lines(analysed(article_41(", in order"))).empty());
  const auto found = analysed(article_41(""));
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(line(found[0]) == "K4002 two values apply to `grade` when `score` is 110 or more and `idea` holds");
  BOOST_TEST(line(found[0], Language::indonesian) ==
             "K4002 dua nilai berlaku untuk `grade` jika `score` 110 atau lebih dan `idea` terpenuhi");
  BOOST_TEST(at(found[0].location).find("90 <= x") != std::string::npos);
  BOOST_TEST_REQUIRE(found[0].related.size() == 1U);
  BOOST_TEST(at(found[0].related[0].location).find("110 <= x") != std::string::npos);
  BOOST_TEST(notes(found[0])[0] == "example: score = 115 and idea = true");
}

BOOST_AUTO_TEST_CASE(two_axes_overlap_in_a_corner) {
  const auto found = analysed(policy("a: whole number 0..10\n b: whole number 0..10", R"(
    rule x = 1 when a >= 5
    rule x = 2 when b >= 5
    rule x = 3 when a < 5 and b < 5
    output o = x)"));
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(line(found[0]) == "K4002 two values apply to `x` when `a` is 5 or more and `b` is 5 or more");
}

BOOST_AUTO_TEST_CASE(equal_values_agree) {
  BOOST_TEST(lines(analysed(policy("a: whole number 0..10\n b: whole number 0..10", R"(
    rule x = 1 when a >= 5
    rule x = 100% when b >= 5
    rule x = 3 when a < 5 and b < 5
    output o = x)")))
                 .empty());
}

BOOST_AUTO_TEST_CASE(values_that_meet_at_a_limit_agree) {
  BOOST_TEST(lines(analysed(policy("a: number 0..10 decimals 1", R"(
    rule x = a when a <= 5
    rule x = 10 - a when a >= 5
    output o = x)")))
                 .empty());
  const auto found = analysed(policy("a: number 0..10 decimals 1", R"(
    rule x = a when a <= 5
    rule x = 11 - a when a >= 5
    output o = x)"));
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(line(found[0]) == "K4002 two values apply to `x` when `a` is 5");
}

BOOST_AUTO_TEST_CASE(exceptions_that_clash) {
  const auto found = analysed(policy("a: boolean\n b: boolean", R"(
    rule x = 1
    exception x = 2 in case a
    exception x = 3 in case b
    output o = x)"));
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(line(found[0]) == "K4002 two values apply to `x` when `a` holds and `b` holds");
  BOOST_TEST(lines(analysed(policy("a: boolean\n b: boolean", R"(
    rule x = 1
    exception x = 2 in case a
    exception x = 3 in case b and not a
    output o = x)")))
                 .empty());
}

BOOST_AUTO_TEST_CASE(an_exception_beats_the_base) {
  BOOST_TEST(lines(analysed(policy("a: boolean", "rule x = 1\n exception x = 2 in case a\n output o = x"))).empty());
}

BOOST_AUTO_TEST_CASE(guards_follow_rules) {
  // What the rule says decides what can meet what.
  const char* const fields = "kind: Grade\n n: number 0..100";
  const char* const rules = R"(
    rule senior = kind = good
    classify band : Grade by n as v { good when v >= 90  fair when 50 <= v < 90  poor when v < 50 }
    rule weight = 70% when not senior
    rule weight = 60% when senior
  )";
  BOOST_TEST(lines(analysed(policy(fields, std::string(rules) + R"(
    rule x = 1 when senior
    rule x = 2 when kind = fair
    rule x = 3 when kind = poor
    rule y = 1 when band = good
    rule y = 2 when n >= 50 and n < 90
    rule y = 3 when n < 50
    rule z = 1 when weight > 65%
    rule z = 2 when kind = good
    output o = x + y + z)",
                                   kGrade)))
                 .empty());
  const auto found = analysed(policy(fields, std::string(rules) + R"(
    rule z = 1 when weight > 65%
    rule z = 2 when kind >= fair
    output o = z + weight
    output b = band)",
                                     kGrade));
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(line(found[0]).find("K4002 two values apply to `z` when `weight` is 0.7 and `kind` is fair") == 0U);
  BOOST_TEST(notes(found[0])[0] == "example: weight = 0.7 and kind = fair");
}

BOOST_AUTO_TEST_CASE(silence_is_no_second_value) {
  BOOST_TEST(lines(analysed(policy("a: whole number 0..10", R"(
    rule x = 1 when a < 5
    rule x = undetermined "above 5 the text is silent" when a >= 5
    output o = x)")))
                 .empty());
}

BOOST_AUTO_TEST_SUITE_END()
