#pragma once
// What stands behind a Library.

#include <vector>

#include <kaidah/library.hpp>

#include "engine/library/policy_library.hpp"

namespace kaidah {

struct Library::Data {
  library::PolicyLibrary files;
  std::vector<Diagnostic> diagnostics;
};

namespace api {

/// What is at hand; what is wrong with it is added to `diagnostics`.
[[nodiscard]] const library::PolicyLibrary& open(const Library& library, std::vector<Diagnostic>& diagnostics);

}  // namespace api
}  // namespace kaidah
