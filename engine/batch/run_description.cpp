#include "engine/batch/run_description.hpp"

#include <kaidah/version.hpp>

#include <algorithm>
#include <string_view>
#include <vector>

#include "engine/json/value_text.hpp"

namespace kaidah::batch {
namespace {

using json::Object;

std::string_view name_of(syntax::ReferenceDay day) {
  switch (day) {
    case syntax::ReferenceDay::start_of_period:
      return "start_of_period";
    case syntax::ReferenceDay::decision_day:
      return "decision_day";
    case syntax::ReferenceDay::end_of_period:
      break;
  }
  return "end_of_period";
}

/// Those of a result under its name: `lama.mekanisme`.
void add_parameters(Object& parameters, const std::string& prefix, const plan::Plan& plan,
                    const std::vector<std::optional<values::Value>>& set,
                    const std::vector<evaluate::ResultSettings>& results) {
  for (std::size_t i = 0; i < set.size(); ++i) {
    if (!set[i]) continue;
    const check::ParameterDeclaration& parameter = plan.policy->parameters[check::ParameterId(i)];
    json::append_value(parameters.at(prefix + parameter.name), *set[i], parameter.type, plan.shapes);
  }
  for (std::size_t i = 0; i < results.size() && i < plan.results.size(); ++i) {
    if (!plan.results[i].plan) continue;
    const std::string& name = plan.policy->results[plan.results[i].id].name;
    add_parameters(parameters, prefix + name + ".", *plan.results[i].plan, results[i].parameters, results[i].results);
  }
}

void add_composed(Object& manifest, const RegimeData& data) {
  if (data.composed.empty()) return;
  std::string& out = manifest.at("composes");
  json::append_list(out, data.composed, [&out](const RegimeData::Composed& one) {
    Object item(out);
    item.text("policy", one.policy);
    item.text("version", one.version);
    item.text("digest", one.digest);
  });
}

/// This plan, or one of those whose results it takes.
template <class Test>
bool any_plan(const plan::Plan& plan, const Test& test) {
  if (test(plan)) return true;
  return std::ranges::any_of(plan.results,
                             [&](const plan::Result& result) { return result.plan && any_plan(*result.plan, test); });
}

void add_parameters(Object& manifest, const Regime& regime, const RegimeData& data) {
  {
    Object parameters(manifest.at("parameters"));
    add_parameters(parameters, "", *regime.plan, regime.parameters, regime.results);
  }
  Object from(manifest.at("parameters_from"));
  for (const auto& [name, where] : data.parameters_from) from.text(name, where);
}

void add_clocks(Object& manifest, const Regimes& regimes, const evaluate::Settings& settings) {
  {
    Object clocks(manifest.at("clocks"));
    std::string day;
    if (settings.decision_day) day = settings.decision_day->to_string();
    clocks.text_or_null("decision_day", unless_empty(day));
    const syntax::ReferenceDay first = regimes.all.front().plan->reference_day;
    const bool same =
        std::ranges::all_of(regimes.all, [first](const Regime& regime) { return regime.plan->reference_day == first; });
    clocks.text_or_null("reference_day", same ? std::optional(name_of(first)) : std::nullopt);
  }
  const auto any = [&](auto has) {
    return std::ranges::any_of(regimes.all, [&](const Regime& regime) { return any_plan(*regime.plan, has); });
  };
  std::vector<std::string_view> left_out;
  if (!settings.decision_day) {
    if (any([](const plan::Plan& plan) {
          return std::ranges::any_of(plan.duties, [](const plan::Duty& duty) { return bool(duty.by); });
        })) {
      left_out.emplace_back("dated_duties");
    }
    if (any([](const plan::Plan& plan) { return !plan.procedures.empty(); })) left_out.emplace_back("procedures");
    if (any([](const plan::Plan& plan) { return plan.dated_by_decision; }))
      left_out.emplace_back("in_force_for_decisions");
  }
  std::string& out = manifest.at("left_out");
  json::append_list(out, left_out, [&out](std::string_view name) { json::append_text(out, name); });
}

void add_selection(Object& manifest, const plan::Plan& plan) {
  std::string& out = manifest.at("select");
  if (plan.options.select.empty()) {
    out += "null";
  } else {
    json::append_list(out, plan.options.select, [&out](const std::string& name) { json::append_text(out, name); });
  }
}

/// The amendments that are part of the policy, where there are any.
void add_amendments(Object& manifest, const check::CheckedPolicy& policy) {
  const std::vector<syntax::Instrument>& amendments = policy.trees[check::TreeId(0)].tree->amendments;
  if (amendments.empty()) return;
  std::string& out = manifest.at("amendments");
  json::append_list(out, amendments, [&out](const syntax::Instrument& one) {
    Object item(out);
    item.text("id", one.id);
    item.text("version", one.version);
  });
}

}  // namespace

std::optional<std::string_view> unless_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
}

bool has_several(const Regimes& regimes) {
  return static_cast<bool>(regimes.make_chooser);
}

void add_run(Object& to, const Regimes& regimes, const RunOptions& options, const ManifestData& data) {
  const plan::Plan& plan = *regimes.all.front().plan;
  if (data.automatic) {
    to.text("policy", "auto");
    to.text_or_null("version", {});
    to.text_or_null("digest", {});
  } else {
    to.text("policy", plan.policy->id);
    to.text("version", plan.policy->version);
    to.text("digest", data.regimes.front().policy_digest);
    add_amendments(to, *plan.policy);
    add_composed(to, data.regimes.front());
  }
  to.text("language_version", language_version());
  to.text("engine_version", version());
  to.text_or_null("profile", unless_empty(data.profile));
  to.text_or_null("subject", unless_empty(data.subject));
  if (has_several(regimes)) {
    add_parameters(to, {regimes.all.front().plan, {}, {}, {}}, {});
  } else {
    add_parameters(to, regimes.all.front(), data.regimes.front());
  }
  add_clocks(to, regimes, options.settings);
  add_selection(to, plan);
  to.text("messages", options.language == Language::english ? "en" : "id");
}

void add_regime(Object& to, const Regime& regime, const RegimeData& data) {
  to.text("policy", regime.plan->policy->id);
  to.text("version", regime.plan->policy->version);
  to.text("digest", data.policy_digest);
  add_amendments(to, *regime.plan->policy);
  add_composed(to, data);
  std::string& profiles = to.at("profiles");
  json::append_list(profiles, data.profiles, [&](const std::string& profile) { json::append_text(profiles, profile); });
  add_parameters(to, regime, data);
}

}  // namespace kaidah::batch
