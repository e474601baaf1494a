#pragma once
// What a decision did, in order: enough to explain it without doing it again.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/check/checked_policy.hpp"
#include "engine/values/value.hpp"

namespace kaidah::evaluate {

/// Behind each: what `id`, `value`, `result` and `expr` say. Events nest: what was read for a rule, a condition, a
/// value stands inside its event.
enum class EventKind : std::uint8_t {
  // the parts of a decision, at the outermost level
  output,       ///< id: Plan::outputs (of a group: Group::outputs). value. Inside: the rule, or `again`
  duty,         ///< id: DutyId. result: yes met, no unmet, open, not_in_force, not_reached its conditions do not hold
  finding,      ///< id: DutyId, one that is not met. Inside: what its text was filled with
  promise,      ///< id: CheckedPolicy::promises. result: yes, no, not_reached its provisions do not hold
  procedure,    ///< id: ProcedureId. result: yes started, no, open waits for its date
  not_encoded,  ///< id: CheckedPolicy::not_encoded. result: yes it taints the decision
  data_condition,  ///< id: ConditionDeclaration; detail: RecordId; pointer: the record. result. Only of those that are
                   ///< broken

  // rules
  rule,        ///< id: RuleId. value (absent: optional, nothing holds). Inside: statements, exceptions first
  again,       ///< id: RuleId. value: computed earlier in this trace
  assumed,     ///< id: RuleId. value: of a scenario
  call,        ///< id: RuleId; expr. value. Inside: arguments, then statements
  argument,    ///< id: position. value. Inside: what it was computed from
  base_field,  ///< id: field of the input whose exceptions did not apply; pointer. value
  statement,   ///< id: StatementId; detail: StatementRole. result: yes yields, no, not_in_force
  provision,   ///< id: position in Statement::provisions, Duty::guards, …; expr. result
  subject,     ///< expr. value: of `classify … by`
  arm,         ///< id: ArmId. result: yes holds, no, not_reached (an earlier one or an exception to it gave the value)
  guard,       ///< id: position in Arm::guards; expr (of a cell: its input). result: yes, no
  arm_value,   ///< expr. value

  // expressions
  field,           ///< id: field; detail: RecordId; pointer; expr. value
  group_field,     ///< id: field; detail: GroupId; pointer; expr. value
  parameter,       ///< id: ParameterId; detail: position in its dated values, or kSet; expr. value
  clock,           ///< id: syntax::Clock, or kReferenceDay; expr. value
  met,             ///< id: DutyId; expr. value; inside, the first time: the duty
  procedure_read,  ///< id: ProcedureId; detail: syntax::Builtin; expr. value; inside, the first time: the procedure
  result,  ///< id: ResultId; detail: RuleId of its output, or none: only what taints it; expr. value. Inside: the run
           ///< of the other policy, with ids of
           ///< that policy and pointers into this record
  aggregate,  ///< expr. value. Inside: what the list was read from, then its items
  item,       ///< id: position in the list. result: yes counted, no left out by `where`
  folded,     ///< expr; detail: GroupId. value: of an aggregate over the members of a group
  condition,  ///< expr. result: of a condition that stands alone: of a duty, an exit
  due_day,    ///< expr. value: `by` of a duty. result: yes it has passed, open

  // procedures
  start,  ///< value: the day; absent: it waits
  step,   ///< id: step, or steps.size() + end. value: the day it was entered. Inside: due, events, exits
  due,    ///< value: the last day of the step
  exit,   ///< id: position in ProcedureStep::exits. value: the day. result: yes taken, no
  event,  ///< id: member of the events' enum; pointer. value: its day. result: yes in the step, no before it,
          ///< not_reached after the day of decision
};

enum class Holds : std::uint8_t {
  unknown,  ///< does not say
  yes,
  no,
  not_reached,
  not_in_force,
  open,
  failed,  ///< the rejection came from inside
};

enum class StatementRole : std::uint8_t { base, exception, exception_to_statement, exception_to_arm };

constexpr std::uint32_t kSet = 0xFFFFFFFF;           ///< of `parameter`: set from outside
constexpr std::uint32_t kReferenceDay = 0xFFFFFFFF;  ///< of `clock`

struct Event {
  EventKind kind{};
  Holds result{};
  std::uint32_t id = 0;
  std::uint32_t detail = 0;
  std::uint32_t end = 0;  ///< the event behind the last one inside this: they are [own position + 1, end)
  check::ExprRef expr;    ///< as written; may be none
  std::string pointer;    ///< JSON pointer into the record; of fields
  values::Value value;    ///< points into the input, the plan and the evaluator, until its next decision
};

class Trace {
 public:
  [[nodiscard]] const std::vector<Event>& events() const noexcept { return events_; }
  void clear() {
    events_.clear();
    open_.clear();
  }

  /// Adds an event that others may stand in, until it is closed.
  std::size_t open(Event event) {
    events_.push_back(std::move(event));
    open_.push_back(events_.size() - 1);
    return events_.size() - 1;
  }
  void close(std::size_t position, Holds result, values::Value value = {}) {
    open_.pop_back();
    Event& event = events_[position];
    event.result = result;
    event.value = std::move(value);
    event.end = static_cast<std::uint32_t>(events_.size());
  }
  /// Adds an event with nothing inside.
  void add(Event event) {
    events_.push_back(std::move(event));
    events_.back().end = static_cast<std::uint32_t>(events_.size());
  }
  /// The decision was left: what is open has failed.
  void abandon() {
    while (!open_.empty()) close(open_.back(), Holds::failed);
  }
  /// Events that are open now; `abandon_to` closes those opened since.
  [[nodiscard]] std::size_t depth() const noexcept { return open_.size(); }
  void abandon_to(std::size_t depth) {
    while (open_.size() > depth) close(open_.back(), Holds::failed);
  }

 private:
  std::vector<Event> events_;
  std::vector<std::size_t> open_;
};

}  // namespace kaidah::evaluate
