#include "grammar/parse/scan.hpp"

#include <algorithm>

#include "grammar/parse/lexical.hpp"
#include "grammar/parse/starts.hpp"
#include "grammar/source/utf8.hpp"

namespace kaidah::parse {

Scan scan(std::string_view text) {
  Scan result;
  bool blank_so_far = true;
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  for (const char* p = begin; p != end;) {
    switch (*p) {
      case '\n':
        blank_so_far = true;
        [[fallthrough]];
      case ' ':
      case '\t':
      case '\r':
        ++p;
        continue;
      case '#': {
        const char* to = std::find(p, end, '\n');
        const char* last = to;
        if (last[-1] == '\r') --last;
        result.comments.push_back(
            {{static_cast<std::uint32_t>(p - begin), static_cast<std::uint32_t>(last - begin)}, blank_so_far});
        p = to;
        continue;
      }
      case '"':
        p = text_end(p, end).end;
        break;
      case '{':
        ++result.missing_closes;
        ++p;
        break;
      case '}':
        --result.missing_closes;
        ++p;
        break;
      default:
        ++p;
        break;
    }
    blank_so_far = false;
  }
  return result;
}

std::size_t byte_order_mark(std::string_view text) noexcept {
  return text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

std::optional<std::uint32_t> first_bad_byte(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = static_cast<signed char>(text[i]) >= 0 ? 1 : source::code_point_length(text, i);
    if (length == 0) return static_cast<std::uint32_t>(i);
    i += length;
  }
  return std::nullopt;
}

std::optional<syntax::Vocabulary> likely_vocabulary(std::string_view text) {
  const std::vector<Keyword> words = start_words(Context::file);
  const char* const end = text.data() + text.size();
  std::size_t english = 0;
  std::size_t indonesian = 0;
  for (const char* p = text.data(); p != end;) {
    const char* token = p;
    while (token != end && (*token == ' ' || *token == '\t')) ++token;
    const auto begins = [&](syntax::Vocabulary vocabulary) {
      return std::any_of(words.begin(), words.end(), [&](Keyword word) {
        return keyword_end(vocabulary::spelling(word, vocabulary), token, end) != nullptr;
      });
    };
    const bool is_english = begins(syntax::Vocabulary::english);
    const bool is_indonesian = begins(syntax::Vocabulary::indonesian);
    if (is_english && !is_indonesian) ++english;
    if (is_indonesian && !is_english) ++indonesian;
    p = std::find(token, end, '\n');
    if (p != end) ++p;
  }
  if (english == 0 && indonesian == 0) return std::nullopt;
  return english > indonesian ? syntax::Vocabulary::english : syntax::Vocabulary::indonesian;
}

}  // namespace kaidah::parse
