#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include <kaidah/kaidah.hpp>

#include "grammar/diagnostics/message_kind.hpp"
#include "tests/unit/trust/keys.hpp"

BOOST_AUTO_TEST_SUITE(trust_bundle)

namespace {

using kaidah::MessageKind;
using kaidah::PolicyText;

const std::vector<PolicyText>& bundled() {
  static const std::vector<PolicyText> all{{"p/1.0.0.kaidah", R"(policy "p" version 1.0.0
use half from "m"
input Record { x: number 0..100 decimals 1 }
article 1 { output y = round(half(x), 2, half_up) }
)"},
                                           {"m.kaidah", R"(module "m" version 1.0.0
rule half(x: number 0..100 decimals 2) = x / 2
)"},
                                           {"empty.kaidah", ""}};
  return all;
}

std::string packed(const std::vector<kaidah::PrivateKey>& keys) {
  auto seal = kaidah::make_seal(bundled(), 1).seal;
  BOOST_REQUIRE(seal);
  for (const auto& key : keys) seal = kaidah::sign(std::move(*seal), key);
  BOOST_REQUIRE(seal);
  const auto bytes = kaidah::bundle(*seal, bundled());
  BOOST_REQUIRE(bytes);
  return *bytes;
}

bool refuses(const std::string& bytes, const kaidah::TrustedKeys& trust) {
  const auto read = kaidah::read_bundle("b", bytes, trust);
  return !read && read.texts.empty() && !read.diagnostics.empty();
}

MessageKind why(const std::string& bytes, const kaidah::TrustedKeys& trust) {
  const auto read = kaidah::read_bundle("b", bytes, trust);
  BOOST_TEST(read.texts.empty());
  BOOST_REQUIRE(!read.diagnostics.empty());
  return read.diagnostics.front().message.kind;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_bundle_gives_back_what_went_in) {
  const auto key = kaidah_test::first_key();
  const auto read = kaidah::read_bundle("b", packed({key}), kaidah_test::trust_in({key}));
  BOOST_REQUIRE(read);
  BOOST_REQUIRE(read.texts.size() == 3U);
  BOOST_TEST(read.texts[0].name == "empty.kaidah");
  BOOST_TEST(read.texts[0].text.empty());
  BOOST_TEST(read.texts[1].text == bundled()[1].text);
  BOOST_TEST(read.texts[2].text == bundled()[0].text);
  BOOST_TEST(packed({key}) == packed({key}));
  BOOST_TEST(*kaidah::bundle(*read.seal, read.texts) == packed({key}));
}

BOOST_AUTO_TEST_CASE(every_bit_of_a_signed_bundle_counts) {
  const auto key = kaidah_test::first_key();
  // A second signature by someone who is not trusted counts as well.
  for (const std::string& bytes : {packed({key}), packed({key, kaidah_test::second_key()})}) {
    const auto trust = kaidah_test::trust_in({key});
    BOOST_REQUIRE(!refuses(bytes, trust));
    std::size_t taken = 0;
    std::string changed = bytes;
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
      changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
      if (!refuses(changed, trust)) ++taken;
      changed[bit / 8] = bytes[bit / 8];
    }
    BOOST_TEST(taken == 0U);
  }
}

// No key is needed to notice an accident.
BOOST_AUTO_TEST_CASE(every_byte_of_an_unsigned_bundle_counts) {
  const std::string bytes = packed({});
  const auto trust = kaidah::TrustedKeys::of_anyone();
  BOOST_REQUIRE(!refuses(bytes, trust));
  std::size_t taken = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const int flip : {0x01, 0x20, 0x80, 0xFF}) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ flip);
      if (!refuses(changed, trust)) ++taken;
    }
  }
  BOOST_TEST(taken == 0U);
}

BOOST_AUTO_TEST_CASE(a_bundle_is_neither_cut_off_nor_added_to) {
  const auto key = kaidah_test::first_key();
  const std::string bytes = packed({key});
  const auto trust = kaidah_test::trust_in({key});
  for (std::size_t size = 0; size < bytes.size(); ++size) BOOST_TEST(refuses(bytes.substr(0, size), trust));
  for (int byte = 0; byte < 256; ++byte) BOOST_TEST(refuses(bytes + static_cast<char>(byte), trust));
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string changed = bytes;
    BOOST_TEST(refuses(changed.insert(at, 1, 'x'), trust));
    BOOST_TEST(refuses(changed.erase(at, 2), trust));
  }
  BOOST_TEST(refuses(bytes + bytes, trust));
  BOOST_TEST((why(bytes.substr(0, bytes.size() - 1), trust) == MessageKind::bundle_cut_off));
  BOOST_TEST((why(bytes + "\n", trust) == MessageKind::bundle_too_long));
}

BOOST_AUTO_TEST_CASE(who_is_trusted_is_asked_first) {
  const auto key = kaidah_test::first_key();
  const auto other = kaidah_test::trust_in({kaidah_test::second_key()});
  BOOST_TEST((why(packed({key}), other) == MessageKind::not_trusted));
  BOOST_TEST((why(packed({}), other) == MessageKind::not_trusted));
  BOOST_TEST((why(packed({key}), kaidah::TrustedKeys()) == MessageKind::nobody_trusted));
  BOOST_TEST(!refuses(packed({key}), kaidah::TrustedKeys::of_anyone()));
  BOOST_TEST((why("policy \"p\" version 1.0.0\n", kaidah::TrustedKeys::of_anyone()) == MessageKind::seal_malformed));
}

BOOST_AUTO_TEST_CASE(a_bundle_is_made_of_what_was_sealed_only) {
  const auto seal = kaidah::make_seal(bundled(), 1).seal;
  BOOST_REQUIRE(seal);
  auto other = bundled();
  other[0].text += ' ';
  BOOST_TEST(!kaidah::bundle(*seal, other));
  other = bundled();
  other.pop_back();
  BOOST_TEST(!kaidah::bundle(*seal, other));
  other = bundled();
  other.push_back(other.front());
  BOOST_TEST(!kaidah::bundle(*seal, other));
}

BOOST_AUTO_TEST_CASE(a_library_is_opened_from_a_bundle) {
  const auto key = kaidah_test::first_key();
  kaidah::CompileOptions options;
  options.library = kaidah::open_bundle("rules.bundle", packed({key}), kaidah_test::trust_in({key}));
  BOOST_TEST(options.library.diagnostics().empty());
  const auto compiled = kaidah::compile_id("p", options);
  BOOST_REQUIRE(compiled);
  BOOST_TEST(compiled.policy->source_name() == "rules.bundle/p/1.0.0.kaidah");
  const auto ready = kaidah::prepare(*compiled.policy, {});
  BOOST_REQUIRE(ready);
  BOOST_TEST(std::string(ready.decider->decide(R"({"x": 5})")["y"]) == "2.50");

  std::string changed = packed({key});
  changed.back() = ' ';
  options.library = kaidah::open_bundle("rules.bundle", changed, kaidah_test::trust_in({key}));
  BOOST_TEST(!options.library.diagnostics().empty());
  const auto refused = kaidah::compile_id("p", options);
  BOOST_TEST(!refused);
  BOOST_REQUIRE(!refused.diagnostics.empty());
  BOOST_TEST((refused.diagnostics.front().message.kind == MessageKind::sealed_changed));
}

BOOST_AUTO_TEST_SUITE_END()
