#pragma once
// A checked policy as text that stays the same from version to version of the program: what the tests compare and
// `kaidah dump --stage checked` shows.

#include <string>

#include "engine/check/checked_policy.hpp"

namespace kaidah::check {

/// Shapes, rules with their types, ranges, decimals and statements, what names mean, places and marks; one thing a
/// line.
[[nodiscard]] std::string dump(const CheckedPolicy& policy);

/// `number 0..120 decimals 2`, `list of Predikat`, `date, optional`.
[[nodiscard]] std::string type_text(const CheckedPolicy& policy, const Type& type);

}  // namespace kaidah::check
