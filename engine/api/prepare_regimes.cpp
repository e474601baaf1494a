#include "engine/api/prepare_regimes.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/api/library_data.hpp"
#include "engine/api/open_profile.hpp"
#include "engine/api/policy_data.hpp"
#include "engine/api/wrong.hpp"
#include "engine/library/record_regime.hpp"
#include "grammar/diagnostics/message_kind.hpp"
#include "grammar/diagnostics/quoted_names.hpp"

namespace kaidah::api {
namespace {

Diagnostic does_not_adopt(const library::Profile& profile, const Policy& policy) {
  const library::LibraryFilePtr& file = profile.file;
  Diagnostic diagnostic = wrong(MessageKind::profile_does_not_adopt,
                                {{"id", profile.id()}, {"policy", policy.id()}, {"version", policy.version()}});
  diagnostic.location = {file->tree->source, file->tree->header.span};
  std::set<std::string> adopted;
  for (const library::Adoption& adoption : profile.adoptions) {
    const auto& version = adoption.written().version;
    adopted.insert(adoption.written().policy + (version ? "@" + version->text : ""));
  }
  if (!adopted.empty()) {
    diagnostic.notes.push_back({MessageKind::note_profile_adopts, {{"policies", quoted_names(adopted)}}});
  }
  return diagnostic;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

void set_regime(Decider::Data& data, const library::Regime& regime) {
  data.settings.parameters = regime.parameters;
  data.settings.results = regime.results;
  data.profiles = regime.profiles;
  for (const library::Setting& setting : regime.settings) {
    const bool of_profile = setting.location.source != nullptr;
    data.parameters_from[setting.name] = of_profile ? "profile " + joined(regime.profiles) : std::string("set");
    if (of_profile) data.set_by_profile.insert(setting.name);
  }
}

/// The head of several regimes, and a decider for each.
std::shared_ptr<Decider::Data> several(const std::shared_ptr<const library::RecordRegimes>& regimes,
                                       const DecideOptions& options, bool labelled,
                                       std::vector<Diagnostic>& diagnostics) {
  DecideOptions own = options;
  own.group_records.clear();  // the head reads them, for all
  std::map<const check::CheckedPolicy*, Policy> policies;
  std::vector<std::shared_ptr<Decider::Data>> made;
  for (const library::Regime& regime : regimes->regimes().all()) {
    const auto [policy, is_new] =
        policies.try_emplace(regime.compiled.checked.get(), make_policy(regime.file, regime.compiled));
    std::shared_ptr<Decider::Data> data = make_data(policy->second, own);
    if (labelled) data->label = policy->second.id() + "@" + policy->second.version();
    set_regime(*data, regime);
    made.push_back(std::move(data));
  }
  std::shared_ptr<Decider::Data> head = make_data(made.front()->policy, options);
  read_decision_day(*head, diagnostics);
  for (const std::shared_ptr<Decider::Data>& data : made) {
    data->settings.limits = head->settings.limits;
    data->settings.decision_day = head->settings.decision_day;
    head->by_regime.emplace_back(data);
  }
  head->regime_data = std::move(made);
  head->chooser = std::make_shared<ChooserPool>(regimes);
  return head;
}

}  // namespace

std::shared_ptr<Decider::Data> with_profile(const Policy& policy, const DecideOptions& options,
                                            std::vector<Diagnostic>& diagnostics) {
  const library::PolicyLibrary& library = open(options.library.library, diagnostics);
  std::optional<library::Profile> profile = open_profile(options.profile, library, options.limits, diagnostics);
  if (!profile || has_errors(diagnostics)) return nullptr;
  const std::string id = profile->id();
  const library::LibraryFilePtr& file = policy.data().file;
  const auto adopting = std::count_if(profile->adoptions.begin(), profile->adoptions.end(),
                                      [&](const library::Adoption& one) { return library::adopts(one, *file); });
  if (adopting == 0) {
    diagnostics.push_back(does_not_adopt(*profile, policy));
    return nullptr;
  }
  library::CompileResult compiled;
  compiled.file = file;
  compiled.policy = policy.data().compiled;
  library::RegimesOptions regimes_options;
  regimes_options.subject = file->tree->header.subject.value_or("");
  regimes_options.policy = &compiled;
  regimes_options.settings = given_settings(options);
  std::vector<library::Profile> profiles;
  profiles.push_back(std::move(*profile));
  const auto regimes =
      library::make_regimes(std::move(profiles), library, regimes_options, options.limits, diagnostics);
  if (!regimes || regimes->all().empty()) return nullptr;

  std::shared_ptr<Decider::Data> data;
  if (adopting == 1 && !policy.data().compiled.checked->period_field) {
    // Its records say nothing of a period; there is only one line that can be meant.
    data = make_data(policy, options);
    read_decision_day(*data, diagnostics);
    set_regime(*data, regimes->all().front());
    data->kept = regimes;
  } else {
    const auto records = library::RecordRegimes::make(regimes, file.get(), options.limits, diagnostics);
    if (!records) return nullptr;
    data = several(records, options, false, diagnostics);
  }
  data->profile = id;
  return data;
}

std::shared_ptr<Decider::Data> with_all_profiles(const DecideOptions& options, std::vector<Diagnostic>& diagnostics) {
  const library::PolicyLibrary& library = open(options.library.library, diagnostics);
  std::vector<library::Profile> profiles = library::read_profiles(library, diagnostics);
  for (const library::LibraryFilePtr& file : library.files()) {
    if (file->tree->header.kind != syntax::FileKind::profile || !has_errors(file->diagnostics)) continue;
    diagnostics.insert(diagnostics.end(), file->diagnostics.begin(), file->diagnostics.end());
  }
  if (profiles.empty()) diagnostics.push_back(wrong(MessageKind::no_profiles, {}));
  for (const ParameterSetting& setting : options.parameters) {
    diagnostics.push_back(wrong(MessageKind::several_profiles_set, {{"name", setting.name}}));
  }
  if (has_errors(diagnostics)) return nullptr;
  library::RegimesOptions regimes_options;
  regimes_options.subject = options.subject;
  const auto regimes =
      library::make_regimes(std::move(profiles), library, regimes_options, options.limits, diagnostics);
  if (!regimes) return nullptr;
  if (regimes->all().empty()) {
    diagnostics.push_back(wrong(MessageKind::unknown_subject, {{"subject", options.subject.value_or("")}}));
    return nullptr;
  }
  std::vector<std::string> known;
  for (const library::Regime& regime : regimes->all()) {
    for (std::string& name : plan::selectable_names(*regime.compiled.checked)) known.push_back(std::move(name));
  }
  std::sort(known.begin(), known.end());
  known.erase(std::unique(known.begin(), known.end()), known.end());
  check_selection(known, options.select, diagnostics);
  const auto records = library::RecordRegimes::make(regimes, nullptr, options.limits, diagnostics);
  return records ? several(records, options, true, diagnostics) : nullptr;
}

}  // namespace kaidah::api
