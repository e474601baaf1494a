// kaidah resolve --instansi ID --on DATE: which regime, and why.

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>

#include <kaidah/regime.hpp>

#include "tools/cli/choice.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/policy_options.hpp"

namespace kaidah::cli {
namespace {

struct ResolveOptions {
  std::string agency;
  std::string on;
  std::string subject;
  std::string format = "text";
  LibraryOptions library;
};

ExitCode resolve(const Context& context, const ResolveOptions& options) {
  const auto as_json = choose(context, "--format", options.format, text_or_json());
  if (!as_json) return kTrouble;
  RegimeQuery query;
  query.agency = options.agency;
  query.on = options.on;
  if (!options.subject.empty()) query.subject = options.subject;
  const RegimeResult result = kaidah::resolve(query, compile_options(options.library));
  for (const Regime& regime : result.regimes) {
    const std::string text = *as_json ? regime.json(context.language) + "\n" : regime.text(context.language);
    std::fwrite(text.data(), 1, text.size(), stdout);
  }
  // One subject answers although another has not begun yet, or has ended: that is told, and no failure.
  const bool answered =
      !result.regimes.empty() &&
      std::all_of(result.diagnostics.begin(), result.diagnostics.end(), [](const Diagnostic& diagnostic) {
        return diagnostic.message.kind == MessageKind::regime_not_begun ||
               diagnostic.message.kind == MessageKind::regime_ended;
      });
  if (answered && !*as_json) {
    for (const Diagnostic& diagnostic : result.diagnostics) {
      std::printf("%s\n", text(diagnostic.message, context.language).c_str());
    }
    return kDone;
  }
  context.show(result.diagnostics, *as_json ? DiagnosticFormat::json : DiagnosticFormat::human, stderr);
  return answered || !has_errors(result.diagnostics) ? kDone : code_for(result.diagnostics);
}

}  // namespace

void add_resolve(Commands& commands) {
  CLI::App& command =
      commands.add("resolve", MessageKind::cli_help_resolve, "kaidah resolve --instansi K0001 --on 2021-12-31");
  commands.describe(command, MessageKind::man_resolve);
  auto options = std::make_shared<ResolveOptions>();
  add_library_options(command, options->library, commands.context());
  command.add_option("--instansi", options->agency, commands.text(MessageKind::cli_help_agency))->type_name("ID");
  command.add_option("--on", options->on, commands.text(MessageKind::cli_help_regime_day))->type_name("DATE");
  command.add_option("--subject", options->subject, commands.text(MessageKind::cli_help_subject))->type_name("TEXT");
  command.add_option("--format", options->format, commands.text(MessageKind::cli_help_format_text))
      ->type_name("text|json");
  commands.on(command, [&commands, &command, options] {
    if (options->agency.empty()) return missing(commands.context(), command, "--instansi");
    if (options->on.empty()) return missing(commands.context(), command, "--on");
    return resolve(commands.context(), *options);
  });
}

}  // namespace kaidah::cli
