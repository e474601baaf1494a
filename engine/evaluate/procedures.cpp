// Procedures: where they stand on the day of decision.

#include <algorithm>

#include "engine/evaluate/interpreter.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::evaluate {

using plan::NodeId;
using values::Date;
using values::Days;
using values::Value;

const Evaluator::Interpreter::ProcedureRun& Evaluator::Interpreter::procedure(std::uint32_t index) {
  if (memory_.procedures[index].state == State::done) return memory_.procedures[index];
  const plan::Procedure& procedure = plan_.procedures[index];
  const check::Procedure& declared = policy_.procedures[procedure.id];
  const Frame frame(*this, procedure.locals);
  const Restore here(here_);
  frame.enter();
  here_ = {&declared.name, declared.provenance};
  charge(1);
  const std::size_t at = trace_ != nullptr ? trace_->open(event(EventKind::procedure, procedure.id.index)) : 0;
  ProcedureRun run;
  const Holds result = run_procedure(procedure, run);
  if (trace_ != nullptr) trace_->close(at, result);
  if (result == Holds::yes) take(procedure.way);
  run.state = State::done;
  memory_.procedures[index] = std::move(run);
  return memory_.procedures[index];
}

Holds Evaluator::Interpreter::run_procedure(const plan::Procedure& procedure, ProcedureRun& run) {
  if (!settings_->decision_day) return Holds::not_reached;
  if (const Force force = in_force(policy_.procedures[procedure.id].in_force); !force) return force.holds;
  if (!provisions_hold(procedure.guards)) return Holds::no;
  if (procedure.starts_when) {
    const std::size_t at =
        trace_ != nullptr ? trace_->open(event(EventKind::condition, 0, plan_.origins[procedure.starts_when.index]))
                          : 0;
    const bool starts = boolean(procedure.starts_when);
    if (trace_ != nullptr) trace_->close(at, starts ? Holds::yes : Holds::no);
    if (!starts) return Holds::no;
  }
  use(procedure.mark);
  const std::size_t at =
      trace_ != nullptr ? trace_->open(event(EventKind::start, 0, plan_.origins[procedure.starts_from.index])) : 0;
  const Value start = value(procedure.starts_from);
  if (trace_ != nullptr) trace_->close(at, Holds::unknown, start);
  const auto* day = std::get_if<Date>(&start);
  if (day == nullptr || *day > *settings_->decision_day) return Holds::open;
  run.started = true;
  run.where.procedure = procedure.id;
  run.where.since = *day;
  std::vector<DatedEvent> events = events_of(procedure, run.where);
  walk(procedure, run.where, events);
  return Holds::yes;
}

/// Those up to the day of decision, by day, those of one day in the order of the record.
std::vector<Evaluator::Interpreter::DatedEvent> Evaluator::Interpreter::events_of(const plan::Procedure& procedure,
                                                                                  ProcedureState& where) {
  std::vector<DatedEvent> events;
  if (!procedure.event_list) return events;
  const check::Procedure& declared = policy_.procedures[procedure.id];
  const Value list = value(procedure.event_list);
  const auto* items = std::get_if<const values::ListData*>(&list);
  if (items == nullptr) return events;
  for (const Value& item : (*items)->items) {
    charge(1);
    if (declared.event_local) frame_[*declared.event_local] = item;
    if (procedure.event_where && !boolean(procedure.event_where)) continue;
    const values::RecordData* record = std::get<const values::RecordData*>(item);
    const auto* kind = std::get_if<values::Member>(&record->fields[declared.event_kind_field]);
    const auto* day = std::get_if<Date>(&record->fields[declared.event_date_field]);
    if (kind == nullptr || day == nullptr) continue;
    if (*day <= *settings_->decision_day) {
      events.push_back({*day, kind->index, record});
      continue;
    }
    where.ignored.push_back(path_of(record));
    if (trace_ == nullptr) continue;
    Event made = event(EventKind::event, kind->index);
    made.pointer = path_of(record);
    made.value = *day;
    made.result = Holds::not_reached;
    trace_->add(std::move(made));
  }
  std::stable_sort(events.begin(), events.end(),
                   [](const DatedEvent& a, const DatedEvent& b) { return a.day < b.day; });
  return events;
}

// Steps only go forward, so there are at most as many moves as steps.
void Evaluator::Interpreter::walk(const plan::Procedure& procedure, ProcedureState& where,
                                  std::vector<DatedEvent>& events) {
  const auto steps = static_cast<std::uint32_t>(procedure.steps.size());
  const check::Procedure& declared = policy_.procedures[procedure.id];
  for (std::uint32_t moves = 0; where.step < steps && moves <= steps; ++moves) {
    charge(events.size() + 1);
    const Restore here(here_);
    if (declared.steps[where.step].provenance) here_.article = declared.steps[where.step].provenance;
    use(procedure.steps[where.step].mark);
    const std::size_t at = trace_ != nullptr ? trace_->open(event(EventKind::step, where.step)) : 0;
    where.due = due_day(procedure, where.step, where.since);
    const std::optional<Exit> exit = leave_step(procedure, where, events);
    if (trace_ != nullptr) trace_->close(at, Holds::unknown, where.since);
    if (!exit) return;
    where.path.push_back(where.step);
    where.entered.push_back(where.since);
    where.step = exit->to;
    where.since = exit->day;
    where.due.reset();
  }
  if (where.step < steps) return;
  use(procedure.end_marks[where.step - steps]);
  if (trace_ != nullptr) note(EventKind::step, where.step, {}, where.since);
}

std::optional<Evaluator::Interpreter::Exit> Evaluator::Interpreter::leave_step(const plan::Procedure& procedure,
                                                                               const ProcedureState& where,
                                                                               std::vector<DatedEvent>& events) {
  const check::Procedure& declared = policy_.procedures[procedure.id];
  const std::size_t kinds = declared.events ? policy_.enums[declared.events].members.size() : 0;
  std::vector<std::uint8_t> happened(kinds, 0);
  const Restore before(happened_);
  happened_ = &happened;
  bool expired = !where.due;  // a step without a duration never expires
  const auto expiry_before = [&](const DatedEvent* next) {
    return !expired && *where.due < *settings_->decision_day && (next == nullptr || next->day > *where.due);
  };
  for (std::size_t i = 0; i < events.size();) {
    if (expiry_before(&events[i])) {
      expired = true;
      if (const auto exit = try_exits(procedure, where.step, true, *where.due, {})) return exit;
    }
    // Everything of one day happens together.
    std::size_t end = i;
    while (end < events.size() && events[end].day == events[i].day) ++end;
    const std::span<DatedEvent> today(events.data() + i, end - i);
    const bool counts = events[i].day >= where.since;
    for (const DatedEvent& one : today) {
      if (counts && !one.consumed) happened[one.kind] = 1;
      if (trace_ == nullptr) continue;
      Event made = event(EventKind::event, one.kind);
      made.pointer = path_of(one.record);
      made.value = one.day;
      made.result = counts && !one.consumed ? Holds::yes : Holds::no;
      trace_->add(std::move(made));
    }
    if (counts)
      if (const auto exit = try_exits(procedure, where.step, false, today.front().day, today)) return exit;
    i = end;
  }
  if (expiry_before(nullptr)) return try_exits(procedure, where.step, true, *where.due, {});
  return std::nullopt;
}

/// The first exit, in order of writing, that the day allows. The event it is upon does not count again in the next
/// step.
std::optional<Evaluator::Interpreter::Exit> Evaluator::Interpreter::try_exits(const plan::Procedure& procedure,
                                                                              std::uint32_t step, bool on_expiry,
                                                                              Date day, std::span<DatedEvent> today) {
  const check::ProcedureStep& declared = policy_.procedures[procedure.id].steps[step];
  for (std::uint32_t i = 0; i < declared.exits.size(); ++i) {
    const check::ProcedureExit& exit = declared.exits[i];
    if (exit.on_expiry != on_expiry) continue;
    const auto cause = std::find_if(today.begin(), today.end(),
                                    [&](const DatedEvent& one) { return !one.consumed && one.kind == exit.event; });
    if (!on_expiry && cause == today.end()) continue;
    const plan::ProcedureExit& planned = procedure.steps[step].exits[i];
    charge(1);
    const std::size_t at = trace_ != nullptr ? trace_->open(event(EventKind::exit, i)) : 0;
    const bool taken = !planned.condition || boolean(planned.condition);
    const std::optional<Date> left = on_expiry ? day.plus(Days{1}) : std::optional(day);
    if (taken && !left) reject_date(day, Days{1}, false);
    if (trace_ != nullptr) trace_->close(at, taken ? Holds::yes : Holds::no, *left);
    if (!taken) continue;
    use(planned.mark);
    take(planned.way);
    if (!on_expiry) cause->consumed = true;
    return Exit{exit.to, *left};
  }
  return std::nullopt;
}

std::optional<Date> Evaluator::Interpreter::due_day(const plan::Procedure& procedure, std::uint32_t step, Date since) {
  const plan::ProcedureStep& planned = procedure.steps[step];
  if (!planned.duration) return std::nullopt;
  const Value length = value(planned.duration);
  std::optional<Date> due;
  if (const auto* days = std::get_if<Days>(&length)) {
    due = since.plus(*days);
  } else if (const auto* months = std::get_if<values::Months>(&length)) {
    const auto mode = policy_.header.month_end.value_or(syntax::MonthEndWord::refuse);
    due = since.plus(*months, static_cast<values::MonthEnd>(mode));
  } else if (length.is_absent()) {
    return std::nullopt;
  }
  if (!due) reject_date(since, length, false);

  const std::vector<check::Suspension>& declared = policy_.procedures[procedure.id].steps[step].suspensions;
  std::vector<Period> suspended;
  for (std::size_t i = 0; i < declared.size(); ++i)
    add_suspended(declared[i], planned.suspensions[i], since, suspended);
  std::sort(suspended.begin(), suspended.end(), [](const Period& a, const Period& b) { return a.start < b.start; });
  // Each suspended day before the step is over makes it a day longer; a day counts once.
  std::optional<Date> counted;
  for (const Period& one : suspended) {
    if (one.start > *due) break;
    const Date from = counted && *counted >= one.start ? *counted : one.start;
    const std::int64_t days = one.end.since(from).count + (counted && *counted >= one.start ? 0 : 1);
    if (days <= 0) continue;
    const std::optional<Date> longer = due->plus(Days{days});
    if (!longer) reject_date(*due, Days{days}, false);
    due = longer;
    counted = one.end;
  }
  if (trace_ != nullptr) note(EventKind::due, step, plan_.origins[planned.duration.index], *due);
  return due;
}

/// One that has not ended lasts until the day of decision.
void Evaluator::Interpreter::add_suspended(const check::Suspension& declared, const plan::Suspension& suspension,
                                           Date since, std::vector<Period>& suspended) {
  const Value list = value(suspension.list);
  const auto* items = std::get_if<const values::ListData*>(&list);
  if (items == nullptr) return;
  for (const Value& item : (*items)->items) {
    charge(1);
    frame_[declared.local] = item;
    if (suspension.where && !boolean(suspension.where)) continue;
    const Value from = suspension.from ? value(suspension.from) : Value();
    const Value through = suspension.through ? value(suspension.through) : Value();
    const auto* first = std::get_if<Date>(&from);
    const auto* last = std::get_if<Date>(&through);
    if (first == nullptr) continue;
    const Period one{std::max(*first, since), last != nullptr ? *last : *settings_->decision_day};
    if (one.start <= one.end) suspended.push_back(one);
  }
}

}  // namespace kaidah::evaluate
