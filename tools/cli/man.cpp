// kaidah man [COMMAND]: the manual page; --into DIR: all of them, in both languages, as an installation wants them.

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>

#include "grammar/diagnostics/spelling.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/manual.hpp"
#include "tools/cli/output_file.hpp"

namespace kaidah::cli {
namespace {

namespace fs = std::filesystem;

struct ManOptions {
  std::string command;
  std::string into;
};

bool write_page(const Context& context, const fs::path& folder, const std::string& name, const std::string& page) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    context.complain(MessageKind::cli_cannot_write, {{"path", folder.string()}, {"reason", reason_of(error.value())}});
    return false;
  }
  OutputFile file(context, (folder / name).string());
  return file.write(page) && file.commit();
}

/// The pages in the commands' own language.
ExitCode write_pages(const Commands& commands, const std::string& into) {
  const Context& context = commands.context();
  const fs::path folder =
      context.language == Language::indonesian ? fs::path(into) / "id" / "man1" : fs::path(into) / "man1";
  if (!write_page(context, folder, page_file(nullptr), program_page(commands))) return kTrouble;
  for (const CLI::App* command : commands.app().get_subcommands({})) {
    if (!write_page(context, folder, page_file(command), command_page(commands, *command))) return kTrouble;
  }
  return kDone;
}

ExitCode show_page(const Commands& commands, const std::string& name) {
  std::string page;
  if (name.empty()) page = program_page(commands);
  std::vector<std::string> known;
  for (const CLI::App* command : commands.app().get_subcommands({})) {
    if (command->get_name() == name) page = command_page(commands, *command);
    known.push_back(command->get_name());
  }
  const Context& context = commands.context();
  if (page.empty()) {
    context.complain(MessageKind::cli_unknown_command, {{"name", name}});
    for (const std::string& close : closest_names(name, known))
      std::fprintf(stderr, "  %s\n", context.text(MessageKind::did_you_mean, {{"name", close}}).c_str());
    return kTrouble;
  }
  std::fwrite(page.data(), 1, page.size(), stdout);
  return kDone;
}

}  // namespace

void add_man(Commands& commands) {
  CLI::App& command = commands.add("man", MessageKind::cli_help_man, "kaidah man evaluate | man -l -");
  commands.describe(command, MessageKind::man_man);
  auto options = std::make_shared<ManOptions>();
  command.add_option("COMMAND", options->command, commands.text(MessageKind::cli_help_man_command));
  command.add_option("--into", options->into, commands.text(MessageKind::cli_help_man_into))->type_name("DIR");
  commands.on(command, [&commands, options] {
    if (!options->into.empty()) return write_pages(commands, options->into);
    return show_page(commands, options->command);
  });
}

}  // namespace kaidah::cli
