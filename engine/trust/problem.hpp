#pragma once
// What is wrong with a key, a seal or a bundle: it stands in no policy, so it has no place there.

#include <string>
#include <utility>
#include <vector>

#include <kaidah/diagnostic.hpp>
#include <kaidah/limits.hpp>

#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::trust {

[[nodiscard]] inline Diagnostic problem(MessageKind kind, std::vector<Argument> arguments,
                                        std::vector<Message> notes = {}) {
  Diagnostic diagnostic;
  diagnostic.message = {kind, std::move(arguments)};
  diagnostic.notes = std::move(notes);
  return diagnostic;
}

[[nodiscard]] inline Argument figure(std::string name, std::uint64_t value) {
  return {std::move(name), Figure{std::to_string(value)}};
}

/// Not more of them than are kept of anything that is checked; how many more there were is said.
inline void keep_within(std::vector<Diagnostic>& diagnostics, const Limits& limits) {
  if (diagnostics.size() <= limits.diagnostics) return;
  const std::size_t more = diagnostics.size() - limits.diagnostics;
  diagnostics.resize(limits.diagnostics);
  diagnostics.push_back(problem(MessageKind::more_diagnostics, {{"count", std::to_string(more)}}));
}

/// A name from elsewhere, without what would steer the reader's terminal.
[[nodiscard]] inline std::string printable(std::string name) {
  for (char& c : name) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
  }
  return name;
}

}  // namespace kaidah::trust
