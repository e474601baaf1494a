// kaidah provenance POLICY: which article decides what, and how far it can be trusted.

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "tools/cli/commands.hpp"
#include "tools/cli/policy_options.hpp"

namespace kaidah::cli {
namespace {

struct ProvenanceOptions {
  std::string policy;
  LibraryOptions library;
  std::string format = "text";
};

std::string join(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

void print_entry(const Context& context, const ProvenanceEntry& entry) {
  std::printf("%s%s%s\n", entry.article.c_str(), entry.title.empty() ? "" : "  ", entry.title.c_str());
  if (!entry.instrument.empty()) {
    std::printf("    %s\n", context.text(MessageKind::cli_brought_by, {{"instrument", entry.instrument}}).c_str());
  }
  if (!entry.names.empty()) std::printf("    %s\n", join(entry.names).c_str());
  if (!entry.referred.empty()) {
    std::printf("    %s\n", context.text(MessageKind::cli_refers, {{"articles", join(entry.referred)}}).c_str());
  }
  for (const TrustMark& mark : entry.marks) {
    const std::string name = trust_name(mark.trust, context.language);
    const std::string code = mark.code.empty() ? "" : " " + mark.code;
    const std::string text = mark.text.empty() ? "" : ": " + mark.text;
    std::printf("    [%s%s]%s\n", name.c_str(), code.c_str(), text.c_str());
  }
}

ExitCode provenance(const Context& context, const ProvenanceOptions& options) {
  const auto json = choose(context, "--format", options.format, text_or_json());
  if (!json) return kTrouble;
  const OpenedPolicy opened = open_policy(context, options.policy, options.library);
  if (!opened.policy) return opened.code;
  const Policy& policy = *opened.policy;
  const ProvenanceListing listing = policy.provenance(context.language);
  if (*json) {
    std::printf("%s\n", listing.json().c_str());
    return kDone;
  }
  std::printf("%s %s  %s\n%s\n\n", policy.id().c_str(), policy.version().c_str(), policy.title().c_str(),
              policy.digest().c_str());
  for (const ProvenanceEntry& entry : listing.entries) print_entry(context, entry);
  if (listing.not_encoded.empty()) return kDone;
  std::printf("\n%s\n", context.text(MessageKind::cli_not_encoded).c_str());
  for (const NotEncodedEntry& entry : listing.not_encoded) {
    std::printf("    %s: %s\n", entry.article.c_str(), entry.why.c_str());
    if (!entry.instrument.empty()) {
      std::printf("        %s\n",
                  context.text(MessageKind::cli_brought_by, {{"instrument", entry.instrument}}).c_str());
    }
    if (entry.affects.empty()) continue;
    std::printf("        %s\n", context.text(MessageKind::cli_affects, {{"names", join(entry.affects)}}).c_str());
  }
  return kDone;
}

}  // namespace

void add_provenance(Commands& commands) {
  CLI::App& command = commands.add("provenance", MessageKind::cli_help_provenance, "kaidah provenance pp-30-2019");
  commands.describe(command, MessageKind::man_provenance);
  auto options = std::make_shared<ProvenanceOptions>();
  command.add_option("POLICY", options->policy, commands.text(MessageKind::cli_help_policy));
  add_library_options(command, options->library, commands.context());
  command.add_option("--format", options->format, commands.text(MessageKind::cli_help_format_text))
      ->type_name("text|json");
  commands.on(command, [&commands, &command, options] {
    if (options->policy.empty()) return missing(commands.context(), command, "POLICY");
    return provenance(commands.context(), *options);
  });
}

}  // namespace kaidah::cli
