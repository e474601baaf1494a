#pragma once
// What to say of an amendment whose target is not there.

#include <string>
#include <vector>

#include <kaidah/diagnostic.hpp>

#include "engine/library/sites.hpp"

namespace kaidah::library {

/// At the target, with what stands nearest to it in its place, or the names that come nearest to its own.
[[nodiscard]] Diagnostic missing_target(const syntax::SyntaxTree& tree, const std::vector<Site>& sites,
                                        const syntax::AmendmentTarget& target, const std::string& policy,
                                        const std::string& day);

}  // namespace kaidah::library
