#include "engine/library/compiled_policies.hpp"

#include <algorithm>

#include "engine/library/amendments_of.hpp"

namespace kaidah::library {

const CompileResult& CompiledPolicies::of(const LibraryFilePtr& file, const std::string& agency) {
  const std::vector<LibraryFilePtr> amendments = amendments_of(*file, library_, agency);
  const bool own = std::any_of(amendments.begin(), amendments.end(),
                               [](const LibraryFilePtr& one) { return one->tree->header.decider.has_value(); });
  const auto [place, is_new] = compiled_.try_emplace({file.get(), own ? agency : std::string()});
  if (is_new) place->second = compile(file, library_, limits_, place->first.second);
  return place->second;
}

bool CompiledPolicies::has_own(const std::string& agency) const {
  const std::vector<LibraryFilePtr>& files = library_.files();
  return std::any_of(files.begin(), files.end(), [&](const LibraryFilePtr& file) {
    const syntax::FileHeader& header = file->tree->header;
    return header.kind == syntax::FileKind::amendment &&
           std::find(header.agencies.begin(), header.agencies.end(), agency) != header.agencies.end();
  });
}

}  // namespace kaidah::library
