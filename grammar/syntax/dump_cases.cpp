// classify, collect and tables.
#include "grammar/syntax/dump_pieces.hpp"
#include "grammar/syntax/dump_words.hpp"

namespace kaidah::syntax {
namespace {

void dump_arm(const Dump& dump, const Arm& arm) {
  DumpNode node = dump.writer.node("arm");
  node.flag(arm.otherwise, "otherwise").span(arm.span);
  dump_place(dump, "at", arm.place);
  dump_expression(dump, "value", arm.value);
  dump_marks(dump, "value_mark", arm.value_marks);
  dump_guard(dump, arm.guard);
  dump_citations(dump, arm.citations);
  dump_marks(dump, "mark", arm.marks);
}

void dump_cell_test(const Dump& dump, const CellTest& test) {
  switch (test.kind) {
    case CellTestKind::any: {
      const DumpNode node = dump.writer.node("any");
      return;
    }
    case CellTestKind::equal: {
      const DumpNode node = dump.writer.node("equal");
      dump_expression(dump, {}, test.low);
      return;
    }
    case CellTestKind::range: {
      const DumpNode node = dump.writer.node("range");
      dump_expression(dump, "low", test.low);
      dump_expression(dump, "high", test.high);
      return;
    }
    case CellTestKind::compare: {
      DumpNode node = dump.writer.node("compare");
      node.word(dump_word(test.op));
      if (!dump.writer.canonical()) node.attribute("words", dump_word(test.words));
      dump_expression(dump, {}, test.right);
      return;
    }
  }
}

void dump_cell(const Dump& dump, std::string_view role, const Cell& cell) {
  DumpNode node = dump.writer.node(role);
  node.span(cell.span);
  for (const std::vector<CellTest>& alternative : cell.alternatives) {
    const DumpNode tests = dump.writer.node("alternative");
    for (const CellTest& test : alternative) dump_cell_test(dump, test);
  }
}

}  // namespace

void dump_classify(const Dump& dump, const ClassifyItem& item, const Item& whole) {
  DumpNode node = dump.writer.node("classify");
  node.word(item.name.text).word(dump_word(item.order)).span(whole.span);
  dump_parameters(dump, item.parameters);
  dump_type(dump, item.type);
  dump_expression(dump, "subject", item.subject);
  if (item.subject_as) dump_name(dump, "as", *item.subject_as);
  for (const Arm& arm : item.arms) dump_arm(dump, arm);
  dump_citations(dump, item.citations);
  dump_marks(dump, "mark", whole.marks);
}

void dump_table(const Dump& dump, const TableItem& item, const Item& whole) {
  DumpNode node = dump.writer.node("table");
  node.word(item.name.text).word(dump_word(item.order)).flag(item.crossed, "crossed").span(whole.span);
  dump_parameters(dump, item.parameters);
  dump_type(dump, item.type);
  for (const ExprId input : item.inputs) dump_expression(dump, "input", input);
  for (const Cell& column : item.columns) dump_cell(dump, "column", column);
  for (const TableRow& row : item.rows) {
    DumpNode written = dump.writer.node("row");
    written.span(row.span);
    dump_place(dump, "at", row.place);
    for (const Cell& cell : row.cells) dump_cell(dump, "cell", cell);
    for (const ExprId value : row.values) dump_expression(dump, "value", value);
    dump_marks(dump, "mark", row.marks);
  }
  dump_citations(dump, item.citations);
  dump_marks(dump, "mark", whole.marks);
}

}  // namespace kaidah::syntax
