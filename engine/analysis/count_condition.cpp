#include "engine/analysis/count_condition.hpp"

#include <algorithm>
#include <utility>

namespace kaidah::analysis {
namespace {

using syntax::Comparison;
__extension__ using Wide = __int128;

constexpr Wide kMost = Wide(1) << 62;

std::optional<std::pair<std::int64_t, std::int64_t>> narrowed(Wide above, Wide below) {
  if (below == 0) return std::nullopt;
  if (below < 0) {
    above = -above;
    below = -below;
  }
  if (above > kMost || above < -kMost || below > kMost) return std::nullopt;
  return std::pair{static_cast<std::int64_t>(above), static_cast<std::int64_t>(below)};
}

bool is_figure(types::TypeKind kind) {
  return kind == types::TypeKind::number;
}

}  // namespace

std::optional<CountConditions::NodeId> CountConditions::condition(const Term& unresolved) {
  const check::CheckedPolicy& policy = model_.policy();
  const Term term = resolved(policy, unresolved);
  const syntax::ExprNode& node = policy.expression(term.expr).node;
  if (const auto* logical = std::get_if<syntax::LogicalExpr>(&node)) {
    Node made;
    made.op = logical->op == syntax::LogicalOperator::logical_and ? Op::all : Op::any;
    for (const syntax::ExprId operand : logical->operands) {
      const std::optional<NodeId> one = condition(part(term, operand));
      if (!one) return std::nullopt;
      made.of.push_back(*one);
    }
    return add(std::move(made));
  }
  if (const auto* unary = std::get_if<syntax::UnaryExpr>(&node)) {
    const std::optional<NodeId> inner = condition(part(term, unary->operand));
    if (!inner) return std::nullopt;
    Node made;
    made.op = Op::negate;
    made.of = {*inner};
    return add(std::move(made));
  }
  if (const auto* comparison = std::get_if<syntax::ComparisonExpr>(&node);
      comparison != nullptr && is_figure(policy.type({term.expr.tree, comparison->first}).kind)) {
    Node all;
    all.op = Op::all;
    syntax::ExprId left = comparison->first;
    for (const syntax::ComparisonTest& test : comparison->tests) {
      const std::optional<NodeId> one = compared(part(term, left), test.op, part(term, test.right));
      if (!one) return std::nullopt;
      all.of.push_back(*one);
      if (comparison->chained) left = test.right;
    }
    return add(std::move(all));
  }
  if (const auto* in = std::get_if<syntax::InExpr>(&node);
      in != nullptr && is_figure(policy.type({term.expr.tree, in->element}).kind)) {
    const Term list = resolved(policy, part(term, in->list));
    const auto* items = std::get_if<syntax::ListExpr>(&policy.expression(list.expr).node);
    if (items == nullptr) return std::nullopt;
    Node any;
    any.op = Op::any;
    for (const syntax::ExprId item : items->items) {
      const std::optional<NodeId> one = compared(part(term, in->element), Comparison::equal, part(list, item));
      if (!one) return std::nullopt;
      any.of.push_back(*one);
    }
    return add(std::move(any));
  }
  if (const std::optional<Term> behind = plain_rule(term)) return condition(*behind);
  return field_test(term);
}

CountConditions::NodeId CountConditions::implication(NodeId guard, NodeId condition) {
  Node unless;
  unless.op = Op::negate;
  unless.of = {guard};
  Node any;
  any.op = Op::any;
  any.of = {add(std::move(unless)), condition};
  return add(std::move(any));
}

std::optional<CountConditions::NodeId> CountConditions::field_test(const Term& term) {
  const FormulaId formula = compiler_.condition(term);
  std::vector<AxisId> axes;
  model_.formulas().mentioned(formula, axes);
  for (const AxisId id : axes) {
    const Axis& axis = model_.axes()[id];
    if (axis.ordered() || !std::holds_alternative<GroupPath>(model_.atoms()[axis.atom].origin)) return std::nullopt;
    if (std::find(fields_.begin(), fields_.end(), id) == fields_.end()) fields_.push_back(id);
  }
  Node made;
  made.op = Op::field;
  made.formula = formula;
  return add(std::move(made));
}

std::optional<Term> CountConditions::plain_rule(const Term& term) const {
  const check::CheckedPolicy& policy = model_.policy();
  const auto* target = std::get_if<check::RuleTarget>(&policy.target(term.expr));
  if (target == nullptr || !std::holds_alternative<syntax::NameExpr>(policy.expression(term.expr).node))
    return std::nullopt;
  const check::Rule& rule = policy.rules[target->rule];
  if (rule.base.size() != 1 || !rule.exceptions.empty() || rule.is_list) return std::nullopt;
  const check::Statement& statement = policy.statements[rule.base[0]];
  if (statement.arms.size() != 1 || !statement.provisions.empty() || statement.in_force ||
      !statement.exceptions.empty() || statement.subject_local)
    return std::nullopt;
  const check::Arm& arm = policy.arms[statement.arms[0]];
  if (!arm.guards.empty() || !arm.exceptions.empty()) return std::nullopt;
  return Term{arm.value, no_locals()};
}

std::optional<CountConditions::NodeId> CountConditions::compared(const Term& left, Comparison op, const Term& right) {
  const std::optional<NodeId> a = figure(left);
  const std::optional<NodeId> b = a ? figure(right) : std::nullopt;
  if (!b) return std::nullopt;
  Node made;
  made.op = Op::compare;
  made.comparison = op;
  made.of = {*a, *b};
  return add(std::move(made));
}

std::optional<CountConditions::NodeId> CountConditions::figure(const Term& unresolved) {
  const check::CheckedPolicy& policy = model_.policy();
  const Term term = resolved(policy, unresolved);
  const syntax::ExprNode& node = policy.expression(term.expr).node;
  if (compiler_.is_constant(term)) {
    const std::optional<LinearForm> form = compiler_.single_form(term);
    if (!form || !form->is_constant()) return std::nullopt;
    const std::optional<int> decimals = form->constant.decimals();
    if (!decimals || *decimals > 9 || *decimals < 0) return std::nullopt;
    Ratio ratio;
    for (int i = 0; i < *decimals; ++i) ratio.below *= 10;
    const std::optional<std::int64_t> above = (form->constant * Number(ratio.below)).to_int64();
    if (!above) return std::nullopt;
    ratio.above = *above;
    Node made;
    made.op = Op::constant;
    made.value = ratio;
    return add(std::move(made));
  }
  if (const auto* aggregate = std::get_if<syntax::AggregateExpr>(&node)) return count(term, *aggregate);
  if (const auto* binary = std::get_if<syntax::BinaryExpr>(&node)) {
    const std::optional<NodeId> left = figure(part(term, binary->left));
    const std::optional<NodeId> right = left ? figure(part(term, binary->right)) : std::nullopt;
    if (!right) return std::nullopt;
    Node made;
    made.of = {*left, *right};
    switch (binary->op) {
      case syntax::BinaryOperator::add:
        made.op = Op::add;
        break;
      case syntax::BinaryOperator::subtract:
        made.op = Op::subtract;
        break;
      case syntax::BinaryOperator::multiply:
        made.op = Op::multiply;
        break;
      case syntax::BinaryOperator::divide:
        made.op = Op::divide;
        break;
    }
    return add(std::move(made));
  }
  if (const auto* builtin = std::get_if<syntax::BuiltinExpr>(&node)) {
    const bool least = builtin->function == syntax::Builtin::least;
    if ((!least && builtin->function != syntax::Builtin::greatest) || builtin->arguments.size() < 2)
      return std::nullopt;
    Node made;
    made.op = least ? Op::least : Op::greatest;
    for (const syntax::ExprId argument : builtin->arguments) {
      const std::optional<NodeId> one = figure(part(term, argument));
      if (!one) return std::nullopt;
      made.of.push_back(*one);
    }
    return add(std::move(made));
  }
  if (const std::optional<Term> behind = plain_rule(term)) return figure(*behind);
  return std::nullopt;
}

std::optional<CountConditions::NodeId> CountConditions::count(const Term& term, const syntax::AggregateExpr& node) {
  const check::CheckedPolicy& policy = model_.policy();
  if (node.function != syntax::Aggregate::count) return std::nullopt;
  if (!std::holds_alternative<syntax::MembersExpr>(policy.expression({term.expr.tree, node.list}).node))
    return std::nullopt;
  Node made;
  made.op = Op::count;
  if (node.where) {
    auto environment = std::make_shared<Environment>(*term.environment);
    if (const auto* local = std::get_if<check::LocalTarget>(&policy.target(term.expr)))
      environment->locals[local->local] = LocalBinding{{}, "v0"};
    made.formula = compiler_.condition({{term.expr.tree, node.where}, environment});
    std::vector<AxisId> axes;
    model_.formulas().mentioned(made.formula, axes);
    for (const AxisId axis : axes) {
      if (!classes_) classes_ = axis;
      if (axis != *classes_) return std::nullopt;
    }
    const Axis& axis = model_.axes()[*classes_];
    if (axis.ordered() || !std::holds_alternative<NotSettable>(model_.atoms()[axis.atom].origin)) return std::nullopt;
  }
  return add(std::move(made));
}

void CountConditions::finish() {
  if (!classes_) return;
  const std::uint32_t size = model_.axes()[*classes_].size;
  for (Node& node : nodes_) {
    if (node.op != Op::count || !node.formula) continue;
    for (std::uint32_t value = 0; value < size; ++value) {
      Box box = model_.whole();
      box[classes_->index] = {value, value + 1};
      node.counted.push_back(model_.truth(node.formula, box) == Truth::yes);
    }
  }
}

Truth CountConditions::of_fields(NodeId id, const Box& box) const {
  const Node& node = nodes_[id];
  if (node.op == Op::field) return model_.truth(node.formula, box);
  if (node.op == Op::negate) {
    const Truth inner = of_fields(node.of[0], box);
    return inner == Truth::maybe ? inner : inner == Truth::yes ? Truth::no : Truth::yes;
  }
  if (node.op != Op::all && node.op != Op::any) return Truth::maybe;
  const Truth decisive = node.op == Op::all ? Truth::no : Truth::yes;
  Truth whole = node.op == Op::all ? Truth::yes : Truth::no;
  for (const NodeId part : node.of) {
    const Truth one = of_fields(part, box);
    if (one == decisive) return decisive;
    if (one == Truth::maybe) whole = Truth::maybe;
  }
  return whole;
}

std::optional<bool> CountConditions::holds(NodeId id, const Distribution& distribution, const Box& box) const {
  const Node& node = nodes_[id];
  switch (node.op) {
    case Op::compare: {
      const std::optional<Ratio> a = evaluate(node.of[0], distribution, box);
      const std::optional<Ratio> b = evaluate(node.of[1], distribution, box);
      if (!a || !b) return std::nullopt;
      const Wide left = Wide(a->above) * b->below;
      const Wide right = Wide(b->above) * a->below;
      switch (node.comparison) {
        case Comparison::equal:
          return left == right;
        case Comparison::not_equal:
          return left != right;
        case Comparison::less:
          return left < right;
        case Comparison::less_equal:
          return left <= right;
        case Comparison::greater:
          return left > right;
        case Comparison::greater_equal:
          return left >= right;
      }
      return std::nullopt;
    }
    case Op::all:
    case Op::any:
      for (const NodeId part : node.of) {
        const std::optional<bool> one = holds(part, distribution, box);
        if (!one) return std::nullopt;
        if (*one != (node.op == Op::all)) return *one;
      }
      return node.op == Op::all;
    case Op::negate: {
      const std::optional<bool> inner = holds(node.of[0], distribution, box);
      if (!inner) return std::nullopt;
      return !*inner;
    }
    case Op::field:
      return model_.truth(node.formula, box) == Truth::yes;
    case Op::constant:
    case Op::count:
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::least:
    case Op::greatest:
      break;
  }
  return std::nullopt;
}

std::optional<CountConditions::Ratio> CountConditions::evaluate(NodeId id, const Distribution& distribution,
                                                                const Box& box) const {
  const Node& node = nodes_[id];
  if (node.op == Op::constant) return node.value;
  if (node.op == Op::count) {
    Ratio total;
    for (std::size_t i = 0; i < distribution.size(); ++i)
      if (node.counted.empty() || node.counted[i]) total.above += distribution[i];
    return total;
  }
  std::optional<Ratio> result;
  for (const NodeId part : node.of) {
    const std::optional<Ratio> next = evaluate(part, distribution, box);
    if (!next) return std::nullopt;
    if (!result) {
      result = next;
      continue;
    }
    const Wide a = result->above;
    const Wide b = result->below;
    const Wide c = next->above;
    const Wide d = next->below;
    if (node.op == Op::least || node.op == Op::greatest) {
      if (node.op == Op::least ? c * b < a * d : c * b > a * d) result = next;
      continue;
    }
    const auto value = node.op == Op::add        ? narrowed(a * d + c * b, b * d)
                       : node.op == Op::subtract ? narrowed(a * d - c * b, b * d)
                       : node.op == Op::multiply ? narrowed(a * c, b * d)
                                                 : narrowed(a * d, b * c);
    if (!value) return std::nullopt;
    result = Ratio{value->first, value->second};
  }
  return result;
}

}  // namespace kaidah::analysis
