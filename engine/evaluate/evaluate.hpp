#pragma once
// Plan + record -> outcome. Pure, bounded, the same with and without a trace.

#include <memory>
#include <optional>
#include <span>

#include "engine/evaluate/group.hpp"
#include "engine/evaluate/outcome.hpp"
#include "engine/evaluate/settings.hpp"
#include "engine/evaluate/trace.hpp"
#include "engine/evaluate/ways.hpp"
#include "engine/plan/plan.hpp"

namespace kaidah::evaluate {

/// The value of one rule, or why there is none.
struct RuleResult {
  std::optional<Rejection> rejection;
  values::Value value;
};

/// Where a procedure stands: nothing when it has not started, waits, or there is no decision day.
struct ProcedureResult {
  std::optional<Rejection> rejection;
  std::optional<ProcedureState> state;
};

/// Decides records and groups by one plan. Keeps its memory between decisions. One thread at a time; as many evaluators
/// as wanted may share a plan.
class Evaluator {
 public:
  explicit Evaluator(plan::PlanPtr plan);
  ~Evaluator();
  Evaluator(Evaluator&&) noexcept;
  Evaluator& operator=(Evaluator&&) noexcept;

  [[nodiscard]] const plan::PlanPtr& plan() const noexcept;

  /// Decides a record: its fields by Plan::shapes, in the order of the declaration. What is returned, and every value
  /// in it and in the trace, lives until the next decision and no longer than `input` and `settings`.
  ///
  /// `ways`: cleared, then every way is taken in it that the decision takes; of a rejection those up to it. What the
  /// groups of the record need of it is no part of its decision.
  const Outcome& decide(const values::RecordData& input, const Settings& settings, Trace* trace = nullptr,
                        Ways* ways = nullptr);

  /// Decides a group from what was gathered of its members; `record` is its own record (key fields first), or null.
  const GroupOutcome& decide_group(check::GroupId group, const GroupEntry& entry, const values::RecordData* record,
                                   const Settings& settings, Trace* trace = nullptr);

  /// Makes a record the current one without deciding anything: conditions on the data are not tested.
  void begin(const values::RecordData& input, const Settings& settings, Trace* trace = nullptr);
  /// Makes a group the current one.
  void begin_group(check::GroupId group, const GroupEntry& entry, const values::RecordData* record,
                   const Settings& settings, Trace* trace = nullptr);
  /// The value of any rule for the current record or group, also after `decide`. REQUIRES: the rule is in the plan
  /// (PlanOptions::everything makes sure). `arguments` are those of a function.
  RuleResult evaluate_rule(check::RuleId rule, std::span<const values::Value> arguments = {});
  /// Whether a duty is met, for the current record or group: absent while it is open.
  RuleResult evaluate_duty(check::DutyId duty);
  /// Where a procedure stands, for the current record.
  ProcedureResult evaluate_procedure(check::ProcedureId procedure);

  /// Whether a parameter may have the value that the settings give it: its `allowed when`, read without any record, on
  /// the days of Settings::period and Settings::decision_day. True where it has none.
  /// REQUIRES: the plan was made with PlanOptions::everything.
  RuleResult evaluate_allowed(check::ParameterId parameter, const Settings& settings);

 private:
  friend class GroupAccumulator;
  class Interpreter;
  std::unique_ptr<Interpreter> interpreter_;
};

}  // namespace kaidah::evaluate
