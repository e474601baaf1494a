#pragma once
// Which article a parameter belongs to.

#include <string>

#include "engine/check/checked_policy.hpp"

namespace kaidah::library {

/// The article that the parameter stands in; of one that stands outside all articles, the first that reads it. In the
/// words of the policy's own vocabulary; empty when there is none.
[[nodiscard]] std::string parameter_article(const check::CheckedPolicy& policy, check::ParameterId parameter);

}  // namespace kaidah::library
