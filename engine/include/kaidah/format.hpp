#pragma once
// Canonical text of policies, in either vocabulary.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <kaidah/diagnostic.hpp>
#include <kaidah/limits.hpp>

namespace kaidah {

/// The words a file is written in.
enum class PolicyVocabulary : std::uint8_t { english, indonesian };

/// A text in canonical form, or why there is none.
struct FormatResult {
  std::optional<std::string> text;      ///< nothing when the file has errors of text
  bool changed = false;                 ///< the text differs from what was given
  std::vector<Diagnostic> diagnostics;  ///< errors of text
};

/// Without a vocabulary the file keeps its own. Formatting what was formatted changes nothing.
[[nodiscard]] FormatResult format_text(std::string name, std::string text,
                                       std::optional<PolicyVocabulary> vocabulary = std::nullopt,
                                       const Limits& limits = {}) noexcept;
/// The same of a file, which is not written.
[[nodiscard]] FormatResult format_file(const std::string& path,
                                       std::optional<PolicyVocabulary> vocabulary = std::nullopt,
                                       const Limits& limits = {}) noexcept;

/// The `*.kaidah` files of the paths, those of folders in order.
struct FileList {
  std::vector<std::string> paths;       ///< as they can be opened
  std::vector<Diagnostic> diagnostics;  ///< paths that lead nowhere
};
/// Looks for them; a path that leads nowhere is told.
[[nodiscard]] FileList find_policy_files(const std::vector<std::string>& paths) noexcept;

}  // namespace kaidah
