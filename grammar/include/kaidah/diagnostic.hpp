#pragma once
// A diagnostic is data: a kind from the registry, places, arguments. Rendering is elsewhere.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <kaidah/source.hpp>

namespace kaidah {

/// The language that messages are shown in.
enum class Language : std::uint8_t { english, indonesian };

/// How much a diagnostic weighs: with an error nothing is made of the text.
enum class Severity : std::uint8_t { error, warning, note };

/// Every kind of diagnostic, rejection and phrase. The list, the codes and the templates in both languages
/// stand in `grammar/diagnostics/catalogue/*.def`; this is the same list by name.
enum class MessageKind : std::uint16_t;

/// A figure in a message: shown with the decimal mark of the reader's language.
struct Figure {
  std::string digits;  ///< with a point, as a policy writes it
  friend bool operator==(const Figure&, const Figure&) = default;
};

struct Message;

/// Sentences in a row: `a, b and c`, or `a, b or c` where they are alternatives. One alone is shown as it is.
struct Listing {
  std::vector<Message> items;  ///< in order
  bool alternatives = false;   ///< joined by `or`
  friend bool operator==(const Listing&, const Listing&);
};

/// What fills `{name}` in a template: text of the user (shown as it is), a figure, a phrase of the catalogue with the
/// same arguments, or sentences with arguments of their own.
struct Argument {
  std::string name;                                               ///< the place in the template
  std::variant<std::string, Figure, MessageKind, Listing> value;  ///< what fills it
  friend bool operator==(const Argument&, const Argument&) = default;
};

/// A sentence of the catalogue with its arguments: a note, a help line, a label.
struct Message {
  MessageKind kind{};               ///< its entry of the catalogue
  std::vector<Argument> arguments;  ///< by name
  friend bool operator==(const Message&, const Message&) = default;
};

/// A further place, with what is to be seen there.
struct RelatedPlace {
  Location location;  ///< where
  Message message;    ///< what is to be seen there
};

/// Replaces the text of a span; a tool may apply it.
struct Suggestion {
  Location location;        ///< what is replaced
  std::string replacement;  ///< by what
};

/// Something wrong or worth telling, with its place.
struct Diagnostic {
  Message message;                       ///< what is wrong
  Location location;                     ///< where; its source is null when the mistake is not in a text
  std::vector<RelatedPlace> related;     ///< further places
  std::vector<Message> notes;            ///< `= example: …`, `= help: …` lines, in order
  std::optional<Suggestion> suggestion;  ///< what would mend it
};

/// What the registry says of a kind.
struct MessageInfo {
  std::string code;                    ///< `K4003`; empty for phrases
  std::string name;                    ///< `gap`
  Severity severity = Severity::note;  ///< of what has a code
};
/// Of a kind.
[[nodiscard]] const MessageInfo& info(MessageKind kind) noexcept;

/// The message with its arguments filled in: one line, lower case, no full stop.
[[nodiscard]] std::string text(const Message& message, Language language);

/// Sorted by source and position, without exact repetitions.
void sort_diagnostics(std::vector<Diagnostic>& diagnostics);
/// Whether one of them is an error.
[[nodiscard]] bool has_errors(const std::vector<Diagnostic>& diagnostics) noexcept;

/// The forms a diagnostic is shown in.
enum class DiagnosticFormat : std::uint8_t {
  human,  ///< excerpt of the source with the place underlined
  plain,  ///< `name:line:column: error[K4003]: …`, one line each, notes indented
  json,   ///< one object per line
};

/// How a diagnostic is shown.
struct RenderOptions {
  Language language = Language::english;              ///< of the message and its notes
  DiagnosticFormat format = DiagnosticFormat::human;  ///< human, plain or JSON
  bool colour = false;                                ///< of the human form: escapes for a terminal
};
/// Ends with a line end. An empty line between two human ones is the caller's.
[[nodiscard]] std::string render(const Diagnostic& diagnostic, const RenderOptions& options);

}  // namespace kaidah
