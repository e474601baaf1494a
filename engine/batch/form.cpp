#include "engine/batch/form.hpp"

#include <cstddef>

namespace kaidah::batch {
namespace {

/// What is not clear after this much is read by lines, or as a list.
constexpr std::size_t kLookedAt = 64u << 10;
constexpr std::string_view kBlank = " \t\r\n";

struct FirstLine {
  std::size_t end = std::string_view::npos;  // its line end
  std::size_t depth = 0;                     // open brackets there
  bool closed = false;                       // the first bracket was closed
  bool in_string = false;
};

FirstLine read_first_line(std::string_view text) {
  FirstLine line;
  bool escaped = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') {
      line.end = i;
      break;
    }
    if (line.in_string) {
      if (!escaped && c == '"') line.in_string = false;
      escaped = !escaped && c == '\\';
    } else if (c == '"') {
      line.in_string = true;
    } else if (c == '{' || c == '[') {
      ++line.depth;
    } else if ((c == '}' || c == ']') && line.depth > 0) {
      if (--line.depth == 0) line.closed = true;
    }
  }
  return line;
}

}  // namespace

Form form_of(std::string_view beginning, bool ended) {
  if (beginning.size() < kByteOrderMark.size() && !ended) return Form::unknown;
  if (beginning.starts_with(kByteOrderMark)) beginning.remove_prefix(kByteOrderMark.size());
  // However much is held: what is told from a beginning stays so when more of it has come.
  ended = ended || beginning.size() > kLookedAt;
  beginning = beginning.substr(0, kLookedAt);
  const std::size_t first = beginning.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return ended ? Form::lines : Form::unknown;
  const bool bracket = beginning[first] == '[';
  if (!bracket && beginning[first] != '{') return Form::lines;

  constexpr std::size_t kDeepest = 64;
  const FirstLine line = read_first_line(beginning.substr(first));
  if (!bracket && line.closed) return Form::lines;
  if (line.end == std::string_view::npos) {
    if (!ended) return Form::unknown;
    return bracket && line.depth <= kDeepest ? Form::list : Form::lines;
  }
  if (!bracket && line.in_string) return Form::lines;
  const std::size_t next = beginning.find_first_not_of(kBlank, first + line.end);
  if (next == std::string_view::npos) {
    if (!ended) return Form::unknown;
    return bracket ? Form::list : Form::lines;
  }
  const bool new_record = beginning[next] == '{' && beginning[next - 1] == '\n';
  if (!bracket) return new_record ? Form::lines : Form::objects;
  return new_record && (line.closed || line.depth > 1 || line.in_string) ? Form::lines : Form::list;
}

}  // namespace kaidah::batch
