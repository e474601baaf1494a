#include "engine/fast/lower.hpp"

#include <utility>

#include "engine/fast/lowering.hpp"

namespace kaidah::fast {

using types::TypeKind;

std::optional<Program> lower(const plan::Plan& plan, const Layout& layout, const evaluate::Settings& settings,
                             Wanted wanted) {
  Program program;
  try {
    Lowering(plan, layout, settings, program).all(wanted);
  } catch (const Unsupported&) {
    return std::nullopt;
  }
  return program;
}

Lowering::Lowering(const plan::Plan& plan, const Layout& layout, const evaluate::Settings& settings, Program& program)
    : plan_(plan),
      policy_(*plan.policy),
      layout_(layout),
      settings_(settings),
      out_(layout, program),
      slots_(plan.rules.size()),
      depths_(plan.rules.size()),
      reads_(plan.rules.size()),
      uses_(plan.policy->rules.size()) {
  input_.what = Operand::What::record;
  input_.kind = TypeKind::record;
}

void Lowering::defer(Mask where) {
  deferred_ = out_.either(deferred_, where);
}

void Lowering::all(Wanted wanted) {
  const Limits& limits = settings_.limits;
  // Digits of a ratio of 128-bit numbers; a decision that may be cut short has to be counted step by step.
  constexpr std::size_t kDigits = 64;
  if (limits.computed_digits < kDigits || plan_.steps_bound > limits.steps) throw Unsupported{};
  if (!settings_.assumed_rules.empty() || !settings_.assumed_fields.empty()) throw Unsupported{};
  for (const values::RecordData* record : settings_.group_records)
    if (record != nullptr) throw Unsupported{};
  conditions(input_, kEverywhere);
  policy_in_force();
  // Neither what is tested of the data nor what groups need takes ways.
  marking_ = wanted.ways || wanted.marks;
  begin_stage({}, true);
  outputs();
  promises();
  begin_stage({}, true);
  procedures();
  duties();
  not_encoded();
  if (marking_) mark_ways(wanted);
  marking_ = false;
  if (wanted.groups) members();
  if (deepest_ > limits.evaluation_depth) throw Unsupported{};
  Program& program = out_.program();
  if (!deferred_.is_none()) program.deferred = out_.reg(deferred_, 0);
}

// --- conditions on the data -----------------------------------------------------------------------------------

void Lowering::conditions(const Operand& record, Mask where) {
  const std::uint32_t shape = layout_.objects[record.index].record;
  const plan::RecordConditions& conditions = plan_.conditions[shape];
  Mask broken = kNowhere;
  for (const plan::Condition& condition : conditions.conditions) {
    const Scope outer = std::exchange(scope_, {std::vector<Operand>(conditions.locals), record.space, &record});
    const Operand holds = truth(condition.node);
    scope_ = outer;
    broken = out_.either(broken, out_.either(holds.bad, out_.not_in(holds.truth)));
  }
  broken = out_.both(broken, where);
  std::uint32_t space = record.space;
  while (broken.known == Mask::Known::no && broken.space != 0) {
    space = broken.space;
    broken = out_.any(broken, space);
  }
  if (broken.is_all() && space != 0) throw Unsupported{};
  defer(broken);
  for (const std::uint32_t field : conditions.inner) {
    const plan::FieldShape& inner = plan_.shapes.records[shape].fields[field];
    if (layout_.objects[record.index].fields[field].what == Place::What::unread) continue;
    const Operand held = this->field(record, field);
    conditions_inside(held, inner.value, out_.but_not(where, held.absent));
  }
}

void Lowering::conditions_inside(const Operand& value, const plan::ValueShape& shape, Mask where) {
  if (value.what == Operand::What::record) {
    conditions(value, where);
  } else if (value.what == Operand::What::list) {
    // A list that is not there has no rows.
    const Operand item = item_of(value, value.index);
    if (item.what == Operand::What::list) throw Unsupported{};
    conditions_inside(item, shape.element.front(), kEverywhere);
  }
}

// --- what is decided ------------------------------------------------------------------------------------------

Result Lowering::result(const Operand& operand) {
  Result made;
  made.kind = operand.kind;
  if (operand.absent.is_all() || operand.what == Operand::What::none) return made;
  if (!operand.absent.is_none()) made.absent = out_.reg(operand.absent, 0);
  switch (operand.what) {
    case Operand::What::truth:
      made.what = Result::What::truth;
      made.reg = out_.reg(operand.truth, 0);
      return made;
    case Operand::What::whole:
      made.what = Result::What::whole;
      made.reg = whole_register(operand).reg;
      return made;
    case Operand::What::number:
      if (const std::optional<std::uint8_t> scale = whole_scale(operand)) {
        made.what = Result::What::whole;
        made.scale = *scale;
        made.reg = scaled_register(operand, *scale).reg;
      } else {
        made.what = Result::What::real;
        made.reg = real(operand).reg;
      }
      return made;
    case Operand::What::text:
      made.what = Result::What::text;
      made.reg = operand.constant ? out_.text(operand.constant->text()).reg : operand.at.reg;
      return made;
    case Operand::What::none:
    case Operand::What::record:
    case Operand::What::list:
    case Operand::What::items:
      break;
  }
  throw Unsupported{};
}

void Lowering::outputs() {
  for (const plan::Output& output : plan_.outputs) {
    const check::Rule& declared = policy_.rules[output.id];
    // The text of that day may not have it.
    Mask in_text = declared.amended ? kNowhere : kEverywhere;
    if (declared.amended) {
      for (const check::StatementId id : declared.base) {
        const Holds force = in_force(policy_.statements[id].in_force);
        defer(force.bad);
        in_text = out_.either(in_text, force.holds);
      }
    }
    const Where asked(*this, in_text);
    Operand decided = rule(output.rule);
    defer(out_.both(in_text, decided.bad));
    decided.absent = out_.either(decided.absent, out_.not_in(in_text));
    out_.program().outputs.push_back(result(decided));
  }
}

void Lowering::promises() {
  for (const std::uint32_t index : plan_.record_promises) {
    const plan::Promise& promise = plan_.promises[index];
    begin_stage(promise.about, promise.about.empty());
    const Scope outer = std::exchange(scope_, {std::vector<Operand>(promise.locals), 0, nullptr});
    const Holds force = in_force(policy_.promises[promise.id].in_force);
    const Where in_force(*this, force.holds);
    const Holds asked = all_hold(promise.guards);
    const Where reached(*this, asked.holds);
    const Operand kept = truth(promise.condition);
    scope_ = outer;
    const Mask where = out_.both(force.holds, asked.holds);
    defer(force.bad);
    defer(out_.both(force.holds, asked.bad));
    defer(out_.both(where, out_.either(kept.bad, out_.not_in(kept.truth))));
  }
}

/// What has findings is decided by the strict path, which writes them.
void Lowering::duties() {
  for (const std::uint32_t index : plan_.record_duties) {
    const Operand met = duty_met(plan_.duties[index]);
    defer(met.bad);
    defer(out_.but_not(out_.not_in(met.truth), met.absent));
  }
}

/// Likewise what has procedures that have started.
void Lowering::procedures() {
  if (!settings_.decision_day) return;
  for (const std::uint32_t index : plan_.shown_procedures) {
    const plan::Procedure& procedure = plan_.procedures[index];
    const Scope outer = std::exchange(scope_, {std::vector<Operand>(procedure.locals), 0, nullptr});
    const Holds force = in_force(policy_.procedures[procedure.id].in_force);
    const Where in_force(*this, force.holds);
    const Holds guards = all_hold(procedure.guards);
    const Where reached(*this, guards.holds);
    defer(force.bad);
    defer(out_.both(force.holds, guards.bad));
    Mask where = out_.both(force.holds, guards.holds);
    if (procedure.starts_when) {
      const Operand starts = truth(procedure.starts_when);
      defer(out_.both(where, starts.bad));
      where = out_.both(where, starts.truth);
    }
    const Where starting(*this, where);
    rest_on(procedure.mark, kEverywhere);
    const Operand from = value(procedure.starts_from);
    scope_ = outer;
    defer(out_.both(where, from.bad));
    where = out_.but_not(where, from.absent);
    if (from.what == Operand::What::none) continue;
    const Operand later =
        comparison(syntax::Comparison::greater, from, constant(*settings_.decision_day, TypeKind::date));
    defer(out_.but_not(where, later.truth));
  }
}

/// Gaps only mark what a decision rests on; what matters here is that they can be looked at.
void Lowering::not_encoded() {
  for (const plan::NotEncoded& hole : plan_.not_encoded) {
    if (hole.group) continue;
    const Scope outer = std::exchange(scope_, {std::vector<Operand>(hole.locals), 0, nullptr});
    const Holds force = in_force(policy_.not_encoded[hole.id].in_force);
    begin_stage(hole.affects, false);
    const Where in_force(*this, force.holds);
    const Holds holds = all_hold(hole.guards);
    take(hole.way, holds.holds);
    rest_on(hole.mark, holds.holds);
    scope_ = outer;
    defer(out_.either(force.bad, out_.both(force.holds, holds.bad)));
  }
}

void Lowering::members() {
  for (const plan::Group& group : plan_.groups) {
    if (!group.projections.empty() || !group.rankings.empty()) throw Unsupported{};
    GroupResult& made = out_.program().groups.emplace_back();
    std::vector<FoldResult> folds;
    for (const plan::Fold& fold : group.folds) {
      const Scope outer = std::exchange(scope_, {std::vector<Operand>(fold.locals), 0, nullptr});
      FoldResult one;
      Mask counted = kEverywhere;
      if (fold.where) {
        const Operand where = truth(fold.where);
        defer(where.bad);
        counted = where.truth;
      }
      using syntax::Aggregate;
      if (fold.function == Aggregate::all) {
        const Operand body = truth(fold.body);
        defer(out_.both(counted, body.bad));
        counted = out_.but_not(counted, body.truth);
      } else if (fold.function != Aggregate::count && fold.function != Aggregate::exists) {
        const Operand body = value(fold.body);
        defer(out_.both(counted, body.bad));
        one.value = result(body);
      }
      scope_ = outer;
      one.counted = counted.is_all() ? kAll : out_.reg(counted, 0);
      folds.push_back(one);
    }
    made.folds = std::move(folds);
  }
}

void Lowering::policy_in_force() {
  if (policy_.across) throw Unsupported{};
  if (!policy_.in_force) return;
  const bool has_period = settings_.period || policy_.period_field;
  check::InForce dates = *policy_.in_force;
  if (!has_period) {
    dates.end_of_period = {};
  } else if (plan_.reference_day != syntax::ReferenceDay::decision_day) {
    // A period may not cross from one regime to another.
    for (const syntax::Clock end : {syntax::Clock::start_of_period, syntax::Clock::end_of_period}) {
      const Operand day = clock(end);
      const Holds within = covered(dates.reference_day, day);
      defer(out_.either(within.bad, out_.not_in(within.holds)));
    }
  }
  const bool knows_day =
      plan_.reference_day == syntax::ReferenceDay::decision_day ? settings_.decision_day.has_value() : has_period;
  if (!knows_day) dates.reference_day = {};
  const Holds force = in_force(dates);
  defer(out_.either(force.bad, out_.not_in(force.holds)));
}

}  // namespace kaidah::fast
