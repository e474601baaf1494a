#pragma once
// Which regime an agency is under: its adoptions laid out by day.

#include <optional>
#include <string>
#include <vector>

#include <kaidah/diagnostic.hpp>

#include "engine/library/profile.hpp"

namespace kaidah::library {

/// Days between two changes, and what is adopted on all of them.
struct Stretch {
  DayRange days;
  std::vector<const Adoption*> adoptions;  ///< in the order of the profiles
};

/// All days there are, cut where an adoption begins or has ended.
[[nodiscard]] std::vector<Stretch> stretches(const std::vector<const Adoption*>& adoptions);

/// The one regime of a period, or why there is none.
struct RegimeAnswer {
  const Adoption* regime = nullptr;
  std::optional<Message> problem;     ///< K5…
  std::optional<Message> expected;    ///< which periods would do
  std::vector<const Adoption*> near;  ///< the lines that the problem is about
};

/// One agency and one subject. Does not own the adoptions.
///
/// A policy headed `for periods across D` is not part of the sequence: it takes the periods that begin before D and end
/// on or after it, out of whatever regime is in force at their end.
class RegimeCalendar {
 public:
  RegimeCalendar(std::string agency, std::vector<const Adoption*> adoptions);

  /// The regime of periods that end on a day; of those that cross nothing.
  [[nodiscard]] RegimeAnswer at(values::Date end) const;
  /// The regime of one period. Nothing when another policy applied in the days before its last regime began, and no
  /// policy for such periods is adopted.
  [[nodiscard]] RegimeAnswer of(values::Date start, values::Date end) const;
  /// Those that take periods across a change and end on the day.
  [[nodiscard]] std::vector<const Adoption*> across(values::Date end) const;

  [[nodiscard]] const std::vector<Stretch>& plain() const noexcept { return plain_; }
  [[nodiscard]] const std::string& agency() const noexcept { return agency_; }

 private:
  [[nodiscard]] RegimeAnswer none(std::size_t stretch, values::Date day) const;
  [[nodiscard]] RegimeAnswer several(const std::vector<const Adoption*>& adoptions, values::Date day) const;
  [[nodiscard]] std::size_t stretch_of(values::Date day) const;

  std::string agency_;
  std::vector<Stretch> plain_;
  std::vector<const Adoption*> across_;
};

/// The adoptions that concern an agency, in the order of the profiles; of one subject where it is given.
[[nodiscard]] std::vector<const Adoption*> adoptions_of(const std::vector<Profile>& profiles, const std::string& agency,
                                                        const std::optional<std::string>& subject = {});

}  // namespace kaidah::library
