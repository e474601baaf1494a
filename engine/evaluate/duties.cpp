// Duties, and the findings of those that are not met.

#include "engine/evaluate/interpreter.hpp"
#include "engine/evaluate/text.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::evaluate {

using plan::NodeId;

Holds Evaluator::Interpreter::duty(std::uint32_t index) {
  if (memory_.duties[index].state == State::done) return memory_.duties[index].result;
  const plan::Duty& duty = plan_.duties[index];
  const check::Duty& declared = policy_.duties[duty.id];
  const Frame frame(*this, duty.locals);
  const Restore here(here_);
  frame.enter();
  here_ = {&declared.name, declared.provenance};
  charge(1);
  const std::size_t at = trace_ != nullptr ? trace_->open(event(EventKind::duty, duty.id.index)) : 0;
  const Holds result = decide_duty(duty);
  if (trace_ != nullptr) trace_->close(at, result);
  if (result == Holds::yes) take(duty.way);
  if (result == Holds::no) take(duty.way + 1);
  if (result == Holds::open) take(duty.way + 2);
  memory_.duties[index] = {State::done, result};
  return result;
}

Holds Evaluator::Interpreter::decide_duty(const plan::Duty& duty) {
  // Without the day of decision a dated duty is left out.
  if (duty.by && !settings_->decision_day) return Holds::open;
  if (const Force force = in_force(policy_.duties[duty.id].in_force); !force) return force.holds;
  if (!provisions_hold(duty.guards)) return Holds::not_reached;
  use(duty.mark);
  const std::size_t at =
      trace_ != nullptr ? trace_->open(event(EventKind::condition, 0, plan_.origins[duty.condition.index])) : 0;
  const bool met = boolean(duty.condition);
  if (trace_ != nullptr) trace_->close(at, met ? Holds::yes : Holds::no);
  if (met) return Holds::yes;
  if (!duty.by) return Holds::no;
  const std::size_t due_at =
      trace_ != nullptr ? trace_->open(event(EventKind::due_day, 0, plan_.origins[duty.by.index])) : 0;
  const values::Value due = value(duty.by);
  const auto* day = std::get_if<values::Date>(&due);
  const bool passed = day != nullptr && *settings_->decision_day > *day;
  if (trace_ != nullptr) trace_->close(due_at, passed ? Holds::yes : Holds::open, due);
  return passed ? Holds::no : Holds::open;
}

std::string Evaluator::Interpreter::fill(const plan::Duty& duty) {
  const check::Duty& declared = policy_.duties[duty.id];
  const Frame frame(*this, duty.locals);
  const Restore here(here_);
  frame.enter();
  here_ = {&declared.name, declared.provenance};
  const std::size_t most = settings_->limits.decision_bytes;
  std::string text;
  for (const plan::TemplatePart& part : duty.text) {
    text += part.value ? text_of(value(part.value), part.type, plan_.shapes, most) : part.text;
    if (text.size() > most) reject({MessageKind::limit_decision_bytes, {{"limit", std::to_string(most)}}});
  }
  return text;
}

void Evaluator::Interpreter::find(const std::vector<std::uint32_t>& duties, std::vector<Finding>& findings,
                                  bool final) {
  for (const std::uint32_t index : duties) {
    if (duty(index) != Holds::no) continue;
    const plan::Duty& duty = plan_.duties[index];
    const check::Duty& declared = policy_.duties[duty.id];
    const std::size_t at = trace_ != nullptr ? trace_->open(event(EventKind::finding, duty.id.index)) : 0;
    findings.push_back({duty.id, declared.severity, declared.code, fill(duty), final});
    if (trace_ != nullptr) trace_->close(at, Holds::unknown);
  }
}

}  // namespace kaidah::evaluate
