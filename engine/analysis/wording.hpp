#pragma once
// Boxes and examples in words: phrases of the catalogue, filled in.

#include <string>
#include <vector>

#include <kaidah/diagnostic.hpp>

#include "engine/analysis/reach.hpp"

namespace kaidah::analysis {

/// Neighbouring boxes put together: on every axis the runs that it covers, apart from each other and in order.
using Region = std::vector<std::vector<Run>>;

[[nodiscard]] Region region_of(const Box& box);
/// Adds a box that differs on one axis only, and on an ordered axis is a neighbour there. False: it does not fit.
bool merge(const Model& model, Region& region, const Region& other);
/// Whether the axis is anything less than whole.
[[nodiscard]] bool restricted(const Model& model, const Region& region, AxisId axis);

/// ``predikat` is baik or cukup, `nilai` is between 79 and 80`.
[[nodiscard]] Listing where_text(const Model& model, const Region& region);

/// `nilai = 79.5, ide_baru = true`: the atoms of restricted axes. Empty when there are none.
[[nodiscard]] Listing example_text(const Model& model, const Region& region, const Assignment& assignment);

/// `a - 2 * b`.
[[nodiscard]] std::string form_text(const Model& model, const LinearForm& form);
/// A figure, a day or a duration of a form.
[[nodiscard]] Message figure_text(const Model& model, const LinearForm& form, const Number& value);

}  // namespace kaidah::analysis
