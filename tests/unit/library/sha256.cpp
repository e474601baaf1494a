#include "engine/library/sha256.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

BOOST_AUTO_TEST_SUITE(library_sha256)

using kaidah::library::Sha256;
using kaidah::library::sha256;

// FIPS 180-4's own examples.
BOOST_AUTO_TEST_CASE(known_digests) {
  BOOST_TEST(sha256("") == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  BOOST_TEST(sha256("abc") == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

BOOST_AUTO_TEST_CASE(pieces_give_the_digest_of_the_whole) {
  const std::string text(100'000, 'a');
  Sha256 hash;
  for (std::size_t at = 0; at < text.size(); at += 977) hash.update(std::string_view(text).substr(at, 977));
  BOOST_TEST(hash.digest() == sha256(text));
}

BOOST_AUTO_TEST_SUITE_END()
