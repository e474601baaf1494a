#include "engine/library/amendments_of.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::library {
namespace {

bool concerns(const LibraryFile& amendment, const std::string& agency) {
  const syntax::FileHeader& header = amendment.tree->header;
  return !header.decider || std::find(header.agencies.begin(), header.agencies.end(), agency) != header.agencies.end();
}

std::string first_day(const LibraryFile& file) {
  const auto& in_force = file.tree->header.in_force;
  return in_force ? in_force->from : std::string();
}

Diagnostic stands_twice(const LibraryFile& one, const LibraryFile& other) {
  const syntax::FileHeader& header = one.tree->header;
  Diagnostic diagnostic;
  diagnostic.message = {MessageKind::version_twice, {{"id", header.id}, {"version", header.version.text}}};
  diagnostic.location = {one.tree->source, header.span};
  for (const LibraryFile* file : {&one, &other}) {
    diagnostic.notes.push_back({MessageKind::note_in_file, {{"path", file->path.string()}}});
  }
  return diagnostic;
}

}  // namespace

bool amends(const LibraryFile& amendment, const LibraryFile& policy) {
  const syntax::FileHeader& header = amendment.tree->header;
  if (header.kind != syntax::FileKind::amendment || !header.amends || !amendment.version || !policy.version)
    return false;
  if (policy.tree->header.kind != syntax::FileKind::policy || header.amends->policy != policy.tree->header.id)
    return false;
  const auto& wanted = header.amends->version;
  return !wanted || VersionRange::from_text(wanted->text).value_or(VersionRange()).holds(*policy.version);
}

std::vector<LibraryFilePtr> amendments_of(const LibraryFile& policy, const PolicyLibrary& library,
                                          const std::string& agency, std::vector<Diagnostic>* diagnostics) {
  if (!library.holds(policy)) return {};
  const bool by_itself = !library.in_folder(policy);
  std::map<std::string, LibraryFilePtr> highest;
  for (const LibraryFilePtr& file : library.files()) {
    if (!amends(*file, policy) || !concerns(*file, agency) || (by_itself && library.in_folder(*file))) continue;
    LibraryFilePtr& known = highest[file->tree->header.id];
    if (known && *known->version == *file->version && diagnostics != nullptr) {
      diagnostics->push_back(stands_twice(*known, *file));
    }
    if (!known || *known->version < *file->version) known = file;
  }
  std::vector<LibraryFilePtr> found;
  for (auto& [id, file] : highest) found.push_back(std::move(file));
  std::stable_sort(found.begin(), found.end(),
                   [](const LibraryFilePtr& a, const LibraryFilePtr& b) { return first_day(*a) < first_day(*b); });
  return found;
}

}  // namespace kaidah::library
