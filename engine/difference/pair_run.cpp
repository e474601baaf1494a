#include "engine/difference/pair_run.hpp"

#include <algorithm>
#include <utility>

#include "engine/explain/shown.hpp"
#include "engine/json/value_text.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::difference {
namespace {

plan::PlanPtr whole_plan(const PolicyPtr& policy) {
  plan::PlanOptions options;
  options.everything = true;
  options.groups = false;
  return plan::make_plan(policy, options);
}

std::string state_text(const check::CheckedPolicy& policy, const evaluate::ProcedureState& state) {
  const check::Procedure& procedure = policy.procedures[state.procedure];
  const std::size_t steps = procedure.steps.size();
  const std::string& step =
      state.step < steps ? procedure.steps[state.step].name : procedure.ends[state.step - steps].name;
  return step + " " + state.since.to_string() + (state.due ? " – " + state.due->to_string() : std::string());
}

}  // namespace

PairRunner::Side::Side(const PolicyPtr& policy)
    : plan(whole_plan(policy)), decoder(plan->shapes, plan->input, Limits()), evaluator(plan) {}

PairRunner::PairRunner(PolicyPtr from, PolicyPtr to, Language language) : from_(from), to_(to), language_(language) {}

void PairRunner::run(std::string_view record, const Variant& variant) {
  run(from_, record, variant.from);
  run(to_, record, variant.to);
  decisions_ += 2;
}

void PairRunner::run(Side& side, std::string_view record, const evaluate::Settings& settings) const {
  side.run = {};
  side.arena.clear();
  side.trace.clear();
  side.begun = false;
  const check::CheckedPolicy& policy = *side.plan->policy;
  const auto reject = [&](const evaluate::Rejection& rejection) {
    side.run.rejection = info(rejection.message.kind).code;
    side.run.message = text(rejection.message, language_);
    side.run.pointer = rejection.pointer;
  };
  const json::DecodeResult decoded = side.decoder.decode(record, side.arena);
  if (decoded.rejection) return reject(*decoded.rejection);
  side.begun = true;
  const evaluate::Outcome& outcome = side.evaluator.decide(*decoded.record, settings, &side.trace);
  const std::vector<evaluate::Event>& events = side.trace.events();
  for (std::size_t i = 0; i < events.size(); ++i) {
    const evaluate::Event& event = events[i];
    if (event.kind == evaluate::EventKind::result) {
      // Inside is another policy's run, with ids of its own.
      i = std::max<std::size_t>(event.end, i + 1) - 1;
      continue;
    }
    if (event.kind == evaluate::EventKind::arm && event.result == evaluate::Holds::yes) {
      const check::Rule& rule = policy.rules[policy.statements[policy.arms[check::ArmId(event.id)].statement].rule];
      const explain::Shown shown = explain::shown(policy, rule.type, event.value);
      side.run.arms[event.id] += explain::text(shown, language_) + ";";
    } else if (event.kind == evaluate::EventKind::duty) {
      side.run.duties[event.id] = event.result;
    } else if (event.kind == evaluate::EventKind::parameter) {
      const auto& parameter = policy.parameters[check::ParameterId(event.id)];
      side.run.parameters[event.id] = explain::text(explain::shown(policy, parameter.type, event.value), language_);
    }
  }
  if (outcome.rejection) return reject(*outcome.rejection);
  for (std::size_t i = 0; i < side.plan->outputs.size(); ++i) {
    std::string value;
    json::append_value(value, outcome.outputs[i], side.plan->outputs[i].type, side.plan->shapes);
    side.run.outputs.emplace_back(side.plan->outputs[i].name, value);
  }
  for (const evaluate::Finding& finding : outcome.findings) side.run.findings[finding.code] += finding.text + "; ";
  for (const evaluate::ProcedureState& state : outcome.procedures)
    side.run.procedures[policy.procedures[state.procedure].name] = state_text(policy, state);
}

std::optional<values::Number> PairRunner::number(bool of_to, check::RuleId rule) {
  Side& side = of_to ? to_ : from_;
  if (!side.begun) return std::nullopt;
  const evaluate::RuleResult result = side.evaluator.evaluate_rule(rule);
  if (result.rejection) return std::nullopt;
  const auto* number = std::get_if<values::Number>(&result.value);
  return number == nullptr ? std::nullopt : std::optional(*number);
}

bool PairRunner::differs() const {
  return !differences().empty();
}

std::vector<ExampleRecord::Output> PairRunner::differences() const {
  const SideRun& a = from_.run;
  const SideRun& b = to_.run;
  std::vector<ExampleRecord::Output> all;
  if (!a.decided() || !b.decided()) {
    if (a.rejection == b.rejection) return all;
    const auto told = [&](const SideRun& run) {
      return run.decided()
                 ? text(Message{MessageKind::diff_decided, {}}, language_)
                 : text(Message{MessageKind::diff_rejected, {{"code", run.rejection}, {"message", run.message}}},
                        language_);
    };
    all.push_back({{}, told(a), told(b)});
    return all;
  }
  for (const auto& [name, value] : a.outputs) {
    const auto other =
        std::find_if(b.outputs.begin(), b.outputs.end(), [&name = name](const auto& one) { return one.first == name; });
    if (other != b.outputs.end() && other->second != value) all.push_back({name, value, other->second});
  }
  const auto maps = [&](const std::map<std::string, std::string>& before,
                        const std::map<std::string, std::string>& after) {
    const std::string nothing = "–";
    for (const auto& [name, value] : before) {
      const auto other = after.find(name);
      if (other == after.end()) {
        all.push_back({name, value, nothing});
      } else if (other->second != value) {
        all.push_back({name, value, other->second});
      }
    }
    for (const auto& [name, value] : after)
      if (before.count(name) == 0) all.push_back({name, nothing, value});
  };
  maps(a.findings, b.findings);
  maps(a.procedures, b.procedures);
  return all;
}

}  // namespace kaidah::difference
