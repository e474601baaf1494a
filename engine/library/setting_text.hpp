#pragma once
// A literal of a profile as the value of a record would be written.

#include <optional>
#include <string>

#include "grammar/syntax/tree.hpp"

namespace kaidah::library {

/// `survei`, `0.7` (of `70%`), `2021-07-01`, `true`, a text without its quotation marks, the count of a duration in
/// days or months. Nothing when it is no plain value.
[[nodiscard]] std::optional<std::string> setting_text(const syntax::SyntaxTree& tree, syntax::ExprId literal);

}  // namespace kaidah::library
