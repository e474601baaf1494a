#pragma once
// Reading policy files.

#include <filesystem>
#include <optional>
#include <vector>

#include <kaidah/diagnostic.hpp>
#include <kaidah/limits.hpp>

namespace kaidah::library {

/// The file as a source named by its path; nothing, and why in `diagnostics`, when it cannot be read or is larger than
/// the limit.
[[nodiscard]] SourcePtr read_source(const std::filesystem::path& path, const Limits& limits,
                                    std::vector<Diagnostic>& diagnostics);

/// Whether a path leads, all links followed, to something in the folder or below it; why not, in `diagnostics`.
[[nodiscard]] bool stays_within(const std::filesystem::path& path, const std::filesystem::path& folder,
                                std::vector<Diagnostic>& diagnostics);

/// Every `*.kaidah` in a folder and the folders in it, in order of their paths. What is hidden and links to folders
/// are left out. Links to files are followed within the folder; one that leads out of it, and what is no ordinary file,
/// is told in `diagnostics`. A path that is a file gives that file.
[[nodiscard]] std::vector<std::filesystem::path> policy_files(const std::filesystem::path& path,
                                                              std::vector<Diagnostic>& diagnostics);

}  // namespace kaidah::library
