#include "grammar/parse/report.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "grammar/diagnostics/spelling.hpp"
#include "grammar/parse/lexical.hpp"
#include "grammar/parse/starts.hpp"
#include "grammar/source/utf8.hpp"

namespace kaidah::parse {

namespace {

constexpr std::size_t kShownText = 24;
constexpr std::size_t kMostWords = 4;  ///< of one keyword

constexpr std::array kKeywords{
#define KAIDAH_KEYWORD(slot, english, indonesian) Keyword::slot,
#include "grammar/vocabulary/keywords.def"
#undef KAIDAH_KEYWORD
};

syntax::Vocabulary other(syntax::Vocabulary vocabulary) {
  return vocabulary == syntax::Vocabulary::english ? syntax::Vocabulary::indonesian : syntax::Vocabulary::english;
}

Argument expected_argument(const State& state, const Expectation& expected) {
  switch (expected.form) {
    case Expectation::Form::phrase:
      return {"expected", expected.phrase};
    case Expectation::Form::keyword:
      return {"expected", quoted(vocabulary::spelling(expected.keyword, state.vocabulary))};
    case Expectation::Form::symbol:
      break;
  }
  return {"expected", quoted(std::string_view(&expected.symbol, 1))};
}

Argument found_argument(const char* p, const char* end) {
  if (p == end) return {"found", MessageKind::expect_end_of_text};
  return {"found", quoted({p, static_cast<std::size_t>(shown_token_end(p, end) - p)})};
}

/// The keyword of the other vocabulary that stands at `p`: one of `preferred` if it is among them, else the longest.
std::optional<Keyword> foreign_keyword(const State& state, const char* p, const char* end,
                                       const std::vector<Keyword>& preferred) {
  const auto length = [&](Keyword keyword) -> std::size_t {
    const std::string_view foreign = vocabulary::spelling(keyword, other(state.vocabulary));
    const char* to = keyword_end(foreign, p, end);
    if (to == nullptr || foreign == vocabulary::spelling(keyword, state.vocabulary)) return 0;
    return static_cast<std::size_t>(to - p);
  };
  std::optional<Keyword> best;
  const auto look = [&](const auto& keywords) {
    std::size_t longest = 0;
    for (const Keyword keyword : keywords) {
      const std::size_t found = length(keyword);
      if (found > longest) {
        longest = found;
        best = keyword;
      }
    }
  };
  look(preferred);
  if (!best) look(kKeywords);
  return best;
}

/// The text at `p` as far as `words` words, with single spaces; empty if there are not that many.
std::string words_at(const char* p, const char* end, std::size_t words) {
  std::string text;
  for (std::size_t i = 0; i < words; ++i) {
    if (p == end || !is_name_start(*p)) return {};
    if (i != 0) text += ' ';
    while (p != end && is_name_char(*p)) text += *p++;
    p = skip_space(p, end);
  }
  return text;
}

const char* words_end(const char* p, const char* end, std::size_t words) {
  for (std::size_t i = 0; i < words; ++i) {
    if (i != 0) p = skip_space(p, end);
    while (p != end && is_name_char(*p)) ++p;
  }
  return p;
}

std::size_t count_words(std::string_view text) {
  return 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
}

/// Adds what the word at `p` may have been meant as.
void suggest(const State& state, const char* p, const char* end, const std::vector<Keyword>& candidates,
             Diagnostic& diagnostic) {
  std::vector<std::string> names;
  std::size_t words_replaced = 1;
  // The more words of a keyword were written, the surer it is what was meant.
  for (std::size_t words = kMostWords; words != 0; --words) {
    const std::string written = words_at(p, end, words);
    if (written.empty()) continue;
    std::vector<std::string> spellings;
    for (const Keyword keyword : candidates) {
      const std::string_view spelling = vocabulary::spelling(keyword, state.vocabulary);
      if (count_words(spelling) == words) spellings.emplace_back(spelling);
    }
    std::vector<std::string> closest = closest_names(written, spellings);
    if (names.empty() && !closest.empty()) {
      names = std::move(closest);
      words_replaced = words;
    }
  }
  for (const std::string& name : names) diagnostic.notes.push_back({MessageKind::did_you_mean, {{"name", name}}});
  if (names.size() == 1) {
    const Span span{state.offset(p), state.offset(words_end(p, end, words_replaced))};
    diagnostic.suggestion = Suggestion{state.location(span), names.front()};
  }
}

Diagnostic describe(const State& state, const char* before, const char* end, const Argument& expected,
                    const std::vector<Keyword>& preferred, bool only_preferred) {
  const char* p = skip_space(before, end);
  if (p != end && is_name_start(*p)) {
    if (const auto keyword = foreign_keyword(state, p, end, preferred)) {
      const char* to = keyword_end(vocabulary::spelling(*keyword, other(state.vocabulary)), p, end);
      const std::string name(vocabulary::spelling(*keyword, state.vocabulary));
      const Span span{state.offset(p), state.offset(to)};
      Diagnostic diagnostic = simple(state, MessageKind::other_vocabulary, span);
      diagnostic.message.arguments = {{"word", std::string(p, to)}, {"name", name}};
      diagnostic.suggestion = Suggestion{state.location(span), name};
      return diagnostic;
    }
  }
  const bool same_line = std::find(before, p, '\n') == p;
  const bool at_token = p != end && (same_line || only_preferred);
  const Span span = at_token ? Span{state.offset(p), state.offset(shown_token_end(p, end))}
                             : Span{state.offset(before), state.offset(before)};
  Diagnostic diagnostic = simple(state, MessageKind::unexpected_text, span);
  diagnostic.message.arguments = {expected, found_argument(p, end)};
  if (p != end && is_name_start(*p)) {
    if (only_preferred) {
      suggest(state, p, end, preferred, diagnostic);
    } else {
      suggest(state, p, end, {kKeywords.begin(), kKeywords.end()}, diagnostic);
    }
  }
  return diagnostic;
}

}  // namespace

std::string quoted(std::string_view text) {
  std::string result(1, '`');
  result += text;
  result += '`';
  return result;
}

const char* shown_token_end(const char* p, const char* end) {
  if (p == end) return p;
  if (is_name_char(*p)) {
    const char* to = p;
    while (to != end && is_name_char(*to)) ++to;
    return to;
  }
  if (*p == '"') {
    const char* to = text_end(p, end).end;
    if (static_cast<std::size_t>(to - p) <= kShownText) return to;
    return p + 1;
  }
  const std::size_t length = source::code_point_length({p, static_cast<std::size_t>(end - p)}, 0);
  return p + std::max<std::size_t>(length, 1);
}

Diagnostic simple(const State& state, MessageKind kind, Span span) {
  Diagnostic diagnostic;
  diagnostic.message.kind = kind;
  diagnostic.location = state.location(span);
  return diagnostic;
}

Diagnostic limit_passed(const State& state, MessageKind kind, Span span, std::size_t limit) {
  Diagnostic diagnostic = simple(state, kind, span);
  diagnostic.message.arguments = {{"limit", Figure{std::to_string(limit)}}};
  return diagnostic;
}

Diagnostic expected_but_found(const State& state, const char* before, const char* end, const Expectation& expected) {
  std::vector<Keyword> preferred;
  if (expected.form == Expectation::Form::keyword) preferred.push_back(expected.keyword);
  return describe(state, before, end, expected_argument(state, expected), preferred, false);
}

Diagnostic unexpected_element(const State& state, const char* before, const char* end, Context context) {
  MessageKind kind{};
  switch (context) {
    case Context::file:
    case Context::items:
      kind = MessageKind::expect_statement;
      break;
    case Context::members:
      kind = MessageKind::expect_member;
      break;
    case Context::fields:
      kind = MessageKind::expect_field;
      break;
    case Context::arms:
      kind = MessageKind::expect_arm;
      break;
    case Context::rows:
      kind = MessageKind::expect_row;
      break;
    case Context::parts:
      kind = MessageKind::expect_part;
      break;
    case Context::exits:
      kind = MessageKind::expect_exit;
      break;
    case Context::clauses:
      kind = MessageKind::expect_clause;
      break;
  }
  const char* p = skip_space(before, end);
  const bool goes_on = before != state.begin && before[-1] != '{' && before[-1] != ':' && !first_on_line(state, p);
  if (!goes_on || p == end) return describe(state, before, end, {"expected", kind}, start_words(context), true);
  if (kind == MessageKind::expect_statement) kind = MessageKind::expect_statement_end;
  return describe(state, before, end, {"expected", kind}, {}, false);
}

}  // namespace kaidah::parse
