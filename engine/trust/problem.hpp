#pragma once
// What is wrong with a key, a seal or a bundle: it stands in no policy, so it has no place there.

#include <string>
#include <utility>
#include <vector>

#include <kaidah/diagnostic.hpp>

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

}  // namespace kaidah::trust
