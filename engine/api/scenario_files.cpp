#include "engine/api/scenario_files.hpp"

#include <utility>

#include "engine/api/library_data.hpp"

namespace kaidah::api {

OpenedPaths open_paths(const std::vector<std::string>& paths, const CompileOptions& options) {
  std::vector<Diagnostic> of_library;
  OpenedPaths opened{open(options.library, of_library), {}, {}};
  const TrustedKeys* trust = trust_of(options.library);
  if (trust == nullptr || !has_errors(of_library)) {
    opened.files = add_paths(opened.library, paths, trust, options.limits, opened.diagnostics);
  }
  opened.diagnostics.insert(opened.diagnostics.end(), of_library.begin(), of_library.end());
  return opened;
}

OpenedPaths open_library(const Library& library) {
  OpenedPaths opened;
  opened.library = open(library, opened.diagnostics);
  opened.files = opened.library.files();
  return opened;
}

library::LibraryFilePtr tested_policy(const library::LibraryFile& scenarios, const library::PolicyLibrary& library,
                                      std::vector<Diagnostic>& diagnostics) {
  const syntax::FileHeader& header = scenarios.tree->header;
  const library::Reference reference{
      header.id, library::VersionRange::from_text(header.version.text).value_or(library::VersionRange())};
  std::vector<Diagnostic> found;
  library::LibraryFilePtr policy = library.find_policy(reference, found);
  for (Diagnostic& diagnostic : found) {
    diagnostic.location = {scenarios.tree->source, header.span};
    diagnostics.push_back(std::move(diagnostic));
  }
  return policy;
}

std::vector<Diagnostic> check_scenario_file(const library::LibraryFilePtr& file, const library::PolicyLibrary& library,
                                            library::CompiledPolicies& policies) {
  std::vector<Diagnostic> diagnostics = file->diagnostics;
  if (has_errors(diagnostics)) return diagnostics;
  const library::LibraryFilePtr policy = tested_policy(*file, library, diagnostics);
  if (!policy) return diagnostics;
  const library::CompileResult& compiled = policies.of(policy);
  if (!compiled.policy) {
    for (const Diagnostic& diagnostic : compiled.diagnostics) {
      if (info(diagnostic.message.kind).severity == Severity::error) diagnostics.push_back(diagnostic);
    }
    return diagnostics;
  }
  const scenario::Suite suite = scenario::read_scenarios(*compiled.policy->checked, {file->tree});
  diagnostics.insert(diagnostics.end(), suite.diagnostics.begin(), suite.diagnostics.end());
  sort_diagnostics(diagnostics);
  return diagnostics;
}

}  // namespace kaidah::api
