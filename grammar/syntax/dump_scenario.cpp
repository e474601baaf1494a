#include <string>
#include <variant>

#include "grammar/syntax/dump_pieces.hpp"
#include "grammar/syntax/overload.hpp"

namespace kaidah::syntax {
namespace {

std::string dotted(const std::vector<Name>& path) {
  std::string out;
  for (const Name& name : path) out += (out.empty() ? "" : ".") + name.text;
  return out;
}

std::string_view given_word(GivenKind kind) {
  switch (kind) {
    case GivenKind::path:
      return "path";
    case GivenKind::decision_day:
      return "decision_day";
    case GivenKind::members:
      return "members";
    case GivenKind::some_members:
      return "some_members";
  }
  return {};
}

std::string_view expect_word(ExpectKind kind) {
  switch (kind) {
    case ExpectKind::value:
      return "value";
    case ExpectKind::rejection:
      return "rejection";
    case ExpectKind::finding:
      return "finding";
    case ExpectKind::no_finding:
      return "no_finding";
    case ExpectKind::no_findings:
      return "no_findings";
  }
  return {};
}

void dump_given(const Dump& dump, const Given& given) {
  DumpNode node = dump.writer.node("given", given_word(given.kind));
  if (!given.path.empty()) node.word(dotted(given.path));
  node.span(given.span);
  dump_expression(dump, "value", given.value);
  for (const FieldValue& field : given.with) {
    DumpNode with = dump.writer.node("with");
    with.word(field.name.text).span(field.name.span);
    dump_expression(dump, {}, field.value);
  }
}

void dump_clause(const Dump& dump, const ScenarioClause& clause) {
  std::visit(Overload{[&](const Given& given) { dump_given(dump, given); },
                      [&](const Assumption& assumption) {
                        const DumpNode node = dump.writer.node({}, "assume", assumption.name.text, assumption.span);
                        dump_expression(dump, {}, assumption.value);
                      },
                      [&](const Expectation& expectation) {
                        DumpNode node = dump.writer.node("expect", expect_word(expectation.kind));
                        if (!expectation.path.empty()) node.word(dotted(expectation.path));
                        if (!expectation.code.empty()) node.text("code", expectation.code);
                        node.span(expectation.span);
                        dump_expression(dump, {}, expectation.value);
                      }},
             clause);
}

}  // namespace

void dump_scenario(const Dump& dump, const ScenarioItem& item, const Item& whole) {
  DumpNode node = dump.writer.node("scenario");
  node.text("title", item.title).span(whole.span);
  if (item.group) dump_name(dump, "for_each", *item.group);
  for (const ScenarioClause& clause : item.clauses) dump_clause(dump, clause);
  if (!item.table) return;
  const DumpNode table = dump.writer.node("table");
  for (const ScenarioClause& column : item.table->columns) {
    const DumpNode heading = dump.writer.node("column");
    dump_clause(dump, column);
  }
  for (const std::vector<ExprId>& row : item.table->rows) {
    const DumpNode written = dump.writer.node("row");
    for (const ExprId cell : row) dump_expression(dump, {}, cell);
  }
}

void dump_shared_given(const Dump& dump, const SharedGivenItem& item, const Item& whole) {
  const DumpNode node = dump.writer.node({}, "shared_given", {}, whole.span);
  for (const Given& given : item.givens) dump_given(dump, given);
}

}  // namespace kaidah::syntax
