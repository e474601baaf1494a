#pragma once
// What is wrong with what a caller gave.

#include <utility>
#include <vector>

#include <kaidah/diagnostic.hpp>

#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::api {

/// It stands in no file, so it has no place.
[[nodiscard]] inline Diagnostic wrong(MessageKind kind, std::vector<Argument> arguments) {
  Diagnostic diagnostic;
  diagnostic.message = {kind, std::move(arguments)};
  return diagnostic;
}

}  // namespace kaidah::api
