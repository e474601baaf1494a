// What a caller sets -> what the evaluator reads.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/api/decider_data.hpp"
#include "engine/api/policy_data.hpp"
#include "engine/api/wrong.hpp"
#include "engine/batch/read_group_records.hpp"
#include "engine/library/settings.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::api {
std::vector<library::Setting> given_settings(const DecideOptions& options) {
  std::vector<library::Setting> settings;
  for (const ParameterSetting& setting : options.parameters) settings.push_back({setting.name, setting.value, {}});
  return settings;
}

void read_parameters(Decider::Data& data, std::vector<Diagnostic>& diagnostics) {
  data.settings.parameters.resize(data.policy.data().compiled.checked->parameters.size());
  if (data.options.parameters.empty()) return;
  const auto& checked = data.policy.data().compiled.checked;
  // Without a profile nobody says for which periods; so it has to be allowed on every day that the policy is in force.
  library::SettingsContext context;
  context.days = library::period_ends(checked->header).value_or(library::DayRange());
  library::Authority authority(checked);
  evaluate::ResultSettings read = library::read_with_results(authority, *checked, given_settings(data.options), context,
                                                             data.arena, data.options.limits, diagnostics);
  data.settings.parameters = std::move(read.parameters);
  data.settings.results = std::move(read.results);
  for (const ParameterSetting& setting : data.options.parameters) data.parameters_from[setting.name] = "set";
}

void read_decision_day(Decider::Data& data, std::vector<Diagnostic>& diagnostics) {
  data.settings.limits = data.options.limits;
  if (!data.options.decision_day) return;
  data.settings.decision_day = values::Date::from_text(*data.options.decision_day);
  if (!data.settings.decision_day) {
    diagnostics.push_back(wrong(MessageKind::decision_day_malformed, {{"text", *data.options.decision_day}}));
  }
}

void read_group_records(Decider::Data& data, std::vector<Diagnostic>& diagnostics) {
  if (data.options.group_records.empty()) return;
  batch::Regimes regimes;
  std::vector<std::unique_ptr<batch::GroupRecords>> records;
  const auto add = [&](const Decider::Data& one) {
    regimes.all.push_back({one.plan, {}, {}, one.label});
    records.push_back(std::make_unique<batch::GroupRecords>(one.plan));
  };
  if (data.chooser) {
    for (const Decider& decider : data.by_regime) add(decider.data());
    regimes.make_group_chooser = [&data] {
      return batch_chooser(data.chooser->regimes(), library::RecordKind::group_record);
    };
  } else {
    add(data);
  }
  const batch::GroupRecordsRead read = batch::read_group_records(regimes, batch::read_text(data.options.group_records),
                                                                 data.options.limits, data.options.language, records);
  if (!data.chooser) data.group_records = std::move(records.front());
  for (std::size_t i = 0; i < data.by_regime.size(); ++i) data.regime_data[i]->group_records = std::move(records[i]);
  if (auto rejected = group_record_rejected(read, data.options.language)) diagnostics.push_back(*std::move(rejected));
}

std::optional<Diagnostic> group_record_rejected(const batch::GroupRecordsRead& read, Language language) {
  if (!read.first_rejected) return std::nullopt;
  const evaluate::Rejection& rejection = read.first_rejected->rejection;
  Diagnostic diagnostic =
      wrong(MessageKind::group_record_rejected, {{"line", std::to_string(read.first_rejected->line)},
                                                 {"pointer", rejection.pointer},
                                                 {"message", text(rejection.message, language)}});
  if (rejection.expected) {
    diagnostic.notes.push_back({MessageKind::note_expected, {{"expected", text(*rejection.expected, language)}}});
  }
  return diagnostic;
}

batch::Choose batch_chooser(const std::shared_ptr<const library::RecordRegimes>& regimes, library::RecordKind kind) {
  auto chooser = std::make_shared<library::RegimeChooser>(regimes);
  return [chooser, kind](std::string_view text, values::Arena& arena) {
    library::RegimeChooser::Choice choice = chooser->choose(text, arena, kind);
    return batch::Choice{choice.regime, std::move(choice.rejected)};
  };
}

}  // namespace kaidah::api
