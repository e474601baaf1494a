#pragma once
// The counts of a run <-> a line of JSON.

#include <string>
#include <string_view>
#include <vector>

#include "engine/batch/run.hpp"

namespace kaidah::batch {

/// A line, with its end: the members of RunCounts by name, and `regimes`, the four counts of each.
void append_tally(std::string& out, const RunCounts& counts, const std::vector<RegimeRun>& by_regime);
/// Added to what is there. False: the line is another, or for another number of regimes.
[[nodiscard]] bool read_tally(std::string_view line, RunCounts& counts, std::vector<RegimeRun>& by_regime);

}  // namespace kaidah::batch
