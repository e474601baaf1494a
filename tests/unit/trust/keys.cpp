#include "tests/unit/trust/keys.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

#include "engine/trust/ed25519.hpp"
#include "engine/trust/hex.hpp"

BOOST_AUTO_TEST_SUITE(trust_keys)

namespace {

using kaidah::MessageKind;

struct Vector {
  const char* secret;
  const char* open;
  std::string message;
  const char* signature;
};

/// RFC 8032, section 7.1: tests 1 to 3 and SHA(abc).
std::vector<Vector> vectors() {
  return {
      {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
       "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
       "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe2"
       "465"
       "5141438e7a100b"},
      {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
       "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
       "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302ae"
       "eb0"
       "0d291612bb0c00"},
      {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
       "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
       "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28"
       "dc0"
       "27beceea1ec40a"},
      {"833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
       "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
       "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80"
       "e2a"
       "9ac94fa54ca49f",
       "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17"
       "ad9"
       "bef1177331a704"},
  };
}

bool is(const std::vector<kaidah::Diagnostic>& diagnostics, MessageKind reason) {
  if (diagnostics.size() != 1 || diagnostics.front().message.kind != MessageKind::key_unusable) return false;
  const auto* found = std::get_if<MessageKind>(&diagnostics.front().message.arguments.at(1).value);
  return found != nullptr && *found == reason;
}

constexpr const char* kRsa = R"(-----BEGIN PUBLIC KEY-----
MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf
9Cnzj4p4WGeKLs1Pt8QuKUpRKfFLfRYC9AIKjbJTWit+CqvjWYzvQwECAwEAAQ==
-----END PUBLIC KEY-----
)";

}  // namespace

BOOST_AUTO_TEST_CASE(the_test_vectors_of_the_standard_hold_through_pem) {
  for (const Vector& vector : vectors()) {
    const auto secret = kaidah::private_key_from_pem("secret", kaidah_test::private_pem(vector.secret));
    const auto open = kaidah::public_keys_from_pem("open", kaidah_test::public_pem(vector.open));
    BOOST_REQUIRE(secret.key);
    BOOST_REQUIRE(open.keys.size() == 1U);
    BOOST_TEST(secret.key->public_key().id() == std::string("ed25519:") + vector.open);
    BOOST_TEST((open.keys.front() == secret.key->public_key()));
    const std::string message = kaidah_test::bytes_of_hex(vector.message);
    auto signature = kaidah::trust::sign(*secret.key, message);
    BOOST_REQUIRE(signature);
    std::string hex;
    kaidah::trust::append_hex(hex, *signature);
    BOOST_TEST(hex == vector.signature);
    BOOST_TEST(kaidah::trust::holds(open.keys.front(), *signature, message));
    BOOST_TEST(!kaidah::trust::holds(open.keys.front(), *signature, message + "x"));
    for (std::size_t bit = 0; bit < signature->size() * 8; ++bit) {
      auto changed = *signature;
      changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1U << (bit % 8)));
      BOOST_TEST(!kaidah::trust::holds(open.keys.front(), changed, message));
    }
  }
}

// The other square root, the order added to s, and keys that no point has: all are refused.
BOOST_AUTO_TEST_CASE(a_signature_has_one_form) {
  const auto key = kaidah_test::first_key();
  const auto signature = kaidah::trust::sign(key, "text");
  BOOST_REQUIRE(signature);
  const std::string order =
      kaidah_test::bytes_of_hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
  auto added = *signature;
  unsigned carry = 0;
  for (std::size_t i = 0; i < 32; ++i) {
    carry += added[32 + i] + static_cast<unsigned char>(order[i]);
    added[32 + i] = static_cast<std::uint8_t>(carry & 0xFFU);
    carry >>= 8U;
  }
  BOOST_REQUIRE(carry == 0U);
  BOOST_TEST(!kaidah::trust::holds(key.public_key(), added, "text"));
  kaidah::PublicKey no_point;
  no_point.bytes.fill(0xFF);
  BOOST_TEST(!kaidah::trust::holds(no_point, *signature, "text"));
}

BOOST_AUTO_TEST_CASE(what_is_no_key_is_told) {
  const std::string secret = kaidah_test::private_pem(vectors().front().secret);
  const std::string open = kaidah_test::public_pem(vectors().front().open);
  BOOST_TEST(is(kaidah::public_keys_from_pem("k", "").diagnostics, MessageKind::key_reason_none));
  BOOST_TEST(is(kaidah::public_keys_from_pem("k", "text").diagnostics, MessageKind::key_reason_none));
  BOOST_TEST(is(kaidah::public_keys_from_pem("k", secret).diagnostics, MessageKind::key_reason_private));
  BOOST_TEST(is(kaidah::public_keys_from_pem("k", open + secret).diagnostics, MessageKind::key_reason_private));
  BOOST_TEST(is(kaidah::public_keys_from_pem("k", kRsa).diagnostics, MessageKind::key_reason_kind));
  BOOST_TEST(is(kaidah::private_key_from_pem("k", open).diagnostics, MessageKind::key_reason_public));
  BOOST_TEST(is(kaidah::private_key_from_pem("k", "text").diagnostics, MessageKind::key_reason_none));
  BOOST_TEST(
      is(kaidah::private_key_from_pem("k", std::string(100'000, 'x')).diagnostics, MessageKind::key_reason_large));
  // Cut off anywhere it is no key, and neither is what stands before a key that is cut off.
  for (std::size_t size = 0; size + 1 < open.size(); ++size) {
    BOOST_TEST(kaidah::public_keys_from_pem("k", open.substr(0, size)).keys.empty());
    if (size > 40) BOOST_TEST(!kaidah::public_keys_from_pem("k", open + open.substr(0, size)).diagnostics.empty());
  }
  for (std::size_t size = 0; size + 1 < secret.size(); ++size) {
    BOOST_TEST(!kaidah::private_key_from_pem("k", secret.substr(0, size)).key);
  }
}

BOOST_AUTO_TEST_CASE(a_new_pair_fits_together_and_is_another_each_time) {
  const auto pair = kaidah::make_key_pair();
  const auto other = kaidah::make_key_pair();
  BOOST_REQUIRE(pair);
  BOOST_REQUIRE(other);
  BOOST_TEST(pair->private_pem != other->private_pem);
  const auto secret = kaidah::private_key_from_pem("secret", pair->private_pem);
  const auto open = kaidah::public_keys_from_pem("open", pair->public_pem + other->public_pem + pair->public_pem);
  BOOST_REQUIRE(secret.key);
  BOOST_REQUIRE(open.keys.size() == 2U);
  BOOST_TEST((open.keys.front() == secret.key->public_key()));
}

BOOST_AUTO_TEST_CASE(a_folder_gives_its_keys) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::temp_directory_path() / ("kaidah-keys-" + std::to_string(::getpid()));
  fs::create_directories(folder);
  BOOST_TEST(is(kaidah::read_public_keys({folder.string()}).diagnostics, MessageKind::key_reason_no_keys));
  std::ofstream(folder / "b.pem") << kaidah_test::public_pem(vectors()[0].open);
  std::ofstream(folder / "a.pem") << kaidah_test::public_pem(vectors()[1].open);
  std::ofstream(folder / "README.md") << "no key";
  auto keys = kaidah::read_public_keys({folder.string(), (folder / "a.pem").string()});
  BOOST_TEST(keys.diagnostics.empty());
  BOOST_REQUIRE(keys.keys.size() == 2U);
  BOOST_TEST(keys.keys[0].name == (folder / "a.pem").string());
  std::ofstream(folder / "c.pem") << "damaged";
  keys = kaidah::read_public_keys({folder.string()});
  BOOST_TEST(is(keys.diagnostics, MessageKind::key_reason_none));
  BOOST_TEST(is(kaidah::read_public_keys({(folder / "nowhere").string()}).diagnostics, MessageKind::reason_not_found));
  fs::remove_all(folder);
}

BOOST_AUTO_TEST_SUITE_END()
