#pragma once
// What a run was: enough to know whether another would give the same bytes.

#include <string>

#include "engine/batch/run.hpp"

namespace kaidah::batch {

struct ManifestData {
  std::string policy_digest;
  std::string profile;  ///< its id; empty: none
};

/// A JSON object over several lines, with a line end. Fields in this order:
/// `policy`, `version`, `digest`, `language_version`, `engine_version`, `profile` (or null), `parameters` (those that
/// were set, by name), `clocks` (`decision_day` or null, `reference_day`), `left_out` (`dated_duties`, `procedures`:
/// what needs the decision day that was not given), `select` (what was decided), `counts` (`in`, `decided`,
/// `rejected`), `groups` (`out`, `rejected`, `records_in`, `records_rejected`), `input` (`bytes`, `digest`),
/// `group_records` (their digest, or null).
[[nodiscard]] std::string manifest(const plan::Plan& plan, const RunOptions& options, const RunResult& result,
                                   const ManifestData& data);

}  // namespace kaidah::batch
