#pragma once
// Which amendments touch a policy.

#include <string>
#include <vector>

#include "engine/library/policy_library.hpp"

namespace kaidah::library {

/// Whether the file is an amendment of that policy in that version, whosever it is.
[[nodiscard]] bool amends(const LibraryFile& amendment, const LibraryFile& policy);

/// The amendments of the library that name the policy and a range its version is in: of each id the highest version,
/// in order of their first day in force, then of their ids. Those that an agency made for itself are only among them
/// for that agency; an empty `agency` is none. Files with mistakes are among them: leaving one out would change
/// decisions. A policy from elsewhere, or named by itself beside the folders, is taken as it is: it may be a text that
/// the folders' amendments are part of. `diagnostics`: two files that claim to be the same version.
[[nodiscard]] std::vector<LibraryFilePtr> amendments_of(const LibraryFile& policy, const PolicyLibrary& library,
                                                        const std::string& agency = {},
                                                        std::vector<Diagnostic>* diagnostics = nullptr);

}  // namespace kaidah::library
