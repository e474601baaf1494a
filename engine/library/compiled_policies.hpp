#pragma once
// Policies compiled once, however many agencies adopt them.

#include <map>
#include <string>
#include <utility>

#include "engine/library/compile.hpp"

namespace kaidah::library {

class CompiledPolicies {
 public:
  /// Both must outlive it.
  CompiledPolicies(const PolicyLibrary& library, const Limits& limits) : library_(library), limits_(limits) {}

  /// The policy as it applies to an agency; to all that amend nothing for themselves. The answer stays where it is.
  [[nodiscard]] const CompileResult& of(const LibraryFilePtr& file, const std::string& agency = {});
  /// Whether an agency amends the policy for itself, so that its own is another than everybody's.
  [[nodiscard]] bool has_own(const LibraryFile& policy, const std::string& agency) const;

 private:
  const PolicyLibrary& library_;
  const Limits& limits_;
  std::map<std::pair<const LibraryFile*, std::string>, CompileResult> compiled_;
};

}  // namespace kaidah::library
