#pragma once
// Checked policy -> plan: what a decision does, laid out for doing it many times. Immutable and shared between threads.
// Only what the selection needs is in it.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/check/checked_policy.hpp"
#include "engine/plan/node.hpp"
#include "engine/plan/shape.hpp"
#include "engine/plan/way.hpp"

namespace kaidah::plan {

constexpr std::uint32_t kNone = Id<NodeTag>::kNone;

/// A run of items in one of the plan's vectors.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t count = 0;
};

/// What must be decided.
struct PlanOptions {
  /// Names out of `selectable_names`; empty: everything that is written out.
  std::vector<std::string> select;
  /// Also what the groups need of each member, and the groups themselves.
  bool groups = true;
  /// Every rule and every field, for scenarios and for the analysis: any rule can then be asked for.
  bool everything = false;
};

/// The name under which findings and procedures are selected and written.
constexpr const char* kFindings = "temuan";
constexpr const char* kProcedures = "prosedur";

// --- what decides ---------------------------------------------------------------------------------------------

struct Arm {
  check::ArmId id;
  Range guards;  ///< Plan::lists, of nodes; all must hold
  NodeId value;
  bool otherwise = false;
  std::uint32_t mark = kNone;  ///< Plan::marked
  std::uint32_t way = kNone;   ///< Plan::ways; of rules of groups none
  Range exceptions;            ///< Plan::lists, of statements; tried before the guards
};

struct Statement {
  check::StatementId id;
  syntax::CaseOrder order{};
  Range provisions;  ///< Plan::lists, of nodes
  std::optional<check::InForce> in_force;
  NodeId subject;
  std::uint32_t subject_local = kNone;
  Range arms;        ///< Plan::arms
  Range exceptions;  ///< Plan::lists, of statements
};

struct Rule {
  check::RuleId id;
  std::uint32_t slot = kNone;  ///< of rules without parameters
  std::uint32_t parameters = 0;
  std::uint32_t locals = 0;
  std::uint32_t override_field = kNone;  ///< the base is this field of the record
  NodeId plain;  ///< the value, when nothing else can be: one arm, no condition, no exception, no dates
  std::uint32_t plain_arm = kNone;
  bool optional = false;
  bool promised = false;
  std::uint32_t way = kNone;  ///< Plan::ways: what stands where no statement gives a value, if anything does
  Range base;                 ///< Plan::lists, of statements
  Range exceptions;           ///< Plan::lists, of statements
  std::uint32_t cost = 1;     ///< nodes: what one evaluation counts as steps, beside loops and calls
  std::uint32_t height = 1;   ///< of its tallest expression: what one evaluation counts as depth
};

struct Parameter {
  check::ParameterId id;
  struct Dated {
    std::optional<values::Date> from;
    values::Value value;
  };
  std::vector<Dated> values;  ///< by date
  std::optional<values::Date> through;
  bool dated = false;  ///< which value it has depends on the reference day
  std::vector<values::Value> one_of;
  NodeId allowed_when;  ///< only with PlanOptions::everything
  std::uint32_t mark = kNone;
};

struct Aggregate {
  syntax::Aggregate function{};
  types::TypeKind kind{};  ///< of the body
  NodeId list;
  NodeId body;   ///< none: the item itself
  NodeId where;  ///< none: all
  std::uint32_t local = kNone;
  std::uint32_t cost = 1;       ///< nodes of one round
  std::uint64_t max_items = 0;  ///< rounds; 0: the members of a group, without a bound
};

struct CellTest {
  syntax::Comparison op{};
  NodeId right;
};
struct Cell {
  NodeId input;
  std::vector<std::vector<CellTest>> alternatives;  ///< none: everything
};

struct TemplatePart {
  std::string text;
  NodeId value;
  types::Type type;
};
struct Duty {
  check::DutyId id;
  Range guards;  ///< Plan::lists
  NodeId condition;
  NodeId by;
  std::vector<TemplatePart> text;
  std::uint32_t locals = 0;
  std::uint32_t mark = kNone;
  std::uint32_t way = kNone;  ///< Plan::ways: the first of three: met, unmet, open; of duties of groups none
};

struct Promise {
  std::uint32_t id = 0;  ///< CheckedPolicy::promises
  Range guards;
  NodeId condition;
  std::vector<check::RuleId> about;  ///< checked when one of them was computed; empty: always
  std::uint32_t locals = 0;
};

struct NotEncoded {
  std::uint32_t id = 0;  ///< CheckedPolicy::not_encoded
  check::GroupId group;  ///< whose rules it affects; none: of the record
  std::vector<check::RuleId> affects;
  Range guards;
  std::uint32_t locals = 0;
  std::uint32_t mark = kNone;
  std::uint32_t way = kNone;  ///< Plan::ways; of those of groups none
};

struct Condition {
  std::uint32_t id = 0;  ///< RecordDeclaration::conditions
  NodeId node;
};
/// The conditions of one kind of record, and the way to those inside it.
struct RecordConditions {
  std::vector<Condition> conditions;
  std::uint32_t locals = 0;
  std::vector<std::uint32_t> inner;  ///< fields that hold records (or lists of them) with conditions
};

struct ProcedureExit {
  NodeId condition;
  std::uint32_t mark = kNone;
  std::uint32_t way = kNone;  ///< Plan::ways
};
struct Suspension {
  NodeId list, where, from, through;
};
struct ProcedureStep {
  NodeId duration;
  types::TypeKind duration_kind{};
  std::vector<ProcedureExit> exits;  ///< as in check::ProcedureStep
  std::vector<Suspension> suspensions;
  std::uint32_t mark = kNone;
};
struct Procedure {
  check::ProcedureId id;
  Range guards;
  NodeId starts_when;
  NodeId starts_from;
  NodeId event_list;
  NodeId event_where;
  std::vector<ProcedureStep> steps;
  std::vector<std::uint32_t> end_marks;
  std::uint32_t locals = 0;
  std::uint32_t mark = kNone;
  std::uint32_t way = kNone;  ///< Plan::ways
};

// --- groups ---------------------------------------------------------------------------------------------------

/// An aggregate over members, gathered one by one: what each brings is computed in its own decision.
struct Fold {
  syntax::Aggregate function{};
  types::TypeKind kind{};
  types::Type type;  ///< of the body, where there is one
  NodeId body;
  NodeId where;
  std::uint32_t locals = 0;
  std::uint32_t cost = 1;
};
struct Ranking {
  NodeId by;
  NodeId then;
  types::Type by_type;
  types::Type then_type;
  std::uint32_t locals = 0;
};
struct Group {
  check::GroupId id;
  std::vector<Fold> folds;
  /// What is kept of each member for the aggregates that cannot be gathered (their conditions read the group).
  std::vector<NodeId> projections;
  std::vector<types::Type> projection_types;
  std::vector<Ranking> rankings;
  std::vector<std::uint32_t> outputs;   ///< Plan::rules
  std::vector<std::uint32_t> duties;    ///< Plan::duties
  std::vector<std::uint32_t> promises;  ///< Plan::promises
};

struct Plan;
using PlanPtr = std::shared_ptr<const Plan>;

/// What another policy decides of a record of its own: with a plan of its own, for the outputs that are read.
struct Result {
  check::ResultId id;
  PlanPtr plan;   ///< null: nothing of it is needed
  NodeId record;  ///< a field of the record
  std::uint32_t mark = kNone;
  std::vector<std::uint32_t> marks;  ///< by its Plan::marked: where the same mark stands in this plan's
  std::uint32_t way = kNone;         ///< Plan::ways: its first; the others stand behind it in the order of that plan
};

struct Output {
  std::string name;
  check::RuleId id;
  std::uint32_t rule = 0;  ///< Plan::rules
  types::Type type;
};

struct Plan {
  std::shared_ptr<const check::CheckedPolicy> policy;  ///< text of constants lives here
  PlanOptions options;
  Shapes shapes;                          ///< records by check::RecordId, enums by check::EnumId
  std::uint32_t input = kNone;            ///< into Shapes::records; none in a module
  std::optional<std::uint32_t> id_field;  ///< of the input: the field named `id`

  IdVector<NodeId, Node> nodes;
  std::vector<check::ExprRef> origins;  ///< by NodeId: where it was written
  std::vector<NodeId> children;
  std::vector<values::Value> constants;
  std::vector<std::string> texts;
  std::vector<syntax::Comparison> comparisons;
  std::vector<std::uint32_t> lists;
  std::vector<Cell> cells;
  std::vector<Aggregate> aggregates;

  std::vector<Rule> rules;
  std::vector<std::uint32_t> rule_of;  ///< by check::RuleId: into rules, or none: not needed, or only specialised
  std::vector<Statement> statements;
  std::vector<Arm> arms;
  std::vector<Parameter> parameters;  ///< by check::ParameterId
  std::vector<Duty> duties;
  std::vector<Promise> promises;
  std::vector<NotEncoded> not_encoded;
  std::vector<Procedure> procedures;
  std::vector<RecordConditions> conditions;  ///< by check::RecordId
  std::vector<Group> groups;                 ///< by check::GroupId
  std::vector<Result> results;               ///< by check::ResultId

  std::vector<Output> outputs;               ///< of the record, as selected, in order of writing
  std::vector<std::uint32_t> record_duties;  ///< when findings are selected
  std::vector<std::uint32_t> record_promises;
  std::vector<std::uint32_t> shown_procedures;  ///< when procedures are selected

  std::vector<check::ProvenanceId> marked;  ///< in source order: what a decision may rest on
  std::vector<Way> ways;                    ///< that the decision of a record can take
  std::uint32_t slots = 0;
  syntax::ReferenceDay reference_day{};
  bool dated = false;              ///< something is read on the reference day
  bool dated_by_decision = false;  ///< something is in force by the decision day, and left out without it
  std::uint64_t steps_bound = 0;   ///< no decision takes more steps; saturates
};

/// What PlanOptions::select may name: the outputs in order of writing, then kFindings and kProcedures where there are
/// any.
[[nodiscard]] std::vector<std::string> selectable_names(const check::CheckedPolicy& policy);

/// Cannot fail. REQUIRES: every selected name is selectable; others are passed over.
[[nodiscard]] PlanPtr make_plan(std::shared_ptr<const check::CheckedPolicy> policy, PlanOptions options = {});

/// Stable text, one thing a line: what `kaidah dump --stage plan` shows and the tests compare.
[[nodiscard]] std::string dump(const Plan& plan);

}  // namespace kaidah::plan
