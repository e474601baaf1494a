#pragma once
// What every command needs to talk: the language, colours, and where things are said.

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include <kaidah/diagnostic.hpp>

#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::cli {

enum class ColourChoice { automatic, always, never };

struct Context {
  Language language = Language::english;
  ColourChoice colour = ColourChoice::automatic;
  bool verbose = false;

  /// A sentence of the catalogue.
  [[nodiscard]] std::string text(MessageKind kind, std::vector<Argument> arguments = {}) const;
  /// `kaidah: …` on standard error.
  void complain(MessageKind kind, std::vector<Argument> arguments = {}) const;
  /// A line on standard error.
  void tell(MessageKind kind, std::vector<Argument> arguments = {}) const;
  /// Whether `stream` gets colours.
  [[nodiscard]] bool colours(std::FILE* stream) const;
  void show(const std::vector<Diagnostic>& diagnostics, DiagnosticFormat format, std::FILE* stream) const;
};

/// The language asked for on the command line, else by KAIDAH_LANGUAGE, else by LC_ALL, LC_MESSAGES or LANG: Indonesian
/// where it begins with `id`. Needed before the command line is read, since help is shown in it.
[[nodiscard]] Language choose_language(int argc, const char* const* argv);

/// A whole number for a message.
[[nodiscard]] Argument number(std::string name, std::size_t value);

}  // namespace kaidah::cli
