#include "engine/analysis/term.hpp"

#include <algorithm>
#include <utility>

#include "grammar/format/format.hpp"

namespace kaidah::analysis {
namespace {

using check::CheckedPolicy;

const types::Type* type_of_field(const CheckedPolicy& policy, check::RecordId record, std::uint32_t field) {
  if (!record || record.index >= policy.records.size()) return nullptr;
  const auto& fields = policy.records[record].fields;
  return field < fields.size() ? &fields[field].type : nullptr;
}

/// The same path, one field further in.
Origin extended(Origin origin, std::uint32_t field) {
  if (auto* input = std::get_if<InputPath>(&origin)) {
    input->fields.push_back(field);
  } else if (auto* group = std::get_if<GroupPath>(&origin)) {
    group->fields.push_back(field);
  } else if (auto* argument = std::get_if<ArgumentPath>(&origin)) {
    argument->fields.push_back(field);
  } else {
    return NotSettable{};
  }
  return origin;
}

std::string digits_without_separators(const std::string& text) {
  std::string digits = text;
  digits.erase(std::remove(digits.begin(), digits.end(), '_'), digits.end());
  return digits;
}

/// Writes keys. Variables of aggregates are named by how deep they stand, so that two sums that differ only in the
/// name of their variable are one.
class KeyWriter {
 public:
  explicit KeyWriter(const CheckedPolicy& policy) : policy_(policy) {}

  std::string key(const Term& unresolved) {
    const Term term = resolved(policy_, unresolved);
    if (!term.expr) return "-";
    const check::Target& target = policy_.target(term.expr);
    return std::visit([&](const auto& node) { return of(node, target, term); }, policy_.expression(term.expr).node);
  }

 private:
  std::string key(const Term& around, syntax::ExprId part) {
    return part ? key({{around.expr.tree, part}, around.environment}) : "-";
  }
  std::string keys(const Term& around, const std::vector<syntax::ExprId>& parts) {
    std::string all;
    for (const syntax::ExprId part : parts) all += key(around, part) + ",";
    return all;
  }
  std::string sorted_keys(const Term& around, const std::vector<syntax::ExprId>& parts) {
    std::vector<std::string> each;
    for (const syntax::ExprId part : parts) each.push_back(key(around, part));
    std::sort(each.begin(), each.end());
    std::string all;
    for (const std::string& one : each) all += one + ",";
    return all;
  }

  std::string of_target(const check::Target& target, const Term& term) {
    if (const auto* input = std::get_if<check::InputFieldTarget>(&target)) return "f" + std::to_string(input->field);
    if (const auto* self = std::get_if<check::SelfFieldTarget>(&target))
      return (term.environment->self_key.empty() ? "f" : term.environment->self_key + ".") +
             std::to_string(self->field);
    if (const auto* group = std::get_if<check::GroupFieldTarget>(&target))
      return "g" + std::to_string(group->group.index) + "." + std::to_string(group->field);
    if (const auto* rule = std::get_if<check::RuleTarget>(&target)) return "r" + std::to_string(rule->rule.index);
    if (const auto* rule = std::get_if<check::MemberRuleTarget>(&target)) return "m" + std::to_string(rule->rule.index);
    if (const auto* parameter = std::get_if<check::ParameterTarget>(&target))
      return "p" + std::to_string(parameter->parameter.index);
    if (const auto* member = std::get_if<check::EnumMemberTarget>(&target))
      return "e" + std::to_string(member->enumeration.index) + "." + std::to_string(member->member);
    if (const auto* event = std::get_if<check::EventTarget>(&target)) return "happened" + std::to_string(event->member);
    if (const auto* output = std::get_if<check::ResultTarget>(&target))
      return "x" + std::to_string(output->result.index) + "." + std::to_string(output->output.index);
    if (const auto* duty = std::get_if<check::DutyTarget>(&target)) return "d" + std::to_string(duty->duty.index);
    if (const auto* procedure = std::get_if<check::ProcedureTarget>(&target))
      return "q" + std::to_string(procedure->procedure.index);
    if (const auto* local = std::get_if<check::LocalTarget>(&target)) {
      const auto bound = term.environment->locals.find(local->local);
      if (bound != term.environment->locals.end()) return bound->second.opaque;
      return "a" + std::to_string(local->local);
    }
    return "?";
  }

  std::string of(const syntax::ErrorExpr&, const check::Target&, const Term&) { return "error"; }
  std::string of(const syntax::NumberLiteral& node, const check::Target&, const Term&) {
    return number_of(node).to_string();
  }
  std::string of(const syntax::DateLiteral& node, const check::Target&, const Term&) { return node.text; }
  std::string of(const syntax::TextLiteral& node, const check::Target&, const Term&) { return '"' + node.value + '"'; }
  std::string of(const syntax::BooleanLiteral& node, const check::Target&, const Term&) {
    return node.value ? "true" : "false";
  }
  std::string of(const syntax::DurationLiteral& node, const check::Target&, const Term&) {
    return count_of(node).to_string() + (node.unit == syntax::DurationUnit::day ? "D" : "M");
  }
  std::string of(const syntax::NoneLiteral&, const check::Target&, const Term&) { return "none"; }
  std::string of(const syntax::RoundingLiteral& node, const check::Target&, const Term&) {
    return "round" + std::to_string(static_cast<int>(node.mode));
  }
  std::string of(const syntax::MonthEndLiteral& node, const check::Target&, const Term&) {
    return "end" + std::to_string(static_cast<int>(node.mode));
  }
  std::string of(const syntax::NameExpr&, const check::Target& target, const Term& term) {
    return of_target(target, term);
  }
  std::string of(const syntax::MemberExpr& node, const check::Target& target, const Term& term) {
    if (std::holds_alternative<check::EnumMemberTarget>(target) || std::holds_alternative<check::ResultTarget>(target))
      return of_target(target, term);
    if (const auto* group = std::get_if<check::GroupFieldTarget>(&target))
      return "g" + std::to_string(group->group.index) + "." + std::to_string(group->field);
    const std::string base = key(term, node.base);
    if (const auto* field = std::get_if<check::FieldTarget>(&target)) return base + "." + std::to_string(field->field);
    if (const auto* input = std::get_if<check::InputFieldTarget>(&target))
      return base + ".f" + std::to_string(input->field);
    return base + "." + of_target(target, term);
  }
  std::string of(const syntax::CallExpr& node, const check::Target& target, const Term& term) {
    return of_target(target, term) + "(" + keys(term, node.arguments) + ")";
  }
  std::string of(const syntax::BuiltinExpr& node, const check::Target& target, const Term& term) {
    return "b" + std::to_string(static_cast<int>(node.function)) + of_target(target, term) + "(" +
           keys(term, node.arguments) + ")";
  }
  std::string of(const syntax::UnaryExpr& node, const check::Target&, const Term& term) {
    return (node.op == syntax::UnaryOperator::negate ? "neg(" : "not(") + key(term, node.operand) + ")";
  }
  std::string of(const syntax::BinaryExpr& node, const check::Target&, const Term& term) {
    switch (node.op) {
      case syntax::BinaryOperator::add:
        return "add(" + sorted_keys(term, {node.left, node.right}) + ")";
      case syntax::BinaryOperator::multiply:
        return "mul(" + sorted_keys(term, {node.left, node.right}) + ")";
      case syntax::BinaryOperator::subtract:
        return "sub(" + keys(term, {node.left, node.right}) + ")";
      case syntax::BinaryOperator::divide:
        return "div(" + keys(term, {node.left, node.right}) + ")";
    }
    return "?";
  }
  std::string of(const syntax::LogicalExpr& node, const check::Target&, const Term& term) {
    return (node.op == syntax::LogicalOperator::logical_and ? "and(" : "or(") + sorted_keys(term, node.operands) + ")";
  }
  std::string of(const syntax::ComparisonExpr& node, const check::Target&, const Term& term) {
    std::string all = std::string(node.chained ? "chain(" : "compare(") + key(term, node.first);
    for (const syntax::ComparisonTest& test : node.tests)
      all += " " + std::to_string(static_cast<int>(test.op)) + " " + key(term, test.right);
    return all + ")";
  }
  std::string of(const syntax::InExpr& node, const check::Target&, const Term& term) {
    return "in(" + keys(term, {node.element, node.list}) + ")";
  }
  std::string of(const syntax::PresentExpr& node, const check::Target&, const Term& term) {
    return "present(" + key(term, node.operand) + ")";
  }
  std::string of(const syntax::MetExpr&, const check::Target& target, const Term& term) {
    return "met(" + of_target(target, term) + ")";
  }
  std::string of(const syntax::DefaultExpr& node, const check::Target&, const Term& term) {
    return "default(" + keys(term, {node.operand, node.fallback}) + ")";
  }
  std::string of(const syntax::AsOfExpr& node, const check::Target&, const Term& term) {
    return "asof(" + keys(term, {node.operand, node.day}) + ")";
  }
  std::string of(const syntax::ListExpr& node, const check::Target&, const Term& term) {
    return "[" + keys(term, node.items) + "]";
  }
  std::string of(const syntax::AggregateExpr& node, const check::Target& target, const Term& term) {
    const std::string list = key(term, node.list);
    Term inside = term;
    if (const auto* local = std::get_if<check::LocalTarget>(&target)) {
      auto environment = std::make_shared<Environment>(*term.environment);
      environment->locals[local->local] = LocalBinding{{}, "v" + std::to_string(depth_)};
      inside.environment = std::move(environment);
    }
    ++depth_;
    std::string all = "agg" + std::to_string(static_cast<int>(node.function)) + "(" + key(inside, node.body) + ";" +
                      list + ";" + key(inside, node.where) + ")";
    --depth_;
    return all;
  }
  std::string of(const syntax::RecordExpr& node, const check::Target&, const Term& term) {
    std::string all = "{";
    for (const syntax::FieldValue& field : node.fields) all += field.name.text + ":" + key(term, field.value) + ",";
    return all + "}";
  }
  std::string of(const syntax::UndeterminedExpr&, const check::Target&, const Term& term) {
    return "undetermined" + std::to_string(term.expr.tree.index) + "." + std::to_string(term.expr.expr.index);
  }
  std::string of(const syntax::ClockExpr& node, const check::Target&, const Term&) {
    if (policy_.period_field && node.clock != syntax::Clock::decision_day) {
      const std::uint32_t field =
          node.clock == syntax::Clock::start_of_period ? policy_.period_start : policy_.period_end;
      return "f" + std::to_string(*policy_.period_field) + "." + std::to_string(field);
    }
    return "clock" + std::to_string(static_cast<int>(node.clock));
  }
  std::string of(const syntax::GroupRecordExpr&, const check::Target& target, const Term&) {
    if (const auto* group = std::get_if<check::GroupFieldTarget>(&target))
      return "g" + std::to_string(group->group.index);
    return "g?";
  }
  std::string of(const syntax::MembersExpr&, const check::Target&, const Term&) { return "members"; }

  const CheckedPolicy& policy_;
  int depth_ = 0;
};

}  // namespace

EnvironmentPtr no_locals() {
  static const EnvironmentPtr none = std::make_shared<const Environment>();
  return none;
}

Term resolved(const CheckedPolicy& policy, Term term) {
  while (term.expr && std::holds_alternative<syntax::NameExpr>(policy.expression(term.expr).node)) {
    const auto* local = std::get_if<check::LocalTarget>(&policy.target(term.expr));
    if (local == nullptr) break;
    const auto bound = term.environment->locals.find(local->local);
    if (bound == term.environment->locals.end() || !bound->second.term.expr) break;
    term = Term(bound->second.term);
  }
  return term;
}

std::string key_of(const CheckedPolicy& policy, const Term& term) {
  return KeyWriter(policy).key(term);
}

Origin origin_of(const CheckedPolicy& policy, const Term& unresolved) {
  const Term term = resolved(policy, unresolved);
  const check::Target& target = policy.target(term.expr);
  const syntax::ExprNode& node = policy.expression(term.expr).node;
  if (const auto* clock = std::get_if<syntax::ClockExpr>(&node)) {
    if (clock->clock == syntax::Clock::decision_day) return DecisionDay{};
    if (!policy.period_field) return NotSettable{};
    return InputPath{{*policy.period_field,
                      clock->clock == syntax::Clock::start_of_period ? policy.period_start : policy.period_end}};
  }
  if (const auto* group = std::get_if<check::GroupFieldTarget>(&target))
    return std::holds_alternative<syntax::GroupRecordExpr>(node) ? GroupPath{group->group, {}}
                                                                 : GroupPath{group->group, {group->field}};
  if (const auto* member = std::get_if<syntax::MemberExpr>(&node)) {
    const auto* field = std::get_if<check::FieldTarget>(&target);
    if (field == nullptr) return NotSettable{};
    return extended(origin_of(policy, {{term.expr.tree, member->base}, term.environment}), field->field);
  }
  if (!std::holds_alternative<syntax::NameExpr>(node)) return NotSettable{};
  if (const auto* input = std::get_if<check::InputFieldTarget>(&target)) return InputPath{{input->field}};
  if (const auto* self = std::get_if<check::SelfFieldTarget>(&target))
    return extended(term.environment->self, self->field);
  if (const auto* rule = std::get_if<check::RuleTarget>(&target)) return RuleValue{rule->rule};
  if (const auto* parameter = std::get_if<check::ParameterTarget>(&target)) return ParameterValue{parameter->parameter};
  if (const auto* local = std::get_if<check::LocalTarget>(&target))
    if (term.environment->locals.count(local->local) == 0) return ArgumentPath{local->local, {}};
  return NotSettable{};
}

types::Type declared_type(const CheckedPolicy& policy, const Term& term) {
  const check::Target& target = policy.target(term.expr);
  const types::Type& inferred = policy.type(term.expr);
  const types::Type* declared = nullptr;
  const auto& node = policy.expression(term.expr).node;
  if (const auto* input = std::get_if<check::InputFieldTarget>(&target)) {
    declared = type_of_field(policy, policy.input, input->field);
  } else if (const auto* field = std::get_if<check::FieldTarget>(&target)) {
    if (const auto* member = std::get_if<syntax::MemberExpr>(&node))
      declared = type_of_field(policy, policy.type({term.expr.tree, member->base}).record, field->field);
  } else if (const auto* group = std::get_if<check::GroupFieldTarget>(&target)) {
    declared = type_of_field(policy, policy.groups[group->group].record, group->field);
  } else if (const auto* rule = std::get_if<check::RuleTarget>(&target)) {
    declared = &policy.rules[rule->rule].type;
  } else if (const auto* parameter = std::get_if<check::ParameterTarget>(&target)) {
    declared = &policy.parameters[parameter->parameter].type;
  }
  return declared != nullptr && declared->kind == inferred.kind ? *declared : inferred;
}

std::string shown_text(const CheckedPolicy& policy, const Term& term) {
  const syntax::SyntaxTree& tree = *policy.trees[term.expr.tree].tree;
  return format::format_expression(tree, term.expr.expr, tree.vocabulary);
}

values::Number number_of(const syntax::NumberLiteral& literal) {
  const values::Number value =
      values::Number::from_digits(digits_without_separators(literal.digits)).value_or(values::Number());
  return literal.percent ? value / values::Number(100) : value;
}

values::Number count_of(const syntax::DurationLiteral& literal) {
  const values::Number value =
      values::Number::from_digits(digits_without_separators(literal.digits)).value_or(values::Number());
  return literal.unit == syntax::DurationUnit::year ? value * values::Number(12) : value;
}

values::Number count_of(values::Date date) {
  return date.since(values::Date()).count;
}

}  // namespace kaidah::analysis
