#include "engine/library/compile.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/analysis/analyse.hpp"
#include "engine/library/with_amendments.hpp"
#include "grammar/diagnostics/limit.hpp"
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

Diagnostic too_many_modules(const Limits& limits, const SourcePtr& source, Span span) {
  Diagnostic diagnostic;
  diagnostic.message = {MessageKind::limit_modules, {{"limit", Figure{std::to_string(limits.modules)}}}};
  diagnostic.location = {source, span};
  return diagnostic;
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
        result.diagnostics.push_back(too_many_modules(limits, user->tree->source, use.span));
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

/// Policies whose results are taken, of one compilation.
struct Composition {
  struct Taken {
    std::optional<CompiledPolicy> policy;  ///< nothing: it has errors, which were reported
    std::size_t results = 0;               ///< that it takes, directly or through others, each time anew
  };
  std::vector<std::string> around;  ///< ids of those that wait for the one that is compiled
  std::map<Identity, Taken> known;  ///< a policy that several need is compiled once
};

struct Compiled {
  CompileResult result;
  std::size_t results = 0;  ///< as Composition::Taken::results
};
Compiled compile_within(Composition& composition, LibraryFilePtr file, const PolicyLibrary& library,
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

Diagnostic circle_of(const Composition& composition, std::vector<std::string>::const_iterator from,
                     const syntax::ResultItem& wanted, Location location) {
  std::string path;
  for (auto one = from; one != composition.around.end(); ++one) path += *one + " → ";
  Diagnostic diagnostic;
  diagnostic.message = {MessageKind::cycle, {{"name", wanted.policy}, {"path", path + wanted.policy}}};
  diagnostic.location = std::move(location);
  return diagnostic;
}

/// What a policy's results need: the policies, each once, and how many results they are.
struct Needed {
  std::vector<check::PolicyPtr> policies;
  std::vector<Composed> composed;
  std::size_t results = 0;
  bool complete = true;  ///< false: one is missing
};

/// Compiles a policy whose result is taken; what is wrong with it is reported once.
const Composition::Taken& take(Composition& composition, const LibraryFilePtr& file, const PolicyLibrary& library,
                               const Limits& limits, const std::string& agency, std::vector<Diagnostic>& diagnostics) {
  const auto known = composition.known.find(identity(*file));
  if (known != composition.known.end()) return known->second;
  Compiled compiled = compile_within(composition, file, library, limits, agency);
  if (!compiled.result.policy) append(diagnostics, compiled.result.diagnostics);
  return composition.known[identity(*file)] = {std::move(compiled.result.policy), compiled.results};
}

/// The policies whose results a file takes. As many results as there may be modules, since each has a plan of its own.
Needed compile_results(Composition& composition, const LibraryFilePtr& file, const PolicyLibrary& library,
                       const Limits& limits, const std::string& agency, std::vector<Diagnostic>& diagnostics) {
  Needed needed;
  std::set<Identity> seen;
  for (const syntax::Item& item : file->tree->all_items) {
    const auto* wanted = std::get_if<syntax::ResultItem>(&item.node);
    if (wanted == nullptr) continue;
    const std::vector<std::string>& around = composition.around;
    if (const auto from = std::find(around.begin(), around.end(), wanted->policy); from != around.end()) {
      diagnostics.push_back(circle_of(composition, from, *wanted, {file->tree->source, item.span}));
      needed.complete = false;
      continue;
    }
    const LibraryFilePtr other = find_result(*wanted, item.span, *file, library, diagnostics);
    if (!other) {
      needed.complete = false;
      continue;
    }
    const bool too_deep = around.size() > limits.modules;
    const Composition::Taken none;
    const Composition::Taken& taken = too_deep ? none : take(composition, other, library, limits, agency, diagnostics);
    needed.results += 1 + taken.results;
    if (too_deep || needed.results > limits.modules) {
      diagnostics.push_back(too_many_modules(limits, file->tree->source, item.span));
      needed.complete = false;
      return needed;
    }
    if (!taken.policy) needed.complete = false;
    if (!taken.policy || !seen.insert(identity(*other)).second) continue;
    needed.composed.push_back({taken.policy->checked->id, taken.policy->checked->version, taken.policy->digest});
    needed.composed.insert(needed.composed.end(), taken.policy->composed.begin(), taken.policy->composed.end());
    needed.policies.push_back(taken.policy->checked);
  }
  std::sort(needed.composed.begin(), needed.composed.end());
  needed.composed.erase(std::unique(needed.composed.begin(), needed.composed.end()), needed.composed.end());
  return needed;
}

}  // namespace

CompileResult compile(LibraryFilePtr file, const PolicyLibrary& library, const Limits& limits,
                      const std::string& agency) {
  Composition composition;
  return compile_within(composition, std::move(file), library, limits, agency).result;
}

namespace {

Compiled compile_within(Composition& composition, LibraryFilePtr file, const PolicyLibrary& library,
                        const Limits& limits, const std::string& agency) {
  CompileResult result;
  append(result.diagnostics, file->diagnostics);
  const Amended amended = with_amendments(file, library, agency, limits, result.diagnostics);
  result.file = amended.file;
  bool complete = find_all_used(result.file, library, limits, agency, result);
  composition.around.push_back(result.file->tree->header.id);
  Needed needed = compile_results(composition, result.file, library, limits, agency, result.diagnostics);
  composition.around.pop_back();
  complete = complete && needed.complete;
  std::vector<check::TreePtr> modules;
  for (const LibraryFilePtr& used : result.used) {
    append(result.diagnostics, used->diagnostics);
    modules.push_back(used->tree);
  }
  // The checker trusts what it is given: all trees whole, and all of them there.
  if (complete && !has_errors(result.diagnostics)) {
    check::CheckResult checked = check::check(result.file->tree, modules, limits, needed.policies);
    append(result.diagnostics, checked.diagnostics);
    check_days(
        *result.file->tree,
        [&](check::TreePtr text) { return check::check(std::move(text), modules, limits, needed.policies); },
        result.diagnostics);
    if (checked.policy) append(result.diagnostics, analysis::analyse(checked.policy, limits));
    if (checked.policy && !has_errors(result.diagnostics)) {
      std::string digest = policy_digest(*result.file->tree, modules, needed.composed);
      result.policy = CompiledPolicy{std::move(checked.policy), std::move(digest), std::move(needed.composed)};
    }
  }
  explain_ended(result.diagnostics, amended.ended);
  sort_diagnostics(result.diagnostics);
  keep_first(result.diagnostics, limits.diagnostics);
  return {std::move(result), needed.results};
}

}  // namespace

}  // namespace kaidah::library
