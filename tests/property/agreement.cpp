// The plan evaluator and the oracle agree byte for byte: values, findings, and what a record is rejected with.
#define BOOST_TEST_MODULE agreement
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "engine/check/check.hpp"
#include "engine/evaluate/evaluate.hpp"
#include "engine/json/decode.hpp"
#include "engine/json/encode.hpp"
#include "engine/plan/plan.hpp"
#include "grammar/parse/parse.hpp"
#include "tests/oracle/oracle.hpp"
#include "tests/property/policy_generator.hpp"
#include "tests/unit/evaluate/composing.hpp"

namespace kaidah {
namespace {

constexpr std::uint64_t kFirstSeed = 20261121;
constexpr std::size_t kPolicies = 300;
constexpr std::size_t kRecords = 25;

std::string plain(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics)
    if (info(diagnostic.message.kind).severity == Severity::error)
      text += render(diagnostic, {Language::english, DiagnosticFormat::plain, false}) + "\n";
  return text;
}

std::shared_ptr<const check::CheckedPolicy> checked(const std::string& text, std::string& errors) {
  auto parsed = parse::parse(std::make_shared<const Source>("generated.kaidah", text));
  errors = plain(parsed.diagnostics);
  if (!errors.empty()) return nullptr;
  auto result = check::check(std::make_shared<const syntax::SyntaxTree>(std::move(parsed.tree)), {});
  errors = plain(result.diagnostics);
  return result.policy;
}

std::string by_plan(const plan::PlanPtr& plan, evaluate::Evaluator& evaluator, const std::string& record,
                    const evaluate::Settings& settings = {}) {
  values::Arena arena;
  const auto decoded = json::decode(record, plan->shapes, plan->input, arena);
  if (decoded.rejection) return info(decoded.rejection->message.kind).code;
  const auto& outcome = evaluator.decide(*decoded.record, settings);
  if (outcome.rejection) {
    const std::string code = info(outcome.rejection->message.kind).code;
    return outcome.rejection->rule.empty() ? code : code + " " + outcome.rejection->rule;
  }
  std::string line;
  json::append_decision(line, *plan, decoded.id, outcome);
  return line.substr(0, line.size() - 1);
}

std::string by_oracle(const check::CheckedPolicy& policy, const std::string& record,
                      const oracle::Parameters& parameters = {}, oracle::Clocks clocks = {}) {
  const auto document = oracle::read_json(record);
  if (!document) return "K6001";
  try {
    return oracle::Decider(policy, parameters, clocks).decide(*document);
  } catch (const oracle::Rejected& rejected) {
    return rejected.rule.empty() ? rejected.code : rejected.code + " " + rejected.rule;
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_plan_and_the_oracle_agree_on_generated_policies) {
  std::size_t refused = 0;
  std::size_t decided = 0;
  std::string why;
  for (std::size_t i = 0; i < kPolicies; ++i) {
    property::PolicyGenerator generator(kFirstSeed + i);
    const std::string text = generator.policy();
    std::string errors;
    const auto policy = checked(text, errors);
    if (policy == nullptr) {
      ++refused;
      why += "seed " + std::to_string(kFirstSeed + i) + ": " + errors;
      continue;
    }
    const plan::PlanPtr plan = plan::make_plan(policy);
    evaluate::Evaluator evaluator(plan);
    for (std::size_t j = 0; j < kRecords; ++j) {
      const std::string record = generator.record();
      const std::string one = by_plan(plan, evaluator, record);
      const std::string other = by_oracle(*policy, record);
      if (one.starts_with('{')) ++decided;
      if (one == other) continue;
      BOOST_ERROR("seed " << kFirstSeed + i << ", record " << j << "\n"
                          << text << record << "\nplan:   " << one << "\noracle: " << other);
      return;
    }
  }
  // The law would be empty if most policies were refused or most records rejected.
  BOOST_TEST(refused * 10 <= kPolicies, why.substr(0, 4000));
  BOOST_TEST(decided * 4 >= kPolicies * kRecords / 2);
  BOOST_TEST_MESSAGE(decided << " records decided alike, " << refused << " policies refused by the checker");
}

namespace {

std::string read_file(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_plan_and_the_oracle_agree_on_the_shipped_policies) {
  const std::string root = KAIDAH_ROOT;
  for (const std::string id : {"pp-30-2019", "permenpanrb-6-2022"}) {
    std::string errors;
    const auto policy = checked(read_file(root + "/policies/" + id + "/1.0.0.kaidah"), errors);
    BOOST_TEST_REQUIRE((policy != nullptr), errors);
    const plan::PlanPtr plan = plan::make_plan(policy);
    evaluate::Evaluator evaluator(plan);
    std::size_t compared = 0;
    // Every choice that an agency has, on days on which procedures stand at different steps.
    for (const std::uint32_t choice : {0u, 1u}) {
      for (const char* day : {"", "2021-02-15", "2022-03-01", "2022-08-01", "2023-12-31"}) {
        evaluate::Settings settings;
        oracle::Parameters parameters;
        oracle::Clocks clocks;
        for (std::size_t i = 0; i < policy->parameters.size(); ++i) {
          if (policy->parameters[check::ParameterId(i)].decided_by.empty()) continue;
          settings.parameters.resize(policy->parameters.size());
          settings.parameters[i] = values::Member{choice};
          parameters[check::ParameterId(i)] = oracle::EnumValue{choice};
        }
        if (*day != 0) settings.decision_day = clocks.decision_day = *values::Date::from_text(day);
        std::istringstream records(read_file(root + "/examples/records/" + id + ".ndjson"));
        for (std::string record; std::getline(records, record);) {
          const std::string one = by_plan(plan, evaluator, record, settings);
          const std::string other = by_oracle(*policy, record, parameters, clocks);
          BOOST_TEST(one == other, id << " on " << day << ": " << record.substr(0, 60) << "\nplan:   " << one
                                      << "\noracle: " << other);
          ++compared;
        }
      }
    }
    BOOST_TEST(compared > 100u);
  }
}

BOOST_AUTO_TEST_CASE(the_plan_and_the_oracle_agree_on_a_policy_over_two_others) {
  const auto policy = test::composed();
  const plan::PlanPtr plan = plan::make_plan(policy);
  evaluate::Evaluator evaluator(plan);
  const std::vector<std::string> days = {"2021-01-01", "2021-06-30", "2021-07-01", "2021-12-31"};
  const auto half = [](const char* period, const std::string& start, const std::string& end, int n) {
    return R"({"id":"a",")" + std::string(period) + R"(":{"mulai":")" + start + R"(","selesai":")" + end +
           R"("},"n":)" + std::to_string(n) + "}";
  };
  std::map<std::string, std::size_t> kinds;
  for (const std::string& start : days)
    for (const std::string& end : days)
      for (const std::string& cut : days)
        for (const int first : {0, 49, 50})
          for (const int second : {0, 50}) {
            const std::string record = R"({"id":"a","masa":{"mulai":")" + start + R"(","selesai":")" + end +
                                       R"("},"semester_1":)" + half("masa", start, cut, first) + R"(,"semester_2":)" +
                                       half("periode", cut == days[1] ? days[2] : cut, end, second) + "}";
            const std::string one = by_plan(plan, evaluator, record);
            const std::string other = by_oracle(*policy, record);
            BOOST_TEST(one == other, record << "\nplan:   " << one << "\noracle: " << other);
            ++kinds[one.substr(0, 5)];
          }
  // Decided, refused for its period by the whole or by a half, and undetermined.
  BOOST_TEST(kinds.size() == 3u);
}

BOOST_AUTO_TEST_CASE(the_plan_and_the_oracle_agree_on_every_clock) {
  std::string errors;
  const auto policy = checked(R"(policy "clocks" version 1.0.0
reference day start of period
record Masa { mulai: date  selesai: date }
input I { id: text  masa: Masa, period assessed  n: whole number 0..100 }
parameter p : whole number from 2020-01-01: 1, from 2021-01-01: 2
article 1 in force from 2021-01-01 {
  paragraph (1) in force for decisions from 2022-01-01 { exception x = n + p when n > 1 }
  paragraph (2) in force for periods ending from 2021-12-31 { require d: x > 1 finding breach "D" "{x}" }
}
article 2 in force for decisions through 2021-12-31 { rule y = 1 }
article 3 in force for decisions from 2022-01-01 { rule y = 2  always y < n + 2 }
article 4 {
  output x = p
  output z = (x as of 2020-06-30) + p + y when n != 3
  rule z = x as of end of period when n = 3
  require e: d is met finding note "E" "e"
}
)",
                              errors);
  if (policy == nullptr) BOOST_TEST_MESSAGE(errors);
  BOOST_TEST_REQUIRE((policy != nullptr));
  const plan::PlanPtr plan = plan::make_plan(policy);
  evaluate::Evaluator evaluator(plan);
  for (const char* start : {"2019-12-31", "2020-01-01", "2020-12-31", "2021-01-01"})
    for (const char* end : {"2021-12-30", "2021-12-31"})
      for (const char* day : {"", "2021-12-31", "2022-01-01"})
        for (const int n : {0, 1, 2, 3}) {
          const std::string record = R"({"id":"a","masa":{"mulai":")" + std::string(start) + R"(","selesai":")" + end +
                                     R"("},"n":)" + std::to_string(n) + "}";
          evaluate::Settings settings;
          oracle::Clocks clocks;
          if (*day != 0) settings.decision_day = clocks.decision_day = *values::Date::from_text(day);
          const std::string one = by_plan(plan, evaluator, record, settings);
          const std::string other = by_oracle(*policy, record, {}, clocks);
          BOOST_TEST(one == other, record << " on " << day << "\nplan:   " << one << "\noracle: " << other);
        }
}

}  // namespace kaidah
