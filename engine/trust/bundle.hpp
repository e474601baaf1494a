#pragma once
// A bundle: the text of a seal, and behind it the files that it lists, in its order, as they are.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kaidah/trust.hpp>

namespace kaidah::trust {

[[nodiscard]] std::optional<std::string> write_bundle(const Seal& seal, const std::vector<PolicyText>& texts);
[[nodiscard]] Verified read_bundle(const std::string& name, std::string_view bytes, const TrustedKeys& trust,
                                   const Limits& limits);

}  // namespace kaidah::trust
