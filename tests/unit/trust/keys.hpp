#pragma once
// Keys for tests, made of their secret 32 bytes as RFC 8410 wraps them.

#include <openssl/evp.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <kaidah/trust.hpp>

namespace kaidah_test {

inline std::string bytes_of_hex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  }
  return bytes;
}

inline std::string pem(std::string_view label, const std::string& der) {
  std::vector<unsigned char> text(der.size() * 2 + 4);
  const int size =
      EVP_EncodeBlock(text.data(), reinterpret_cast<const unsigned char*>(der.data()), static_cast<int>(der.size()));
  return "-----BEGIN " + std::string(label) + "-----\n" +
         std::string(reinterpret_cast<const char*>(text.data()), static_cast<std::size_t>(size)) + "\n-----END " +
         std::string(label) + "-----\n";
}

inline std::string private_pem(std::string_view secret) {
  return pem("PRIVATE KEY", bytes_of_hex("302e020100300506032b657004220420") + bytes_of_hex(secret));
}

inline std::string public_pem(std::string_view key) {
  return pem("PUBLIC KEY", bytes_of_hex("302a300506032b6570032100") + bytes_of_hex(key));
}

inline kaidah::PrivateKey key_of(std::string_view secret) {
  auto result = kaidah::private_key_from_pem("key", private_pem(secret));
  if (!result.key) throw std::runtime_error("no key");
  return *result.key;
}

/// Keys of the tests of RFC 8032, section 7.1.
inline kaidah::PrivateKey first_key() {
  return key_of("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
}
inline kaidah::PrivateKey second_key() {
  return key_of("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
}
inline kaidah::PrivateKey third_key() {
  return key_of("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7");
}

inline kaidah::TrustedKeys trust_in(const std::vector<kaidah::PrivateKey>& keys) {
  kaidah::TrustedKeys trust;
  for (const auto& key : keys) trust.keys.keys.push_back(key.public_key());
  return trust;
}

}  // namespace kaidah_test
