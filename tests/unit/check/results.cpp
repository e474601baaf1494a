// Taking shapes from another policy, and what it decides.
#include "tests/unit/check/checking.hpp"

BOOST_AUTO_TEST_SUITE(check_results)

using kaidah::testing::Checked;
using kaidah::testing::tree_of;

namespace {

constexpr const char* kOther = R"(policy "other" version 1.2.0
enum Grade from lowest { low "Low" high "High" }
record Masa { mulai: date  selesai: date }
input Person { id: text  masa: Masa, period assessed  score: number 0..100 decimals 1 }
parameter weight : number 0..1 decimals 1 decided by instansi
parameter dated : number from 2020-01-01: 1
article 1 {
  output value = score * weight
  output grade : Grade, optional = high when value > 50
  rule hidden = 1
  output again = hidden
}
)";

constexpr const char* kModule = R"(module "m" version 1.0.0
enum Colour { red green }
)";

Checked check(const std::string& text, const std::string& other = kOther) {
  const kaidah::check::TreePtr tree = tree_of(other, "other.kaidah");
  const auto checked = kaidah::check::check(tree, {});
  for (const kaidah::Diagnostic& diagnostic : checked.diagnostics) BOOST_TEST_MESSAGE(render(diagnostic, {}));
  BOOST_REQUIRE(checked.policy != nullptr);
  return {kaidah::check::check(tree_of(text), {tree, tree_of(kModule, "m.kaidah")}, {}, {checked.policy})};
}

constexpr const char* kHeader = "policy \"p\" version 1.0.0\nuse Person from \"other\"\n";

}  // namespace

BOOST_AUTO_TEST_CASE(outputs_have_the_types_that_the_other_policy_proved) {
  const Checked good = check(std::string(kHeader) + R"(input I { a: Person  b: Person, optional }
article 1 {
  result of "other" 1.x on a as first
  result of "other" 1.2.0 on b as second
  output x = first.value
  output y = second.value if missing 0
  output g = first.grade if missing low
}
)");
  BOOST_TEST(good.all() == "");
  BOOST_TEST(good.type_of("x") == "number 0..100 decimals 2");
  BOOST_TEST(good.type_of("y") == "number 0..100 decimals 2");
  BOOST_TEST(good.type_of("g") == "Grade");
  BOOST_TEST(good.dumped().find("result first of other 1.2.0 on a") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_is_missing_must_be_asked_about) {
  const Checked checked = check(std::string(kHeader) + R"(input I { a: Person, optional }
article 1 {
  result of "other" on a as first
  output x = first.value
  output y = first.value + 1 when first.value is present
  rule y = 0 when not first.value is present
}
)");
  BOOST_TEST(checked.all() == "");
  BOOST_TEST(checked.type_of("x") == "number 0..100 decimals 2, optional");
  BOOST_TEST(checked.type_of("y") == "number 0..101 decimals 2");
}

BOOST_AUTO_TEST_CASE(a_result_is_not_a_value_and_has_only_outputs) {
  const Checked checked = check(std::string(kHeader) + R"(input I { a: Person  n: whole number 0..1 }
article 1 {
  result of "other" on a as first
  output x = first
  output y = first.hidden
  output z = first.grad
}
)");
  BOOST_TEST(checked.all() ==
             "K2026 6:14 first\n"
             "K2027 7:20 hidden\n"
             "K2027 8:20 grad\n");
  BOOST_TEST(checked.message(0) == "`first` is all that `other` decides; name one of its outputs");
  BOOST_TEST(checked.message(2) == "`other` has no output `grad`\ndid you mean `grade`?");
  BOOST_TEST(checked.message(2, kaidah::Language::indonesian) ==
             "`other` tidak mempunyai keluaran `grad`\nmungkin maksudnya `grade`?");
}

BOOST_AUTO_TEST_CASE(the_record_is_a_field_of_the_type_that_the_other_decides) {
  const Checked checked = check(std::string(kHeader) + R"(record Other { id: text }
input I { a: Other  b: Person  l: list Person, no more than 3 }
article 1 {
  rule b2 = b
  result of "other" on a as one
  result of "other" on b2 as two
  result of "other" on l as three
  output x = one.value + two.value + three.value
}
)");
  BOOST_TEST(checked.all() ==
             "K4078 7:24 a\n"
             "K4001 8:24 b2\n"
             "K4078 9:24 l\n");
  BOOST_TEST(checked.message(0) == "`other` decides `Person`, found `Other`");
}

BOOST_AUTO_TEST_CASE(a_result_stands_in_an_article_of_a_policy) {
  const Checked checked = check(std::string(kHeader) + R"(input I { a: Person  k: text }
group g by k
article 1 {
  provisions in case k = "x" { result of "other" on a as conditional }
  for each g { result of "other" on a as grouped }
  result of "m" on a as module
  result of "others" on a as missing
  result of "other" 2.x on a as newer
  result of "other" on a as k
}
)");
  BOOST_TEST(checked.all() ==
             "K2028 6:58 conditional\n"
             "K2028 7:42 grouped\n"
             "K8002 8:3 result of \"m\" on a as module\n"
             "K8002 9:3 result of \"others\" on a as missing\n"
             "K8002 10:3 result of \"other\" 2.x on a as newer\n"
             "K2002 11:29 k\n");
}

BOOST_AUTO_TEST_CASE(from_a_policy_come_enums_records_and_parameters) {
  const Checked checked = check(R"(policy "p" version 1.0.0
use Grade, dated, Person from "other"
use hidden from "other"
input I { a: Person  g: Grade }
article 1 { output x = dated  output y : Grade = low when g = high and a.score > 3  rule y = high when not (g = high and a.score > 3) }
)");
  BOOST_TEST(checked.all() == "K2008 3:5 hidden\n");
  const Checked good = check(R"(policy "p" version 1.0.0
use Grade, dated from "other"
input I { g: Grade }
article 1 { output x = dated  output y = g }
)");
  BOOST_TEST(good.all() == "");
  // What is not taken is not there: nobody can be asked to set it.
  BOOST_TEST(good.result.policy->parameters.size() == 1u);
}

BOOST_AUTO_TEST_CASE(clocks_need_a_period_and_days_in_order) {
  const Checked checked = check(R"(policy "p" version 1.0.0
in force for periods across 2021-07-01
input I { n: whole number 0..1 }
article 1 in force for periods ending from 2021-07-01 { output x = n }
article 2 in force for decisions from 2022-01-01 through 2021-01-01 { output y = n }
article 3 in force for decisions from 2022-01-01 {
  paragraph (1) in force for decisions through 2021-12-31 { output z = n }
  paragraph (2) in force through 2021-12-31 { output w = n }
}
)");
  BOOST_TEST(checked.all() ==
             "K4048 2:1 in force for periods across 2021-07-01\n"
             "K4048 4:11 in force for periods ending from 2021-07-01\n"
             "K4052 5:11 in force for decisions from 2022-01-01 through ...\n"
             "K4053 7:17 in force for decisions through 2021-12-31\n");
}

BOOST_AUTO_TEST_CASE(a_duty_that_the_decision_day_dates_may_be_neither_met_nor_unmet) {
  const Checked checked = check(R"(policy "p" version 1.0.0
input I { n: whole number 0..1 }
article 1 in force for decisions from 2022-01-01 { require d: n > 0 finding note "D" "d" }
article 2 { output x = d is met }
)");
  BOOST_TEST(checked.type_of("x") == "boolean, optional");
}

BOOST_AUTO_TEST_CASE(what_a_condition_tells_does_not_hold_as_of_another_day) {
  const Checked checked = check(R"(policy "p" version 1.0.0
record Masa { mulai: date  selesai: date }
input I { masa: Masa, period assessed  n: whole number 0..10 }
parameter p : whole number 0..10 from 2020-01-01: 1, from 2021-01-01: 0
article 1 {
  output x = n / 4 + round(n / p, 1, half_up) when p > 0
  rule x = n when p = 0
  output y = round(n / (p as of start of period), 1, half_up) when p > 0
  rule y = n when p = 0
}
)");
  BOOST_TEST(checked.all().find(" 8:") != std::string::npos);
  BOOST_TEST(checked.all().find(" 6:") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
