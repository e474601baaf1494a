// Which regime applies, scenarios, canonical text.

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/c/call.hpp"

namespace kaidah::c {
namespace {

std::optional<PolicyVocabulary> vocabulary_of(kaidah_vocabulary vocabulary) {
  if (vocabulary == KAIDAH_AS_WRITTEN) return std::nullopt;
  if (vocabulary == KAIDAH_IN_ENGLISH) return PolicyVocabulary::english;
  if (vocabulary == KAIDAH_IN_INDONESIAN) return PolicyVocabulary::indonesian;
  throw no_value("vocabulary", vocabulary);
}

ScenarioOptions options_of(const kaidah_scenario_options& from) {
  ScenarioOptions options;
  options.compile = compile_options(from.library, from.agency, from.limits, from.limit_count);
  options.filter = string(from.filter, "filter");
  options.profile = string(from.profile, "profile");
  return options;
}

/// A JSON list of what `json` makes of each.
template <class Item, class Json>
std::string list(const std::vector<Item>& items, Json&& json) {
  std::string out = "[";
  for (const Item& item : items) {
    if (out.size() > 1) out += ',';
    out += json(item);
  }
  return out + "]";
}

}  // namespace
}  // namespace kaidah::c

using namespace kaidah;

kaidah_status kaidah_resolve(const kaidah_library* library, kaidah_text agency, kaidah_text on, kaidah_text subject,
                             kaidah_language language, kaidah_string** json, kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& diagnostics) -> kaidah_status {
    c::slot(json, "json");
    CompileOptions options;
    options.library = c::required(library, "library")->library;
    RegimeQuery query{c::string(agency, "agency"), c::string(on, "on"), std::nullopt};
    if (subject.data != nullptr) query.subject = c::string(subject, "subject");
    const Language shown = c::language(language);
    RegimeResult result = resolve(query, options);
    c::give(json, c::list(result.regimes, [&](const Regime& regime) { return regime.json(shown); }));
    diagnostics = std::move(result.diagnostics);
    return has_errors(diagnostics) ? c::status_of(diagnostics) : KAIDAH_OK;
  });
}

kaidah_status kaidah_run_scenarios(const kaidah_scenario_options* options, kaidah_string** json, kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& diagnostics) -> kaidah_status {
    c::slot(json, "json");
    const auto given = c::read_options(c::required(options, "options"), "kaidah_scenario_options");
    c::required(given.library, "library");
    const Language shown = c::language(given.language);
    const std::vector<ScenarioReport> reports = run_library_scenarios(c::options_of(given));
    bool passed = true;
    for (const ScenarioReport& report : reports) {
      diagnostics.insert(diagnostics.end(), report.diagnostics.begin(), report.diagnostics.end());
      for (const ScenarioOutcome& outcome : report.outcomes) {
        passed = passed && outcome.passed;
        diagnostics.insert(diagnostics.end(), outcome.failures.begin(), outcome.failures.end());
      }
    }
    const bool could_run = std::none_of(reports.begin(), reports.end(),
                                        [](const ScenarioReport& report) { return has_errors(report.diagnostics); });
    c::give(json,
            c::list(reports, [&](const ScenarioReport& report) { return report.json(shown, given.coverage != 0); }));
    if (!could_run) return c::status_of(diagnostics);
    return passed ? KAIDAH_OK : KAIDAH_FAILED;
  });
}

kaidah_status kaidah_format_text(kaidah_text name, kaidah_text text, kaidah_vocabulary vocabulary,
                                 kaidah_string** formatted, kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& diagnostics) -> kaidah_status {
    c::slot(formatted, "formatted");
    FormatResult result = format_text(c::string(name, "name"), c::string(text, "text"), c::vocabulary_of(vocabulary));
    diagnostics = std::move(result.diagnostics);
    if (!result.text) return c::status_of(diagnostics);
    c::give(formatted, *std::move(result.text));
    return KAIDAH_OK;
  });
}
