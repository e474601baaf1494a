#include <algorithm>
#include <cstddef>
#include <utility>

#include "grammar/format/layout.hpp"
#include "grammar/format/origin.hpp"
#include "grammar/source/utf8.hpp"

namespace kaidah::format {
namespace {

using namespace syntax;

std::string test_text(const Context& context, const CellTest& test) {
  switch (test.kind) {
    case CellTestKind::any:
      return "*";
    case CellTestKind::equal:
      return flat(expression(context, test.low, Level::sum));
    case CellTestKind::range:
      return flat(expression(context, test.low, Level::sum)) + ".." + flat(expression(context, test.high, Level::sum));
    case CellTestKind::compare:
      break;
  }
  return comparison_text(context, test.op, test.words) + " " + flat(expression(context, test.right, Level::sum));
}

std::string cell_text(const Context& context, const Cell& cell) {
  std::string out;
  for (const std::vector<CellTest>& alternative : cell.alternatives) {
    if (!out.empty()) out += ", ";
    for (std::size_t i = 0; i < alternative.size(); ++i) {
      if (i > 0) out += " " + context.word(Keyword::and_) + " ";
      out += test_text(context, alternative[i]);
    }
  }
  return out.empty() ? "*" : out;
}

/// What a heading calls an input: its name, the last name of `a.b`, or its text.
std::string input_text(const Context& context, ExprId input) {
  const ExprNode& node = context.tree[input].node;
  if (const auto* name = std::get_if<NameExpr>(&node)) return name->name.text;
  if (const auto* member = std::get_if<MemberExpr>(&node)) return member->member.text;
  return flat(expression(context, input));
}

std::vector<std::string> heading_cells(const Context& context, const TableItem& item) {
  std::vector<std::string> cells;
  if (item.crossed) {
    cells.push_back(input_text(context, item.inputs.front()) + " \\ " + input_text(context, item.inputs.back()));
    for (const Cell& column : item.columns) cells.push_back(cell_text(context, column));
  } else {
    for (const ExprId input : item.inputs) cells.push_back(input_text(context, input));
    cells.push_back(item.name.text);
  }
  return cells;
}

std::uint32_t row_begin(const TableRow& row) {
  return row.place ? std::min(row.place->span.begin, row.span.begin) : row.span.begin;
}

void rows(Writer& writer, const TableItem& item, std::uint32_t heading, std::uint32_t end) {
  const Context& context = writer.context();
  std::vector<std::vector<std::string>> cells{heading_cells(context, item)};
  std::size_t place_width = 0;
  std::vector<std::string> places{""};
  for (const TableRow& row : item.rows) {
    std::vector<std::string> shown;
    for (const Cell& cell : row.cells) shown.push_back(cell_text(context, cell));
    // A cell is read as tests first, and `a and not b` is none.
    for (const ExprId value : row.values) shown.push_back(flat(expression(context, value, Level::sum)));
    cells.push_back(std::move(shown));
    places.push_back(row.place ? place_text(context, *row.place) + ": " : "");
    place_width = std::max(place_width, source::code_points(places.back()));
  }
  const std::vector<std::string> lines = piped(cells);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool is_heading = i == 0;
    const std::uint32_t next = i < item.rows.size() ? row_begin(item.rows[i]) : end;
    Anchor anchor{heading, heading, next};
    std::string out = padded(places[i], place_width) + lines[i];
    if (!is_heading) {
      const TableRow& row = item.rows[i - 1];
      anchor = {row_begin(row), row.span.end, next};
      // A row stays on its line, whatever its length: its pipes say where it ends.
      for (std::size_t mark = 0; mark < row.marks.size(); ++mark) {
        out += (mark == 0 ? "  " : " ") + mark_text(context, row.marks[mark]);
      }
    }
    writer.statement(anchor, text(std::move(out)));
  }
}

}  // namespace

void table(Writer& writer, const TableItem& item, const Placed& placed) {
  const Context& context = writer.context();
  const std::string by = context.word(Keyword::table_by);
  std::vector<Doc> head{text(context.word(Keyword::table) + " " + context.name(item.name) +
                             parameters_text(context, item.parameters) + " : "),
                        type(context, item.type)};
  if (item.type.optional) head.push_back(text(", " + context.word(Keyword::optional)));
  std::vector<Doc> inputs{line(), text(by + " ")};
  for (std::size_t i = 0; i < item.inputs.size(); ++i) {
    if (i > 0) inputs.push_back(text(","));
    if (i > 0) inputs.push_back(line());
    inputs.push_back(expression(context, item.inputs[i], Level::any, i == 0 ? std::string_view(by) : kCommaLine));
  }
  head.push_back(group({nest(kInside, std::move(inputs))}));
  if (item.order == CaseOrder::in_order) head.push_back(text(", " + context.word(Keyword::in_order)));

  const std::uint32_t inputs_end =
      item.inputs.empty() ? placed.item.span.begin : context.tree[item.inputs.back()].span.end;
  const std::uint32_t heading = next_pipe(context.tree, inputs_end);
  Block parts{concat(std::move(head)), false, heading, {}};
  append_citations(context, parts.tail, item.citations);
  append_marks(context, parts.tail, placed.item.marks);
  block(writer, placed, std::move(parts), [&] { rows(writer, item, heading, placed.item.span.end); });
}

}  // namespace kaidah::format
