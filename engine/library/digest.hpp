#pragma once
// What makes a policy the same policy.

#include <string>
#include <vector>

#include "engine/check/check.hpp"

namespace kaidah::library {

/// Over the language version and the canonical dumps of the policy and everything it uses (in the given order): labels,
/// messages and marks count; comments, layout, vocabulary and scenarios do not.
[[nodiscard]] std::string policy_digest(const syntax::SyntaxTree& policy, const std::vector<check::TreePtr>& used);

}  // namespace kaidah::library
