#pragma once
// What makes a policy the same policy.

#include <string>
#include <vector>

#include "engine/check/check.hpp"

namespace kaidah::library {

/// A policy whose result another one takes.
struct Composed {
  std::string policy;
  std::string version;
  std::string digest;
  friend auto operator<=>(const Composed&, const Composed&) = default;
};

/// Over the language version and the canonical dumps of the policy and everything it uses (in the given order): labels,
/// messages and marks count; comments, layout, vocabulary and scenarios do not. Over the digests of `composed` too.
[[nodiscard]] std::string policy_digest(const syntax::SyntaxTree& policy, const std::vector<check::TreePtr>& used,
                                        const std::vector<Composed>& composed = {});

}  // namespace kaidah::library
