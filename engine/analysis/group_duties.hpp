#pragma once
// Duties of a group over counts of its members: sizes for which no distribution can meet all of them.

#include <vector>

#include "engine/analysis/finding.hpp"

namespace kaidah::analysis {

[[nodiscard]] std::vector<Finding> impossible_sizes(const check::CheckedPolicy& policy, check::GroupId group);

}  // namespace kaidah::analysis
