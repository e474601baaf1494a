#include <kaidah/trust.hpp>

#include <algorithm>
#include <utility>

#include "engine/api/fault.hpp"
#include "engine/api/library_data.hpp"
#include "engine/trust/bundle.hpp"
#include "engine/trust/ed25519.hpp"
#include "engine/trust/keys.hpp"
#include "engine/trust/paths.hpp"
#include "engine/trust/problem.hpp"
#include "engine/trust/seal_text.hpp"
#include "engine/trust/verify.hpp"

namespace kaidah {

PublicKeys public_keys_from_pem(const std::string& name, std::string_view pem) noexcept {
  return api::guarded_result<PublicKeys>([&] { return trust::public_keys(name, pem); });
}

PublicKeys read_public_keys(const std::vector<std::string>& paths) noexcept {
  return api::guarded_result<PublicKeys>([&] { return trust::read_public_keys(paths); });
}

PrivateKeyResult private_key_from_pem(const std::string& name, std::string_view pem) noexcept {
  return api::guarded_result<PrivateKeyResult>([&] { return trust::private_key(name, pem); });
}

PrivateKeyResult read_private_key(const std::string& path) noexcept {
  return api::guarded_result<PrivateKeyResult>([&] { return trust::read_private_key(path); });
}

std::string Seal::text() const {
  return trust::seal_text(*this);
}

SealResult make_seal(const std::vector<PolicyText>& texts, std::uint64_t release, const Limits& limits) noexcept {
  return api::guarded_result<SealResult>([&] { return trust::make_seal(texts, release, limits); });
}

SealResult read_seal(const std::string& name, std::string_view text, const Limits& limits) noexcept {
  return api::guarded_result<SealResult>([&] {
    SealResult result;
    trust::ParsedSeal parsed = trust::parse_seal(name, text, limits, result.diagnostics);
    if (parsed.seal && parsed.bytes != text.size()) {
      result.diagnostics.push_back(trust::problem(MessageKind::bundle_too_long, {{"path", name}}));
    } else {
      result.seal = std::move(parsed.seal);
    }
    return result;
  });
}

std::optional<Seal> sign(Seal seal, const PrivateKey& key) noexcept {
  return api::guarded(
      [&]() -> std::optional<Seal> {
        const auto signature = trust::sign(key, trust::signed_text(trust::list_text(seal)));
        if (!signature) return std::nullopt;
        const PublicKey& by = key.public_key();
        const auto place =
            std::lower_bound(seal.signatures.begin(), seal.signatures.end(), by.bytes,
                             [](const SealSignature& one, const auto& bytes) { return one.key.bytes < bytes; });
        if (place != seal.signatures.end() && place->key == by) {
          place->bytes = *signature;
        } else {
          seal.signatures.insert(place, {by, *signature});
        }
        return std::move(seal);
      },
      [](const Message&) -> std::optional<Seal> { return std::nullopt; });
}

FolderTexts read_folder_texts(const std::string& folder, const Limits& limits) noexcept {
  return api::guarded_result<FolderTexts>([&] { return trust::read_folder(folder, limits); });
}

Verified verify_texts(const std::string& name, std::vector<PolicyText> texts, std::string_view seal,
                      const TrustedKeys& trust, const Limits& limits) noexcept {
  return api::guarded_result<Verified>(
      [&] { return trust::verify_texts(name, "", std::move(texts), seal, trust, limits); });
}

Verified verify_path(const std::string& path, const TrustedKeys& trust, const Limits& limits) noexcept {
  return api::guarded_result<Verified>([&] { return trust::verify_path(path, trust, limits); });
}

std::optional<std::string> bundle(const Seal& seal, const std::vector<PolicyText>& texts) noexcept {
  return api::guarded([&] { return trust::write_bundle(seal, texts); },
                      [](const Message&) { return std::optional<std::string>(); });
}

Verified read_bundle(const std::string& name, std::string_view bytes, const TrustedKeys& trust,
                     const Limits& limits) noexcept {
  return api::guarded_result<Verified>([&] { return trust::read_bundle(name, bytes, trust, limits); });
}

bool is_bundle(const std::string& path) noexcept {
  return api::guarded([&] { return trust::is_bundle(path); }, [](const Message&) { return false; });
}

}  // namespace kaidah
