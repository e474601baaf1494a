// kaidah dump --stage … FILE: a policy as the program sees it.
// kaidah dump --consolidated POLICY: the text that it and its amendments make.

#include <cstdio>
#include <memory>
#include <optional>
#include <string>

#include "tools/cli/commands.hpp"
#include "tools/cli/policy_options.hpp"

namespace kaidah::cli {
namespace {

struct DumpOptions {
  std::string policy;
  std::string stage = "syntax";
  bool consolidated = false;
  std::string on;
  std::string agency;
  LibraryOptions library;
};

ExitCode dump_consolidated(const Context& context, const DumpOptions& options) {
  const OpenedPolicy opened = open_policy(context, options.policy, options.library, options.agency);
  if (!opened.policy) return opened.code;
  const std::optional<std::string> text = opened.policy->consolidated_text(options.on);
  if (!text) {
    Diagnostic diagnostic;
    diagnostic.message = {MessageKind::decision_day_malformed, {{"text", options.on}}};
    context.show({diagnostic}, DiagnosticFormat::human, stderr);
    return kTrouble;
  }
  std::fwrite(text->data(), 1, text->size(), stdout);
  return kDone;
}

ExitCode dump(const Context& context, const DumpOptions& options) {
  if (options.consolidated) return dump_consolidated(context, options);
  const Choices<DumpStage> stages{
      {"syntax", DumpStage::syntax}, {"checked", DumpStage::checked}, {"plan", DumpStage::plan}};
  const auto stage = choose(context, "--stage", options.stage, stages);
  if (!stage) return kTrouble;
  if (*stage == DumpStage::syntax) {
    const SyntaxDump tree = dump_syntax_file(options.policy);
    std::fwrite(tree.text.data(), 1, tree.text.size(), stdout);
    context.show(tree.diagnostics, DiagnosticFormat::human, stderr);
    return has_errors(tree.diagnostics) ? code_for(tree.diagnostics) : kDone;
  }
  const OpenedPolicy opened = open_policy(context, options.policy, options.library);
  if (!opened.policy) return opened.code;
  const std::string text = opened.policy->dump(*stage);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return kDone;
}

}  // namespace

void add_dump(Commands& commands) {
  CLI::App& command =
      commands.add("dump", MessageKind::cli_help_dump, "kaidah dump --stage plan policies/pp-30-2019/1.0.0.kaidah");
  commands.describe(command, MessageKind::man_dump);
  auto options = std::make_shared<DumpOptions>();
  command.add_option("FILE", options->policy, commands.text(MessageKind::cli_help_file));
  command.add_option("--stage", options->stage, commands.text(MessageKind::cli_help_stage))
      ->type_name("syntax|checked|plan");
  command.add_flag("--consolidated", options->consolidated, commands.text(MessageKind::cli_help_consolidated));
  command.add_option("--on", options->on, commands.text(MessageKind::cli_help_dump_on))->type_name("DATE");
  command.add_option("--agency", options->agency, commands.text(MessageKind::cli_help_own_agency))->type_name("CODE");
  add_library_options(command, options->library, commands.context());
  commands.on(command, [&commands, &command, options] {
    if (options->policy.empty()) return missing(commands.context(), command, "FILE");
    return dump(commands.context(), *options);
  });
}

}  // namespace kaidah::cli
