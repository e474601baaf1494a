#include "engine/library/setting_text.hpp"

#include <variant>

#include "engine/check/constant.hpp"
#include "engine/values/number.hpp"

namespace kaidah::library {

std::optional<std::string> setting_text(const syntax::SyntaxTree& tree, syntax::ExprId literal) {
  const syntax::ExprNode& node = tree[literal].node;
  if (const auto* name = std::get_if<syntax::NameExpr>(&node)) return name->name.text;
  if (const auto* member = std::get_if<syntax::MemberExpr>(&node)) {
    if (std::holds_alternative<syntax::NameExpr>(tree[member->base].node)) return member->member.text;
    return std::nullopt;
  }
  if (const auto* text = std::get_if<syntax::TextLiteral>(&node)) return text->value;
  if (const auto* truth = std::get_if<syntax::BooleanLiteral>(&node)) return truth->value ? "true" : "false";
  if (const auto* date = std::get_if<syntax::DateLiteral>(&node)) return date->text;
  if (const auto* duration = std::get_if<syntax::DurationLiteral>(&node)) {
    const auto count = check::duration_count(*duration);
    return count ? std::optional(std::to_string(*count)) : std::nullopt;
  }
  if (const auto number = check::constant_number(tree, literal); number && number->decimals()) {
    return number->to_decimal(*number->decimals());
  }
  return std::nullopt;
}

}  // namespace kaidah::library
