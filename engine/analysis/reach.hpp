#pragma once
// Whether a part of the space of cases can come true, given everything that is known.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/fourier_motzkin.hpp"
#include "engine/analysis/model.hpp"

namespace kaidah::analysis {

/// A value for every atom that matters.
struct Assignment {
  Box box;                           ///< of discrete axes, the first value of the run
  std::map<AtomId, Number> figures;  ///< of ordered atoms
};

enum class Reached : std::uint8_t { no, unknown, yes };

struct Reach {
  Reached reached = Reached::unknown;
  Assignment assignment;  ///< when yes
};

/// Whether all formulas hold together somewhere in the box. `needed`: atoms that are given a value in any case.
[[nodiscard]] Reach reach(const Model& model, const Box& box, const std::vector<FormulaId>& formulas,
                          const std::vector<AtomId>& needed);

}  // namespace kaidah::analysis
