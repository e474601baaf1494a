#include "engine/library/calendar.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::library {
namespace {

using values::Date;

Listing quoted_policies(const std::vector<const Adoption*>& adoptions) {
  Listing listing;
  for (const Adoption* adoption : adoptions) {
    listing.items.push_back({MessageKind::quoted_name, {{"name", adoption->policy()}}});
  }
  return listing;
}

Message ending(const DayRange& days) {
  return {MessageKind::expect_period_ending, {days_argument("days", days)}};
}

}  // namespace

std::vector<Stretch> stretches(const std::vector<const Adoption*>& adoptions) {
  std::set<Date> beginnings;  // of every stretch but the first
  for (const Adoption* adoption : adoptions) {
    if (adoption->days.empty()) continue;
    if (adoption->days.from) beginnings.insert(*adoption->days.from);
    if (!adoption->days.through) continue;
    if (const std::optional<Date> next = day_after(*adoption->days.through)) beginnings.insert(*next);
  }
  std::vector<Stretch> result(1);
  for (const Date beginning : beginnings) {
    result.back().days.through = day_before(beginning);
    // A calendar that begins on its very first day leaves nothing before it.
    if (result.back().days.through) {
      result.emplace_back();
    }
    result.back().days.from = beginning;
  }
  for (Stretch& stretch : result) {
    for (const Adoption* adoption : adoptions) {
      const DayRange both = intersection(adoption->days, stretch.days);
      if (!adoption->days.empty() && !both.empty() && both == stretch.days) stretch.adoptions.push_back(adoption);
    }
  }
  return result;
}

RegimeCalendar::RegimeCalendar(std::string agency, std::vector<const Adoption*> adoptions)
    : agency_(std::move(agency)) {
  std::vector<const Adoption*> plain;
  for (const Adoption* adoption : adoptions) (adoption->across ? across_ : plain).push_back(adoption);
  plain_ = stretches(plain);
}

std::size_t RegimeCalendar::stretch_of(Date day) const {
  const auto after = std::upper_bound(plain_.begin(), plain_.end(), day, [](Date wanted, const Stretch& stretch) {
    return stretch.days.from && wanted < *stretch.days.from;
  });
  return static_cast<std::size_t>(after - plain_.begin()) - 1;
}

RegimeAnswer RegimeCalendar::at(Date end) const {
  const std::size_t index = stretch_of(end);
  const std::vector<const Adoption*>& adopted = plain_[index].adoptions;
  if (adopted.empty()) return none(index, end);
  if (adopted.size() > 1) return several(adopted, end);
  RegimeAnswer answer;
  answer.regime = adopted.front();
  return answer;
}

RegimeAnswer RegimeCalendar::of(Date start, Date end) const {
  std::vector<const Adoption*> crossing;
  for (const Adoption* adoption : across(end)) {
    if (start < *adoption->across) crossing.push_back(adoption);
  }
  if (crossing.size() > 1) return several(crossing, end);
  RegimeAnswer answer = at(end);
  if (crossing.size() == 1) {
    answer = {};
    answer.regime = crossing.front();
    return answer;
  }
  if (answer.regime == nullptr) return answer;
  // Back from its end to its start: where another policy applied, the regime has changed within the period.
  for (std::size_t i = stretch_of(end); i > 0 && plain_[i].days.from && start < *plain_[i].days.from; --i) {
    for (const Adoption* earlier : plain_[i - 1].adoptions) {
      if (earlier->written().policy == answer.regime->written().policy) continue;
      const Date changed = *plain_[i].days.from;
      RegimeAnswer crossed;
      crossed.near = {earlier, answer.regime};
      crossed.problem = {MessageKind::rejected_regime_crossed,
                         {{"start", start.to_string()},
                          {"end", end.to_string()},
                          {"policy", answer.regime->policy()},
                          {"periods", MessageKind::periods_from},
                          {"from", changed.to_string()}}};
      return crossed;
    }
  }
  return answer;
}

std::vector<const Adoption*> RegimeCalendar::across(Date end) const {
  std::vector<const Adoption*> found;
  for (const Adoption* adoption : across_) {
    if (adoption->days.holds(end) && *adoption->across <= end) found.push_back(adoption);
  }
  return found;
}

RegimeAnswer RegimeCalendar::none(std::size_t stretch, Date day) const {
  RegimeAnswer answer;
  const auto adopted = [](const Stretch& one) { return !one.adoptions.empty(); };
  const auto here = plain_.begin() + static_cast<std::ptrdiff_t>(stretch);
  const auto next = std::find_if(here, plain_.end(), adopted);
  const auto last = std::find_if(std::make_reverse_iterator(here), plain_.rend(), adopted);
  std::vector<Argument> arguments{{"agency", agency_}, {"day", day.to_string()}};
  const bool has_next = next != plain_.end();
  const bool has_last = last != plain_.rend();
  if (has_last) {
    const Adoption* before = last->adoptions.front();
    arguments.push_back({"before", before->policy()});
    arguments.push_back({"through", last->days.through ? last->days.through->to_string() : std::string()});
    answer.near.push_back(before);
    answer.expected = ending({std::nullopt, last->days.through});
  }
  if (has_next) {
    const Adoption* after = next->adoptions.front();
    arguments.push_back({"after", after->policy()});
    arguments.push_back({"from", next->days.from ? next->days.from->to_string() : std::string()});
    answer.near.push_back(after);
    answer.expected = ending({next->days.from, std::nullopt});
  }
  if (has_last && has_next) answer.expected.reset();  // the sentence names both ends
  MessageKind kind = MessageKind::regime_no_profile;
  if (has_last && has_next) {
    kind = MessageKind::regime_gap;
  } else if (has_last) {
    kind = MessageKind::regime_ended;
  } else if (has_next) {
    kind = MessageKind::regime_not_begun;
  }
  answer.problem = {kind, std::move(arguments)};
  return answer;
}

RegimeAnswer RegimeCalendar::several(const std::vector<const Adoption*>& adoptions, Date day) const {
  RegimeAnswer answer;
  answer.near = adoptions;
  answer.problem = {MessageKind::regime_two,
                    {{"agency", agency_}, {"day", day.to_string()}, {"policies", quoted_policies(adoptions)}}};
  return answer;
}

std::vector<const Adoption*> adoptions_of(const std::vector<Profile>& profiles, const std::string& agency,
                                          const std::optional<std::string>& subject) {
  std::vector<const Adoption*> found;
  for (const Profile& profile : profiles) {
    const std::vector<std::string>& agencies = profile.agencies();
    if (std::find(agencies.begin(), agencies.end(), agency) == agencies.end()) continue;
    for (const Adoption& adoption : profile.adoptions) {
      if (adoption.days.empty() || (subject && (!adoption.file || adoption.subject != *subject))) continue;
      found.push_back(&adoption);
    }
  }
  return found;
}

}  // namespace kaidah::library
