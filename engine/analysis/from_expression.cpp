#include "engine/analysis/from_expression.hpp"

#include <string>
#include <utility>

namespace kaidah::analysis {
namespace {

// A constant that is made of more is a value like any other: constants of constants double with each step.
constexpr std::size_t kMostConstantNodes = 300;
constexpr std::size_t kMostConstantDepth = 60;

using syntax::Comparison;
using types::TypeKind;

// A pair of enum values is looked at member by member up to so many.
constexpr std::size_t kMostMembersCompared = 40;

bool holds(std::uint32_t a, Comparison op, std::uint32_t b) {
  switch (op) {
    case Comparison::equal:
      return a == b;
    case Comparison::not_equal:
      return a != b;
    case Comparison::less:
      return a < b;
    case Comparison::less_equal:
      return a <= b;
    case Comparison::greater:
      return a > b;
    case Comparison::greater_equal:
      return a >= b;
  }
  return false;
}

const char* sign_of(Comparison op) {
  switch (op) {
    case Comparison::equal:
      return " = ";
    case Comparison::not_equal:
      return " != ";
    case Comparison::less:
      return " < ";
    case Comparison::less_equal:
      return " <= ";
    case Comparison::greater:
      return " > ";
    case Comparison::greater_equal:
      return " >= ";
  }
  return "";
}

}  // namespace

FormulaId Compiler::condition(const Term& unresolved) {
  const Term term = resolved(policy_, unresolved);
  const Place place{term.expr, term.environment};
  if (const auto known = conditions_.find(place); known != conditions_.end()) return known->second;
  const FormulaId made = new_condition(term);
  conditions_.emplace(place, made);
  return made;
}

FormulaId Compiler::new_condition(const Term& term) {
  const syntax::ExprNode& node = policy_.expression(term.expr).node;
  if (const auto* literal = std::get_if<syntax::BooleanLiteral>(&node)) return Formulas::constant(literal->value);
  if (const auto* unary = std::get_if<syntax::UnaryExpr>(&node)) return opposite(condition(part(term, unary->operand)));
  if (const auto* logical = std::get_if<syntax::LogicalExpr>(&node)) {
    std::vector<FormulaId> parts;
    for (const syntax::ExprId operand : logical->operands) parts.push_back(condition(part(term, operand)));
    return logical->op == syntax::LogicalOperator::logical_and ? model_.formulas().conjunction(std::move(parts))
                                                               : model_.formulas().disjunction(std::move(parts));
  }
  if (const auto* compare = std::get_if<syntax::ComparisonExpr>(&node)) return comparison(term, *compare);
  if (const auto* in = std::get_if<syntax::InExpr>(&node)) return membership(term, *in);
  if (const auto* is = std::get_if<syntax::PresentExpr>(&node)) return present(part(term, is->operand));
  if (const auto* otherwise = std::get_if<syntax::DefaultExpr>(&node)) {
    const Term operand = part(term, otherwise->operand);
    const FormulaId there = present(operand);
    return either(both(there, condition(operand)), both(opposite(there), condition(part(term, otherwise->fallback))));
  }
  if (const std::optional<Term> constant = constant_behind(term)) return condition(*constant);
  return model_.holds(model_.atom(term, false));
}

FormulaId Compiler::present(const Term& unresolved) {
  const Term term = resolved(policy_, unresolved);
  if (const auto* otherwise = std::get_if<syntax::DefaultExpr>(&policy_.expression(term.expr).node))
    return either(present(part(term, otherwise->operand)), present(part(term, otherwise->fallback)));
  // A field is there only where the record it stands in is.
  FormulaId outer = Formulas::constant(true);
  if (const auto* member = std::get_if<syntax::MemberExpr>(&policy_.expression(term.expr).node))
    if (std::holds_alternative<check::FieldTarget>(policy_.target(term.expr)))
      outer = present(part(term, member->base));
  if (!declared_type(policy_, term).optional) return outer;
  return both(outer, model_.holds(model_.atom(term, true)));
}

FormulaId Compiler::comparison(const Term& term, const syntax::ComparisonExpr& node) {
  std::vector<FormulaId> tests;
  syntax::ExprId left = node.first;
  for (const syntax::ComparisonTest& test : node.tests) {
    tests.push_back(compared(part(term, left), test.op, part(term, test.right)));
    if (node.chained) left = test.right;
  }
  return model_.formulas().conjunction(std::move(tests));
}

FormulaId Compiler::membership(const Term& term, const syntax::InExpr& node) {
  const Term list = resolved(policy_, part(term, node.list));
  const auto* items = std::get_if<syntax::ListExpr>(&policy_.expression(list.expr).node);
  if (items == nullptr) return model_.holds(model_.atom(term, false));
  std::vector<FormulaId> any;
  for (const syntax::ExprId item : items->items)
    any.push_back(compared(part(term, node.element), Comparison::equal, part(list, item)));
  return model_.formulas().disjunction(std::move(any));
}

FormulaId Compiler::compared(const Term& left, Comparison op, const Term& right) {
  const Term a = resolved(policy_, left);
  const Term b = resolved(policy_, right);
  switch (policy_.type(a.expr).kind) {
    case TypeKind::number:
    case TypeKind::date:
    case TypeKind::days:
    case TypeKind::months:
      return compared_numbers(a, op, b);
    case TypeKind::enumeration:
      return compared_members(a, op, b);
    case TypeKind::boolean: {
      const FormulaId p = condition(a);
      const FormulaId q = condition(b);
      const FormulaId same = either(both(p, q), both(opposite(p), opposite(q)));
      return op == Comparison::equal ? same : opposite(same);
    }
    case TypeKind::text:
      return compared_texts(a, op, b);
    case TypeKind::error:
    case TypeKind::record:
    case TypeKind::list:
    case TypeKind::member:
    case TypeKind::none:
      break;
  }
  return compared_opaque(a, op, b);
}

FormulaId Compiler::compared_numbers(const Term& left, Comparison op, const Term& right) {
  // a / b op c  ->  a op c * b, where b is known to be positive.
  const auto* ratio = std::get_if<syntax::BinaryExpr>(&policy_.expression(left.expr).node);
  if (ratio != nullptr && ratio->op == syntax::BinaryOperator::divide) {
    const Term divisor = resolved(policy_, part(left, ratio->right));
    const types::Type type = declared_type(policy_, divisor);
    const bool positive =
        type.kind == TypeKind::number && type.range.low &&
        (type.range.low->value.sign() > 0 || (type.range.low->value.sign() == 0 && !type.range.low->closed));
    const std::optional<LinearForm> limit = single_form(right);
    const std::optional<LinearForm> below = single_form(divisor);
    const std::optional<LinearForm> above = single_form(part(left, ratio->left));
    if (positive && limit && limit->is_constant() && below && above && !below->is_constant())
      return model_.compared(*above - below->scaled(limit->constant), op);
  }
  std::vector<FormulaId> any;
  const std::vector<Piece> rights = pieces(right);
  for (const Piece& a : pieces(left))
    for (const Piece& b : rights)
      any.push_back(model_.formulas().conjunction({a.when, b.when, model_.compared(a.form - b.form, op)}));
  return model_.formulas().disjunction(std::move(any));
}

FormulaId Compiler::compared_members(const Term& left, Comparison op, const Term& right) {
  std::vector<FormulaId> any;
  const std::vector<Choice> rights = choices(right);
  for (const Choice& a : choices(left)) {
    for (const Choice& b : rights) {
      const auto* a_atom = std::get_if<AtomId>(&a.is);
      const auto* b_atom = std::get_if<AtomId>(&b.is);
      FormulaId test;
      if (a_atom == nullptr && b_atom == nullptr) {
        test = Formulas::constant(holds(std::get<std::uint32_t>(a.is), op, std::get<std::uint32_t>(b.is)));
      } else if (a_atom != nullptr && b_atom != nullptr) {
        const std::uint32_t members = model_.values_of(model_.atoms()[*a_atom]);
        if (members > kMostMembersCompared) return compared_opaque(left, op, right);
        std::vector<FormulaId> pairs;
        for (std::uint32_t value = 0; value < members; ++value) {
          std::vector<std::uint32_t> others;
          for (std::uint32_t other = 0; other < members; ++other)
            if (holds(value, op, other)) others.push_back(other);
          pairs.push_back(both(model_.formulas().one_of(model_.axis(*a_atom), {value}),
                               model_.formulas().one_of(model_.axis(*b_atom), std::move(others))));
        }
        test = model_.formulas().disjunction(std::move(pairs));
      } else {
        const AtomId atom = a_atom != nullptr ? *a_atom : *b_atom;
        const std::uint32_t member = std::get<std::uint32_t>(a_atom != nullptr ? b.is : a.is);
        std::vector<std::uint32_t> values;
        for (std::uint32_t value = 0; value < model_.values_of(model_.atoms()[atom]); ++value)
          if (a_atom != nullptr ? holds(value, op, member) : holds(member, op, value)) values.push_back(value);
        test = model_.formulas().one_of(model_.axis(atom), std::move(values));
      }
      any.push_back(model_.formulas().conjunction({a.when, b.when, test}));
    }
  }
  return model_.formulas().disjunction(std::move(any));
}

FormulaId Compiler::compared_texts(const Term& left, Comparison op, const Term& right) {
  const auto* a = std::get_if<syntax::TextLiteral>(&policy_.expression(left.expr).node);
  const auto* b = std::get_if<syntax::TextLiteral>(&policy_.expression(right.expr).node);
  if (a == nullptr && b == nullptr) return compared_opaque(left, op, right);
  FormulaId same;
  if (a != nullptr && b != nullptr) {
    same = Formulas::constant(a->value == b->value);
  } else {
    same = model_.is_text(model_.atom(a != nullptr ? right : left, false), a != nullptr ? a->value : b->value);
  }
  return op == Comparison::equal ? same : opposite(same);
}

FormulaId Compiler::compared_opaque(const Term& left, Comparison op, const Term& right) {
  // One truth for a test and its opposite, and for a test read from the other side.
  std::string a = key_of(policy_, left);
  std::string b = key_of(policy_, right);
  if (a == b)
    return Formulas::constant(op == Comparison::equal || op == Comparison::less_equal ||
                              op == Comparison::greater_equal);
  bool turned = false;
  Term first = left;
  Term second = right;
  if (op == Comparison::greater || op == Comparison::less_equal) {  // a > b is b < a
    std::swap(a, b);
    std::swap(first, second);
    turned = op == Comparison::less_equal;
    op = Comparison::less;
  } else if (op == Comparison::greater_equal || op == Comparison::not_equal) {
    turned = true;
    op = op == Comparison::not_equal ? Comparison::equal : Comparison::less;
  }
  if (op == Comparison::equal && b < a) {
    std::swap(a, b);
    std::swap(first, second);
  }
  const auto shown = [&] {
    return shown_text(policy_, resolved(policy_, first)) + sign_of(op) + shown_text(policy_, resolved(policy_, second));
  };
  const AtomId atom = model_.truth_atom(a + sign_of(op) + b, shown, {first, second});
  return turned ? opposite(model_.holds(atom)) : model_.holds(atom);
}

std::vector<Choice> Compiler::choices(const Term& unresolved) {
  const Term term = resolved(policy_, unresolved);
  const FormulaId always = Formulas::constant(true);
  if (const auto* member = std::get_if<check::EnumMemberTarget>(&policy_.target(term.expr)))
    return {{always, member->member}};
  if (const auto* otherwise = std::get_if<syntax::DefaultExpr>(&policy_.expression(term.expr).node)) {
    const Term operand = part(term, otherwise->operand);
    const FormulaId there = present(operand);
    std::vector<Choice> all;
    for (const Choice& choice : choices(operand)) all.push_back({both(there, choice.when), choice.is});
    for (const Choice& choice : choices(part(term, otherwise->fallback)))
      all.push_back({both(opposite(there), choice.when), choice.is});
    return all;
  }
  if (const std::optional<Term> constant = constant_behind(term)) return choices(*constant);
  return {{always, model_.atom(term, false)}};
}

std::optional<Term> Compiler::constant_behind(const Term& term) {
  const check::Target& target = policy_.target(term.expr);
  if (!std::holds_alternative<syntax::NameExpr>(policy_.expression(term.expr).node)) return std::nullopt;
  if (const auto* named = std::get_if<check::ParameterTarget>(&target)) {
    const check::ParameterDeclaration& parameter = policy_.parameters[named->parameter];
    if (!parameter.decided_by.empty() || parameter.values.size() != 1) return std::nullopt;
    if (parameter.values[0].from || parameter.through) return std::nullopt;
    return Term{parameter.values[0].value, no_locals()};
  }
  const auto* named = std::get_if<check::RuleTarget>(&target);
  if (named == nullptr) return std::nullopt;
  const std::optional<Constant> constant = find_constant(named->rule);
  if (constant) return constant->term;
  return std::nullopt;
}

std::optional<Compiler::Constant> Compiler::find_constant(check::RuleId id) {
  if (const auto known = constant_rules_.find(id.index); known != constant_rules_.end()) return known->second;
  if (constant_depth_ == 0) constant_cut_ = false;
  if (constant_depth_ == kMostConstantDepth) {
    constant_cut_ = true;
    return std::nullopt;
  }
  ++constant_depth_;
  std::optional<Constant> found;
  const check::Rule& rule = policy_.rules[id];
  if (rule.parameters.empty() && rule.exceptions.empty() && rule.base.size() == 1 && !rule.overrides_field) {
    const check::Statement& statement = policy_.statements[rule.base[0]];
    if (statement.order != syntax::CaseOrder::collect && statement.provisions.empty() && !statement.in_force &&
        statement.exceptions.empty() && !statement.subject_local && statement.arms.size() == 1) {
      const check::Arm& arm = policy_.arms[statement.arms[0]];
      const Term only{arm.value, no_locals()};
      if (arm.guards.empty() && arm.exceptions.empty())
        if (const auto nodes = constant_nodes(only)) found = Constant{only, *nodes};
    }
  }
  --constant_depth_;
  if (!constant_cut_) constant_rules_.emplace(id.index, found);
  return found;
}

bool Compiler::is_constant(const Term& term) {
  return constant_nodes(term).has_value();
}

std::optional<std::size_t> Compiler::constant_nodes(const Term& unresolved) {
  const Term term = resolved(policy_, unresolved);
  const syntax::ExprNode& node = policy_.expression(term.expr).node;
  if (std::holds_alternative<syntax::NumberLiteral>(node) || std::holds_alternative<syntax::DateLiteral>(node) ||
      std::holds_alternative<syntax::TextLiteral>(node) || std::holds_alternative<syntax::BooleanLiteral>(node) ||
      std::holds_alternative<syntax::DurationLiteral>(node))
    return 1;
  if (std::holds_alternative<check::EnumMemberTarget>(policy_.target(term.expr))) return 1;
  const auto limited = [](std::optional<std::size_t> nodes) {
    return nodes && *nodes <= kMostConstantNodes ? nodes : std::nullopt;
  };
  if (const auto* unary = std::get_if<syntax::UnaryExpr>(&node)) {
    const auto operand = constant_nodes(part(term, unary->operand));
    return operand ? limited(*operand + 1) : std::nullopt;
  }
  if (const auto* binary = std::get_if<syntax::BinaryExpr>(&node)) {
    const auto left = constant_nodes(part(term, binary->left));
    const auto right = left ? constant_nodes(part(term, binary->right)) : std::nullopt;
    if (!right || !limited(*left + *right + 1)) return std::nullopt;
    if (!single_form(term).value_or(LinearForm{{{AtomId(), 1}}, 0}).is_constant()) return std::nullopt;
    return *left + *right + 1;
  }
  const std::optional<Term> constant = constant_behind(term);
  return constant ? constant_nodes(*constant) : std::nullopt;
}

}  // namespace kaidah::analysis
