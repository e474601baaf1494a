// Files of every kind, checked: policies and modules by the checker, scenarios against their policy.

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>
#include <utility>

#include <kaidah/policy.hpp>

#include "engine/api/fault.hpp"
#include "engine/api/scenario_files.hpp"
#include "engine/library/amendments_of.hpp"
#include "engine/library/check_calendar.hpp"
#include "engine/library/file.hpp"
#include "engine/library/regimes.hpp"

namespace kaidah {
namespace {

/// The same mistake in a module would be told once for each policy that uses it.
class ToldOnce {
 public:
  void filter(std::vector<Diagnostic>& diagnostics) {
    std::erase_if(diagnostics, [this](const Diagnostic& diagnostic) {
      return diagnostic.location.source && told_.contains(key(diagnostic));
    });
    // Only now: one file may say several things of one kind of one place, such as each hole of a rule.
    for (const Diagnostic& diagnostic : diagnostics) {
      if (diagnostic.location.source) told_.insert(key(diagnostic));
    }
  }

 private:
  using Key = std::tuple<std::string, MessageKind, std::uint32_t, std::uint32_t>;
  static Key key(const Diagnostic& diagnostic) {
    const Span span = diagnostic.location.span;
    const Source& source = *diagnostic.location.source;
    const std::uint32_t begin = source.part(source.part_of(span.begin)).begin;
    return {source.name(span.begin), diagnostic.message.kind, span.begin - begin, span.end - begin};
  }

  std::set<Key> told_;
};

/// What is wrong with the texts that an amendment makes, for each policy it amends and each agency it is for.
std::vector<Diagnostic> check_amendment(const library::LibraryFilePtr& file, const library::PolicyLibrary& library,
                                        library::CompiledPolicies& policies) {
  std::vector<Diagnostic> found = file->diagnostics;
  if (has_errors(found)) return found;
  const syntax::FileHeader& header = file->tree->header;
  std::vector<std::string> agencies = header.agencies;
  if (agencies.empty()) agencies.emplace_back();
  bool amends_any = false;
  for (const library::LibraryFilePtr& policy : library.files()) {
    if (!library::amends(*file, *policy)) continue;
    amends_any = true;
    for (const std::string& agency : agencies) {
      for (const Diagnostic& diagnostic : policies.of(policy, agency).diagnostics) {
        if (info(diagnostic.message.kind).severity == Severity::error) found.push_back(diagnostic);
      }
    }
  }
  if (!amends_any) {
    const auto& version = header.amends->version;
    const library::Reference reference{
        header.amends->policy, version
                                   ? library::VersionRange::from_text(version->text).value_or(library::VersionRange())
                                   : library::VersionRange()};
    std::vector<Diagnostic> missing;
    static_cast<void>(library.find_policy(reference, missing));
    for (Diagnostic& diagnostic : missing) {
      diagnostic.location = {file->tree->source, header.amends->span};
      found.push_back(std::move(diagnostic));
    }
  }
  sort_diagnostics(found);
  return found;
}

std::vector<Diagnostic> check_file(const library::LibraryFilePtr& file, const library::PolicyLibrary& library,
                                   library::CompiledPolicies& policies) {
  switch (file->tree->header.kind) {
    case syntax::FileKind::policy:
    case syntax::FileKind::module: {
      const library::CompileResult& compiled = policies.of(file);
      std::vector<Diagnostic> diagnostics = compiled.diagnostics;
      if (compiled.policy) {
        const scenario::Suite suite = scenario::read_scenarios(*compiled.policy->checked, {file->tree});
        diagnostics.insert(diagnostics.end(), suite.diagnostics.begin(), suite.diagnostics.end());
        sort_diagnostics(diagnostics);
      }
      return diagnostics;
    }
    case syntax::FileKind::scenarios:
      return api::check_scenario_file(file, library, policies);
    case syntax::FileKind::amendment:
      return check_amendment(file, library, policies);
    case syntax::FileKind::profile:
      break;
  }
  return file->diagnostics;
}

bool is_profile(const library::LibraryFilePtr& file) {
  return file->tree->header.kind == syntax::FileKind::profile;
}

/// What is wrong with the profiles of the library: their lines, settings and calendar. Told where one of the paths is a
/// profile; a calendar is only whole with the profiles of all paths and folders.
std::vector<Diagnostic> check_profiles(const library::PolicyLibrary& library, library::CompiledPolicies& compiled,
                                       const Limits& limits) {
  std::vector<Diagnostic> found;
  std::vector<library::Profile> profiles = library::read_profiles(library, found);
  std::vector<Diagnostic> calendar = library::check_calendar(profiles, library);
  found.insert(found.end(), calendar.begin(), calendar.end());
  std::vector<Diagnostic> settings;
  library::RegimesOptions options;
  options.compiled = &compiled;
  static_cast<void>(library::make_regimes(std::move(profiles), library, options, limits, settings));
  found.insert(found.end(), settings.begin(), settings.end());
  sort_diagnostics(found);
  return found;
}

}  // namespace

namespace {

template <class Open>
std::vector<CheckedFile> check_all(const Open& open, const CompileOptions& options) noexcept {
  return api::guarded(
      [&] {
        std::vector<CheckedFile> files;
        api::OpenedPaths opened = open();
        for (Diagnostic& diagnostic : opened.diagnostics) files.push_back({"", {std::move(diagnostic)}, false});
        library::CompiledPolicies compiled(opened.library, options.limits);
        ToldOnce told;
        std::vector<Diagnostic> profiles;
        if (std::any_of(opened.files.begin(), opened.files.end(), is_profile)) {
          profiles = check_profiles(opened.library, compiled, options.limits);
        }
        for (const library::LibraryFilePtr& file : opened.files) {
          CheckedFile checked{file->path.string(), check_file(file, opened.library, compiled), true};
          told.filter(checked.diagnostics);
          std::copy_if(profiles.begin(), profiles.end(), std::back_inserter(checked.diagnostics),
                       [&](const Diagnostic& diagnostic) { return diagnostic.location.source == file->tree->source; });
          files.push_back(std::move(checked));
        }
        return files;
      },
      [](Message message) {
        CheckedFile file;
        Diagnostic diagnostic;
        diagnostic.message = std::move(message);
        file.diagnostics.push_back(std::move(diagnostic));
        return std::vector<CheckedFile>{std::move(file)};
      });
}

}  // namespace

std::vector<CheckedFile> check_paths(const std::vector<std::string>& paths, const CompileOptions& options) noexcept {
  return check_all([&] { return api::open_paths(paths, options); }, options);
}

std::vector<CheckedFile> check_library(const CompileOptions& options) noexcept {
  return check_all([&] { return api::open_library(options.library); }, options);
}

}  // namespace kaidah
