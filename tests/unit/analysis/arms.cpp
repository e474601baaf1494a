// Arms that never apply, values that fall, marks that accept, and what is not proved.
#include <boost/test/unit_test.hpp>

#include "tests/unit/analysis/analysed.hpp"

BOOST_AUTO_TEST_SUITE(analysis_arms)

using namespace kaidah;
using namespace kaidah::test;

BOOST_AUTO_TEST_CASE(an_arm_outside_the_range_never_applies) {
  const auto found = analysed(policy("a: whole number 0..100", R"(
    classify grade : Grade by a as x { good when x > 100  fair when 50 <= x <= 100  poor when x < 50 }
    output o = grade)",
                                     kGrade));
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(line(found[0]) == "K4004 this never applies");
  BOOST_TEST(at(found[0].location).find("good when x > 100") == 0U);
}

BOOST_AUTO_TEST_CASE(what_stands_before_takes_every_case) {
  const auto found = analysed(policy("a: whole number 0..100", R"(
    classify grade : Grade by a as x, in order { fair when x >= 50  good when x >= 90  poor when x < 50 }
    output o = grade)",
                                     kGrade));
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(line(found[0]) == "K4022 this never applies");
  BOOST_TEST((info(found[0].message.kind).severity == Severity::warning));
  BOOST_TEST(notes(found[0])[0] == "what stands before it takes every case");
}

BOOST_AUTO_TEST_CASE(rules_that_are_read_can_rule_an_arm_out) {
  const auto found = analysed(policy("a: whole number 0..100", R"(
    rule high = a >= 90
    rule x = 1 when high and a < 50
    rule x = 2 when not (high and a < 50)
    output o = x)"));
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(line(found[0]) == "K4004 this never applies");
}

BOOST_AUTO_TEST_CASE(opaque_conditions_are_not_proved) {
  const char* const shapes = "record E { n: whole number 0..10 }\n";
  const char* const fields = "list_: list E, no more than 5";
  const auto found = analysed(policy(fields, R"(
    rule x = 1 when exists(e in list_ where e.n > 3)
    rule x = 2 when count(list_) = 0
    output o = x)",
                                     shapes));
  BOOST_TEST_REQUIRE(!found.empty());
  for (const Diagnostic& one : found) BOOST_TEST((info(one.message.kind).severity == Severity::warning), line(one));
  BOOST_TEST(line(found[0]).find("K4020 not proved that something always applies to `x`") == 0U);
  // The same condition and its opposite need no look inside.
  BOOST_TEST(lines(analysed(policy(fields, R"(
    rule x = 1 when exists(e in list_ where e.n > 3)
    rule x = 2 when not exists(f in list_ where f.n > 3)
    output o = x)",
                                   shapes)))
                 .empty());
}

BOOST_AUTO_TEST_CASE(rules_over_one_list_may_depend_on_each_other) {
  const auto found = analysed(policy("list_: list E, no more than 5", R"(
    rule some_good = exists(e in list_ where e.n > 3)
    rule some = count(list_) > 0
    rule x = 1 when some
    rule x = 2 when not some and not some_good
    output o = x)",
                                     "record E { n: whole number 0..10 }\n"));
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(line(found[0]) ==
             "K4020 not proved that something always applies to `x`: `some` and `some_good` may depend on each other");
}

BOOST_AUTO_TEST_CASE(too_many_cells_are_not_proved) {
  std::string fields;
  std::string condition;
  for (int i = 0; i < 12; ++i) {
    fields += "f" + std::to_string(i) + ": whole number 0..1000\n";
    condition += (i == 0 ? "" : " + ") + std::string("f") + std::to_string(i);
  }
  Limits limits;
  limits.analysis_cells = 3;
  const auto found = analysed(policy(fields, R"(
    rule x = 1 when f0 > 5 and f1 > 5
    rule x = 2 when not (f0 > 5 and f1 > 5) and f2 > 3
    rule x = 3 when not (f0 > 5 and f1 > 5) and f2 <= 3
    output o = x)"),
                              limits);
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(line(found[0]) ==
             "K4020 not proved that something always applies to `x`: there are more than 3 combinations");
}

BOOST_AUTO_TEST_CASE(a_mark_accepts_a_known_hole) {
  const auto with = [](const std::string& marks) {
    return "policy \"test\" version 1.0.0\ninput R { a: whole number 0..10 }\narticle 1 " + marks +
           " { rule x = 1 when a < 5\n output o = x }\n";
  };
  const auto found = analysed(with("[accepted K4003 \"the law forgot it\"]"));
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(line(found[0]) == "K4023 accepted K4003: nothing applies to `x` when `a` is 5 or more");
  BOOST_TEST(notes(found[0])[0] == "reason: the law forgot it");
  const auto unused = analysed(with("[accepted K4002 \"nothing here\"]"));
  BOOST_TEST_REQUIRE(unused.size() == 2U);
  BOOST_TEST(line(unused[0]) == "K4024 there is no K4002 here to accept");
}

BOOST_AUTO_TEST_CASE(a_value_that_falls_where_its_input_rises) {
  const auto found = analysed(policy("a: whole number 0..100", R"(
    rule x = 2 * a when a <= 50
    rule x = 60 + a when a > 50 and a <= 80
    rule x = a when a > 80
    output o = x)"));
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(line(found[0]) == "K4026 `x` falls from 140 to 81 where `a` rises past 80");
}

BOOST_AUTO_TEST_CASE(a_thousand_rows_over_a_number_and_an_enum) {
  std::string rows;
  for (int i = 0; i < 1000; ++i)
    if (i != 700) rows += "| " + std::to_string(i) + " | " + std::to_string(i * 7 % 1000) + " |\n";
  const auto found = analysed(policy(
      "a: whole number 0..999", "table x : number by a { | a | x |\n" + rows + "}\n output o = round(x, 0, half_up)"));
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(line(found[0]) == "K4003 nothing applies to `x` when `a` is 700");

  std::string members;
  std::string cells;
  for (int i = 0; i < 1000; ++i) {
    members += "m" + std::to_string(i) + "\n";
    if (i != 3) cells += "| m" + std::to_string(i) + " | " + std::to_string(i) + " |\n";
  }
  const auto over_enum =
      analysed(policy("a: Many", "table x : number by a { | a | x |\n" + cells + "}\n output o = round(x, 0, half_up)",
                      "enum Many {\n" + members + "}\n"));
  BOOST_TEST_REQUIRE(over_enum.size() == 1U);
  BOOST_TEST(line(over_enum[0]) == "K4003 nothing applies to `x` when `a` is m3");
}

BOOST_AUTO_TEST_SUITE_END()
