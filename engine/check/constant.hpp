#pragma once
// What can be computed from an expression alone: bounds of ranges and lists, digits, defaults.

#include <cstdint>
#include <optional>

#include "engine/check/checked_policy.hpp"

namespace kaidah::check {

/// Figures, `+ - * /` and signs. Nothing when there is anything else, or a division by zero.
[[nodiscard]] std::optional<values::Number> constant_number(const syntax::SyntaxTree& tree, ExprId expr);
[[nodiscard]] std::optional<std::int64_t> constant_whole(const syntax::SyntaxTree& tree, ExprId expr);

/// A number, date, duration, text, truth value, member of an enum or empty list. Text lives in the tree.
/// REQUIRES: the expression was checked, so that its members are resolved.
[[nodiscard]] std::optional<values::Value> constant_value(const CheckedTree& tree, ExprId expr);

/// Days, or months. Nothing past what a duration can be.
[[nodiscard]] std::optional<std::int64_t> duration_count(const syntax::DurationLiteral& duration);

/// `0.5`, `50_000_000`, `70%`. Nothing past the limit of digits, which parsing has reported.
[[nodiscard]] std::optional<values::Number> literal(const syntax::NumberLiteral& number);

}  // namespace kaidah::check
