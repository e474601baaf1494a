#pragma once
// One part of a population, decided by itself: its lines, what was gathered of its groups, and what it was, in one file
// for `merge`.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/batch/population.hpp"
#include "engine/batch/run.hpp"
#include "engine/batch/state_file.hpp"
#include "engine/batch/written.hpp"

namespace kaidah::batch {

/// What was decided under.
struct PartHead {
  std::string identity;       ///< JSON
  std::string group_records;  ///< their digest, or empty
};

struct PartEnd {
  Written input;
  std::uint64_t line_ends = 0;  ///< in the input
  bool open_line = false;       ///< the input does not end with one
  std::string beginning;        ///< of the input: InputMeter::beginning
  RunCounts counts;             ///< those of the group records stay out
  std::vector<RegimeRun> by_regime;
};

class PartWriter {
 public:
  /// REQUIRES: `to` outlives this.
  explicit PartWriter(const WriteBytes& to);

  void begin(const PartHead& head);
  /// Lines, in the order of the input. False, of all that follow: it could not be written.
  [[nodiscard]] bool decisions(std::string_view lines) { return out_.block("decisions", lines); }
  [[nodiscard]] bool rejections(std::string_view lines) { return out_.block("rejections", lines); }
  [[nodiscard]] bool end(const PartEnd& end, const Population& groups);

 private:
  StateWriter out_;
};

/// What a PartWriter wrote, in that order. Nothing, or false: it is broken, or `to` wanted no more.
class PartReader {
 public:
  explicit PartReader(ReadBytes read) : in_(std::move(read)) {}

  [[nodiscard]] std::optional<PartHead> begin();
  [[nodiscard]] bool lines(const WriteBytes& decisions, const WriteBytes& rejections);
  /// `counts` and `by_regime` are added to those of `sum`; the rest is put in their place.
  [[nodiscard]] bool end(PartEnd& sum);
  /// `piece`: as Population::read_states. After this the part is known to be whole.
  [[nodiscard]] bool groups(Population& into, std::uint64_t piece) { return into.read_states(in_, piece); }

 private:
  StateReader in_;
  std::string beginning_;
};

/// Decides the records, one a line, into a part. Outputs and checkpoints of the options are not used.
[[nodiscard]] RunResult run_part(const Regimes& regimes, const RunInput& input, const WriteBytes& to,
                                 const RunOptions& options);

}  // namespace kaidah::batch
