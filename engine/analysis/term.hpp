#pragma once
// What an expression stands for once its local names are replaced: its key, its origin, its declared type.

#include <string>

#include "engine/analysis/atom.hpp"

namespace kaidah::analysis {

/// Always the same one.
[[nodiscard]] EnvironmentPtr no_locals();

/// Follows local names to the expression that they are bound to.
[[nodiscard]] Term resolved(const check::CheckedPolicy& policy, Term term);

/// Equal exactly for expressions that mean the same after resolution, whatever their spelling.
[[nodiscard]] std::string key_of(const check::CheckedPolicy& policy, const Term& term);

/// What an example must set to give the expression a value. REQUIRES: resolved.
[[nodiscard]] Origin origin_of(const check::CheckedPolicy& policy, const Term& term);

/// The type as declared where a field, rule or parameter is named, not as narrowed by the conditions around it; of
/// anything else the type that was inferred. REQUIRES: resolved.
[[nodiscard]] types::Type declared_type(const check::CheckedPolicy& policy, const Term& term);

/// The expression on one line, in the author's spelling. REQUIRES: resolved.
[[nodiscard]] std::string shown_text(const check::CheckedPolicy& policy, const Term& term);

/// The number literal's value.
[[nodiscard]] values::Number number_of(const syntax::NumberLiteral& literal);
/// The whole number of a duration literal: days, or months.
[[nodiscard]] values::Number count_of(const syntax::DurationLiteral& literal);
/// Days since 1970.
[[nodiscard]] values::Number count_of(values::Date date);

}  // namespace kaidah::analysis
