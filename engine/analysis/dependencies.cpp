// What an expression depends on in the end: fields, parameters, clocks.

#include <algorithm>
#include <string_view>

#include "engine/analysis/facts.hpp"

namespace kaidah::analysis {
namespace {

using syntax::ExprId;

template <class Visit>
void children(const syntax::ExprNode& node, const Visit& visit) {
  const auto one = [&](ExprId id) {
    if (id) visit(id);
  };
  const auto each = [&](const std::vector<ExprId>& ids) {
    for (const ExprId id : ids) one(id);
  };
  if (const auto* member = std::get_if<syntax::MemberExpr>(&node)) one(member->base);
  if (const auto* call = std::get_if<syntax::CallExpr>(&node)) each(call->arguments);
  if (const auto* builtin = std::get_if<syntax::BuiltinExpr>(&node)) each(builtin->arguments);
  if (const auto* unary = std::get_if<syntax::UnaryExpr>(&node)) one(unary->operand);
  if (const auto* binary = std::get_if<syntax::BinaryExpr>(&node)) each({binary->left, binary->right});
  if (const auto* logical = std::get_if<syntax::LogicalExpr>(&node)) each(logical->operands);
  if (const auto* comparison = std::get_if<syntax::ComparisonExpr>(&node)) {
    one(comparison->first);
    for (const syntax::ComparisonTest& test : comparison->tests) one(test.right);
  }
  if (const auto* in = std::get_if<syntax::InExpr>(&node)) each({in->element, in->list});
  if (const auto* present = std::get_if<syntax::PresentExpr>(&node)) one(present->operand);
  if (const auto* otherwise = std::get_if<syntax::DefaultExpr>(&node)) each({otherwise->operand, otherwise->fallback});
  if (const auto* as_of = std::get_if<syntax::AsOfExpr>(&node)) each({as_of->operand, as_of->day});
  if (const auto* list = std::get_if<syntax::ListExpr>(&node)) each(list->items);
  if (const auto* aggregate = std::get_if<syntax::AggregateExpr>(&node))
    each({aggregate->body, aggregate->list, aggregate->where});
}

class Walker {
 public:
  explicit Walker(const check::CheckedPolicy& policy) : policy_(policy) {}

  void expression(const Term& unresolved, std::size_t parameters) {
    const Term term = resolved(policy_, unresolved);
    if (!term.expr) return;
    const syntax::ExprNode& node = policy_.expression(term.expr).node;
    const Origin origin = origin_of(policy_, term);
    const bool path = std::holds_alternative<InputPath>(origin) || std::holds_alternative<GroupPath>(origin) ||
                      std::holds_alternative<ParameterValue>(origin) || std::holds_alternative<DecisionDay>(origin);
    const auto* argument = std::get_if<ArgumentPath>(&origin);
    if (path || (argument != nullptr && argument->index < parameters) ||
        std::holds_alternative<syntax::MembersExpr>(node)) {
      found_.insert(key_of(policy_, term));
      return;
    }
    if (const auto* target = std::get_if<check::RuleTarget>(&policy_.target(term.expr))) rule(target->rule);
    if (const auto* target = std::get_if<check::ResultTarget>(&policy_.target(term.expr))) {
      expression({policy_.results[target->result].record, no_locals()}, 0);
      return;
    }
    children(node, [&](ExprId id) { expression({{term.expr.tree, id}, term.environment}, parameters); });
  }

  std::set<std::string> take() { return std::move(found_); }

 private:
  void rule(check::RuleId id) {
    if (!rules_.insert(id).second) return;
    const check::Rule& rule = policy_.rules[id];
    for (const check::StatementId statement : rule.base) this->statement(statement);
    for (const check::StatementId statement : rule.exceptions) this->statement(statement);
  }

  void statement(check::StatementId id) {
    const check::Statement& statement = policy_.statements[id];
    const EnvironmentPtr none = no_locals();
    const auto read = [&](check::ExprRef ref) {
      if (ref) expression({ref, none}, 0);
    };
    for (const check::ExprRef provision : statement.provisions) read(provision);
    read(statement.subject);
    for (const check::ArmId arm_id : statement.arms) {
      const check::Arm& arm = policy_.arms[arm_id];
      for (const check::Guard& guard : arm.guards) {
        if (const auto* ref = std::get_if<check::ExprRef>(&guard)) read(*ref);
        if (const auto* cell = std::get_if<check::CellGuard>(&guard)) read(cell->input);
      }
      read(arm.value);
      for (const check::StatementId exception : arm.exceptions) this->statement(exception);
    }
    for (const check::StatementId exception : statement.exceptions) this->statement(exception);
  }

  const check::CheckedPolicy& policy_;
  std::set<std::string> found_;
  std::set<check::RuleId> rules_;
};

}  // namespace

std::set<std::string> dependencies(const check::CheckedPolicy& policy, const Term& term, std::size_t parameters) {
  Walker walker(policy);
  walker.expression(term, parameters);
  return walker.take();
}

bool overlap(const std::set<std::string>& a, const std::set<std::string>& b) {
  const auto inside = [](std::string_view whole, std::string_view part) {
    return part == whole || (part.starts_with(whole) && part[whole.size()] == '.');
  };
  return std::any_of(a.begin(), a.end(), [&](const std::string& x) {
    return std::any_of(b.begin(), b.end(), [&](const std::string& y) { return inside(x, y) || inside(y, x); });
  });
}

}  // namespace kaidah::analysis
