#include "engine/api/scenario_files.hpp"

#include <filesystem>
#include <utility>

#include "engine/api/library_data.hpp"
#include "engine/library/file.hpp"

namespace kaidah::api {

OpenedPaths open_paths(const std::vector<std::string>& paths, const CompileOptions& options) {
  std::vector<Diagnostic> diagnostics;
  std::vector<std::filesystem::path> folders;
  std::vector<std::filesystem::path> names;
  for (const std::string& path : paths) {
    const std::size_t before = names.size();
    for (std::filesystem::path& name : library::policy_files(path, diagnostics)) names.push_back(std::move(name));
    if (names.size() > before) folders.emplace_back(path);
  }
  OpenedPaths opened{open(options.library, diagnostics), {}, {}};
  opened.library.add_folders(folders, options.limits, diagnostics);
  for (const std::filesystem::path& name : names) {
    if (library::LibraryFilePtr file = opened.library.file(name)) opened.files.push_back(std::move(file));
  }
  opened.diagnostics = std::move(diagnostics);
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
