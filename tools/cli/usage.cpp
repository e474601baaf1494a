#include "tools/cli/usage.hpp"

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/diagnostics/spelling.hpp"

namespace kaidah::cli {
namespace {

/// CLI11's own layout with the words of the catalogue.
class HelpFormatter : public CLI::Formatter {
 public:
  explicit HelpFormatter(const Context& context) : context_(context) { column_width(34); }

  std::string make_usage(const CLI::App* app, std::string name) const override {
    std::string line = context_.text(MessageKind::cli_usage) + ": " + name;
    if (app->get_parent() != nullptr && name.find(' ') == std::string::npos) {
      line = context_.text(MessageKind::cli_usage) + ": kaidah " + app->get_name();
    }
    line += " [" + context_.text(MessageKind::cli_options) + "]";
    for (const CLI::Option* option : app->get_options([](const CLI::Option* o) { return o->get_positional(); })) {
      line += " " + make_option_name(option, true) + (option->get_expected_max() > 1 ? "…" : "");
    }
    if (!app->get_subcommands({}).empty()) line += " " + context_.text(MessageKind::cli_command_word);
    return line + "\n";
  }

  std::string make_group(std::string group, bool is_positional,
                         std::vector<const CLI::Option*> options) const override {
    static_cast<void>(group);
    const MessageKind heading = is_positional ? MessageKind::cli_arguments : MessageKind::cli_options;
    std::string text = "\n" + context_.text(heading) + ":\n";
    for (const CLI::Option* option : options) text += make_option(option, is_positional);
    return text;
  }

  std::string make_subcommands(const CLI::App* app, CLI::AppFormatMode mode) const override {
    static_cast<void>(mode);
    if (app->get_subcommands({}).empty()) return {};
    std::string text = "\n" + context_.text(MessageKind::cli_commands) + ":\n";
    for (const CLI::App* command : app->get_subcommands({})) text += make_subcommand(command);
    return text;
  }

  std::string make_option_opts(const CLI::Option* option) const override {
    return option->get_type_size() == 0 || option->get_positional() ? "" : " " + option->get_type_name();
  }

 private:
  const Context& context_;
};

/// The option that a message of CLI11 begins with: `--set: 1 required …`.
std::string option_in(std::string_view message) {
  return std::string(message.substr(0, message.find_first_of(": ")));
}

void suggest(const std::string& word, const std::vector<std::string>& known, const Context& context) {
  for (const std::string& name : closest_names(word, known)) {
    std::fprintf(stderr, "  %s\n", context.text(MessageKind::did_you_mean, {{"name", name}}).c_str());
  }
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

}  // namespace

std::shared_ptr<CLI::FormatterBase> help_formatter(const Context& context) {
  return std::make_shared<HelpFormatter>(context);
}

std::vector<std::pair<ExitCode, MessageKind>> exit_code_list() {
  return {{kDone, MessageKind::cli_exit_done},
          {kTrouble, MessageKind::cli_exit_trouble},
          {kPolicyErrors, MessageKind::cli_exit_policy_errors},
          {kRejected, MessageKind::cli_exit_rejected},
          {kScenariosFailed, MessageKind::cli_exit_scenarios_failed},
          {kNotReproduced, MessageKind::cli_exit_not_reproduced},
          {kNotTrusted, MessageKind::cli_exit_not_trusted}};
}

std::string exit_code_line(const Context& context) {
  std::string line;
  for (const auto& [code, meaning] : exit_code_list()) {
    line += line.empty() ? context.text(MessageKind::cli_exit_codes) + ": " : " · ";
    line += std::to_string(code) + " " + context.text(meaning);
  }
  return line;
}

ExitCode explain_parse_error(const CLI::App& app, const CLI::Error& error, const Context& context) {
  const std::string said = error.what();
  std::string command = "kaidah";
  for (const CLI::App* used : app.get_subcommands()) command += " " + used->get_name();
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    context.complain(MessageKind::cli_missing_value, {{"name", option_in(said)}});
  } else {
    context.complain(MessageKind::cli_not_understood, {{"reason", said}});
  }
  std::fprintf(stderr, "  %s\n", context.text(MessageKind::cli_see_help, {{"command", command}}).c_str());
  return kTrouble;
}

bool nothing_left_over(const CLI::App& app, const CLI::App& command, const Context& context) {
  std::vector<std::string> left = command.remaining();
  for (const std::string& word : app.remaining()) left.push_back(word);
  if (left.empty()) return true;
  const bool at_top = &app == &command;
  const std::string name = at_top ? "kaidah" : "kaidah " + command.get_name();
  const std::string& word = left.front();
  if (word.size() > 1 && word.front() == '-') {
    context.complain(MessageKind::cli_unknown_option, {{"command", name}, {"name", word}});
    std::vector<std::string> known = option_names(command);
    if (!at_top) {
      for (std::string& option : option_names(app)) known.push_back(std::move(option));
    }
    suggest(word.substr(0, word.find('=')), known, context);
  } else if (at_top) {
    context.complain(MessageKind::cli_unknown_command, {{"name", word}});
    std::vector<std::string> known;
    for (const CLI::App* each : app.get_subcommands({})) known.push_back(each->get_name());
    suggest(word, known, context);
  } else {
    context.complain(MessageKind::cli_unexpected_argument, {{"command", name}, {"name", word}});
  }
  std::fprintf(stderr, "  %s\n", context.text(MessageKind::cli_see_help, {{"command", name}}).c_str());
  return false;
}

}  // namespace kaidah::cli
