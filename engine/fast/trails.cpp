#include "engine/fast/trails.hpp"

#include <algorithm>

namespace kaidah::fast {
namespace {

/// Keeps all that is compared for one row in the nearest cache.
constexpr std::size_t kMostSteps = 400;
constexpr std::size_t kMostWays = 6;
constexpr std::size_t kMostLiteral = 200;

/// Calls `take` with every field of one set that is, or is not, in another.
template <typename Take>
void each_field(const FieldSet& of, const FieldSet& in, bool wanted, Take take) {
  for (std::uint32_t field = 0; field < FieldSet::kMost; ++field) {
    if (of.has(field) && in.has(field) == wanted) take(field);
  }
}

RowEnd end_of(const std::vector<Frame>& closed, const Rules& rules) {
  RowEnd end;
  for (const Frame& frame : closed) {
    const ObjectRule& object = rules.objects[frame.object];
    each_field(object.optional, frame.given, true, [&](std::uint32_t i) { end.present.push_back(object.present[i]); });
    each_field(object.defaulted, frame.given, false, [&](std::uint32_t i) {
      if (!object.defaults[i].empty_list) end.defaults.push_back(&object.defaults[i]);
    });
  }
  return end;
}

}  // namespace

bool Trails::rest_matches(std::uint32_t step, const char* p, const char* end) const {
  const std::string& rest = rest_[step];
  const std::string_view text(p, static_cast<std::size_t>(std::max<std::ptrdiff_t>(end - p, 0)));
  return text.starts_with(rest);
}

bool Trails::may_learn(std::uint32_t after) const {
  if (steps_.size() >= kMostSteps) return false;
  std::size_t ways = 0;
  for (std::uint32_t step = steps_[after].next; step != kNone; step = steps_[step].other) ++ways;
  return ways < kMostWays;
}

void Trails::learn(std::uint32_t after, const std::vector<NewStep>& trail, const Rules& rules) {
  if (steps_.size() + trail.size() > kMostSteps) return;
  if (std::ranges::any_of(trail, [](const NewStep& step) { return step.literal.size() > kMostLiteral; })) return;
  for (const NewStep& step : trail) after = add(after, step);
  steps_[after].index = static_cast<std::uint32_t>(ends_.size());
  ends_.push_back(end_of(trail.back().progress.closed, rules));
}

std::uint32_t Trails::add(std::uint32_t after, const NewStep& step) {
  const auto index = static_cast<std::uint32_t>(steps_.size());
  Step added;
  const std::string_view beginning = step.literal.substr(0, kLiteral);
  std::ranges::copy(beginning, added.literal);
  added.ignored = past(beginning.size());
  added.length = static_cast<std::uint32_t>(step.literal.size());
  added.index = step.index;
  added.reads = step.reads;
  std::uint32_t* place = &steps_[after].next;
  while (*place != kNone) place = &steps_[*place].other;
  *place = index;
  steps_.push_back(added);
  progress_.push_back(step.progress);
  rest_.resize(steps_.size());
  rest_[index] = step.literal.substr(beginning.size());
  return index;
}

}  // namespace kaidah::fast
