#pragma once
// Folders with seals, and bundles, on the disk.

#include <string>

#include <kaidah/trust.hpp>

namespace kaidah::trust {

/// The seal of a folder stands in it under this name.
inline constexpr const char* kSealName = "kaidah.seal";

[[nodiscard]] FolderTexts read_folder(const std::string& folder, const Limits& limits);
[[nodiscard]] Verified verify_path(const std::string& path, const TrustedKeys& trust, const Limits& limits);
[[nodiscard]] bool is_bundle(const std::string& path);

/// What messages call a file of a folder or a bundle.
[[nodiscard]] std::string name_in(const std::string& path, const std::string& name);

}  // namespace kaidah::trust
