#include "engine/library/check_calendar.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "engine/library/calendar.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::library {
namespace {

using values::Date;

/// Agencies with the same profiles have the same calendar, and the same mistakes.
struct Agencies {
  std::vector<std::string> codes;
  std::vector<const Profile*> profiles;
};

std::vector<Agencies> agencies_of(const std::vector<Profile>& profiles) {
  std::map<std::string, std::vector<const Profile*>> by_code;
  for (const Profile& profile : profiles) {
    for (const std::string& code : profile.agencies()) {
      std::vector<const Profile*>& of_code = by_code[code];
      if (of_code.empty() || of_code.back() != &profile) of_code.push_back(&profile);
    }
  }
  std::vector<Agencies> all;
  for (auto& [code, of_code] : by_code) {
    const auto same = std::find_if(all.begin(), all.end(),
                                   [&of_code = of_code](const Agencies& one) { return one.profiles == of_code; });
    if (same != all.end()) {
      same->codes.push_back(code);
    } else {
      all.push_back({{code}, of_code});
    }
  }
  return all;
}

/// Since when the policies of a subject say that they are in force, and which is the first.
struct FirstRegulation {
  std::optional<Date> from;
  LibraryFilePtr file;
};

std::map<std::string, FirstRegulation> first_regulations(const PolicyLibrary& library) {
  std::map<std::string, FirstRegulation> first;
  for (const LibraryFilePtr& file : library.files()) {
    const syntax::FileHeader& header = file->tree->header;
    if (header.kind != syntax::FileKind::policy || header.id.empty() || !header.across.empty()) continue;
    FirstRegulation& subject = first[header.subject.value_or("")];
    const std::optional<DayRange> days = period_ends(header);
    if (!days || !days->from || (subject.from && *subject.from <= *days->from)) continue;
    subject = {days->from, file};
  }
  return first;
}

Argument subject_argument(const std::string& subject) {
  if (subject.empty()) return {"subject", MessageKind::subject_not_named};
  return {"subject", subject};
}

class CalendarCheck {
 public:
  CalendarCheck(const std::vector<Profile>& profiles, const PolicyLibrary& library)
      : profiles_(profiles), first_(first_regulations(library)) {}

  std::vector<Diagnostic> operator()() {
    for (const Profile& profile : profiles_) {
      for (const Adoption& adoption : profile.adoptions) check_in_force(adoption);
    }
    for (const Agencies& agencies : agencies_of(profiles_)) check(agencies);
    check_ids();
    sort_diagnostics(diagnostics_);
    return std::move(diagnostics_);
  }

 private:
  Diagnostic& report(MessageKind kind, std::vector<Argument> arguments, Location location) {
    Diagnostic& diagnostic = diagnostics_.emplace_back();
    diagnostic.message = {kind, std::move(arguments)};
    diagnostic.location = std::move(location);
    return diagnostic;
  }

  void check_in_force(const Adoption& adoption) {
    if (!adoption.file || adoption.days.empty()) return;
    const syntax::FileHeader& header = adoption.file->tree->header;
    const std::optional<DayRange> in_force = period_ends(header);
    if (!in_force) return;
    for (const auto& outside : {before(adoption.days, *in_force), after(adoption.days, *in_force)}) {
      if (!outside) continue;
      Diagnostic& diagnostic =
          report(MessageKind::adopted_not_in_force,
                 {{"policy", header.id}, {"version", header.version.text}, days_argument("days", *outside)},
                 adoption.location());
      diagnostic.related.push_back(
          {{adoption.file->tree->source, header.in_force->span}, {MessageKind::related_in_force, {}}});
    }
  }

  void check(const Agencies& agencies) {
    std::set<std::string> adopted;
    for (const Adoption* adoption : adoptions_of(profiles_, agencies.codes.front())) {
      if (adoption->file) adopted.insert(adoption->subject);
    }
    for (const std::string& subject : adopted) check(agencies, subject);
    for (const auto& [subject, first] : first_) {
      if (subject.empty() || adopted.contains(subject)) continue;
      const DayRange asked = intersection({first.from, std::nullopt}, spoken_of(agencies));
      if (asked.empty()) continue;
      const syntax::SyntaxTree& tree = *agencies.profiles.front()->file->tree;
      report(MessageKind::subject_not_adopted, {names_of(agencies), {"subject", subject}, days_argument("days", asked)},
             {tree.source, tree.header.span});
    }
  }

  void check(const Agencies& agencies, const std::string& subject) {
    const std::vector<const Adoption*> adopted = adoptions_of(profiles_, agencies.codes.front(), subject);
    std::vector<const Adoption*> plain;
    std::map<Date, std::vector<const Adoption*>> across;
    for (const Adoption* adoption : adopted) {
      (adoption->across ? across[*adoption->across] : plain).push_back(adoption);
    }
    for (const auto& [day, of_day] : across) {
      for (const Stretch& stretch : stretches(of_day)) {
        if (stretch.adoptions.size() > 1) overlap(agencies, subject, stretch.days, stretch.adoptions);
      }
    }
    if (plain.empty()) return;
    std::vector<DayRange> unknown;  // of lines whose policy is missing, which is told already
    for (const Adoption* adoption : adoptions_of(profiles_, agencies.codes.front())) {
      if (!adoption->file) unknown.push_back(adoption->days);
    }

    const std::vector<Stretch> days = stretches(plain);
    const DayRange asked = intersection({first_day(plain, subject), std::nullopt}, spoken_of(agencies));
    for (std::size_t i = 0; i < days.size(); ++i) {
      const DayRange here = intersection(days[i].days, asked);
      if (here.empty() || days[i].adoptions.size() == 1) continue;
      if (days[i].adoptions.empty()) {
        const bool told = std::any_of(unknown.begin(), unknown.end(),
                                      [&](const DayRange& one) { return !intersection(one, here).empty(); });
        if (told) continue;
        hole(agencies, subject, here, i > 0 ? &days[i - 1] : nullptr, i + 1 < days.size() ? &days[i + 1] : nullptr);
      } else {
        overlap(agencies, subject, here, days[i].adoptions);
      }
    }
  }

  /// Open when something is adopted since ever.
  [[nodiscard]] std::optional<Date> first_day(const std::vector<const Adoption*>& plain,
                                              const std::string& subject) const {
    std::optional<Date> first;
    for (const Adoption* adoption : plain) {
      if (!adoption->days.from) return std::nullopt;
      if (!first || *adoption->days.from < *first) first = adoption->days.from;
    }
    const auto regulated = first_.find(subject);
    if (regulated != first_.end() && regulated->second.from && *regulated->second.from < *first) {
      return regulated->second.from;
    }
    return first;
  }

  /// The days that any of the profiles speaks of, from the first to the last.
  static DayRange spoken_of(const Agencies& agencies) {
    DayRange all = agencies.profiles.front()->speaks;
    for (const Profile* profile : agencies.profiles) {
      const DayRange& one = profile->speaks;
      all.from = all.from && one.from ? std::optional(std::min(*all.from, *one.from)) : std::nullopt;
      all.through = all.through && one.through ? std::optional(std::max(*all.through, *one.through)) : std::nullopt;
    }
    return all;
  }

  static Argument names_of(const Agencies& agencies) {
    Listing listing;
    for (const std::string& code : agencies.codes) {
      listing.items.push_back({MessageKind::quoted_name, {{"name", code}}});
    }
    return {"agencies", std::move(listing)};
  }

  void hole(const Agencies& agencies, const std::string& subject, const DayRange& days, const Stretch* last,
            const Stretch* next) {
    const Adoption* before = last != nullptr && !last->adoptions.empty() ? last->adoptions.front() : nullptr;
    const Adoption* after = next != nullptr && !next->adoptions.empty() ? next->adoptions.front() : nullptr;
    const Adoption* nearest = before != nullptr ? before : after;
    Diagnostic& diagnostic =
        report(MessageKind::calendar_hole, {names_of(agencies), days_argument("days", days), subject_argument(subject)},
               nearest->location());
    if (before != nullptr && after != nullptr) {
      diagnostic.related.push_back({after->location(), {MessageKind::related_adopted_after, {}}});
    }
    if (before != nullptr) return;
    const auto regulated = first_.find(subject);
    if (regulated == first_.end() || !regulated->second.file) return;
    diagnostic.notes.push_back(
        {MessageKind::note_regulated_since,
         {{"policy", regulated->second.file->tree->header.id}, {"from", regulated->second.from->to_string()}}});
    diagnostic.notes.push_back({MessageKind::help_calendar_begins, {}});
  }

  void overlap(const Agencies& agencies, const std::string& subject, const DayRange& days,
               const std::vector<const Adoption*>& adoptions) {
    Listing policies;
    for (const Adoption* adoption : adoptions) {
      policies.items.push_back({MessageKind::quoted_name, {{"name", adoption->policy()}}});
    }
    Diagnostic& diagnostic = report(
        MessageKind::calendar_overlap,
        {names_of(agencies), days_argument("days", days), subject_argument(subject), {"policies", std::move(policies)}},
        adoptions.back()->location());
    for (std::size_t i = 0; i + 1 < adoptions.size(); ++i) {
      diagnostic.related.push_back({adoptions[i]->location(), {MessageKind::related_adopted_too, {}}});
    }
  }

  void check_ids() {
    std::map<std::string, const Profile*> seen;
    for (const Profile& profile : profiles_) {
      const auto [first, is_new] = seen.emplace(profile.id(), &profile);
      if (is_new) continue;
      const syntax::SyntaxTree& tree = *profile.file->tree;
      Diagnostic& diagnostic =
          report(MessageKind::profile_twice, {{"id", profile.id()}}, {tree.source, tree.header.span});
      diagnostic.notes.push_back({MessageKind::note_in_file, {{"path", first->second->file->path.string()}}});
    }
  }

  const std::vector<Profile>& profiles_;
  std::map<std::string, FirstRegulation> first_;
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace

std::vector<Diagnostic> check_calendar(const std::vector<Profile>& profiles, const PolicyLibrary& library) {
  return CalendarCheck(profiles, library)();
}

}  // namespace kaidah::library
