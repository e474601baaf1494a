#include "engine/compare/charts.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "engine/compare/html.hpp"

namespace kaidah::compare {
namespace {

using M = MessageKind;

std::string number(std::uint64_t value) {
  return std::to_string(value);
}

/// The beginning of a drawing that is read out as its title and description.
std::string drawing(std::uint64_t width, std::uint64_t height, const std::string& id, const std::string& title,
                    const std::string& description) {
  return "<svg class=\"chart\" viewBox=\"0 0 " + number(width) + " " + number(height) + "\" width=\"" + number(width) +
         "\" height=\"" + number(height) + "\" role=\"img\" aria-labelledby=\"" + id + "-t " + id +
         "-d\"><title id=\"" + id + "-t\">" + escaped(title) + "</title><desc id=\"" + id + "-d\">" +
         escaped(description) + "</desc>\n";
}

std::string label(std::uint64_t x, std::uint64_t y, std::string_view classes, const std::string& text) {
  return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" class=\"" + std::string(classes) + "\">" +
         escaped(text) + "</text>\n";
}

/// The whole part of the square root.
std::uint64_t root(std::uint64_t value) {
  std::uint64_t low = 0;
  for (std::uint64_t step = std::uint64_t{1} << 31; step > 0; step /= 2)
    if ((low + step) * (low + step) <= value) low += step;
  return low;
}

/// One column of the flow: where each class begins and how high it is.
struct Stack {
  std::vector<std::uint64_t> top;
  std::vector<std::uint64_t> height;
};

constexpr std::uint64_t kFlowHeight = 300;
constexpr std::uint64_t kFlowGap = 16;
constexpr std::uint64_t kFlowTop = 30;

std::uint64_t scaled(std::uint64_t records, std::uint64_t all) {
  return (records * kFlowHeight + all - 1) / all;
}

Stack stacked(const std::vector<ClassRow>& classes, std::uint64_t all) {
  Stack stack;
  std::uint64_t at = kFlowTop;
  for (const ClassRow& one : classes) {
    const std::uint64_t height = one.total == 0 ? 0 : std::max<std::uint64_t>(scaled(one.total, all), 2);
    stack.top.push_back(at);
    stack.height.push_back(height);
    if (one.total > 0) at += height + kFlowGap;
  }
  return stack;
}

}  // namespace

std::string bars_chart(const Report& report, const Words& words) {
  constexpr std::uint64_t kLeft = 170;
  constexpr std::uint64_t kBar = 380;
  constexpr std::uint64_t kRow = 50;
  constexpr std::uint64_t kWidth = 700;
  std::vector<const ShareRow*> rows;
  std::uint64_t most = 1;
  std::string description;
  for (const ShareRow& row : report.shares) {
    if (row.kind != ClassKind::value && row.from + row.to == 0) continue;
    rows.push_back(&row);
    most = std::max({most, row.from, row.to});
    description +=
        (description.empty() ? "" : "; ") + words.of(M::compare_share, {{"name", words.name(row.kind, row.label)},
                                                                        {"from", words.count(row.from)},
                                                                        {"to", words.count(row.to)}});
  }
  std::string svg = drawing(kWidth, rows.size() * kRow + 4, "bars", words.of(M::compare_shares), description);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::uint64_t y = i * kRow + 6;
    svg += label(kLeft - 12, y + 22, "end", words.name(rows[i]->kind, rows[i]->label));
    const auto bar = [&](std::uint64_t count, std::uint64_t at, std::string_view classes) {
      const std::uint64_t width = std::max<std::uint64_t>(count * kBar / most, count > 0 ? 2 : 0);
      svg += "<rect x=\"" + number(kLeft) + "\" y=\"" + number(at) + "\" width=\"" + number(width) +
             "\" height=\"16\" rx=\"2\" class=\"" + std::string(classes) + "\"/>";
      svg +=
          label(kLeft + width + 8, at + 13, "small", words.count(count) + " · " + words.share(count, report.records));
    };
    bar(rows[i]->from, y, "before");
    bar(rows[i]->to, y + 18, "after");
  }
  return svg + "</svg>\n";
}

std::string flow_chart(const Report& report, const Words& words) {
  constexpr std::uint64_t kLeft = 190;
  constexpr std::uint64_t kRight = 510;
  constexpr std::uint64_t kBox = 12;
  constexpr std::uint64_t kWidth = 700;
  const Stack from = stacked(report.rows, report.records);
  const Stack to = stacked(report.columns, report.records);
  std::uint64_t bottom = 0;
  std::string description;
  for (const Stack* stack : {&from, &to})
    for (std::size_t i = 0; i < stack->top.size(); ++i) bottom = std::max(bottom, stack->top[i] + stack->height[i]);
  for (const ExampleRow& row : report.examples)
    description += (description.empty() ? "" : "; ") + row.from + " → " + row.to + ": " + words.count(row.records);
  std::string svg = drawing(kWidth, bottom + 12, "flow", words.of(M::compare_flow), description);
  svg +=
      label(kLeft, 16, "end head", words.of(M::compare_before)) + label(kRight, 16, "head", words.of(M::compare_after));

  // What stays is drawn first, so that what moves lies above it.
  for (const bool moving : {false, true}) {
    std::vector<std::uint64_t> to_at = to.top;
    for (std::size_t i = 0; i < report.rows.size(); ++i) {
      std::uint64_t from_at = from.top[i];
      for (std::size_t j = 0; j < report.columns.size(); ++j) {
        const MatrixCell& cell = report.cells[i][j];
        if (cell.records == 0) continue;
        const auto share = [&cell](std::uint64_t height, std::uint64_t total) { return height * cell.records / total; };
        const std::uint64_t left = share(from.height[i], report.rows[i].total);
        const std::uint64_t right = share(to.height[j], report.columns[j].total);
        const std::uint64_t from_top = from_at;
        const std::uint64_t to_top = to_at[j];
        from_at += left;
        to_at[j] += right;
        if ((cell.direction != Direction::same) != moving) continue;
        const std::string x0 = number(kLeft + kBox);
        const std::string x1 = number(kRight - kBox);
        const std::string middle = number((kLeft + kRight) / 2);
        // One record of a hundred thousand is still to be seen.
        const auto thickness = [moving](std::uint64_t height) {
          return std::max<std::uint64_t>(height, moving ? 3 : 1);
        };
        const auto point = [](const std::string& x, std::uint64_t y) { return x + " " + number(y); };
        svg += "<path class=\"" + std::string(name_of(cell.direction)) + "\" d=\"M" + point(x0, from_top) + "C" +
               point(middle, from_top) + " " + point(middle, to_top) + " " + point(x1, to_top) + "V" +
               number(to_top + thickness(right)) + "C" + point(middle, to_top + thickness(right)) + " " +
               point(middle, from_top + thickness(left)) + " " + point(x0, from_top + thickness(left)) + "Z\"><title>" +
               escaped(words.name(report.rows[i].kind, report.rows[i].label) + " → " +
                       words.name(report.columns[j].kind, report.columns[j].label) + ": " + words.count(cell.records)) +
               "</title></path>\n";
      }
    }
  }
  const auto boxes = [&](const std::vector<ClassRow>& classes, const Stack& stack, std::uint64_t x,
                         std::uint64_t text_x, std::string_view anchor) {
    for (std::size_t i = 0; i < classes.size(); ++i) {
      if (classes[i].total == 0) continue;
      svg += "<rect class=\"box\" x=\"" + number(x) + "\" y=\"" + number(stack.top[i]) + "\" width=\"" + number(kBox) +
             "\" height=\"" + number(stack.height[i]) + "\"/>";
      svg += label(text_x, stack.top[i] + stack.height[i] / 2 + 5, anchor,
                   words.name(classes[i].kind, classes[i].label) + " " + words.count(classes[i].total));
    }
  };
  boxes(report.rows, from, kLeft, kLeft - 8, "end");
  boxes(report.columns, to, kRight - kBox, kRight + 8, "start");
  return svg + "</svg>\n";
}

std::string heat_map(const Report& report, const Words& words) {
  const auto is_shown = [](const ClassRow& row) { return row.kind == ClassKind::value || row.total > 0; };
  std::string html = "<div class=\"wide\"><table class=\"heat\"><caption>" +
                     escaped(words.of(M::compare_matrix_caption, {{"name", report.by}})) +
                     "</caption>\n<thead><tr><th scope=\"col\">" + escaped(words.of(M::compare_corner)) + "</th>";
  for (const ClassRow& column : report.columns)
    if (is_shown(column))
      html += "<th scope=\"col\" class=\"n\">" + escaped(words.name(column.kind, column.label)) + "</th>";
  html += "<th scope=\"col\" class=\"n\">" + escaped(words.of(M::compare_total)) + "</th></tr></thead>\n<tbody>\n";
  for (std::size_t i = 0; i < report.rows.size(); ++i) {
    const ClassRow& row = report.rows[i];
    if (!is_shown(row)) continue;
    html += "<tr><th scope=\"row\">" + escaped(words.name(row.kind, row.label)) + "</th>";
    for (std::size_t j = 0; j < report.columns.size(); ++j) {
      if (!is_shown(report.columns[j])) continue;
      const MatrixCell& cell = report.cells[i][j];
      if (cell.records == 0) {
        html += "<td class=\"n none\">0</td>";
        continue;
      }
      // The eye sees areas, and small moves are what is looked for: darkness goes with the root.
      const std::uint64_t darkness = 12 + 58 * root(10000 * cell.records / row.total) / 100;
      const std::string sign = cell.direction == Direction::up ? "▲ " : cell.direction == Direction::down ? "▼ " : "";
      html += "<td class=\"n " + std::string(name_of(cell.direction)) + "\" style=\"--a:." +
              (darkness < 10 ? "0" : "") + number(darkness) + "\"><b>" + sign + words.count(cell.records) +
              "</b><small>" + words.share(cell.records, row.total) + "</small></td>";
    }
    html += "<td class=\"n\"><b>" + words.count(row.total) + "</b><small>" + words.share(row.total, report.records) +
            "</small></td></tr>\n";
  }
  html += "</tbody>\n<tfoot><tr><th scope=\"row\">" + escaped(words.of(M::compare_total)) + "</th>";
  for (const ClassRow& column : report.columns)
    if (is_shown(column))
      html += "<td class=\"n\"><b>" + words.count(column.total) + "</b><small>" +
              words.share(column.total, report.records) + "</small></td>";
  return html + "<td class=\"n\"><b>" + words.count(report.records) + "</b></td></tr></tfoot></table></div>\n";
}

}  // namespace kaidah::compare
