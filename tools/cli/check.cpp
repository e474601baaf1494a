// kaidah check PATH…: is it right?

#include <kaidah/policy.hpp>

#include "tools/cli/choice.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/policy_options.hpp"

namespace kaidah::cli {
namespace {

struct CheckOptions {
  std::vector<std::string> paths;
  std::string format = "human";
  LibraryOptions library;
};

Argument counted(const Context& context, std::string name, std::size_t count, MessageKind one, MessageKind several) {
  return {std::move(name), count == 1 ? context.text(one) : context.text(several, {number("count", count)})};
}

ExitCode check(const Context& context, const CheckOptions& options) {
  const auto format = choose(context, "--format", options.format, diagnostic_formats());
  if (!format) return kTrouble;
  const std::vector<CheckedFile> files = check_paths(options.paths, compile_options(options.library, options.paths));

  std::size_t errors = 0;
  std::size_t warnings = 0;
  bool all_readable = true;
  for (const CheckedFile& file : files) {
    context.show(file.diagnostics, *format, stdout);
    all_readable = all_readable && file.readable;
    for (const Diagnostic& diagnostic : file.diagnostics) {
      const Severity severity = info(diagnostic.message.kind).severity;
      errors += severity == Severity::error ? 1 : 0;
      warnings += severity == Severity::warning ? 1 : 0;
    }
  }
  if (*format != DiagnosticFormat::json) {
    const MessageKind sentence = errors > 0     ? MessageKind::cli_check_errors
                                 : warnings > 0 ? MessageKind::cli_check_warnings
                                                : MessageKind::cli_check_clean;
    std::vector<Argument> arguments{
        counted(context, "files", files.size(), MessageKind::cli_one_file, MessageKind::cli_files)};
    if (errors > 0) {
      arguments.push_back(counted(context, "errors", errors, MessageKind::cli_one_error, MessageKind::cli_errors));
    }
    if (errors > 0 || warnings > 0) {
      arguments.push_back(
          counted(context, "warnings", warnings, MessageKind::cli_one_warning, MessageKind::cli_warnings));
    }
    std::printf("%s\n", context.text(sentence, std::move(arguments)).c_str());
  }
  if (!all_readable) return kTrouble;
  return errors > 0 ? kPolicyErrors : kDone;
}

}  // namespace

void add_check(Commands& commands) {
  CLI::App& command = commands.add("check", MessageKind::cli_help_check, "kaidah check policies/pp-30-2019");
  commands.describe(command, MessageKind::man_check);
  auto options = std::make_shared<CheckOptions>();
  command.add_option("PATH", options->paths, commands.text(MessageKind::cli_help_paths));
  command.add_option("--format", options->format, commands.text(MessageKind::cli_help_format_diagnostics))
      ->type_name("human|plain|json");
  add_library_options(command, options->library, commands.context());
  commands.on(command, [&commands, &command, options] {
    if (options->paths.empty()) return missing(commands.context(), command, "PATH");
    return check(commands.context(), *options);
  });
}

}  // namespace kaidah::cli
