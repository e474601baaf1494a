#pragma once
// A profile by its id or its file.

#include <optional>
#include <string>
#include <vector>

#include "engine/library/profile.hpp"

namespace kaidah::api {

/// `name`: with a `/` or ending in `.kaidah`, a file; else an id of the library. Nothing, and why, when it cannot be
/// used. That the library lacks a policy which the profile adopts is no mistake here.
[[nodiscard]] std::optional<library::Profile> open_profile(const std::string& name,
                                                           const library::PolicyLibrary& library, const Limits& limits,
                                                           std::vector<Diagnostic>& diagnostics);

}  // namespace kaidah::api
