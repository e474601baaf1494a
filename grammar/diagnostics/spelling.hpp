#pragma once
// What a mistyped name may have meant.

#include <string>
#include <string_view>
#include <vector>

#include <kaidah/diagnostic.hpp>

namespace kaidah {

/// The candidates that `word` may be a misspelling of: nearest first, then in alphabetical order, at most three,
/// never `word` itself. Letters left out, added, changed and swapped count one each, capitals nothing; how many are
/// allowed grows with the length of the word, up to three.
[[nodiscard]] std::vector<std::string> closest_names(std::string_view word, const std::vector<std::string>& candidates);

/// Adds a note for each of them; they are returned as well.
std::vector<std::string> suggest_nearest(Diagnostic& diagnostic, std::string_view word,
                                         const std::vector<std::string>& candidates);

}  // namespace kaidah
