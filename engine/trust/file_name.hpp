#pragma once
// Names of files in a seal: such as mean one file below a folder, and the same one on every disk.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kaidah/diagnostic.hpp>
#include <kaidah/limits.hpp>

namespace kaidah::trust {

/// Why a name cannot stand in a seal; nothing when it can. Only plain ASCII can, so that no two names look the same or
/// are made the same by a disk's idea of Unicode.
[[nodiscard]] std::optional<Diagnostic> wrong_name(std::string_view name, const Limits& limits);

/// Why names that are right each by itself cannot stand together: not in order, equal but for case, or one a file and
/// a folder at once.
[[nodiscard]] std::optional<Diagnostic> wrong_together(const std::vector<std::string_view>& names);

}  // namespace kaidah::trust
