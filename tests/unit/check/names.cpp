// Names: what they may mean where, and what is said when they mean nothing or two things.
#include "tests/unit/check/checking.hpp"

BOOST_AUTO_TEST_SUITE(check_names)

using kaidah::Language;
using kaidah::testing::checked;
using kaidah::testing::in_article;

BOOST_AUTO_TEST_CASE(a_misspelt_name_is_reported_once_with_the_nearest) {
  const auto result = in_article(R"(
    output total = poinst + 1
    output double_total = total * 2)");
  BOOST_TEST(result.all() == "K2001 23:20 poinst\n");
  BOOST_TEST(result.message(0) == "nothing named `poinst` is visible here\ndid you mean `points`?");
  BOOST_TEST(result.message(0, Language::indonesian) ==
             "tidak ada yang bernama `poinst` di sini\nmungkin maksudnya `points`?");
}

BOOST_AUTO_TEST_CASE(rules_fields_and_parameters_share_one_namespace) {
  const auto result = in_article(R"(
    output points = 1
    rule limit = 2
    output b = limit)",
                                 "parameter limit : number = 5");
  BOOST_TEST(result.all() == "K2002 23:12 points\nK2002 24:10 limit\n");
  BOOST_TEST(result.result.diagnostics[0].related.size() == 1U);
}

BOOST_AUTO_TEST_CASE(locals_do_not_shadow) {
  const auto result = in_article("output n = count(points in items where points.amount > 3)");
  BOOST_TEST(result.all() == "K2002 22:18 points\n");
}

BOOST_AUTO_TEST_CASE(locals_of_two_rules_may_share_a_name) {
  const auto result = in_article(R"(
    output a = count(i in items where i.amount > 3)
    output b = count(i in items where i.amount > 4))");
  BOOST_TEST(result.all() == "");
}

BOOST_AUTO_TEST_CASE(bare_members_are_of_the_enum_expected_there) {
  const auto result = in_article(R"(
    output a = grade = good
    output b : Grade = fair
    output c = if_kind(red)
    rule if_kind(k: Kind) = k = green
    output d = grade in [poor, fair]
    output e = good <= grade
    output f = kind if missing red
    table g : Kind by grade {
      | grade      | g     |
      | good, fair | green |
      | poor       | red   |
    }
    output g)");
  BOOST_TEST(result.all() == "");
}

BOOST_AUTO_TEST_CASE(a_member_without_an_enum_to_expect_is_unknown_with_help) {
  const auto result = in_article("output a = good");
  BOOST_TEST(result.all() == "K2001 22:12 good\n");
  BOOST_TEST(result.message(0) == "nothing named `good` is visible here\nhelp: write `Grade.good`");
}

BOOST_AUTO_TEST_CASE(two_fitting_readings_ask_for_the_enum) {
  const auto result = in_article(R"(
    rule good : Grade = Grade.fair
    output a = grade = good)");
  BOOST_TEST(result.all() == "K2006 24:24 good\n");
  BOOST_TEST(result.message(0) ==
             "`good` may be the member of `Grade` or another value of that name\nhelp: write `Grade.good`");
}

BOOST_AUTO_TEST_CASE(a_reading_that_does_not_fit_is_no_reading) {
  // `good` is a number here; where a grade is expected only the member can be meant, and there is no circle.
  const auto result = in_article("output good = count(i in items where grade = good and i.amount > 1)");
  BOOST_TEST(result.all() == "");
}

BOOST_AUTO_TEST_CASE(arms_are_members_whatever_else_has_the_name) {
  const auto result = in_article(R"(
    rule good : Grade = Grade.fair
    classify g : Grade by points as x, in order {
      good when x > 100
      poor otherwise
    }
    output g
    output h = g = good or grade < poor)");
  BOOST_TEST(result.all() == "K2006 29:20 good\n");
}

BOOST_AUTO_TEST_CASE(unknown_members_fields_and_functions) {
  const auto result = in_article(R"(
    output a = grade = goood
    output b = period.strat
    output c = roundd(points)
    output d = Grade.god = grade)");
  BOOST_TEST(result.all() == "K2004 23:24 goood\nK2005 24:23 strat\nK2001 25:16 roundd\nK2004 26:22 god\n");
}

BOOST_AUTO_TEST_CASE(functions_and_values_are_not_mixed_up) {
  const auto result = in_article(R"(
    rule twice(x: number 0..120 decimals 2) = x * 2
    output a = twice
    output b = points(1)
    output c = twice(1, 2)
    output d = twice(points))");
  BOOST_TEST(result.all() == "K2020 24:16 twice\nK2019 25:16 points\nK2021 26:16 twice(1, 2)\n");
}

BOOST_AUTO_TEST_CASE(what_nothing_uses_is_named) {
  const auto result = in_article(R"(
    rule spare = 1
    output a = sum(1 for i in items))",
                                 R"(
parameter idle : number = 3
enum Lost { a_b }
record Gone { x: text })");
  BOOST_TEST(result.all() ==
             "K2024 21:11 idle\nK2024 22:6 Lost\nK2024 23:8 Gone\nK2024 26:10 spare\n"
             "K2024 27:26 i\n");
}

BOOST_AUTO_TEST_CASE(spellings_of_an_enum_are_unique) {
  const auto result = checked(R"(policy "t" version 1.0.0
enum E { a "Satu" b "Dua" alias "Satu" c written "a" a }
input I { id: text e: E }
article 1 { output x = e })");
  BOOST_TEST(result.all() == "K2017 2:19 b\nK2017 2:40 c\nK2002 2:54 a\n");
}

BOOST_AUTO_TEST_CASE(modules_give_exactly_the_names_asked_for) {
  const std::string module = R"(module "bands" version 1.2.0
enum Band { low high }
rule band(x: number) : Band = low when x < 10
rule band(x: number) : Band = high when x >= 10
rule hidden(x: number) = x)";
  const std::string policy = R"(policy "t" version 1.0.0
use band, Band, middle from "bands" 1.x
use other from "nowhere"
use hidden from "bands" 2.x
input I { id: text n: number }
article 1 { output b = band(n) output c = hidden(n) = b })";
  const auto result = checked(policy, {module});
  BOOST_TEST(result.all() == "K2008 2:17 middle\nK2007 3:1 use other from \"nowhere\"\nK2009 4:25 2.x\n");
}

BOOST_AUTO_TEST_CASE(an_imported_name_that_nothing_reads_is_named) {
  const auto result = checked(R"(policy "t" version 1.0.0
use one, two from "m"
input I { id: text n: number 0..9 }
article 1 { output b = one(n) })",
                              {"module \"m\" version 1.0.0 rule one(x: number 0..9) = round(x, 0, up) "
                               "rule two(x: number) = x"});
  BOOST_TEST(result.all() == "K2024 2:10 two\n");
}

BOOST_AUTO_TEST_CASE(a_module_is_checked_alone_and_reads_no_record) {
  const auto result = checked(R"(module "m" version 1.0.0
rule f(x: number) = x + y
rule late(d: date) = d > end of period
output z = 1)");
  BOOST_TEST(result.all() == "K2001 2:25 y\nK4060 3:26 end of period\nK4059 4:1 output z = 1\n");
}

BOOST_AUTO_TEST_CASE(a_good_module_has_a_policy_without_input) {
  const auto result = checked("module \"m\" version 1.0.0 rule f(x: number 0..5) = x + 1");
  BOOST_TEST(result.all() == "");
  BOOST_TEST_REQUIRE(static_cast<bool>(result.result.policy));
  BOOST_TEST(!result.result.policy->input);
  BOOST_TEST(result.type_of("f") == "number 1..6 endless");
}

BOOST_AUTO_TEST_CASE(a_use_of_two_modules_with_one_name_is_a_clash) {
  const auto result = checked(R"(policy "t" version 1.0.0
use f from "a"
use f from "b"
input I { id: text }
article 1 { output o = f(1) })",
                              {"module \"a\" version 1.0.0 rule f(x: number 0..9) = 1 + round(x, 0, up)",
                               "module \"b\" version 1.0.0 rule f(x: number 0..9) = 2 + round(x, 0, up)"});
  BOOST_TEST(result.all() == "K2002 3:5 f\n");
}

BOOST_AUTO_TEST_SUITE_END()
