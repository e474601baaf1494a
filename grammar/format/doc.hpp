#pragma once
// Text that does not know yet where its lines end.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kaidah::format {

/// A tree of pieces of text with places where a line may end. A group that fits stays on its line; one that does not
/// ends its lines at all of its own places, while the groups inside it decide for themselves.
struct Doc {
  enum class Kind : unsigned char { text, line, concat, group, nest };
  Kind kind = Kind::concat;
  std::string text;        ///< of a text; of a line: what stands there when the line does not end
  std::size_t indent = 0;  ///< of a nest: added to where the lines inside it begin
  std::vector<Doc> parts;
};

[[nodiscard]] Doc text(std::string value);
/// Where a line may end; `flat` stands there if it does not.
[[nodiscard]] Doc line(std::string flat = " ");
[[nodiscard]] Doc concat(std::vector<Doc> parts);
[[nodiscard]] Doc group(std::vector<Doc> parts);
[[nodiscard]] Doc nest(std::size_t indent, std::vector<Doc> parts);

/// On one line.
[[nodiscard]] std::string flat(const Doc& doc);

/// Laid out from column `column` on (where the cursor is), lines beginning at `indent`. No line ends at the end.
[[nodiscard]] std::string render(const Doc& doc, std::size_t column, std::size_t indent);

/// Columns that lines are kept to where they can be.
inline constexpr std::size_t kLineWidth = 110;

}  // namespace kaidah::format
