#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include <kaidah/trust.hpp>

#include "tests/unit/c/given.hpp"

using namespace c_tests;

BOOST_AUTO_TEST_SUITE(c_trust)

namespace {

/// A library that someone has signed.
struct Signed {
  std::string key;
  std::string seal;
  std::string bundle;
  std::vector<kaidah::PolicyText> texts{{"meal/1.0.0.kaidah", std::string(kAllowance)}};

  Signed() {
    const auto pair = kaidah::make_key_pair();
    BOOST_REQUIRE(pair);
    key = pair->public_pem;
    const auto private_key = kaidah::private_key_from_pem("key", pair->private_pem);
    const auto unsigned_seal = kaidah::make_seal(texts, 3);
    BOOST_REQUIRE(private_key.key && unsigned_seal.seal);
    const auto with_signature = kaidah::sign(*unsigned_seal.seal, *private_key.key);
    BOOST_REQUIRE(with_signature);
    seal = with_signature->text();
    bundle = kaidah::bundle(*with_signature, texts).value();
  }
};

kaidah_status open(std::string_view bundle, const kaidah_trusted_keys* trusted) {
  kaidah_library* library = nullptr;
  kaidah_error* error = nullptr;
  const kaidah_status status =
      kaidah_library_open_bundle(given("bundle"), given(bundle), trusted, nullptr, &library, &error);
  const Error told_of(error);
  const Library kept(library);
  BOOST_TEST((status == KAIDAH_OK) == (library != nullptr));
  BOOST_TEST((status == KAIDAH_OK) == (kaidah_error_count(error) == 0));
  return status;
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_a_trusted_key_signed_is_opened) {
  const Signed made;
  const kaidah_text keys[] = {given(made.key)};
  kaidah_trusted_keys trusted = KAIDAH_TRUSTED_KEYS_INIT;
  BOOST_TEST(open(made.bundle, &trusted) == KAIDAH_ERROR);  // nobody is
  trusted.pem = keys;
  trusted.pem_count = 1;
  BOOST_TEST(open(made.bundle, &trusted) == KAIDAH_OK);
  trusted.release = 3;
  BOOST_TEST(open(made.bundle, &trusted) == KAIDAH_OK);
  trusted.release = 4;
  BOOST_TEST(open(made.bundle, &trusted) == KAIDAH_ERROR);
  trusted.release = 0;
  trusted.signatures = 2;
  BOOST_TEST(open(made.bundle, &trusted) == KAIDAH_ERROR);
  const Signed other;
  trusted.signatures = 1;
  BOOST_TEST(open(other.bundle, &trusted) == KAIDAH_ERROR);
  const kaidah_text both[] = {given(made.key), given(other.key)};
  trusted.pem = both;
  trusted.pem_count = 2;
  BOOST_TEST(open(other.bundle, &trusted) == KAIDAH_OK);
}

BOOST_AUTO_TEST_CASE(no_byte_of_a_bundle_can_be_another) {
  const Signed made;
  const kaidah_text keys[] = {given(made.key)};
  kaidah_trusted_keys trusted = KAIDAH_TRUSTED_KEYS_INIT;
  trusted.pem = keys;
  trusted.pem_count = 1;
  for (std::size_t i = 0; i < made.bundle.size(); i += 97) {
    std::string changed = made.bundle;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    BOOST_TEST(open(changed, &trusted) == KAIDAH_ERROR, i);
  }
}

BOOST_AUTO_TEST_CASE(texts_are_held_against_their_seal) {
  const Signed made;
  const kaidah_text keys[] = {given(made.key)};
  kaidah_trusted_keys trusted = KAIDAH_TRUSTED_KEYS_INIT;
  trusted.pem = keys;
  trusted.pem_count = 1;
  kaidah_library* library = nullptr;
  const auto opened = [&](std::string_view text) {
    const kaidah_policy_text texts[] = {{given(made.texts[0].name), given(text)}};
    const kaidah_status status =
        kaidah_library_open_sealed(texts, 1, given(made.seal), &trusted, nullptr, &library, nullptr);
    const Library kept(library);
    return status;
  };
  BOOST_TEST(opened(kAllowance) == KAIDAH_OK);
  BOOST_TEST(opened(std::string(kAllowance) + " ") == KAIDAH_ERROR);
}

BOOST_AUTO_TEST_CASE(misuse_is_a_status) {
  const kaidah_text keys[] = {given("no key")};
  kaidah_trusted_keys trusted = KAIDAH_TRUSTED_KEYS_INIT;
  trusted.pem = keys;
  trusted.pem_count = 1;
  BOOST_TEST(open("", &trusted) == KAIDAH_ERROR);
  BOOST_TEST(open("", nullptr) == KAIDAH_MISUSE);
  trusted.size = 3;
  BOOST_TEST(open("", &trusted) == KAIDAH_MISUSE);
  kaidah_library* library = nullptr;
  trusted.size = sizeof trusted;
  BOOST_TEST(kaidah_library_open_trusted(nullptr, 1, &trusted, nullptr, &library, nullptr) == KAIDAH_MISUSE);
  const kaidah_text paths[] = {given("/nowhere/at/all")};
  BOOST_TEST(kaidah_library_open_trusted(paths, 1, &trusted, nullptr, &library, nullptr) == KAIDAH_ERROR);
  BOOST_TEST(kaidah_library_open_sealed(nullptr, 0, {}, &trusted, nullptr, &library, nullptr) == KAIDAH_ERROR);
}

BOOST_AUTO_TEST_SUITE_END()
