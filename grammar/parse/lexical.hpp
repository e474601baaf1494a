#pragma once
// Tokens, as functions on pointers. Each match_* skips white space and comments first, and moves the input only when
// it matches; a missing token is therefore noticed at the end of the one before it.

#include <string_view>

#include "grammar/parse/pegtl.hpp"
#include "grammar/parse/state.hpp"

namespace kaidah::parse {

using vocabulary::Keyword;

[[nodiscard]] bool is_name_start(char c) noexcept;
[[nodiscard]] bool is_name_char(char c) noexcept;
[[nodiscard]] bool is_digit(char c) noexcept;

/// The first byte that is neither white space nor in a comment.
[[nodiscard]] const char* skip_space(const char* p, const char* end) noexcept;
/// The same through the cache of the state.
[[nodiscard]] const char* token_begin(State& state, const char* p, const char* end) noexcept;

/// Where a text that begins at the quote `p` ends. A text that is not closed on its line runs to the end of the line,
/// but leaves a `{` there to the block it opens.
struct TextEnd {
  const char* end = nullptr;
  bool closed = false;
};
[[nodiscard]] TextEnd text_end(const char* p, const char* end) noexcept;
/// The end of a name in back-ticks that begins at `p`; null if it is not closed or empty.
[[nodiscard]] const char* quoted_name_end(const char* p, const char* end) noexcept;
/// The end of the words of a keyword that begin at `p` (no space before them); null if they do not.
[[nodiscard]] const char* keyword_end(std::string_view words, const char* p, const char* end) noexcept;
[[nodiscard]] const char* place_number_end(const char* p, const char* end) noexcept;

[[nodiscard]] bool match_keyword(Input& in, State& state, Keyword keyword, bool push);
/// A keyword whose `(` touches it, as in `round(`.
[[nodiscard]] bool match_call_word(Input& in, State& state, Keyword keyword);
[[nodiscard]] bool match_symbol(Input& in, State& state, char symbol, bool push);
/// `(` that touches the token before it.
[[nodiscard]] bool match_touching_parenthesis(Input& in, State& state);
[[nodiscard]] bool match_dots(Input& in, State& state);
[[nodiscard]] bool match_dot(Input& in, State& state);
[[nodiscard]] bool match_comparison_sign(Input& in, State& state);
[[nodiscard]] bool match_name(Input& in, State& state);
/// A name in an expression: not a word that only ever continues an expression or begins the next statement.
[[nodiscard]] bool match_expression_name(Input& in, State& state);
[[nodiscard]] bool match_number(Input& in, State& state);
[[nodiscard]] bool match_digits(Input& in, State& state);
[[nodiscard]] bool match_date(Input& in, State& state);
[[nodiscard]] bool match_text(Input& in, State& state);
[[nodiscard]] bool match_code(Input& in, State& state);
[[nodiscard]] bool match_version(Input& in, State& state, bool range);
/// `annex`: only digits, Roman numerals and one capital, so that a name may follow the bare word.
[[nodiscard]] bool match_place_number(Input& in, State& state, bool annex);
/// At a name on the line of the token before it.
[[nodiscard]] bool match_name_on_line(Input& in, State& state);
/// The end of the text.
[[nodiscard]] bool match_end(Input& in, State& state);
/// The raw text of a cell of a table's heading, on the line of its pipe.
[[nodiscard]] bool match_heading_cell(Input& in, State& state);
/// At a pipe on the line of the pipe before it: a cell was left empty.
[[nodiscard]] bool match_empty_cell(Input& in, State& state);

}  // namespace kaidah::parse
