#pragma once
// The expressions directly inside an expression, in order of writing.

#include <variant>

#include "grammar/syntax/tree.hpp"

namespace kaidah::check {

template <class Visit>
void for_each_child(const syntax::Expr& expr, Visit&& visit) {
  const auto each = [&](syntax::ExprId id) {
    if (id) visit(id);
  };
  const auto all = [&](const std::vector<syntax::ExprId>& ids) {
    for (const syntax::ExprId id : ids) each(id);
  };
  std::visit(
      [&](const auto& node) {
        using Node = std::decay_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, syntax::MemberExpr>) {
          each(node.base);
        } else if constexpr (std::is_same_v<Node, syntax::CallExpr> || std::is_same_v<Node, syntax::BuiltinExpr>) {
          all(node.arguments);
        } else if constexpr (std::is_same_v<Node, syntax::UnaryExpr> || std::is_same_v<Node, syntax::PresentExpr>) {
          each(node.operand);
        } else if constexpr (std::is_same_v<Node, syntax::BinaryExpr>) {
          each(node.left);
          each(node.right);
        } else if constexpr (std::is_same_v<Node, syntax::LogicalExpr>) {
          all(node.operands);
        } else if constexpr (std::is_same_v<Node, syntax::ComparisonExpr>) {
          each(node.first);
          for (const syntax::ComparisonTest& test : node.tests) each(test.right);
        } else if constexpr (std::is_same_v<Node, syntax::InExpr>) {
          each(node.element);
          each(node.list);
        } else if constexpr (std::is_same_v<Node, syntax::DefaultExpr>) {
          each(node.operand);
          each(node.fallback);
        } else if constexpr (std::is_same_v<Node, syntax::AsOfExpr>) {
          each(node.operand);
          each(node.day);
        } else if constexpr (std::is_same_v<Node, syntax::ListExpr>) {
          all(node.items);
        } else if constexpr (std::is_same_v<Node, syntax::AggregateExpr>) {
          each(node.body);
          each(node.list);
          each(node.where);
        } else if constexpr (std::is_same_v<Node, syntax::RecordExpr>) {
          for (const syntax::FieldValue& field : node.fields) each(field.value);
        }
      },
      expr.node);
}

}  // namespace kaidah::check
