#pragma once
// How far a run has come: enough to go on with it, and to notice when it would not be the same run.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <kaidah/diagnostic.hpp>

#include "engine/batch/output.hpp"
#include "engine/batch/run.hpp"
#include "engine/batch/state_file.hpp"

namespace kaidah::batch {

/// What their files begin with.
constexpr const char* kCheckpoint = "checkpoint";

struct Checkpoint {
  std::string identity;       ///< JSON
  std::string group_records;  ///< their digest, or empty
  bool finished = false;      ///< nothing is left but to put the files in their places
  Written input;              ///< as far as it was read
  std::optional<Written> decisions, rejections, groups, trace;  ///< missing: goes where it cannot be read again
  RunCounts counts;
  std::vector<RegimeRun> by_regime;
};

/// All but the groups and the end.
void append_checkpoint(StateWriter& out, const Checkpoint& checkpoint);

struct CheckpointRead {
  std::optional<Checkpoint> checkpoint;
  std::optional<Message> problem;  ///< why there is none
};
/// As far as `append_checkpoint` writes. What is not of this run is a problem: `now` tells its identity and its group
/// records.
[[nodiscard]] CheckpointRead read_checkpoint(StateReader& in, const Checkpoint& now);

}  // namespace kaidah::batch
