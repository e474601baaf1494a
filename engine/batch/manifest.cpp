#include "engine/batch/manifest.hpp"

#include <kaidah/version.hpp>

#include <algorithm>
#include <string_view>
#include <vector>

#include "engine/json/object.hpp"
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

std::optional<std::string_view> unless_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
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

void add_counts(Object& manifest, const RunCounts& counts) {
  {
    Object records(manifest.at("counts"));
    records.number("in", counts.in);
    records.number("decided", counts.decided);
    records.number("rejected", counts.rejected);
  }
  Object groups(manifest.at("groups"));
  groups.number("out", counts.groups);
  groups.number("rejected", counts.groups_rejected);
  groups.number("records_in", counts.group_records_in);
  groups.number("records_rejected", counts.group_records_rejected);
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

void add_regimes(Object& manifest, const Regimes& regimes, const RunResult& result, const ManifestData& data) {
  std::vector<std::size_t> used;
  std::uint64_t with_regime = 0;
  for (std::size_t i = 0; i < regimes.all.size(); ++i) {
    const RegimeCounts& records = result.by_regime[i].records;
    if (records.decided + records.rejected > 0) used.push_back(i);
    with_regime += records.decided + records.rejected;
  }
  std::string& out = manifest.at("regimes");
  json::append_list(out, used, [&](std::size_t i) {
    out += "\n    ";
    const Regime& regime = regimes.all[i];
    const RegimeRun& run = result.by_regime[i];
    Object item(out);
    item.text("policy", regime.plan->policy->id);
    item.text("version", regime.plan->policy->version);
    item.text("digest", data.regimes[i].policy_digest);
    add_amendments(item, *regime.plan->policy);
    add_composed(item, data.regimes[i]);
    std::string& profiles = item.at("profiles");
    json::append_list(profiles, data.regimes[i].profiles,
                      [&](const std::string& profile) { json::append_text(profiles, profile); });
    add_parameters(item, regime, data.regimes[i]);
    {
      Object counts(item.at("counts"));
      counts.number("decided", run.records.decided);
      counts.number("rejected", run.records.rejected);
    }
    Object groups(item.at("groups"));
    groups.number("out", run.groups);
    groups.number("rejected", run.groups_rejected);
  });
  manifest.number("without_regime", result.counts.in - with_regime);
}

}  // namespace

std::string manifest(const Regimes& regimes, const RunOptions& options, const RunResult& result,
                     const ManifestData& data) {
  const plan::Plan& plan = *regimes.all.front().plan;
  const bool several = static_cast<bool>(regimes.make_chooser);
  std::string text;
  {
    Object manifest(text, true);
    if (data.automatic) {
      manifest.text("policy", "auto");
      manifest.text_or_null("version", {});
      manifest.text_or_null("digest", {});
    } else {
      manifest.text("policy", plan.policy->id);
      manifest.text("version", plan.policy->version);
      manifest.text("digest", data.regimes.front().policy_digest);
      add_amendments(manifest, *plan.policy);
      add_composed(manifest, data.regimes.front());
    }
    manifest.text("language_version", language_version());
    manifest.text("engine_version", version());
    manifest.text_or_null("profile", unless_empty(data.profile));
    manifest.text_or_null("subject", unless_empty(data.subject));
    if (several) {
      add_parameters(manifest, {regimes.all.front().plan, {}, {}, {}}, {});
    } else {
      add_parameters(manifest, regimes.all.front(), data.regimes.front());
    }
    add_clocks(manifest, regimes, options.settings);
    add_selection(manifest, plan);
    manifest.text("messages", options.language == Language::english ? "en" : "id");
    add_counts(manifest, result.counts);
    {
      Object input(manifest.at("input"));
      input.text_or_null("path", unless_empty(data.input_name));
      input.number("bytes", result.bytes);
      input.text_or_null("digest", unless_empty(result.input_digest));
    }
    manifest.text_or_null("group_records", unless_empty(result.group_records_digest));
    manifest.text_or_null("group_records_path", unless_empty(data.group_records_name));
    {
      Object output(manifest.at("output"));
      output.text_or_null("decisions", unless_empty(result.decisions_digest));
      output.text_or_null("rejections", unless_empty(result.rejections_digest));
      output.text_or_null("groups", unless_empty(result.groups_digest));
    }
    if (several) add_regimes(manifest, regimes, result, data);
  }
  text += '\n';
  return text;
}

}  // namespace kaidah::batch
