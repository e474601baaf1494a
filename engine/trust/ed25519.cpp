#include "engine/trust/ed25519.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <new>
#include <string>
#include <utility>
#include <vector>

namespace kaidah {
namespace trust {
namespace {

template <auto kFree>
struct FreeBy {
  template <class T>
  void operator()(T* held) const noexcept {
    kFree(held);
  }
};
using ContextPtr = std::unique_ptr<EVP_MD_CTX, FreeBy<EVP_MD_CTX_free>>;
using KeyPtr = std::unique_ptr<EVP_PKEY, FreeBy<EVP_PKEY_free>>;
struct FreeBio {
  void operator()(BIO* bio) const noexcept { BIO_free(bio); }
};
using BioPtr = std::unique_ptr<BIO, FreeBio>;

/// What OpenSSL notes of its failures stays in the thread otherwise, for whoever asks next.
struct ForgetErrors {
  ForgetErrors() { ERR_set_mark(); }
  ~ForgetErrors() { ERR_pop_to_mark(); }
  ForgetErrors(const ForgetErrors&) = delete;
  ForgetErrors& operator=(const ForgetErrors&) = delete;
};

ContextPtr new_context() {
  ContextPtr context(EVP_MD_CTX_new());
  if (!context) throw std::bad_alloc();
  return context;
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

BioPtr reader_of(std::string_view text) {
  BioPtr bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  if (!bio) throw std::bad_alloc();
  return bio;
}

std::string written(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string();
}

/// Nobody is asked for a passphrase.
int no_passphrase(char* /*buffer*/, int /*size*/, int /*writing*/, void* asked) {
  *static_cast<bool*>(asked) = true;
  return -1;
}

struct FreeBytes {
  void operator()(void* held) const noexcept { OPENSSL_free(held); }
};

/// `-----BEGIN NAME-----` and what stands in it.
struct PemBlock {
  std::unique_ptr<char, FreeBytes> name;
  std::unique_ptr<unsigned char, FreeBytes> data;
  long size = 0;

  /// False at the end, and where a block is damaged.
  bool read(BIO* bio) {
    char* read_name = nullptr;
    char* header = nullptr;
    unsigned char* bytes = nullptr;
    if (PEM_read_bio(bio, &read_name, &header, &bytes, &size) != 1) return false;
    OPENSSL_free(header);
    name.reset(read_name);
    data.reset(bytes);
    return true;
  }
};

std::optional<PublicKey> public_part(const EVP_PKEY* key) {
  PublicKey part;
  std::size_t size = part.bytes.size();
  if (EVP_PKEY_get_id(key) != EVP_PKEY_ED25519) return std::nullopt;
  if (EVP_PKEY_get_raw_public_key(key, part.bytes.data(), &size) != 1 || size != part.bytes.size()) return std::nullopt;
  return part;
}

}  // namespace

std::optional<SignatureBytes> sign(const PrivateKey& key, std::string_view message) {
  const ForgetErrors forget;
  const ContextPtr context = new_context();
  SignatureBytes signature;
  std::size_t size = signature.size();
  if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.data().key.get()) != 1 ||
      EVP_DigestSign(context.get(), signature.data(), &size, bytes_of(message), message.size()) != 1 ||
      size != signature.size())
    return std::nullopt;
  return signature;
}

bool holds(const PublicKey& key, const SignatureBytes& signature, std::string_view message) {
  const ForgetErrors forget;
  const KeyPtr opened(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.bytes.data(), key.bytes.size()));
  if (!opened) return false;
  const ContextPtr context = new_context();
  return EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, opened.get()) == 1 &&
         EVP_DigestVerify(context.get(), signature.data(), signature.size(), bytes_of(message), message.size()) == 1;
}

std::variant<PrivateKey, MessageKind> parse_private_key(std::string_view pem) {
  const ForgetErrors forget;
  const BioPtr bio = reader_of(pem);
  bool asked = false;
  KeyPtr key(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_passphrase, &asked));
  if (asked) return MessageKind::key_reason_passphrase;
  if (!key) {
    const auto others = parse_public_keys(pem);
    return std::holds_alternative<MessageKind>(others) ? std::get<MessageKind>(others) : MessageKind::key_reason_public;
  }
  const std::optional<PublicKey> part = public_part(key.get());
  if (!part) return MessageKind::key_reason_kind;
  auto data = std::make_shared<PrivateKey::Data>();
  data->key = std::shared_ptr<EVP_PKEY>(key.release(), EVP_PKEY_free);
  data->public_key = *part;
  return PrivateKey(std::move(data));
}

std::variant<std::vector<PublicKey>, MessageKind> parse_public_keys(std::string_view pem) {
  const ForgetErrors forget;
  if (pem.find("PRIVATE KEY-----") != std::string_view::npos) return MessageKind::key_reason_private;
  const BioPtr bio = reader_of(pem);
  std::vector<PublicKey> keys;
  for (PemBlock block; block.read(bio.get());) {
    const unsigned char* der = block.data.get();
    const KeyPtr key(d2i_PUBKEY(nullptr, &der, block.size));
    if (!key || std::string_view(block.name.get()) != PEM_STRING_PUBLIC) return MessageKind::key_reason_none;
    const std::optional<PublicKey> part = public_part(key.get());
    if (!part) return MessageKind::key_reason_kind;
    keys.push_back(*part);
  }
  // It ended at the end, and not at a key that is damaged.
  if (keys.empty() || ERR_GET_REASON(ERR_peek_last_error()) != PEM_R_NO_START_LINE) return MessageKind::key_reason_none;
  return keys;
}

}  // namespace trust

std::optional<KeyPair> make_key_pair() noexcept {
  const trust::ForgetErrors forget;
  const trust::KeyPtr key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  // The text of the private key is wiped when its buffer is freed.
  const trust::BioPtr secret(BIO_new(BIO_s_secmem()));
  const trust::BioPtr open(BIO_new(BIO_s_mem()));
  if (!key || !secret || !open) return std::nullopt;
  if (PEM_write_bio_PKCS8PrivateKey(secret.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1 ||
      PEM_write_bio_PUBKEY(open.get(), key.get()) != 1)
    return std::nullopt;
  return KeyPair{trust::written(secret.get()), trust::written(open.get())};
}

PrivateKey::PrivateKey(std::shared_ptr<const Data> data) noexcept : data_(std::move(data)) {}

const PublicKey& PrivateKey::public_key() const noexcept {
  return data_->public_key;
}

}  // namespace kaidah
