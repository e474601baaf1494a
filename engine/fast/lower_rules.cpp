// Rules: exceptions before the base, arms in their order, agreement where several apply.

#include <utility>

#include "engine/fast/lowering.hpp"
#include "engine/types/interval.hpp"

namespace kaidah::fast {
namespace {

constexpr std::size_t kMostCalls = 20'000;

}  // namespace

const Operand& Lowering::rule(std::uint32_t index) {
  ask(index);
  if (slots_[index]) {
    deepest_ = std::max(deepest_, depths_[index]);
    return *slots_[index];
  }
  const plan::Rule& rule = plan_.rules[index];
  Scope outer = std::exchange(scope_, {std::vector<Operand>(rule.locals), 0, nullptr});
  const std::size_t around = std::exchange(deepest_, 0);
  const Reader reader = std::exchange(reader_, index);
  const Mask wanted = std::exchange(wanted_, kEverywhere);
  Operand made = compute(rule);
  scope_ = std::move(outer);
  reader_ = reader;
  wanted_ = wanted;
  depths_[index] = deepest_ + rule.height;
  deepest_ = std::max(around, depths_[index]);
  slots_[index] = std::move(made);
  return *slots_[index];
}

Operand Lowering::call(const plan::Node& node) {
  if (++calls_ > kMostCalls) throw Unsupported{};
  const plan::Rule& rule = plan_.rules[node.a];
  Scope inner{std::vector<Operand>(rule.locals), scope_.space, nullptr};
  Mask bad = kNowhere;
  for (std::uint32_t i = 0; i < node.c; ++i) {
    inner.places[i] = value(plan_.children[node.b + i]);
    bad = out_.either(bad, std::exchange(inner.places[i].bad, kNowhere));
  }
  use(rule.id);
  Scope outer = std::exchange(scope_, std::move(inner));
  const std::size_t around = std::exchange(deepest_, 0);
  Operand made = compute(rule);
  scope_ = std::move(outer);
  deepest_ = std::max(around, deepest_ + rule.height);
  made.bad = out_.either(made.bad, bad);
  return made;
}

Operand Lowering::compute(const plan::Rule& rule) {
  if (rule.override_field != plan::kNone && rule.slot == plan::kNone) throw Unsupported{};
  if (rule.plain) {
    take(plan_.arms[rule.plain_arm].way, kEverywhere);
    rest_on(plan_.arms[rule.plain_arm].mark, kEverywhere);
  }
  Operand made = rule.plain ? value(rule.plain) : decide(rule);
  keep_promise(policy_.rules[rule.id], rule.promised, made);
  return made;
}

Operand Lowering::decide(const plan::Rule& rule) {
  Yield found = level(rule.exceptions, nullptr);
  const Where no_exception(*this, out_.not_in(found.any));
  if (rule.override_field != plan::kNone) {
    take(rule.way, kEverywhere);
    const Operand base = field(input_, rule.override_field);
    Operand made = select(found.any, found.value, base);
    made.bad = out_.either(found.bad, out_.but_not(base.bad, found.any));
    return made;
  }
  Mask out_of_force = kNowhere;
  const Yield base = level(rule.base, &out_of_force);
  Mask bad = out_.either(found.bad, out_.but_not(base.bad, found.any));
  const Mask any = out_.either(found.any, base.any);
  Operand made = select(found.any, found.value, base.value);
  const Mask nothing = out_.not_in(any);
  if (rule.optional) take(rule.way, nothing);
  bad = out_.either(bad, out_.both(nothing, rule.optional ? out_of_force : kEverywhere));
  made.absent = out_.either(made.absent, nothing);
  made.bad = bad;
  return made;
}

/// `first_wins`: what comes later is not looked at where there is something already.
void Lowering::merge(Yield& all, Yield one, bool first_wins) {
  if (first_wins) {
    all.bad = out_.either(all.bad, out_.but_not(one.bad, all.any));
  } else {
    // Several values have to agree: whether they do is left to the strict path.
    all.bad = out_.either(all.bad, out_.either(one.bad, out_.both(all.any, one.any)));
  }
  all.value = select(all.any, all.value, one.value);
  all.any = out_.either(all.any, one.any);
}

Lowering::Yield Lowering::level(plan::Range statements, Mask* out_of_force) {
  Yield all;
  for (std::uint32_t i = 0; i < statements.count; ++i)
    merge(all, statement(plan_.statements[plan_.lists[statements.begin + i]], out_of_force), false);
  return all;
}

Lowering::Yield Lowering::statement(const plan::Statement& statement, Mask* out_of_force) {
  Yield found = level(statement.exceptions, nullptr);
  const Holds force = in_force(statement.in_force);
  found.bad = out_.either(found.bad, out_.but_not(force.bad, found.any));
  if (out_of_force != nullptr)
    *out_of_force = out_.either(*out_of_force, out_.but_not(out_.not_in(force.holds), found.any));
  if (force.holds.is_none()) return found;
  const Where looked_at(*this, out_.but_not(force.holds, found.any));
  const Holds provisions = all_hold(statement.provisions);
  const Where holding(*this, provisions.holds);
  Mask bad = provisions.bad;
  if (statement.subject) {
    Operand subject = value(statement.subject);
    bad = out_.either(bad, out_.both(provisions.holds, std::exchange(subject.bad, kNowhere)));
    scope_.places[statement.subject_local] = std::move(subject);
  }
  if (statement.order == syntax::CaseOrder::collect) throw Unsupported{};
  const Mask reached = out_.both(force.holds, provisions.holds);
  Yield decided = arms(statement);
  decided.bad = out_.either(out_.both(force.holds, bad), out_.both(reached, decided.bad));
  decided.any = out_.both(reached, decided.any);
  merge(found, std::move(decided), true);
  return found;
}

Lowering::Yield Lowering::arms(const plan::Statement& statement) {
  Yield all;
  const bool in_order = statement.order == syntax::CaseOrder::in_order;
  for (std::uint32_t i = 0; i < statement.arms.count; ++i) {
    const plan::Arm& one = plan_.arms[statement.arms.begin + i];
    const bool first_wins = in_order || one.otherwise;
    if (first_wins && all.any.is_all()) continue;
    const Where left(*this, first_wins ? out_.not_in(all.any) : kEverywhere);
    merge(all, arm(one), first_wins);
  }
  return all;
}

Lowering::Yield Lowering::arm(const plan::Arm& arm) {
  Yield found = level(arm.exceptions, nullptr);
  Yield own;
  const Where no_exception(*this, out_.not_in(found.any));
  const Holds guards = all_hold(arm.guards);
  own.any = guards.holds;
  own.bad = guards.bad;
  if (!own.any.is_none()) {
    const Where holding(*this, guards.holds);
    take(arm.way, kEverywhere);
    rest_on(arm.mark, kEverywhere);
    own.value = value(arm.value);
    own.bad = out_.either(own.bad, out_.both(own.any, std::exchange(own.value.bad, kNowhere)));
  }
  merge(found, std::move(own), true);
  return found;
}

Lowering::Holds Lowering::all_hold(plan::Range conditions) {
  Holds all{kEverywhere, kNowhere};
  for (std::uint32_t i = 0; i < conditions.count && !all.holds.is_none(); ++i) {
    const Where so_far(*this, all.holds);
    const Operand one = truth(plan::NodeId(plan_.lists[conditions.begin + i]));
    all.bad = out_.either(all.bad, out_.both(all.holds, one.bad));
    all.holds = out_.both(all.holds, one.truth);
  }
  return all;
}

void Lowering::keep_promise(const check::Rule& declared, bool promised, Operand& value) {
  if (value.what != Operand::What::number) return;
  const types::Interval& range = declared.type.range;
  if (promised) {
    Mask broken = kNowhere;
    const auto check = [&](const std::optional<types::Bound>& bound, syntax::Comparison closed,
                           syntax::Comparison open) {
      if (!bound || types::contains(range, value.range)) return;
      Operand kept = value;
      kept.absent = kept.bad = kNowhere;
      const Operand holds =
          comparison(bound->closed ? closed : open, kept, constant(bound->value, types::TypeKind::number));
      broken = out_.either(broken, out_.either(holds.bad, out_.not_in(holds.truth)));
    };
    check(range.low, syntax::Comparison::greater_equal, syntax::Comparison::greater);
    check(range.high, syntax::Comparison::less_equal, syntax::Comparison::less);
    if (declared.type.decimals) {
      const std::optional<std::uint8_t> scale = whole_scale(value);
      if (!scale || *scale > *declared.type.decimals) throw Unsupported{};
    }
    value.bad = out_.either(value.bad, out_.but_not(broken, value.absent));
  }
  if (!value.constant) value.range = types::intersect(value.range, range);
}

}  // namespace kaidah::fast
