#include "grammar/vocabulary/citation.hpp"

#include <string_view>

#include "grammar/vocabulary/keyword.hpp"

namespace kaidah::vocabulary {
namespace {

using syntax::PlaceLevel;

Keyword keyword_of(PlaceLevel level) {
  switch (level) {
    case PlaceLevel::annex:
      return Keyword::annex;
    case PlaceLevel::chapter:
      return Keyword::chapter;
    case PlaceLevel::article:
      return Keyword::article;
    case PlaceLevel::paragraph:
      return Keyword::paragraph;
    case PlaceLevel::point:
      return Keyword::point;
    case PlaceLevel::item:
      return Keyword::item;
    case PlaceLevel::page:
      break;
  }
  return Keyword::page;
}

/// Both languages write the large parts with a capital.
std::string word(PlaceLevel level, syntax::Vocabulary vocabulary) {
  std::string text(spelling(keyword_of(level), vocabulary));
  if (level <= PlaceLevel::article) text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

}  // namespace

std::string citation(const syntax::Place& place, syntax::Vocabulary vocabulary) {
  std::string text;
  if (place.through) text = spelling(Keyword::somewhere_in, vocabulary);
  for (const syntax::PlacePart& part : place.parts) {
    if (!text.empty()) text += ' ';
    text += word(part.level, vocabulary);
    if (!part.number.empty()) text += ' ' + part.number;
  }
  if (place.through) {
    text += ' ';
    text += spelling(Keyword::somewhere_to, vocabulary);
    text += ' ' + *place.through;
  }
  if (!place.of.empty()) text += " (" + place.of + ")";
  return text;
}

}  // namespace kaidah::vocabulary
