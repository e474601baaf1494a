#include "grammar/vocabulary/keyword.hpp"

#include <array>
#include <cstddef>

namespace kaidah::vocabulary {
namespace {

struct Spelling {
  std::string_view english;
  std::string_view indonesian;
};

constexpr auto kSpellings = std::to_array<Spelling>({
#define KAIDAH_KEYWORD(slot, english, indonesian) {english, indonesian},
#include "grammar/vocabulary/keywords.def"
#undef KAIDAH_KEYWORD
});

}  // namespace

std::string_view spelling(Keyword keyword, syntax::Vocabulary vocabulary) noexcept {
  const Spelling& words = kSpellings[static_cast<std::size_t>(keyword)];
  return vocabulary == syntax::Vocabulary::english ? words.english : words.indonesian;
}

}  // namespace kaidah::vocabulary
