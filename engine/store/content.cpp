#include "engine/store/content.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include <kaidah/scenario.hpp>

#include "engine/api/library_data.hpp"
#include "engine/api/wrong.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::store {
namespace {

using Diagnostics = std::vector<Diagnostic>;

void append(Diagnostics& all, const Diagnostics& some) {
  all.insert(all.end(), some.begin(), some.end());
}

void check_size(const StoreTexts& texts, const Limits& limits, Diagnostics& found) {
  std::size_t bytes = 0;
  for (const auto* list : {&texts.policies, &texts.others}) {
    for (const PolicyText& text : *list) bytes += text.text.size();
  }
  const auto past = [&](MessageKind kind, std::size_t limit) {
    found.push_back(api::wrong(kind, {{"limit", Figure{std::to_string(limit)}}}));
  };
  if (texts.policies.size() + texts.others.size() > limits.library_files) {
    past(MessageKind::limit_library_files, limits.library_files);
  }
  if (bytes > limits.library_bytes) past(MessageKind::limit_library_bytes, limits.library_bytes);
  if (texts.policies.empty()) found.push_back(api::wrong(MessageKind::store_empty, {}));
}

/// Each scenario that fails, with its title.
void run_scenarios(const CompileOptions& compile, Diagnostics& found) {
  ScenarioOptions options;
  options.compile = compile;
  for (const ScenarioReport& report : run_library_scenarios(options)) {
    append(found, report.diagnostics);
    for (const ScenarioOutcome& outcome : report.outcomes) {
      for (Diagnostic failure : outcome.failures) {
        std::vector<Argument> arguments{{"title", outcome.title}};
        if (outcome.row > 0) arguments.push_back({"row", Figure{std::to_string(outcome.row)}});
        failure.notes.insert(
            failure.notes.begin(),
            {outcome.row > 0 ? MessageKind::note_scenario_row : MessageKind::note_scenario, std::move(arguments)});
        found.push_back(std::move(failure));
      }
    }
  }
}

/// Every policy of the library as it is for all. Two files that claim to be the same version are found here.
void list_policies(Content& content, const CompileOptions& compile, Diagnostics& found) {
  Diagnostics opened;
  for (const library::LibraryFilePtr& file : api::open(content.library, opened).files()) {
    const syntax::FileHeader& header = file->tree->header;
    if (header.kind != syntax::FileKind::policy) continue;
    const CompileResult compiled = compile_id(header.id + "@" + header.version.text, compile);
    append(found, compiled.diagnostics);
    if (!compiled) continue;
    content.policies.push_back({compiled.policy->id(), compiled.policy->version(), {}, compiled.policy->digest()});
  }
  std::sort(content.policies.begin(), content.policies.end(),
            [](const auto& a, const auto& b) { return std::tie(a.id, a.version) < std::tie(b.id, b.version); });
}

/// What a decider has otherwise than all have it.
void list_own(Content& content, const std::string& name, const Decider& decider) {
  for (const Policy& policy : decider.policies()) {
    const bool known = std::any_of(content.policies.begin(), content.policies.end(), [&](const PolicyInForce& one) {
      return one.id == policy.id() && one.version == policy.version() && one.digest == policy.digest() &&
             (one.decider.empty() || one.decider == name);
    });
    if (!known) content.policies.push_back({policy.id(), policy.version(), name, policy.digest()});
  }
}

std::optional<Decider> make_decider(const WantedDecider& wanted, const Library& library, const Limits& limits,
                                    Diagnostics& found) {
  DecideOptions options = wanted.options;
  options.library.library = library;
  options.library.limits = limits;
  if (wanted.policy == "auto") {
    PrepareResult prepared = prepare_auto(options);
    append(found, prepared.diagnostics);
    return std::move(prepared.decider);
  }
  const CompileResult compiled = compile_id(wanted.policy, options.library);
  append(found, compiled.diagnostics);
  if (!compiled) return std::nullopt;
  PrepareResult prepared = prepare(*compiled.policy, options);
  append(found, prepared.diagnostics);
  return std::move(prepared.decider);
}

void make_deciders(Content& content, const StoreOptions& options, Diagnostics& found) {
  for (const WantedDecider& wanted : options.deciders) {
    const std::string& name = wanted.name.empty() ? wanted.policy : wanted.name;
    const bool twice = std::any_of(content.deciders.begin(), content.deciders.end(),
                                   [&](const auto& made) { return made.first == name; });
    if (twice) found.push_back(api::wrong(MessageKind::store_decider_twice, {{"name", name}}));
    std::optional<Decider> decider = make_decider(wanted, content.library, options.limits, found);
    if (!decider) continue;
    list_own(content, name, *decider);
    content.deciders.emplace_back(name, std::move(*decider));
  }
}

/// The same said twice, by the checker and by whoever uses the policy, is told once; what came first stays first.
void tell_once(Diagnostics& all) {
  std::set<std::string> told;
  std::erase_if(all, [&](const Diagnostic& diagnostic) {
    return !told.insert(render(diagnostic, {Language::english, DiagnosticFormat::json, false})).second;
  });
}

}  // namespace

ContentResult make_content(StoreTexts texts, std::string fingerprint, const StoreOptions& options) {
  ContentResult result;
  Diagnostics& found = result.diagnostics;
  check_size(texts, options.limits, found);
  if (!has_errors(found) && options.accept) append(found, options.accept(texts));
  if (has_errors(found)) return result;

  auto content = std::make_shared<Content>();
  content->fingerprint = std::move(fingerprint);
  content->library = Library::of(std::move(texts.policies), options.limits);
  CompileOptions compile;
  compile.library = content->library;
  compile.limits = options.limits;
  for (const CheckedFile& file : check_library(compile)) append(found, file.diagnostics);
  if (!has_errors(found)) run_scenarios(compile, found);
  if (!has_errors(found)) {
    list_policies(*content, compile, found);
    make_deciders(*content, options, found);
  }
  tell_once(found);
  if (has_errors(found)) return result;
  content->warnings = found;
  result.content = std::move(content);
  return result;
}

std::vector<PolicyChange> changes(const Content* before, const Content& after) {
  std::map<std::tuple<std::string, std::string, std::string, std::size_t>, PolicyChange> all;
  const auto add = [&](const Content& content, std::string PolicyChange::*digest) {
    // A decider may have a policy in several texts of its own, one for each agency.
    std::map<std::tuple<std::string, std::string, std::string>, std::size_t> seen;
    for (const PolicyInForce& policy : content.policies) {
      const std::size_t which = seen[{policy.decider, policy.id, policy.version}]++;
      PolicyChange& change = all[{policy.decider, policy.id, policy.version, which}];
      change.id = policy.id;
      change.version = policy.version;
      change.decider = policy.decider;
      change.*digest = policy.digest;
    }
  };
  if (before != nullptr) add(*before, &PolicyChange::before);
  add(after, &PolicyChange::after);
  std::vector<PolicyChange> changed;
  for (auto& [key, change] : all) {
    if (change.before != change.after) changed.push_back(std::move(change));
  }
  return changed;
}

}  // namespace kaidah::store
