// A whole decision, from the conditions on the data to what it rests on.

#include <algorithm>

#include "engine/evaluate/evaluate.hpp"
#include "engine/evaluate/interpreter.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::evaluate {

using plan::NodeId;
using values::Value;

Evaluator::Interpreter::Interpreter(plan::PlanPtr plan)
    : shared_plan_(std::move(plan)), plan_(*shared_plan_), policy_(*plan_.policy) {
  memory_.slots.resize(plan_.slots);
  memory_.states.resize(plan_.slots);
  memory_.duties.resize(plan_.duties.size());
  memory_.procedures.resize(plan_.procedures.size());
  for (const plan::Output& output : plan_.outputs) output_rules_.push_back(output.rule);
  used_.resize(policy_.rules.size());
  marks_.resize((plan_.marked.size() + 63) / 64);
}

/// What was being computed when a rejection passed has no value; it may be asked for again.
void Evaluator::Interpreter::recover() {
  for (State& state : memory_.states)
    if (state == State::running) state = State::empty;
}

void Evaluator::Interpreter::reset(const Settings& settings, Trace* trace) {
  settings_ = &settings;
  trace_ = trace;
  ways_ = nullptr;
  first_way_ = 0;
  input_ = nullptr;
  group_ = {};
  group_state_ = nullptr;
  group_key_ = {};
  group_record_ = nullptr;
  std::fill(memory_.states.begin(), memory_.states.end(), State::empty);
  std::fill(memory_.duties.begin(), memory_.duties.end(), DutyRun());
  for (ProcedureRun& run : memory_.procedures) run.state = State::empty;
  memory_.reference_day.reset();
  std::fill(used_.begin(), used_.end(), std::uint8_t{0});
  std::fill(marks_.begin(), marks_.end(), std::uint64_t{0});
  contributed_ = false;
  members_ = nullptr;
  arena_.clear();
  here_ = {};
  steps_ = 0;
  memory_taken_ = 0;
  depth_ = 0;
  paths_.clear();
  for (Inner& inner : results_) inner.begun = false;
  promises_checked_.clear();
  for (const auto& [rule, value] : settings.assumed_rules) {
    const std::uint32_t index = plan_.rule_of[rule.index];
    if (index == plan::kNone || plan_.rules[index].slot == plan::kNone) continue;
    memory_.slots[plan_.rules[index].slot] = value;
    memory_.states[plan_.rules[index].slot] = State::assumed;
  }
  for (const auto& [field, value] : settings.assumed_fields) {
    for (const plan::Rule& rule : plan_.rules) {
      if (rule.override_field != field) continue;
      memory_.slots[rule.slot] = value;
      memory_.states[rule.slot] = State::assumed;
    }
  }
}

void Evaluator::Interpreter::begin(const values::RecordData& input, const Settings& settings, Trace* trace) {
  reset(settings, trace);
  input_ = &input;
}

void Evaluator::Interpreter::begin_group(check::GroupId group, const GroupEntry& entry,
                                         const values::RecordData* record, const Settings& settings, Trace* trace) {
  reset(settings, trace);
  group_ = group;
  group_state_ = &entry.second;
  group_key_ = read_group_key(entry.first, arena_);
  group_record_ = record;
}

const Outcome& Evaluator::Interpreter::decide(const values::RecordData& input, const Settings& settings, Trace* trace,
                                              Ways* ways) {
  begin(input, settings, trace);
  ways_ = ways;
  if (ways != nullptr) ways->clear(plan_.ways.size());
  outcome_ = {};
  std::optional<Rejection> rejection = protect([&] {
    test_conditions(input, plan_.input);
    require_policy_in_force();
    compute_outputs(output_rules_, outcome_.outputs);
    check_promises(plan_.record_promises);
    for (const std::uint32_t index : plan_.shown_procedures) {
      const ProcedureRun& run = procedure(index);
      if (run.started) outcome_.procedures.push_back(run.where);
    }
    find(plan_.record_duties, outcome_.findings, true);
    taint({});
    take_marks_of_results();
    outcome_.rests_on = rests_on();
    ways_ = nullptr;
    // Scenarios give a record only the fields they speak of: what its groups would need is not asked of it.
    if (plan_.options.groups && !plan_.options.everything) {
      contribute(true);
      taint({});
      take_marks_of_results();
    }
  });
  ways_ = nullptr;
  if (rejection) {
    outcome_ = {};
    outcome_.rejection = std::move(rejection);
  }
  return outcome_;
}

const GroupOutcome& Evaluator::Interpreter::decide_group(check::GroupId group, const GroupEntry& entry,
                                                         const values::RecordData* record, const Settings& settings,
                                                         Trace* trace) {
  begin_group(group, entry, record, settings, trace);
  const GroupState& state = entry.second;
  const plan::Group& planned = plan_.groups[group.index];
  group_outcome_ = {};
  std::optional<Rejection> rejection = protect([&] {
    if (record != nullptr) test_conditions(*record, policy_.groups[group].record.index);
    require_policy_in_force();
    compute_outputs(planned.outputs, group_outcome_.outputs);
    check_promises(planned.promises);
    find(planned.duties, group_outcome_.findings, state.rejected() == 0);
    rank(state, group_outcome_.rankings);
    taint(group);
    for (std::size_t i = 0; i < marks_.size() && i < state.marks().size(); ++i) marks_[i] |= state.marks()[i];
    group_outcome_.rests_on = rests_on();
  });
  if (rejection) {
    group_outcome_ = {};
    group_outcome_.rejection = std::move(rejection);
  }
  group_outcome_.key = group_key_;
  group_outcome_.members = state.members();
  group_outcome_.rejected = state.rejected();
  return group_outcome_;
}

void Evaluator::Interpreter::compute_outputs(const std::vector<std::uint32_t>& rules, std::vector<Value>& values) {
  for (std::uint32_t i = 0; i < rules.size(); ++i) {
    if (not_in_text(policy_.rules[plan_.rules[rules[i]].id])) {
      values.emplace_back();
      continue;
    }
    const std::size_t at = trace_ != nullptr ? trace_->open(event(EventKind::output, i)) : 0;
    values.push_back(rule(rules[i], {}));
    if (trace_ != nullptr) trace_->close(at, Holds::unknown, values.back());
  }
}

// An output that amendments brought or repealed: the text of that day does not have it, and the decision is whole
// without it.
bool Evaluator::Interpreter::not_in_text(const check::Rule& rule) {
  return rule.amended && std::none_of(rule.base.begin(), rule.base.end(), [this](check::StatementId id) {
           return static_cast<bool>(in_force(policy_.statements[id].in_force));
         });
}

void Evaluator::Interpreter::check_promises(const std::vector<std::uint32_t>& promises) {
  for (const std::uint32_t index : promises) {
    const plan::Promise& promise = plan_.promises[index];
    const check::Promise& declared = policy_.promises[promise.id];
    bool concerned = promise.about.empty();
    for (const check::RuleId rule : promise.about) concerned = concerned || used_[rule.index] != 0;
    if (!concerned || (index < promises_checked_.size() && promises_checked_[index] != 0)) continue;
    if (index < promises_checked_.size()) promises_checked_[index] = 1;
    const Frame frame(*this, promise.locals);
    const Restore here(here_);
    frame.enter();
    here_ = {&declared.message, declared.provenance};
    const std::size_t at = trace_ != nullptr ? trace_->open(event(EventKind::promise, promise.id)) : 0;
    Holds result = in_force(declared.in_force).holds;
    if (result == Holds::yes && !provisions_hold(promise.guards)) result = Holds::not_reached;
    if (result == Holds::yes && !boolean(promise.condition)) result = Holds::no;
    if (trace_ != nullptr) trace_->close(at, result);
    if (result == Holds::no)
      reject({MessageKind::rejected_promise_broken,
              {{"rule", declared.message},
               {"value", MessageKind::promise_is_false},
               {"promise", MessageKind::promised_always}}});
  }
}

void Evaluator::Interpreter::taint(check::GroupId group) {
  for (const plan::NotEncoded& hole : plan_.not_encoded) {
    if (hole.group != group) continue;
    bool used = false;
    for (const check::RuleId rule : hole.affects) used = used || used_[rule.index] != 0;
    if (!used) continue;
    const Frame frame(*this, hole.locals);
    frame.enter();
    const std::size_t at = trace_ != nullptr ? trace_->open(event(EventKind::not_encoded, hole.id)) : 0;
    const bool holds = in_force(policy_.not_encoded[hole.id].in_force) && provisions_hold(hole.guards);
    if (trace_ != nullptr) trace_->close(at, holds ? Holds::yes : Holds::no);
    if (!holds) continue;
    use(hole.mark);
    take(hole.way);
  }
}

std::vector<check::ProvenanceId> Evaluator::Interpreter::rests_on() const {
  std::vector<check::ProvenanceId> marked;
  for (std::size_t i = 0; i < plan_.marked.size(); ++i)
    if ((marks_[i / 64] >> (i % 64) & 1U) != 0) marked.push_back(plan_.marked[i]);
  return marked;
}

RuleResult Evaluator::Interpreter::evaluate_rule(check::RuleId id, std::span<const Value> arguments) {
  RuleResult result;
  const std::uint32_t index = plan_.rule_of[id.index];
  result.rejection = protect([&] {
    if (index == plan::kNone) reject({MessageKind::rejected_nothing_applies, {{"rule", policy_.rules[id].name}}});
    const plan::Rule& planned = plan_.rules[index];
    if (planned.parameters == 0) {
      result.value = rule(index, {});
      return;
    }
    const Frame frame(*this, planned.locals);
    for (std::size_t i = 0; i < arguments.size() && i < planned.parameters; ++i) frame.places()[i] = arguments[i];
    frame.enter();
    const std::size_t at = trace_ != nullptr ? trace_->open(event(EventKind::call, id.index)) : 0;
    result.value = compute(planned);
    if (trace_ != nullptr) trace_->close(at, Holds::unknown, result.value);
  });
  return result;
}

RuleResult Evaluator::Interpreter::evaluate_duty(check::DutyId id) {
  RuleResult result;
  for (std::uint32_t i = 0; i < plan_.duties.size(); ++i) {
    if (plan_.duties[i].id != id) continue;
    result.rejection = protect([&] {
      const Holds met = duty(i);
      if (met != Holds::open) result.value = met != Holds::no;
    });
  }
  return result;
}

ProcedureResult Evaluator::Interpreter::evaluate_procedure(check::ProcedureId id) {
  ProcedureResult result;
  for (std::uint32_t i = 0; i < plan_.procedures.size(); ++i) {
    if (plan_.procedures[i].id != id) continue;
    result.rejection = protect([&] {
      const ProcedureRun& run = procedure(i);
      if (run.started) result.state = run.where;
    });
  }
  return result;
}

RuleResult Evaluator::Interpreter::evaluate_allowed(check::ParameterId id, const Settings& settings) {
  reset(settings, nullptr);
  RuleResult result;
  const plan::NodeId condition = plan_.parameters[id.index].allowed_when;
  here_.name = &policy_.parameters[id].name;
  here_.article = policy_.parameters[id].provenance;
  result.rejection = protect([&] { result.value = !condition || boolean(condition); });
  return result;
}

// --- the public face ------------------------------------------------------------------------------------------

Evaluator::Evaluator(plan::PlanPtr plan) : interpreter_(std::make_unique<Interpreter>(std::move(plan))) {}
Evaluator::~Evaluator() = default;
Evaluator::Evaluator(Evaluator&&) noexcept = default;
Evaluator& Evaluator::operator=(Evaluator&&) noexcept = default;

const plan::PlanPtr& Evaluator::plan() const noexcept {
  return interpreter_->shared_plan();
}
const Outcome& Evaluator::decide(const values::RecordData& input, const Settings& settings, Trace* trace, Ways* ways) {
  return interpreter_->decide(input, settings, trace, ways);
}
const GroupOutcome& Evaluator::decide_group(check::GroupId group, const GroupEntry& entry,
                                            const values::RecordData* record, const Settings& settings, Trace* trace) {
  return interpreter_->decide_group(group, entry, record, settings, trace);
}
void Evaluator::begin(const values::RecordData& input, const Settings& settings, Trace* trace) {
  interpreter_->begin(input, settings, trace);
}
void Evaluator::begin_group(check::GroupId group, const GroupEntry& entry, const values::RecordData* record,
                            const Settings& settings, Trace* trace) {
  interpreter_->begin_group(group, entry, record, settings, trace);
}
RuleResult Evaluator::evaluate_rule(check::RuleId rule, std::span<const Value> arguments) {
  return interpreter_->evaluate_rule(rule, arguments);
}
RuleResult Evaluator::evaluate_duty(check::DutyId duty) {
  return interpreter_->evaluate_duty(duty);
}
ProcedureResult Evaluator::evaluate_procedure(check::ProcedureId procedure) {
  return interpreter_->evaluate_procedure(procedure);
}
RuleResult Evaluator::evaluate_allowed(check::ParameterId parameter, const Settings& settings) {
  return interpreter_->evaluate_allowed(parameter, settings);
}

}  // namespace kaidah::evaluate
