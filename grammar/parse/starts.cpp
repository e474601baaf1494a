// What the elements of each kind of block begin with: where reading can go on after a mistake.
#include <algorithm>
#include <array>
#include <span>

#include "grammar/parse/lexical.hpp"
#include "grammar/parse/recover.hpp"
#include "grammar/parse/starts.hpp"

namespace kaidah::parse {

namespace {

constexpr std::array kHeaderWords{Keyword::title,    Keyword::basis,         Keyword::subject,
                                  Keyword::in_force, Keyword::reference_day, Keyword::month_end,
                                  Keyword::use,      Keyword::amends,        Keyword::supplements};
constexpr std::array kItemWords{
    Keyword::rule,        Keyword::output,    Keyword::exception, Keyword::classify, Keyword::collect,
    Keyword::table,       Keyword::always,    Keyword::require,   Keyword::for_each, Keyword::provisions_in_case,
    Keyword::not_encoded, Keyword::ranking,   Keyword::procedure, Keyword::enum_,    Keyword::record,
    Keyword::input,       Keyword::parameter, Keyword::group,     Keyword::scenario, Keyword::given,
    Keyword::replace,     Keyword::repeal,    Keyword::adopts,    Keyword::result_of};
constexpr std::array kLevelWords{Keyword::chapter, Keyword::article, Keyword::paragraph,
                                 Keyword::point,   Keyword::item,    Keyword::page};
constexpr std::array kPartWords{Keyword::starts_when, Keyword::events, Keyword::step, Keyword::end};
constexpr std::array kExitWords{Keyword::on_expiry, Keyword::upon, Keyword::suspended_while};
constexpr std::array kClauseWords{Keyword::given, Keyword::assume, Keyword::expect};
// What goes on with an arm on the next line.
constexpr std::array kContinuations{Keyword::when,           Keyword::in_case, Keyword::as_referred_in,
                                    Keyword::as_referred_at, Keyword::and_,    Keyword::or_};

const char* word_end(const State& state, Keyword keyword, const char* p, const char* end) {
  return keyword_end(vocabulary::spelling(keyword, state.vocabulary), p, end);
}

bool starts_with_any(const State& state, std::span<const Keyword> keywords, const char* p, const char* end) {
  return std::any_of(keywords.begin(), keywords.end(),
                     [&](Keyword keyword) { return word_end(state, keyword, p, end) != nullptr; });
}

bool starts_place(const State& state, const char* p, const char* end) {
  if (word_end(state, Keyword::annex, p, end) != nullptr || word_end(state, Keyword::somewhere_in, p, end) != nullptr) {
    return true;
  }
  return std::any_of(kLevelWords.begin(), kLevelWords.end(), [&](Keyword level) {
    const char* to = word_end(state, level, p, end);
    return to != nullptr && place_number_end(skip_space(to, end), end) != nullptr;
  });
}

/// `add {`; `add(` is a call.
bool starts_add(const State& state, const char* p, const char* end) {
  const char* to = word_end(state, Keyword::add_items, p, end);
  return to != nullptr && (to == end || *to != '(');
}

bool starts_item(const State& state, const char* p, const char* end) {
  return starts_with_any(state, kItemWords, p, end) || starts_add(state, p, end) || starts_place(state, p, end);
}

bool starts_name(const char* p, const char* end) {
  return p != end && (is_name_start(*p) || *p == '`');
}

/// `for instansi "…"`: an aggregate goes on with a list.
bool starts_agencies(const State& state, const char* p, const char* end) {
  p = word_end(state, Keyword::for_agencies, p, end);
  if (p == nullptr) return false;
  p = skip_space(p, end);
  if (!starts_name(p, end)) return false;
  ++p;
  while (p != end && (is_name_char(*p) || *p == '`')) ++p;
  p = skip_space(p, end);
  return p != end && *p == '"';
}

/// `name:` or `name "key":`.
bool starts_field(const char* p, const char* end) {
  if (!starts_name(p, end)) return false;
  ++p;
  while (p != end && (is_name_char(*p) || *p == '`')) ++p;
  p = skip_space(p, end);
  if (p != end && *p == '"') p = skip_space(text_end(p, end).end, end);
  return p != end && *p == ':';
}

}  // namespace

bool starts_element(const State& state, Context context, const char* p, const char* end) {
  switch (context) {
    case Context::file:
      return starts_item(state, p, end) || starts_with_any(state, kHeaderWords, p, end) ||
             starts_agencies(state, p, end);
    case Context::items:
      return starts_item(state, p, end);
    case Context::members:
      return starts_name(p, end);
    case Context::fields:
      return starts_field(p, end) || word_end(state, Keyword::condition, p, end) != nullptr;
    case Context::arms:
      return starts_name(p, end) && !starts_with_any(state, kContinuations, p, end);
    case Context::rows:
      return (p != end && *p == '|') || starts_place(state, p, end);
    case Context::parts:
      return starts_with_any(state, kPartWords, p, end) || starts_place(state, p, end);
    case Context::exits:
      return starts_with_any(state, kExitWords, p, end) || starts_place(state, p, end);
    case Context::clauses:
      return (p != end && *p == '|') || starts_with_any(state, kClauseWords, p, end);
  }
  return false;
}

bool starts_statement_line(const State& state, const char* p, const char* end) {
  return first_on_line(state, p) && starts_item(state, p, end);
}

bool first_on_line(const State& state, const char* p) {
  while (p != state.begin && (p[-1] == ' ' || p[-1] == '\t')) --p;
  return p == state.begin || p[-1] == '\n';
}

bool is_keyword(const State& state, const char* p, const char* end) {
  static constexpr std::array all{
#define KAIDAH_KEYWORD(slot, english, indonesian) Keyword::slot,
#include "grammar/vocabulary/keywords.def"
#undef KAIDAH_KEYWORD
  };
  return starts_with_any(state, all, p, end);
}

std::size_t indentation(const State& state, const char* p) {
  while (p != state.begin && p[-1] != '\n') --p;
  std::size_t width = 0;
  while (*p == ' ' || *p == '\t') ++p, ++width;
  return width;
}

std::vector<Keyword> start_words(Context context) {
  std::vector<Keyword> words;
  const auto add = [&](std::span<const Keyword> more) {
    for (const Keyword keyword : more) words.push_back(keyword);
  };
  switch (context) {
    case Context::file:
      add(kHeaderWords);
      [[fallthrough]];
    case Context::items:
      add(kItemWords);
      words.push_back(Keyword::add_items);
      words.push_back(Keyword::annex);
      words.push_back(Keyword::somewhere_in);
      add(kLevelWords);
      break;
    case Context::fields:
      words.push_back(Keyword::condition);
      break;
    case Context::parts:
      add(kPartWords);
      break;
    case Context::exits:
      add(kExitWords);
      break;
    case Context::clauses:
      add(kClauseWords);
      break;
    case Context::members:
    case Context::arms:
    case Context::rows:
      break;
  }
  return words;
}

}  // namespace kaidah::parse
