// `always C`: proved, disproved, or left to be checked at run time.

#include <algorithm>

#include "engine/check/frame.hpp"
#include "engine/check/passes.hpp"
#include "engine/check/polynomial.hpp"
#include "engine/types/unify.hpp"

namespace kaidah::check {
namespace {

enum class Verdict { proved, disproved, open };

Verdict both(Verdict a, Verdict b) {
  if (a == Verdict::disproved || b == Verdict::disproved) return Verdict::disproved;
  return a == Verdict::proved && b == Verdict::proved ? Verdict::proved : Verdict::open;
}

Verdict opposite(Verdict a) {
  if (a == Verdict::open) return a;
  return a == Verdict::proved ? Verdict::disproved : Verdict::proved;
}

/// What `left - right` may be so that `left op right` holds.
Verdict judge(syntax::Comparison op, const types::Interval& difference) {
  types::Interval below;
  below.high = types::Bound{values::Number(), false};
  types::Interval above;
  above.low = types::Bound{values::Number(), false};
  const auto within = [&](const types::Interval& allowed) {
    if (types::contains(allowed, difference)) return Verdict::proved;
    return types::disjoint(allowed, difference) ? Verdict::disproved : Verdict::open;
  };
  switch (op) {
    case syntax::Comparison::equal:
      return within(types::point(values::Number()));
    case syntax::Comparison::not_equal:
      return opposite(within(types::point(values::Number())));
    case syntax::Comparison::less:
      return within(below);
    case syntax::Comparison::greater:
      return within(above);
    case syntax::Comparison::less_equal:
      return opposite(within(above));
    case syntax::Comparison::greater_equal:
      return opposite(within(below));
  }
  return Verdict::open;
}

class Prover {
 public:
  Prover(Context& context, TreeId tree) : context_(context), tree_(tree) {}

  Verdict prove(ExprId id) {
    const syntax::ExprNode& node = context_.tree(tree_)[id].node;
    if (const auto* truth = std::get_if<syntax::BooleanLiteral>(&node)) {
      return truth->value ? Verdict::proved : Verdict::disproved;
    }
    if (const auto* unary = std::get_if<syntax::UnaryExpr>(&node)) {
      return unary->op == syntax::UnaryOperator::logical_not ? opposite(prove(unary->operand)) : Verdict::open;
    }
    if (const auto* logical = std::get_if<syntax::LogicalExpr>(&node)) {
      const bool conjunction = logical->op == syntax::LogicalOperator::logical_and;
      Verdict result = Verdict::proved;
      // a or b = not (not a and not b)
      for (const ExprId operand : logical->operands) {
        const Verdict own = prove(operand);
        result = both(result, conjunction ? own : opposite(own));
      }
      return conjunction ? result : opposite(result);
    }
    if (const auto* comparison = std::get_if<syntax::ComparisonExpr>(&node)) return compare(*comparison);
    return Verdict::open;
  }

 private:
  Verdict compare(const syntax::ComparisonExpr& node) {
    Verdict result = Verdict::proved;
    ExprId left = node.first;
    for (const syntax::ComparisonTest& test : node.tests) {
      result = both(result, compare(left, test.right, test.op));
      if (node.chained) left = test.right;
    }
    return result;
  }

  Verdict compare(ExprId left, ExprId right, syntax::Comparison op) {
    const Type& left_type = context_.policy.type({tree_, left});
    const Type& right_type = context_.policy.type({tree_, right});
    const bool figures = left_type.kind == right_type.kind &&
                         (left_type.kind == types::TypeKind::number || types::is_duration(left_type));
    if (!figures) return Verdict::open;
    types::Interval difference = types::subtract(left_type.range, right_type.range);
    std::optional<Polynomial> a = polynomial(context_, {tree_, left});
    const std::optional<Polynomial> b = polynomial(context_, {tree_, right});
    if (a && b) {
      const types::Interval closer = range_of(add(*std::move(a), scaled(*b, values::Number(-1))));
      difference = types::intersect(difference, closer);
    }
    return types::is_empty(difference) ? Verdict::open : judge(op, difference);
  }

  Context& context_;
  TreeId tree_;
};

}  // namespace

void check_promises(Context& context) {
  for (std::size_t i = 0; i < context.policy.promises.size(); ++i) {
    Promise& promise = context.policy.promises[i];
    const Standing& standing = context.promises[i];
    Expressions expressions(context, surroundings(context, standing));
    const Facts::Scope scope(expressions.facts());
    enter_provisions(context, expressions, standing);
    const std::size_t before = context.reports.diagnostics().size();
    expressions.check_condition(promise.condition.expr);
    promise.locals = expressions.frame_size();
    if (context.reports.diagnostics().size() != before) continue;
    switch (Prover(context, standing.tree).prove(promise.condition.expr)) {
      case Verdict::proved:
        promise.proved = true;
        break;
      case Verdict::disproved:
        context.report(MessageKind::promise_disproved, promise.location);
        break;
      case Verdict::open:
        context.report(MessageKind::promise_not_proved, promise.location)
            .notes.push_back(message(MessageKind::help_checked_at_run_time));
        break;
    }
  }
}

}  // namespace kaidah::check
