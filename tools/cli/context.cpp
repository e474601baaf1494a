#include "tools/cli/context.hpp"

#include <unistd.h>

#include <cstdlib>
#include <utility>

namespace kaidah::cli {
namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

Language language_of(std::string_view name) {
  return name.substr(0, 2) == "id" ? Language::indonesian : Language::english;
}

}  // namespace

std::string Context::text(MessageKind kind, std::vector<Argument> arguments) const {
  return kaidah::text(Message{kind, std::move(arguments)}, language);
}

void Context::complain(MessageKind kind, std::vector<Argument> arguments) const {
  std::fprintf(stderr, "kaidah: %s\n", text(kind, std::move(arguments)).c_str());
}

void Context::tell(MessageKind kind, std::vector<Argument> arguments) const {
  std::fprintf(stderr, "%s\n", text(kind, std::move(arguments)).c_str());
}

bool Context::colours(std::FILE* stream) const {
  switch (colour) {
    case ColourChoice::always:
      return true;
    case ColourChoice::never:
      return false;
    case ColourChoice::automatic:
      break;
  }
  return isatty(fileno(stream)) == 1 && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
}

void Context::show(const std::vector<Diagnostic>& diagnostics, DiagnosticFormat format, std::FILE* stream) const {
  const RenderOptions options{language, format, colours(stream)};
  for (const Diagnostic& diagnostic : diagnostics) {
    const std::string rendered = render(diagnostic, options);
    std::fwrite(rendered.data(), 1, rendered.size(), stream);
    if (format == DiagnosticFormat::human) std::fputc('\n', stream);
  }
}

Language choose_language(int argc, const char* const* argv) {
  constexpr std::string_view kOption = "--language";
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--") break;
    if (argument == kOption && i + 1 < argc) return language_of(argv[i + 1]);
    if (argument.substr(0, kOption.size() + 1) == "--language=")
      return language_of(argument.substr(kOption.size() + 1));
  }
  for (const char* name : {"KAIDAH_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (const std::string_view value = environment(name); !value.empty()) return language_of(value);
  }
  return Language::english;
}

Argument number(std::string name, std::size_t value) {
  return {std::move(name), Figure{std::to_string(value)}};
}

}  // namespace kaidah::cli
