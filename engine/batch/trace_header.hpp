#pragma once
// The first line of a trace: what was run, so that any record of it can be decided again.

#include <string>

#include "engine/batch/run_description.hpp"

namespace kaidah::batch {

/// A JSON object on one line, with a line end. Fields in this order: `trace` (1: the form of the lines), then as in the
/// manifest `policy` to `messages`, `groups` (whether they were formed), `ways` and `plan` (how many the plan has, and
/// a digest of the plan, which numbers them; null where records have regimes of their own), `input` (`path` or null),
/// `group_records` (their digest, or null), `group_records_path`. Where records have regimes of their own, also
/// `regimes`: all that they may come under, each as in the manifest, with its `ways` and `plan`.
[[nodiscard]] std::string trace_header(const Regimes& regimes, const RunOptions& options, const RunResult& so_far,
                                       const ManifestData& data);

}  // namespace kaidah::batch
