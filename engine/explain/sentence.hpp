#pragma once
// One line of an explanation, for text and pages alike.

#include <string>
#include <vector>

#include "engine/explain/because.hpp"

namespace kaidah::explain {

struct Line {
  std::string words;                 ///< `nilai = 97,22`, `tidak berlaku: sangat_baik`
  std::string formula;               ///< as written; empty where it would only repeat the words
  std::string article;               ///< empty where nothing is cited
  std::vector<std::string> remarks;  ///< where a figure came from
  std::vector<std::string> marks;    ///< of the place, but for verbatim
};

[[nodiscard]] Line line_of(const Explanation& explanation, const Because& because, Language language);

/// `putusan untuk 1980…`, or why there is none.
[[nodiscard]] std::string headline(const Explanation& explanation, Language language);

/// How many items of a list are told; the JSON form tells all.
constexpr std::size_t kItemsTold = 12;

}  // namespace kaidah::explain
