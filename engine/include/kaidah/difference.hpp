#pragma once
// What two versions of a policy say differently: not the text but the meaning, with examples.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <kaidah/decision.hpp>

namespace kaidah {

/// How two versions are told apart.
struct DifferenceOptions {
  /// Fixed for the examples; a parameter that is not set is tried with what it may be.
  std::vector<ParameterSetting> parameters;
  /// Fixed for the examples; otherwise none and a few later ones are tried.
  std::optional<std::string> decision_day;
  /// Decisions that the search for examples may take.
  std::uint64_t tries = 20'000;
  /// Of articles, of the canonical text, and of what is told.
  Language language = Language::english;
};

/// Immutable, cheap to copy.
class Difference {
 public:
  /// Whether nothing was found but other names. Examples do not count: that none was found proves nothing.
  [[nodiscard]] bool same_meaning() const noexcept;
  /// Changes that can change a decision.
  [[nodiscard]] std::size_t decisive() const noexcept;
  /// Of those, how many have a record that is decided differently.
  [[nodiscard]] std::size_t shown_by_example() const noexcept;

  /// Lines for a terminal, in the language of the options.
  [[nodiscard]] std::string text(bool colour) const;
  /// One object.
  [[nodiscard]] std::string json() const;

  struct Data;
  /// For the library itself.
  explicit Difference(std::shared_ptr<const Data> data) noexcept;

 private:
  std::shared_ptr<const Data> data_;
};

/// What came of it.
struct DifferenceResult {
  std::optional<Difference> difference;  ///< nothing when the settings do not fit
  std::vector<Diagnostic> diagnostics;   ///< settings that do not fit, faults
};

/// The same policies and options give the same result.
[[nodiscard]] DifferenceResult find_difference(const Policy& from, const Policy& to,
                                               const DifferenceOptions& options = {}) noexcept;

}  // namespace kaidah
