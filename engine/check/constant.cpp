#include "engine/check/constant.hpp"

#include <algorithm>
#include <string>

namespace kaidah::check {
namespace {

using values::Number;

std::string without_underscores(const std::string& digits) {
  std::string result = digits;
  result.erase(std::remove(result.begin(), result.end(), '_'), result.end());
  return result;
}

std::optional<Number> combine(syntax::BinaryOperator op, const Number& a, const Number& b) {
  switch (op) {
    case syntax::BinaryOperator::add:
      return a + b;
    case syntax::BinaryOperator::subtract:
      return a - b;
    case syntax::BinaryOperator::multiply:
      return a * b;
    case syntax::BinaryOperator::divide:
      if (b.sign() == 0) return std::nullopt;
      return a / b;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Number> literal(const syntax::NumberLiteral& number) {
  std::optional<Number> value = Number::from_digits(without_underscores(number.digits));
  if (value && number.percent) value = *value / Number(100);
  return value;
}

std::optional<Number> constant_number(const syntax::SyntaxTree& tree, ExprId expr) {
  if (!expr) return std::nullopt;
  const syntax::ExprNode& node = tree[expr].node;
  if (const auto* number = std::get_if<syntax::NumberLiteral>(&node)) return literal(*number);
  if (const auto* unary = std::get_if<syntax::UnaryExpr>(&node)) {
    if (unary->op != syntax::UnaryOperator::negate) return std::nullopt;
    std::optional<Number> value = constant_number(tree, unary->operand);
    if (value) value = -*value;
    return value;
  }
  if (const auto* binary = std::get_if<syntax::BinaryExpr>(&node)) {
    const std::optional<Number> left = constant_number(tree, binary->left);
    const std::optional<Number> right = constant_number(tree, binary->right);
    if (left && right) return combine(binary->op, *left, *right);
  }
  return std::nullopt;
}

std::optional<std::int64_t> constant_whole(const syntax::SyntaxTree& tree, ExprId expr) {
  const std::optional<Number> value = constant_number(tree, expr);
  return value ? value->to_int64() : std::nullopt;
}

std::optional<std::int64_t> duration_count(const syntax::DurationLiteral& duration) {
  std::optional<Number> number = Number::from_digits(without_underscores(duration.digits));
  if (number && duration.unit == syntax::DurationUnit::year) number = *number * Number(12);
  return number ? number->to_int64() : std::nullopt;
}

std::optional<values::Value> constant_value(const CheckedTree& tree, ExprId expr) {
  const syntax::ExprNode& node = (*tree.tree)[expr].node;
  if (const auto* text = std::get_if<syntax::TextLiteral>(&node)) return values::Value(std::string_view(text->value));
  if (const auto* truth = std::get_if<syntax::BooleanLiteral>(&node)) return values::Value(truth->value);
  if (const auto* date = std::get_if<syntax::DateLiteral>(&node)) {
    const std::optional<values::Date> day = values::Date::from_text(date->text);
    if (day) return values::Value(*day);
    return std::nullopt;
  }
  if (const auto* duration = std::get_if<syntax::DurationLiteral>(&node)) {
    const std::optional<std::int64_t> count = duration_count(*duration);
    if (!count) return std::nullopt;
    if (duration->unit == syntax::DurationUnit::day) return values::Value(values::Days{*count});
    return values::Value(values::Months{*count});
  }
  if (const auto* list = std::get_if<syntax::ListExpr>(&node)) {
    static const values::ListData kEmpty{};
    if (list->items.empty()) return values::Value(&kEmpty);
    return std::nullopt;
  }
  if (const auto* member = std::get_if<EnumMemberTarget>(&tree.targets[expr.index])) {
    return values::Value(values::Member{member->member});
  }
  if (std::optional<Number> number = constant_number(*tree.tree, expr)) return values::Value(*std::move(number));
  return std::nullopt;
}

}  // namespace kaidah::check
