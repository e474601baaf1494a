#pragma once
// What makes two runs over the same records the same run.

#include <string>

#include "engine/batch/run_description.hpp"

namespace kaidah::batch {

/// A JSON object on one line: as in the manifest `policy` to `messages`, then `regimes` (where records have regimes of
/// their own: all that they may come under), `groups` (whether they are formed), `limits`.
[[nodiscard]] std::string identity(const Regimes& regimes, const RunOptions& options, const ManifestData& data);

/// The first member that two of them do not share, with its values; nothing: they are the same.
struct IdentityDifference {
  std::string name;
  std::string from, to;  ///< as JSON, shortened
};
[[nodiscard]] std::optional<IdentityDifference> difference(std::string_view from, std::string_view to);

}  // namespace kaidah::batch
