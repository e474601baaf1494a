// The plan evaluator and the oracle agree byte for byte: values, findings, and what a record is rejected with.
#define BOOST_TEST_MODULE agreement
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "engine/check/check.hpp"
#include "engine/evaluate/evaluate.hpp"
#include "engine/json/decode.hpp"
#include "engine/json/encode.hpp"
#include "engine/plan/plan.hpp"
#include "grammar/parse/parse.hpp"
#include "tests/oracle/oracle.hpp"
#include "tests/property/policy_generator.hpp"

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
  if (outcome.rejection) return info(outcome.rejection->message.kind).code + " " + outcome.rejection->rule;
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

}  // namespace kaidah
