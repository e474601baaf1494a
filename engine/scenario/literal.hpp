#pragma once
// The values that scenarios write: literals read against the type that is expected of them.

#include <functional>
#include <optional>

#include "engine/check/checked_policy.hpp"
#include "engine/scenario/scenario.hpp"
#include "grammar/syntax/tree.hpp"

namespace kaidah::scenario {

/// Where a literal did not fit, and what it would have to be.
struct LiteralProblem {
  Span span;
  std::string name;  ///< an unknown field of a record; empty: the value has another type
};

/// The literal as a draft of `type`; nothing, and a call of `report`, when it does not fit.
[[nodiscard]] std::optional<Draft> read_literal(const check::CheckedPolicy& policy, const syntax::SyntaxTree& tree,
                                                syntax::ExprId literal, const types::Type& type,
                                                const std::function<void(const LiteralProblem&)>& report);

/// The member of an enum that a bare or qualified name means.
[[nodiscard]] std::optional<values::Member> find_member(const check::EnumDeclaration& declaration,
                                                        std::string_view name);

}  // namespace kaidah::scenario
