// What a condition tells of the values in it.

#include <utility>

#include "engine/check/expressions.hpp"
#include "engine/types/unify.hpp"

namespace kaidah::check {

using types::TypeKind;

namespace {

/// Rules named in conditions are followed this far.
constexpr int kMostNamesDeep = 8;

syntax::Comparison mirrored(syntax::Comparison op) {
  switch (op) {
    case syntax::Comparison::less:
      return syntax::Comparison::greater;
    case syntax::Comparison::less_equal:
      return syntax::Comparison::greater_equal;
    case syntax::Comparison::greater:
      return syntax::Comparison::less;
    case syntax::Comparison::greater_equal:
      return syntax::Comparison::less_equal;
    case syntax::Comparison::equal:
    case syntax::Comparison::not_equal:
      return op;
  }
  return op;
}

syntax::Comparison opposite(syntax::Comparison op) {
  switch (op) {
    case syntax::Comparison::less:
      return syntax::Comparison::greater_equal;
    case syntax::Comparison::less_equal:
      return syntax::Comparison::greater;
    case syntax::Comparison::greater:
      return syntax::Comparison::less_equal;
    case syntax::Comparison::greater_equal:
      return syntax::Comparison::less;
    case syntax::Comparison::equal:
      return syntax::Comparison::not_equal;
    case syntax::Comparison::not_equal:
      return syntax::Comparison::equal;
  }
  return op;
}

bool has_range(const Type& type) {
  return type.kind == TypeKind::number || types::is_duration(type);
}

/// What `x op y` tells of x, where y lies in `other`.
Fact fact_of(syntax::Comparison op, const types::Interval& other) {
  Fact fact;
  switch (op) {
    case syntax::Comparison::less:
    case syntax::Comparison::less_equal:
      fact.range.high = other.high;
      if (fact.range.high && op == syntax::Comparison::less) fact.range.high->closed = false;
      break;
    case syntax::Comparison::greater:
    case syntax::Comparison::greater_equal:
      fact.range.low = other.low;
      if (fact.range.low && op == syntax::Comparison::greater) fact.range.low->closed = false;
      break;
    case syntax::Comparison::equal:
      fact.range = other;
      break;
    case syntax::Comparison::not_equal: {
      const std::optional<values::Number> value = types::single(other);
      fact.nonzero = value && value->sign() == 0;
      break;
    }
  }
  return fact;
}

}  // namespace

std::optional<std::string> Expressions::key(ExprId id) const {
  const syntax::ExprNode& node = at(id).node;
  if (std::holds_alternative<syntax::NameExpr>(node)) {
    const Target& what = target(id);
    if (const auto* input = std::get_if<InputFieldTarget>(&what)) return "i" + std::to_string(input->field);
    if (const auto* self = std::get_if<SelfFieldTarget>(&what)) return "s" + std::to_string(self->field);
    if (const auto* field = std::get_if<GroupFieldTarget>(&what)) return "g" + std::to_string(field->field);
    if (const auto* rule = std::get_if<RuleTarget>(&what)) return "r" + std::to_string(rule->rule.index);
    if (const auto* parameter = std::get_if<ParameterTarget>(&what)) {
      return "p" + std::to_string(parameter->parameter.index);
    }
    if (const auto* local = std::get_if<LocalTarget>(&what)) {
      for (const Local& candidate : locals_) {
        if (candidate.place == local->local && !candidate.alias.empty()) return candidate.alias;
      }
      return "l" + std::to_string(local->local);
    }
    return std::nullopt;
  }
  if (const auto* output = std::get_if<ResultTarget>(&target(id)))
    return "x" + std::to_string(output->result.index) + "." + std::to_string(output->output.index);
  if (const auto* member = std::get_if<syntax::MemberExpr>(&node)) {
    std::optional<std::string> base = key(member->base);
    if (!base) return std::nullopt;
    if (const auto* field = std::get_if<FieldTarget>(&target(id))) return *base + "." + std::to_string(field->field);
    if (const auto* rule = std::get_if<MemberRuleTarget>(&target(id))) {
      return *base + ":" + std::to_string(rule->rule.index);
    }
    return std::nullopt;
  }
  if (const auto* group = std::get_if<GroupFieldTarget>(&target(id))) return "G" + std::to_string(group->group.index);
  if (const auto* call = std::get_if<syntax::CallExpr>(&node)) {
    const auto* rule = std::get_if<RuleTarget>(&target(id));
    if (rule == nullptr) return std::nullopt;
    std::string result = "r" + std::to_string(rule->rule.index) + "(";
    for (const ExprId argument : call->arguments) {
      const std::optional<std::string> part = key(argument);
      if (!part) return std::nullopt;
      result += *part + ",";
    }
    return result + ")";
  }
  if (const auto* aggregate = std::get_if<syntax::AggregateExpr>(&node)) {
    if (aggregate->function != syntax::Aggregate::count || aggregate->where) return std::nullopt;
    const std::optional<std::string> list = key(aggregate->list);
    if (list) return "#" + *list;
  }
  return std::nullopt;
}

Type Expressions::narrowed(ExprId id, Type type) {
  if (facts_.empty()) return type;
  const std::optional<std::string> name = key(id);
  const Fact* fact = name ? facts_.find(*name) : nullptr;
  if (fact == nullptr) return type;
  if (fact->present) type.optional = false;
  if (has_range(type)) {
    const types::Interval range = types::intersect(type.range, fact->range);
    if (!types::is_empty(range)) type.range = range;
    if (fact->nonzero && type.range.low && type.range.low->value.sign() == 0) type.range.low->closed = false;
    if (fact->nonzero && type.range.high && type.range.high->value.sign() == 0) type.range.high->closed = false;
  }
  return type;
}

FactSet Expressions::learned(ExprRef condition, bool truth) {
  return learned_from(condition, truth, 0);
}

void Expressions::add_presence(FactSet& facts, ExprId id) const {
  const std::optional<std::string> name = key(id);
  if (name) facts[*name].present = true;
  // Where `a.b` is present, `a` is.
  if (const auto* member = std::get_if<syntax::MemberExpr>(&at(id).node)) add_presence(facts, member->base);
}

FactSet Expressions::learned_from(ExprRef condition, bool truth, int depth) {
  if (!condition || condition.tree != here_.tree) return {};
  const syntax::ExprNode& node = at(condition.expr).node;
  if (const auto* unary = std::get_if<syntax::UnaryExpr>(&node)) {
    if (unary->op != syntax::UnaryOperator::logical_not) return {};
    return learned_from({condition.tree, unary->operand}, !truth, depth);
  }
  if (const auto* logical = std::get_if<syntax::LogicalExpr>(&node)) {
    const bool together = (logical->op == syntax::LogicalOperator::logical_and) == truth;
    std::optional<FactSet> result;
    for (const ExprId operand : logical->operands) {
      FactSet own = learned_from({condition.tree, operand}, truth, depth);
      if (!result) {
        result = std::move(own);
      } else {
        result = together ? all_of(*std::move(result), own) : one_of(*result, own);
      }
    }
    return result.value_or(FactSet{});
  }
  if (const auto* comparison = std::get_if<syntax::ComparisonExpr>(&node)) {
    return learned_from_comparison(*comparison, condition.tree, truth);
  }
  if (const auto* presence = std::get_if<syntax::PresentExpr>(&node)) {
    FactSet facts;
    if (truth) {
      add_presence(facts, presence->operand);
    } else if (const std::optional<std::string> name = key(presence->operand)) {
      facts[*name].absent = true;
    }
    return facts;
  }
  if (const auto* aggregate = std::get_if<syntax::AggregateExpr>(&node)) {
    // Something in the list meets the condition: the list is not empty.
    if (aggregate->function != syntax::Aggregate::exists || !truth) return {};
    const std::optional<std::string> list = key(aggregate->list);
    if (!list) return {};
    FactSet facts;
    facts["#" + *list].range = types::at_least(values::Number(1));
    return facts;
  }
  if (std::holds_alternative<syntax::NameExpr>(node)) {
    // A named condition stands for what it says, when that is one thing.
    const auto* target_rule = std::get_if<RuleTarget>(&target(condition.expr));
    if (target_rule == nullptr || depth >= kMostNamesDeep) return {};
    const Rule& rule = context_.policy.rules[target_rule->rule];
    if (rule.base.size() != 1 || !rule.exceptions.empty() || rule.overrides_field) return {};
    const Statement& statement = context_.policy.statements[rule.base.front()];
    if (!statement.provisions.empty() || !statement.exceptions.empty() || statement.arms.size() != 1) return {};
    const Arm& arm = context_.policy.arms[statement.arms.front()];
    if (!arm.guards.empty() || !arm.exceptions.empty() || statement.in_force || statement.subject) return {};
    return learned_from(arm.value, truth, depth + 1);
  }
  return {};
}

FactSet Expressions::learned_of(ExprId id, syntax::Comparison op, const Type& other) {
  const std::optional<std::string> name = key(id);
  if (!name || !has_range(other) || !has_range(type(id))) return {};
  FactSet facts;
  facts.emplace(*name, fact_of(op, other.range));
  return facts;
}

FactSet Expressions::learned_from_comparison(const syntax::ComparisonExpr& node, TreeId, bool truth) {
  // The opposite of `a < x < b` is one of two things; only a single test says something when it fails.
  if (!truth && node.tests.size() != 1) {
    std::optional<FactSet> either;
    ExprId left = node.first;
    for (const syntax::ComparisonTest& test : node.tests) {
      FactSet own = all_of(learned_of(left, opposite(test.op), type(test.right)),
                           learned_of(test.right, mirrored(opposite(test.op)), type(left)));
      either = either ? one_of(*either, own) : std::move(own);
      if (node.chained) left = test.right;
    }
    return either.value_or(FactSet{});
  }
  FactSet facts;
  ExprId left = node.first;
  for (const syntax::ComparisonTest& test : node.tests) {
    const syntax::Comparison op = truth ? test.op : opposite(test.op);
    facts = all_of(std::move(facts), learned_of(left, op, type(test.right)));
    facts = all_of(std::move(facts), learned_of(test.right, mirrored(op), type(left)));
    if (node.chained) left = test.right;
  }
  return facts;
}

FactSet Expressions::learned(const CellGuard& cell) {
  std::optional<FactSet> result;
  for (const std::vector<CellTest>& tests : cell.alternatives) {
    FactSet alternative;
    for (const CellTest& test : tests) {
      alternative = all_of(std::move(alternative), learned_of(cell.input.expr, test.op, type(test.right.expr)));
    }
    result = result ? one_of(*result, alternative) : std::move(alternative);
  }
  return result.value_or(FactSet{});
}

}  // namespace kaidah::check
