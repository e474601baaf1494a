#pragma once
// Syntax trees that a parser could have read, of every kind of node, with names that are words of the keywords as
// often as not.

#include <rapidcheck.h>

#include <algorithm>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "grammar/syntax/tree.hpp"

namespace kaidah::syntax {

class RandomTree {
 public:
  [[nodiscard]] SyntaxTree take();

 private:
  // draws
  [[nodiscard]] static std::size_t pick(std::size_t n);
  [[nodiscard]] static bool maybe() { return pick(2) == 0; }
  template <class T>
  [[nodiscard]] static T one_of(std::initializer_list<T> values) {
    return values.begin()[pick(values.size())];
  }
  template <class Make>
  [[nodiscard]] static auto some(std::size_t least, std::size_t most, Make make) {
    std::vector<decltype(make())> out;
    for (std::size_t n = least + pick(most - least + 1); n > 0; --n) out.push_back(make());
    return out;
  }

  // pieces
  [[nodiscard]] static Name name();
  [[nodiscard]] static std::string text();
  [[nodiscard]] static std::string date();
  [[nodiscard]] static std::string digits();
  [[nodiscard]] static std::string number_of(PlaceLevel level);
  [[nodiscard]] static Place place(std::size_t outermost);
  /// One part, or several from the annex down: what begins lower may be read as part of a citation before it.
  [[nodiscard]] static Place heading();
  [[nodiscard]] static std::vector<Mark> marks();
  [[nodiscard]] TypeExpr type(int depth, bool open_range);
  [[nodiscard]] std::vector<Parameter> parameters();
  [[nodiscard]] std::optional<Guard> guard();
  [[nodiscard]] Template finding_text();
  [[nodiscard]] RecordBody body();
  [[nodiscard]] std::vector<Place> citations();
  [[nodiscard]] std::optional<Place> prefix();

  // expressions
  ExprId add(ExprNode node) { return tree_.expressions.push({{}, std::move(node)}); }
  [[nodiscard]] ExprId expression(int depth);
  [[nodiscard]] ExprId leaf();
  [[nodiscard]] ExprId aggregate(int depth);
  [[nodiscard]] ExprId comparison(int depth);
  [[nodiscard]] ExprId builtin(int depth);
  [[nodiscard]] ExprId bound(int depth);
  [[nodiscard]] ExprId value() { return expression(3); }
  [[nodiscard]] ExprId scenario_value(int depth);

  // items
  ItemId add(ItemNode node, std::vector<Mark> marks = {}) {
    return tree_.all_items.push({{}, std::move(marks), std::move(node)});
  }
  [[nodiscard]] ItemId shape();
  [[nodiscard]] ItemId statement(int depth);
  [[nodiscard]] ItemId rule();
  [[nodiscard]] ItemId classify();
  [[nodiscard]] ItemId table();
  [[nodiscard]] Cell cell();
  [[nodiscard]] ItemId procedure();
  [[nodiscard]] ItemId article(int depth);
  [[nodiscard]] Given given();
  [[nodiscard]] ScenarioClause clause();
  [[nodiscard]] ItemId scenario();
  [[nodiscard]] ScenarioTable scenario_table();

  SyntaxTree tree_;
};

inline std::size_t RandomTree::pick(std::size_t n) {
  return *rc::gen::inRange<std::size_t>(0, n);
}

/// Ordinary names, and every word of every keyword in both vocabularies.
inline const std::vector<std::string>& name_pool() {
  static const std::vector<std::string> pool = [] {
    std::vector<std::string> names;
    const auto add_words = [&](const std::string& spelling) {
      std::istringstream words(spelling);
      for (std::string word; words >> word;) {
        if (word.find('/') == std::string::npos) names.push_back(word);
      }
    };
#define KAIDAH_KEYWORD(slot, english, indonesian) \
  add_words(english);                             \
  add_words(indonesian);
#include "grammar/vocabulary/keywords.def"
#undef KAIDAH_KEYWORD
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
  }();
  return pool;
}

inline Name RandomTree::name() {
  if (pick(3) != 0) return {one_of<std::string>({"a", "nilai", "skp_tepat", "V", "x1", "Predikat", "_"}), {}};
  return {name_pool()[pick(name_pool().size())], {}};
}
inline std::string RandomTree::text() {
  return one_of<std::string>(
      {"", "Sangat Baik", "{n} dari \"x\"", "a\\b\n\tc", "\x01\x7f}}{", "\xE2\x89\xA4 90 # no comment |"});
}
inline std::string RandomTree::date() {
  return one_of<std::string>({"2020-02-29", "1999-12-31"});
}
inline std::string RandomTree::digits() {
  return one_of<std::string>({"0", "1", "12", "0.5", "50_000", "0.70", "007", "89.995"});
}
inline std::string RandomTree::number_of(PlaceLevel level) {
  if (level == PlaceLevel::paragraph) return one_of<std::string>({"(1)", "(2a)"});
  if (level == PlaceLevel::annex) return one_of<std::string>({"", "I", "VI", "A", "12"});
  if (level == PlaceLevel::point) return one_of<std::string>({"a", "b", "aa"});
  return one_of<std::string>({"1", "41", "12A"});
}

inline Place RandomTree::heading() {
  Place result = place(0);
  if (maybe()) return result;
  result = place(pick(6));
  result.parts.resize(1);
  return result;
}

inline Place RandomTree::place(std::size_t outermost) {
  Place result;
  std::size_t level = outermost;
  const std::size_t count = 1 + pick(3);
  while (result.parts.size() < count && level < 7) {
    result.parts.push_back({static_cast<PlaceLevel>(level), number_of(static_cast<PlaceLevel>(level))});
    level += 1 + pick(2);
  }
  return result;
}

inline std::vector<Mark> RandomTree::marks() {
  if (pick(3) != 0) return {};
  return some(1, 2, [] {
    Mark mark;
    mark.kind = static_cast<MarkKind>(pick(6));
    const bool reason = mark.kind == MarkKind::not_encoded || mark.kind == MarkKind::accepted;
    if (mark.kind == MarkKind::accepted) mark.code = "K4003";
    if (mark.kind != MarkKind::verbatim) mark.text = reason ? "why" : text();
    return mark;
  });
}

inline TypeExpr RandomTree::type(int depth, bool open_range) {
  TypeExpr result;
  result.base = static_cast<BaseType>(pick(depth > 0 ? 9 : 8));
  if (result.base == BaseType::named) result.name = name();
  if (result.base == BaseType::list) result.element.push_back(type(depth - 1, open_range));
  if (result.base == BaseType::number || result.base == BaseType::whole_number) {
    const std::size_t form = pick(5);
    if (form == 1 || form == 2 || form == 4) result.at_least = bound(2);
    if (form == 2 || form == 3) result.at_most = bound(2);
    result.range_dots = result.at_least && (form == 2 ? maybe() : open_range && maybe());
    if (maybe()) result.decimals = "2";
  }
  return result;
}

inline std::vector<Parameter> RandomTree::parameters() {
  if (pick(4) != 0) return {};
  return some(1, 2, [this] { return Parameter{name(), type(1, true)}; });
}

inline std::optional<Guard> RandomTree::guard() {
  if (maybe()) return std::nullopt;
  return Guard{maybe() ? GuardWord::when : GuardWord::in_case, value()};
}

inline Template RandomTree::finding_text() {
  Template result;
  result.parts = some(0, 4, [this] {
    TemplatePart part;
    if (maybe()) {
      part.text = text();
    } else {
      // What stands in a text cannot hold one.
      part.value = add(BinaryExpr{BinaryOperator::add, add(NameExpr{name()}), add(NumberLiteral{digits(), false})});
    }
    return part;
  });
  return result;
}

inline RecordBody RandomTree::body() {
  RecordBody result;
  result.order = some(0, 4, [] { return maybe(); });
  for (const bool is_field : result.order) {
    if (!is_field) {
      Condition condition;
      condition.condition = value();
      if (maybe()) condition.message = text();
      result.conditions.push_back(std::move(condition));
      continue;
    }
    Field field;
    field.name = name();
    if (pick(4) == 0) field.key = text();
    field.type = type(1, true);
    field.type.optional = maybe();
    if (pick(3) == 0) field.if_missing = value();
    if (pick(4) == 0) field.no_fewer_than = value();
    if (pick(4) == 0) field.no_more_than = value();
    if (pick(4) == 0) field.one_for_each = name();
    field.period_assessed = pick(4) == 0;
    field.marks = marks();
    result.fields.push_back(std::move(field));
  }
  return result;
}

inline std::vector<Place> RandomTree::citations() {
  if (pick(3) != 0) return {};
  return some(1, 2, [] { return place(pick(6)); });
}
inline std::optional<Place> RandomTree::prefix() {
  if (maybe()) return std::nullopt;
  return heading();
}

// --- expressions ----------------------------------------------------------------------------------------------

inline ExprId RandomTree::leaf() {
  switch (pick(10)) {
    case 0:
      return add(NumberLiteral{digits(), maybe()});
    case 1:
      return add(DateLiteral{date()});
    case 2:
      return add(TextLiteral{text()});
    case 3:
      return add(BooleanLiteral{maybe()});
    case 4:
      return add(DurationLiteral{one_of<std::string>({"1", "6"}), static_cast<DurationUnit>(pick(3))});
    case 5:
      return add(ClockExpr{static_cast<Clock>(pick(3))});
    case 6:
      return maybe() ? add(GroupRecordExpr{name()}) : add(MembersExpr{});
    case 7:
      return maybe() ? add(UndeterminedExpr{text()}) : add(MetExpr{name()});
    default:
      return add(NameExpr{name()});
  }
}

inline ExprId RandomTree::bound(int depth) {
  if (depth == 0 || maybe()) return maybe() ? add(NumberLiteral{digits(), false}) : add(NameExpr{name()});
  return add(BinaryExpr{static_cast<BinaryOperator>(pick(4)), bound(depth - 1), bound(depth - 1)});
}

inline ExprId RandomTree::comparison(int depth) {
  ComparisonExpr result;
  result.first = expression(depth);
  const bool worded = maybe();
  const std::size_t count = 1 + pick(worded ? 2 : 3);
  for (std::size_t i = 0; i < count; ++i) {
    ComparisonTest test;
    test.right = expression(depth);
    if (worded) {
      test.words = static_cast<ComparisonWords>(1 + pick(4));
      test.op = maybe() ? Comparison::less_equal : Comparison::greater_equal;
    } else {
      test.op = static_cast<Comparison>(pick(6));
    }
    result.tests.push_back(test);
  }
  result.chained = !worded;
  return add(std::move(result));
}

inline ExprId RandomTree::builtin(int depth) {
  const auto function = static_cast<Builtin>(pick(12));
  std::vector<ExprId> arguments;
  switch (function) {
    case Builtin::round: {
      const ExprId places = add(NumberLiteral{"2", false});
      arguments = {expression(depth), maybe() ? places : add(UnaryExpr{UnaryOperator::negate, places}),
                   add(RoundingLiteral{static_cast<RoundingWord>(pick(7))})};
      break;
    }
    case Builtin::least:
    case Builtin::greatest:
      arguments = some(2, 3, [&] { return expression(depth); });
      break;
    case Builtin::date:
      arguments = {expression(depth), expression(depth), expression(depth)};
      break;
    case Builtin::add:
      arguments = {expression(depth), expression(depth), add(MonthEndLiteral{static_cast<MonthEndWord>(pick(3))})};
      break;
    case Builtin::step:
    case Builtin::since:
    case Builtin::due:
      arguments = {add(NameExpr{name()})};
      break;
    case Builtin::absolute:
    case Builtin::year:
    case Builtin::month:
    case Builtin::day:
      arguments = {expression(depth)};
      break;
  }
  return add(BuiltinExpr{function, std::move(arguments)});
}

inline ExprId RandomTree::aggregate(int depth) {
  AggregateExpr result;
  result.function = static_cast<Aggregate>(pick(7));
  result.list = expression(depth);
  const bool counts = result.function == Aggregate::count || result.function == Aggregate::exists;
  const bool bound = result.function == Aggregate::all || maybe();
  if (bound) result.variable = name();
  if (bound && !counts) result.body = expression(depth);
  if ((bound || counts) && maybe()) result.where = expression(depth);
  return add(std::move(result));
}

inline ExprId RandomTree::expression(int depth) {
  if (depth == 0) return leaf();
  const int below = depth - 1;
  switch (pick(16)) {
    case 0:
      return add(MemberExpr{expression(below), name()});
    case 1:
      return add(CallExpr{name(), some(0, 2, [&] { return expression(below); })});
    case 2:
      return builtin(below);
    case 3:
      return add(UnaryExpr{static_cast<UnaryOperator>(pick(2)), expression(below)});
    case 4:
    case 5:
      return add(BinaryExpr{static_cast<BinaryOperator>(pick(4)), expression(below), expression(below)});
    case 6:
    case 7:
      return add(LogicalExpr{static_cast<LogicalOperator>(pick(2)), some(2, 3, [&] { return expression(below); })});
    case 8:
    case 9:
      return comparison(below);
    case 10:
      return add(InExpr{expression(below), expression(below)});
    case 11:
      return add(PresentExpr{expression(below)});
    case 12:
      return add(DefaultExpr{expression(below), expression(below)});
    case 13:
      return maybe() ? add(AsOfExpr{expression(below), expression(below)})
                     : add(ListExpr{some(0, 3, [&] { return expression(below); })});
    case 14:
      return aggregate(below);
    default:
      return leaf();
  }
}

inline ExprId RandomTree::scenario_value(int depth) {
  if (pick(4) == 0) return add(NoneLiteral{});
  if (depth == 0 || maybe()) return expression(2);
  return add(RecordExpr{some(0, 3, [&] { return FieldValue{name(), scenario_value(depth - 1)}; })});
}

// --- items ----------------------------------------------------------------------------------------------------

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
  if (pick(4) == 0) item.in_force = InForce{date(), maybe() ? date() : "", {}};
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
  header.kind = static_cast<FileKind>(pick(3));
  header.id = text();
  header.version.text = header.kind == FileKind::scenarios ? "1.x" : "1.0.0";
  if (maybe()) header.title = text();
  header.basis = some(0, 2, [] { return text(); });
  if (maybe()) header.in_force = InForce{maybe() ? date() : "", date(), {}};
  if (maybe()) header.reference_day = static_cast<ReferenceDay>(pick(3));
  if (maybe()) header.month_end = static_cast<MonthEndWord>(pick(3));
  header.uses = some(0, 2, [] {
    return Use{some(1, 3, [] { return name(); }),
               text(),
               maybe() ? std::optional(VersionText{"1.2.x", {}}) : std::nullopt,
               {}};
  });
  tree_.items = some(0, 4, [this] {
    switch (pick(4)) {
      case 0:
        return shape();
      case 1:
        return scenario();
      default:
        return article(2);
    }
  });
  return std::move(tree_);
}

}  // namespace kaidah::syntax
