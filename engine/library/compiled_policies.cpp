#include "engine/library/compiled_policies.hpp"

namespace kaidah::library {

const CompileResult& CompiledPolicies::of(const LibraryFilePtr& file, const std::string& agency) {
  static_cast<void>(agency);
  const auto [place, is_new] = compiled_.try_emplace({file.get(), std::string()});
  if (is_new) place->second = compile(file, library_, limits_);
  return place->second;
}

}  // namespace kaidah::library
