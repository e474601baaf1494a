#pragma once
// All groups of a run: taken together from wherever they were gathered, kept, and decided at the end.

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/batch/group_records.hpp"
#include "engine/batch/group_state.hpp"
#include "engine/batch/output.hpp"
#include "engine/batch/run.hpp"
#include "engine/batch/state_file.hpp"
#include "engine/evaluate/group.hpp"

namespace kaidah::batch {

class Population {
 public:
  /// `group_records`: by regime. REQUIRES: what is referred to outlives this.
  Population(const Regimes& regimes, const std::vector<std::unique_ptr<GroupRecords>>& group_records,
             const RunOptions& options);

  /// Whether there are groups to gather under any of the regimes.
  [[nodiscard]] static bool has_groups(const Regimes& regimes);

  /// The groups under a regime.
  [[nodiscard]] evaluate::GroupAccumulator& of(std::uint32_t regime);
  /// Groups of all kinds under all regimes.
  [[nodiscard]] std::size_t size() const noexcept;

  /// A line for each group, then the end of the file.
  [[nodiscard]] bool write_states(StateWriter& out) const;
  /// Adds what `write_states` wrote; `piece`: of the population. False: it is broken.
  [[nodiscard]] bool read_states(StateReader& in, std::uint64_t piece);

  /// Writes a line for each group that says something, and counts them as they are written. False: writing failed.
  [[nodiscard]] bool decide(Output& to, RunResult& result);

 private:
  bool decide(check::GroupId kind, std::uint32_t regime, Output& to, RunResult& result);

  const Regimes& regimes_;
  const std::vector<std::unique_ptr<GroupRecords>>& group_records_;
  const RunOptions& options_;
  std::vector<std::unique_ptr<evaluate::GroupAccumulator>> by_regime_;  // null: none was gathered
};

}  // namespace kaidah::batch
