#pragma once
// What stands behind a Library.

#include <memory>
#include <string>
#include <vector>

#include <kaidah/library.hpp>
#include <kaidah/trust.hpp>

#include "engine/library/policy_library.hpp"

namespace kaidah {

struct Library::Data {
  library::PolicyLibrary files;
  std::vector<Diagnostic> diagnostics;
  std::shared_ptr<const TrustedKeys> trust;  ///< null: whatever is found by path is taken
};

namespace api {

/// What is at hand; what is wrong with it is added to `diagnostics`.
[[nodiscard]] const library::PolicyLibrary& open(const Library& library, std::vector<Diagnostic>& diagnostics);

/// What files found by path with the library have to be signed by; null: they need not be.
[[nodiscard]] const TrustedKeys* trust_of(const Library& library) noexcept;

/// Adds what paths name: files, folders and bundles; with `trust` only folders with a seal and bundles that it accepts.
/// Gives their files, in order; what cannot be read or is refused is told.
std::vector<library::LibraryFilePtr> add_paths(library::PolicyLibrary& library, const std::vector<std::string>& paths,
                                               const TrustedKeys* trust, const Limits& limits,
                                               std::vector<Diagnostic>& diagnostics);

}  // namespace api
}  // namespace kaidah
