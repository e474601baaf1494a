#include <algorithm>
#include <cstddef>
#include <utility>
#include <variant>

#include "grammar/format/layout.hpp"
#include "grammar/format/origin.hpp"
#include "grammar/source/utf8.hpp"
#include "grammar/syntax/overload.hpp"

namespace kaidah::format {
namespace {

using namespace syntax;

std::string path_text(const Context& context, const std::vector<Name>& path, NameRole role) {
  std::string out;
  for (const Name& name : path) {
    out += out.empty() ? context.name(name, role) : "." + context.name(name);
  }
  return out;
}

void append_with(const Context& context, std::vector<Doc>& parts, const std::vector<FieldValue>& fields) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const Keyword word = i == 0 ? Keyword::with : Keyword::and_;
    parts.push_back(text(" " + context.word(word) + " " + context.name(fields[i].name) + " = "));
    parts.push_back(expression(context, fields[i].value, Level::sum));
  }
}

Doc given_doc(const Context& context, const Given& given) {
  const auto equals = [&](const std::string& what) {
    return concat({text(what + " = "), expression(context, given.value)});
  };
  switch (given.kind) {
    case GivenKind::path:
      return equals(path_text(context, given.path, NameRole::given_path));
    case GivenKind::decision_day:
      return equals(context.word(Keyword::decision_day));
    case GivenKind::members:
      return equals(context.word(Keyword::members));
    case GivenKind::some_members:
      break;
  }
  std::vector<Doc> parts{expression(context, given.value), text(" " + context.word(Keyword::members))};
  append_with(context, parts, given.with);
  return concat(std::move(parts));
}

Doc expectation_doc(const Context& context, const Expectation& expectation) {
  switch (expectation.kind) {
    case ExpectKind::value:
      return concat({text(path_text(context, expectation.path, NameRole::plain) + " = "),
                     expression(context, expectation.value)});
    case ExpectKind::rejection:
      return text(context.word(Keyword::rejection) + " " + expectation.code);
    case ExpectKind::finding:
      return text(context.word(Keyword::finding) + " " + quoted(expectation.code));
    case ExpectKind::no_finding:
      return text(context.word(Keyword::no_finding) + " " + quoted(expectation.code));
    case ExpectKind::no_findings:
      break;
  }
  return text(context.word(Keyword::no_findings));
}

Keyword clause_word(const ScenarioClause& clause) {
  return std::visit(
      Overload{[](const Given&) { return Keyword::given; }, [](const Assumption&) { return Keyword::assume; },
               [](const Expectation&) { return Keyword::expect; }},
      clause);
}

Span clause_span(const ScenarioClause& clause) {
  return std::visit([](const auto& each) { return each.span; }, clause);
}

Doc clause_doc(const Context& context, const ScenarioClause& clause) {
  return std::visit(
      Overload{[&](const Given& given) { return given_doc(context, given); },
               [&](const Assumption& assumption) {
                 return concat({text(context.name(assumption.name) + " = "), expression(context, assumption.value)});
               },
               [&](const Expectation& expectation) { return expectation_doc(context, expectation); }},
      clause);
}

std::uint32_t clause_begin(const Context& context, const ScenarioClause& clause) {
  return with_keyword(context.tree, clause_span(clause).begin, clause_word(clause));
}

/// Clauses of one word that nothing sets apart stand behind one word: as many as fit, or one a line.
void clauses(Writer& writer, const std::vector<ScenarioClause>& all, std::uint32_t end) {
  const Context& context = writer.context();
  for (std::size_t first = 0; first < all.size();) {
    const Keyword word = clause_word(all[first]);
    const std::string shown = context.word(word) + " ";
    const std::uint32_t begin = clause_begin(context, all[first]);
    std::vector<Doc> parts{clause_doc(context, all[first])};
    std::size_t last = first + 1;
    for (; last < all.size() && clause_word(all[last]) == word; ++last) {
      const std::uint32_t at = clause_begin(context, all[last]);
      if (empty_line_before(context.tree, at) || has_comment(context.tree, begin, at)) break;
      parts.push_back(text(","));
      parts.push_back(line());
      parts.push_back(clause_doc(context, all[last]));
    }
    const std::uint32_t next = last < all.size() ? clause_begin(context, all[last]) : end;
    writer.statement({begin, clause_span(all[last - 1]).end, next},
                     group({text(shown), nest(source::code_points(shown), std::move(parts))}));
    first = last;
  }
}

std::string column_text(const Context& context, const ScenarioClause& column) {
  const std::string word = context.word(clause_word(column)) + " ";
  return std::visit(Overload{[&](const Given& given) {
                               switch (given.kind) {
                                 case GivenKind::path:
                                   return word + path_text(context, given.path, NameRole::given_path);
                                 case GivenKind::decision_day:
                                   return word + context.word(Keyword::decision_day);
                                 case GivenKind::members:
                                 case GivenKind::some_members:
                                   break;
                               }
                               std::vector<Doc> parts{text(word + context.word(Keyword::members))};
                               append_with(context, parts, given.with);
                               return flat(concat(std::move(parts)));
                             },
                             [&](const Assumption& assumption) { return word + context.name(assumption.name); },
                             [&](const Expectation& expectation) {
                               if (expectation.kind == ExpectKind::rejection)
                                 return word + context.word(Keyword::rejection);
                               if (expectation.kind != ExpectKind::value) return word + context.word(Keyword::finding);
                               const NameRole role =
                                   expectation.path.size() == 1 ? NameRole::column_path : NameRole::plain;
                               return word + path_text(context, expectation.path, role);
                             }},
                    column);
}

/// A cell holds a value, or a code without its quotes.
std::string scenario_cell(const Context& context, const ScenarioClause& column, ExprId cell) {
  const auto* expectation = std::get_if<Expectation>(&column);
  const auto* code = std::get_if<TextLiteral>(&context.tree[cell].node);
  if (expectation != nullptr && expectation->kind == ExpectKind::rejection && code != nullptr) return code->value;
  return flat(expression(context, cell, Level::sum));  // read as tests first, like the cells of all tables
}

void scenario_table(Writer& writer, const ScenarioTable& table, std::uint32_t end) {
  const Context& context = writer.context();
  std::vector<std::vector<std::string>> cells(1);
  for (const ScenarioClause& column : table.columns) cells.front().push_back(column_text(context, column));
  std::vector<std::uint32_t> begins{0};
  if (!table.columns.empty()) begins.front() = with_pipe(context.tree, clause_begin(context, table.columns.front()));
  for (const std::vector<ExprId>& row : table.rows) {
    std::vector<std::string> shown;
    for (std::size_t i = 0; i < row.size(); ++i) shown.push_back(scenario_cell(context, table.columns[i], row[i]));
    cells.push_back(std::move(shown));
    begins.push_back(row.empty() ? begins.back() : with_pipe(context.tree, context.tree[row.front()].span.begin));
  }
  std::vector<std::string> lines = piped(cells);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::uint32_t next = i + 1 < begins.size() ? begins[i + 1] : end;
    writer.statement({begins[i], begins[i], next}, text(std::move(lines[i])));
  }
}

}  // namespace

void scenario(Writer& writer, const ScenarioItem& item, const Placed& placed) {
  const Context& context = writer.context();
  const std::uint32_t end = placed.item.span.end;
  std::string head = context.word(Keyword::scenario) + " " + quoted(item.title);
  if (item.group) head += " " + context.word(Keyword::for_each) + " " + context.name(*item.group);
  std::uint32_t table_begin = end;
  if (item.table && !item.table->columns.empty()) {
    table_begin = with_pipe(context.tree, clause_begin(context, item.table->columns.front()));
  }
  const std::uint32_t first = item.clauses.empty() ? table_begin : clause_begin(context, item.clauses.front());
  block(writer, placed, {text(std::move(head)), item.clauses.empty() && !item.table, first, {}}, [&] {
    clauses(writer, item.clauses, table_begin);
    if (item.table) scenario_table(writer, *item.table, end);
  });
}

void shared_given(Writer& writer, const SharedGivenItem& item, const Placed& placed) {
  const std::vector<ScenarioClause> all(item.givens.begin(), item.givens.end());
  clauses(writer, all, placed.next);
}

}  // namespace kaidah::format
