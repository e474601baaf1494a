#pragma once
// Syntax trees -> checked policy.

#include <memory>
#include <vector>

#include <kaidah/diagnostic.hpp>
#include <kaidah/limits.hpp>

#include "engine/check/checked_policy.hpp"
#include "grammar/syntax/tree.hpp"

namespace kaidah::check {

using TreePtr = std::shared_ptr<const syntax::SyntaxTree>;

struct CheckResult {
  std::shared_ptr<const CheckedPolicy> policy;  ///< null when there are errors
  std::vector<Diagnostic> diagnostics;          ///< sorted by position
};

using PolicyPtr = std::shared_ptr<const CheckedPolicy>;

/// Names, types, ranges and decimals, cycles, exceptions, citations, marks, what is unused. `used` holds every module
/// and policy that `policy` uses, directly or through others, `results` every policy it takes results of; one that is
/// missing is reported where it is used. A module may be checked alone. REQUIRES: the trees were parsed without errors.
[[nodiscard]] CheckResult check(TreePtr policy, const std::vector<TreePtr>& used, const Limits& limits = {},
                                const std::vector<PolicyPtr>& results = {});

}  // namespace kaidah::check
