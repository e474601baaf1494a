#pragma once
// The evaluation itself. Private to this folder.
//
// A rejection leaves by one exception of the interpreter's own, which the public functions catch: what can fail is
// almost everything, what does fail is almost nothing, and the arithmetic stays readable. `rejection_` says why.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/evaluate/evaluate.hpp"
#include "engine/evaluate/frames.hpp"
#include "engine/values/arena.hpp"

namespace kaidah::evaluate {

/// What a member brings to an aggregate of its group.
struct Contribution {
  bool counted = false;
  values::Value value;
  std::shared_ptr<const Rejection> failure;  ///< scenarios: it could not be computed
};

class Evaluator::Interpreter {
 public:
  explicit Interpreter(plan::PlanPtr plan);

  [[nodiscard]] const plan::PlanPtr& shared_plan() const noexcept { return shared_plan_; }

  const Outcome& decide(const values::RecordData& input, const Settings& settings, Trace* trace, Ways* ways);
  const GroupOutcome& decide_group(check::GroupId group, const GroupEntry& entry, const values::RecordData* record,
                                   const Settings& settings, Trace* trace);
  void begin(const values::RecordData& input, const Settings& settings, Trace* trace);
  void begin_group(check::GroupId group, const GroupEntry& entry, const values::RecordData* record,
                   const Settings& settings, Trace* trace);
  RuleResult evaluate_rule(check::RuleId rule, std::span<const values::Value> arguments);
  RuleResult evaluate_duty(check::DutyId duty);
  ProcedureResult evaluate_procedure(check::ProcedureId procedure);
  RuleResult evaluate_allowed(check::ParameterId parameter, const Settings& settings);

  // For the groups of the current record.
  struct MemberPart {
    std::vector<Contribution> folds;
    std::vector<values::Value> projected;
    std::vector<std::pair<values::Value, values::Value>> rankings;
  };
  /// By group. What the decision has not computed yet is computed now; what cannot be is kept as a failure.
  const std::vector<MemberPart>& member_parts();
  [[nodiscard]] const values::RecordData& input() const { return *input_; }
  [[nodiscard]] const std::vector<std::uint64_t>& marks() const noexcept { return marks_; }

 private:
  struct Rejected {};
  struct Unknown {};  // a condition on the data reads what a scenario has not given

  enum class State : std::uint8_t { empty, running, done, assumed };
  struct DutyRun {
    State state = State::empty;
    Holds result{};
  };
  struct ProcedureRun {
    State state = State::empty;
    bool started = false;
    ProcedureState where;
  };
  /// Everything that is computed once; set aside while something is read as of another day.
  struct Memory {
    std::vector<values::Value> slots;
    std::vector<State> states;
    std::vector<DutyRun> duties;
    std::vector<ProcedureRun> procedures;
    std::optional<values::Date> reference_day;
  };
  struct Here {
    const std::string* name = nullptr;
    check::ProvenanceId article;
  };
  /// Puts something back as it was, also when a rejection passes.
  template <class T>
  class Restore {
   public:
    explicit Restore(T& place) : place_(place), before_(place) {}
    ~Restore() { place_ = before_; }
    Restore(const Restore&) = delete;
    Restore& operator=(const Restore&) = delete;

   private:
    T& place_;
    T before_;
  };
  class Frame {
   public:
    Frame(Interpreter& of, std::size_t count) : of_(of), mark_(of.frames_.mark()), before_(of.frame_) {
      places_ = count != 0 ? of.frames_.take(count) : nullptr;
    }
    ~Frame() {
      of_.frames_.release(mark_);
      of_.frame_ = before_;
    }
    Frame(const Frame&) = delete;
    Frame& operator=(const Frame&) = delete;
    [[nodiscard]] values::Value* places() const noexcept { return places_; }
    void enter() const noexcept { of_.frame_ = places_; }

   private:
    Interpreter& of_;
    Frames::Mark mark_;
    values::Value* before_;
    values::Value* places_;
  };

  // decide.cpp
  void reset(const Settings& settings, Trace* trace);
  void require_policy_in_force();
  [[nodiscard]] bool not_in_text(const check::Rule& rule);
  void require_one_regime(const Period& period);
  void compute_outputs(const std::vector<std::uint32_t>& rules, std::vector<values::Value>& values);
  void check_promises(const std::vector<std::uint32_t>& promises);
  void taint(check::GroupId group);
  [[nodiscard]] std::vector<check::ProvenanceId> rests_on() const;
  template <class Work>
  std::optional<Rejection> protect(Work work);
  void recover();

  // rejection.cpp
  [[noreturn]] void reject(Message message);
  [[noreturn]] void reject_missing(plan::NodeId id, const values::Value& value);
  [[noreturn]] void reject_field(const values::RecordData* record, std::uint32_t shape, std::uint32_t field);
  [[noreturn]] void reject_conflict(const plan::Rule& rule, const values::Value& first, check::ProvenanceId first_place,
                                    const values::Value& second, check::ProvenanceId second_place);
  [[noreturn]] void reject_date(values::Date date, const values::Value& duration, bool minus);
  [[nodiscard]] const std::string& name_here() const;
  [[nodiscard]] const std::string& path_of(const values::RecordData* record);
  void index_paths(const values::Value& value, const plan::ValueShape& shape, const std::string& path);
  [[nodiscard]] std::string pointer_to(const values::RecordData* record, std::uint32_t shape, std::uint32_t field);

  // clocks.cpp
  [[nodiscard]] values::Date clock(syntax::Clock which);
  [[nodiscard]] Period period();
  [[nodiscard]] std::optional<Period> known_period() const;
  [[nodiscard]] const values::Value* period_value() const;
  [[nodiscard]] values::Date reference_day();
  [[nodiscard]] std::optional<values::Date> known_reference_day() const;
  /// Whether something is in force.
  struct Force {
    Holds holds = Holds::yes;         ///< yes, not_in_force, or open: left out for want of a decision day
    std::optional<values::Date> day;  ///< on which it is not
    [[nodiscard]] explicit operator bool() const noexcept { return holds == Holds::yes; }
  };
  [[nodiscard]] Force in_force(const std::optional<check::InForce>& dates);
  [[noreturn]] void reject_not_in_force(const std::string& name, const Force& force);
  [[nodiscard]] const values::Value& parameter(std::uint32_t index, check::ExprRef expr);

  // expressions.cpp
  const values::Value& ref(plan::NodeId id, values::Value& scratch);
  values::Value value(plan::NodeId id);
  values::Value computed(const plan::Node& node, plan::NodeId id);
  bool boolean(plan::NodeId id);
  values::Date date(plan::NodeId id);
  const values::Value& input_field(std::uint32_t field, check::ExprRef expr);
  const values::Value& record_field(const plan::Node& node, plan::NodeId id);
  const values::Value& group_field(const plan::Node& node, plan::NodeId id);
  values::Value as_of(const plan::Node& node);
  values::Value met(const plan::Node& node, plan::NodeId id);
  values::Value procedure_part(const plan::Node& node, plan::NodeId id);
  bool chain(const plan::Node& node);
  bool in_items(const plan::Node& node);
  bool in_list(const plan::Node& node);
  bool cell(const plan::Cell& cell);
  bool compare(syntax::Comparison op, const values::Value& a, const values::Value& b) const;
  values::Value list_of(const plan::Node& node);

  // arithmetic.cpp
  const values::Number& number(plan::NodeId id, values::Number& scratch);
  values::Number arithmetic(const plan::Node& node, plan::NodeId id);
  values::Number bounded(values::Number number);
  values::Number rounded(const plan::Node& node);
  values::Value extreme(const plan::Node& node);
  values::Value make_date(const plan::Node& node);
  values::Value date_arithmetic(const plan::Node& node);
  values::Value duration_arithmetic(const plan::Node& node);
  std::int64_t count(plan::NodeId id);
  std::int64_t checked(std::optional<std::int64_t> count);
  values::Value duration(std::uint8_t kind, std::int64_t count);

  // aggregates.cpp
  values::Value aggregate(const plan::Aggregate& aggregate, plan::NodeId id);
  values::Value folded(const plan::Node& node, plan::NodeId id);
  values::Value members(std::uint32_t group);

  // results.cpp
  values::Value result(const plan::Node& node, plan::NodeId id);
  Interpreter& result_of(std::uint32_t index, const values::RecordData& record);
  values::Value output(check::RuleId rule);
  void take_marks_of_results();
  /// Runs `work` of the other policy within what is left of the limits. Its rejection is one of this decision.
  template <class Work>
  void inside(std::uint32_t index, Work work);

  // rules.cpp
  struct Yield {
    bool any = false;
    values::Value value;
    check::ProvenanceId place;
  };
  const values::Value& rule(std::uint32_t index, check::ExprRef expr);
  values::Value call(const plan::Node& node, plan::NodeId id);
  values::Value compute(const plan::Rule& rule);
  values::Value decide_rule(const plan::Rule& rule);
  Yield level(const plan::Rule& rule, plan::Range statements, StatementRole role, Force* out_of_force);
  Yield statement(const plan::Rule& rule, const plan::Statement& statement, StatementRole role, Force* out_of_force);
  Yield arms(const plan::Rule& rule, const plan::Statement& statement);
  Yield collected(const plan::Rule& rule, const plan::Statement& statement);
  Yield arm(const plan::Rule& rule, const plan::Arm& arm);
  bool guards_hold(const plan::Arm& arm);
  bool provisions_hold(plan::Range provisions);
  void agree(const plan::Rule& rule, Yield& all, Yield one);
  void keep_promise(const plan::Rule& rule, const values::Value& value);
  void use(std::uint32_t mark);
  void charge(std::uint64_t steps);
  /// Rejects what takes more than its limit, all in all.
  void take_memory(std::size_t bytes) {
    memory_taken_ += bytes;
    if (memory_taken_ > settings_->limits.memory_bytes) reject_memory();
  }
  [[noreturn]] void reject_memory();

  // conditions.cpp
  void test_conditions(const values::RecordData& record, std::uint32_t shape);
  void test_inner(const values::Value& value, const plan::ValueShape& shape);

  // duties.cpp
  Holds duty(std::uint32_t index);
  Holds decide_duty(const plan::Duty& duty);
  void find(const std::vector<std::uint32_t>& duties, std::vector<Finding>& findings, bool final);
  std::string fill(const plan::Duty& duty);

  // procedures.cpp
  struct DatedEvent {
    values::Date day;
    std::uint32_t kind = 0;
    const values::RecordData* record = nullptr;
    bool consumed = false;  // it has moved the procedure on
  };
  const ProcedureRun& procedure(std::uint32_t index);
  Holds run_procedure(const plan::Procedure& procedure, ProcedureRun& run);
  std::vector<DatedEvent> events_of(const plan::Procedure& procedure, ProcedureState& where);
  void walk(const plan::Procedure& procedure, ProcedureState& where, std::vector<DatedEvent>& events);
  struct Exit {
    std::uint32_t to = 0;
    values::Date day;
  };
  std::optional<Exit> leave_step(const plan::Procedure& procedure, const ProcedureState& where,
                                 std::vector<DatedEvent>& events);
  std::optional<Exit> try_exits(const plan::Procedure& procedure, std::uint32_t step, bool on_expiry, values::Date day,
                                std::span<DatedEvent> today);
  std::optional<values::Date> due_day(const plan::Procedure& procedure, std::uint32_t step, values::Date since);
  void add_suspended(const check::Suspension& declared, const plan::Suspension& suspension, values::Date since,
                     std::vector<Period>& suspended);

  // members.cpp
  void contribute(bool strict);
  void contribute_folds(const plan::Group& group, MemberPart& part, bool strict);
  void rank(const GroupState& state, std::vector<std::vector<Ranked>>& rankings) const;

  // trace
  [[nodiscard]] Event event(EventKind kind, std::uint32_t id, check::ExprRef expr = {}, std::uint32_t detail = 0) {
    take_memory(sizeof(Event));
    Event made;
    made.kind = kind;
    made.id = id;
    made.detail = detail;
    made.expr = expr;
    return made;
  }
  void note(EventKind kind, std::uint32_t id, check::ExprRef expr, const values::Value& value,
            std::uint32_t detail = 0);
  void take(std::uint32_t way) noexcept {
    if (ways_ != nullptr) ways_->take(first_way_ + way);
  }

  plan::PlanPtr shared_plan_;
  const plan::Plan& plan_;
  const check::CheckedPolicy& policy_;
  const values::Value absent_;

  // of the current decision
  const values::RecordData* input_ = nullptr;
  const values::RecordData* self_ = nullptr;
  check::GroupId group_;
  const GroupState* group_state_ = nullptr;
  std::span<const values::Value> group_key_;
  const values::RecordData* group_record_ = nullptr;
  const Settings* settings_ = nullptr;
  Trace* trace_ = nullptr;
  Ways* ways_ = nullptr;
  std::uint32_t first_way_ = 0;  // of an inner policy, in `ways_`
  std::optional<Rejection> rejection_;
  Memory memory_;
  std::vector<std::uint32_t> output_rules_;  // of the plan's outputs
  std::vector<std::uint8_t> used_;           // by RuleId
  std::vector<std::uint64_t> marks_;         // bits by Plan::marked
  std::vector<MemberPart> parts_;            // by group
  bool contributed_ = false;
  const values::ListData* members_ = nullptr;
  values::Arena arena_;
  Frames frames_;
  values::Value* frame_ = nullptr;
  Here here_;
  std::uint64_t steps_ = 0;
  std::size_t memory_taken_ = 0;
  std::size_t depth_ = 0;
  bool lenient_ = false;
  const std::vector<std::uint8_t>* happened_ = nullptr;  // by member of the events' enum
  std::unordered_map<const values::RecordData*, std::string> paths_;
  Interpreter* around_ = nullptr;  // takes the result of this one, whose record is a part of its own

  /// Of a policy whose result is taken.
  struct Inner {
    std::unique_ptr<Interpreter> interpreter;
    Settings settings;
    bool begun = false;  ///< in this decision
  };
  std::vector<Inner> results_;                  // by Plan::results
  std::vector<std::uint8_t> promises_checked_;  // by Plan::promises; of an inner policy, whose outputs come one by one

  Outcome outcome_;
  GroupOutcome group_outcome_;
};

template <class Work>
std::optional<Rejection> Evaluator::Interpreter::protect(Work work) {
  const std::size_t open = trace_ != nullptr ? trace_->depth() : 0;
  rejection_.reset();
  try {
    work();
    return std::nullopt;
  } catch (const Rejected&) {
  } catch (const Unknown&) {
  }
  if (trace_ != nullptr) trace_->abandon_to(open);
  recover();
  return rejection_ ? std::move(rejection_) : std::optional<Rejection>(Rejection());
}

}  // namespace kaidah::evaluate
