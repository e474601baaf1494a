// The days that a decision knows, and what is in force on them.

#include <utility>

#include "engine/fast/lowering.hpp"

namespace kaidah::fast {

using syntax::Comparison;
using types::TypeKind;

Operand Lowering::period_part(std::uint32_t part) {
  if (!policy_.period_field) throw Unsupported{};
  const Operand period = field(input_, *policy_.period_field);
  if (period.what != Operand::What::record) throw Unsupported{};
  return needed(field(period, part));
}

Operand Lowering::clock(syntax::Clock which) {
  if (which == syntax::Clock::decision_day) {
    if (settings_.decision_day) return constant(*settings_.decision_day, TypeKind::date);
    Operand unknown;
    unknown.bad = kEverywhere;
    return unknown;
  }
  const bool start = which == syntax::Clock::start_of_period;
  if (settings_.period) return constant(start ? settings_.period->start : settings_.period->end, TypeKind::date);
  return period_part(start ? policy_.period_start : policy_.period_end);
}

Operand Lowering::reference_day() {
  switch (plan_.reference_day) {
    case syntax::ReferenceDay::start_of_period:
      return clock(syntax::Clock::start_of_period);
    case syntax::ReferenceDay::end_of_period:
      return clock(syntax::Clock::end_of_period);
    case syntax::ReferenceDay::decision_day:
      break;
  }
  return clock(syntax::Clock::decision_day);
}

Lowering::Holds Lowering::covered(const check::DateSpan& span, const Operand& day) {
  Holds all{kEverywhere, day.bad};
  if (day.what == Operand::What::none) return {kNowhere, kEverywhere};
  const auto test = [&](const std::optional<values::Date>& bound, Comparison op) {
    if (!bound) return;
    const Operand one = comparison(op, day, constant(*bound, TypeKind::date));
    all.bad = out_.either(all.bad, one.bad);
    all.holds = out_.both(all.holds, one.truth);
  };
  test(span.from, Comparison::greater_equal);
  test(span.through, Comparison::less_equal);
  return all;
}

Lowering::Holds Lowering::in_force(const std::optional<check::InForce>& dates) {
  Holds all{kEverywhere, kNowhere};
  if (!dates) return all;
  const auto add = [&](const check::DateSpan& span, const Operand& day) {
    const Holds one = covered(span, day);
    all.bad = out_.either(all.bad, out_.both(all.holds, one.bad));
    all.holds = out_.both(all.holds, one.holds);
  };
  if (dates->reference_day.limits()) add(dates->reference_day, reference_day());
  if (dates->end_of_period.limits()) add(dates->end_of_period, clock(syntax::Clock::end_of_period));
  if (!dates->decision_day.limits()) return all;
  // Without the day it is left out, which is for the caller as if it were not in force.
  if (!settings_.decision_day || !dates->decision_day.covers(*settings_.decision_day)) all.holds = kNowhere;
  return all;
}

Operand Lowering::parameter(std::uint32_t index) {
  const plan::Parameter& parameter = plan_.parameters[index];
  rest_on(parameter.mark, kEverywhere);
  const TypeKind kind = policy_.parameters[parameter.id].type.kind;
  if (index < settings_.parameters.size() && settings_.parameters[index])
    return constant(*settings_.parameters[index], kind);
  Operand made;
  made.bad = kEverywhere;  // nothing is in force so far
  for (const plan::Parameter::Dated& dated : parameter.values) {
    const Operand value = constant(dated.value, kind);
    if (!dated.from) {
      made = value;
      continue;
    }
    const Operand day = reference_day();
    const Operand begun = comparison(Comparison::greater_equal, day, constant(*dated.from, TypeKind::date));
    const Mask bad = out_.either(begun.bad, out_.but_not(made.bad, begun.truth));
    made = select(begun.truth, value, made);
    made.bad = bad;
  }
  if (!parameter.through) return made;
  const Holds through = covered({std::nullopt, parameter.through}, reference_day());
  made.bad = out_.either(made.bad, out_.either(through.bad, out_.not_in(through.holds)));
  return made;
}

/// Absent while it is open.
Operand Lowering::duty_met(const plan::Duty& duty) {
  Operand made;
  if (duty.by && !settings_.decision_day) {
    take(duty.way + 2, kEverywhere);
    return made;
  }
  Scope outer = std::exchange(scope_, {std::vector<Operand>(duty.locals), 0, nullptr});
  const check::InForce* dates = policy_.duties[duty.id].in_force ? &*policy_.duties[duty.id].in_force : nullptr;
  // Out of force by the day of decision it is open without that day, and not asked for with one.
  const bool left_out = dates != nullptr && dates->decision_day.limits() && !settings_.decision_day;
  const Holds force = in_force(policy_.duties[duty.id].in_force);
  if (left_out) throw Unsupported{};
  const Where in_force_here(*this, force.holds);
  const Holds guards = all_hold(duty.guards);
  const Where reached(*this, guards.holds);
  rest_on(duty.mark, kEverywhere);
  const Operand condition = truth(duty.condition);
  const Mask asked = out_.both(force.holds, guards.holds);
  take(duty.way, condition.truth);
  Mask bad = out_.either(force.bad, out_.both(force.holds, guards.bad));
  bad = out_.either(bad, out_.both(asked, condition.bad));
  Mask open = kNowhere;
  if (duty.by) {
    const Mask late = out_.but_not(asked, condition.truth);
    const Where unmet(*this, late);
    const Operand due = value(duty.by);
    bad = out_.either(bad, out_.both(late, due.bad));
    if (due.what == Operand::What::none) {
      open = late;
    } else {
      const Operand passed = comparison(Comparison::less, due, constant(*settings_.decision_day, TypeKind::date));
      open = out_.but_not(late, out_.but_not(passed.truth, due.absent));
    }
  }
  take(duty.way + 2, open);
  take(duty.way + 1, out_.but_not(out_.not_in(condition.truth), open));
  scope_ = std::move(outer);
  made = of_truth(out_.either(out_.not_in(asked), condition.truth), bad);
  made.absent = open;
  return made;
}

}  // namespace kaidah::fast
