#include "tools/cli/manual.hpp"

#include <cctype>
#include <string_view>
#include <vector>

#include <kaidah/version.hpp>

#include "tools/cli/usage.hpp"

namespace kaidah::cli {
namespace {

/// Text as roff shows it unchanged: every hyphen is one that can be copied into a shell.
std::string escaped(std::string_view text) {
  std::string roff;
  for (const char c : text) {
    switch (c) {
      case '\\':
        roff += "\\e";
        break;
      case '-':
        roff += "\\-";
        break;
      case '`':
        roff += "\\(ga";
        break;
      case '\'':
        roff += "\\(aq";
        break;
      case '^':
        roff += "\\(ha";
        break;
      case '~':
        roff += "\\(ti";
        break;
      case '.':
        roff += roff.empty() ? "\\&." : ".";  // a request otherwise
        break;
      default:
        roff += c;
    }
  }
  return roff;
}

/// Phrases of the catalogue begin in lower case and have no full stop.
std::string as_sentence(std::string phrase) {
  if (!phrase.empty()) phrase.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(phrase.front())));
  return phrase + ".";
}

std::string in_capitals(std::string phrase) {
  for (char& c : phrase) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return phrase;
}

std::string name_of(const CLI::App* command) {
  return command == nullptr ? "kaidah" : "kaidah-" + command->get_name();
}

class Page {
 public:
  Page(const Commands& commands, const CLI::App* command) : commands_(commands), command_(command) {
    page_ = "'\\\" -*- coding: utf-8 -*-\n";
    page_ += ".TH \"" + escaped(in_capitals(name_of(command))) + "\" 1 \"\" \"kaidah " +
             escaped(std::string(version())) + "\" \"Kaidah\"\n";
  }

  [[nodiscard]] std::string take() { return std::move(page_); }

  void heading(MessageKind kind) { page_ += ".SH \"" + escaped(in_capitals(text(kind))) + "\"\n"; }
  void line(const std::string& roff) { page_ += roff + "\n"; }
  void paragraph(const std::string& roff) { page_ += ".PP\n" + roff + "\n"; }
  void entry(const std::string& term, const std::string& roff) { page_ += ".TP\n" + term + "\n" + roff + "\n"; }
  static std::string bold(std::string_view text) { return "\\fB" + escaped(text) + "\\fR"; }
  static std::string italic(std::string_view text) { return "\\fI" + escaped(text) + "\\fR"; }

  void name(const CLI::App& app) {
    heading(MessageKind::man_name);
    line(escaped(name_of(command_)) + " \\- " + escaped(app.get_description()));
  }

  void synopsis() {
    heading(MessageKind::man_synopsis);
    std::string usage = bold("kaidah");
    if (command_ != nullptr) usage += " " + bold(command_->get_name());
    usage += " [" + italic(text(MessageKind::cli_options)) + "]";
    if (command_ == nullptr) usage += " " + italic(text(MessageKind::cli_command_word));
    for (const CLI::Option* option : arguments())
      usage += " " + italic(option->get_name(true, false)) + (option->get_expected_max() > 1 ? "\\&..." : "");
    line(usage);
  }

  void description() {
    const std::optional<MessageKind> described =
        command_ == nullptr ? MessageKind::man_program : commands_.description(*command_);
    heading(MessageKind::man_description);
    line(escaped(as_sentence(described ? text(*described) : command_->get_description())));
    for (const CLI::Option* argument : arguments()) option_entry(*argument);
  }

  void options(const CLI::App& app, MessageKind title) {
    heading(title);
    for (const CLI::Option* option : app.get_options([](const CLI::Option* o) { return !o->get_positional(); })) {
      const bool is_help = option == app.get_help_ptr();
      if (command_ != nullptr && &app != command_ && (is_help || option == app.get_version_ptr())) continue;
      option_entry(*option);
    }
  }

  void commands_list() {
    heading(MessageKind::cli_commands);
    for (const CLI::App* command : commands_.app().get_subcommands({}))
      entry("\\fB" + escaped(name_of(command)) + "\\fR(1)", escaped(command->get_description()));
  }

  void exit_codes() {
    heading(MessageKind::cli_exit_codes);
    for (const auto& [code, meaning] : exit_code_list()) entry(bold(std::to_string(code)), escaped(text(meaning)));
  }

  void environment() {
    heading(MessageKind::man_environment);
    entry(bold("KAIDAH_LANGUAGE"), escaped(text(MessageKind::man_kaidah_language)));
    entry(bold("KAIDAH_LIBRARY"), escaped(text(MessageKind::man_kaidah_library)));
    entry(bold("NO_COLOR"), escaped(text(MessageKind::man_no_color)));
  }

  void example() {
    heading(MessageKind::cli_example);
    line(".nf");
    line(escaped(commands_.example(*command_)));
    line(".fi");
  }

  void see_also() {
    heading(MessageKind::man_see_also);
    std::string list = command_ == nullptr ? "" : "\\fBkaidah\\fR(1)";
    for (const CLI::App* command : commands_.app().get_subcommands({})) {
      if (command == command_) continue;
      if (!list.empty()) list += ",\n";
      list += "\\fB" + escaped(name_of(command)) + "\\fR(1)";
    }
    line(list);
  }

 private:
  [[nodiscard]] std::string text(MessageKind kind) const { return commands_.text(kind); }

  [[nodiscard]] std::vector<const CLI::Option*> arguments() const {
    if (command_ == nullptr) return {};
    return command_->get_options([](const CLI::Option* option) { return option->get_positional(); });
  }

  void option_entry(const CLI::Option& option) {
    std::string term;
    if (option.get_positional()) {
      term = italic(option.get_name(true, false));
    } else {
      for (const std::string& name : option.get_snames()) term += (term.empty() ? "" : ", ") + bold("-" + name);
      for (const std::string& name : option.get_lnames()) term += (term.empty() ? "" : ", ") + bold("--" + name);
      if (!option.get_type_name().empty()) term += " " + italic(option.get_type_name());
    }
    entry(term, escaped(option.get_description()));
  }

  const Commands& commands_;
  const CLI::App* command_;
  std::string page_;
};

}  // namespace

std::string program_page(const Commands& commands) {
  Page page(commands, nullptr);
  page.name(commands.app());
  page.synopsis();
  page.description();
  page.commands_list();
  page.options(commands.app(), MessageKind::cli_options);
  page.exit_codes();
  page.environment();
  page.see_also();
  return page.take();
}

std::string command_page(const Commands& commands, const CLI::App& command) {
  Page page(commands, &command);
  page.name(command);
  page.synopsis();
  page.description();
  page.options(command, MessageKind::cli_options);
  page.options(commands.app(), MessageKind::man_general_options);
  page.exit_codes();
  page.environment();
  page.example();
  page.see_also();
  return page.take();
}

std::string page_file(const CLI::App* command) {
  return name_of(command) + ".1";
}

}  // namespace kaidah::cli
