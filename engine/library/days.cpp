#include "engine/library/days.hpp"

#include <algorithm>
#include <utility>

#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::library {

using values::Date;

DayRange intersection(const DayRange& a, const DayRange& b) {
  DayRange both = a;
  if (b.from && (!both.from || *both.from < *b.from)) both.from = b.from;
  if (b.through && (!both.through || *b.through < *both.through)) both.through = b.through;
  return both;
}

std::optional<DayRange> before(const DayRange& a, const DayRange& b) {
  if (!b.from) return std::nullopt;
  const std::optional<Date> last = day_before(*b.from);
  if (!last) return std::nullopt;
  const DayRange days = intersection(a, {std::nullopt, last});
  return days.empty() ? std::nullopt : std::optional(days);
}

std::optional<DayRange> after(const DayRange& a, const DayRange& b) {
  if (!b.through) return std::nullopt;
  const std::optional<Date> first = day_after(*b.through);
  if (!first) return std::nullopt;
  const DayRange days = intersection(a, {first, std::nullopt});
  return days.empty() ? std::nullopt : std::optional(days);
}

std::optional<Date> day_before(Date day) {
  return day.plus(values::Days{-1});
}

std::optional<Date> day_after(Date day) {
  return day.plus(values::Days{1});
}

DayRange day_range(const syntax::InForce& in_force) {
  DayRange days;
  if (!in_force.from.empty()) days.from = Date::from_text(in_force.from);
  if (!in_force.through.empty()) days.through = Date::from_text(in_force.through);
  if (days.from && !day_before(*days.from)) days.from.reset();
  if (days.through && !day_after(*days.through)) days.through.reset();
  return days;
}

Argument days_argument(std::string name, const DayRange& days) {
  Message phrase{MessageKind::days_all, {}};
  if (days.from && days.through) {
    phrase = {MessageKind::days_from_through,
              {{"from", days.from->to_string()}, {"through", days.through->to_string()}}};
  } else if (days.from) {
    phrase = {MessageKind::days_from, {{"from", days.from->to_string()}}};
  } else if (days.through) {
    phrase = {MessageKind::days_through, {{"through", days.through->to_string()}}};
  }
  return {std::move(name), Listing{{std::move(phrase)}, false}};
}

std::optional<DayRange> period_ends(const syntax::FileHeader& policy) {
  if (!policy.in_force) return DayRange{};
  const bool by_end =
      policy.in_force->clock == syntax::InForceClock::end_of_period ||
      (policy.in_force->clock == syntax::InForceClock::reference_day &&
       policy.reference_day.value_or(syntax::ReferenceDay::end_of_period) == syntax::ReferenceDay::end_of_period);
  if (!by_end) return std::nullopt;
  return day_range(*policy.in_force);
}

}  // namespace kaidah::library
