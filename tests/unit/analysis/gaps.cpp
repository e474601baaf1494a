// Where nothing applies: with an example that the type allows, and only there.
#include <boost/test/unit_test.hpp>

#include "tests/unit/analysis/analysed.hpp"

BOOST_AUTO_TEST_SUITE(analysis_gaps)

using namespace kaidah;
using namespace kaidah::test;

namespace {

// The bands of PermenPANRB 8/2021 for senior posts, as printed.
const char* const kBands = R"(
  output grade_of = grade
  classify grade : Grade by score as x {
    point a: good when 80 <= x <= 100
    point b: fair when 60 <= x <= 79
    point c: poor when x < 60
  })";

}  // namespace

BOOST_AUTO_TEST_CASE(bands_in_whole_percents_leave_gaps_between_decimals) {
  const auto found = analysed(policy("score: number 0..100 decimals 2", kBands, kGrade));
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(line(found[0]) == "K4003 nothing applies to `grade` when `score` is between 79 and 80");
  BOOST_TEST(line(found[0], Language::indonesian) ==
             "K4003 tidak ada yang berlaku untuk `grade` jika `score` di antara 79 dan 80");
  BOOST_TEST_REQUIRE(found[0].notes.size() == 2U);
  BOOST_TEST(notes(found[0])[0] == "example: score = 79.5");
  BOOST_TEST(notes(found[0], Language::indonesian)[0] == "contoh: score = 79,5");
  BOOST_TEST_REQUIRE(found[0].related.size() == 2U);
  BOOST_TEST(at(found[0].related[0].location).find("80 <= x") != std::string::npos);
  BOOST_TEST(at(found[0].related[1].location).find("60 <= x") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_same_bands_over_whole_numbers_leave_none) {
  BOOST_TEST(lines(analysed(policy("score: whole number 0..100", kBands, kGrade))).empty());
}

BOOST_AUTO_TEST_CASE(the_witness_goes_through_a_rounded_rule) {
  const auto found =
      analysed(policy("a: number 0..100",
                      "rule score : number 0..100 decimals 2 = round(a, 2, half_up)\n" + std::string(kBands), kGrade));
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(line(found[0]) == "K4003 nothing applies to `grade` when `score` is between 79 and 80");
}

BOOST_AUTO_TEST_CASE(ends_of_the_range_are_looked_at) {
  const auto found = analysed(policy("score: number 0..120", R"(
    classify grade : Grade by score as x { good when 90 <= x < 120  fair when 0 < x < 90 }
    output g = grade)",
                                     kGrade));
  BOOST_TEST_REQUIRE(found.size() == 2U);
  BOOST_TEST(line(found[0]) == "K4003 nothing applies to `grade` when `score` is 0");
  BOOST_TEST(line(found[1]) == "K4003 nothing applies to `grade` when `score` is 120");
}

BOOST_AUTO_TEST_CASE(one_missing_cell_of_a_quadrant) {
  const auto found = analysed(policy("hasil: Grade\n perilaku: Grade", R"(
    table hasil_akhir : Grade by hasil, perilaku {
      | hasil | perilaku   | hasil_akhir |
      | good  | good, fair | good        |
      | good  | poor       | poor        |
      | fair  | *          | fair        |
      | poor  | poor, good | poor        |
    }
    output o = hasil_akhir)",
                                     kGrade));
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(line(found[0]) == "K4003 nothing applies to `hasil_akhir` when `hasil` is poor and `perilaku` is fair");
  BOOST_TEST(notes(found[0])[0] == "example: hasil = poor and perilaku = fair");
}

BOOST_AUTO_TEST_CASE(dates_have_no_time_between_days) {
  const char* const fields = "d: date";
  BOOST_TEST(lines(analysed(policy(fields, R"(
    rule x = 1 when d <= 2021-06-30
    rule x = 2 when d >= 2021-07-01
    output o = x)")))
                 .empty());
  const auto found = analysed(policy(fields, R"(
    rule x = 1 when d < 2021-06-30
    rule x = 2 when d >= 2021-07-01
    output o = x)"));
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(line(found[0]) == "K4003 nothing applies to `x` when `d` is 2021-06-30");
}

BOOST_AUTO_TEST_CASE(presence_is_an_axis) {
  const auto found = analysed(policy("a: number 0..10, optional", R"(
    rule x = 1 when a is present and a < 5
    rule x = 2 when a is present and a >= 5
    output o = x)"));
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(line(found[0]) == "K4003 nothing applies to `x` when `a` is not present");
  BOOST_TEST(lines(analysed(policy("a: number 0..10, optional", R"(
    rule x = 1 when a is present and a < 5
    rule x = 2 when a is present and a >= 5
    rule x = 3 when not a is present
    output o = x)")))
                 .empty());
}

BOOST_AUTO_TEST_CASE(optional_rules_may_have_no_value) {
  BOOST_TEST(
      lines(analysed(policy("a: number 0..10", "rule x : number, optional = 1 when a > 5\n output o = x"))).empty());
}

BOOST_AUTO_TEST_CASE(equal_forms_share_an_axis) {
  BOOST_TEST(lines(analysed(policy("a: number 0..10\n b: number 0..10", R"(
    rule x = 1 when a >= b
    rule x = 2 when 2 * a - 2 * b < 0
    output o = x)")))
                 .empty());
}

BOOST_AUTO_TEST_CASE(sums_of_fields_are_weighed_together) {
  // a >= 60 and b >= 60 cannot be where a + b < 100.
  const char* const fields = "a: number 0..100 decimals 1\n b: number 0..100 decimals 1";
  BOOST_TEST(lines(analysed(policy(fields, R"(
    rule x = 1 when a + b >= 100
    rule x = 2 when a + b < 100 and a < 60
    rule x = 3 when a + b < 100 and a >= 60 and b < 60
    output o = x)")))
                 .empty());
  const auto found = analysed(policy(fields, R"(
    rule x = 1 when a + b >= 100
    rule x = 2 when a + b < 100 and a < 60
    rule x = 3 when a + b < 100 and a >= 60 and b < 30
    output o = x)"));
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(line(found[0]).find("K4003") == 0U);
}

BOOST_AUTO_TEST_CASE(conditions_on_the_data_are_relied_on) {
  BOOST_TEST(lines(analysed(policy("a: date\n b: date\n condition a <= b", R"(
    rule x = 1 when a < b
    rule x = 2 when a = b
    output o = x)")))
                 .empty());
}

BOOST_AUTO_TEST_CASE(constants_are_looked_through) {
  const auto found = analysed(policy("a: number 0..100 decimals 0", R"(
    rule limit = 70
    rule x = 1 when a >= limit
    rule x = 2 when a < limit - 1
    output o = x)",
                                     "parameter p : number = 5\n"));
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(line(found[0]) == "K4003 nothing applies to `x` when `a` is 69");
}

BOOST_AUTO_TEST_CASE(texts_are_told_apart) {
  const auto found = analysed(policy("t: text", R"(
    rule x = 1 when t = "A"
    rule x = 2 when t = "B"
    output o = x)"));
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(line(found[0]) == "K4003 nothing applies to `x` when `t` is none of \"A\" or \"B\"");
}

BOOST_AUTO_TEST_CASE(exceptions_fill_gaps) {
  BOOST_TEST(lines(analysed(policy("a: number 0..10\n b: boolean", R"(
    rule x = 1 when a < 5
    exception x = 2 in case a >= 5
    output o = x)")))
                 .empty());
}

BOOST_AUTO_TEST_SUITE_END()
