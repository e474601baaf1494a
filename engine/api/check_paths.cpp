// Files of every kind, checked: policies and modules by the checker, scenarios against their policy.

#include <set>
#include <tuple>
#include <utility>

#include <kaidah/policy.hpp>

#include "engine/api/fault.hpp"
#include "engine/api/scenario_files.hpp"
#include "engine/library/file.hpp"

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
    return {diagnostic.location.source->name(), diagnostic.message.kind, span.begin, span.end};
  }

  std::set<Key> told_;
};

std::vector<Diagnostic> check_file(const library::LibraryFilePtr& file, const library::PolicyLibrary& library,
                                   const Limits& limits) {
  switch (file->tree->header.kind) {
    case syntax::FileKind::policy:
    case syntax::FileKind::module: {
      library::CompileResult compiled = library::compile(file, library, limits);
      if (compiled.policy) {
        const scenario::Suite suite = scenario::read_scenarios(*compiled.policy->checked, {file->tree});
        compiled.diagnostics.insert(compiled.diagnostics.end(), suite.diagnostics.begin(), suite.diagnostics.end());
        sort_diagnostics(compiled.diagnostics);
      }
      return std::move(compiled.diagnostics);
    }
    case syntax::FileKind::scenarios:
      return api::check_scenario_file(file, library, limits);
    case syntax::FileKind::amendment:
    case syntax::FileKind::profile:
      break;
  }
  return file->diagnostics;
}

}  // namespace

std::vector<CheckedFile> check_paths(const std::vector<std::string>& paths, const CompileOptions& options) noexcept {
  return api::guarded(
      [&] {
        std::vector<CheckedFile> files;
        api::OpenedPaths opened = api::open_paths(paths, options);
        for (Diagnostic& diagnostic : opened.diagnostics) files.push_back({"", {std::move(diagnostic)}, false});
        ToldOnce told;
        for (const library::LibraryFilePtr& file : opened.files) {
          CheckedFile checked{file->path.string(), check_file(file, opened.library, options.limits), true};
          told.filter(checked.diagnostics);
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

}  // namespace kaidah
