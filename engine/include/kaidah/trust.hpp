#pragma once
// Who vouches for policies: keys, the seal of a library, bundles.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kaidah/diagnostic.hpp>
#include <kaidah/library.hpp>
#include <kaidah/limits.hpp>
#include <kaidah/store.hpp>

namespace kaidah {

/// An Ed25519 key that signatures are checked with.
struct PublicKey {
  std::array<std::uint8_t, 32> bytes{};  ///< as RFC 8032 encodes it
  std::string name;                      ///< for people, usually the file it was read from; proves nothing

  /// `ed25519:` and 64 lower-case hexadecimal digits.
  [[nodiscard]] std::string id() const;
  /// The same key, whatever it is called.
  friend bool operator==(const PublicKey& a, const PublicKey& b) noexcept { return a.bytes == b.bytes; }
};

/// Keys that were read.
struct PublicKeys {
  std::vector<PublicKey> keys;          ///< none twice
  std::vector<Diagnostic> diagnostics;  ///< what could not be read
};
/// PEM (`BEGIN PUBLIC KEY`), one or several one after another. `name`: what
/// messages call the text.
[[nodiscard]] PublicKeys public_keys_from_pem(const std::string& name, std::string_view pem) noexcept;
/// Files, and every `*.pem` of folders.
[[nodiscard]] PublicKeys read_public_keys(const std::vector<std::string>& paths) noexcept;

/// An Ed25519 key that signs. Cheap to copy; forgotten with its last copy.
class PrivateKey {
 public:
  /// What its signatures are checked with.
  [[nodiscard]] const PublicKey& public_key() const noexcept;

  struct Data;
  /// For the library itself.
  explicit PrivateKey(std::shared_ptr<const Data> data) noexcept;
  /// For the library itself.
  [[nodiscard]] const Data& data() const noexcept { return *data_; }

 private:
  std::shared_ptr<const Data> data_;
};

/// A key, or why there is none.
struct PrivateKeyResult {
  std::optional<PrivateKey> key;        ///< nothing when there are errors
  std::vector<Diagnostic> diagnostics;  ///< why
};
/// PEM (PKCS #8, `BEGIN PRIVATE KEY`) without a passphrase.
[[nodiscard]] PrivateKeyResult private_key_from_pem(const std::string& name, std::string_view pem) noexcept;
/// The same from a file.
[[nodiscard]] PrivateKeyResult read_private_key(const std::string& path) noexcept;

/// A key as text.
struct KeyPair {
  std::string private_pem;  ///< PKCS #8, to be kept secret
  std::string public_pem;   ///< to be given away
};
/// A new key, from the random numbers of the operating system. Nothing when
/// there are none.
[[nodiscard]] std::optional<KeyPair> make_key_pair() noexcept;

/// What has to be signed, by whom. Keys have no dates: who is trusted no longer
/// is taken from the list.
struct TrustedKeys {
  /// Where something is wrong with them, nothing is trusted, and that is told.
  PublicKeys keys;
  /// How many of the keys must have signed.
  std::size_t signatures = 1;
  /// The lowest release that will do: an older one, though signed, is not taken
  /// for the present one.
  std::uint64_t release = 0;
  /// What is not signed, and by whom it is, does not matter. Without it and
  /// without keys everything is refused.
  bool anyone = false;

  /// For whoever does not ask who has signed.
  [[nodiscard]] static TrustedKeys of_anyone() {
    TrustedKeys trust;
    trust.anyone = true;
    return trust;
  }
};

/// A file as its seal describes it.
struct SealedFile {
  std::string name;         ///< below the library's folder, with `/` between:
                            ///< `pp-30-2019/1.0.0.kaidah`
  std::uint64_t bytes = 0;  ///< its size
  std::string sha256;       ///< 64 lower-case hexadecimal digits
  /// The same name and the same bytes.
  friend bool operator==(const SealedFile&, const SealedFile&) = default;
};
/// One signature of a seal.
struct SealSignature {
  PublicKey key;                         ///< who has signed
  std::array<std::uint8_t, 64> bytes{};  ///< as RFC 8032 encodes it
};

/// All files of a library, and who has signed that these are all of them.
struct Seal {
  std::uint64_t release = 0;              ///< goes up with each change
  std::vector<SealedFile> files;          ///< in order of their names
  std::vector<SealSignature> signatures;  ///< in order of their keys; each holds

  /// As it stands in `kaidah.seal`: lines of JSON, always the same bytes for
  /// the same seal.
  [[nodiscard]] std::string text() const;
};
/// A seal, or why there is none.
struct SealResult {
  std::optional<Seal> seal;             ///< nothing when there are errors
  std::vector<Diagnostic> diagnostics;  ///< why
};
/// A seal of texts, unsigned. The names must be such as a seal may hold.
[[nodiscard]] SealResult make_seal(const std::vector<PolicyText>& texts, std::uint64_t release,
                                   const Limits& limits = {}) noexcept;
/// The seal of a text. Refuses what is not exactly of the form, and every
/// signature that does not hold.
[[nodiscard]] SealResult read_seal(const std::string& name, std::string_view text, const Limits& limits = {}) noexcept;
/// The seal with a signature more; the same where the key has signed it
/// already. Nothing when OpenSSL refuses.
[[nodiscard]] std::optional<Seal> sign(Seal seal, const PrivateKey& key) noexcept;

/// What a folder holds: its policy files by their names below it, and its seal
/// where it has one.
struct FolderTexts {
  std::vector<PolicyText> texts;        ///< in order of their paths
  std::optional<std::string> seal;      ///< the text of `kaidah.seal`
  std::vector<Diagnostic> diagnostics;  ///< what could not be read
};
/// Reads a folder, to sign it or to make a bundle of it.
[[nodiscard]] FolderTexts read_folder_texts(const std::string& folder, const Limits& limits = {}) noexcept;

/// Texts that a seal has been held against, or a bundle that was read.
struct Verified {
  std::optional<Seal> seal;             ///< also where something is wrong, once it could be read
  std::vector<PolicyText> texts;        ///< in the seal's order; none where anything is wrong
  std::vector<Diagnostic> diagnostics;  ///< what is wrong
  /// Whether nothing is.
  [[nodiscard]] explicit operator bool() const noexcept { return seal.has_value() && !has_errors(diagnostics); }
};
/// Whether the texts are those of the seal, no more and no fewer, and it is
/// trusted; gives them back. `name` is what messages call the seal; of the
/// texts they say the names that they have.
[[nodiscard]] Verified verify_texts(const std::string& name, std::vector<PolicyText> texts, std::string_view seal,
                                    const TrustedKeys& trust, const Limits& limits = {}) noexcept;
/// The same of a folder with a `kaidah.seal`, or a bundle.
[[nodiscard]] Verified verify_path(const std::string& path, const TrustedKeys& trust,
                                   const Limits& limits = {}) noexcept;

/// The seal and the texts as one file, always the same bytes. REQUIRES: the
/// seal is of these texts; otherwise nothing.
[[nodiscard]] std::optional<std::string> bundle(const Seal& seal, const std::vector<PolicyText>& texts) noexcept;
/// Reads a bundle: from memory, and nothing of it before its seal is trusted.
[[nodiscard]] Verified read_bundle(const std::string& name, std::string_view bytes, const TrustedKeys& trust,
                                   const Limits& limits = {}) noexcept;

/// A library of texts that stand under a seal. Holds nothing where anything is
/// wrong; its diagnostics say what.
[[nodiscard]] Library open_sealed(std::vector<PolicyText> texts, std::string_view seal, const TrustedKeys& trust,
                                  const Limits& limits = {}) noexcept;
/// A library of a bundle in memory.
[[nodiscard]] Library open_bundle(const std::string& name, std::string_view bytes, const TrustedKeys& trust,
                                  const Limits& limits = {}) noexcept;
/// A library of folders with seals, and of bundles. What is found by path with
/// it – a policy, a profile, a folder to check or to test – stands under the
/// same trust.
[[nodiscard]] Library open_trusted(const std::vector<std::string>& paths, const TrustedKeys& trust,
                                   const Limits& limits = {}) noexcept;

/// Whether a file begins as a bundle does. False too when it cannot be read.
[[nodiscard]] bool is_bundle(const std::string& path) noexcept;

/// Lets a store take only texts that stand under a trusted seal: `kaidah.seal` of its folder, or what its loader brings
/// of that name. It takes no release before one that it has taken already. Then `accept` is asked, where there is one.
void require_signatures(StoreOptions& options, TrustedKeys keys);
/// A loader that brings what stands in a bundle, its seal with it: for a store that requires signatures.
[[nodiscard]] Loader bundle_loader(std::string path, const Limits& limits = {});

}  // namespace kaidah
