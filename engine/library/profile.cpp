#include "engine/library/profile.hpp"

#include <utility>
#include <variant>

#include "grammar/diagnostics/message_kind.hpp"
#include "grammar/diagnostics/spelling.hpp"

namespace kaidah::library {
namespace {

bool is_profile(const LibraryFile& file) {
  return file.tree->header.kind == syntax::FileKind::profile && !file.tree->header.id.empty();
}

/// Nothing when the line cannot be used.
std::optional<Adoption> read_adoption(const Profile& profile, syntax::ItemId item, const PolicyLibrary& library,
                                      std::vector<Diagnostic>& diagnostics) {
  Adoption adoption;
  adoption.profile = profile.file;
  adoption.item = item;
  const syntax::AdoptItem& written = adoption.written();
  const auto report = [&](MessageKind kind, std::vector<Argument> arguments, Span span) {
    Diagnostic diagnostic;
    diagnostic.message = {kind, std::move(arguments)};
    diagnostic.location = {profile.file->tree->source, span};
    diagnostics.push_back(std::move(diagnostic));
  };
  if (written.in_force) {
    if (written.in_force->clock == syntax::InForceClock::decision_day) {
      report(MessageKind::adoption_clock, {}, written.in_force->span);
      return std::nullopt;
    }
    adoption.days = day_range(*written.in_force);
    if (adoption.days.empty()) {
      report(MessageKind::dates_reversed,
             {{"from", adoption.days.from->to_string()}, {"through", adoption.days.through->to_string()}},
             written.in_force->span);
      return std::nullopt;
    }
  }
  adoption.days = intersection(adoption.days, profile.speaks);
  if (written.version) adoption.range = VersionRange::from_text(written.version->text).value_or(VersionRange());

  std::vector<Diagnostic> found;
  adoption.file = library.find_policy({written.policy, adoption.range}, found);
  for (Diagnostic& diagnostic : found) {
    diagnostic.location = adoption.location();
    diagnostics.push_back(std::move(diagnostic));
  }
  if (adoption.file) {
    const syntax::FileHeader& header = adoption.file->tree->header;
    adoption.subject = header.subject.value_or("");
    if (!header.across.empty()) adoption.across = values::Date::from_text(header.across);
  }
  return adoption;
}

}  // namespace

const syntax::AdoptItem& Adoption::written() const {
  return std::get<syntax::AdoptItem>((*profile->tree)[item].node);
}

Location Adoption::location() const {
  return {profile->tree->source, (*profile->tree)[item].span};
}

std::string Adoption::policy() const {
  return written().policy + (file && file->version ? "@" + file->version->to_string() : "");
}

std::string Profile::decider() const {
  return file->tree->header.decider ? file->tree->header.decider->text : std::string();
}

Profile read_profile(LibraryFilePtr file, const PolicyLibrary& library, std::vector<Diagnostic>& diagnostics) {
  Profile profile;
  profile.file = std::move(file);
  const syntax::SyntaxTree& tree = *profile.file->tree;
  if (tree.header.in_force) profile.speaks = day_range(*tree.header.in_force);
  for (const syntax::ItemId item : tree.items) {
    if (!std::holds_alternative<syntax::AdoptItem>(tree[item].node)) continue;
    if (auto adoption = read_adoption(profile, item, library, diagnostics)) {
      profile.adoptions.push_back(std::move(*adoption));
    }
  }
  return profile;
}

std::vector<Profile> read_profiles(const PolicyLibrary& library, std::vector<Diagnostic>& diagnostics) {
  std::vector<Profile> profiles;
  for (const LibraryFilePtr& file : library.files()) {
    if (is_profile(*file) && !has_errors(file->diagnostics)) {
      profiles.push_back(read_profile(file, library, diagnostics));
    }
  }
  return profiles;
}

std::optional<Profile> find_profile(const std::string& id, const PolicyLibrary& library,
                                    std::vector<Diagnostic>& diagnostics) {
  std::vector<LibraryFilePtr> found;
  std::vector<std::string> known;
  for (const LibraryFilePtr& file : library.files()) {
    if (!is_profile(*file)) continue;
    known.push_back(file->tree->header.id);
    if (known.back() == id) found.push_back(file);
  }
  if (found.size() == 1) {
    if (has_errors(found.front()->diagnostics)) {
      diagnostics.insert(diagnostics.end(), found.front()->diagnostics.begin(), found.front()->diagnostics.end());
      return std::nullopt;
    }
    return read_profile(found.front(), library, diagnostics);
  }
  Diagnostic diagnostic;
  diagnostic.message = {found.empty() ? MessageKind::profile_not_found : MessageKind::profile_twice, {{"id", id}}};
  for (const LibraryFilePtr& file : found) {
    diagnostic.notes.push_back({MessageKind::note_in_file, {{"path", file->path.string()}}});
  }
  if (found.empty()) suggest_nearest(diagnostic, id, known);
  diagnostics.push_back(std::move(diagnostic));
  return std::nullopt;
}

}  // namespace kaidah::library
