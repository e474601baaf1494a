#include <algorithm>

#include "grammar/format/layout.hpp"
#include "grammar/source/utf8.hpp"

namespace kaidah::format {

std::string padded(std::string value, std::size_t width) {
  const std::size_t length = source::code_points(value);
  if (length < width) value.append(width - length, ' ');
  return value;
}

std::vector<std::string> piped(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const std::vector<std::string>& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], source::code_points(row[i]));
  }
  std::vector<std::string> lines;
  for (const std::vector<std::string>& row : rows) {
    std::string out = "|";
    for (std::size_t i = 0; i < row.size(); ++i) out += " " + padded(row[i], widths[i]) + " |";
    lines.push_back(std::move(out));
  }
  return lines;
}

}  // namespace kaidah::format
