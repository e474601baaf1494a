#pragma once
// A checked policy as stable text: what `kaidah dump --stage checked` shows and the tests compare.

#include <string>

#include "engine/check/checked_policy.hpp"

namespace kaidah::check {

/// One thing a line: shapes with their types, then every rule in the order of evaluation with what decides it, its type
/// as proved or promised, its place and its marks. Nothing depends on layout or vocabulary except expressions, which
/// are shown as English text.
[[nodiscard]] std::string dump(const CheckedPolicy& policy);

/// `number 0..120 decimals 2`, `list Tahunan`, `Predikat, optional`.
[[nodiscard]] std::string type_text(const CheckedPolicy& policy, const Type& type);

}  // namespace kaidah::check
