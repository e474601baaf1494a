#pragma once
// Paths of a command, or a whole library -> files, in a library that holds them too, so that scenarios find their
// policies.

#include <string>
#include <vector>

#include <kaidah/policy.hpp>

#include "engine/library/compiled_policies.hpp"
#include "engine/scenario/scenario.hpp"

namespace kaidah::api {

struct OpenedPaths {
  library::PolicyLibrary library;              ///< the options' library and the paths themselves
  std::vector<library::LibraryFilePtr> files;  ///< of the paths, in order
  std::vector<Diagnostic> diagnostics;         ///< paths that cannot be read
};
[[nodiscard]] OpenedPaths open_paths(const std::vector<std::string>& paths, const CompileOptions& options);
/// Every file of a library.
[[nodiscard]] OpenedPaths open_library(const Library& library);

/// The policy that a `scenarios for` file tests; nothing, and why at its head, when there is none.
[[nodiscard]] library::LibraryFilePtr tested_policy(const library::LibraryFile& scenarios,
                                                    const library::PolicyLibrary& library,
                                                    std::vector<Diagnostic>& diagnostics);

/// What is wrong in a `scenarios for` file; errors of its policy are the policy's own.
[[nodiscard]] std::vector<Diagnostic> check_scenario_file(const library::LibraryFilePtr& file,
                                                          const library::PolicyLibrary& library,
                                                          library::CompiledPolicies& policies);

}  // namespace kaidah::api
