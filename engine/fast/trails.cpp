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

RowEnd end_of(const std::vector<Frame>& closed) {
  RowEnd end;
  for (const Frame& frame : closed) {
    const ObjectRule& object = *frame.object;
    each_field(object.optional, frame.given, true,
               [&](std::uint32_t i) { end.present.push_back(object.fields[i].present); });
    each_field(object.defaulted, frame.given, false,
               [&](std::uint32_t i) { end.defaults.push_back(&object.defaults[i]); });
  }
  return end;
}

}  // namespace

bool Trails::matches_rest(const Step& step, const char* p, const char* end) const {
  const std::string_view text(p, static_cast<std::size_t>(std::max<std::ptrdiff_t>(end - p, 0)));
  return text.starts_with(rest_[number(step)]);
}

bool Trails::may_learn(const Step& after) const {
  if (steps_.size() == kMostSteps) return false;
  std::size_t ways = 0;
  for (const Step* step = after.next; step != &Step::kNowhere && step != nullptr; step = other(*step)) ++ways;
  return ways < kMostWays;
}

void Trails::learn(const Step& after, const std::vector<NewStep>& trail, const Rules& rules) {
  steps_.reserve(kMostSteps);
  Step* last = &changeable(after);
  for (const NewStep& step : trail) {
    if (steps_.size() == kMostSteps || step.literal.size() > kMostLiteral) return;
    last = &add(*last, step, rules);
  }
  last->end = &ends_.emplace_back(end_of(trail.back().progress.closed));
}

void Trails::miss() {
  if (++misses_ < most_misses_) return;
  misses_ = 0;
  most_misses_ *= 4;
  root_.next = &Step::kNowhere;
  steps_.clear();
  progress_.clear();
  rest_.clear();
  ends_.clear();
}

Step& Trails::add(Step& after, const NewStep& step, const Rules& rules) {
  Step& added = steps_.emplace_back();
  const std::string_view held = step.literal.substr(0, Step::kHeld);
  std::ranges::copy(held, added.literal);
  added.ignored[0] = ~std::uint32_t{0} << std::min(held.size(), kBlock);
  added.ignored[1] = ~std::uint32_t{0} << (std::max(held.size(), kBlock) - kBlock);
  added.length = static_cast<std::uint16_t>(step.literal.size());
  added.reads = step.reads;
  if (step.reads == Reads::list) {
    added.table = step.index;
  } else if (step.reads == Reads::skipped) {
    added.room = step.index;
  } else if (step.reads != Reads::skipped_text && step.reads != Reads::end) {
    added.scalar = &rules.scalars[step.index];
  }
  progress_.push_back(step.progress);
  rest_.emplace_back(step.literal.substr(held.size()));
  if (after.next == &Step::kNowhere) {
    after.next = &added;
  } else {
    Step* before = &changeable(*after.next);
    while (before->other != kNone) before = &steps_[before->other];
    before->other = static_cast<std::uint32_t>(number(added));
  }
  return added;
}

}  // namespace kaidah::fast
