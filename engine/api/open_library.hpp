#pragma once
// Folders that a caller names -> the library they hold.

#include <string>
#include <vector>

#include "engine/library/policy_library.hpp"

namespace kaidah::api {

[[nodiscard]] inline library::PolicyLibrary open_library(const std::vector<std::string>& folders, const Limits& limits,
                                                         std::vector<Diagnostic>& diagnostics) {
  return library::PolicyLibrary({folders.begin(), folders.end()}, limits, diagnostics);
}

}  // namespace kaidah::api
