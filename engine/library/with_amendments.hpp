#pragma once
// Policies as the library amends them.

#include <functional>
#include <string>
#include <vector>

#include "engine/library/consolidate.hpp"

namespace kaidah::library {

struct Amended {
  LibraryFilePtr
      file;  ///< with the consolidated tree; as it was when nothing amends it, or an amendment cannot be read
  std::vector<EndedName> ended;
};

/// Of a file of the library; one from elsewhere stays as it is. `agency`: whose own amendments count too. What is wrong
/// with the amendments goes to `diagnostics`.
[[nodiscard]] Amended with_amendments(const LibraryFilePtr& file, const PolicyLibrary& library,
                                      const std::string& agency, const Limits& limits,
                                      std::vector<Diagnostic>& diagnostics);

/// Checks the text of each day of change, and adds what is wrong with it alone: as a rule it refers to what an
/// amendment took away. Nothing to do when there are errors already.
void check_days(const syntax::SyntaxTree& tree, const std::function<check::CheckResult(check::TreePtr)>& check,
                std::vector<Diagnostic>& diagnostics);

}  // namespace kaidah::library
