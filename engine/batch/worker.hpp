#pragma once
// What one thread needs to decide records: chunk in, lines out.

#include <cstdint>
#include <optional>
#include <string_view>

#include <kaidah/diagnostic.hpp>

#include "engine/batch/chunk.hpp"
#include "engine/batch/group_records.hpp"
#include "engine/evaluate/evaluate.hpp"
#include "engine/json/decode.hpp"
#include "engine/values/arena.hpp"

namespace kaidah::batch {

class Worker {
 public:
  /// `groups`: also gather the groups. REQUIRES: what is referred to outlives the worker.
  Worker(plan::PlanPtr plan, const GroupRecords& group_records, const evaluate::Settings& settings, Language language,
         bool groups);

  /// Decides every record of the chunk, in order.
  void process(Chunk& chunk);

  [[nodiscard]] evaluate::GroupAccumulator& groups() noexcept { return groups_; }
  [[nodiscard]] evaluate::Evaluator& evaluator() noexcept { return evaluator_; }
  [[nodiscard]] const evaluate::Settings& settings() const noexcept { return settings_; }

 private:
  void process(const RawRecord& raw, Chunk& chunk);
  void reject(const RawRecord& raw, const json::DecodeResult& decoded, const evaluate::Rejection& rejection,
              Chunk& chunk);

  plan::PlanPtr plan_;
  const GroupRecords& group_records_;
  evaluate::Settings settings_;
  Language language_;
  bool gather_;
  json::Decoder decoder_;
  values::Arena arena_;
  evaluate::Evaluator evaluator_;
  evaluate::GroupAccumulator groups_;
};

/// The line of the input where a problem is that was seen after `offset` bytes of the record; without one, where the
/// record begins.
[[nodiscard]] std::uint64_t problem_line(const Chunk& chunk, const RawRecord& raw, std::size_t offset);

/// What a fault means for whoever sent the record. REQUIRES: not `none`, not `too_large`.
[[nodiscard]] Message fault_message(Fault fault);

}  // namespace kaidah::batch
