#include <kaidah/regime.hpp>

#include <algorithm>
#include <set>
#include <utility>

#include "engine/api/fault.hpp"
#include "engine/api/library_data.hpp"
#include "engine/api/wrong.hpp"
#include "engine/library/amendments_of.hpp"
#include "engine/library/calendar.hpp"
#include "engine/library/settings.hpp"
#include "grammar/diagnostics/message_kind.hpp"
#include "grammar/diagnostics/quoted_names.hpp"
#include "grammar/diagnostics/spelling.hpp"

namespace kaidah {
namespace {

using api::wrong;
using library::Adoption;
using values::Date;

std::string text_of(const std::optional<Date>& day) {
  return day ? day->to_string() : std::string();
}

/// One question, answered.
class Resolver {
 public:
  Resolver(const RegimeQuery& query, Date day, const library::PolicyLibrary& library,
           const std::vector<library::Profile>& profiles)
      : query_(query), day_(day), library_(library), profiles_(profiles) {}

  RegimeResult operator()() {
    if (!known_agency()) return std::move(result_);
    std::vector<std::string> subjects;  // as the profiles come to them
    for (const Adoption* adoption : library::adoptions_of(profiles_, query_.agency)) {
      const bool known = std::find(subjects.begin(), subjects.end(), adoption->subject) != subjects.end();
      if (adoption->file && !known) subjects.push_back(adoption->subject);
    }
    if (!query_.subject) {
      for (const std::string& subject : subjects) resolve(subject);
    } else if (std::find(subjects.begin(), subjects.end(), *query_.subject) != subjects.end()) {
      resolve(*query_.subject);
    } else {
      unknown_subject(*query_.subject);
    }
    return std::move(result_);
  }

 private:
  bool known_agency() {
    std::set<std::string> known;
    for (const library::Profile& profile : profiles_) {
      known.insert(profile.agencies().begin(), profile.agencies().end());
    }
    if (known.contains(query_.agency)) return true;
    Diagnostic diagnostic = wrong(MessageKind::regime_no_profile, {{"agency", query_.agency}});
    std::vector<std::string> near = closest_names(query_.agency, {known.begin(), known.end()});
    constexpr std::size_t kFew = 10;
    if (near.empty() && !known.empty() && known.size() <= kFew) {
      diagnostic.notes.push_back({MessageKind::note_agencies, {{"agencies", quoted_names(known)}}});
    }
    for (std::string& name : near) {
      diagnostic.notes.push_back({MessageKind::did_you_mean, {{"name", std::move(name)}}});
    }
    if (known.empty()) diagnostic = wrong(MessageKind::no_profiles, {});
    result_.diagnostics.push_back(std::move(diagnostic));
    return false;
  }

  void unknown_subject(const std::string& subject) {
    std::set<std::string> known;
    for (const library::LibraryFilePtr& file : library_.files()) {
      const syntax::FileHeader& header = file->tree->header;
      if (header.kind == syntax::FileKind::policy && header.subject) known.insert(*header.subject);
    }
    if (known.contains(subject)) {
      result_.diagnostics.push_back(
          wrong(MessageKind::regime_no_subject, {{"agency", query_.agency}, {"subject", subject}}));
      return;
    }
    Diagnostic diagnostic = wrong(MessageKind::unknown_subject, {{"subject", subject}});
    if (!known.empty()) diagnostic.notes.push_back({MessageKind::note_subjects, {{"subjects", quoted_names(known)}}});
    result_.diagnostics.push_back(std::move(diagnostic));
  }

  void resolve(const std::string& subject) {
    const library::RegimeCalendar calendar(query_.agency, library::adoptions_of(profiles_, query_.agency, subject));
    const library::RegimeAnswer answer = calendar.at(day_);
    if (answer.regime != nullptr) {
      add(*answer.regime);
    } else {
      Diagnostic diagnostic;
      diagnostic.message = *answer.problem;
      if (!answer.near.empty()) diagnostic.location = answer.near.front()->location();
      for (std::size_t i = 1; i < answer.near.size(); ++i) {
        const bool two = answer.problem->kind == MessageKind::regime_two;
        const MessageKind what = two ? MessageKind::related_adopted_too : MessageKind::related_adopted_after;
        diagnostic.related.push_back({answer.near[i]->location(), {what, {}}});
      }
      result_.diagnostics.push_back(std::move(diagnostic));
    }
    for (const Adoption* across : calendar.across(day_)) add(*across);
  }

  void add(const Adoption& adoption) {
    const syntax::FileHeader& header = adoption.file->tree->header;
    const syntax::FileHeader& profile = adoption.profile->tree->header;
    if (const auto in_force = library::period_ends(header); in_force && !in_force->holds(day_)) {
      Diagnostic diagnostic = wrong(
          MessageKind::adopted_not_in_force,
          {{"policy", header.id}, {"version", header.version.text}, library::days_argument("days", {day_, day_})});
      diagnostic.location = adoption.location();
      diagnostic.related.push_back(
          {{adoption.file->tree->source, header.in_force->span}, {MessageKind::related_in_force, {}}});
      result_.diagnostics.push_back(std::move(diagnostic));
      return;
    }
    Regime regime;
    regime.subject = adoption.subject;
    regime.policy = header.id;
    regime.version = header.version.text;
    regime.title = header.title.value_or("");
    regime.path = adoption.file->path.string();
    regime.decider = profile.decider ? profile.decider->text : std::string();
    regime.agency = query_.agency;
    regime.on = day_.to_string();
    regime.profile = profile.id;
    regime.adopted = adoption.location();
    regime.from = text_of(adoption.days.from);
    regime.through = text_of(adoption.days.through);
    regime.across = text_of(adoption.across);
    for (library::Setting& setting : library::settings_of(adoption, result_.diagnostics)) {
      regime.settings.push_back({std::move(setting.name), std::move(setting.value)});
    }
    std::sort(regime.settings.begin(), regime.settings.end(),
              [](const ParameterSetting& a, const ParameterSetting& b) { return a.name < b.name; });
    for (const library::LibraryFilePtr& file : library::amendments_of(*adoption.file, library_, query_.agency)) {
      if (!has_errors(file->diagnostics)) add_amendment(*file, regime);
    }
    std::stable_sort(regime.amendments.begin(), regime.amendments.end(),
                     [](const RegimeAmendment& a, const RegimeAmendment& b) { return a.from < b.from; });
    result_.regimes.push_back(std::move(regime));
  }

  void add_amendment(const library::LibraryFile& file, Regime& regime) const {
    const syntax::FileHeader& header = file.tree->header;
    RegimeAmendment amendment;
    amendment.id = header.id;
    amendment.version = header.version.text;
    amendment.supplements = header.amends->supplements;
    amendment.location = {file.tree->source, header.span};
    if (header.in_force) {
      const library::DayRange days = library::day_range(*header.in_force);
      amendment.for_decisions = header.in_force->clock == syntax::InForceClock::decision_day;
      if (!amendment.for_decisions && !days.holds(day_)) return;
      amendment.from = text_of(days.from);
      amendment.through = text_of(days.through);
    }
    regime.amendments.push_back(std::move(amendment));
  }

  const RegimeQuery& query_;
  const Date day_;
  const library::PolicyLibrary& library_;
  const std::vector<library::Profile>& profiles_;
  RegimeResult result_;
};

}  // namespace

RegimeResult resolve(const RegimeQuery& query, const CompileOptions& options) noexcept {
  return api::guarded_result<RegimeResult>([&] {
    RegimeResult result;
    const std::optional<Date> day = Date::from_text(query.on);
    if (!day) {
      result.diagnostics.push_back(wrong(MessageKind::decision_day_malformed, {{"text", query.on}}));
      return result;
    }
    const library::PolicyLibrary& library = api::open(options.library, result.diagnostics);
    std::vector<Diagnostic> found;
    const std::vector<library::Profile> profiles = library::read_profiles(library, found);
    // What is wrong with the lines of other agencies does not matter here.
    for (const library::Profile& profile : profiles) {
      const std::vector<std::string>& agencies = profile.agencies();
      if (std::find(agencies.begin(), agencies.end(), query.agency) == agencies.end()) continue;
      for (const Diagnostic& diagnostic : found) {
        if (diagnostic.location.source == profile.file->tree->source) result.diagnostics.push_back(diagnostic);
      }
    }
    if (!has_errors(result.diagnostics)) {
      RegimeResult answered = Resolver(query, *day, library, profiles)();
      answered.diagnostics.insert(answered.diagnostics.begin(), result.diagnostics.begin(), result.diagnostics.end());
      result = std::move(answered);
    }
    return result;
  });
}

}  // namespace kaidah
