#include "engine/compare/html.hpp"

#include <utility>

namespace kaidah::compare {

std::string sentence(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

HtmlCell text_cell(std::string_view text) {
  return {escaped(text), {}};
}

HtmlCell number_cell(std::string text) {
  return {escaped(text), "n"};
}

HtmlTable::HtmlTable(std::string caption, const std::vector<std::string>& heads, std::size_t numbers_from) {
  out_ = "<div class=\"wide\"><table><caption>" + escaped(caption) + "</caption>\n<thead><tr>";
  for (std::size_t i = 0; i < heads.size(); ++i) {
    out_ +=
        std::string("<th scope=\"col\"") + (i >= numbers_from ? " class=\"n\">" : ">") + escaped(heads[i]) + "</th>";
  }
  out_ += "</tr></thead>\n<tbody>\n";
}

void HtmlTable::row(const std::vector<HtmlCell>& cells) {
  out_ += "<tr>";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string name = i == 0 ? "th scope=\"row\"" : "td";
    out_ += "<" + name + (cells[i].classes.empty() ? ">" : " class=\"" + cells[i].classes + "\">") + cells[i].html +
            (i == 0 ? "</th>" : "</td>");
  }
  out_ += "</tr>\n";
}

std::string HtmlTable::html(const std::string& note) {
  out_ += "</tbody></table></div>\n";
  if (!note.empty()) out_ += "<p class=\"note\">" + escaped(note) + "</p>\n";
  return std::move(out_);
}

}  // namespace kaidah::compare
