#include "grammar/diagnostics/spelling.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah {
namespace {

constexpr std::size_t kMostSuggestions = 3;
constexpr std::size_t kLongestDistance = 3;
// Names longer than this are not compared: nobody types them by hand, and the work grows with the square.
constexpr std::size_t kLongestName = 200;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

using Row = std::array<std::size_t, kLongestName + kLongestDistance + 1>;

/// Damerau-Levenshtein, each letter edited at most once (the "optimal string alignment" form). More than `allowed` as
/// soon as it cannot become less. REQUIRES: no name is longer than a row.
std::size_t distance(std::string_view a, std::string_view b, std::size_t allowed) {
  Row before;
  Row previous;
  Row current;
  for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    std::size_t least = std::min(i, previous[0]);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool equal = lower(a[i - 1]) == lower(b[j - 1]);
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (equal ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
      if (swapped) current[j] = std::min(current[j], before[j - 2] + 1);
      least = std::min({least, current[j], previous[j]});  // a swap reaches back over one row
    }
    if (least > allowed) return least;
    std::swap(before, previous);
    std::swap(previous, current);
  }
  return previous[b.size()];
}

}  // namespace

std::vector<std::string> closest_names(std::string_view word, const std::vector<std::string>& candidates) {
  const std::size_t allowed = std::min(kLongestDistance, (word.size() + 1) / 3);
  std::vector<std::pair<std::size_t, std::string_view>> found;
  if (word.size() <= kLongestName) {
    for (const std::string_view candidate : candidates) {
      if (candidate == word || candidate.size() > word.size() + allowed || word.size() > candidate.size() + allowed) {
        continue;
      }
      const std::size_t d = distance(word, candidate, allowed);
      if (d <= allowed) found.emplace_back(d, candidate);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<std::string> names;
  for (std::size_t i = 0; i < found.size() && i < kMostSuggestions; ++i) names.emplace_back(found[i].second);
  return names;
}

std::vector<std::string> suggest_nearest(Diagnostic& diagnostic, std::string_view word,
                                         const std::vector<std::string>& candidates) {
  std::vector<std::string> names = closest_names(word, candidates);
  for (const std::string& name : names) diagnostic.notes.push_back({MessageKind::did_you_mean, {{"name", name}}});
  return names;
}

}  // namespace kaidah
