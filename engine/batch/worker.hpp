#pragma once
// What one thread needs to decide records: chunk in, lines out.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <kaidah/diagnostic.hpp>

#include "engine/batch/chunk.hpp"
#include "engine/batch/group_records.hpp"
#include "engine/batch/regime.hpp"
#include "engine/evaluate/evaluate.hpp"
#include "engine/fast/decider.hpp"
#include "engine/json/decode.hpp"
#include "engine/values/arena.hpp"

namespace kaidah::batch {

/// What all workers of a run share.
struct WorkerOptions {
  evaluate::Settings settings;  ///< its parameters and group records are not used
  Language language = Language::english;
  bool groups = false;  ///< also gather the groups
  bool trace = false;   ///< also write Chunk::trace
};

/// One regime in one thread.
class Desk {
 public:
  /// `number`: of the regime, where there are several. REQUIRES: what is referred to outlives the desk.
  Desk(const Regime& regime, std::optional<std::uint32_t> number, const GroupRecords& group_records,
       const WorkerOptions& options);

  /// Whether the record was decided; its line is appended to what came of the chunk.
  bool decide(Chunk& chunk, const RawRecord& raw, values::Arena& arena);

  /// Decides records side by side; null: it has to be one by one.
  [[nodiscard]] fast::Decider* fast() noexcept { return fast_.get(); }
  /// Whether the row was decided side by side; its line is then appended. Otherwise `decide` has to.
  [[nodiscard]] bool take(std::size_t row, Chunk& chunk, const RawRecord& raw);

  /// Adds the groups of all that were decided since the last time to those of the population.
  void give_groups(evaluate::GroupAccumulator& population);
  /// At least half of how many these are, at most all.
  [[nodiscard]] std::size_t group_count() const noexcept {
    return std::max(groups_.size(), fast_ ? fast_->group_count() : 0);
  }
  [[nodiscard]] evaluate::Evaluator& evaluator() noexcept { return evaluator_; }
  [[nodiscard]] const evaluate::Settings& settings() const noexcept { return settings_; }

 private:
  const Regime& regime_;
  std::optional<std::uint32_t> number_;
  const GroupRecords& group_records_;
  evaluate::Settings settings_;
  Language language_;
  bool gather_;
  bool trace_;
  json::Decoder decoder_;
  evaluate::Evaluator evaluator_;
  evaluate::Ways ways_;
  evaluate::GroupAccumulator groups_;  // of those that were decided one by one
  std::unique_ptr<fast::Decider> fast_;
};

class Worker {
 public:
  /// `group_records`: by regime. REQUIRES: what is referred to outlives the worker.
  Worker(const Regimes& regimes, const std::vector<std::unique_ptr<GroupRecords>>& group_records,
         const WorkerOptions& options);

  /// Decides every record of the chunk, in order.
  void process(Chunk& chunk);

  /// Of a regime, made when the first record needs it.
  [[nodiscard]] Desk& desk(std::uint32_t regime);
  /// Null: no record needed it.
  [[nodiscard]] Desk* desk_if_used(std::uint32_t regime) noexcept { return desks_[regime].get(); }
  [[nodiscard]] std::size_t groups() const;

 private:
  /// Where a record waits to be decided.
  struct Place {
    Desk* desk = nullptr;  ///< null: its regime is not known
    std::uint32_t regime = 0;
    std::optional<std::size_t> row;  ///< among those that are decided side by side
  };
  Place place(const RawRecord& raw, const Chunk& chunk);
  void process(std::span<const RawRecord> records, Chunk& chunk);
  void process(const RawRecord& raw, Chunk& chunk);
  /// Nothing when the record was rejected instead.
  std::optional<std::uint32_t> choose(const RawRecord& raw, Chunk& chunk);

  const Regimes& regimes_;
  const std::vector<std::unique_ptr<GroupRecords>>& group_records_;
  const WorkerOptions& options_;
  Choose choose_;
  values::Arena arena_;
  std::vector<std::unique_ptr<Desk>> desks_;  // by regime
  std::vector<Place> places_;
};

/// The record's line of the trace, appended to the chunk's. `ways`: null where none was taken; `rejected`: null where
/// it was decided.
void trace_record(Chunk& chunk, const RawRecord& raw, const std::optional<std::string_view>& id,
                  std::optional<std::uint32_t> regime, const evaluate::Ways* ways, const evaluate::Rejection* rejected);

/// The line of the input where a problem is that was seen after `offset` bytes of the record; without one, where the
/// record begins.
[[nodiscard]] std::uint64_t problem_line(const Chunk& chunk, const RawRecord& raw, std::size_t offset);

/// What a fault means for whoever sent the record. REQUIRES: not `none`, not `too_large`.
[[nodiscard]] Message fault_message(Fault fault);

}  // namespace kaidah::batch
