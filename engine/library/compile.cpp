#include "engine/library/compile.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/analysis/analyse.hpp"
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

CompileResult compile_within(std::vector<std::string>& around, LibraryFilePtr file, const PolicyLibrary& library,
                             const Limits& limits, const std::string& agency);

/// What `result of` means: found as `use … from` finds it, and called a policy where there is none.
LibraryFilePtr find_result(const syntax::ResultItem& item, Span span, const LibraryFile& user,
                           const PolicyLibrary& library, std::vector<Diagnostic>& diagnostics) {
  std::vector<Diagnostic> found;
  LibraryFilePtr file = library.find_used({{}, item.policy, item.version, span}, user, found);
  for (Diagnostic& one : found) {
    if (one.message.kind == MessageKind::module_not_found) one.message.kind = MessageKind::policy_not_found;
    if (one.message.kind == MessageKind::module_version_not_found) one.message.kind = MessageKind::version_not_found;
    diagnostics.push_back(std::move(one));
  }
  return file;
}

/// The policies whose results a file takes, each once. `around`: those that wait for it. False when one is missing.
bool compile_results(std::vector<std::string>& around, const LibraryFilePtr& file, const PolicyLibrary& library,
                     const Limits& limits, const std::string& agency, std::vector<Diagnostic>& diagnostics,
                     std::vector<check::PolicyPtr>& results, std::vector<Composed>& composed) {
  bool complete = true;
  std::set<Identity> seen;
  for (const syntax::Item& item : file->tree->all_items) {
    const auto* wanted = std::get_if<syntax::ResultItem>(&item.node);
    if (wanted == nullptr) continue;
    if (const auto circle = std::find(around.begin(), around.end(), wanted->policy); circle != around.end()) {
      Diagnostic diagnostic;
      std::string path;
      for (auto one = circle; one != around.end(); ++one) path += *one + " → ";
      diagnostic.message = {MessageKind::cycle, {{"name", wanted->policy}, {"path", path + wanted->policy}}};
      diagnostic.location = {file->tree->source, item.span};
      diagnostics.push_back(std::move(diagnostic));
      complete = false;
      continue;
    }
    const LibraryFilePtr other = find_result(*wanted, item.span, *file, library, diagnostics);
    if (!other) {
      complete = false;
      continue;
    }
    if (!seen.insert(identity(*other)).second) continue;
    CompileResult compiled = compile_within(around, other, library, limits, agency);
    if (!compiled.policy) {
      append(diagnostics, compiled.diagnostics);
      complete = false;
      continue;
    }
    composed.push_back({compiled.policy->checked->id, compiled.policy->checked->version, compiled.policy->digest});
    composed.insert(composed.end(), compiled.policy->composed.begin(), compiled.policy->composed.end());
    results.push_back(std::move(compiled.policy->checked));
  }
  std::sort(composed.begin(), composed.end());
  composed.erase(std::unique(composed.begin(), composed.end()), composed.end());
  return complete;
}

}  // namespace

CompileResult compile(LibraryFilePtr file, const PolicyLibrary& library, const Limits& limits,
                      const std::string& agency) {
  std::vector<std::string> around;
  return compile_within(around, std::move(file), library, limits, agency);
}

namespace {

CompileResult compile_within(std::vector<std::string>& around, LibraryFilePtr file, const PolicyLibrary& library,
                             const Limits& limits, const std::string& agency) {
  CompileResult result;
  append(result.diagnostics, file->diagnostics);
  const Amended amended = with_amendments(file, library, agency, limits, result.diagnostics);
  result.file = amended.file;
  bool complete = find_all_used(result.file, library, limits, agency, result);
  std::vector<check::PolicyPtr> results;
  std::vector<Composed> composed;
  around.push_back(result.file->tree->header.id);
  complete =
      compile_results(around, result.file, library, limits, agency, result.diagnostics, results, composed) && complete;
  around.pop_back();
  std::vector<check::TreePtr> modules;
  for (const LibraryFilePtr& used : result.used) {
    append(result.diagnostics, used->diagnostics);
    modules.push_back(used->tree);
  }
  // The checker trusts what it is given: all trees whole, and all of them there.
  if (complete && !has_errors(result.diagnostics)) {
    check::CheckResult checked = check::check(result.file->tree, modules, limits, results);
    append(result.diagnostics, checked.diagnostics);
    check_days(
        *result.file->tree,
        [&](check::TreePtr text) { return check::check(std::move(text), modules, limits, results); },
        result.diagnostics);
    if (checked.policy) append(result.diagnostics, analysis::analyse(checked.policy, limits));
    if (checked.policy && !has_errors(result.diagnostics)) {
      std::string digest = policy_digest(*result.file->tree, modules, composed);
      result.policy = CompiledPolicy{std::move(checked.policy), std::move(digest), std::move(composed)};
    }
  }
  explain_ended(result.diagnostics, amended.ended);
  sort_diagnostics(result.diagnostics);
  return result;
}

}  // namespace

}  // namespace kaidah::library
