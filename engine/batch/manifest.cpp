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

void add_parameters(Object& manifest, const plan::Plan& plan, const evaluate::Settings& settings) {
  Object parameters(manifest.at("parameters"));
  for (std::size_t i = 0; i < settings.parameters.size(); ++i) {
    if (!settings.parameters[i]) continue;
    const check::ParameterDeclaration& parameter = plan.policy->parameters[check::ParameterId(i)];
    json::append_value(parameters.at(parameter.name), *settings.parameters[i], parameter.type, plan.shapes);
  }
}

void add_clocks(Object& manifest, const plan::Plan& plan, const evaluate::Settings& settings) {
  {
    Object clocks(manifest.at("clocks"));
    std::string day;
    if (settings.decision_day) day = settings.decision_day->to_string();
    clocks.text_or_null("decision_day", unless_empty(day));
    clocks.text("reference_day", name_of(plan.reference_day));
  }
  std::vector<std::string_view> left_out;
  if (!settings.decision_day) {
    const bool dated_duties = std::ranges::any_of(plan.duties, [](const plan::Duty& duty) { return bool(duty.by); });
    if (dated_duties) left_out.emplace_back("dated_duties");
    if (!plan.procedures.empty()) left_out.emplace_back("procedures");
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

}  // namespace

std::string manifest(const plan::Plan& plan, const RunOptions& options, const RunResult& result,
                     const ManifestData& data) {
  std::string text;
  {
    Object manifest(text, true);
    manifest.text("policy", plan.policy->id);
    manifest.text("version", plan.policy->version);
    manifest.text("digest", data.policy_digest);
    manifest.text("language_version", language_version());
    manifest.text("engine_version", version());
    manifest.text_or_null("profile", unless_empty(data.profile));
    add_parameters(manifest, plan, options.settings);
    add_clocks(manifest, plan, options.settings);
    add_selection(manifest, plan);
    add_counts(manifest, result.counts);
    {
      Object input(manifest.at("input"));
      input.number("bytes", result.bytes);
      input.text_or_null("digest", unless_empty(result.input_digest));
    }
    manifest.text_or_null("group_records", unless_empty(result.group_records_digest));
  }
  text += '\n';
  return text;
}

}  // namespace kaidah::batch
