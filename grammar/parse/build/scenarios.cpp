#include "grammar/parse/build/builder.hpp"

namespace kaidah::parse {

using vocabulary::Keyword;

ItemId Builder::scenario(NodeIndex i) {
  Parts parts(*this, i);
  syntax::ScenarioItem result;
  result.title = text(parts.take());
  if (const auto group = parts.take_if(Kind::scenario_group)) {
    result.group = name(children(state_.nodes, *group).front());
  }
  while (parts.more()) {
    const NodeIndex next = parts.take();
    const Kind kind = node(next).kind;
    Parts of(*this, next);
    if (kind == Kind::columns) {
      if (result.table) report(MessageKind::repeated_part, span(next));
      result.table.emplace();
      while (of.more()) result.table->columns.push_back(column(of.take()));
    } else if (kind == Kind::row) {
      if (result.table) {
        scenario_row(next, *result.table);
      } else {
        report(MessageKind::row_without_heading, span(next));
      }
    } else {
      while (of.more()) {
        const NodeIndex clause = of.take();
        if (kind == Kind::given) result.clauses.emplace_back(given(clause));
        if (kind == Kind::assume) result.clauses.emplace_back(assumption(clause));
        if (kind == Kind::expect) result.clauses.emplace_back(expectation(clause));
      }
    }
  }
  return add_item(i, std::move(result));
}

syntax::Given Builder::given(NodeIndex i) {
  Parts parts(*this, i);
  syntax::Given result;
  result.span = span(i);
  if (parts.is(Kind::number)) {
    result.kind = syntax::GivenKind::some_members;
    result.value = expression(parts.take());
    while (parts.more()) result.with.push_back(field_value(parts.take()));
    return result;
  }
  if (const auto path = parts.take_if(Kind::path)) {
    Parts of(*this, *path);
    result.path = names(of);
  } else {
    const bool day = keyword(parts.take()) == Keyword::decision_day;
    result.kind = day ? syntax::GivenKind::decision_day : syntax::GivenKind::members;
  }
  result.value = expression(parts.take());
  return result;
}

syntax::Assumption Builder::assumption(NodeIndex i) {
  Parts parts(*this, i);
  syntax::Name named = name(parts.take());
  return {std::move(named), expression(parts.take()), span(i)};
}

syntax::Expectation Builder::expectation(NodeIndex i) {
  Parts parts(*this, i);
  syntax::Expectation result;
  result.span = span(i);
  if (const auto path = parts.take_if(Kind::path)) {
    Parts of(*this, *path);
    result.path = names(of);
    result.value = expression(parts.take());
    return result;
  }
  const Keyword word = keyword(parts.take());
  if (word == Keyword::rejection) {
    result.kind = syntax::ExpectKind::rejection;
    result.code = written(parts.take());
  } else if (word == Keyword::no_findings) {
    result.kind = syntax::ExpectKind::no_findings;
  } else {
    result.kind = word == Keyword::finding ? syntax::ExpectKind::finding : syntax::ExpectKind::no_finding;
    result.code = text(parts.take());
  }
  return result;
}

syntax::ScenarioClause Builder::column(NodeIndex i) {
  Parts parts(*this, i);
  const Keyword word = keyword(parts.take());
  if (word == Keyword::assume) return syntax::Assumption{name(parts.take()), {}, span(i)};
  if (word == Keyword::expect) {
    syntax::Expectation result;
    result.span = span(i);
    if (const auto path = parts.take_if(Kind::path)) {
      Parts of(*this, *path);
      result.path = names(of);
    } else {
      const bool finding = keyword(parts.take()) == Keyword::finding;
      result.kind = finding ? syntax::ExpectKind::finding : syntax::ExpectKind::rejection;
    }
    return result;
  }
  syntax::Given result;
  result.span = span(i);
  if (const auto path = parts.take_if(Kind::path)) {
    Parts of(*this, *path);
    result.path = names(of);
  } else if (keyword(parts.take()) == Keyword::decision_day) {
    result.kind = syntax::GivenKind::decision_day;
  } else {
    result.kind = syntax::GivenKind::some_members;
    while (parts.more()) result.with.push_back(field_value(parts.take()));
  }
  return result;
}

void Builder::scenario_row(NodeIndex i, syntax::ScenarioTable& table) {
  Parts parts(*this, i);
  static_cast<void>(place_prefix(parts));
  for (const std::vector<NodeIndex>& cells : row_cells(parts, span(i), table.columns.size())) {
    std::vector<ExprId> row;
    for (std::size_t at = 0; at < cells.size(); ++at) {
      const ExprId value = cell_value(cells[at]);
      const auto* expected = std::get_if<syntax::Expectation>(&table.columns[at]);
      if (expected != nullptr && expected->kind == syntax::ExpectKind::rejection) {
        // A code reads like a name.
        syntax::Expr& expr = tree_.expressions[value];
        if (const auto* code = std::get_if<syntax::NameExpr>(&expr.node)) {
          expr.node = syntax::TextLiteral{std::string(code->name.text)};
        }
      }
      row.push_back(value);
    }
    table.rows.push_back(std::move(row));
  }
}

}  // namespace kaidah::parse
