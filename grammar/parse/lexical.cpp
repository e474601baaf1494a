#include "grammar/parse/lexical.hpp"

#include <algorithm>
#include <array>

#include "grammar/parse/recover.hpp"

namespace kaidah::parse {

namespace {

/// What can follow the first word of a statement, but not a name in an expression.
constexpr std::string_view kBeginners = "`\"({|";

bool is_space(char c) noexcept {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool is_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_roman(char c) noexcept {
  return c == 'I' || c == 'V' || c == 'X' || c == 'L' || c == 'C' || c == 'D' || c == 'M';
}

const char* digits_end(const char* p, const char* end) noexcept {
  while (p != end && is_digit(*p)) ++p;
  return p;
}

const char* name_end(const char* p, const char* end) noexcept {
  while (p != end && is_name_char(*p)) ++p;
  return p;
}

/// Moves the input to `to`, and leaves a node for what lies between.
bool accept(Input& in, State& state, Kind kind, const char* from, const char* to, std::uint16_t data = 0) {
  const auto first = static_cast<std::uint32_t>(state.nodes.size());
  state.nodes.push_back({kind, data, state.offset(from), state.offset(to), first});
  in.bump(static_cast<std::size_t>(to - in.current()));
  return true;
}

bool accept(Input& in, const char* to) {
  in.bump(static_cast<std::size_t>(to - in.current()));
  return true;
}

/// `2021-07-01`, whether or not such a day exists; null if it is not a date.
const char* date_end(const char* p, const char* end) noexcept {
  static constexpr std::string_view shape = "0000-00-00";
  if (static_cast<std::size_t>(end - p) < shape.size()) return nullptr;
  for (const char c : shape) {
    if (c == '0' ? !is_digit(*p) : *p != c) return nullptr;
    ++p;
  }
  return p != end && is_digit(*p) ? nullptr : p;
}

}  // namespace

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}
bool is_name_start(char c) noexcept {
  return is_letter(c) || c == '_';
}
bool is_name_char(char c) noexcept {
  return is_name_start(c) || is_digit(c);
}

const char* skip_space(const char* p, const char* end) noexcept {
  for (; p != end; ++p) {
    if (*p == '#') {
      while (p != end && *p != '\n') ++p;
      if (p == end) return p;
    } else if (!is_space(*p)) {
      return p;
    }
  }
  return p;
}

const char* token_begin(State& state, const char* p, const char* end) noexcept {
  if (p != state.space_from) {
    state.space_from = p;
    state.space_to = skip_space(p, end);
  }
  return state.space_to;
}

TextEnd text_end(const char* p, const char* end) noexcept {
  for (++p; p != end && *p != '\n'; ++p) {
    if (*p == '\\' && p + 1 != end && p[1] != '\n') {
      ++p;
    } else if (*p == '"') {
      return {p + 1, true};
    }
  }
  while (is_space(p[-1])) --p;
  if (p[-1] == '{') {
    --p;
    while (is_space(p[-1])) --p;
  }
  return {p, false};
}

const char* quoted_name_end(const char* p, const char* end) noexcept {
  ++p;
  if (p == end || !is_name_start(*p)) return nullptr;
  p = name_end(p, end);
  return p != end && *p == '`' ? p + 1 : nullptr;
}

const char* keyword_end(std::string_view words, const char* p, const char* end) noexcept {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == ' ') {
      const char* next = skip_space(p, end);
      if (next == p) return nullptr;
      p = next;
    } else {
      if (p == end || *p != words[i]) return nullptr;
      ++p;
    }
  }
  return p != end && is_name_char(*p) ? nullptr : p;
}

const char* place_number_end(const char* p, const char* end) noexcept {
  if (p == end) return nullptr;
  if (*p == '(') {
    const char* q = digits_end(p + 1, end);
    if (q == p + 1) return nullptr;
    while (q != end && is_letter(*q)) ++q;
    return q != end && *q == ')' ? q + 1 : nullptr;
  }
  const char* q = digits_end(p, end);
  if (q != p) {
    while (q != end && is_letter(*q)) ++q;
  } else {
    while (q != end && is_roman(*q)) ++q;
    if (q == p || (q != end && is_name_char(*q))) {  // `a`, `aa`, `B`
      q = p;
      while (q != end && q - p < 2 && is_letter(*q)) ++q;
    }
  }
  return q == p || (q != end && is_name_char(*q)) ? nullptr : q;
}

bool match_keyword(Input& in, State& state, Keyword keyword, bool push) {
  const char* p = token_begin(state, in.current(), in.end());
  const std::string_view words = vocabulary::spelling(keyword, state.vocabulary);
  if (p == in.end() || *p != words.front()) return false;
  const char* to = keyword_end(words, p, in.end());
  if (to == nullptr) return false;
  return push ? accept(in, state, Kind::keyword, p, to, static_cast<std::uint16_t>(keyword)) : accept(in, to);
}

bool match_call_word(Input& in, State& state, Keyword keyword) {
  const char* p = token_begin(state, in.current(), in.end());
  const char* to = keyword_end(vocabulary::spelling(keyword, state.vocabulary), p, in.end());
  if (to == nullptr || to == in.end() || *to != '(') return false;
  accept(in, state, Kind::keyword, p, to, static_cast<std::uint16_t>(keyword));
  in.bump(1);
  return true;
}

bool match_symbol(Input& in, State& state, char symbol, bool push) {
  const char* p = token_begin(state, in.current(), in.end());
  if (p == in.end() || *p != symbol) return false;
  return push ? accept(in, state, Kind::symbol, p, p + 1, static_cast<std::uint16_t>(symbol)) : accept(in, p + 1);
}

bool match_touching_parenthesis(Input& in, State&) {
  return !in.empty() && *in.current() == '(' && accept(in, in.current() + 1);
}

bool match_dots(Input& in, State& state) {
  const char* p = token_begin(state, in.current(), in.end());
  if (in.end() - p < 2 || p[0] != '.' || p[1] != '.') return false;
  return accept(in, state, Kind::range_dots, p, p + 2);
}

bool match_dot(Input& in, State& state) {
  const char* p = token_begin(state, in.current(), in.end());
  if (p == in.end() || *p != '.' || (in.end() - p > 1 && p[1] == '.')) return false;
  return accept(in, p + 1);
}

bool match_comparison_sign(Input& in, State& state) {
  using syntax::Comparison;
  struct Sign {
    std::string_view text;
    Comparison op;
  };
  static constexpr std::array<Sign, 9> signs{{{"<=", Comparison::less_equal},
                                              {">=", Comparison::greater_equal},
                                              {"!=", Comparison::not_equal},
                                              {"=", Comparison::equal},
                                              {"<", Comparison::less},
                                              {">", Comparison::greater},
                                              {"\u2264", Comparison::less_equal},
                                              {"\u2265", Comparison::greater_equal},
                                              {"\u2260", Comparison::not_equal}}};
  const char* p = token_begin(state, in.current(), in.end());
  const std::string_view rest(p, static_cast<std::size_t>(in.end() - p));
  for (const Sign& sign : signs) {
    if (!rest.starts_with(sign.text)) continue;
    return accept(in, state, Kind::symbol, p, p + sign.text.size(), static_cast<std::uint16_t>(sign.op));
  }
  return false;
}

bool match_name(Input& in, State& state) {
  const char* p = token_begin(state, in.current(), in.end());
  if (p == in.end()) return false;
  if (*p == '`') {
    const char* to = quoted_name_end(p, in.end());
    return to != nullptr && accept(in, state, Kind::name, p, to);
  }
  return is_name_start(*p) && accept(in, state, Kind::name, p, name_end(p, in.end()));
}

bool match_expression_name(Input& in, State& state) {
  static constexpr std::array never{Keyword::and_,  Keyword::or_,  Keyword::when,         Keyword::in_case,
                                    Keyword::where, Keyword::not_, Keyword::for_each_item};
  const char* p = token_begin(state, in.current(), in.end());
  if (p == in.end()) return false;
  if (*p != '`') {
    if (!is_name_start(*p)) return false;
    for (const Keyword keyword : never) {
      const std::string_view words = vocabulary::spelling(keyword, state.vocabulary);
      if (*p == words.front() && keyword_end(words, p, in.end()) != nullptr) return false;
    }
    const char* to = name_end(p, in.end());
    // `rule x =` with nothing behind it: the word on the next line is not its value.
    const char* next = to;
    while (next != in.end() && (*next == ' ' || *next == '\t')) ++next;
    const bool statement_goes_on =
        next != to && next != in.end() && (is_name_char(*next) || kBeginners.find(*next) != std::string_view::npos);
    if (statement_goes_on && starts_statement_line(state, p, in.end())) return false;
  }
  return match_name(in, state);
}

// Takes in whatever was meant as one number, `1,76` and `1.250.000` too; build/ says what is wrong with those.
bool match_number(Input& in, State& state) {
  const char* p = token_begin(state, in.current(), in.end());
  const char* const end = in.end();
  if (p == end || !is_digit(*p) || date_end(p, end) != nullptr) return false;
  const auto digits = [&](const char* q) {
    while (q != end && (is_digit(*q) || *q == '_')) ++q;
    return q;
  };
  const char* to = digits(p);
  while (end - to > 1 && (*to == '.' || *to == ',') && is_digit(to[1])) to = digits(to + 1);
  if (to != end && *to == '%') ++to;
  return accept(in, state, Kind::number, p, to);
}

bool match_digits(Input& in, State& state) {
  const char* p = token_begin(state, in.current(), in.end());
  const char* to = digits_end(p, in.end());
  return to != p && accept(in, state, Kind::number, p, to);
}

bool match_date(Input& in, State& state) {
  const char* p = token_begin(state, in.current(), in.end());
  const char* to = date_end(p, in.end());
  return to != nullptr && accept(in, state, Kind::date, p, to);
}

bool match_text(Input& in, State& state) {
  const char* p = token_begin(state, in.current(), in.end());
  return p != in.end() && *p == '"' && accept(in, state, Kind::text, p, text_end(p, in.end()).end);
}

bool match_code(Input& in, State& state) {
  const char* p = token_begin(state, in.current(), in.end());
  return p != in.end() && is_name_start(*p) && accept(in, state, Kind::code, p, name_end(p, in.end()));
}

bool match_version(Input& in, State& state, bool range) {
  const char* p = token_begin(state, in.current(), in.end());
  const char* to = p;
  const auto part = [&](bool any) {
    const char* q = digits_end(to, in.end());
    const bool wildcard = any && q == to && q != in.end() && *q == 'x';
    if (wildcard) ++q;
    const bool found = q != to;
    to = q;
    return found ? (wildcard ? 2 : 1) : 0;
  };
  const auto dot = [&] { return to != in.end() && *to == '.' && (++to, true); };
  if (part(false) == 0 || !dot()) return false;
  const int second = part(range);
  if (second == 0) return false;
  if (second == 1 && (!dot() || part(range) == 0)) return false;
  if (to != in.end() && is_name_char(*to)) return false;
  return accept(in, state, range ? Kind::version_range : Kind::version, p, to);
}

bool match_place_number(Input& in, State& state, bool annex) {
  const char* p = token_begin(state, in.current(), in.end());
  const char* to = place_number_end(p, in.end());
  if (to == nullptr) return false;
  if (annex && !is_digit(*p) && !is_roman(*p) && !(to - p == 1 && *p >= 'A' && *p <= 'Z')) return false;
  return accept(in, state, Kind::place_number, p, to);
}

bool match_name_on_line(Input& in, State& state) {
  const char* p = token_begin(state, in.current(), in.end());
  return p != in.end() && (is_name_start(*p) || *p == '`') && std::find(in.current(), p, '\n') == p;
}

bool match_end(Input& in, State& state) {
  return token_begin(state, in.current(), in.end()) == in.end();
}

bool match_heading_cell(Input& in, State& state) {
  const char* p = in.current();
  while (p != in.end() && (*p == ' ' || *p == '\t')) ++p;
  const char* to = p;
  while (to != in.end() && *to != '|' && *to != '\\' && *to != '\n' && *to != '{' && *to != '}' && *to != '#') ++to;
  while (to != p && is_space(to[-1])) --to;
  return to != p && accept(in, state, Kind::heading_cell, p, to);
}

bool match_empty_cell(Input& in, State& state) {
  const char* p = in.current();
  while (p != in.end() && (*p == ' ' || *p == '\t')) ++p;
  if (p == in.end() || *p != '|') return false;
  const auto first = static_cast<std::uint32_t>(state.nodes.size());
  state.nodes.push_back({Kind::empty_cell, 0, state.offset(p), state.offset(p), first});
  return true;
}

}  // namespace kaidah::parse
