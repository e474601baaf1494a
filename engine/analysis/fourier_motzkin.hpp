#pragma once
// Systems of linear inequalities over atoms: whether they can hold together, and values with which they do.

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "engine/analysis/linear_form.hpp"

namespace kaidah::analysis {

/// `form` lies in `range`.
struct Constraint {
  LinearForm form;
  types::Interval range;
};

enum class Solvable : std::uint8_t { no, unknown, yes };

struct Solution {
  Solvable solvable = Solvable::unknown;
  std::map<AtomId, Number> values;  ///< when solvable is yes
};

/// Exact over all figures. Atoms with few decimals are given values that they can have; where the first choice of them
/// does not work out, it is unknown.
[[nodiscard]] Solution solve(const std::vector<Constraint>& constraints, const IdVector<AtomId, Atom>& atoms);

/// False only where no figures at all make them hold together.
[[nodiscard]] bool can_hold(const std::vector<Constraint>& constraints, const IdVector<AtomId, Atom>& atoms);

}  // namespace kaidah::analysis
