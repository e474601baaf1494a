// kaidah: the command line. Reads the arguments, hands over to a command, and turns what it says into an exit code.

#include <poll.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <string>

#include <kaidah/version.hpp>

#include "tools/cli/choice.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/usage.hpp"

namespace kaidah::cli {
namespace {

void start_log(bool verbose) {
  auto log = spdlog::stderr_logger_st("kaidah");
  log->set_pattern("%Y-%m-%dT%H:%M:%S.%e %l %v");
  log->set_level(verbose ? spdlog::level::info : spdlog::level::warn);
  spdlog::set_default_logger(std::move(log));
}

/// Whether whoever read standard output has gone away.
bool reader_is_gone() {
  pollfd out{STDOUT_FILENO, POLLOUT, 0};
  return poll(&out, 1, 0) == 1 && (out.revents & POLLERR) != 0;
}

/// What was written to standard output has to have arrived. A reader that has gone away needs no telling.
ExitCode finish(ExitCode code, const Context& context) {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
  if (!reader_is_gone()) {
    context.complain(MessageKind::cli_cannot_write,
                     {{"path", MessageKind::cli_standard_output}, {"reason", MessageKind::reason_not_written}});
  }
  return kTrouble;
}

ExitCode run(int argc, const char* const* argv) {
  Context context;
  context.language = choose_language(argc, argv);
  std::string language_word;
  std::string colour_word = "auto";

  CLI::App app{context.text(MessageKind::cli_about), "kaidah"};
  app.formatter(help_formatter(context));
  app.footer(exit_code_line(context));
  app.allow_extras();
  app.require_subcommand(0, 1);  // what follows a command is its own, also where it has the name of another
  app.set_help_flag("-h,--help", context.text(MessageKind::cli_help_help));
  app.set_version_flag("--version", "kaidah " + std::string(version()), context.text(MessageKind::cli_help_version));
  app.add_option("--language", language_word, context.text(MessageKind::cli_help_language))->type_name("id|en");
  app.add_option("--color,--colour", colour_word, context.text(MessageKind::cli_help_color))
      ->type_name("auto|always|never");
  app.add_flag("-v,--verbose", context.verbose, context.text(MessageKind::cli_help_verbose));

  Commands commands(app, context);
  add_check(commands);
  add_test(commands);
  add_evaluate(commands);
  add_merge(commands);
  add_explain(commands);
  add_resolve(commands);
  add_compare(commands);
  add_diff(commands);
  add_replay(commands);
  add_format(commands);
  add_provenance(commands);
  add_dump(commands);
  add_key(commands);
  add_sign(commands);
  add_verify(commands);
  add_bundle(commands);
  add_man(commands);

  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& wanted) {
    app.exit(wanted);  // --help, --version
    return kDone;
  } catch (const CLI::Error& error) {
    return explain_parse_error(app, error, context);
  }
  const Choices<Language> languages{{"id", Language::indonesian}, {"en", Language::english}};
  if (!language_word.empty() && !choose(context, "--language", language_word, languages)) return kTrouble;
  const Choices<ColourChoice> colours{
      {"auto", ColourChoice::automatic}, {"always", ColourChoice::always}, {"never", ColourChoice::never}};
  const auto colour = choose(context, "--color", colour_word, colours);
  if (!colour) return kTrouble;
  context.colour = *colour;

  CLI::App* command = commands.chosen();
  if (!nothing_left_over(app, command == nullptr ? app : *command, context)) return kTrouble;
  if (command == nullptr) {
    context.complain(MessageKind::cli_no_command);
    std::fputs(app.help().c_str(), stderr);
    return kTrouble;
  }
  start_log(context.verbose);
  return finish(commands.run(), context);
}

}  // namespace
}  // namespace kaidah::cli

int main(int argc, char** argv) {
  // A closed pipe is an error of writing like any other, not the end of the process,
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // and so is a file that may not grow further
  try {
    return kaidah::cli::run(argc, argv);
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "kaidah: %s\n", fault.what());
    return kaidah::cli::kTrouble;
  }
}
