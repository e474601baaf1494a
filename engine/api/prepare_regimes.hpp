#pragma once
// Deciders whose records have regimes of their own.

#include <memory>
#include <string>
#include <vector>

#include "engine/api/decider_data.hpp"

namespace kaidah::api {

/// Outputs wanted that are not among the known.
void check_selection(const std::vector<std::string>& known, const std::vector<std::string>& select,
                     std::vector<Diagnostic>& diagnostics);

/// A decider of one policy, planned, nothing set.
[[nodiscard]] std::shared_ptr<Decider::Data> make_data(const Policy& policy, const DecideOptions& options);

/// One policy with the settings of the options' profile. Null, and why, when the profile does not go with it.
[[nodiscard]] std::shared_ptr<Decider::Data> with_profile(const Policy& policy, const DecideOptions& options,
                                                          std::vector<Diagnostic>& diagnostics);

/// Every policy that a profile of the library adopts.
[[nodiscard]] std::shared_ptr<Decider::Data> with_all_profiles(const DecideOptions& options,
                                                               std::vector<Diagnostic>& diagnostics);

}  // namespace kaidah::api
