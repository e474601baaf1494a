#pragma once
// What stands behind a Decider.

#include <optional>
#include <string>
#include <vector>

#include <kaidah/decision.hpp>

#include "engine/api/worker.hpp"
#include "engine/batch/group_records.hpp"
#include "engine/evaluate/settings.hpp"
#include "engine/plan/plan.hpp"
#include "engine/values/arena.hpp"

namespace kaidah {

struct Decider::Data {
  explicit Data(Policy policy_given) : policy(std::move(policy_given)) {}

  Policy policy;
  DecideOptions options;
  plan::PlanPtr plan;   ///< of single records: without groups
  values::Arena arena;  ///< what the settings point to
  evaluate::Settings settings;
  std::optional<batch::GroupRecords> group_records;  ///< when some were given
  mutable api::WorkerPool workers;
};

namespace api {

/// The parameters and the day, read and found allowed. What is wrong is added to `diagnostics`.
void read_settings(Decider::Data& data, std::vector<Diagnostic>& diagnostics);
/// The groups' own records. REQUIRES: the plan is made.
void read_group_records(Decider::Data& data, std::vector<Diagnostic>& diagnostics);

}  // namespace api
}  // namespace kaidah
