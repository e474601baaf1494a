#include "engine/library/sha256.hpp"

#include <sodium/crypto_hash_sha256.h>

namespace kaidah::library {
namespace {

static_assert(sizeof(crypto_hash_sha256_state) <= 104 && alignof(crypto_hash_sha256_state) <= 8);

crypto_hash_sha256_state* state_in(std::array<std::byte, 104>& bytes) noexcept {
  return reinterpret_cast<crypto_hash_sha256_state*>(bytes.data());
}

}  // namespace

// Hashing needs no sodium_init(): it has no state outside of what is passed in.
Sha256::Sha256() noexcept {
  crypto_hash_sha256_init(state_in(state_));
}

void Sha256::update(std::string_view bytes) noexcept {
  crypto_hash_sha256_update(state_in(state_), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

std::string Sha256::digest() {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256_final(state_in(state_), hash.data());
  std::string text = "sha256:";
  for (const unsigned char byte : hash) {
    text += kHex[byte >> 4U];
    text += kHex[byte & 0xFU];
  }
  return text;
}

std::string sha256(std::string_view bytes) {
  Sha256 hash;
  hash.update(bytes);
  return hash.digest();
}

}  // namespace kaidah::library
