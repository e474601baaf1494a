// What groups need: aggregates over members, gathered where they can be, and rankings.

#include <algorithm>

#include "engine/plan/builder.hpp"
#include "engine/plan/parts.hpp"

namespace kaidah::plan {
namespace {

using check::ExprRef;

}  // namespace

bool Builder::can_gather(ExprRef ref, const Scope& scope, std::vector<std::uint32_t>& own_locals) const {
  if (!ref) return true;
  const syntax::ExprNode& node = policy_.expression(ref).node;
  if (std::holds_alternative<syntax::MembersExpr>(node) || std::holds_alternative<syntax::MetExpr>(node) ||
      std::holds_alternative<syntax::GroupRecordExpr>(node))
    return false;
  // Inside, its variable is a place that the member's own decision fills.
  if (std::holds_alternative<syntax::AggregateExpr>(node)) {
    if (const auto* local = std::get_if<check::LocalTarget>(&policy_.target(ref))) own_locals.push_back(local->local);
  } else {
    const bool known = std::visit(
        syntax::Overload{
            [&](const check::GroupFieldTarget& t) { return t.field < policy_.groups[t.group].key.size(); },
            [&](const check::RuleTarget& t) { return policy_.rules[t.rule].scope != check::RuleScope::group; },
            [&](const check::LocalTarget& t) {
              return (scope.constants != nullptr && t.local < scope.constants->size()) ||
                     std::find(own_locals.begin(), own_locals.end(), t.local) != own_locals.end();
            },
            [&](const auto&) { return true; },
        },
        policy_.target(ref));
    if (!known) return false;
  }
  return all_parts(node, [&](syntax::ExprId part) { return can_gather({ref.tree, part}, scope, own_locals); });
}

NodeId Builder::member_aggregate(ExprRef ref, const syntax::AggregateExpr& e, const Scope& scope) {
  const auto at = [&](syntax::ExprId id) { return id ? ExprRef{ref.tree, id} : ExprRef{}; };
  const auto* local = std::get_if<check::LocalTarget>(&policy_.target(ref));
  const types::TypeKind kind = e.body ? policy_.type(at(e.body)).kind : types::TypeKind::boolean;
  std::vector<std::uint32_t> own_locals;
  if (local != nullptr) own_locals.push_back(local->local);
  if (can_gather(at(e.where), scope, own_locals) && can_gather(at(e.body), scope, own_locals)) {
    Scope inside = scope;
    inside.in_member = true;
    if (local != nullptr) inside.member_local = local->local;
    Fold fold;
    fold.function = e.function;
    fold.kind = kind;
    if (e.body) fold.type = policy_.type(at(e.body));
    const std::size_t before = plan_.nodes.size();
    fold.where = optional_expression(at(e.where), inside);
    fold.body = optional_expression(at(e.body), inside);
    fold.cost = static_cast<std::uint32_t>(plan_.nodes.size() - before) + 1;
    // The places of inner variables are counted in the frame of the rule.
    for (const std::uint32_t place : own_locals) fold.locals = std::max(fold.locals, place + 1);
    Group& group = plan_.groups[scope.group.index];
    group.folds.push_back(fold);
    return emit(ref,
                {.op = Op::folded, .a = scope.group.index, .b = static_cast<std::uint32_t>(group.folds.size() - 1)});
  }
  Aggregate made;
  made.function = e.function;
  made.kind = kind;
  made.list = emit(at(e.list), {.op = Op::members, .a = scope.group.index});
  if (local != nullptr) made.local = local->local;
  const std::size_t before = plan_.nodes.size();
  made.body = optional_expression(at(e.body), scope);
  made.where = optional_expression(at(e.where), scope);
  made.cost = static_cast<std::uint32_t>(plan_.nodes.size() - before) + 1;
  plan_.aggregates.push_back(made);
  return emit(ref, {.op = Op::aggregate, .a = static_cast<std::uint32_t>(plan_.aggregates.size() - 1)});
}

NodeId Builder::projected(ExprRef ref, const check::Target& target, NodeId member, check::GroupId group) {
  Node read;
  if (const auto* field = std::get_if<check::FieldTarget>(&target)) {
    if (override_of_[field->field] != kNone) {
      read = {.op = Op::rule, .a = rule_index(check::RuleId(override_of_[field->field]))};
    } else {
      need_field(policy_.input, field->field);
      read = {.op = Op::input_field, .a = field->field};
    }
  } else if (const auto* rule = std::get_if<check::MemberRuleTarget>(&target)) {
    read = {.op = Op::rule, .a = rule_index(rule->rule)};
  }
  need_all(policy_.type(ref));
  Group& planned = plan_.groups[group.index];
  std::vector<NodeId>& kept = planned.projections;
  const auto same = std::find_if(kept.begin(), kept.end(), [&](NodeId id) {
    const Node& node = plan_.nodes[id];
    return node.op == read.op && node.a == read.a;
  });
  const auto position = static_cast<std::uint32_t>(same - kept.begin());
  if (same == kept.end()) {
    kept.push_back(emit(ref, read));
    planned.projection_types.push_back(policy_.type(ref));
  }
  return emit(ref, {.op = Op::field, .a = member.index, .b = position, .c = kNone});
}

void Builder::compile_ranking(check::GroupId group, const check::GroupDeclaration::Ranking& ranking) {
  const Scope scope{.group = group, .in_member = true};
  Ranking made;
  made.by = expression(ranking.by, scope);
  made.by_type = policy_.type(ranking.by);
  if (ranking.then) {
    made.then = expression(ranking.then, scope);
    made.then_type = policy_.type(ranking.then);
  }
  made.locals = ranking.locals;
  plan_.groups[group.index].rankings.push_back(std::move(made));
}

void Builder::select_groups() {
  for (std::uint32_t i = 0; i < policy_.groups.size(); ++i) {
    const check::GroupDeclaration& declared = policy_.groups[check::GroupId(i)];
    for (std::uint32_t field = 0; field < declared.key.size(); ++field) {
      need_field(policy_.input, declared.key[field]);
      need_field(declared.record, field);
      need_all(policy_.records[policy_.input].fields[declared.key[field]].type);
    }
    std::vector<check::RuleId> rules = declared.outputs;
    if (plan_.options.everything)
      for (const check::RuleId rule : declared.rules)
        if (policy_.rules[rule].parameters.empty()) rule_index(rule);
    for (const check::RuleId rule : rules) {
      need_all(policy_.rules[rule].type);
      // rule_index may grow the groups' folds, not the groups themselves.
      const std::uint32_t index = rule_index(rule);
      plan_.groups[i].outputs.push_back(index);
    }
    for (const check::DutyId duty : declared.duties) plan_.groups[i].duties.push_back(duty_index(duty));
    for (const check::GroupDeclaration::Ranking& ranking : declared.rankings)
      compile_ranking(check::GroupId(i), ranking);
  }
}

}  // namespace kaidah::plan
