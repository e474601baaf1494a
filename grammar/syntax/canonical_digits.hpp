#pragma once
// One spelling for each number, without knowing what numbers are.

#include <string>
#include <string_view>

namespace kaidah::syntax {

/// `0.70`, `70%` and `00.7` are `0.7`; `1_000.0` is `1000`. REQUIRES: digits, underscores and at most one dot.
[[nodiscard]] std::string canonical_digits(std::string_view digits, bool percent);

}  // namespace kaidah::syntax
