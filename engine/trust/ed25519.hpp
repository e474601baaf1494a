#pragma once
// Ed25519 (RFC 8032) by OpenSSL, and its keys as PEM.

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <variant>

#include <kaidah/trust.hpp>

#include "grammar/diagnostics/message_kind.hpp"

struct evp_pkey_st;  // OpenSSL's key, without its header

namespace kaidah {

struct PrivateKey::Data {
  std::shared_ptr<evp_pkey_st> key;
  PublicKey public_key;
};

namespace trust {

using SignatureBytes = std::array<std::uint8_t, 64>;

/// The 64 bytes; nothing when OpenSSL refuses.
[[nodiscard]] std::optional<SignatureBytes> sign(const PrivateKey& key, std::string_view message);
/// False too for bytes that are no key.
[[nodiscard]] bool holds(const PublicKey& key, const SignatureBytes& signature, std::string_view message);

/// The key, or the phrase that says why there is none.
[[nodiscard]] std::variant<PrivateKey, MessageKind> parse_private_key(std::string_view pem);
/// All keys of the text, or the phrase that says what is wrong with one.
[[nodiscard]] std::variant<std::vector<PublicKey>, MessageKind> parse_public_keys(std::string_view pem);

}  // namespace trust
}  // namespace kaidah
