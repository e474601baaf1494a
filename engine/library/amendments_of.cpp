#include "engine/library/amendments_of.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace kaidah::library {
namespace {

bool touches(const LibraryFile& file, const LibraryFile& policy, const std::string& agency) {
  const syntax::FileHeader& header = file.tree->header;
  if (header.kind != syntax::FileKind::amendment || !header.amends || has_errors(file.diagnostics)) return false;
  if (header.amends->policy != policy.tree->header.id || !file.version || !policy.version) return false;
  if (header.amends->version) {
    const auto range = VersionRange::from_text(header.amends->version->text);
    if (range && !range->holds(*policy.version)) return false;
  }
  const std::vector<std::string>& agencies = header.agencies;
  return agencies.empty() || std::find(agencies.begin(), agencies.end(), agency) != agencies.end();
}

std::string first_day(const LibraryFile& file) {
  const auto& in_force = file.tree->header.in_force;
  return in_force ? in_force->from : std::string();
}

}  // namespace

std::vector<LibraryFilePtr> amendments_of(const LibraryFile& policy, const PolicyLibrary& library,
                                          const std::string& agency) {
  std::map<std::string, LibraryFilePtr> highest;
  for (const LibraryFilePtr& file : library.files()) {
    if (!touches(*file, policy, agency)) continue;
    LibraryFilePtr& known = highest[file->tree->header.id];
    if (!known || *known->version < *file->version) known = file;
  }
  std::vector<LibraryFilePtr> found;
  for (auto& [id, file] : highest) found.push_back(std::move(file));
  std::stable_sort(found.begin(), found.end(),
                   [](const LibraryFilePtr& a, const LibraryFilePtr& b) { return first_day(*a) < first_day(*b); });
  return found;
}

}  // namespace kaidah::library
