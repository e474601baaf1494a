#pragma once
// Pieces of a page.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/explain/escaped.hpp"

namespace kaidah::compare {

using explain::escaped;
/// With a capital letter, as headings have it.
[[nodiscard]] std::string sentence(std::string text);

/// A cell of a table, ready as HTML.
struct HtmlCell {
  std::string html;
  std::string classes;  ///< empty: none
};
[[nodiscard]] HtmlCell text_cell(std::string_view text);
[[nodiscard]] HtmlCell number_cell(std::string text);

/// A table whose first cells head their rows. `numbers_from`: heads from there on stand flush right.
class HtmlTable {
 public:
  HtmlTable(std::string caption, const std::vector<std::string>& heads, std::size_t numbers_from = 1);
  void row(const std::vector<HtmlCell>& cells);
  /// With what was left out, if anything.
  [[nodiscard]] std::string html(const std::string& note = {});

 private:
  std::string out_;
};

}  // namespace kaidah::compare
