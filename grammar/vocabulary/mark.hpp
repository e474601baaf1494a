#pragma once
// Names of marks.

#include <string_view>

#include "grammar/syntax/place.hpp"
#include "grammar/syntax/tree.hpp"

namespace kaidah::vocabulary {

/// `secondary source`, `sumber sekunder`: as a policy writes it.
[[nodiscard]] std::string_view mark_name(syntax::MarkKind mark, syntax::Vocabulary vocabulary) noexcept;

}  // namespace kaidah::vocabulary
