#include "engine/json/syntax_error.hpp"

#include <algorithm>
#include <string>

#include "engine/json/text.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::json {
namespace {

struct Reason {
  std::string_view part;  // of the library's message
  MessageKind kind;
};

// The first that is found counts. What the library read last follows "last read: " and may hold anything.
constexpr Reason kReasons[] = {
    {"unexpected end of input", MessageKind::json_ends_early},
    {"missing closing quote", MessageKind::json_open_string},
    {"ill-formed UTF-8", MessageKind::json_bad_utf8},
    {"control character", MessageKind::json_control_character},
    {"forbidden character after backslash", MessageKind::json_bad_escape},
    {"must be followed by", MessageKind::json_bad_escape},
    {"must follow", MessageKind::json_bad_escape},
    {"invalid number", MessageKind::json_bad_number},
    {"invalid BOM", MessageKind::json_bad_mark},
    {"invalid literal", MessageKind::json_bad_literal},
    {"parsing object key", MessageKind::json_expected_key},
    {"parsing object separator", MessageKind::json_expected_colon},
    {"parsing object", MessageKind::json_expected_comma},
    {"parsing array", MessageKind::json_expected_comma},
};

}  // namespace

MessageKind syntax_reason(std::string_view said, std::string_view rest) {
  // Behind "last read: " stands what the text holds, and "; expected …" behind that.
  const std::string_view before = said.substr(0, said.find("; last read: "));
  if (said.ends_with("expected end of input")) return MessageKind::json_trailing;
  const auto* found = std::ranges::find_if(
      kReasons, [before](const Reason& reason) { return before.find(reason.part) != std::string_view::npos; });
  if (found == std::end(kReasons)) return MessageKind::json_expected_value;
  // The library calls everything a literal that it cannot place.
  if (found->kind != MessageKind::json_bad_literal || rest.empty()) return found->kind;
  const char last = rest.front();
  if ((last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z')) return MessageKind::json_bad_literal;
  return utf8_length(rest) == 0 ? MessageKind::json_bad_utf8 : MessageKind::json_stray_character;
}

Message malformed(MessageKind reason, std::string_view read) {
  if (read.ends_with('\n')) read.remove_suffix(1);  // a line end is the last character of its line
  const std::size_t column = std::max<std::size_t>(code_points_of_last_line(read), 1);
  return {MessageKind::malformed_json, {{"reason", reason}, {"column", std::to_string(column)}}};
}

}  // namespace kaidah::json
