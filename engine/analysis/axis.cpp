#include "engine/analysis/axis.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>

namespace kaidah::analysis {
namespace {

using types::Bound;
using types::Interval;

/// The tighter of two lower (or upper) ends.
std::optional<Bound> tighter(const std::optional<Bound>& a, const std::optional<Bound>& b, bool low) {
  if (!a) return b;
  if (!b) return a;
  if (a->value == b->value) return Bound{a->value, a->closed && b->closed};
  return (a->value > b->value) == low ? a : b;
}

}  // namespace

Interval interval_of(const Axis& axis, Run run) {
  if (run.begin >= run.end || run.end > axis.segments.size()) return {};
  return {axis.segments[run.begin].low, axis.segments[run.end - 1].high};
}

void cut_into_segments(Axis& axis) {
  std::vector<std::size_t> order(axis.cuts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return axis.cuts[a] < axis.cuts[b]; });
  axis.segments.clear();
  axis.boundary.assign(axis.cuts.size(), 0);
  std::optional<Bound> low = axis.domain.range.low;
  const auto close = [&](const std::optional<Bound>& end) {
    const Interval segment{low, tighter(end, axis.domain.range.high, false)};
    if (tightened(segment, axis.domain.decimals)) axis.segments.push_back(segment);
  };
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Cut& cut = axis.cuts[order[i]];
    close(Bound{cut.value, cut.after});
    low = tighter(axis.domain.range.low, Bound{cut.value, !cut.after}, true);
    axis.boundary[order[i]] = static_cast<std::uint32_t>(axis.segments.size());
  }
  close(std::nullopt);
  axis.size = static_cast<std::uint32_t>(axis.segments.size());
}

}  // namespace kaidah::analysis
