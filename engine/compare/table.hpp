#pragma once
// Columns of text for a terminal.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace kaidah::compare {

enum class Style : std::uint8_t { plain, bold, dim, good, bad, attention };

/// The text in its colour, when colours are wanted.
[[nodiscard]] std::string styled(const std::string& text, Style style, bool colour);

struct TableCell {
  std::string text;
  Style style = Style::plain;
};

/// Columns as wide as their widest cell, two spaces between them; the last is not padded.
class Table {
 public:
  /// `left`: columns that are flush left; the others are flush right.
  explicit Table(std::vector<bool> left) : left_(std::move(left)) {}
  void row(std::vector<TableCell> cells) { rows_.push_back(std::move(cells)); }
  /// Each line after `indent` spaces.
  [[nodiscard]] std::string text(std::size_t indent, bool colour) const;

 private:
  std::vector<bool> left_;
  std::vector<std::vector<TableCell>> rows_;
};

/// A bar of `eighths` eighths of a character.
[[nodiscard]] std::string bar(std::size_t eighths);

}  // namespace kaidah::compare
