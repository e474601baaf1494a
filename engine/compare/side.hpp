#pragma once
// One of the two policies, deciding records one by one.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kaidah/diagnostic.hpp>

#include "engine/batch/chunk.hpp"
#include "engine/batch/group_records.hpp"
#include "engine/compare/classes.hpp"
#include "engine/evaluate/evaluate.hpp"
#include "engine/json/decode.hpp"
#include "engine/values/arena.hpp"

namespace kaidah::compare {

/// What does not change during a comparison; shared between threads.
struct SideSetup {
  plan::PlanPtr plan;     ///< everything that is written out, and the groups
  plan::PlanPtr crossed;  ///< only the output that is crossed: what its trace holds has decided it
  std::uint32_t by = 0;   ///< that output, in Plan::outputs of `plan`
  Classes classes;
  evaluate::Settings settings;
  std::unique_ptr<batch::GroupRecords> group_records;
  std::string digest;
  std::optional<std::uint32_t> unit;  ///< field of the input
  std::optional<std::uint32_t> kind;
  bool bridged = false;  ///< its records come from a bridge

  SideSetup(plan::PlanPtr plan_given, std::uint32_t by_given);
  [[nodiscard]] const check::CheckedPolicy& policy() const noexcept { return *plan->policy; }
};

/// What became of a record. Lives until the next decision.
struct Verdict {
  const values::RecordData* record = nullptr;  ///< as far as it could be read
  std::optional<std::string_view> id;
  const evaluate::Outcome* outcome = nullptr;  ///< nothing: rejected
  const evaluate::Rejection* rejection = nullptr;
  std::uint32_t in_class = 0;
};

/// For one thread.
class Side {
 public:
  explicit Side(const SideSetup& setup);

  Verdict decide(std::string_view record);
  /// A record that is wrong before anyone has read it, or could not be made by the bridge.
  Verdict reject(evaluate::Rejection rejection);
  Verdict too_large(std::string_view beginning);
  /// Decides the crossed output of the last record again and keeps what led there. REQUIRES: it was decided.
  const evaluate::Trace& trace();

  /// Adds the last record, of this piece of the input, to its groups.
  void gather(std::uint64_t piece);
  [[nodiscard]] const SideSetup& setup() const noexcept { return setup_; }
  [[nodiscard]] evaluate::GroupAccumulator& groups() noexcept { return groups_; }
  [[nodiscard]] evaluate::Evaluator& evaluator() noexcept { return evaluator_; }
  /// The text of a field of the last record; empty where it has none or could not be read.
  [[nodiscard]] std::string text_of(std::optional<std::uint32_t> field) const;

 private:
  Verdict finish(json::DecodeResult decoded);

  const SideSetup& setup_;
  evaluate::Settings settings_;
  json::Decoder decoder_;
  values::Arena arena_;
  evaluate::Evaluator evaluator_;
  evaluate::Evaluator tracer_;
  evaluate::Trace trace_;
  evaluate::GroupAccumulator groups_;
  json::DecodeResult decoded_;
  bool decided_ = false;
};

/// The field of the input with that name or key.
[[nodiscard]] std::optional<std::uint32_t> input_field(const check::CheckedPolicy& policy, std::string_view name);

}  // namespace kaidah::compare
