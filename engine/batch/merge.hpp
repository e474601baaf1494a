#pragma once
// Parts of a population -> what one run over all of it writes.

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "engine/batch/run.hpp"

namespace kaidah::batch {

struct PartSource {
  std::string name;  ///< in messages
  ReadBytes read;
};

struct MergeInput {
  std::size_t parts = 0;
  /// Each is asked for once, in the order of the input; nothing: it cannot be opened.
  std::function<std::optional<PartSource>(std::size_t number)> part;
  /// All the records again, to see whether the parts are theirs, and for their digest; may be missing.
  ReadBytes records;
  ReadBytes group_records;  ///< as for the parts
};

/// The same bytes, counts and digests as `run` over what the parts were decided of, one behind the other; without
/// `MergeInput::records` there is no digest of the input. `RunOptions::identity`: what is decided under now. Holds the
/// groups and one line. Trace, threads and checkpoints are not used.
[[nodiscard]] RunResult merge(const Regimes& regimes, const MergeInput& input, const RunOutput& output,
                              const RunOptions& options);

}  // namespace kaidah::batch
