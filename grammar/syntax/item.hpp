#pragma once
// Declarations and statements, as written.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "grammar/syntax/expression.hpp"
#include "grammar/syntax/place.hpp"

namespace kaidah::syntax {

struct Item;
using ItemId = Id<Item>;

// --- pieces ---------------------------------------------------------------------------------------------------

/// `1.0.0`, or `1.x` and `1.2.x` where a range is meant.
struct VersionText {
  std::string text;
  Span span;
};

enum class BaseType : std::uint8_t { named, text, number, whole_number, date, boolean, days, months, list };

/// `number 0..120 decimals 2`, `list Tahunan`, `Predikat`.
struct TypeExpr {
  BaseType base = BaseType::named;
  Name name;                      ///< of `named`
  std::vector<TypeExpr> element;  ///< of `list`: exactly one
  ExprId at_least;                ///< `0..`, `at least 0`
  ExprId at_most;                 ///< `..120`, `at most 120`
  bool range_dots = false;        ///< written as `0..120`
  std::optional<std::string> decimals;
  bool optional = false;  ///< `, optional` (also of rules)
  Span span;
};

/// How a condition was introduced: `when` (jika) or `in case` (dalam hal). The digest does not know.
enum class GuardWord : std::uint8_t { when, in_case };
struct Guard {
  GuardWord word{};
  ExprId condition;
};

/// Text with `{…}` parts: pieces of text and expressions in turn.
struct TemplatePart {
  std::string text;  ///< empty when `value` is there
  ExprId value;
};
struct Template {
  std::vector<TemplatePart> parts;
  Span span;
};

struct Parameter {  // of a rule
  Name name;
  TypeExpr type;
};

// --- shapes ---------------------------------------------------------------------------------------------------

struct EnumMember {
  Name name;
  std::optional<std::string> label;
  std::optional<std::string> wire;   ///< `written "…"`: what the JSON says
  std::vector<std::string> aliases;  ///< `alias "…", "…"`: also read
  std::vector<Mark> marks;
};
struct EnumItem {
  Name name;
  bool from_lowest = false;
  std::vector<EnumMember> members;
};

struct Field {
  Name name;
  std::optional<std::string> key;  ///< the JSON key, when it is not the name
  TypeExpr type;
  ExprId if_missing;     ///< `if missing E`
  ExprId no_fewer_than;  ///< list bounds
  ExprId no_more_than;
  std::optional<Name> one_for_each;
  bool period_assessed = false;
  std::vector<Mark> marks;
  Span span;
};
struct Condition {
  ExprId condition;
  std::optional<std::string> message;
  Span span;
};
/// A record's body: fields, then conditions; `order` keeps how they were written (true: the next field).
struct RecordBody {
  std::vector<Field> fields;
  std::vector<Condition> conditions;
  std::vector<bool> order;
};
struct RecordItem {
  Name name;
  bool input = false;  ///< `input NAME`: the record that is decided
  RecordBody body;
};

struct DatedValue {
  std::string from;  ///< empty: since ever (`parameter p : number = 5`)
  ExprId value;
};
struct ParameterItem {
  Name name;
  TypeExpr type;
  std::optional<Name> decided_by;
  std::vector<ExprId> one_of;
  ExprId allowed_when;
  std::vector<DatedValue> values;
  std::string through;  ///< last day of the last value; empty: open
};

struct GroupItem {
  Name name;
  std::vector<Name> by;
  std::optional<RecordBody> record;
};

// --- places ---------------------------------------------------------------------------------------------------

enum class PlaceBody : std::uint8_t { braces, open };
/// An article block. `open` places (`paragraph (1): …`) already hold what they cover.
struct PlaceItem {
  Place place;
  std::optional<std::string> title;
  std::optional<InForce> in_force;
  PlaceBody body_kind{};
  std::vector<ItemId> body;
};

// --- what decides ---------------------------------------------------------------------------------------------

enum class RuleRole : std::uint8_t { rule, output, exception };
/// `rule x = e when c`, `output x = e`, `exception [to PLACE] x = e`.
struct RuleItem {
  RuleRole role{};
  std::optional<Place> exception_to;
  Name name;
  std::vector<Parameter> parameters;
  std::optional<TypeExpr> type;
  ExprId value;
  std::vector<Mark> value_marks;
  std::optional<Guard> guard;
  std::vector<Place> citations;
  std::optional<Name> open_to;
};
/// `output predikat, kelas`: names rules that stand elsewhere.
struct OutputItem {
  std::vector<Name> names;
};

enum class CaseOrder : std::uint8_t { unique, in_order, collect };
struct Arm {
  std::optional<Place> place;  ///< `point a:` before it
  ExprId value;                ///< a name, or `undetermined`
  std::vector<Mark> value_marks;
  std::optional<Guard> guard;
  bool otherwise = false;
  std::vector<Place> citations;
  std::vector<Mark> marks;
  Span span;
};
/// `classify x : E by s as y, in order { … }`; `collect x : E { … }` is the same with CaseOrder::collect.
struct ClassifyItem {
  Name name;
  std::vector<Parameter> parameters;
  TypeExpr type;
  ExprId subject;
  std::optional<Name> subject_as;
  CaseOrder order = CaseOrder::unique;
  std::vector<Arm> arms;
  std::vector<Place> citations;
};

enum class CellTestKind : std::uint8_t { any, equal, range, compare };
struct CellTest {
  CellTestKind kind{};
  ExprId low;       ///< of range and equal
  ExprId high;      ///< of range, inclusive
  Comparison op{};  ///< of compare
  ComparisonWords words{};
  ExprId right;  ///< of compare
};
/// Alternatives, separated by commas: one must hold. `>= 70 and < 90` is one alternative of two tests.
struct Cell {
  std::vector<std::vector<CellTest>> alternatives;
  Span span;
};
struct TableRow {
  std::optional<Place> place;
  std::vector<Cell> cells;     ///< the tests: one in a crossed table, one an input in a row table
  std::vector<ExprId> values;  ///< one a column in a crossed table, one in a row table
  std::vector<Mark> marks;
  Span span;
};
struct TableItem {
  Name name;
  std::vector<Parameter> parameters;
  TypeExpr type;
  std::vector<ExprId> inputs;  ///< after `by`; two in a crossed table: rows, then columns
  CaseOrder order = CaseOrder::unique;
  bool crossed = false;
  std::vector<Cell> columns;  ///< of a crossed table: the tests of its heading
  std::vector<TableRow> rows;
  std::vector<Place> citations;
};

enum class FindingSeverity : std::uint8_t { breach, warning, note };
struct DutyItem {
  Name name;
  ExprId condition;
  std::optional<Guard> guard;
  ExprId by;  ///< the day it is due; none: at once
  FindingSeverity severity{};
  std::string code;
  Template text;
};
struct NotEncodedItem {
  std::string why;
  std::vector<Name> affects;
  std::optional<Guard> guard;
};
/// `always C`: a promise.
struct PromiseItem {
  ExprId condition;
  std::optional<std::string> message;
};
/// `provisions in case C { … }`.
struct ProvisionsItem {
  ExprId condition;
  std::vector<ItemId> body;
};
/// `for each unit_kerja { … }`.
struct ForEachItem {
  Name group;
  std::vector<ItemId> body;
};
/// `ranking x by e then f`: the members of a group, highest `by` first, ties by `then`, lowest first.
struct RankingItem {
  Name name;
  ExprId by;
  ExprId then;
};

// --- procedures -----------------------------------------------------------------------------------------------

enum class ExitKind : std::uint8_t { on_expiry, upon };
struct StepExit {
  std::optional<Place> place;
  ExitKind kind{};
  Name event;        ///< of upon
  ExprId condition;  ///< after `and`; none: always
  Name to;
  std::vector<Mark> marks;
  Span span;
};
/// `suspended while x in L where C from E through F`: such days do not count toward the step's end.
struct Suspension {
  Name variable;
  ExprId list;
  ExprId where;
  ExprId from;
  ExprId through;
  Span span;
};
enum class DurationBound : std::uint8_t { none, exactly, at_most };
struct ProcedureStep {
  std::optional<Place> place;
  Name name;
  std::optional<std::string> label;
  DurationBound bound{};
  ExprId duration;
  std::vector<Mark> marks;
  std::vector<StepExit> exits;
  std::vector<Suspension> suspensions;
  Span span;
};
struct ProcedureEnd {
  std::optional<Place> place;
  Name name;
  std::optional<std::string> label;
  std::vector<Mark> marks;
};
/// `events x in L where C`: which dated events concern the procedure. None: the only list of the input whose
/// records have a field of the events' enum and a date.
struct EventSource {
  Name variable;
  ExprId list;
  ExprId where;
};
struct ProcedureItem {
  Name name;
  std::optional<std::string> label;
  std::optional<Place> start_place;
  ExprId starts_when;
  ExprId starts_from;
  std::vector<Mark> start_marks;
  std::optional<EventSource> events;
  std::vector<ProcedureStep> steps;  ///< the first is entered first
  std::vector<ProcedureEnd> ends;
};

// --- policies together ------------------------------------------------------------------------------------------

/// `result of "pp-46-2011" 1.x on semester_1 as lama`: what another policy decides of a record of its own input;
/// `lama.nilai` reads an output of it.
struct ResultItem {
  std::string policy;
  std::optional<VersionText> version;
  ExprId record;
  Name as;
};

/// What an amendment touches: `article 41 paragraph (3) bobot_skp`, `bobot_skp`, `article 41 paragraph (3)`.
/// At least one of both is there.
struct AmendmentTarget {
  std::optional<Place> place;  ///< in the amended policy
  std::optional<Name> name;    ///< none: the whole place
  Span span;
};
/// `add { … }`. A statement belongs to the amendment's own article; a place is one of the amended policy.
struct AddItem {
  std::vector<ItemId> body;
};
/// `replace TARGET with { … }`.
struct ReplaceItem {
  AmendmentTarget target;
  std::vector<ItemId> body;
};
/// `repeal TARGET`.
struct RepealItem {
  AmendmentTarget target;
};

/// `adopts "pp-30-2019" 1.x for periods ending from D through D with { mekanisme = survei }`, in a profile.
struct AdoptItem {
  std::string policy;
  std::optional<VersionText> version;
  std::optional<InForce> in_force;
  std::vector<FieldValue> settings;
};

// --- tests ----------------------------------------------------------------------------------------------------

enum class GivenKind : std::uint8_t {
  path,          ///< `given skp.nilai = 3`: a field, a parameter
  decision_day,  ///< `given decision day = 2022-02-01`
  members,       ///< `given members = [ {…}, {…} ]`
  some_members,  ///< `given 7 members with kelas = sesuai`
};
struct Given {
  GivenKind kind{};
  std::vector<Name> path;
  ExprId value;                  ///< of some_members: how many
  std::vector<FieldValue> with;  ///< of some_members
  Span span;
};
struct Assumption {
  Name name;
  ExprId value;
  Span span;
};
enum class ExpectKind : std::uint8_t { value, rejection, finding, no_finding, no_findings };
struct Expectation {
  ExpectKind kind{};
  std::vector<Name> path;  ///< of value: an output or rule, then fields
  ExprId value;            ///< of value
  std::string code;        ///< of rejection, finding, no_finding
  Span span;
};
using ScenarioClause = std::variant<Given, Assumption, Expectation>;
/// A column of a scenario table: a clause whose value (or code, or count) comes from the cells.
struct ScenarioTable {
  std::vector<ScenarioClause> columns;
  std::vector<std::vector<ExprId>> rows;  ///< a code is a TextLiteral; `none` for nothing expected
};
struct ScenarioItem {
  std::string title;
  std::optional<Name> group;  ///< `for each G`: a scenario of a group
  std::vector<ScenarioClause> clauses;
  std::optional<ScenarioTable> table;
};
/// `given …` outside a scenario: holds for every scenario after it in the file.
struct SharedGivenItem {
  std::vector<Given> givens;
};

/// What could not be read; already reported.
struct ErrorItem {};

using ItemNode = std::variant<ErrorItem, EnumItem, RecordItem, ParameterItem, GroupItem, PlaceItem, RuleItem,
                              OutputItem, ClassifyItem, TableItem, DutyItem, NotEncodedItem, PromiseItem,
                              ProvisionsItem, ForEachItem, RankingItem, ProcedureItem, ResultItem, AddItem, ReplaceItem,
                              RepealItem, AdoptItem, ScenarioItem, SharedGivenItem>;

struct Item {
  Span span;
  std::vector<Mark> marks;  ///< of the whole statement, or of the place's heading
  ItemNode node;
  /// Only in a consolidated tree: an amendment added, replaced or repealed the item at one of these days.
  std::optional<InForce> in_force;
};

}  // namespace kaidah::syntax
