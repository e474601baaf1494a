#include "engine/library/compiled_policies.hpp"

#include <algorithm>

#include "engine/library/amendments_of.hpp"

namespace kaidah::library {

const CompileResult& CompiledPolicies::of(const LibraryFilePtr& file, const std::string& agency) {
  const auto [place, is_new] = compiled_.try_emplace({file.get(), has_own(*file, agency) ? agency : std::string()});
  if (is_new) place->second = compile(file, library_, limits_, place->first.second);
  return place->second;
}

bool CompiledPolicies::has_own(const LibraryFile& policy, const std::string& agency) const {
  const std::vector<LibraryFilePtr> amendments = amendments_of(policy, library_, agency);
  return std::any_of(amendments.begin(), amendments.end(),
                     [](const LibraryFilePtr& one) { return one->tree->header.decider.has_value(); });
}

}  // namespace kaidah::library
