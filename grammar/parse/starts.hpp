#pragma once
// Lines, and the words that begin elements.

#include <cstddef>
#include <vector>

#include "grammar/parse/recover.hpp"

namespace kaidah::parse {

[[nodiscard]] bool first_on_line(const State& state, const char* p);
/// Whether any keyword of the vocabulary of the file stands at `p`.
[[nodiscard]] bool is_keyword(const State& state, const char* p, const char* end);
/// White space at the start of the line of `p`.
[[nodiscard]] std::size_t indentation(const State& state, const char* p);
/// The keywords that the elements of a context begin with; none where they begin with names.
[[nodiscard]] std::vector<vocabulary::Keyword> start_words(Context context);

}  // namespace kaidah::parse
