#pragma once
// Days from one to another: what is adopted, regulated or missing.

#include <optional>

#include <kaidah/diagnostic.hpp>

#include "engine/values/date.hpp"
#include "grammar/syntax/tree.hpp"

namespace kaidah::library {

/// Both ends inclusive; one that is missing is open.
struct DayRange {
  std::optional<values::Date> from;
  std::optional<values::Date> through;

  [[nodiscard]] bool holds(values::Date day) const noexcept {
    return (!from || *from <= day) && (!through || day <= *through);
  }
  [[nodiscard]] bool empty() const noexcept { return from && through && *through < *from; }
  friend bool operator==(const DayRange&, const DayRange&) = default;
};

[[nodiscard]] DayRange intersection(const DayRange& a, const DayRange& b);
/// The days of `a` before the first of `b`, and those after the last; empty ranges are left out.
[[nodiscard]] std::optional<DayRange> before(const DayRange& a, const DayRange& b);
[[nodiscard]] std::optional<DayRange> after(const DayRange& a, const DayRange& b);

/// Nothing past the ends of the calendar.
[[nodiscard]] std::optional<values::Date> day_before(values::Date day);
[[nodiscard]] std::optional<values::Date> day_after(values::Date day);

/// The dates of `in force …`; a date that cannot be read counts as open, and so does the first or last day there is.
[[nodiscard]] DayRange day_range(const syntax::InForce& in_force);

/// "from 2021-07-01 through 2021-12-31", as the argument `name` of a message.
[[nodiscard]] Argument days_argument(std::string name, const DayRange& days);

/// The ends of periods for which a policy says it is in force. Nothing when its dates are held against another day, so
/// that the end of a period alone does not tell.
[[nodiscard]] std::optional<DayRange> period_ends(const syntax::FileHeader& policy);

}  // namespace kaidah::library
