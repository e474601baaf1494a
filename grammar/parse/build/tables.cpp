#include <algorithm>

#include "grammar/parse/build/builder.hpp"

namespace kaidah::parse {

using vocabulary::Keyword;

namespace {

/// The text without white space, to compare headings with inputs.
std::string squeezed(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '`') result += c;
  }
  return result;
}

}  // namespace

ItemId Builder::table(NodeIndex i) {
  Parts parts(*this, i);
  syntax::TableItem result;
  std::vector<syntax::Mark> marks;
  result.name = name(parts.take());
  result.parameters = take_parameters(parts);
  result.type = type(parts.take());
  take_optional(parts, result.type);
  struct Looked {
    std::string_view whole;
    std::string_view last;
  };
  std::vector<Looked> inputs;
  for (const NodeIndex input : children(state_.nodes, parts.take())) {
    result.inputs.push_back(expression(input));
    const std::vector<NodeIndex> below = children(state_.nodes, input);
    const bool member = node(input).kind == Kind::postfix && node(below.back()).kind == Kind::name;
    inputs.push_back({written(input), member ? written(below.back()) : written(input)});
  }
  if (const auto order = parts.take_if(Kind::case_order)) result.order = case_order(*order);
  std::size_t columns = 0;
  if (const auto heading = parts.take_if(Kind::heading)) {
    Parts cells(*this, *heading);
    columns = cells.left();
    if (columns != inputs.size() + 1) {
      report(MessageKind::cell_count, span(*heading),
             {{"found", Figure{std::to_string(columns)}}, {"expected", Figure{std::to_string(inputs.size() + 1)}}});
      columns = 0;
    } else {
      for (const Looked& input : inputs) {
        if (!check_heading(cells.take(), input.whole, input.last)) columns = 0;
      }
      if (!check_heading(cells.take(), result.name.text, result.name.text)) columns = 0;
    }
  } else if (const auto crossed = parts.take_if(Kind::crossed_heading)) {
    result.crossed = true;
    Parts cells(*this, *crossed);
    columns = cells.left() - 1;
    const NodeIndex rows_name = cells.take();
    const NodeIndex columns_name = cells.take();
    if (inputs.size() != 2) {
      report(MessageKind::crossed_inputs, span(*crossed));
      columns = 0;
    } else {
      const bool same = check_heading(rows_name, inputs[0].whole, inputs[0].last);
      if (!check_heading(columns_name, inputs[1].whole, inputs[1].last) || !same) columns = 0;
    }
    while (cells.more()) result.columns.push_back(cell(cells.take()));
  }
  while (parts.is(Kind::row) || parts.is(Kind::error)) {
    const NodeIndex next = parts.take();
    if (node(next).kind == Kind::row && columns != 0) rows(next, columns, result.crossed, result.rows);
  }
  take_tail(parts, result.citations, marks);
  if (columns == 0) return add_item(i, syntax::ErrorItem{});
  return add_item(i, std::move(result), std::move(marks));
}

bool Builder::check_heading(NodeIndex heading, std::string_view whole, std::string_view last) {
  const std::string found = squeezed(written(heading));
  if (found == squeezed(whole) || found == squeezed(last)) return true;
  report(MessageKind::heading_mismatch, span(heading),
         {{"found", std::string(written(heading))}, {"expected", std::string(last)}});
  return false;
}

std::vector<std::vector<NodeIndex>> Builder::row_cells(Parts& parts, Span row, std::size_t columns) {
  // Two pipes in a row are an empty cell, or the border between two rows of one line.
  std::vector<std::vector<NodeIndex>> result(1);
  std::vector<NodeIndex> empty;
  std::size_t count = 0;
  while (parts.more() && !parts.is(Kind::mark)) {
    const NodeIndex next = parts.take();
    ++count;
    if (node(next).kind == Kind::empty_cell) {
      empty.push_back(next);
      result.emplace_back();
    } else {
      result.back().push_back(next);
    }
  }
  const bool right =
      std::all_of(result.begin(), result.end(), [&](const auto& cells) { return cells.size() == columns; });
  if (right) return result;
  for (const NodeIndex i : empty) {
    report(MessageKind::empty_cell, span(i), {}, Message{MessageKind::write_star, {}});
  }
  if (empty.empty()) {
    report(MessageKind::cell_count, row,
           {{"found", Figure{std::to_string(count)}}, {"expected", Figure{std::to_string(columns)}}});
  }
  return {};
}

void Builder::rows(NodeIndex i, std::size_t columns, bool crossed, std::vector<syntax::TableRow>& to) {
  Parts parts(*this, i);
  std::optional<syntax::Place> place = place_prefix(parts);
  const std::vector<std::vector<NodeIndex>> all = row_cells(parts, span(i), columns);
  const std::size_t tests = crossed ? 1 : columns - 1;
  for (const std::vector<NodeIndex>& cells : all) {
    syntax::TableRow row;
    row.span = {node(cells.front()).begin, node(cells.back()).end};
    for (std::size_t at = 0; at < cells.size(); ++at) {
      if (at < tests) {
        row.cells.push_back(cell(cells[at]));
      } else {
        row.values.push_back(cell_value(cells[at]));
      }
    }
    to.push_back(std::move(row));
  }
  if (all.empty()) return;
  // The place stands before the first of them, the marks behind the last.
  syntax::TableRow& first = to[to.size() - all.size()];
  first.place = std::move(place);
  first.span.begin = node(i).begin;
  take_marks(parts, to.back().marks);
  to.back().span.end = node(i).end;
}

syntax::Cell Builder::cell(NodeIndex i) {
  syntax::Cell result;
  result.span = span(i);
  if (node(i).kind != Kind::cell) {
    syntax::CellTest equal;
    equal.kind = syntax::CellTestKind::equal;
    equal.low = expression(i);
    result.alternatives.push_back({equal});
    return result;
  }
  for (const NodeIndex next : children(state_.nodes, i)) {
    if (node(next).kind == Kind::any_cell) {
      result.alternatives.push_back({syntax::CellTest{}});
      continue;
    }
    std::vector<syntax::CellTest> tests;
    for (const NodeIndex test : children(state_.nodes, next)) tests.push_back(cell_test(test));
    result.alternatives.push_back(std::move(tests));
  }
  return result;
}

syntax::CellTest Builder::cell_test(NodeIndex i) {
  Parts parts(*this, i);
  syntax::CellTest test;
  if (const auto compare = parts.take_if(Kind::cell_compare)) {
    Parts of(*this, *compare);
    const NodeIndex sign = of.take();
    test.kind = syntax::CellTestKind::compare;
    if (node(sign).kind == Kind::symbol) {
      test.op = static_cast<syntax::Comparison>(node(sign).data);
    } else {
      const WordComparison how = word_comparison_of(keyword(sign));
      test.op = how.op;
      test.words = how.words;
    }
    test.right = expression(of.take());
    return test;
  }
  test.kind = parts.left() > 1 ? syntax::CellTestKind::range : syntax::CellTestKind::equal;
  test.low = expression(parts.take());
  if (parts.take_if(Kind::range_dots)) test.high = expression(parts.take());
  return test;
}

// What was read as tests because it looks like them: one value, or several joined by `and`.
ExprId Builder::cell_value(NodeIndex i) {
  if (node(i).kind != Kind::cell) return expression(i);
  const std::vector<NodeIndex> alternatives = children(state_.nodes, i);
  if (alternatives.size() == 1 && node(alternatives.front()).kind == Kind::alternative) {
    std::vector<ExprId> values;
    bool plain = true;
    for (const NodeIndex test : children(state_.nodes, alternatives.front())) {
      const std::vector<NodeIndex> below = children(state_.nodes, test);
      plain = plain && below.size() == 1 && is_expression(node(below.front()).kind);
      if (plain) values.push_back(expression(below.front()));
    }
    if (plain && values.size() == 1) return values.front();
    if (plain) return add(span(i), syntax::LogicalExpr{syntax::LogicalOperator::logical_and, values}, values);
  }
  report(MessageKind::not_a_cell_value, span(i));
  return failed(span(i));
}

}  // namespace kaidah::parse
