#include "engine/scenario/literal.hpp"

#include <algorithm>
#include <string>

#include "engine/check/constant.hpp"

namespace kaidah::scenario {
namespace {

using check::CheckedPolicy;
using syntax::ExprId;
using syntax::SyntaxTree;
using types::Type;
using types::TypeKind;
using values::Number;
using values::Value;

std::optional<Number> read_number(std::string digits, bool percent) {
  std::erase(digits, '_');
  auto number = Number::from_digits(digits);
  if (number && percent) return *number / Number(100);
  return number;
}

class LiteralReader {
 public:
  LiteralReader(const CheckedPolicy& policy, const SyntaxTree& tree,
                const std::function<void(const LiteralProblem&)>& report)
      : policy_(policy), tree_(tree), report_(report) {}

  std::optional<Draft> read(ExprId id, const Type& type) {
    const syntax::Expr& expr = tree_[id];
    if (type.kind == TypeKind::record || type.kind == TypeKind::member) return read_record(expr, type);
    if (type.kind == TypeKind::list) return read_list(expr, type);
    auto value = read_scalar(expr, type);
    if (!value) return problem(expr.span);
    Draft draft;
    draft.value = std::move(*value);
    return draft;
  }

 private:
  std::optional<Draft> problem(Span span, std::string name = {}) {
    report_({span, std::move(name)});
    return std::nullopt;
  }

  static Draft none() {
    Draft draft;
    draft.value = values::Absent{};
    return draft;
  }

  std::optional<Value> read_scalar(const syntax::Expr& expr, const Type& type) {
    if (std::holds_alternative<syntax::NoneLiteral>(expr.node)) return Value(values::Absent{});
    switch (type.kind) {
      case TypeKind::boolean:
        if (const auto* literal = std::get_if<syntax::BooleanLiteral>(&expr.node)) return Value(literal->value);
        return std::nullopt;
      case TypeKind::number:
        return read_signed_number(expr);
      case TypeKind::text:
        if (const auto* literal = std::get_if<syntax::TextLiteral>(&expr.node))
          return Value(std::string_view(literal->value));
        return std::nullopt;
      case TypeKind::date:
        if (const auto* literal = std::get_if<syntax::DateLiteral>(&expr.node))
          if (const auto date = values::Date::from_text(literal->text)) return Value(*date);
        return std::nullopt;
      case TypeKind::days:
      case TypeKind::months:
        return read_duration(expr, type);
      case TypeKind::enumeration:
        return read_member(expr, type);
      case TypeKind::error:
      case TypeKind::record:
      case TypeKind::list:
      case TypeKind::member:
      case TypeKind::none:
        break;
    }
    return std::nullopt;
  }

  std::optional<Value> read_signed_number(const syntax::Expr& expr) {
    if (const auto* literal = std::get_if<syntax::NumberLiteral>(&expr.node)) {
      if (auto number = read_number(literal->digits, literal->percent)) return Value(std::move(*number));
      return std::nullopt;
    }
    const auto* unary = std::get_if<syntax::UnaryExpr>(&expr.node);
    if (unary == nullptr || unary->op != syntax::UnaryOperator::negate) return std::nullopt;
    auto operand = read_signed_number(tree_[unary->operand]);
    if (!operand) return std::nullopt;
    return Value(-operand->number());
  }

  static std::optional<Value> read_duration(const syntax::Expr& expr, const Type& type) {
    const auto* literal = std::get_if<syntax::DurationLiteral>(&expr.node);
    if (literal == nullptr) return std::nullopt;
    const auto count = check::duration_count(*literal);
    if (!count) return std::nullopt;
    const bool is_days = literal->unit == syntax::DurationUnit::day;
    if (is_days != (type.kind == TypeKind::days)) return std::nullopt;
    if (is_days) return Value(values::Days{*count});
    return Value(values::Months{*count});
  }

  std::optional<Value> read_member(const syntax::Expr& expr, const Type& type) const {
    const check::EnumDeclaration& declaration = policy_.enums[type.enumeration];
    std::string_view name;
    if (const auto* bare = std::get_if<syntax::NameExpr>(&expr.node)) {
      name = bare->name.text;
    } else if (const auto* qualified = std::get_if<syntax::MemberExpr>(&expr.node)) {
      const auto* base = std::get_if<syntax::NameExpr>(&tree_[qualified->base].node);
      if (base == nullptr || base->name.text != declaration.name) return std::nullopt;
      name = qualified->member.text;
    }
    if (const auto member = find_member(declaration, name)) return Value(*member);
    return std::nullopt;
  }

  std::optional<Draft> read_list(const syntax::Expr& expr, const Type& type) {
    if (std::holds_alternative<syntax::NoneLiteral>(expr.node)) return none();
    const auto* list = std::get_if<syntax::ListExpr>(&expr.node);
    if (list == nullptr) return problem(expr.span);
    Draft draft;
    draft.is_list = true;
    for (const ExprId item : list->items) {
      auto read_item = read(item, *type.element);
      if (!read_item) return std::nullopt;
      draft.items.push_back(std::move(*read_item));
    }
    return draft;
  }

  std::optional<Draft> read_record(const syntax::Expr& expr, const Type& type) {
    if (std::holds_alternative<syntax::NoneLiteral>(expr.node)) return none();
    const auto* literal = std::get_if<syntax::RecordExpr>(&expr.node);
    if (literal == nullptr) return problem(expr.span);
    Draft draft;
    draft.record = type.record;
    const auto& fields = policy_.records[type.record].fields;
    for (const syntax::FieldValue& given : literal->fields) {
      const auto field = std::ranges::find(fields, given.name.text, &check::FieldDeclaration::name);
      if (field == fields.end()) return problem(given.name.span, given.name.text);
      auto value = read(given.value, field->type);
      if (!value) return std::nullopt;
      draft.fields.push_back({static_cast<std::uint32_t>(field - fields.begin()), std::move(*value)});
    }
    return draft;
  }

  const CheckedPolicy& policy_;
  const SyntaxTree& tree_;
  const std::function<void(const LiteralProblem&)>& report_;
};

}  // namespace

std::optional<values::Member> find_member(const check::EnumDeclaration& declaration, std::string_view name) {
  const auto member = std::ranges::find(declaration.members, name, &check::EnumMember::name);
  if (member == declaration.members.end()) return std::nullopt;
  return values::Member{static_cast<std::uint32_t>(member - declaration.members.begin())};
}

std::optional<Draft> read_literal(const CheckedPolicy& policy, const SyntaxTree& tree, ExprId literal, const Type& type,
                                  const std::function<void(const LiteralProblem&)>& report) {
  return LiteralReader(policy, tree, report).read(literal, type);
}

}  // namespace kaidah::scenario
