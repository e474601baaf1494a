#include "grammar/vocabulary/mark.hpp"

#include "grammar/vocabulary/keyword.hpp"

namespace kaidah::vocabulary {
namespace {

Keyword keyword_of(syntax::MarkKind mark) noexcept {
  switch (mark) {
    case syntax::MarkKind::verbatim:
      break;
    case syntax::MarkKind::secondary_source:
      return Keyword::mark_secondary_source;
    case syntax::MarkKind::interpretation:
      return Keyword::mark_interpretation;
    case syntax::MarkKind::not_encoded:
      return Keyword::mark_not_encoded;
    case syntax::MarkKind::place_inferred:
      return Keyword::mark_place_inferred;
    case syntax::MarkKind::accepted:
      return Keyword::mark_accepted;
  }
  return Keyword::mark_verbatim;
}

}  // namespace

std::string_view mark_name(syntax::MarkKind mark, syntax::Vocabulary vocabulary) noexcept {
  return spelling(keyword_of(mark), vocabulary);
}

}  // namespace kaidah::vocabulary
