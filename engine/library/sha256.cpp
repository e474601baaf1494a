#include "engine/library/sha256.hpp"

#include <openssl/evp.h>

#include <array>
#include <new>
#include <stdexcept>

namespace kaidah::library {
namespace {

/// Only a build of OpenSSL without SHA-256 says no.
void must(int done) {
  if (done != 1) throw std::runtime_error("OpenSSL: no SHA-256");
}

}  // namespace

void Sha256::Free::operator()(evp_md_ctx_st* state) const noexcept {
  EVP_MD_CTX_free(state);
}

Sha256::Sha256() : state_(EVP_MD_CTX_new()) {
  if (state_ == nullptr) throw std::bad_alloc();
  must(EVP_DigestInit_ex(state_.get(), EVP_sha256(), nullptr));
}

void Sha256::update(std::string_view bytes) {
  must(EVP_DigestUpdate(state_.get(), bytes.data(), bytes.size()));
}

std::string Sha256::digest() {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::array<unsigned char, 32> hash{};
  must(EVP_DigestFinal_ex(state_.get(), hash.data(), nullptr));
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
