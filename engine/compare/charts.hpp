#pragma once
// The report's figures as drawings: SVG that stands inside a page, takes its colours from the page, and says in words
// what it shows.

#include <string>

#include "engine/compare/words.hpp"

namespace kaidah::compare {

/// How many records had each value before and after.
[[nodiscard]] std::string bars_chart(const Report& report, const Words& words);

/// From each value before to each value after, as bands as wide as the records are many.
[[nodiscard]] std::string flow_chart(const Report& report, const Words& words);

/// The matrix with each cell as dark as its share of its row.
[[nodiscard]] std::string heat_map(const Report& report, const Words& words);

}  // namespace kaidah::compare
