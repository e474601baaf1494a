// kaidah format PATH…: canonical text, in either vocabulary.

#include <kaidah/format.hpp>

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tools/cli/commands.hpp"
#include "tools/cli/output_file.hpp"
#include "tools/cli/policy_options.hpp"

namespace kaidah::cli {
namespace {

struct FormatOptions {
  std::vector<std::string> paths;
  std::string vocabulary;
  bool check = false;
  bool write = false;
};

ExitCode format(const Context& context, const FormatOptions& options) {
  if (options.check && options.write) {
    context.complain(MessageKind::cli_write_and_check);
    return kTrouble;
  }
  std::optional<PolicyVocabulary> vocabulary;
  if (!options.vocabulary.empty()) {
    const Choices<PolicyVocabulary> vocabularies{{"id", PolicyVocabulary::indonesian},
                                                 {"en", PolicyVocabulary::english}};
    vocabulary = choose(context, "--vocabulary", options.vocabulary, vocabularies);
    if (!vocabulary) return kTrouble;
  }
  const FileList files = find_policy_files(options.paths);
  context.show(files.diagnostics, DiagnosticFormat::human, stderr);
  ExitCode code = has_errors(files.diagnostics) ? kTrouble : kDone;

  for (const std::string& path : files.paths) {
    const FormatResult result = format_file(path, vocabulary);
    context.show(result.diagnostics, DiagnosticFormat::human, stderr);
    if (!result.text) {
      code = code_for(result.diagnostics);
    } else if (options.check) {
      if (!result.changed) continue;
      std::printf("%s\n", context.text(MessageKind::cli_not_formatted, {{"path", path}}).c_str());
      if (code == kDone) code = kTrouble;
    } else if (options.write) {
      if (!result.changed) continue;
      OutputFile file(context, path);
      if (!file.write(*result.text) || !file.commit()) return kTrouble;
      std::printf("%s\n", context.text(MessageKind::cli_formatted, {{"path", path}}).c_str());
    } else {
      std::fwrite(result.text->data(), 1, result.text->size(), stdout);
    }
  }
  return code;
}

}  // namespace

void add_format(Commands& commands) {
  CLI::App& command = commands.add("format", MessageKind::cli_help_format,
                                   "kaidah format --vocabulary en policies/pp-30-2019/1.0.0.kaidah");
  commands.describe(command, MessageKind::man_format);
  auto options = std::make_shared<FormatOptions>();
  command.add_option("PATH", options->paths, commands.text(MessageKind::cli_help_paths));
  command.add_flag("--check", options->check, commands.text(MessageKind::cli_help_format_check));
  command.add_flag("--write", options->write, commands.text(MessageKind::cli_help_format_write));
  command.add_option("--vocabulary", options->vocabulary, commands.text(MessageKind::cli_help_vocabulary))
      ->type_name("id|en");
  commands.on(command, [&commands, &command, options] {
    if (options->paths.empty()) return missing(commands.context(), command, "PATH");
    return format(commands.context(), *options);
  });
}

}  // namespace kaidah::cli
