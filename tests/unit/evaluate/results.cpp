// What another policy decides of a record inside the record.
#include "grammar/diagnostics/message_kind.hpp"
#include "tests/unit/evaluate/composing.hpp"

BOOST_AUTO_TEST_SUITE(evaluate_results)

using kaidah::test::composed;
using kaidah::test::kNew;
using kaidah::test::kOld;
using kaidah::test::kTransition;
using kaidah::test::on;
using kaidah::test::Runner;
using kaidah::test::year;

BOOST_AUTO_TEST_CASE(each_half_is_decided_by_its_own_law) {
  Runner run(kaidah::plan::make_plan(composed()));
  BOOST_TEST(run(year("80", "90")) == R"({"id":null,"nilai":85.0,"predikat":"Baik","sama":true})");
  BOOST_TEST(run(year("80", "10")) == R"({"id":null,"nilai":45.0,"predikat":"Baik","sama":false})");
}

BOOST_AUTO_TEST_CASE(a_rejection_inside_is_one_of_the_whole) {
  Runner run(kaidah::plan::make_plan(composed()));
  const auto policy = run.plan()->policy;
  const auto& outcome = run.decide(year("0", "90"));
  BOOST_REQUIRE(outcome.rejection.has_value());
  BOOST_TEST(kaidah::test::shown(*outcome.rejection) == "K5003 nilai");
  BOOST_TEST(kaidah::check::citation(*policy, *outcome.rejection->article, kaidah::syntax::Vocabulary::english) ==
             "old, Article 1 paragraph (1)");
  // The period of a half that does not lie where its law is in force, by its pointer in the whole record.
  const std::string crossing =
      R"({"id":"a","masa":{"mulai":"2021-01-01","selesai":"2021-12-31"},)"
      R"("semester_1":{"id":"a","masa":{"mulai":"2021-01-01","selesai":"2021-07-01"},"n":80},)"
      R"("semester_2":{"id":"a","periode":{"mulai":"2021-07-01","selesai":"2021-12-31"},"n":90}})";
  BOOST_TEST(run(crossing) == "K5006 lama /semester_1/masa");
}

BOOST_AUTO_TEST_CASE(nothing_is_decided_that_nothing_needs) {
  kaidah::plan::PlanOptions options;
  options.select = {"predikat"};
  Runner run(kaidah::plan::make_plan(composed(), options));
  BOOST_TEST(!run.plan()->results[1].plan);
  // The second half would be rejected, and its fields are not even read.
  BOOST_TEST(run(year("80", "0")) == R"({"id":null,"predikat":"Baik"})");
}

BOOST_AUTO_TEST_CASE(parameters_and_the_decision_day_reach_the_other_policy) {
  Runner run(kaidah::plan::make_plan(composed({R"(policy "inner" version 1.0.0
parameter bobot : number 0..10 decimals 0 decided by instansi
input P { n: whole number 0..100 }
article 1 { output x = n * bobot }
article 2 in force for decisions from 2022-01-01 { exception x = 0 when n = 7 }
)"},
                                              R"(policy "outer" version 1.0.0
use P from "inner"
input Q { a: P  b: P, optional }
article 1 {
  result of "inner" on a as satu
  result of "inner" 1.x on b as dua
  output x = satu.x
  output y : number 0..1000 decimals 0, optional = dua.x
}
)")));
  kaidah::evaluate::Settings settings;
  BOOST_TEST(run(R"({"a":{"n":3}})", settings) == "K5005 x");
  settings.results.resize(2);
  settings.results[0].parameters = {kaidah::values::Value(kaidah::values::Number(2))};
  settings.results[1].parameters = {kaidah::values::Value(kaidah::values::Number(5))};
  BOOST_TEST(run(R"({"a":{"n":3}})", settings) == R"({"x":6,"y":null})");
  BOOST_TEST(run(R"({"a":{"n":3},"b":{"n":7}})", settings) == R"({"x":6,"y":35})");
  settings.decision_day = kaidah::test::day("2022-01-01");
  BOOST_TEST(run(R"({"a":{"n":3},"b":{"n":7}})", settings) == R"({"x":6,"y":0})");
}

BOOST_AUTO_TEST_CASE(marks_gaps_and_promises_of_the_other_policy_count) {
  Runner run(kaidah::plan::make_plan(composed({R"(policy "inner" version 1.0.0
input P { n: whole number 0..100 }
article 1 { output x = n [interpretation "read so"]  output unused = 2 * n [secondary source] }
article 2 { not encoded "left out" affects x when n > 50 }
article 3 { always x != 13 "unlucky" }
)"},
                                              R"(policy "outer" version 1.0.0
use P from "inner"
input Q { a: P }
article 9 { result of "inner" on a as satu [place inferred "guess"]  output y = satu.x + satu.x }
)")));
  BOOST_TEST(run(R"({"a":{"n":13}})") == "K5007 unlucky");
  const auto cited = [&](const kaidah::evaluate::Outcome& outcome) {
    std::string all;
    for (const auto id : outcome.rests_on)
      all += kaidah::check::citation(*run.plan()->policy, id, kaidah::syntax::Vocabulary::english) + "; ";
    return all;
  };
  BOOST_TEST(cited(run.decide(R"({"a":{"n":1}})")) == "Article 9; inner, Article 1; ");
  BOOST_TEST(cited(run.decide(R"({"a":{"n":51}})")) == "Article 9; inner, Article 1; inner, Article 2; ");
}

BOOST_AUTO_TEST_CASE(a_result_inside_a_result_and_the_limits_of_the_whole) {
  const std::string innermost = R"(policy "c" version 1.0.0
input C { l: list whole number 0..9, no more than 1000 }
article 7 { output x = sum(l) }
)";
  const std::string middle = R"(policy "b" version 1.0.0
use C from "c"
input B { c: C }
article 8 { result of "c" on c as dalam  output x = dalam.x }
)";
  const std::string outer = R"(policy "a" version 1.0.0
use B from "b"
input A { b: B }
article 9 { result of "b" on b as luar  output x = luar.x }
)";
  Runner run(kaidah::plan::make_plan(composed({innermost, middle}, outer)));
  BOOST_TEST(run(R"({"b":{"c":{"l":[1,2,3]}}})") == R"({"x":6})");
  kaidah::evaluate::Settings settings;
  settings.limits.steps = 40;
  std::string many = "1";
  for (int i = 0; i < 40; ++i) many += ",1";
  const auto& outcome = run.decide(R"({"b":{"c":{"l":[)" + many + "]}}}", settings);
  BOOST_REQUIRE(outcome.rejection.has_value());
  BOOST_TEST((outcome.rejection->message.kind == kaidah::MessageKind::limit_steps));
}

BOOST_AUTO_TEST_SUITE_END()
