#include "engine/check/expressions.hpp"

#include <utility>

#include "engine/check/constant.hpp"
#include "engine/check/resolve_type.hpp"
#include "engine/types/unify.hpp"

namespace kaidah::check {

using types::TypeKind;

Type Expressions::check(ExprId id, const Type* expected) {
  if (!id) return {};
  Type result = node(id, at(id), expected);
  context_.policy.trees[here_.tree].types[id.index] = result;
  return result;
}

Type Expressions::check_as(ExprId id, const Type& expected) {
  Type found = check(id, &expected);
  if (!expect(id, found, expected)) return {};
  return present(id, std::move(found));
}

Type Expressions::check_optional(ExprId id, const Type& expected) {
  Type found = check(id, &expected);
  return expect(id, found, expected) ? found : Type{};
}

void Expressions::check_condition(ExprId id) {
  check_as(id, types::of_kind(TypeKind::boolean));
}

bool Expressions::expect(ExprId id, const Type& found, const Type& expected) {
  if (types::fits(found, expected)) return true;
  report(MessageKind::type_mismatch, id,
         {{"expected", type_name(context_, expected)}, {"found", type_name(context_, found)}});
  return false;
}

Type Expressions::present(ExprId id, Type type) {
  if (!type.optional || types::fits_all(type)) return type;
  report(MessageKind::optional_not_asked, id, {{"name", text(id)}})
      .notes.push_back(message(MessageKind::help_ask_presence, {{"name", text(id)}}));
  type.optional = false;
  return type;
}

std::string Expressions::text(ExprId id) const {
  return std::string(tree().source->text(at(id).span));
}

void Expressions::target(ExprId id, Target target) {
  context_.policy.trees[here_.tree].targets[id.index] = std::move(target);
}

const Target& Expressions::target(ExprId id) const {
  return context_.policy.trees[here_.tree].targets[id.index];
}

const Type& Expressions::type(ExprId id) const {
  return context_.policy.trees[here_.tree].types[id.index];
}

Diagnostic& Expressions::report(MessageKind kind, ExprId id, std::vector<Argument> arguments) {
  return context_.report(kind, where(id), std::move(arguments));
}

bool Expressions::is_ordered(const Type& type) const {
  return types::has_order(type, type.kind == TypeKind::enumeration && context_.policy.enums[type.enumeration].ordered);
}

Type Expressions::node(ExprId id, const syntax::Expr& expr, const Type* expected) {
  const auto visitor = [&](const auto& node) -> Type {
    using Node = std::decay_t<decltype(node)>;
    if constexpr (std::is_same_v<Node, syntax::NumberLiteral>) {
      const std::optional<values::Number> value = literal(node);
      if (!value) return types::number({}, std::nullopt);
      return types::number(types::point(*value), value->decimals());
    } else if constexpr (std::is_same_v<Node, syntax::DateLiteral>) {
      return types::of_kind(TypeKind::date);
    } else if constexpr (std::is_same_v<Node, syntax::TextLiteral>) {
      return types::of_kind(TypeKind::text);
    } else if constexpr (std::is_same_v<Node, syntax::BooleanLiteral>) {
      return types::of_kind(TypeKind::boolean);
    } else if constexpr (std::is_same_v<Node, syntax::DurationLiteral>) {
      Type type = types::of_kind(node.unit == syntax::DurationUnit::day ? TypeKind::days : TypeKind::months);
      const std::optional<values::Number> count = literal({node.digits, false});
      if (!count || !count->is_whole() || !count->to_int64()) {
        report(MessageKind::whole_number_needed, id);
        return type;
      }
      type.range = types::point(node.unit == syntax::DurationUnit::year ? *count * values::Number(12) : *count);
      return type;
    } else if constexpr (std::is_same_v<Node, syntax::NoneLiteral> || std::is_same_v<Node, syntax::RecordExpr>) {
      report(MessageKind::only_in_scenarios, id);
      return {};
    } else if constexpr (std::is_same_v<Node, syntax::NameExpr>) {
      return name(id, node, expected);
    } else if constexpr (std::is_same_v<Node, syntax::MemberExpr>) {
      return member(id, node);
    } else if constexpr (std::is_same_v<Node, syntax::CallExpr>) {
      return call(id, node);
    } else if constexpr (std::is_same_v<Node, syntax::BuiltinExpr>) {
      return builtin(id, node, expected);
    } else if constexpr (std::is_same_v<Node, syntax::UnaryExpr>) {
      return unary(id, node);
    } else if constexpr (std::is_same_v<Node, syntax::BinaryExpr>) {
      return binary(id, node);
    } else if constexpr (std::is_same_v<Node, syntax::LogicalExpr>) {
      return logical(id, node);
    } else if constexpr (std::is_same_v<Node, syntax::ComparisonExpr>) {
      return comparison(id, node);
    } else if constexpr (std::is_same_v<Node, syntax::InExpr>) {
      return in(id, node);
    } else if constexpr (std::is_same_v<Node, syntax::PresentExpr>) {
      return presence(id, node);
    } else if constexpr (std::is_same_v<Node, syntax::MetExpr>) {
      return met(id, node);
    } else if constexpr (std::is_same_v<Node, syntax::DefaultExpr>) {
      return with_default(id, node, expected);
    } else if constexpr (std::is_same_v<Node, syntax::AsOfExpr>) {
      return as_of(id, node, expected);
    } else if constexpr (std::is_same_v<Node, syntax::ListExpr>) {
      return list(id, node, expected);
    } else if constexpr (std::is_same_v<Node, syntax::AggregateExpr>) {
      return aggregate(id, node, expected);
    } else if constexpr (std::is_same_v<Node, syntax::UndeterminedExpr>) {
      return types::of_kind(TypeKind::none);
    } else if constexpr (std::is_same_v<Node, syntax::ClockExpr>) {
      return clock(id, node);
    } else if constexpr (std::is_same_v<Node, syntax::GroupRecordExpr>) {
      return group_record(id, node);
    } else if constexpr (std::is_same_v<Node, syntax::MembersExpr>) {
      report(here_.reach == Reach::group ? MessageKind::members_alone : MessageKind::members_outside_group, id);
      return {};
    } else {
      // Roundings and month ends are read where they belong; the rest was reported while parsing.
      return {};
    }
  };
  return std::visit(visitor, expr.node);
}

}  // namespace kaidah::check
