#include "grammar/diagnostics/render.hpp"

#include <algorithm>

#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah {
namespace diagnostics {
namespace {

MessageKind severity_word(Severity severity) {
  switch (severity) {
    case Severity::error:
      return MessageKind::word_error;
    case Severity::warning:
      return MessageKind::word_warning;
    case Severity::note:
      break;
  }
  return MessageKind::word_note;
}

bool says(const Message& note, const std::string& replacement) {
  return std::any_of(note.arguments.begin(), note.arguments.end(), [&](const Argument& argument) {
    const auto* value = std::get_if<std::string>(&argument.value);
    return value != nullptr && value->find(replacement) != std::string::npos;
  });
}

}  // namespace

std::string severity_and_code(MessageKind kind, Language language) {
  const MessageInfo& entry = info(kind);
  std::string out = text({severity_word(entry.severity), {}}, language);
  if (!entry.code.empty()) out += "[" + entry.code + "]";
  return out;
}

std::string place_text(const Location& location) {
  if (!location.source) return {};
  const Position position = location.source->position(location.span.begin);
  return location.source->name(location.span.begin) + ":" + std::to_string(position.line) + ":" +
         std::to_string(position.column);
}

std::vector<std::string> note_lines(const Diagnostic& diagnostic, Language language) {
  std::vector<std::string> lines;
  for (const Message& note : diagnostic.notes) lines.push_back(text(note, language));
  if (!diagnostic.suggestion) return lines;
  const Suggestion& suggestion = *diagnostic.suggestion;
  if (suggestion.replacement.empty()) {
    if (suggestion.location.source) {
      const std::string left_out(suggestion.location.source->text(suggestion.location.span));
      lines.push_back(text({MessageKind::leave_out, {{"text", left_out}}}, language));
    }
  } else if (std::none_of(diagnostic.notes.begin(), diagnostic.notes.end(),
                          [&](const Message& note) { return says(note, suggestion.replacement); })) {
    lines.push_back(text({MessageKind::write_instead, {{"text", suggestion.replacement}}}, language));
  }
  return lines;
}

std::string render_plain(const Diagnostic& diagnostic, Language language) {
  std::string out = place_text(diagnostic.location);
  if (!out.empty()) out += ": ";
  out += severity_and_code(diagnostic.message.kind, language) + ": " + text(diagnostic.message, language) + "\n";
  for (const RelatedPlace& related : diagnostic.related) {
    const std::string place = place_text(related.location);
    out += "  " + place + (place.empty() ? "" : ": ") + text(related.message, language) + "\n";
  }
  for (const std::string& note : note_lines(diagnostic, language)) out += "  " + note + "\n";
  return out;
}

}  // namespace diagnostics

std::string render(const Diagnostic& diagnostic, const RenderOptions& options) {
  switch (options.format) {
    case DiagnosticFormat::human:
      return diagnostics::render_human(diagnostic, options);
    case DiagnosticFormat::plain:
      return diagnostics::render_plain(diagnostic, options.language);
    case DiagnosticFormat::json:
      break;
  }
  return diagnostics::render_json(diagnostic, options.language);
}

}  // namespace kaidah
