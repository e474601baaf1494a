#include "tools/cli/open_again.hpp"

#include <utility>

namespace kaidah::cli {

OpenedDecider open_again(const Context& context, const RunSettings& run, const std::string& policy,
                         const LibraryOptions& library, Language language, std::string group_records) {
  DecideOptions options;
  options.parameters = run.parameters;
  options.decision_day = run.decision_day;
  options.select = run.select;
  options.language = language;
  options.profile = run.profile;
  options.subject = run.subject;
  options.library = compile_options(library);
  options.group_records = std::move(group_records);
  if (run.automatic) {
    PrepareResult prepared = prepare_auto(options);
    context.show(prepared.diagnostics, DiagnosticFormat::human, stderr);
    if (!prepared.decider) return {std::nullopt, code_for(prepared.diagnostics)};
    return {std::move(prepared.decider), kDone};
  }
  const ManifestPolicy& then = run.policies.front();
  const OpenedPolicy opened =
      open_policy(context, policy.empty() ? then.id + "@" + then.version : policy, options.library);
  if (!opened.policy) return {std::nullopt, opened.code};
  return prepare_decider(context, *opened.policy, options);
}

}  // namespace kaidah::cli
