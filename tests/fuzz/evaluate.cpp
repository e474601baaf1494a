// A policy, a line `---`, records: plan, oracle and the fast path decide alike, byte for byte.
#include <string>
#include <vector>

#include "engine/evaluate/evaluate.hpp"
#include "engine/fast/decider.hpp"
#include "engine/json/decode.hpp"
#include "engine/json/encode.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/oracle/oracle.hpp"

namespace {

using namespace kaidah;

constexpr std::size_t kMostRecords = 16;

/// `{…}`, or the code of the rejection and its rule.
std::string by_plan(const plan::Plan& plan, evaluate::Evaluator& evaluator, const std::string& record,
                    const evaluate::Settings& settings, evaluate::Ways& ways) {
  values::Arena arena;
  const auto decoded = json::decode(record, plan.shapes, plan.input, arena, settings.limits);
  if (decoded.rejection) return info(decoded.rejection->message.kind).code;
  const evaluate::Outcome& outcome = evaluator.decide(*decoded.record, settings, nullptr, &ways);
  if (outcome.rejection) {
    const std::string code = info(outcome.rejection->message.kind).code;
    return outcome.rejection->rule.empty() ? code : code + " " + outcome.rejection->rule;
  }
  std::string line;
  json::append_decision(line, plan, decoded.id, outcome);
  return line;
}

/// The same with everything that is looked at kept.
std::string with_trace(const plan::Plan& plan, evaluate::Evaluator& evaluator, const std::string& record,
                       const evaluate::Settings& settings) {
  values::Arena arena;
  evaluate::Trace trace;
  const auto decoded = json::decode(record, plan.shapes, plan.input, arena, settings.limits);
  if (decoded.rejection) return {};
  const evaluate::Outcome& outcome = evaluator.decide(*decoded.record, settings, &trace);
  if (outcome.rejection) return {};
  std::string line;
  json::append_decision(line, plan, decoded.id, outcome);
  return line;
}

std::string by_oracle(const check::CheckedPolicy& policy, const std::string& record, const oracle::Clocks& clocks) {
  const auto document = oracle::read_json(record);
  if (!document) return "K6001";
  const oracle::Parameters none;
  try {
    return oracle::Decider(policy, none, clocks).decide(*document) + "\n";
  } catch (const oracle::Rejected& rejected) {
    return rejected.rule.empty() ? rejected.code : rejected.code + " " + rejected.rule;
  }
}

/// The line, or nothing where the fast path leaves the record to the other.
std::string side_by_side(fast::Decider& decider, const std::string& record, evaluate::Ways& ways) {
  const std::string padded = record + std::string(64, '\0');
  std::string line;
  if (decider.read(std::string_view(padded).substr(0, record.size()))) {
    decider.decide();
    if (decider.append_line(0, line)) decider.take_ways(0, ways);
  }
  decider.clear();
  return line;
}

void check_record(const plan::Plan& plan, evaluate::Evaluator& evaluator, fast::Decider* decider,
                  const std::string& record, const evaluate::Settings& settings) {
  evaluate::Ways ways;
  const std::string one = by_plan(plan, evaluator, record, settings, ways);
  if (one.starts_with('{'))
    fuzz::must(with_trace(plan, evaluator, record, settings) == one, "a trace changes nothing", record);
  if (decider != nullptr) {
    evaluate::Ways other_ways;
    const std::string other = side_by_side(*decider, record, other_ways);
    fuzz::must(other.empty() || other == one, "side by side as one by one", record + "\n" + other + "\n" + one);
    fuzz::must(other.empty() || other_ways == ways, "the same ways side by side", record);
  }
  if (one.starts_with("K9")) return;  // the oracle knows no limits
  const std::string other = by_oracle(*plan.policy, record, {settings.decision_day});
  fuzz::must(one == other, "plan and oracle agree", record + "\nplan:   " + one + "\noracle: " + other);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  const std::size_t cut = text.find("\n---\n");
  if (cut == std::string_view::npos) return 0;
  evaluate::Settings settings;
  settings.limits = fuzz::small_limits();
  const auto compiled = fuzz::compile(text.substr(0, cut + 1), settings.limits);
  if (!compiled.policy || !compiled.policy->checked->input) return 0;
  const plan::PlanPtr plan = plan::make_plan(compiled.policy->checked, {.select = {}, .groups = false});
  evaluate::Evaluator evaluator(plan);
  std::string_view records = text.substr(cut + 5);
  if (records.starts_with('2')) {  // a decision day
    const std::size_t end = std::min(records.find('\n'), records.size());
    settings.decision_day = values::Date::from_text(records.substr(0, end));
    records.remove_prefix(std::min(end + 1, records.size()));
  }
  const auto decider =
      plan->id_field ? fast::Decider::make(*plan, settings, {.ways = true, .marks = true}, "") : nullptr;
  for (std::size_t count = 0; !records.empty() && count < kMostRecords; ++count) {
    const std::size_t end = std::min(records.find('\n'), records.size());
    const std::string record(records.substr(0, end));
    records.remove_prefix(std::min(end + 1, records.size()));
    if (!record.empty()) check_record(*plan, evaluator, decider.get(), record, settings);
  }
  return 0;
}
