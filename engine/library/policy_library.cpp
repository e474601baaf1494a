#include "engine/library/policy_library.hpp"

#include <algorithm>
#include <memory>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "engine/library/file.hpp"
#include "grammar/diagnostics/message_kind.hpp"
#include "grammar/diagnostics/spelling.hpp"
#include "stdlib/modules.hpp"

namespace kaidah::library {
namespace {

namespace fs = std::filesystem;

LibraryFilePtr make_file(fs::path path, SourcePtr source, const Limits& limits) {
  parse::ParseResult parsed = parse::parse(std::move(source), limits);
  auto file = std::make_shared<LibraryFile>();
  file->path = std::move(path);
  file->version = Version::from_text(parsed.tree.header.version.text);
  file->tree = std::make_shared<const syntax::SyntaxTree>(std::move(parsed.tree));
  file->diagnostics = std::move(parsed.diagnostics);
  return file;
}

fs::path whole_path(const fs::path& path) {
  std::error_code error;
  fs::path found = fs::weakly_canonical(path, error);
  return error ? path : found;
}

bool is_policy(const LibraryFile& file) {
  return file.tree->header.kind == syntax::FileKind::policy;
}

bool can_be_used(const LibraryFile& file) {
  return is_policy(file) || file.tree->header.kind == syntax::FileKind::module;
}

LibraryFilePtr find_standard(const std::string& id, const Limits& limits) {
  for (const stdlib::Module& module : stdlib::modules()) {
    if (module.id != id) continue;
    const std::string name = "stdlib/" + id + ".kaidah";
    return make_file({}, std::make_shared<const Source>(name, std::string(module.text)), limits);
  }
  return nullptr;
}

std::string join(const std::set<Version>& versions) {
  std::string text;
  for (const Version& version : versions) text += (text.empty() ? "" : ", ") + version.to_string();
  return text;
}

}  // namespace

/// What an id and a range may mean.
struct PolicyLibrary::Candidates {
  std::vector<LibraryFilePtr> best;  // two or more: ambiguous
  std::set<Version> versions;        // of the id, whether they will do or not
};

LibraryFilePtr read_text(SourcePtr source, const Limits& limits) {
  return make_file({}, std::move(source), limits);
}

LibraryFilePtr read_file(const fs::path& path, const Limits& limits, std::vector<Diagnostic>& diagnostics) {
  SourcePtr source = read_source(path, limits, diagnostics);
  return source ? make_file(path, std::move(source), limits) : nullptr;
}

PolicyLibrary::PolicyLibrary(const std::vector<fs::path>& folders, const Limits& limits,
                             std::vector<Diagnostic>& diagnostics) {
  add_folders(folders, limits, diagnostics);
}

std::vector<LibraryFilePtr> PolicyLibrary::add_folders(const std::vector<fs::path>& folders, const Limits& limits,
                                                       std::vector<Diagnostic>& diagnostics) {
  std::vector<LibraryFilePtr> found;
  limits_ = limits;
  for (const fs::path& folder : folders) {
    folders_.push_back(folder);
    std::error_code error;
    const bool is_folder = fs::is_directory(folder, error);
    for (const fs::path& path : policy_files(folder, diagnostics)) {
      if (is_folder) in_folders_.insert(whole_path(path));
      const auto [place, is_new] = by_path_.try_emplace(whole_path(path));  // folders may overlap
      if (is_new) {
        place->second = read_file(path, limits, diagnostics);
        if (place->second) files_.push_back(place->second);
      }
      if (place->second) found.push_back(place->second);
    }
  }
  return found;
}

LibraryFilePtr PolicyLibrary::add_verified(const fs::path& folder, const std::string& name, std::string text,
                                           const Limits& limits) {
  limits_ = limits;
  if (folders_.empty() || folders_.back() != folder) folders_.push_back(folder);
  const fs::path path = folder / name;
  const auto [place, is_new] = by_path_.try_emplace(whole_path(path));
  if (!is_new) return place->second;
  auto source = std::make_shared<const Source>(path.string(), std::move(text));
  auto file = std::make_shared<LibraryFile>(*make_file(path, std::move(source), limits));
  file->in_memory = true;
  place->second = std::move(file);
  files_.push_back(place->second);
  return place->second;
}

void PolicyLibrary::add_text(std::string name, std::string text, const Limits& limits) {
  limits_ = limits;
  auto file =
      std::make_shared<LibraryFile>(*make_file(name, std::make_shared<const Source>(name, std::move(text)), limits));
  file->in_memory = true;
  files_.push_back(std::move(file));
}

LibraryFilePtr PolicyLibrary::file(const fs::path& path) const {
  const auto found = by_path_.find(whole_path(path));
  return found == by_path_.end() ? nullptr : found->second;
}

LibraryFilePtr PolicyLibrary::read(const fs::path& path, const Limits& limits,
                                   std::vector<Diagnostic>& diagnostics) const {
  LibraryFilePtr held = file(path);
  if (held && (closed_ || held->in_memory)) return held;
  if (!closed_) return read_file(path, limits, diagnostics);
  Diagnostic diagnostic;
  diagnostic.message = {MessageKind::not_sealed, {{"path", path.string()}}};
  diagnostic.notes.push_back({MessageKind::help_name_by_id, {}});
  diagnostics.push_back(std::move(diagnostic));
  return nullptr;
}

bool PolicyLibrary::holds(const LibraryFile& file) const {
  if (file.in_memory) return true;  // such a file is found nowhere else
  return !file.path.empty() && by_path_.contains(whole_path(file.path));
}

bool PolicyLibrary::in_folder(const LibraryFile& file) const {
  if (file.in_memory) return true;
  return !file.path.empty() && in_folders_.contains(whole_path(file.path));
}

PolicyLibrary::Candidates PolicyLibrary::candidates(const std::string& id, const VersionRange& range,
                                                    bool modules_too) const {
  Candidates found;
  for (const LibraryFilePtr& file : files_) {
    if (file->tree->header.id != id || !file->version) continue;
    if (!(modules_too ? can_be_used(*file) : is_policy(*file))) continue;
    found.versions.insert(*file->version);
    if (!range.holds(*file->version)) continue;
    if (!found.best.empty() && *found.best.front()->version > *file->version) continue;
    if (!found.best.empty() && *found.best.front()->version < *file->version) found.best.clear();
    found.best.push_back(file);
  }
  return found;
}

std::vector<std::string> PolicyLibrary::ids(bool modules_too) const {
  std::set<std::string> ids;
  for (const LibraryFilePtr& file : files_) {
    if (modules_too ? can_be_used(*file) : is_policy(*file)) ids.insert(file->tree->header.id);
  }
  if (modules_too) {
    for (const stdlib::Module& module : stdlib::modules()) ids.emplace(module.id);
  }
  ids.erase("");
  return {ids.begin(), ids.end()};
}

namespace {

Diagnostic stands_twice(const std::string& id, const std::vector<LibraryFilePtr>& files, Location where) {
  Diagnostic diagnostic;
  diagnostic.message = {MessageKind::version_twice, {{"id", id}, {"version", files.front()->version->to_string()}}};
  diagnostic.location = std::move(where);
  for (const LibraryFilePtr& file : files) {
    diagnostic.notes.push_back({MessageKind::note_in_file, {{"path", file->path.string()}}});
  }
  return diagnostic;
}

}  // namespace

LibraryFilePtr PolicyLibrary::find_policy(const Reference& reference, std::vector<Diagnostic>& diagnostics) const {
  const Candidates found = candidates(reference.id, reference.range, false);
  if (found.best.size() == 1) return found.best.front();
  if (found.best.size() > 1) {
    diagnostics.push_back(stands_twice(reference.id, found.best, {}));
    return nullptr;
  }
  Diagnostic diagnostic;
  if (!found.versions.empty()) {
    diagnostic.message = {MessageKind::version_not_found,
                          {{"id", reference.id}, {"range", reference.range.to_string()}}};
    diagnostic.notes.push_back({MessageKind::note_versions, {{"versions", join(found.versions)}}});
  } else {
    diagnostic.message = {MessageKind::policy_not_found, {{"id", reference.id}}};
    suggest_nearest(diagnostic, reference.id, ids(false));
    for (const fs::path& folder : folders_) {
      diagnostic.notes.push_back({MessageKind::note_searched, {{"folder", folder.string()}}});
    }
    // It may be one of those whose first lines could not be understood.
    for (const LibraryFilePtr& file : files_) {
      if (!file->tree->header.id.empty() || file->diagnostics.empty()) continue;
      diagnostic.notes.push_back({MessageKind::note_file_skipped, {{"path", file->path.string()}}});
    }
    if (folders_.empty() && files_.empty()) diagnostic.notes.push_back({MessageKind::note_no_library, {}});
  }
  diagnostics.push_back(std::move(diagnostic));
  return nullptr;
}

LibraryFilePtr PolicyLibrary::find_used(const syntax::Use& use, const LibraryFile& user,
                                        std::vector<Diagnostic>& diagnostics) const {
  const Location where{user.tree->source, use.span};
  VersionRange range;
  if (use.version) range = VersionRange::from_text(use.version->text).value_or(VersionRange());

  Candidates found = candidates(use.from, range, true);
  if (found.best.size() == 1) return found.best.front();
  if (found.best.size() > 1) {
    diagnostics.push_back(stands_twice(use.from, found.best, where));
    return nullptr;
  }
  std::vector<LibraryFilePtr> others;
  const bool plain_name = use.from.find('/') == std::string::npos && use.from.find('\\') == std::string::npos;
  if (!user.path.empty() && !user.in_memory && plain_name) {
    const fs::path beside = user.path.parent_path() / (use.from + ".kaidah");
    std::error_code error;
    if (fs::is_regular_file(beside, error)) {
      if (!stays_within(beside, user.path.parent_path(), diagnostics)) return nullptr;
      if (LibraryFilePtr file = read_file(beside, limits_, diagnostics)) others.push_back(std::move(file));
    }
  }
  if (LibraryFilePtr file = find_standard(use.from, limits_)) others.push_back(std::move(file));
  for (LibraryFilePtr& file : others) {
    if (file->tree->header.id != use.from || !can_be_used(*file) || !file->version) {
      if (has_errors(file->diagnostics)) return std::move(file);  // its own mistakes say what is wrong
      continue;
    }
    found.versions.insert(*file->version);
    if (range.holds(*file->version)) return std::move(file);
  }

  Diagnostic diagnostic;
  diagnostic.location = where;
  if (!found.versions.empty()) {
    diagnostic.message = {MessageKind::module_version_not_found, {{"id", use.from}, {"range", range.to_string()}}};
    diagnostic.notes.push_back({MessageKind::note_versions, {{"versions", join(found.versions)}}});
  } else {
    diagnostic.message = {MessageKind::module_not_found, {{"id", use.from}}};
    suggest_nearest(diagnostic, use.from, ids(true));
  }
  diagnostics.push_back(std::move(diagnostic));
  return nullptr;
}

}  // namespace kaidah::library
