// How many steps a decision can take at most: every rule once, every list at its longest.

#include <kaidah/limits.hpp>
#include <limits>

#include "engine/plan/builder.hpp"

namespace kaidah::plan {
namespace {

constexpr std::uint64_t kUnbounded = std::numeric_limits<std::uint64_t>::max();

std::uint64_t plus(std::uint64_t a, std::uint64_t b) {
  std::uint64_t sum = 0;
  return __builtin_add_overflow(a, b, &sum) ? kUnbounded : sum;
}

std::uint64_t times(std::uint64_t a, std::uint64_t b) {
  std::uint64_t product = 0;
  return __builtin_mul_overflow(a, b, &product) ? kUnbounded : product;
}

}  // namespace

// Calls look up what their function takes: functions are bounded before whatever calls them.
std::uint64_t Builder::steps_of(NodeId id) const {
  if (!id) return 0;
  const Node& node = plan_.nodes[id];
  const auto one = [&](std::uint32_t child) { return plus(1, steps_of(NodeId(child))); };
  const auto several = [&](std::uint32_t begin, std::uint32_t count) {
    std::uint64_t sum = 1;
    for (std::uint32_t i = 0; i < count; ++i) sum = plus(sum, steps_of(plan_.children[begin + i]));
    return sum;
  };
  switch (node.op) {
    case Op::constant:
    case Op::input_field:
    case Op::self_field:
    case Op::group_field:
    case Op::local:
    case Op::rule:
    case Op::parameter:
    case Op::clock:
    case Op::met:
    case Op::procedure:
    case Op::happened:
    case Op::folded:
    case Op::members:
    case Op::result:
    case Op::undetermined:
      return 1;
    case Op::field:
    case Op::negate:
    case Op::absolute:
    case Op::round:
    case Op::year:
    case Op::month:
    case Op::day:
    case Op::duration_negate:
    case Op::logical_not:
    case Op::present:
      return one(node.a);
    case Op::if_missing:
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::date_plus_days:
    case Op::date_minus_days:
    case Op::date_plus_months:
    case Op::date_minus_months:
    case Op::date_difference:
    case Op::duration_add:
    case Op::duration_subtract:
    case Op::duration_multiply:
    case Op::duration_divide:
    case Op::compare_number:
    case Op::compare_value:
    case Op::in_list:
      return plus(one(node.a), steps_of(NodeId(node.b)));
    // Everything inside may be computed again as of that day.
    case Op::as_of:
      return kUnbounded;
    case Op::list:
    case Op::least:
    case Op::greatest:
    case Op::make_date:
    case Op::logical_and:
    case Op::logical_or:
    case Op::chain:
    case Op::in_items:
      return several(node.a, node.b);
    case Op::call:
      return plus(several(node.b, node.c), rule_steps_[node.a]);
    case Op::aggregate: {
      const Aggregate& aggregate = plan_.aggregates[node.a];
      const std::uint64_t rounds = aggregate.max_items != 0 ? aggregate.max_items : kUnbounded;
      const std::uint64_t round = plus(1, plus(steps_of(aggregate.body), steps_of(aggregate.where)));
      return plus(plus(1, steps_of(aggregate.list)), times(rounds, round));
    }
    case Op::cell: {
      const Cell& cell = plan_.cells[node.a];
      std::uint64_t sum = plus(1, steps_of(cell.input));
      for (const auto& tests : cell.alternatives)
        for (const CellTest& test : tests) sum = plus(sum, steps_of(test.right));
      return sum;
    }
  }
  return 1;
}

std::uint64_t Builder::steps_of(Range nodes) const {
  std::uint64_t sum = 0;
  for (std::uint32_t i = 0; i < nodes.count; ++i) sum = plus(sum, steps_of(NodeId(plan_.lists[nodes.begin + i])));
  return sum;
}

std::uint64_t Builder::steps_of_statements(Range statements) const {
  std::uint64_t sum = 0;
  for (std::uint32_t i = 0; i < statements.count; ++i) {
    const Statement& statement = plan_.statements[plan_.lists[statements.begin + i]];
    sum = plus(sum, plus(steps_of(statement.provisions), steps_of(statement.subject)));
    sum = plus(sum, steps_of_statements(statement.exceptions));
    for (std::uint32_t a = 0; a < statement.arms.count; ++a) {
      const Arm& arm = plan_.arms[statement.arms.begin + a];
      sum = plus(sum, plus(steps_of(arm.guards), plus(steps_of(arm.value), steps_of_statements(arm.exceptions))));
    }
  }
  return sum;
}

std::uint64_t Builder::steps_of_conditions(std::uint32_t record) const {
  const RecordConditions& conditions = plan_.conditions[record];
  std::uint64_t sum = 1;
  for (const Condition& condition : conditions.conditions) sum = plus(sum, steps_of(condition.node));
  for (const std::uint32_t field : conditions.inner) {
    const ValueShape* shape = &plan_.shapes.records[record].fields[field].value;
    std::uint64_t items = 1;
    while (shape->kind == types::TypeKind::list) {
      items = times(items, shape->max_items != 0 ? shape->max_items : Limits().list_items);
      shape = &shape->element.front();
    }
    sum = plus(sum, times(items, steps_of_conditions(shape->record)));
  }
  return sum;
}

std::uint64_t Builder::steps_of_procedure(const Procedure& procedure) const {
  const std::uint64_t most = Limits().list_items;
  std::uint64_t sum =
      plus(steps_of(procedure.guards), plus(steps_of(procedure.starts_when), steps_of(procedure.starts_from)));
  sum = plus(sum, plus(steps_of(procedure.event_list), times(most, steps_of(procedure.event_where))));
  for (const ProcedureStep& step : procedure.steps) {
    sum = plus(sum, steps_of(step.duration));
    // An exit is tried once for each event and once on expiry.
    for (const ProcedureExit& exit : step.exits) sum = plus(sum, times(most + 1, steps_of(exit.condition)));
    for (const Suspension& suspension : step.suspensions) {
      const std::uint64_t round =
          plus(plus(1, steps_of(suspension.where)), plus(steps_of(suspension.from), steps_of(suspension.through)));
      sum = plus(sum, plus(steps_of(suspension.list), times(most, round)));
    }
  }
  return sum;
}

void Builder::bound_steps() {
  rule_steps_.assign(plan_.rules.size(), 0);
  std::vector<std::vector<std::uint32_t>> planned(policy_.rules.size());
  for (std::uint32_t i = 0; i < plan_.rules.size(); ++i) planned[plan_.rules[i].id.index].push_back(i);
  std::uint64_t sum = 0;
  for (const check::RuleId id : policy_.order) {
    for (const std::uint32_t index : planned[id.index]) {
      Rule& rule = plan_.rules[index];
      rule_steps_[index] = plus(rule.cost, plus(steps_of_statements(rule.exceptions), steps_of_statements(rule.base)));
      if (rule.slot != kNone && policy_.rules[id].scope != check::RuleScope::group) sum = plus(sum, rule_steps_[index]);
    }
  }
  for (const std::uint32_t index : plan_.record_duties) {
    const Duty& duty = plan_.duties[index];
    sum = plus(sum, plus(steps_of(duty.guards), plus(steps_of(duty.condition), steps_of(duty.by))));
    for (const TemplatePart& part : duty.text) sum = plus(sum, steps_of(part.value));
  }
  for (const std::uint32_t index : plan_.record_promises)
    sum = plus(sum, plus(steps_of(plan_.promises[index].guards), steps_of(plan_.promises[index].condition)));
  for (const NotEncoded& hole : plan_.not_encoded) sum = plus(sum, steps_of(hole.guards));
  for (const Procedure& procedure : plan_.procedures) sum = plus(sum, steps_of_procedure(procedure));
  for (const Group& group : plan_.groups) {
    for (const Fold& fold : group.folds) sum = plus(sum, plus(steps_of(fold.where), steps_of(fold.body)));
    for (const Ranking& ranking : group.rankings) sum = plus(sum, plus(steps_of(ranking.by), steps_of(ranking.then)));
  }
  for (const Result& result : plan_.results)
    if (result.plan) sum = plus(sum, plus(steps_of(result.record), result.plan->steps_bound));
  if (plan_.input != kNone) sum = plus(sum, steps_of_conditions(plan_.input));
  plan_.steps_bound = sum;
}

}  // namespace kaidah::plan
