// Deciding side by side says what deciding one by one says, byte for byte, or leaves the record to it.
#define BOOST_TEST_MODULE fast
#include <bit>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include "engine/check/check.hpp"
#include "engine/evaluate/evaluate.hpp"
#include "engine/fast/decider.hpp"
#include "engine/json/decode.hpp"
#include "engine/json/encode.hpp"
#include "grammar/parse/parse.hpp"
#include "tests/property/policy_generator.hpp"

namespace kaidah {
namespace {

using Texts = std::vector<std::string>;

std::shared_ptr<const check::CheckedPolicy> checked(const std::string& text) {
  auto parsed = parse::parse(std::make_shared<const Source>("uji.kaidah", text));
  auto result = check::check(std::make_shared<const syntax::SyntaxTree>(std::move(parsed.tree)), {});
  if (result.policy == nullptr)
    for (const Diagnostic& diagnostic : result.diagnostics)
      BOOST_TEST_MESSAGE(render(diagnostic, {Language::english, DiagnosticFormat::plain, false}));
  return result.policy;
}

std::string hex(const evaluate::Ways& ways) {
  std::string text;
  append_hex(text, ways);
  return text;
}

/// What became of the records of some policies.
struct Tally {
  std::size_t policies = 0;
  std::size_t taken = 0;    ///< policies that are decided side by side
  std::size_t decided = 0;  ///< records that the strict path decides, of such policies
  std::size_t fast = 0;     ///< of those: decided side by side
  std::size_t ways = 0;     ///< with at least three ways taken
};

/// Empty: rejected.
std::string strictly(const plan::PlanPtr& plan, evaluate::Evaluator& evaluator, const std::string& record,
                     const evaluate::Settings& settings, evaluate::Ways& ways, evaluate::Outcome& copy) {
  values::Arena arena;
  const auto decoded = json::decode(record, plan->shapes, plan->input, arena);
  if (decoded.rejection) return {};
  const auto& outcome = evaluator.decide(*decoded.record, settings, nullptr, &ways);
  if (outcome.rejection) return {};
  copy.rests_on = outcome.rests_on;
  std::string line;
  json::append_decision(line, *plan, decoded.id, outcome);
  return line;
}

void compare(const std::shared_ptr<const check::CheckedPolicy>& policy, const Texts& records,
             const evaluate::Settings& settings, Tally& tally, const plan::PlanOptions& options = {}) {
  constexpr std::size_t kPadding = 64;
  ++tally.policies;
  const plan::PlanPtr plan = plan::make_plan(policy, options);
  const auto decider = fast::Decider::make(
      *plan, settings, {.ways = plan->id_field.has_value(), .marks = plan->id_field.has_value()}, "");
  if (decider == nullptr) return;
  ++tally.taken;
  evaluate::Evaluator evaluator(plan);
  for (std::size_t begin = 0; begin < records.size(); begin += fast::Decider::kMostRecords) {
    const std::size_t end = std::min(records.size(), begin + fast::Decider::kMostRecords);
    Texts padded(records.begin() + static_cast<std::ptrdiff_t>(begin),
                 records.begin() + static_cast<std::ptrdiff_t>(end));
    std::vector<std::size_t> rows;  // of `padded`
    for (std::size_t i = 0; i < padded.size(); ++i) {
      const std::size_t size = padded[i].size();
      padded[i].append(kPadding, '\0');
      if (decider->read(std::string_view(padded[i]).substr(0, size))) rows.push_back(i);
    }
    decider->decide();
    std::size_t row = 0;
    for (std::size_t i = 0; i < padded.size(); ++i) {
      const std::string& record = records[begin + i];
      evaluate::Ways ways;
      evaluate::Outcome outcome;
      const std::string expected = strictly(plan, evaluator, record, settings, ways, outcome);
      if (!expected.empty()) ++tally.decided;
      if (row == rows.size() || rows[row] != i) continue;
      std::string line;
      if (decider->append_line(row, line)) {
        ++tally.fast;
        evaluate::Ways taken;
        if (plan->id_field) decider->take_ways(row, taken);
        if (!plan->id_field) taken = ways;
        BOOST_TEST_REQUIRE(line == expected, record << "\nside by side: " << line << "\none by one: " << expected);
        if (plan->id_field) {
          evaluate::Outcome known;
          BOOST_TEST_REQUIRE(decider->outcome(row, known));
          BOOST_TEST_REQUIRE((known.rests_on == outcome.rests_on), record);
          std::string other;
          json::append_decision(other, *plan, decider->id(row), known);
          BOOST_TEST_REQUIRE(other == line);
        }
        if (std::popcount(taken.words().empty() ? 0 : taken.words().front()) >= 3) ++tally.ways;
        BOOST_TEST_REQUIRE((taken == ways),
                           record << "\nside by side: " << hex(taken) << "\none by one:   " << hex(ways));
      } else {
        BOOST_TEST(line.empty());
      }
      ++row;
    }
    decider->clear();
  }
}

std::string read_file(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

BOOST_AUTO_TEST_CASE(generated_policies_are_decided_alike) {
  constexpr std::uint64_t kFirstSeed = 20261122;
  constexpr std::size_t kPolicies = 300;
  constexpr std::size_t kRecords = 100;
  Tally tally;
  for (std::size_t i = 0; i < kPolicies; ++i) {
    property::PolicyGenerator generator(kFirstSeed + i);
    const std::string text = generator.policy();
    const auto policy = checked(text);
    if (policy == nullptr) continue;
    Texts records;
    for (std::size_t j = 0; j < kRecords; ++j) records.push_back(generator.record());
    BOOST_TEST_CONTEXT("seed " << kFirstSeed + i << "\n" << text) compare(policy, records, {}, tally);
    // Output by output: what one of them cannot do must not hide the others.
    const plan::PlanPtr plan = plan::make_plan(policy);
    for (const plan::Output& output : plan->outputs) {
      plan::PlanOptions only;
      only.select = {output.name};
      BOOST_TEST_CONTEXT("seed " << kFirstSeed + i << " output " << output.name << "\n" << text)
      compare(policy, records, {}, tally, only);
    }
  }
  BOOST_TEST_MESSAGE(tally.taken << " of " << tally.policies << " policies; " << tally.fast << " of " << tally.decided
                                 << " records");
  // A fast path that leaves everything to the strict one would be right too.
  BOOST_TEST(tally.taken * 2 > tally.policies);
  BOOST_TEST(tally.fast * 4 > tally.decided * 3);
  BOOST_TEST(tally.ways * 10 > tally.fast);
}

// Every quotient of small numbers is compared with every other, and rounded: a third of them are ties.
BOOST_AUTO_TEST_CASE(ties_fall_as_they_must) {
  std::string text = R"(policy "ties" version 1.0.0
input I { id: text  a: number 0.1..100  b: number 0.1..100  c: number 0..100  d: number 0.1..100 }
article 1 {
  output less = a / b < c / d
  output same = a / b = c / d
  output most = a / b + c / d <= 1
  output sum = round(a / b + c / d, 1, half_up)
  output even = round(a * c / b - c / d, 2, half_even)
  output cut = round(least(a / b, c / d) - 1, 1, down)
  output raised = round(greatest(a / b, c / d) / 8, 3, ceiling)
  output whole = round((a / b) * (b / a), 3, floor)
}
)";
  const auto policy = checked(text);
  BOOST_TEST_REQUIRE((policy != nullptr));
  Texts records;
  for (int a = 1; a <= 8; ++a)
    for (int b = 1; b <= 8; ++b)
      for (int c = 0; c <= 8; ++c)
        for (int d = 1; d <= 8; ++d) {
          std::ostringstream record;
          record << R"({"id":"x","a":)" << a << ".5,\"b\":" << b << "0,\"c\":" << c << ",\"d\":" << d << ".25}";
          records.push_back(record.str());
          record.str({});
          record << R"({"id":"x","a":)" << a << ",\"b\":" << b << ",\"c\":" << c << ",\"d\":" << d << "}";
          records.push_back(record.str());
        }
  Tally tally;
  compare(policy, records, {}, tally);
  BOOST_TEST(tally.taken == 1u);
  BOOST_TEST(tally.fast == tally.decided);
  BOOST_TEST(tally.fast == records.size());
}

BOOST_AUTO_TEST_CASE(shipped_policies_are_decided_alike) {
  const std::string root = KAIDAH_ROOT;
  Tally tally;
  for (const std::string id : {"pp-30-2019", "pp-46-2011", "permenpanrb-6-2022"}) {
    const auto policy = checked(read_file(root + "/policies/" + id + "/1.0.0.kaidah"));
    if (policy == nullptr) continue;  // it needs its modules
    Texts records;
    std::istringstream lines(read_file(root + "/examples/records/" + id + ".ndjson"));
    for (std::string line; std::getline(lines, line);) records.push_back(line);
    for (const std::uint32_t choice : {0u, 1u}) {
      for (const char* day : {"", "2021-02-15", "2022-08-01", "2023-12-31"}) {
        evaluate::Settings settings;
        settings.parameters.resize(policy->parameters.size());
        for (std::size_t i = 0; i < policy->parameters.size(); ++i)
          if (!policy->parameters[check::ParameterId(i)].decided_by.empty())
            settings.parameters[i] = values::Member{choice};
        if (*day != 0) settings.decision_day = *values::Date::from_text(day);
        compare(policy, records, settings, tally);
        plan::PlanOptions outputs;
        const plan::PlanPtr all = plan::make_plan(policy);
        for (const plan::Output& output : all->outputs) outputs.select.push_back(output.name);
        compare(policy, records, settings, tally, outputs);
      }
    }
  }
  BOOST_TEST_MESSAGE(tally.taken << " of " << tally.policies << " policies; " << tally.fast << " of " << tally.decided
                                 << " records");
  BOOST_TEST(tally.taken * 2 > tally.policies);
  BOOST_TEST(tally.fast * 2 > tally.decided);
}

}  // namespace kaidah
