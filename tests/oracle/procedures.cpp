#include <algorithm>
#include <set>

#include "tests/oracle/oracle.hpp"

namespace kaidah::oracle {
namespace {

using List = std::shared_ptr<const Values>;
using values::Date;
using values::Days;

struct Event {
  Date day;
  std::uint32_t kind = 0;
};

}  // namespace

/// The last day of a step: the day it was entered plus its duration, and as many days more as it was suspended.
Date Decider::due_day(const check::ProcedureStep& step, Date since, check::TreeId tree, Frame& frame) {
  const Here here{&frame, nullptr, nullptr};
  const Date first = std::get<Date>(plus(since, eval(step.duration, here), 1, month_end(tree)));
  std::set<Date> suspended;
  for (const check::Suspension& suspension : step.suspensions) {
    const Value list = eval(suspension.list, here);
    if (list.absent()) continue;
    for (const Value& item : *std::get<List>(list)) {
      frame[suspension.local] = item;
      if (suspension.where && !holds(suspension.where, here)) continue;
      const Value from = eval(suspension.from, here);
      const Value through = eval(suspension.through, here);
      if (from.absent()) continue;
      const Date last = through.absent() ? *clocks_.decision_day : std::get<Date>(through);
      for (Date day = std::get<Date>(from); day <= last; day = *day.plus(Days{1})) suspended.insert(day);
    }
  }
  Date due = first;
  for (;;) {
    std::int64_t days = 0;
    for (const Date day : suspended)
      if (since <= day && day <= due) ++days;
    const Date longer = *first.plus(Days{days});
    if (longer == due) return due;
    due = longer;
  }
}

/// Where a list of the input stands in the record.
std::string Decider::pointer_of(check::ExprRef list) const {
  const check::Target& target = policy_.target(list);
  if (const auto* field = std::get_if<check::InputFieldTarget>(&target))
    return "/" + policy_.records[policy_.input].fields[field->field].key;
  const auto* member = std::get_if<syntax::MemberExpr>(&policy_.expression(list).node);
  const auto* field = std::get_if<check::FieldTarget>(&target);
  if (member == nullptr || field == nullptr) return {};
  const check::ExprRef base{list.tree, member->base};
  return pointer_of(base) + "/" + policy_.records[policy_.type(base).record].fields[field->field].key;
}

std::optional<StepState> Decider::state(check::ProcedureId id) {
  const check::Procedure& procedure = policy_.procedures[id];
  if (!clocks_.decision_day) return std::nullopt;
  const Date today = *clocks_.decision_day;
  Frame frame(procedure.locals);
  const Here here{&frame, nullptr, nullptr};
  if (in_force(procedure.in_force) != Force::yes) return std::nullopt;
  for (const check::ExprRef guard : procedure.guards)
    if (!holds(guard, here)) return std::nullopt;
  if (!holds(procedure.starts_when, here)) return std::nullopt;
  const Value start = eval(procedure.starts_from, here);
  if (start.absent() || std::get<Date>(start) > today) return std::nullopt;

  StepState now;
  std::vector<Event> events;
  if (procedure.event_list) {
    const Value list = eval(procedure.event_list, here);
    if (!list.absent()) {
      const Values& items = *std::get<List>(list);
      for (std::size_t i = 0; i < items.size(); ++i) {
        const Value& item = items[i];
        if (procedure.event_local) frame[*procedure.event_local] = item;
        if (procedure.event_where && !holds(procedure.event_where, here)) continue;
        const Values& fields = *std::get<List>(item);
        const Value& day = fields[procedure.event_date_field];
        if (day.absent()) continue;
        if (std::get<Date>(day) > today) {
          now.ignored.push_back(pointer_of(procedure.event_list) + "/" + std::to_string(i));
          continue;
        }
        events.push_back({std::get<Date>(day), std::get<EnumValue>(fields[procedure.event_kind_field]).index});
      }
    }
  }
  std::ranges::stable_sort(events, {}, &Event::day);

  now.since = std::get<Date>(start);
  while (now.step < procedure.steps.size()) {
    const check::ProcedureStep& step = procedure.steps[now.step];
    now.due.reset();
    if (step.duration) now.due = due_day(step, now.since, procedure.starts_when.tree, frame);

    std::set<std::uint32_t> happened;
    std::optional<std::pair<std::uint32_t, Date>> exit;
    const auto try_exits = [&](bool on_expiry, Date day, const std::vector<std::uint32_t>& kinds) {
      for (const check::ProcedureExit& candidate : step.exits) {
        if (exit || candidate.on_expiry != on_expiry) continue;
        if (!on_expiry && std::ranges::find(kinds, candidate.event) == kinds.end()) continue;
        if (candidate.condition && !holds(candidate.condition, {&frame, nullptr, &happened})) continue;
        exit = {candidate.to, on_expiry ? *day.plus(Days{1}) : day};
      }
    };
    bool expired = false;
    std::size_t next = 0;
    while (!exit) {
      const bool event_left = next < events.size();
      if (event_left && events[next].day < now.since) {
        ++next;
        continue;
      }
      const bool due_first = now.due && !expired && *now.due < today && (!event_left || events[next].day > *now.due);
      if (due_first) {
        expired = true;
        try_exits(true, *now.due, {});
      } else if (event_left) {
        // Everything of one day happens together.
        const Date day = events[next].day;
        std::vector<std::uint32_t> kinds;
        for (; next < events.size() && events[next].day == day; ++next) {
          happened.insert(events[next].kind);
          kinds.push_back(events[next].kind);
        }
        try_exits(false, day, kinds);
      } else {
        break;
      }
    }
    if (!exit) return now;
    now.step = exit->first;
    now.since = exit->second;
  }
  now.due.reset();
  return now;
}

}  // namespace kaidah::oracle
