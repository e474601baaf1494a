#pragma once
// Axes: the atoms and sums of atoms that conditions test, each cut into the segments that the tests tell apart.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/analysis/linear_form.hpp"

namespace kaidah::analysis {

struct AxisTag;
using AxisId = Id<AxisTag>;
struct FormulaTag;
using FormulaId = Id<FormulaTag>;

/// Between two values: just before `value`, or just after it.
struct Cut {
  Number value;
  bool after = false;
  friend auto operator<=>(const Cut&, const Cut&) = default;
};

/// Segments are numbered from the lowest. Of a discrete axis every value is one.
struct Axis {
  AtomId atom;                          ///< of a discrete axis
  LinearForm form;                      ///< of an ordered one: no constant, first factor 1
  Domain domain;                        ///< of an ordered one
  std::vector<Cut> cuts;                ///< in the order they were asked for, each once
  std::map<Cut, FormulaId> below;       ///< that it lies before the cut
  std::vector<std::uint32_t> boundary;  ///< by cut: how many segments lie before it
  std::vector<types::Interval> segments;
  std::uint32_t size = 0;  ///< segments

  [[nodiscard]] bool ordered() const noexcept { return !atom; }
};

/// A run of neighbouring segments.
struct Run {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;  ///< one past the last
  friend auto operator<=>(const Run&, const Run&) = default;
};

/// A part of the space of all cases: a run on every axis.
using Box = std::vector<Run>;

/// The values of a run of an ordered axis.
[[nodiscard]] types::Interval interval_of(const Axis& axis, Run run);

/// Sorts out the segments of an ordered axis: those without a value are left out.
void cut_into_segments(Axis& axis);

}  // namespace kaidah::analysis
