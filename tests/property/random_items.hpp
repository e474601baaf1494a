#pragma once
// RandomTree: declarations, statements, scenarios, whole files.

#include "tests/property/random_tree.hpp"

namespace kaidah::syntax {

inline ItemId RandomTree::shape() {
  switch (pick(4)) {
    case 0: {
      EnumItem item{name(), maybe(), {}};
      item.members = some(0, 4, [] {
        EnumMember member;
        member.name = name();
        if (maybe()) member.label = text();
        if (pick(3) == 0) member.wire = text();
        if (pick(3) == 0) member.aliases = some(1, 2, [] { return text(); });
        member.marks = marks();
        return member;
      });
      return add(std::move(item));
    }
    case 1:
      return add(RecordItem{name(), maybe(), body()});
    case 2: {
      ParameterItem item;
      item.name = name();
      item.type = type(1, false);
      const std::size_t form = pick(3);
      if (form == 0) {
        item.decided_by = name();
        if (maybe()) item.one_of = some(1, 3, [this] { return value(); });
        if (maybe()) item.allowed_when = value();
      } else if (form == 1) {
        item.values = {{"", value()}};
      } else {
        item.values = some(1, 3, [this] { return DatedValue{date(), value()}; });
        if (maybe()) item.through = date();
      }
      return add(std::move(item), marks());
    }
    default: {
      GroupItem item{name(), some(1, 3, [] { return name(); }), std::nullopt};
      if (maybe()) item.record = body();
      return add(std::move(item), marks());
    }
  }
}

inline ItemId RandomTree::rule() {
  RuleItem item;
  item.role = static_cast<RuleRole>(pick(3));
  item.name = name();
  item.parameters = parameters();
  if (item.role == RuleRole::exception) {
    if (maybe()) item.exception_to = place(pick(6));
  } else {
    if (maybe()) item.type = type(2, true);
    if (item.type) item.type->optional = maybe();
    if (pick(4) == 0) item.open_to = name();
  }
  item.value = value();
  item.guard = guard();
  if (item.guard) item.value_marks = marks();
  item.citations = citations();
  return add(std::move(item), marks());
}

inline ItemId RandomTree::classify() {
  ClassifyItem item;
  item.name = name();
  item.parameters = parameters();
  item.type = type(1, true);
  item.order = static_cast<CaseOrder>(pick(3));
  if (item.order != CaseOrder::collect) {
    item.type.optional = maybe();
    if (maybe()) item.subject = value();
    if (item.subject && maybe()) item.subject_as = name();
  }
  item.arms = some(0, 4, [this] {
    Arm arm;
    arm.place = prefix();
    const std::size_t form = pick(3);
    arm.value = form == 0 ? add(UndeterminedExpr{text()}) : add(NameExpr{name()});
    if (form == 1) arm.value = add(MemberExpr{arm.value, name()});
    arm.guard = guard();
    arm.otherwise = !arm.guard && maybe();
    if (arm.guard || arm.otherwise) arm.value_marks = marks();
    arm.citations = citations();
    arm.marks = marks();
    return arm;
  });
  item.citations = citations();
  return add(std::move(item), marks());
}

inline Cell RandomTree::cell() {
  Cell result;
  if (pick(4) == 0) {
    result.alternatives = {{CellTest{}}};
    return result;
  }
  result.alternatives = some(1, 2, [this] {
    return some(1, 2, [this] {
      CellTest test;
      test.kind = static_cast<CellTestKind>(1 + pick(3));
      if (test.kind == CellTestKind::compare) {
        const bool worded = maybe();
        test.words = worded ? static_cast<ComparisonWords>(1 + pick(4)) : ComparisonWords::symbol;
        test.op = worded ? Comparison::less_equal : static_cast<Comparison>(pick(6));
        test.right = expression(2);
      } else {
        test.low = test.kind == CellTestKind::equal ? expression(2) : bound(1);
        if (test.kind == CellTestKind::range) test.high = bound(1);
      }
      return test;
    });
  });
  return result;
}

inline ItemId RandomTree::table() {
  TableItem item;
  item.name = name();
  item.parameters = parameters();
  item.type = type(1, true);
  item.type.optional = maybe();
  item.crossed = maybe();
  item.order = maybe() ? CaseOrder::unique : CaseOrder::in_order;
  item.inputs = some(item.crossed ? 2 : 1, 2, [this] {
    const ExprId plain = add(NameExpr{name()});
    return maybe() ? plain : add(MemberExpr{plain, name()});
  });
  if (item.crossed) item.columns = some(1, 3, [this] { return cell(); });
  item.rows = some(0, 3, [&] {
    TableRow row;
    row.place = prefix();
    for (std::size_t i = item.crossed ? 1 : item.inputs.size(); i > 0; --i) row.cells.push_back(cell());
    for (std::size_t i = item.crossed ? item.columns.size() : 1; i > 0; --i) row.values.push_back(expression(2));
    row.marks = marks();
    return row;
  });
  item.citations = citations();
  return add(std::move(item), marks());
}

inline ItemId RandomTree::procedure() {
  ProcedureItem item;
  item.name = name();
  if (maybe()) item.label = text();
  item.start_place = prefix();
  item.starts_when = value();
  item.starts_from = value();
  item.start_marks = marks();
  if (maybe()) item.events = EventSource{name(), expression(2), maybe() ? value() : ExprId()};
  item.steps = some(0, 3, [this] {
    ProcedureStep step;
    step.place = prefix();
    step.name = name();
    if (maybe()) step.label = text();
    step.bound = static_cast<DurationBound>(pick(3));
    if (step.bound != DurationBound::none) step.duration = value();
    step.marks = marks();
    step.exits = some(0, 3, [this] {
      StepExit exit;
      exit.place = prefix();
      exit.kind = static_cast<ExitKind>(pick(2));
      if (exit.kind == ExitKind::upon) exit.event = name();
      if (maybe()) exit.condition = value();
      exit.to = name();
      exit.marks = marks();
      return exit;
    });
    step.suspensions = some(
        0, 1, [this] { return Suspension{name(), expression(2), maybe() ? value() : ExprId(), value(), value(), {}}; });
    return step;
  });
  item.ends = some(0, 4, [this] {
    ProcedureEnd end;
    end.place = prefix();
    end.name = name();
    if (maybe()) end.label = text();
    end.marks = marks();
    return end;
  });
  return add(std::move(item), marks());
}

inline ItemId RandomTree::statement(int depth) {
  const auto inside = [&] { return some(0, 3, [&] { return statement(depth - 1); }); };
  if (may_compose_ && pick(12) == 0) return result();
  switch (pick(depth > 0 ? 14 : 11)) {
    case 0:
      return add(OutputItem{some(1, 3, [] { return name(); })}, marks());
    case 1:
      return classify();
    case 2:
      return table();
    case 3: {
      DutyItem item;
      item.name = name();
      item.condition = value();
      item.guard = guard();
      if (maybe()) item.by = value();
      item.severity = static_cast<FindingSeverity>(pick(3));
      item.code = "DIST-ATAS";
      item.text = finding_text();
      return add(std::move(item), marks());
    }
    case 4:
      return add(NotEncodedItem{text(), some(0, 2, [] { return name(); }), guard()}, marks());
    case 5:
      return add(PromiseItem{value(), maybe() ? std::optional(text()) : std::nullopt}, marks());
    case 6:
      return add(RankingItem{name(), value(), maybe() ? value() : ExprId()}, marks());
    case 7:
      return procedure();
    case 8:
      return shape();
    case 11:
      return add(ProvisionsItem{value(), inside()});
    case 12:
      return add(ForEachItem{name(), inside()});
    case 13:
      return article(depth - 1);
    default:
      return rule();
  }
}

/// With braces anywhere; with a colon only where nothing follows that it would take in: last, each deeper than the
/// one that holds it.
inline ItemId RandomTree::article(int depth) {
  PlaceItem item;
  item.place = heading();
  if (pick(4) == 0) {
    item.place.parts = {{PlaceLevel::article, "26"}};
    item.place.through = "34";
  }
  if (maybe()) item.title = text();
  if (pick(4) == 0) item.in_force = in_force();
  const bool amends = tree_.header.kind == FileKind::amendment && !may_compose_;
  if (amends) {
    item.body = some(0, 3, [this] { return amending(); });
    if (maybe()) {
      PlaceItem open;
      open.body_kind = PlaceBody::open;
      open.place.parts = {{PlaceLevel::item, number_of(PlaceLevel::item)}};
      open.body = some(0, 2, [this] { return amending(); });
      item.body.push_back(add(std::move(open), marks()));
    }
    return add(std::move(item), marks());
  }
  item.body = some(0, 3, [&] { return statement(depth); });
  if (maybe()) {
    for (std::size_t n = 1 + pick(2); n > 0; --n) {
      PlaceItem open;
      open.body_kind = PlaceBody::open;
      open.place.parts = {{PlaceLevel::paragraph, number_of(PlaceLevel::paragraph)}};
      if (maybe()) open.title = text();
      open.body = some(0, 2, [&] { return statement(0); });
      if (maybe()) {
        PlaceItem point;
        point.body_kind = PlaceBody::open;
        point.place.parts = {{PlaceLevel::point, number_of(PlaceLevel::point)}};
        point.body = some(0, 2, [&] { return statement(0); });
        open.body.push_back(add(std::move(point), marks()));
      }
      item.body.push_back(add(std::move(open), marks()));
    }
  }
  return add(std::move(item), marks());
}

inline InForce RandomTree::in_force() {
  InForce days;
  days.clock = static_cast<InForceClock>(pick(3));
  if (maybe()) days.from = date();
  if (days.from.empty() || maybe()) days.through = date();
  return days;
}

inline ItemId RandomTree::result() {
  return add(ResultItem{text(), maybe() ? std::optional(VersionText{"1.x", {}}) : std::nullopt, value(), name()},
             marks());
}

inline ItemId RandomTree::amending() {
  AmendmentTarget target;
  if (maybe()) target.place = place(pick(6));
  if (!target.place || maybe()) target.name = name();
  const auto inside = [this] {
    may_compose_ = true;
    std::vector<ItemId> items = some(0, 2, [this] { return maybe() ? article(1) : statement(1); });
    may_compose_ = false;
    return items;
  };
  switch (pick(3)) {
    case 0:
      return add(AddItem{inside()}, marks());
    case 1:
      return add(ReplaceItem{std::move(target), inside()}, marks());
    default:
      return add(RepealItem{std::move(target)}, marks());
  }
}

inline ItemId RandomTree::adopt() {
  AdoptItem item;
  item.policy = text();
  if (maybe()) item.version = VersionText{"1.2.x", {}};
  if (maybe()) item.in_force = in_force();
  item.settings = some(0, 2, [this] { return FieldValue{name(), value()}; });
  return add(std::move(item), marks());
}

inline ItemId RandomTree::top_level() {
  if (tree_.header.kind == FileKind::amendment) return article(2);
  if (tree_.header.kind == FileKind::profile) return adopt();
  switch (pick(4)) {
    case 0:
      return shape();
    case 1:
      return scenario();
    default:
      return article(2);
  }
}

inline Given RandomTree::given() {
  Given result;
  result.kind = static_cast<GivenKind>(pick(4));
  if (result.kind == GivenKind::path) result.path = some(1, 2, [] { return name(); });
  result.value = scenario_value(2);
  if (result.kind == GivenKind::some_members) {
    result.value = add(NumberLiteral{"7", false});
    result.with = some(1, 2, [this] { return FieldValue{name(), scenario_value(0)}; });
  }
  return result;
}

inline ScenarioClause RandomTree::clause() {
  const std::size_t form = pick(3);
  if (form == 0) return given();
  if (form == 1) return Assumption{name(), scenario_value(1), {}};
  Expectation result;
  result.kind = static_cast<ExpectKind>(pick(5));
  if (result.kind == ExpectKind::value) {
    result.path = some(1, 2, [] { return name(); });
    result.value = scenario_value(1);
  } else if (result.kind != ExpectKind::no_findings) {
    result.code = "K4003";
  }
  return result;
}

inline ScenarioTable RandomTree::scenario_table() {
  ScenarioTable table;
  table.columns = some(1, 3, [this]() -> ScenarioClause {
    switch (pick(6)) {
      case 0:
        return Given{GivenKind::path, some(1, 2, [] { return name(); }), {}, {}, {}};
      case 1:
        return Given{GivenKind::decision_day, {}, {}, {}, {}};
      case 2:
        return Given{GivenKind::some_members,
                     {},
                     {},
                     some(1, 2,
                          [this] {
                            return FieldValue{name(), expression(1)};
                          }),
                     {}};
      case 3:
        return Assumption{name(), {}, {}};
      case 4:
        return Expectation{maybe() ? ExpectKind::rejection : ExpectKind::finding, {}, {}, "", {}};
      default:
        return Expectation{ExpectKind::value, some(1, 2, [] { return name(); }), {}, "", {}};
    }
  });
  table.rows = some(0, 3, [&] {
    std::vector<ExprId> cells;
    for (const ScenarioClause& column : table.columns) {
      const auto* expected = std::get_if<Expectation>(&column);
      const bool code = expected != nullptr && expected->kind != ExpectKind::value;
      cells.push_back(!code ? scenario_value(1) : maybe() ? add(NoneLiteral{}) : add(TextLiteral{"K4003"}));
    }
    return cells;
  });
  return table;
}

inline ItemId RandomTree::scenario() {
  if (pick(3) == 0) return add(SharedGivenItem{some(1, 3, [this] { return given(); })});
  ScenarioItem item;
  item.title = text();
  if (pick(3) == 0) item.group = name();
  item.clauses = some(0, 4, [this] { return clause(); });
  if (maybe()) item.table = scenario_table();
  return add(std::move(item));
}

inline SyntaxTree RandomTree::take() {
  FileHeader& header = tree_.header;
  header.kind = static_cast<FileKind>(pick(5));
  const bool amendment = header.kind == FileKind::amendment;
  const bool profile = header.kind == FileKind::profile;
  may_compose_ = header.kind == FileKind::policy;
  header.id = one_of<std::string>({"p", "pp-30-2019", "{n} dari \"x\""});
  if (!profile) header.version.text = header.kind == FileKind::scenarios ? "1.x" : "1.0.0";
  if (maybe()) header.title = text();
  header.basis = some(0, 2, [] { return text(); });
  if (amendment) {
    header.in_force = in_force();
    header.in_force->from = date();
    header.amends = Amends{maybe(), text(), maybe() ? std::optional(VersionText{"1.x", {}}) : std::nullopt, {}};
  } else if (!profile) {
    if (maybe()) header.in_force = in_force();
    if (maybe()) header.reference_day = static_cast<ReferenceDay>(pick(3));
    if (maybe()) header.month_end = static_cast<MonthEndWord>(pick(3));
  }
  if (header.kind == FileKind::policy && pick(4) == 0) header.across = date();
  if (profile || (amendment && maybe())) {
    header.decider = name();
    header.agencies = some(1, 2, [] { return text(); });
  }
  if (!profile) {
    header.uses = some(0, 2, [] {
      return Use{some(1, 3, [] { return name(); }),
                 text(),
                 maybe() ? std::optional(VersionText{"1.2.x", {}}) : std::nullopt,
                 {}};
    });
  }
  tree_.items = some(0, 4, [this] { return top_level(); });
  return std::move(tree_);
}

}  // namespace kaidah::syntax
