#include "engine/api/batch_regimes.hpp"

#include <map>
#include <utility>
#include <vector>

#include "engine/api/policy_data.hpp"

namespace kaidah::api {

batch::Regimes regimes_of(const Decider::Data& data, bool groups) {
  batch::Regimes regimes;
  std::map<const check::CheckedPolicy*, plan::PlanPtr> plans;
  const auto add = [&](const Decider::Data& one) {
    const auto& checked = one.policy.data().compiled.checked;
    plan::PlanPtr& plan = plans[checked.get()];
    if (!plan) {
      plan::PlanOptions options;
      options.select = data.options.select;
      options.groups = groups;
      plan = plan::make_plan(checked, std::move(options));
    }
    regimes.all.push_back({plan, one.settings.parameters, one.settings.results, one.label});
  };
  if (!data.chooser) {
    add(data);
    return regimes;
  }
  for (const Decider& decider : data.by_regime) add(decider.data());
  regimes.make_chooser = [&data] { return batch_chooser(data.chooser->regimes(), library::RecordKind::record); };
  regimes.make_group_chooser = [&data] {
    return batch_chooser(data.chooser->regimes(), library::RecordKind::group_record);
  };
  return regimes;
}

batch::ManifestData manifest_data(const Decider::Data& data) {
  batch::ManifestData manifest;
  manifest.profile = data.profile;
  manifest.subject = data.options.subject.value_or("");
  manifest.automatic = data.chooser != nullptr && data.profile.empty();
  const auto add = [&](const Decider::Data& one) {
    std::vector<batch::RegimeData::Composed> composed;
    for (const library::Composed& other : one.policy.data().compiled.composed)
      composed.push_back({other.policy, other.version, other.digest});
    manifest.regimes.push_back({one.policy.digest(), one.profiles, one.parameters_from, std::move(composed)});
  };
  if (!data.chooser) add(data);
  for (const Decider& decider : data.by_regime) add(decider.data());
  return manifest;
}

}  // namespace kaidah::api
