#include <algorithm>
#include <utility>

#include <kaidah/decision.hpp>

#include "engine/api/decider_data.hpp"
#include "engine/api/fault.hpp"
#include "engine/api/policy_data.hpp"
#include "engine/api/prepare_regimes.hpp"
#include "grammar/diagnostics/spelling.hpp"

namespace kaidah {
namespace {

/// What decisions rest on is shown from here, as often as it is used.
void show_marks(Decider::Data& data) {
  const check::CheckedPolicy& policy = *data.plan->policy;
  data.marked.resize(policy.provenances.size());
  for (const check::ProvenanceId id : data.plan->marked)
    data.marked[id.index] = std::make_shared<const ProvenanceEntry>(
        api::provenance_entry(policy, id, api::vocabulary_of(data.options.language)));
}

}  // namespace

namespace api {

void check_selection(const std::vector<std::string>& known, const std::vector<std::string>& select,
                     std::vector<Diagnostic>& diagnostics) {
  for (const std::string& name : select) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    Diagnostic diagnostic;
    diagnostic.message = {MessageKind::unknown_output, {{"name", name}}};
    suggest_nearest(diagnostic, name, known);
    diagnostics.push_back(std::move(diagnostic));
  }
}

std::shared_ptr<Decider::Data> make_data(const Policy& policy, const DecideOptions& options) {
  auto data = std::make_shared<Decider::Data>(policy);
  data->options = options;
  plan::PlanOptions plan_options;
  plan_options.select = options.select;
  plan_options.groups = false;
  data->plan = plan::make_plan(policy.data().compiled.checked, std::move(plan_options));
  show_marks(*data);
  return data;
}

}  // namespace api

PrepareResult prepare(const Policy& policy, const DecideOptions& options) noexcept {
  return api::guarded_result<PrepareResult>([&] {
    PrepareResult result;
    api::check_selection(plan::selectable_names(*policy.data().compiled.checked), options.select, result.diagnostics);
    std::shared_ptr<Decider::Data> data;
    if (options.profile.empty()) {
      data = api::make_data(policy, options);
      api::read_parameters(*data, result.diagnostics);
      api::read_decision_day(*data, result.diagnostics);
    } else {
      data = api::with_profile(policy, options, result.diagnostics);
    }
    if (data) api::read_group_records(*data, result.diagnostics);
    if (!options.profile.empty()) sort_diagnostics(result.diagnostics);  // several lines may say the same
    if (data && !has_errors(result.diagnostics)) result.decider = Decider(std::move(data));
    return result;
  });
}

PrepareResult prepare_auto(const DecideOptions& options) noexcept {
  return api::guarded_result<PrepareResult>([&] {
    PrepareResult result;
    const std::shared_ptr<Decider::Data> data = api::with_all_profiles(options, result.diagnostics);
    if (data) api::read_group_records(*data, result.diagnostics);
    sort_diagnostics(result.diagnostics);
    if (data && !has_errors(result.diagnostics)) result.decider = Decider(data);
    return result;
  });
}

Decider::Decider(std::shared_ptr<const Data> data) noexcept : data_(std::move(data)) {}

const Policy& Decider::policy() const noexcept {
  return data_->policy;
}

std::vector<Policy> Decider::policies() const {
  std::vector<Policy> policies;
  for (const Decider& regime : data_->by_regime) policies.push_back(regime.policy());
  if (policies.empty()) policies.push_back(data_->policy);
  return policies;
}

}  // namespace kaidah
