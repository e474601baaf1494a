#pragma once
// What stands behind a Decider.

#include <string>
#include <vector>

#include <kaidah/decision.hpp>

#include "engine/api/worker.hpp"
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
  mutable api::WorkerPool workers;
};

namespace api {

/// The parameters and the day, read and found allowed. What is wrong is added to `diagnostics`.
void read_settings(Decider::Data& data, std::vector<Diagnostic>& diagnostics);

}  // namespace api
}  // namespace kaidah
