#include "tools/cli/commands.hpp"

namespace kaidah::cli {

CLI::App& Commands::add(const std::string& name, MessageKind help, const std::string& example) {
  CLI::App* command = app_.add_subcommand(name, text(help));
  // What is not expected is kept, so that it can be answered in the reader's language and with a suggestion.
  command->allow_extras();
  command->fallthrough();
  command->footer(text(MessageKind::cli_example) + ":\n  " + example);
  return *command;
}

CLI::App* Commands::chosen() const {
  for (const auto& [command, run] : runs_) {
    if (command->parsed()) return command;
  }
  return nullptr;
}

ExitCode Commands::run() const {
  for (const auto& [command, run] : runs_) {
    if (command->parsed()) return run();
  }
  return kTrouble;
}

}  // namespace kaidah::cli
