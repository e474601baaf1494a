#pragma once
// The keywords of both vocabularies, by slot.

#include <cstdint>
#include <string_view>

#include "grammar/syntax/tree.hpp"

namespace kaidah::vocabulary {

enum class Keyword : std::uint8_t {
#define KAIDAH_KEYWORD(slot, english, indonesian) slot,
#include "grammar/vocabulary/keywords.def"
#undef KAIDAH_KEYWORD
};

/// The words of a keyword, separated by single spaces.
[[nodiscard]] std::string_view spelling(Keyword keyword, syntax::Vocabulary vocabulary) noexcept;

}  // namespace kaidah::vocabulary
