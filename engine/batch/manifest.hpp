#pragma once
// What a run was: enough to know whether another would give the same bytes.

#include <string>

#include "engine/batch/run.hpp"
#include "engine/batch/run_description.hpp"

namespace kaidah::batch {

/// A JSON object over several lines, with a line end. Fields in this order:
/// `policy`, `version`, `digest` (`auto` and null where each record has its own), `amendments` (where the policy has
/// any: `id` and `version` of each, in the order they apply), `composes` (when it takes results of other policies:
/// `policy`, `version`, `digest` of each), `language_version`, `engine_version`, `profile` (or null), `subject` (or
/// null), `parameters` (those that were set, by name) and `parameters_from` (where), `clocks`
/// (`decision_day` or null, `reference_day` or null), `left_out` (`dated_duties`, `procedures`,
/// `in_force_for_decisions`: what needs the decision day that was not given), `select` (what was decided), `messages`
/// (their language), `counts` (`in`, `decided`, `rejected`), `groups` (`out`, `rejected`, `records_in`,
/// `records_rejected`), `input` (`path` or null, `bytes`, `digest`), `group_records` (their digest, or null),
/// `group_records_path`, `output` (digests of the `decisions`, the `rejections` and the `groups`, or null where they
/// were not formed or no digests were asked for). Where records have regimes of their own, also `regimes`: those that
/// were used, each with `policy`, `version`, `digest`, `profiles`, `parameters`, `parameters_from`, `counts`, `groups`;
/// and `without_regime`, how many records were rejected for having none. `parameters` is then empty.
[[nodiscard]] std::string manifest(const Regimes& regimes, const RunOptions& options, const RunResult& result,
                                   const ManifestData& data);

}  // namespace kaidah::batch
