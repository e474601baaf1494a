#pragma once
// Keys from files and texts.

#include <string>
#include <string_view>
#include <vector>

#include <kaidah/trust.hpp>

namespace kaidah::trust {

[[nodiscard]] PublicKeys public_keys(const std::string& name, std::string_view pem);
[[nodiscard]] PublicKeys read_public_keys(const std::vector<std::string>& paths);
[[nodiscard]] PrivateKeyResult private_key(const std::string& name, std::string_view pem);
[[nodiscard]] PrivateKeyResult read_private_key(const std::string& path);

}  // namespace kaidah::trust
