#include "engine/library/compile.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/analysis/analyse.hpp"
#include "engine/library/digest.hpp"
#include "engine/library/with_amendments.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::library {
namespace {

using Identity = std::pair<std::string, std::string>;

Identity identity(const LibraryFile& file) {
  return {file.tree->header.id, file.tree->header.version.text};
}

void append(std::vector<Diagnostic>& to, const std::vector<Diagnostic>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

/// Breadth first, each file once. False when something used is missing.
bool find_all_used(const LibraryFilePtr& file, const PolicyLibrary& library, const Limits& limits,
                   const std::string& agency, CompileResult& result) {
  bool complete = true;
  std::set<Identity> seen{identity(*file)};
  std::vector<LibraryFilePtr> waiting{file};
  for (std::size_t next = 0; next < waiting.size(); ++next) {
    const LibraryFilePtr user = waiting[next];
    for (const syntax::Use& use : user->tree->header.uses) {
      LibraryFilePtr used = library.find_used(use, *user, result.diagnostics);
      if (!used) {
        complete = false;
        continue;
      }
      if (!seen.insert(identity(*used)).second) continue;
      if (result.used.size() == limits.modules) {
        Diagnostic diagnostic;
        diagnostic.message = {MessageKind::limit_modules, {{"limit", Figure{std::to_string(limits.modules)}}}};
        diagnostic.location = {user->tree->source, use.span};
        result.diagnostics.push_back(std::move(diagnostic));
        return false;
      }
      used = with_amendments(used, library, agency, limits, result.diagnostics).file;
      result.used.push_back(used);
      waiting.push_back(used);
    }
  }
  std::sort(result.used.begin(), result.used.end(),
            [](const auto& a, const auto& b) { return identity(*a) < identity(*b); });
  return complete;
}

}  // namespace

CompileResult compile(LibraryFilePtr file, const PolicyLibrary& library, const Limits& limits,
                      const std::string& agency) {
  CompileResult result;
  append(result.diagnostics, file->diagnostics);
  const Amended amended = with_amendments(file, library, agency, limits, result.diagnostics);
  result.file = amended.file;
  const bool complete = find_all_used(result.file, library, limits, agency, result);
  std::vector<check::TreePtr> modules;
  for (const LibraryFilePtr& used : result.used) {
    append(result.diagnostics, used->diagnostics);
    modules.push_back(used->tree);
  }
  // The checker trusts what it is given: all trees whole, and all of them there.
  if (complete && !has_errors(result.diagnostics)) {
    check::CheckResult checked = check::check(result.file->tree, modules, limits);
    append(result.diagnostics, checked.diagnostics);
    check_days(
        *result.file->tree, [&](check::TreePtr text) { return check::check(std::move(text), modules, limits); },
        result.diagnostics);
    if (checked.policy) append(result.diagnostics, analysis::analyse(checked.policy, limits));
    if (checked.policy && !has_errors(result.diagnostics)) {
      result.policy = CompiledPolicy{std::move(checked.policy), policy_digest(*result.file->tree, modules)};
    }
  }
  explain_ended(result.diagnostics, amended.ended);
  sort_diagnostics(result.diagnostics);
  return result;
}

}  // namespace kaidah::library
