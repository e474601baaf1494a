#pragma once
// The files of a bundle, written into a folder.

#include <string>
#include <vector>

#include <kaidah/trust.hpp>

#include "tools/cli/context.hpp"
#include "tools/cli/exit_code.hpp"

namespace kaidah::cli {

/// All files and the seal, or nothing: they are written into a new folder beside (`FOLDER.part`), which is then moved.
/// The folder must not be there, or be empty. Complains where it cannot be done.
[[nodiscard]] ExitCode extract(const Context& context, const Seal& seal, const std::vector<PolicyText>& texts,
                               const std::string& folder);

}  // namespace kaidah::cli
