// The days that a decision knows, and what is in force on them.

#include "engine/evaluate/interpreter.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::evaluate {

using values::Date;
using values::Value;

/// The value of the field that says which period is assessed; null without one.
const Value* Evaluator::Interpreter::period_value() const {
  if (!policy_.period_field) return nullptr;
  if (group_state_ == nullptr) {
    for (const auto& [field, value] : settings_->assumed_fields)
      if (field == *policy_.period_field) return &value;
    return input_ != nullptr ? &input_->fields[*policy_.period_field] : nullptr;
  }
  const std::vector<std::uint32_t>& key = policy_.groups[group_].key;
  for (std::uint32_t i = 0; i < key.size(); ++i) {
    if (key[i] != *policy_.period_field) continue;
    if (i < group_key_.size() && !group_key_[i].is_unread()) return &group_key_[i];
    return group_record_ != nullptr ? &group_record_->fields[i] : nullptr;
  }
  return nullptr;
}

std::optional<Period> Evaluator::Interpreter::known_period() const {
  if (settings_->period) return settings_->period;
  const Value* value = period_value();
  const auto* record = value != nullptr ? std::get_if<const values::RecordData*>(value) : nullptr;
  if (record == nullptr) return std::nullopt;
  const auto* start = std::get_if<Date>(&(*record)->fields[policy_.period_start]);
  const auto* end = std::get_if<Date>(&(*record)->fields[policy_.period_end]);
  if (start == nullptr || end == nullptr) return std::nullopt;
  return Period{*start, *end};
}

Period Evaluator::Interpreter::period() {
  if (const std::optional<Period> known = known_period()) return *known;
  if (lenient_) throw Unknown{};
  if (policy_.period_field && input_ != nullptr) reject_field(input_, plan_.input, *policy_.period_field);
  reject({MessageKind::rejected_no_decision_day, {{"rule", name_here()}}});
}

Date Evaluator::Interpreter::clock(syntax::Clock which) {
  switch (which) {
    case syntax::Clock::start_of_period:
      return period().start;
    case syntax::Clock::end_of_period:
      return period().end;
    case syntax::Clock::decision_day:
      break;
  }
  if (!settings_->decision_day) reject({MessageKind::rejected_no_decision_day, {{"rule", name_here()}}});
  return *settings_->decision_day;
}

Date Evaluator::Interpreter::reference_day() {
  if (!memory_.reference_day) {
    switch (plan_.reference_day) {
      case syntax::ReferenceDay::start_of_period:
        memory_.reference_day = clock(syntax::Clock::start_of_period);
        break;
      case syntax::ReferenceDay::end_of_period:
        memory_.reference_day = clock(syntax::Clock::end_of_period);
        break;
      case syntax::ReferenceDay::decision_day:
        memory_.reference_day = clock(syntax::Clock::decision_day);
        break;
    }
  }
  return *memory_.reference_day;
}

std::optional<Date> Evaluator::Interpreter::known_reference_day() const {
  const std::optional<Period> period = known_period();
  switch (plan_.reference_day) {
    case syntax::ReferenceDay::start_of_period:
      return period ? std::optional(period->start) : std::nullopt;
    case syntax::ReferenceDay::end_of_period:
      return period ? std::optional(period->end) : std::nullopt;
    case syntax::ReferenceDay::decision_day:
      break;
  }
  return settings_->decision_day;
}

Evaluator::Interpreter::Force Evaluator::Interpreter::in_force(const std::optional<check::InForce>& dates) {
  if (!dates) return {};
  if (dates->reference_day.limits()) {
    const Date day = reference_day();
    if (trace_ != nullptr) note(EventKind::clock, kReferenceDay, {}, day);
    if (!dates->reference_day.covers(day)) return {Holds::not_in_force, day};
  }
  if (dates->end_of_period.limits() && !dates->end_of_period.covers(period().end))
    return {Holds::not_in_force, period().end};
  if (!dates->decision_day.limits()) return {};
  if (!settings_->decision_day) return {Holds::open, {}};
  if (!dates->decision_day.covers(*settings_->decision_day)) return {Holds::not_in_force, settings_->decision_day};
  return {};
}

void Evaluator::Interpreter::reject_not_in_force(const std::string& name, const Force& force) {
  if (!force.day) reject({MessageKind::rejected_no_decision_day, {{"rule", name}}});
  reject({MessageKind::rejected_not_in_force, {{"rule", name}, {"day", force.day->to_string()}}});
}

// A record that says nothing of its period (a scenario) is not held to the dates of the whole policy.
void Evaluator::Interpreter::require_policy_in_force() {
  if (!policy_.in_force && !policy_.across) return;
  const std::optional<Period> period = known_period();
  if (period) require_one_regime(*period);
  if (!policy_.in_force) return;
  check::InForce dates = *policy_.in_force;
  if (!known_reference_day()) dates.reference_day = {};
  if (!period) dates.end_of_period = {};
  const Force force = in_force(dates);
  if (!force) reject_not_in_force(policy_.id, force);
}

void Evaluator::Interpreter::require_one_regime(const Period& period) {
  const auto crossed = [&](MessageKind periods, std::vector<Argument> days) {
    std::vector<Argument> arguments = {{"start", period.start.to_string()},
                                       {"end", period.end.to_string()},
                                       {"policy", policy_.id},
                                       {"periods", periods}};
    arguments.insert(arguments.end(), days.begin(), days.end());
    Rejection& made = rejection_.emplace();
    made.message = {MessageKind::rejected_regime_crossed, std::move(arguments)};
    if (policy_.period_field && input_ != nullptr)
      made.pointer = pointer_to(input_, plan_.input, *policy_.period_field);
    throw Rejected{};
  };
  if (policy_.across) {
    if (period.start < *policy_.across && *policy_.across <= period.end) return;
    crossed(MessageKind::periods_across, {{"across", policy_.across->to_string()}});
  }
  // Law that is dated by the day of decision does not divide periods.
  if (!policy_.in_force || plan_.reference_day == syntax::ReferenceDay::decision_day) return;
  const check::DateSpan& span = policy_.in_force->reference_day;
  if (span.covers(period.start) && span.covers(period.end)) return;
  if (!span.through) crossed(MessageKind::periods_from, {{"from", span.from->to_string()}});
  if (!span.from) crossed(MessageKind::periods_through, {{"through", span.through->to_string()}});
  crossed(MessageKind::periods_within, {{"from", span.from->to_string()}, {"through", span.through->to_string()}});
}

const Value& Evaluator::Interpreter::parameter(std::uint32_t index, check::ExprRef expr) {
  const plan::Parameter& parameter = plan_.parameters[index];
  const check::ParameterDeclaration& declared = policy_.parameters[parameter.id];
  use(parameter.mark);
  if (index < settings_->parameters.size() && settings_->parameters[index]) {
    const Value& set = *settings_->parameters[index];
    if (trace_ != nullptr) note(EventKind::parameter, index, expr, set, kSet);
    return set;
  }
  if (parameter.values.empty())
    reject({MessageKind::rejected_parameter_not_set, {{"name", declared.name}, {"decider", declared.decided_by}}});
  const plan::Parameter::Dated* current = nullptr;
  for (const plan::Parameter::Dated& dated : parameter.values)
    if (!dated.from || *dated.from <= reference_day()) current = &dated;
  if (current == nullptr || (parameter.through && *parameter.through < reference_day())) {
    if (declared.provenance) here_.article = declared.provenance;
    reject({MessageKind::rejected_not_in_force, {{"rule", declared.name}, {"day", reference_day().to_string()}}});
  }
  if (trace_ != nullptr)
    note(EventKind::parameter, index, expr, current->value,
         static_cast<std::uint32_t>(current - parameter.values.data()));
  return current->value;
}

}  // namespace kaidah::evaluate
