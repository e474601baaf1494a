#include <kaidah/difference.hpp>

#include <algorithm>
#include <utility>

#include "engine/api/decider_data.hpp"
#include "engine/api/fault.hpp"
#include "engine/api/policy_data.hpp"
#include "engine/difference/sample.hpp"
#include "engine/difference/search.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah {

struct Difference::Data {
  difference::Changes changes;
  std::string from;
  std::string to;
  Language language{};
};

namespace {

/// Settings of parameters that are tried; more would only thin out the search.
constexpr std::size_t kMostSettings = 12;

struct OpenParameter {
  std::string name;
  std::vector<std::string> values;
};

std::vector<std::string> values_to_try(const check::ParameterDeclaration& parameter, const ParameterInfo& info) {
  if (!info.choices.empty()) return info.choices;
  if (parameter.type.kind == types::TypeKind::boolean) return {"false", "true"};
  std::vector<std::string> values;
  if (parameter.type.kind == types::TypeKind::number) {
    for (const auto& end : {parameter.type.range.low, parameter.type.range.high})
      if (end) values.push_back(end->value.to_string());
    if (values.empty()) values.emplace_back("1");
  }
  return values;
}

/// Parameters that someone else sets and the options leave open, of either policy.
std::vector<OpenParameter> open_parameters(const Policy& from, const Policy& to, const DifferenceOptions& options) {
  std::vector<OpenParameter> all;
  for (const Policy* policy : {&to, &from}) {
    const auto& declared = policy->data().compiled.checked->parameters;
    for (std::size_t i = 0; i < declared.size(); ++i) {
      const check::ParameterDeclaration& parameter = declared[check::ParameterId(i)];
      const auto is = [&](const auto& one) { return one.name == parameter.name; };
      if (parameter.decided_by.empty() || std::any_of(all.begin(), all.end(), is)) continue;
      if (std::any_of(options.parameters.begin(), options.parameters.end(), is)) continue;
      std::vector<std::string> values = values_to_try(parameter, policy->parameters()[i]);
      if (!values.empty()) all.push_back({parameter.name, std::move(values)});
    }
  }
  return all;
}

/// Every way to set them, up to the cap.
std::vector<std::vector<ParameterSetting>> settings_to_try(const std::vector<OpenParameter>& open) {
  std::vector<std::vector<ParameterSetting>> all{{}};
  for (const OpenParameter& parameter : open) {
    std::vector<std::vector<ParameterSetting>> longer;
    for (const auto& settings : all) {
      for (const std::string& value : parameter.values) {
        if (longer.size() >= kMostSettings) break;
        longer.push_back(settings);
        longer.back().push_back({parameter.name, value});
      }
    }
    all = std::move(longer);
  }
  return all;
}

std::vector<std::optional<std::string>> days_to_try(const Policy& from, const Policy& to,
                                                    const DifferenceOptions& options) {
  if (options.decision_day) return {options.decision_day};
  difference::Constants constants;
  constants.gather(*from.data().compiled.checked);
  constants.gather(*to.data().compiled.checked);
  constants.settle();
  return {std::nullopt, std::to_string(constants.year + 1) + "-03-01", std::to_string(constants.year + 2) + "-12-31"};
}

bool has_parameter(const Policy& policy, const std::string& name) {
  const auto& all = policy.parameters();
  return std::any_of(all.begin(), all.end(), [&](const ParameterInfo& one) { return one.name == name; });
}

/// A policy under settings; those that it does not have are left out.
PrepareResult prepared(const Policy& policy, const std::vector<ParameterSetting>& settings,
                       const std::optional<std::string>& day, Language language) {
  DecideOptions options;
  options.decision_day = day;
  options.language = language;
  for (const ParameterSetting& setting : settings)
    if (has_parameter(policy, setting.name)) options.parameters.push_back(setting);
  return prepare(policy, options);
}

std::string shown(const std::vector<ParameterSetting>& settings, const std::optional<std::string>& day,
                  Language language) {
  std::string text;
  const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  for (const ParameterSetting& setting : settings) add(setting.name + " = " + setting.value);
  if (day) add(kaidah::text(Message{MessageKind::diff_decision_day, {{"day", *day}}}, language));
  return text;
}

DifferenceResult find(const Policy& from, const Policy& to, const DifferenceOptions& options) {
  DifferenceResult result;
  auto data = std::make_shared<Difference::Data>();
  data->language = options.language;
  data->from = from.id() + " " + from.version();
  data->to = to.id() + " " + to.version();
  data->changes.same_digest = from.digest() == to.digest();
  if (data->changes.same_digest) {
    result.difference = Difference(std::move(data));
    return result;
  }
  for (const ParameterSetting& setting : options.parameters) {
    if (has_parameter(from, setting.name) || has_parameter(to, setting.name)) continue;
    Diagnostic diagnostic;
    diagnostic.message = {MessageKind::unknown_parameter, {{"name", setting.name}}};
    result.diagnostics.push_back(std::move(diagnostic));
  }
  if (has_errors(result.diagnostics)) return result;
  const difference::PolicyPtr& before = from.data().compiled.checked;
  const difference::PolicyPtr& after = to.data().compiled.checked;
  data->changes.all = difference::find_changes(*before, *after, options.language);

  std::vector<Decider> kept;  // what the settings point to lives in them
  std::vector<difference::Variant> variants;
  std::vector<Diagnostic> refused;
  for (const std::optional<std::string>& day : days_to_try(from, to, options)) {
    for (std::vector<ParameterSetting> settings : settings_to_try(open_parameters(from, to, options))) {
      settings.insert(settings.begin(), options.parameters.begin(), options.parameters.end());
      PrepareResult one = prepared(from, settings, day, options.language);
      PrepareResult other = prepared(to, settings, day, options.language);
      if (!one || !other) {
        for (PrepareResult* bad : {&one, &other})
          if (!*bad) refused = bad->diagnostics;
        continue;
      }
      variants.push_back(
          {shown(settings, day, options.language), one.decider->data().settings, other.decider->data().settings});
      kept.push_back(std::move(*one.decider));
      kept.push_back(std::move(*other.decider));
    }
  }
  if (variants.empty()) {
    result.diagnostics = std::move(refused);
    return result;
  }
  if (before->input && after->input)
    data->changes.tried =
        difference::find_examples(before, after, variants, options.tries, options.language, data->changes.all);
  result.difference = Difference(std::move(data));
  return result;
}

}  // namespace

Difference::Difference(std::shared_ptr<const Data> data) noexcept : data_(std::move(data)) {}

bool Difference::same_meaning() const noexcept {
  const auto& all = data_->changes.all;
  return std::all_of(all.begin(), all.end(), [](const auto& one) { return one.weight == difference::Weight::name; });
}

std::size_t Difference::decisive() const noexcept {
  const auto& all = data_->changes.all;
  return static_cast<std::size_t>(std::count_if(
      all.begin(), all.end(), [](const auto& one) { return one.weight == difference::Weight::decisive; }));
}

std::size_t Difference::shown_by_example() const noexcept {
  const auto& all = data_->changes.all;
  return static_cast<std::size_t>(
      std::count_if(all.begin(), all.end(), [](const auto& one) { return one.example.has_value(); }));
}

std::string Difference::text(bool colour) const {
  return difference::render_text(data_->changes, data_->from, data_->to, data_->language, colour);
}

std::string Difference::json() const {
  return difference::render_json(data_->changes, data_->from, data_->to);
}

DifferenceResult find_difference(const Policy& from, const Policy& to, const DifferenceOptions& options) noexcept {
  return api::guarded_result<DifferenceResult>([&] { return find(from, to, options); });
}

}  // namespace kaidah
