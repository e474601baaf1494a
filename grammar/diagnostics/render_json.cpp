#include <cstddef>
#include <string>
#include <string_view>

#include "grammar/diagnostics/render.hpp"
#include "grammar/source/utf8.hpp"

namespace kaidah::diagnostics {
namespace {

// This library takes no JSON library, and writing is all it needs.
std::string quoted(std::string_view value) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out = "\"";
  for (std::size_t i = 0; i < value.size();) {
    const auto byte = static_cast<unsigned char>(value[i]);
    const std::size_t length = source::code_point_length(value, i);
    if (length == 0) {
      out += "\xEF\xBF\xBD";  // U+FFFD: a reader of JSON expects UTF-8, whatever the policy holds
      ++i;
      continue;
    }
    if (byte == '"' || byte == '\\') {
      out += '\\';
      out += value[i];
    } else if (byte == '\n') {
      out += "\\n";
    } else if (byte == '\t') {
      out += "\\t";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\u00";
      out += kHex[byte >> 4U];
      out += kHex[byte & 0xFU];
    } else {
      out += value.substr(i, length);
    }
    i += length;
  }
  return out + "\"";
}

std::string position_json(const Source& source, std::uint32_t offset) {
  const Position position = source.position(offset);
  return "{\"line\":" + std::to_string(position.line) + ",\"column\":" + std::to_string(position.column) +
         ",\"offset\":" + std::to_string(offset - source.part(source.part_of(offset)).begin) + "}";
}

/// Members of an object; empty where there is no source.
std::string location_members(const Location& location) {
  if (!location.source) return {};
  return ",\"source\":" + quoted(location.source->name(location.span.begin)) +
         ",\"start\":" + position_json(*location.source, location.span.begin) +
         ",\"end\":" + position_json(*location.source, location.span.end);
}

}  // namespace

std::string render_json(const Diagnostic& diagnostic, Language language) {
  const MessageInfo& entry = info(diagnostic.message.kind);
  // The names of the severities are part of the format and are not translated.
  const std::string_view severity = entry.severity == Severity::error     ? "error"
                                    : entry.severity == Severity::warning ? "warning"
                                                                          : "note";
  std::string out = "{\"severity\":" + quoted(severity) + ",\"code\":" + quoted(entry.code) +
                    ",\"kind\":" + quoted(entry.name) + ",\"message\":" + quoted(text(diagnostic.message, language)) +
                    location_members(diagnostic.location);
  out += ",\"related\":[";
  for (std::size_t i = 0; i < diagnostic.related.size(); ++i) {
    const RelatedPlace& related = diagnostic.related[i];
    out += i == 0 ? "" : ",";
    out += "{\"message\":" + quoted(text(related.message, language)) + location_members(related.location) + "}";
  }
  out += "],\"notes\":[";
  for (std::size_t i = 0; i < diagnostic.notes.size(); ++i) {
    out += (i == 0 ? "" : ",") + quoted(text(diagnostic.notes[i], language));
  }
  out += "]";
  if (diagnostic.suggestion) {
    out += ",\"suggestion\":{\"replacement\":" + quoted(diagnostic.suggestion->replacement) +
           location_members(diagnostic.suggestion->location) + "}";
  }
  return out + "}\n";
}

}  // namespace kaidah::diagnostics
