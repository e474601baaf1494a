// Making a policy ready.

#include <optional>
#include <string>
#include <utility>

#include "engine/c/call.hpp"

namespace kaidah::c {

DecideOptions decide_options(const kaidah_prepare_options* given) {
  const auto from = read_options(given, "kaidah_prepare_options");
  DecideOptions options;
  const auto [setting, settings_end] = items(from.parameters, from.parameter_count, "parameters");
  for (const kaidah_setting* one = setting; one != settings_end; ++one) {
    options.parameters.push_back({string(one->name, "parameters"), string(one->value, "parameters")});
  }
  const auto [name, names_end] = items(from.select, from.select_count, "select");
  for (const kaidah_text* one = name; one != names_end; ++one) options.select.push_back(string(*one, "select"));
  options.profile = string(from.profile, "profile");
  options.library = compile_options(from.library, from.agency, from.limits, from.limit_count);
  options.limits = options.library.limits;
  if (from.subject.data != nullptr) options.subject = string(from.subject, "subject");
  if (from.decision_day.size > 0) options.decision_day = string(from.decision_day, "decision_day");
  options.group_records = string(from.group_records, "group_records");
  options.language = language(from.language);
  return options;
}

namespace {

kaidah_status keep(PrepareResult result, kaidah_decider** slot, Diagnostics& diagnostics) {
  diagnostics = std::move(result.diagnostics);
  if (!result.decider) return status_of(diagnostics);
  *slot = new kaidah_decider{*std::move(result.decider)};
  return KAIDAH_OK;
}

}  // namespace
}  // namespace kaidah::c

using namespace kaidah;

kaidah_status kaidah_prepare(const kaidah_policy* policy, const kaidah_prepare_options* options,
                             kaidah_decider** decider, kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& diagnostics) {
    c::slot(decider, "decider");
    return c::keep(prepare(c::required(policy, "policy")->policy, c::decide_options(options)), decider, diagnostics);
  });
}

kaidah_status kaidah_prepare_auto(const kaidah_prepare_options* options, kaidah_decider** decider,
                                  kaidah_error** error) {
  return c::call(error, [&](c::Diagnostics& diagnostics) {
    c::slot(decider, "decider");
    return c::keep(prepare_auto(c::decide_options(options)), decider, diagnostics);
  });
}

void kaidah_decider_free(kaidah_decider* decider) {
  delete decider;
}
