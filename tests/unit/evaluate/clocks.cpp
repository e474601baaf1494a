// The three days that law may be dated by, and the periods a policy takes.
#include "tests/unit/evaluate/running.hpp"

BOOST_AUTO_TEST_SUITE(evaluate_clocks)

using kaidah::test::on;
using kaidah::test::Runner;

namespace {

constexpr const char* kShapes = R"(record Masa { mulai: date  selesai: date }
input I { masa: Masa, period assessed  n: whole number 0..100 }
)";

std::string policy(const std::string& header, const std::string& body) {
  return "policy \"clocks\" version 1.0.0\n" + header + "\n" + kShapes + body;
}

std::string record(const std::string& start, const std::string& end, const std::string& n = "1") {
  return R"({"masa":{"mulai":")" + start + R"(","selesai":")" + end + R"("},"n":)" + n + "}";
}

}  // namespace

BOOST_AUTO_TEST_CASE(each_clock_is_held_against_its_own_day) {
  Runner run(policy("reference day start of period", R"(article 1 {
  paragraph (1) in force from 2021-07-01: rule a = 1
  paragraph (2) in force through 2021-06-30: rule a = 0
  paragraph (3) in force for periods ending from 2021-12-31: rule b = 1
  paragraph (4) in force for periods ending through 2021-12-30: rule b = 0
  paragraph (5) in force for decisions from 2022-01-31: rule c = 1
  paragraph (6) in force for decisions through 2022-01-30: rule c = 0
  paragraph (7): output x = 100 * a + 10 * b + c
})"));
  // Only the first day differs; only the last; only the day of decision.
  BOOST_TEST(run(record("2021-06-30", "2021-12-30"), on("2022-01-30")) == R"({"x":0})");
  BOOST_TEST(run(record("2021-07-01", "2021-12-30"), on("2022-01-30")) == R"({"x":100})");
  BOOST_TEST(run(record("2021-06-30", "2021-12-31"), on("2022-01-30")) == R"({"x":10})");
  BOOST_TEST(run(record("2021-06-30", "2021-12-30"), on("2022-01-31")) == R"({"x":1})");
}

BOOST_AUTO_TEST_CASE(days_of_a_block_and_of_what_stands_in_it_both_count) {
  Runner run(policy("", R"(article 1 in force for decisions from 2022-01-01 {
  paragraph (1) in force from 2021-01-01 {
    paragraph (2) in force for decisions through 2022-12-31 { exception x = 2 when n > 0 }
  }
}
article 2 { output x = 1 })"));
  BOOST_TEST(run(record("2021-01-01", "2021-12-31"), on("2022-12-31")) == R"({"x":2})");
  BOOST_TEST(run(record("2021-01-01", "2021-12-31"), on("2023-01-01")) == R"({"x":1})");
  BOOST_TEST(run(record("2021-01-01", "2021-12-31"), on("2021-12-31")) == R"({"x":1})");
  BOOST_TEST(run(record("2020-01-01", "2020-12-31"), on("2022-06-01")) == R"({"x":1})");
}

BOOST_AUTO_TEST_CASE(without_a_decision_day_what_it_dates_is_left_out_like_a_dated_duty) {
  Runner run(policy("", R"(article 1 in force for decisions from 2022-01-01 {
  exception x = 2 when n > 0
  require d: n > 50 finding breach "D" "{n}"
  always n <= 40
  not encoded "later law" affects x
}
article 2 {
  output x = 1
  output done = (d is met) if missing true
})"));
  BOOST_TEST(run.plan()->dated_by_decision);
  BOOST_TEST(run(record("2021-01-01", "2021-12-31", "50")) == R"({"x":1,"done":true})");
  const auto& left_out = run.decide(record("2021-01-01", "2021-12-31", "50"));
  BOOST_TEST(left_out.rests_on.empty());
  BOOST_TEST(run(record("2021-01-01", "2021-12-31"), on("2022-01-01")) ==
             R"({"x":2,"done":false,"temuan":[{"kode":"D","tingkat":"pelanggaran","teks":"1"}]})");
  BOOST_TEST(run(record("2021-01-01", "2021-12-31", "50"), on("2022-01-01")) == "K5007 n <= 40");
}

BOOST_AUTO_TEST_CASE(what_only_the_decision_day_can_tell_asks_for_it) {
  Runner run(policy("", R"(article 1 in force through 2020-12-31 { rule x = 0 }
article 2 in force for decisions from 2022-01-01 { rule x = 1 }
article 3 { output x })"));
  BOOST_TEST(run(record("2021-01-01", "2021-12-31")) == "K5008 x");
  BOOST_TEST(run(record("2021-01-01", "2021-12-31"), on("2021-12-31")) == "K5004 x");
  BOOST_TEST(run(record("2021-01-01", "2021-12-31"), on("2022-01-01")) == R"({"x":1})");
  BOOST_TEST(run(record("2020-01-01", "2020-12-31")) == R"({"x":0})");
}

BOOST_AUTO_TEST_CASE(a_whole_policy_may_be_dated_by_any_of_them) {
  const std::string body = "article 1 { output x = n }";
  Runner by_decision(policy("in force for decisions from 2022-01-01", body));
  BOOST_TEST(by_decision(record("1999-01-01", "1999-12-31")) == "K5008");
  BOOST_TEST(by_decision(record("1999-01-01", "1999-12-31"), on("2021-12-31")) == "K5004");
  BOOST_TEST(by_decision(record("1999-01-01", "1999-12-31"), on("2022-01-01")) == R"({"x":1})");
  Runner by_end(policy("in force for periods ending from 2021-07-01", body));
  BOOST_TEST(by_end(record("2021-01-01", "2021-06-30")) == "K5004");
  BOOST_TEST(by_end(record("2021-01-01", "2021-07-01")) == R"({"x":1})");
}

BOOST_AUTO_TEST_CASE(a_period_that_crosses_a_change_of_regime_is_refused) {
  const std::string body = "article 1 { output x = n }";
  Runner run(policy("in force from 2021-07-01 through 2021-12-31", body));
  BOOST_TEST(run(record("2021-07-01", "2021-12-31")) == R"({"x":1})");
  BOOST_TEST(run(record("2021-06-30", "2021-12-31")) == "K5006 /masa");
  BOOST_TEST(run(record("2021-07-01", "2022-01-01")) == "K5006 /masa");
  BOOST_TEST(run(record("2021-01-01", "2022-12-31")) == "K5006 /masa");
  BOOST_TEST(run(record("2020-01-01", "2020-12-31")) == "K5006 /masa");
  const auto& outcome = run.decide(record("2021-01-01", "2021-12-31"));
  BOOST_TEST(text(outcome.rejection->message, kaidah::Language::english) ==
             "the period 2021-01-01 to 2021-12-31 crosses a change of regime; `clocks` takes periods that lie within "
             "2021-07-01 to 2021-12-31");
  BOOST_TEST(text(outcome.rejection->message, kaidah::Language::indonesian) ==
             "masa 2021-01-01 sampai dengan 2021-12-31 melewati pergantian rezim; `clocks` menerima masa yang "
             "seluruhnya berada dalam 2021-07-01 sampai dengan 2021-12-31");
  // By the first day of the period the last one must lie within all the same.
  Runner by_start(policy("reference day start of period\nin force through 2021-12-31", body));
  BOOST_TEST(by_start(record("2021-07-01", "2022-01-01")) == "K5006 /masa");
  // Law that is dated by the day of decision does not divide periods.
  Runner by_decision(policy("reference day decision day\nin force from 2021-07-01", body));
  BOOST_TEST(by_decision(record("2021-01-01", "2021-12-31"), on("2022-01-31")) == R"({"x":1})");
}

BOOST_AUTO_TEST_CASE(a_policy_for_periods_across_a_day_takes_exactly_those) {
  Runner run(policy("in force for periods across 2021-07-01", "article 1 { output x = n }"));
  BOOST_TEST(run(record("2021-06-30", "2021-07-01")) == R"({"x":1})");
  BOOST_TEST(run(record("2021-07-01", "2021-12-31")) == "K5006 /masa");
  BOOST_TEST(run(record("2021-01-01", "2021-06-30")) == "K5006 /masa");
}

BOOST_AUTO_TEST_CASE(as_of_reads_rules_fields_and_parameters_as_they_stood) {
  Runner run(policy("", R"(parameter p : whole number from 2020-01-01: 1, from 2021-01-01: 2
article 1 {
  rule base = 10 * p
  rule outer = base + n
  exception n = 7 when p = 2
  paragraph (1) in force through 2020-12-31: rule law = 1
  paragraph (2) in force from 2021-01-01: rule law = 2
  paragraph (3) in force for periods ending from 2021-01-01: rule fixed = 2
  paragraph (4) in force for periods ending through 2020-12-31: rule fixed = 1
  paragraph (5) {
    output now = outer
    output then = outer as of 2020-06-30
    output again = outer
    output laws = law * 10 + (law as of start of period)
    output twice = (outer as of 2021-06-30) as of 2020-06-30
    output end = fixed as of 2020-06-30
    output before = outer as of 2019-06-30
  }
})"));
  BOOST_TEST(run(record("2020-07-01", "2021-06-30")) == "K5004 base");
  Runner without(policy("", R"(parameter p : whole number from 2020-01-01: 1, from 2021-01-01: 2
article 1 {
  rule base = 10 * p
  rule outer = base + n
  exception n = 7 when p = 2
  paragraph (1) in force through 2020-12-31: rule law = 1
  paragraph (2) in force from 2021-01-01: rule law = 2
  paragraph (3) in force for periods ending from 2021-01-01: rule fixed = 2
  paragraph (4) in force for periods ending through 2020-12-31: rule fixed = 1
  paragraph (5) {
    output now = outer
    output then = outer as of 2020-06-30
    output again = outer
    output laws = law * 10 + (law as of start of period)
    output twice = (outer as of 2021-06-30) as of 2020-06-30
    output end = fixed as of 2020-06-30
  }
})"));
  BOOST_TEST(without(record("2020-07-01", "2021-06-30")) ==
             R"({"now":27,"then":11,"again":27,"laws":21,"twice":27,"end":2})");
}

BOOST_AUTO_TEST_SUITE_END()
