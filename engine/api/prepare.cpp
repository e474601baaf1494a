#include <algorithm>
#include <utility>

#include <kaidah/decision.hpp>

#include "engine/api/decider_data.hpp"
#include "engine/api/fault.hpp"
#include "engine/api/policy_data.hpp"
#include "grammar/diagnostics/spelling.hpp"

namespace kaidah {
namespace {

/// Outputs that the policy does not have.
void check_selection(const check::CheckedPolicy& policy, const std::vector<std::string>& select,
                     std::vector<Diagnostic>& diagnostics) {
  const std::vector<std::string> known = plan::selectable_names(policy);
  for (const std::string& name : select) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    Diagnostic diagnostic;
    diagnostic.message = {MessageKind::unknown_output, {{"name", name}}};
    for (std::string& near : closest_names(name, known)) {
      diagnostic.notes.push_back({MessageKind::did_you_mean, {{"name", std::move(near)}}});
    }
    diagnostics.push_back(std::move(diagnostic));
  }
}

}  // namespace

PrepareResult prepare(const Policy& policy, const DecideOptions& options) noexcept {
  return api::guarded_result<PrepareResult>([&] {
    PrepareResult result;
    const auto& checked = policy.data().compiled.checked;
    check_selection(*checked, options.select, result.diagnostics);
    auto data = std::make_shared<Decider::Data>(policy);
    data->options = options;
    plan::PlanOptions plan_options;
    plan_options.select = options.select;
    plan_options.groups = false;
    data->plan = plan::make_plan(checked, std::move(plan_options));
    api::read_settings(*data, result.diagnostics);
    api::read_group_records(*data, result.diagnostics);
    if (!has_errors(result.diagnostics)) result.decider = Decider(std::move(data));
    return result;
  });
}

Decider::Decider(std::shared_ptr<const Data> data) noexcept : data_(std::move(data)) {}

const Policy& Decider::policy() const noexcept {
  return data_->policy;
}

}  // namespace kaidah
