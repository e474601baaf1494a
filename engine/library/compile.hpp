#pragma once
// A file with everything it uses -> a checked policy with its digest.

#include <memory>
#include <string>
#include <vector>

#include "engine/check/check.hpp"
#include "engine/library/digest.hpp"
#include "engine/library/policy_library.hpp"

namespace kaidah::library {

/// A policy that may be used.
struct CompiledPolicy {
  std::shared_ptr<const check::CheckedPolicy> checked;
  std::string digest;              ///< `sha256:…` over the policy, all its modules and what it composes
  std::vector<Composed> composed;  ///< whose results it takes, directly or through others, by id and version
};

struct CompileResult {
  /// The file, also when it has errors; of a policy with amendments, the text that they make together.
  LibraryFilePtr file;
  std::vector<LibraryFilePtr> used;      ///< directly or through others, by id and version
  std::optional<CompiledPolicy> policy;  ///< nothing when there are errors
  std::vector<Diagnostic> diagnostics;   ///< sorted by position
};

/// Finds the library's amendments of the file and what it uses, compiles the policies whose results it takes, then
/// checks it, and the text of each day that an amendment changes it. Works for policies and, so that they can be
/// checked alone, for modules. `agency`: whose own amendments apply too; empty: nobody's.
[[nodiscard]] CompileResult compile(LibraryFilePtr file, const PolicyLibrary& library, const Limits& limits,
                                    const std::string& agency = {});

}  // namespace kaidah::library
