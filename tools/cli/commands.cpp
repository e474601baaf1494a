#include "tools/cli/commands.hpp"

#include <algorithm>

namespace kaidah::cli {

CLI::App& Commands::add(const std::string& name, MessageKind help, const std::string& example) {
  CLI::App* command = app_.add_subcommand(name, text(help));
  // What is not expected is kept, so that it can be answered in the reader's language and with a suggestion.
  command->allow_extras();
  command->fallthrough();
  command->footer(text(MessageKind::cli_example) + ":\n  " + example);
  examples_.emplace_back(command, example);
  return *command;
}

CLI::App* Commands::chosen() const {
  for (const auto& [command, run] : runs_) {
    if (command->parsed()) return command;
  }
  return nullptr;
}

std::optional<MessageKind> Commands::description(const CLI::App& command) const {
  for (const auto& [app, paragraph] : descriptions_) {
    if (app == &command) return paragraph;
  }
  return std::nullopt;
}

const std::string& Commands::example(const CLI::App& command) const {
  return std::find_if(examples_.begin(), examples_.end(), [&](const auto& each) { return each.first == &command; })
      ->second;
}

ExitCode Commands::run() const {
  for (const auto& [command, run] : runs_) {
    if (command->parsed()) return run();
  }
  return kTrouble;
}

}  // namespace kaidah::cli
