#pragma once
// What the analysis has found, and which marks may accept it.

#include <vector>

#include <kaidah/diagnostic.hpp>

#include "engine/check/checked_policy.hpp"

namespace kaidah::analysis {

struct Finding {
  Diagnostic diagnostic;
  std::vector<check::ProvenanceId> at;  ///< where an `accepted` mark may stand
};

/// Findings whose code is accepted where they stand become notes that give the reason. A mark that accepts nothing is a
/// warning.
[[nodiscard]] std::vector<Diagnostic> accept(const check::CheckedPolicy& policy, std::vector<Finding> findings);

}  // namespace kaidah::analysis
