#pragma once
// What stands behind a Policy.

#include <string>
#include <vector>

#include <kaidah/policy.hpp>

#include "engine/library/compile.hpp"

namespace kaidah {

struct Policy::Data {
  library::LibraryFilePtr file;
  library::CompiledPolicy compiled;
  std::string title;
  std::string source_name;
  std::vector<OutputInfo> outputs;
  std::vector<ParameterInfo> parameters;
  std::vector<GroupInfo> groups;
};

namespace api {

[[nodiscard]] ValueKind value_kind(const types::Type& type) noexcept;
/// REQUIRES: the file is a policy and has no errors.
[[nodiscard]] Policy make_policy(library::CompileResult&& compiled);
[[nodiscard]] Policy make_policy(library::LibraryFilePtr file, library::CompiledPolicy compiled);
/// The title of the innermost place that has one.
[[nodiscard]] ProvenanceEntry provenance_entry(const check::CheckedPolicy& policy, check::ProvenanceId id,
                                               syntax::Vocabulary vocabulary);
[[nodiscard]] syntax::Vocabulary vocabulary_of(Language language) noexcept;

}  // namespace api
}  // namespace kaidah
