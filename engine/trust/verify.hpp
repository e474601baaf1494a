#pragma once
// Seals made of texts, and texts held against seals.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kaidah/trust.hpp>

namespace kaidah::trust {

[[nodiscard]] SealResult make_seal(const std::vector<PolicyText>& texts, std::uint64_t release, const Limits& limits);

/// Whether there are keys to trust, and nothing is wrong with them; why not, in `diagnostics`.
bool somebody_is_trusted(const TrustedKeys& trust, std::vector<Diagnostic>& diagnostics);

/// Whether a seal is signed as wanted; why not, in `diagnostics`.
bool is_trusted(const std::string& name, const Seal& seal, const TrustedKeys& trust,
                std::vector<Diagnostic>& diagnostics);

/// What the file is by its seal.
[[nodiscard]] bool is_file(const SealedFile& file, std::string_view text);

/// `folder` stands before the names in messages: empty, or with a `/` at its end.
[[nodiscard]] Verified verify_texts(const std::string& name, const std::string& folder, std::vector<PolicyText> texts,
                                    std::string_view seal, const TrustedKeys& trust, const Limits& limits);

}  // namespace kaidah::trust
