// What a caller sets -> what the evaluator reads.

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "engine/api/decider_data.hpp"
#include "engine/api/policy_data.hpp"
#include "engine/batch/read_group_records.hpp"
#include "engine/json/decode.hpp"
#include "engine/json/text.hpp"
#include "grammar/diagnostics/message_kind.hpp"
#include "grammar/diagnostics/spelling.hpp"

namespace kaidah::api {
namespace {

Diagnostic wrong(MessageKind kind, std::vector<Argument> arguments) {
  Diagnostic diagnostic;
  diagnostic.message = {kind, std::move(arguments)};
  return diagnostic;
}

void suggest(Diagnostic& diagnostic, const std::string& word, const std::vector<std::string>& known) {
  for (std::string& name : closest_names(word, known)) {
    diagnostic.notes.push_back({MessageKind::did_you_mean, {{"name", std::move(name)}}});
  }
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

/// The value as a record would write it. What cannot be a figure or a truth value is quoted, so that nothing but one
/// value can come in.
std::string as_json(const types::Type& type, const std::string& text) {
  const bool bare = (type.kind == types::TypeKind::number && values::Number::from_digits(text)) ||
                    (type.kind == types::TypeKind::boolean && (text == "true" || text == "false"));
  if (bare) return text;
  std::string quoted;
  json::append_text(quoted, text);
  return quoted;
}

/// Reads one value by the rules for records, so that it is checked as the value of a field would be.
json::DecodeResult read_value(const plan::Shapes& policy_shapes, const check::ParameterDeclaration& parameter,
                              const std::string& text, values::Arena& arena, const Limits& limits) {
  plan::Shapes shapes;
  shapes.enums = policy_shapes.enums;
  plan::FieldShape field;
  field.name = field.key = parameter.name;
  field.value.kind = parameter.type.kind;
  field.value.range = parameter.type.range;
  field.value.decimals = parameter.type.decimals;
  if (parameter.type.enumeration) field.value.enumeration = parameter.type.enumeration.index;
  shapes.records.push_back({"", {std::move(field)}});
  std::string record = "{";
  json::append_text(record, parameter.name);
  record += ":" + as_json(parameter.type, text) + "}";
  return json::decode(record, shapes, 0, arena, limits);
}

class ParameterReader {
 public:
  ParameterReader(Decider::Data& data, std::vector<Diagnostic>& diagnostics)
      : data_(data), checked_(*data.policy.data().compiled.checked), diagnostics_(diagnostics) {}

  void read(const ParameterSetting& setting) {
    const auto found = std::find_if(checked_.parameters.begin(), checked_.parameters.end(),
                                    [&](const auto& parameter) { return parameter.name == setting.name; });
    if (found == checked_.parameters.end()) return unknown(setting);
    if (!seen_.insert(setting.name).second) {
      diagnostics_.push_back(wrong(MessageKind::parameter_twice, {{"name", setting.name}}));
      return;
    }
    if (found->decided_by.empty()) {
      diagnostics_.push_back(wrong(MessageKind::parameter_not_open, {{"name", setting.name}}));
      return;
    }
    const auto index = static_cast<std::size_t>(found - checked_.parameters.begin());
    const json::DecodeResult read =
        read_value(data_.plan->shapes, *found, setting.value, data_.arena, data_.options.limits);
    if (read.rejection || read.record == nullptr) return no_value(setting, index, read);
    const values::Value& value = read.record->fields.front();
    const std::vector<values::Value>& allowed = data_.plan->parameters[index].one_of;
    if (!allowed.empty() && std::find(allowed.begin(), allowed.end(), value) == allowed.end()) {
      Diagnostic diagnostic =
          wrong(MessageKind::parameter_not_allowed, {{"value", setting.value}, {"name", setting.name}});
      add_choices(diagnostic, index);
      diagnostics_.push_back(std::move(diagnostic));
      return;
    }
    data_.settings.parameters[index] = value;
  }

 private:
  void unknown(const ParameterSetting& setting) {
    Diagnostic diagnostic = wrong(MessageKind::unknown_parameter, {{"name", setting.name}});
    std::vector<std::string> known;
    for (const check::ParameterDeclaration& parameter : checked_.parameters) known.push_back(parameter.name);
    suggest(diagnostic, setting.name, known);
    diagnostics_.push_back(std::move(diagnostic));
  }

  void no_value(const ParameterSetting& setting, std::size_t index, const json::DecodeResult& read) {
    Diagnostic diagnostic = wrong(MessageKind::parameter_value, {{"value", setting.value}, {"name", setting.name}});
    const std::vector<std::string>& choices = data_.policy.parameters()[index].choices;
    suggest(diagnostic, setting.value, choices);
    add_choices(diagnostic, index);
    if (choices.empty() && read.rejection && read.rejection->expected) {
      diagnostic.notes.push_back(
          {MessageKind::note_expected, {{"expected", Listing{{*read.rejection->expected}, false}}}});
    }
    diagnostics_.push_back(std::move(diagnostic));
  }

  void add_choices(Diagnostic& diagnostic, std::size_t index) const {
    const std::vector<std::string>& choices = data_.policy.parameters()[index].choices;
    if (!choices.empty()) diagnostic.notes.push_back({MessageKind::note_choices, {{"choices", joined(choices)}}});
  }

  Decider::Data& data_;
  const check::CheckedPolicy& checked_;
  std::vector<Diagnostic>& diagnostics_;
  std::set<std::string> seen_;
};

}  // namespace

void read_settings(Decider::Data& data, std::vector<Diagnostic>& diagnostics) {
  data.settings.limits = data.options.limits;
  data.settings.parameters.resize(data.policy.parameters().size());
  ParameterReader reader(data, diagnostics);
  for (const ParameterSetting& setting : data.options.parameters) reader.read(setting);
  if (data.options.decision_day) {
    data.settings.decision_day = values::Date::from_text(*data.options.decision_day);
    if (!data.settings.decision_day) {
      diagnostics.push_back(wrong(MessageKind::decision_day_malformed, {{"text", *data.options.decision_day}}));
    }
  }
}

void read_group_records(Decider::Data& data, std::vector<Diagnostic>& diagnostics) {
  if (data.options.group_records.empty()) return;
  data.group_records.emplace(data.plan);
  const batch::GroupRecordsRead read =
      batch::read_group_records(*data.plan, batch::read_text(data.options.group_records), data.options.limits,
                                data.options.language, *data.group_records);
  if (!read.first_rejected) return;
  const evaluate::Rejection& rejection = read.first_rejected->rejection;
  Diagnostic diagnostic = wrong(MessageKind::group_record_rejected,
                                {{"line", std::to_string(read.first_rejected->line)},
                                 {"pointer", rejection.pointer},
                                 {"message", text(rejection.message, data.options.language)}});
  if (rejection.expected) {
    diagnostic.notes.push_back(
        {MessageKind::note_expected, {{"expected", text(*rejection.expected, data.options.language)}}});
  }
  diagnostics.push_back(std::move(diagnostic));
}

}  // namespace kaidah::api
