#pragma once
// Putting a diagnostic together.

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <kaidah/diagnostic.hpp>

#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::check {

class Reports {
 public:
  /// The new diagnostic, for notes and related places; valid until the next one.
  Diagnostic& add(MessageKind kind, Location location, std::vector<Argument> arguments = {}) {
    Diagnostic diagnostic;
    diagnostic.message = {kind, std::move(arguments)};
    diagnostic.location = std::move(location);
    diagnostics_.push_back(std::move(diagnostic));
    return diagnostics_.back();
  }
  [[nodiscard]] std::vector<Diagnostic>& diagnostics() noexcept { return diagnostics_; }
  [[nodiscard]] std::size_t size() const noexcept { return diagnostics_.size(); }

 private:
  std::vector<Diagnostic> diagnostics_;
};

inline Message message(MessageKind kind, std::vector<Argument> arguments = {}) {
  return {kind, std::move(arguments)};
}

/// `= help: did you mean …?` for each of the visible names nearest to `word`.
void suggest(Diagnostic& diagnostic, const std::string& word, const std::vector<std::string>& visible);

}  // namespace kaidah::check
