#pragma once
// The direct parts of an expression. Private to this folder.

#include <algorithm>
#include <variant>
#include <vector>

#include "grammar/syntax/expression.hpp"
#include "grammar/syntax/overload.hpp"

namespace kaidah::plan {

/// Calls `visit` with every direct part of an expression until it says no; whether it never did.
template <class Visit>
bool all_parts(const syntax::ExprNode& node, Visit visit) {
  const auto each = [&](const std::vector<syntax::ExprId>& ids) { return std::all_of(ids.begin(), ids.end(), visit); };
  return std::visit(syntax::Overload{
                        [&](const syntax::MemberExpr& e) { return visit(e.base); },
                        [&](const syntax::CallExpr& e) { return each(e.arguments); },
                        [&](const syntax::BuiltinExpr& e) { return each(e.arguments); },
                        [&](const syntax::UnaryExpr& e) { return visit(e.operand); },
                        [&](const syntax::BinaryExpr& e) { return visit(e.left) && visit(e.right); },
                        [&](const syntax::LogicalExpr& e) { return each(e.operands); },
                        [&](const syntax::ComparisonExpr& e) {
                          return visit(e.first) && std::all_of(e.tests.begin(), e.tests.end(),
                                                               [&](const auto& test) { return visit(test.right); });
                        },
                        [&](const syntax::InExpr& e) { return visit(e.element) && visit(e.list); },
                        [&](const syntax::PresentExpr& e) { return visit(e.operand); },
                        [&](const syntax::DefaultExpr& e) { return visit(e.operand) && visit(e.fallback); },
                        [&](const syntax::AsOfExpr& e) { return visit(e.operand) && visit(e.day); },
                        [&](const syntax::ListExpr& e) { return each(e.items); },
                        [&](const syntax::AggregateExpr& e) {
                          return visit(e.list) && (!e.where || visit(e.where)) && (!e.body || visit(e.body));
                        },
                        [&](const auto&) { return true; },
                    },
                    node);
}

}  // namespace kaidah::plan
