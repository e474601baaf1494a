#pragma once
// A policy that has been checked: the trees as they were written, with side tables that say what every name means, the
// type of every expression, and what decides what. Immutable; later stages trust it.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/types/type.hpp"
#include "engine/values/date.hpp"
#include "engine/values/value.hpp"
#include "grammar/syntax/tree.hpp"

namespace kaidah::check {

using syntax::ExprId;
using types::EnumId;
using types::GroupId;
using types::RecordId;
using types::Type;

struct TreeTag;
using TreeId = Id<TreeTag>;  ///< 0 is the policy itself, then its modules
struct ParameterTag;
using ParameterId = Id<ParameterTag>;
struct RuleTag;
using RuleId = Id<RuleTag>;
struct StatementTag;
using StatementId = Id<StatementTag>;
struct ArmTag;
using ArmId = Id<ArmTag>;
struct DutyTag;
using DutyId = Id<DutyTag>;
struct ProcedureTag;
using ProcedureId = Id<ProcedureTag>;
struct ResultTag;
using ResultId = Id<ResultTag>;
struct ProvenanceTag;
using ProvenanceId = Id<ProvenanceTag>;

/// An expression of one of the trees.
struct ExprRef {
  TreeId tree;
  ExprId expr;
  [[nodiscard]] explicit operator bool() const noexcept { return static_cast<bool>(expr); }
  friend auto operator<=>(const ExprRef&, const ExprRef&) = default;
};

/// Where something stands in its regulation, and how far it can be trusted.
struct Provenance {
  TreeId tree;
  syntax::Place place;                  ///< the whole path, outermost part first; empty in modules and for shapes
  std::string title;                    ///< the innermost title on the path
  std::vector<syntax::Place> referred;  ///< `as referred to in …`
  std::vector<syntax::Mark> marks;      ///< in effect here: inner beats outer; empty: verbatim
  Span span;
};

// --- shapes ---------------------------------------------------------------------------------------------------

struct EnumMember {
  std::string name;
  std::string label;  ///< empty: none
  std::string wire;   ///< empty: none
  std::vector<std::string> aliases;
  ProvenanceId provenance;
  /// What is written: the wire spelling if given, else the label, else the name.
  [[nodiscard]] const std::string& output() const noexcept {
    return !wire.empty() ? wire : !label.empty() ? label : name;
  }
};
struct EnumDeclaration {
  std::string name;
  bool ordered = false;
  std::vector<EnumMember> members;
  Location location;
};

struct FieldDeclaration {
  std::string name;
  std::string key;  ///< in JSON
  Type type;        ///< `optional` is false when a default is given
  std::optional<values::Value> if_missing;  ///< a constant; its text lives in the trees
  std::optional<std::uint32_t> one_for_each;  ///< a field of the elements' record
  bool period_assessed = false;
  Location location;
};
struct ConditionDeclaration {
  ExprRef condition;    ///< names are fields of the same record
  std::string message;  ///< the author's, or the condition as written
  Location location;
};
struct RecordDeclaration {
  std::string name;
  std::vector<FieldDeclaration> fields;
  std::vector<ConditionDeclaration> conditions;
  std::uint32_t locals = 0;  ///< places in the frame that its conditions need
  Location location;
};

struct DatedValue {
  std::optional<values::Date> from;  ///< nothing: since ever
  ExprRef value;                     ///< constant
};
struct ParameterDeclaration {
  std::string name;
  Type type;
  std::string decided_by;  ///< empty: the values below
  std::vector<ExprRef> one_of;
  ExprRef allowed_when;
  std::vector<DatedValue> values;  ///< by date
  std::optional<values::Date> through;
  ProvenanceId provenance;
  Location location;
};

/// The key of a group: `instansi`, `unit_kerja`, `periode`. Its record has the key's fields first, then its own.
struct GroupDeclaration {
  std::string name;
  std::vector<std::uint32_t> key;  ///< fields of the input
  RecordId record;                 ///< key fields first (same names), then the declared ones
  bool has_record = false;         ///< a record was declared: group records are read from their own input
  std::vector<RuleId> rules;       ///< of its `for each` blocks, in source order
  std::vector<RuleId> outputs;
  std::vector<DutyId> duties;
  struct Ranking {
    std::string name;
    ExprRef by;    ///< read in the scope of a member
    ExprRef then;
    std::uint32_t locals = 0;
    ProvenanceId provenance;
  };
  std::vector<Ranking> rankings;
  Location location;
};

// --- what decides ---------------------------------------------------------------------------------------------

/// One test of a table cell: `input op right`.
struct CellTest {
  syntax::Comparison op{};
  ExprRef right;
};
/// A table cell: one of the alternatives must hold, all tests of it.
struct CellGuard {
  ExprRef input;
  std::vector<std::vector<CellTest>> alternatives;
  Span span;
};
/// What must hold for an arm: an expression of its own, or a cell.
using Guard = std::variant<ExprRef, CellGuard>;

/// Days, both ends inclusive; an end that is missing is open.
struct DateSpan {
  std::optional<values::Date> from;
  std::optional<values::Date> through;
  [[nodiscard]] bool limits() const noexcept { return from || through; }
  [[nodiscard]] bool covers(values::Date day) const noexcept {
    return (!from || *from <= day) && (!through || day <= *through);
  }
};
/// When something is in force, by each day that a text may name: all of them must be covered.
struct InForce {
  DateSpan reference_day;
  DateSpan decision_day;
  DateSpan end_of_period;
  [[nodiscard]] const DateSpan& by(syntax::InForceClock clock) const noexcept {
    return clock == syntax::InForceClock::decision_day    ? decision_day
           : clock == syntax::InForceClock::end_of_period ? end_of_period
                                                          : reference_day;
  }
};

/// `value` when all guards hold.
struct Arm {
  StatementId statement;
  std::vector<Guard> guards;
  bool otherwise = false;
  ExprRef value;  ///< an UndeterminedExpr where the text is silent
  ProvenanceId provenance;
  std::vector<StatementId> exceptions;  ///< `exception to` the place of this arm: tried where the arm stands
  Span span;
};

/// One `rule`, `exception`, `classify`, `collect` or `table`: guarded alternatives.
struct Statement {
  RuleId rule;
  syntax::CaseOrder order{};
  std::vector<ExprRef> provisions;  ///< of the blocks it stands in; all must hold
  std::optional<InForce> in_force;
  ExprRef subject;                  ///< of `classify … by S as x`
  std::optional<std::uint32_t> subject_local;
  std::vector<ArmId> arms;
  ProvenanceId provenance;
  std::vector<StatementId> exceptions;  ///< `exception to` its place: each stands on its own condition and beats it
  Location location;
};

enum class RuleScope : std::uint8_t { record, group, module };

/// Whatever has a name and decides a value. Its plain statements are the base; exceptions beat it.
/// An exception yields a value if one of its own exceptions does, or its own condition holds. On every level all that
/// yield must agree.
struct Rule {
  std::string name;
  RuleScope scope{};
  GroupId group;  ///< of group rules
  std::vector<Type> parameters;
  std::vector<std::string> parameter_names;
  Type type;  ///< as declared, or inferred; `optional`: has no value when nothing holds
  bool promised_range = false;  ///< a range or decimals were declared and not proved: checked at run time
  bool amended = false;  ///< amendments say the days of all that decides it: as an output it is left out on other days
  bool is_output = false;
  bool is_list = false;  ///< `collect`
  /// Exceptions of an input field: the base is the record's value, which is also what the field's name means inside
  /// these exceptions (InputFieldTarget); everywhere else the name means this rule.
  std::optional<std::uint32_t> overrides_field;
  std::uint32_t locals = 0;  ///< places in the frame: parameters first, then variables of aggregates, `as` names
  std::vector<StatementId> base;
  std::vector<StatementId> exceptions;
  ProvenanceId provenance;
  Location location;
};

struct TemplatePart {
  std::string text;
  ExprRef value;
};
struct Duty {
  std::string name;
  GroupId group;  ///< none: of each record
  std::vector<ExprRef> guards;
  ExprRef condition;
  ExprRef by;
  syntax::FindingSeverity severity{};
  std::string code;
  std::vector<TemplatePart> text;
  std::optional<InForce> in_force;
  std::uint32_t locals = 0;
  ProvenanceId provenance;
  Location location;
};

struct Promise {
  GroupId group;
  std::vector<ExprRef> guards;
  ExprRef condition;
  std::string message;
  std::optional<InForce> in_force;
  bool proved = false;
  std::uint32_t locals = 0;
  ProvenanceId provenance;
  Location location;
};

struct NotEncoded {
  std::string why;
  std::vector<RuleId> affects;
  std::vector<ExprRef> guards;
  std::optional<InForce> in_force;
  std::uint32_t locals = 0;
  ProvenanceId provenance;
};

struct ProcedureExit {
  bool on_expiry = false;
  std::uint32_t event = 0;  ///< member of the events' enum
  ExprRef condition;        ///< may name events: true when it has happened in the step
  std::uint32_t to = 0;     ///< step, or steps.size() + end
  ProvenanceId provenance;
};
struct Suspension {
  std::uint32_t local = 0;
  ExprRef list, where, from, through;
};
struct ProcedureStep {
  std::string name;
  std::string label;
  syntax::DurationBound bound{};
  ExprRef duration;
  std::vector<ProcedureExit> exits;
  std::vector<Suspension> suspensions;
  ProvenanceId provenance;
};
struct ProcedureEnd {
  std::string name;
  std::string label;
  ProvenanceId provenance;
};
struct Procedure {
  std::string name;
  std::string label;
  EnumId states;                ///< its steps, then its ends, as an enum of its own: the type of `step(p)`
  std::vector<ExprRef> guards;  ///< of the blocks it stands in
  std::optional<InForce> in_force;
  ExprRef starts_when;
  ExprRef starts_from;  ///< a date, may be optional: absent, the procedure waits
  EnumId events;        ///< none: no exit is upon an event
  ExprRef event_list;   ///< a list of records, as written; none: `event_field`, or no events
  std::optional<std::uint32_t> event_field;  ///< of the input: the only list that can be meant, when none was written
  std::optional<std::uint32_t> event_local;
  ExprRef event_where;
  std::uint32_t event_kind_field = 0;  ///< of the elements' record
  std::uint32_t event_date_field = 0;
  std::vector<ProcedureStep> steps;
  std::vector<ProcedureEnd> ends;
  std::uint32_t locals = 0;
  ProvenanceId provenance;
  Location location;
};

struct CheckedPolicy;

/// `result of "pp-46-2011" on semester_1 as lama`: what another policy decides of a record of its own input.
struct Result {
  std::string name;
  std::shared_ptr<const CheckedPolicy> policy;  ///< whole in itself, with ids of its own
  ExprRef record;                               ///< a field of the record; may be absent
  std::optional<InForce> in_force;
  std::vector<TreeId> trees;            ///< by TreeId of `policy`: the same tree here
  std::uint32_t first_provenance = 0;   ///< the provenances of `policy` stand here from this one on, in their order
  ProvenanceId provenance;
  Location location;
  [[nodiscard]] ProvenanceId here(ProvenanceId inner) const { return ProvenanceId(first_provenance + inner.index); }
  [[nodiscard]] ExprRef here(ExprRef inner) const {
    return inner ? ExprRef{trees[inner.tree.index], inner.expr} : ExprRef{};
  }
};

// --- what names mean ------------------------------------------------------------------------------------------

struct InputFieldTarget { std::uint32_t field = 0; };   ///< of the record that is decided
struct SelfFieldTarget { std::uint32_t field = 0; };    ///< in a condition: of the record it stands in
struct FieldTarget { std::uint32_t field = 0; };        ///< of the base of a MemberExpr
struct GroupFieldTarget { GroupId group; std::uint32_t field = 0; };  ///< of the group's record
struct RuleTarget { RuleId rule; };                     ///< of the same scope, or a function
struct MemberRuleTarget { RuleId rule; };               ///< `p.nilai`: a rule of a member
struct ParameterTarget { ParameterId parameter; };
struct LocalTarget { std::uint32_t local = 0; };        ///< in the frame of the rule
struct EnumMemberTarget { EnumId enumeration; std::uint32_t member = 0; };
struct EventTarget { std::uint32_t member = 0; };       ///< in an exit: has happened in the step
struct DutyTarget { DutyId duty; };
struct ProcedureTarget { ProcedureId procedure; };  ///< `step(p)`: optional, of the enum `states`; `since(p)`, `due(p)`: optional dates

struct ResultTarget { ResultId result; RuleId output; };  ///< `lama.nilai`: an output of another policy, a rule of that one

/// A MemberExpr whose base is optional is optional itself: absent when its base is.
/// Of NameExpr, MemberExpr, CallExpr, MetExpr, GroupRecordExpr (a GroupFieldTarget's group), step/since/due (on the
/// BuiltinExpr itself), and of AggregateExpr: the local of its variable.
using Target = std::variant<std::monostate, InputFieldTarget, SelfFieldTarget, FieldTarget, GroupFieldTarget, RuleTarget,
                            MemberRuleTarget, ParameterTarget, LocalTarget, EnumMemberTarget, EventTarget, DutyTarget,
                            ProcedureTarget, ResultTarget>;

/// One tree with what was found out about each of its expressions.
struct CheckedTree {
  std::shared_ptr<const syntax::SyntaxTree> tree;
  std::vector<Type> types;      ///< by ExprId
  std::vector<Target> targets;  ///< by ExprId
};

struct CheckedPolicy {
  std::string id;
  std::string version;
  syntax::FileHeader header;  ///< of the policy
  std::optional<InForce> in_force;
  /// `in force for periods across DATE`: takes exactly the periods that begin before this day and end on it or later.
  std::optional<values::Date> across;
  IdVector<TreeId, CheckedTree> trees;  ///< the policy, what it uses, and the trees of its results

  IdVector<EnumId, EnumDeclaration> enums;
  IdVector<RecordId, RecordDeclaration> records;
  RecordId input;  ///< none in a module
  std::optional<std::uint32_t> period_field;  ///< of the input: a record with two dates
  std::uint32_t period_start = 0;             ///< fields of that record
  std::uint32_t period_end = 0;
  IdVector<ParameterId, ParameterDeclaration> parameters;
  IdVector<GroupId, GroupDeclaration> groups;

  IdVector<RuleId, Rule> rules;
  IdVector<StatementId, Statement> statements;
  IdVector<ArmId, Arm> arms;
  IdVector<DutyId, Duty> duties;
  IdVector<ProcedureId, Procedure> procedures;
  std::vector<Promise> promises;
  std::vector<NotEncoded> not_encoded;
  IdVector<ResultId, Result> results;
  IdVector<ProvenanceId, Provenance> provenances;

  std::vector<RuleId> outputs;   ///< of the record, in order of writing
  std::vector<DutyId> record_duties;
  std::vector<RuleId> order;     ///< every rule after those it needs

  [[nodiscard]] const syntax::Expr& expression(ExprRef ref) const { return (*trees[ref.tree].tree)[ref.expr]; }
  [[nodiscard]] const Type& type(ExprRef ref) const { return trees[ref.tree].types[ref.expr.index]; }
  [[nodiscard]] const Target& target(ExprRef ref) const { return trees[ref.tree].targets[ref.expr.index]; }
};

}  // namespace kaidah::check
