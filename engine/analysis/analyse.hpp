#pragma once
// Checked policy -> what its cases leave open.

#include <memory>
#include <vector>

#include <kaidah/diagnostic.hpp>
#include <kaidah/limits.hpp>

#include "engine/check/checked_policy.hpp"

namespace kaidah::analysis {

/// Gaps and conflicts of every rule, each with an example that was run through the engine; arms that never apply; what
/// could not be proved; sizes of groups for which their duties cannot be met; values that fall where their input rises.
/// Sorted by place. What an `accepted` mark names becomes a note.
[[nodiscard]] std::vector<Diagnostic> analyse(std::shared_ptr<const check::CheckedPolicy> policy,
                                              const Limits& limits = {});

}  // namespace kaidah::analysis
