#pragma once
// A run's policy made ready once more, as its manifest or its trace says.

#include <string>

#include <kaidah/replay.hpp>

#include "tools/cli/policy_options.hpp"

namespace kaidah::cli {

/// `policy`: where the policy is found instead of the library; empty: there. `language`: of rejections.
/// `group_records`: the text of the groups' own records, where there were any and each is decided by itself.
[[nodiscard]] OpenedDecider open_again(const Context& context, const RunSettings& run, const std::string& policy,
                                       const LibraryOptions& library, Language language,
                                       std::string group_records = {});

}  // namespace kaidah::cli
