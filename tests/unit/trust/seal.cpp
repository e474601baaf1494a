#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "engine/library/sha256.hpp"
#include "grammar/diagnostics/message_kind.hpp"
#include "tests/unit/trust/keys.hpp"

BOOST_AUTO_TEST_SUITE(trust_seal)

namespace {

using kaidah::MessageKind;
using kaidah::PolicyText;
using kaidah::TrustedKeys;

const std::vector<PolicyText>& texts() {
  static const std::vector<PolicyText> all{{"b/1.0.0.kaidah", "policy \"b\" version 1.0.0\n"},
                                           {"a.kaidah", "module \"a\" version 1.0.0\n"},
                                           {"b/2.0.0.kaidah", "policy \"b\" version 2.0.0\n"}};
  return all;
}

kaidah::Seal sealed(const std::vector<PolicyText>& of, std::uint64_t release = 1) {
  const auto made = kaidah::make_seal(of, release);
  BOOST_REQUIRE(made.seal);
  return *made.seal;
}

kaidah::Seal signed_by(kaidah::Seal seal, const std::vector<kaidah::PrivateKey>& keys) {
  for (const auto& key : keys) {
    auto more = kaidah::sign(std::move(seal), key);
    BOOST_REQUIRE(more);
    seal = std::move(*more);
  }
  return seal;
}

std::vector<MessageKind> kinds(const std::vector<kaidah::Diagnostic>& diagnostics) {
  std::vector<MessageKind> found;
  for (const auto& diagnostic : diagnostics) found.push_back(diagnostic.message.kind);
  return found;
}

std::vector<MessageKind> wrong(const std::vector<PolicyText>& of, const kaidah::Seal& seal, const TrustedKeys& trust) {
  const auto verified = kaidah::verify_texts("kaidah.seal", of, seal.text(), trust);
  BOOST_TEST(verified.texts.empty() == !verified.diagnostics.empty());
  return kinds(verified.diagnostics);
}

MessageKind refused(std::string_view text, const kaidah::Limits& limits = {}) {
  const auto read = kaidah::read_seal("kaidah.seal", text, limits);
  BOOST_TEST(!read.seal);
  BOOST_REQUIRE(read.diagnostics.size() == 1U);
  return read.diagnostics.front().message.kind;
}

/// As someone writes it who has no key: the form is right, and so is the digest at the end.
std::string written(const std::string& lines) {
  return lines + "{\"end\":\"" + kaidah::library::sha256(lines) + "\"}\n";
}
std::string of_name(const std::string& name) {
  return written("{\"kaidah\":\"library\",\"format\":1,\"release\":1,\"files\":1}\n{\"file\":\"" + name +
                 "\",\"bytes\":0,\"sha256\":\"" + std::string(64, '0') + "\"}\n");
}
std::string of_names(const std::vector<std::string>& names) {
  std::string lines =
      "{\"kaidah\":\"library\",\"format\":1,\"release\":1,\"files\":" + std::to_string(names.size()) + "}\n";
  for (const std::string& name : names) {
    lines += "{\"file\":\"" + name + "\",\"bytes\":0,\"sha256\":\"" + std::string(64, '0') + "\"}\n";
  }
  return written(lines);
}

}  // namespace

// The bytes are an interface: signatures made today are checked by every later program. The figures are those that
// `sha256sum` and `openssl pkeyutl -sign -rawin` give.
BOOST_AUTO_TEST_CASE(the_text_of_a_seal_never_changes) {
  const auto seal = signed_by(sealed({{"a.kaidah", "module \"a\" version 1.0.0\n"}}, 7), {kaidah_test::first_key()});
  BOOST_TEST(seal.text() ==
             R"({"kaidah":"library","format":1,"release":7,"files":1}
{"file":"a.kaidah","bytes":25,"sha256":"0fb0970b5800f86666bb2f367e979ddae3d0a31df658fd9d8f8c28a35af4a827"}
{"key":"d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a","signature":"c6960327bcc57556824d86dad8c05c90148391c7fa993bf87c9cd8f1030cd853b1e83bd6abecdb2d674571ff303c556954766cd00ae5076fa1923954824fa801"}
{"end":"sha256:580b511a0debbc39404aa10669c21dc0e280d8b65e31901a4733f5d06dea60a2"}
)");
  const auto again = kaidah::read_seal("kaidah.seal", seal.text());
  BOOST_REQUIRE(again.seal);
  BOOST_TEST(again.seal->text() == seal.text());
  BOOST_TEST(again.seal->release == 7U);
}

BOOST_AUTO_TEST_CASE(order_and_repetition_do_not_matter) {
  auto turned = texts();
  std::reverse(turned.begin(), turned.end());
  const auto first = kaidah_test::first_key();
  const auto second = kaidah_test::second_key();
  const std::string text = signed_by(sealed(texts()), {first, second}).text();
  BOOST_TEST(signed_by(sealed(turned), {second, first, second}).text() == text);
}

BOOST_AUTO_TEST_CASE(what_is_signed_by_a_trusted_key_is_taken) {
  const auto first = kaidah_test::first_key();
  const auto seal = signed_by(sealed(texts()), {first});
  const auto verified = kaidah::verify_texts("kaidah.seal", texts(), seal.text(), kaidah_test::trust_in({first}));
  BOOST_TEST(verified.diagnostics.empty());
  BOOST_REQUIRE(verified.texts.size() == 3U);
  BOOST_TEST(verified.texts[0].name == "a.kaidah");
  BOOST_TEST(verified.texts[2].text == "policy \"b\" version 2.0.0\n");
}

BOOST_AUTO_TEST_CASE(who_has_to_have_signed) {
  const auto first = kaidah_test::first_key();
  const auto second = kaidah_test::second_key();
  const auto third = kaidah_test::third_key();
  const auto by = [&](const std::vector<kaidah::PrivateKey>& keys, const TrustedKeys& trust) {
    return wrong(texts(), signed_by(sealed(texts()), keys), trust);
  };
  using Kinds = std::vector<MessageKind>;
  BOOST_TEST((by({first}, kaidah_test::trust_in({second})) == Kinds{MessageKind::not_trusted}));
  BOOST_TEST((by({}, kaidah_test::trust_in({second})) == Kinds{MessageKind::not_trusted}));
  BOOST_TEST((by({first}, TrustedKeys()) == Kinds{MessageKind::nobody_trusted}));
  BOOST_TEST((by({}, TrustedKeys::of_anyone()).empty()));
  BOOST_TEST((by({first, third}, kaidah_test::trust_in({second, third})).empty()));
  TrustedKeys two = kaidah_test::trust_in({first, second});
  two.signatures = 2;
  BOOST_TEST((by({first, second, third}, two).empty()));
  BOOST_TEST((by({first, third}, two) == Kinds{MessageKind::too_few_signatures}));
  two.signatures = 0;  // no way to ask for nothing
  BOOST_TEST((by({third}, two) == Kinds{MessageKind::not_trusted}));
  // A key that could not be read may have been the one that was meant: nothing is trusted then.
  TrustedKeys damaged = kaidah_test::trust_in({first});
  damaged.keys.diagnostics = kaidah::public_keys_from_pem("k", "text").diagnostics;
  BOOST_TEST((by({first}, damaged) == Kinds{MessageKind::key_unusable}));
}

BOOST_AUTO_TEST_CASE(an_older_release_is_refused) {
  const auto first = kaidah_test::first_key();
  TrustedKeys trust = kaidah_test::trust_in({first});
  const auto seal = signed_by(sealed(texts(), 4), {first});
  trust.release = 4;
  BOOST_TEST(wrong(texts(), seal, trust).empty());
  trust.release = 5;
  BOOST_TEST((wrong(texts(), seal, trust) == std::vector{MessageKind::release_too_old}));
}

// Whoever can write into the folder, but has no key.
BOOST_AUTO_TEST_CASE(files_cannot_be_changed_left_out_added_renamed_or_put_back) {
  const auto first = kaidah_test::first_key();
  const auto seal = signed_by(sealed(texts()), {first});
  const TrustedKeys trust = kaidah_test::trust_in({first});
  using Kinds = std::vector<MessageKind>;
  auto changed = texts();
  changed[0].text[3] ^= 1;
  BOOST_TEST((wrong(changed, seal, trust) == Kinds{MessageKind::sealed_changed}));
  auto fewer = texts();
  fewer.pop_back();
  BOOST_TEST((wrong(fewer, seal, trust) == Kinds{MessageKind::sealed_missing}));
  auto more = texts();
  more.push_back({"c.kaidah", "module \"c\" version 1.0.0\n"});
  BOOST_TEST((wrong(more, seal, trust) == Kinds{MessageKind::not_sealed}));
  auto twice = texts();
  twice.push_back(texts()[0]);
  BOOST_TEST((wrong(twice, seal, trust) == Kinds{MessageKind::not_sealed}));
  auto renamed = texts();
  renamed[0].name = "b/3.0.0.kaidah";
  BOOST_TEST((wrong(renamed, seal, trust) == Kinds{MessageKind::sealed_missing, MessageKind::not_sealed}));
  auto swapped = texts();
  std::swap(swapped[0].text, swapped[2].text);
  BOOST_TEST((wrong(swapped, seal, trust) == Kinds{MessageKind::sealed_changed, MessageKind::sealed_changed}));
  // An older version of one file, signed with its library then.
  auto older = texts();
  older[1].text = "module \"a\" version 0.9.0\n";
  BOOST_TEST(wrong(older, signed_by(sealed(older), {first}), trust).empty());
  BOOST_TEST((wrong(older, seal, trust) == Kinds{MessageKind::sealed_changed}));
}

BOOST_AUTO_TEST_CASE(a_list_that_was_changed_and_fits_its_digest_again_is_not_signed) {
  const auto first = kaidah_test::first_key();
  auto seal = signed_by(sealed(texts()), {first});
  const TrustedKeys trust = kaidah_test::trust_in({first});
  const auto is_wrong = [&](const kaidah::Seal& other) {
    const auto verified = kaidah::verify_texts("kaidah.seal", texts(), other.text(), trust);
    return kinds(verified.diagnostics) == std::vector{MessageKind::signature_wrong};
  };
  auto other = seal;
  other.release = 2;
  BOOST_TEST(is_wrong(other));
  other = seal;
  other.files.pop_back();
  BOOST_TEST(is_wrong(other));
  other = seal;
  other.files[0].bytes += 1;
  BOOST_TEST(is_wrong(other));
  other = seal;
  other.files[0].name = "A.kaidah";
  BOOST_TEST(is_wrong(other));
  // A signature by the same key of the same lines, but made for something else.
  other = seal;
  other.signatures[0].key = kaidah_test::second_key().public_key();
  BOOST_TEST(is_wrong(other));
  // What does not hold is refused although another key that is trusted has signed.
  other = signed_by(seal, {kaidah_test::second_key()});
  const auto untrusted = std::find_if(other.signatures.begin(), other.signatures.end(), [](const auto& signature) {
    return signature.key == kaidah_test::second_key().public_key();
  });
  untrusted->bytes[7] ^= 1U;
  BOOST_TEST(is_wrong(other));
}

BOOST_AUTO_TEST_CASE(names_that_are_no_plain_path_are_refused) {
  BOOST_TEST(kaidah::read_seal("s", of_name("a/b-1_2.+@=,() c.kaidah")).seal.has_value());
  for (const char* name : {"",
                           "/a.kaidah",
                           "../a.kaidah",
                           "a/../b.kaidah",
                           "a/..",
                           "./a.kaidah",
                           "a//b.kaidah",
                           "a/",
                           "a\\b.kaidah",
                           "C:a.kaidah",
                           "a.txt",
                           "kaidah",
                           ".kaidah",
                           ".git/a.kaidah",
                           "a/.b.kaidah",
                           " a.kaidah",
                           "a /b.kaidah",
                           "a./b.kaidah",
                           "a\tb.kaidah",
                           "a\x7f.kaidah",
                           "a\x1b[2J.kaidah",
                           "\xC3\xA9.kaidah",
                           "e\xCC\x81.kaidah",
                           "\xFF.kaidah",
                           "a*.kaidah",
                           "a\r.kaidah",
                           "...kaidah",
                           "a.kaidah/",
                           "a.KAIDAH"}) {
    BOOST_TEST_CONTEXT(name) BOOST_TEST((refused(of_name(name)) == MessageKind::sealed_name));
  }
  BOOST_TEST((refused(of_name(std::string("a\0.kaidah", 9))) == MessageKind::sealed_name));
  // They would end the name.
  BOOST_TEST((refused(of_name("a\nb.kaidah")) == MessageKind::seal_malformed));
  BOOST_TEST((refused(of_name("a\"b.kaidah")) == MessageKind::seal_malformed));
  // Who makes a seal is told the same.
  const auto made = kaidah::make_seal({{"\xC3\xA9.kaidah", ""}, {"../a.kaidah", ""}}, 1);
  BOOST_TEST(!made.seal);
  BOOST_TEST((kinds(made.diagnostics) == std::vector{MessageKind::sealed_name, MessageKind::sealed_name}));
}

BOOST_AUTO_TEST_CASE(names_that_clash_are_refused) {
  BOOST_TEST(kaidah::read_seal("s", of_names({"A/b.kaidah", "a.kaidah", "a/c.kaidah"})).seal.has_value());
  BOOST_TEST((refused(of_names({"a.kaidah", "a.kaidah"})) == MessageKind::sealed_name));
  BOOST_TEST((refused(of_names({"b.kaidah", "a.kaidah"})) == MessageKind::sealed_name));
  BOOST_TEST((refused(of_names({"A.kaidah", "a.kaidah"})) == MessageKind::sealed_names_clash));
  BOOST_TEST((refused(of_names({"X/A.kaidah", "x/a.kaidah"})) == MessageKind::sealed_names_clash));
  BOOST_TEST((refused(of_names({"a.kaidah", "a.kaidah/b.kaidah"})) == MessageKind::sealed_name));
  BOOST_TEST((refused(of_names({"A.KAIDAH/b.kaidah", "a.kaidah"})) == MessageKind::sealed_name));
  const auto made = kaidah::make_seal({{"a.kaidah", ""}, {"A.kaidah", ""}}, 1);
  BOOST_TEST((kinds(made.diagnostics) == std::vector{MessageKind::sealed_names_clash}));
}

BOOST_AUTO_TEST_CASE(a_seal_has_one_text_only) {
  const std::string list = R"({"kaidah":"library","format":1,"release":1,"files":1})";
  const std::string file = R"({"file":"a.kaidah","bytes":12,"sha256":")" + std::string(64, 'a') + "\"}";
  const std::string good = list + "\n" + file + "\n";
  BOOST_TEST(kaidah::read_seal("s", written(good)).seal.has_value());
  const auto replaced = [&](const std::string& from, const std::string& to) {
    std::string lines = good;
    const std::size_t at = lines.find(from);
    BOOST_REQUIRE(at != std::string::npos);
    return written(lines.replace(at, from.size(), to));
  };
  for (const auto& [from, to] :
       std::vector<std::pair<std::string, std::string>>{{"\"release\":1", "\"release\":01"},
                                                        {"\"release\":1", "\"release\":-1"},
                                                        {"\"release\":1", "\"release\":1.0"},
                                                        {"\"release\":1", "\"release\": 1"},
                                                        {"\"release\":1", "\"release\":9007199254740992"},
                                                        {"\"release\":1", "\"release\":99999999999999999999"},
                                                        {"\"files\":1", "\"files\":2"},
                                                        {"\"files\":1", "\"files\":0"},
                                                        {"\"format\":1", "\"format\":2"},
                                                        {"library", "Library"},
                                                        {"\"bytes\":12", "\"bytes\":012"},
                                                        {"\"bytes\":12", "\"bytes\":1e1"},
                                                        {"\"bytes\":12", "\"bytes\":"},
                                                        {"aaaa", "AAAA"},
                                                        {"aaaa", "aaa"},
                                                        {"aaaa", "aaga"},
                                                        {"}\n", "}\r\n"},
                                                        {"}\n", "} \n"},
                                                        {"{", " {"},
                                                        {"a.kaidah", "a\\u002ekaidah"},
                                                        {"\"file\":", "\"bytes\":0,\"file\":"}}) {
    BOOST_TEST_CONTEXT(from + " -> " + to) {
      const auto kind = refused(replaced(from, to));
      BOOST_TEST((kind == MessageKind::seal_malformed || kind == MessageKind::sealed_name));
    }
  }
  BOOST_TEST((refused(good) == MessageKind::seal_malformed));
  BOOST_TEST((refused("") == MessageKind::seal_malformed));
  BOOST_TEST((refused(written(good) + "\n") == MessageKind::bundle_too_long));
  BOOST_TEST((refused(written(good) + written(good)) == MessageKind::bundle_too_long));
  std::string damaged = written(good);
  damaged[damaged.find("a.kaidah")] = 'b';
  BOOST_TEST((refused(damaged) == MessageKind::seal_damaged));
  // Signatures out of order, or one key twice.
  auto seal = signed_by(sealed(texts()), {kaidah_test::first_key(), kaidah_test::second_key()});
  std::swap(seal.signatures[0], seal.signatures[1]);
  BOOST_TEST((refused(seal.text()) == MessageKind::seal_malformed));
  seal.signatures[1] = seal.signatures[0];
  BOOST_TEST((refused(seal.text()) == MessageKind::seal_malformed));
}

BOOST_AUTO_TEST_CASE(limits_hold_on_both_sides) {
  kaidah::Limits limits;
  limits.library_files = 2;
  BOOST_TEST(kaidah::read_seal("s", of_names({"a.kaidah", "b.kaidah"}), limits).seal.has_value());
  BOOST_TEST((refused(of_names({"a.kaidah", "b.kaidah", "c.kaidah"}), limits) == MessageKind::limit_library_files));
  BOOST_TEST(
      (kinds(kaidah::make_seal(texts(), 1, limits).diagnostics) == std::vector{MessageKind::limit_library_files}));

  limits = {};
  limits.library_bytes = 75;
  BOOST_TEST(kaidah::make_seal(texts(), 1, limits).seal.has_value());
  limits.library_bytes = 74;
  BOOST_TEST(
      (kinds(kaidah::make_seal(texts(), 1, limits).diagnostics) == std::vector{MessageKind::limit_library_bytes}));

  limits = {};
  limits.source_bytes = 25;
  BOOST_TEST(kaidah::make_seal(texts(), 1, limits).seal.has_value());
  limits.source_bytes = 24;
  BOOST_TEST((kinds(kaidah::make_seal(texts(), 1, limits).diagnostics) == std::vector{MessageKind::limit_sealed_file}));

  limits = {};
  limits.sealed_name = 20;
  BOOST_TEST(kaidah::read_seal("s", of_name(std::string(13, 'a') + ".kaidah"), limits).seal.has_value());
  BOOST_TEST((refused(of_name(std::string(14, 'a') + ".kaidah"), limits) == MessageKind::sealed_name));

  limits = {};
  limits.signatures = 1;
  const auto seal = signed_by(sealed(texts()), {kaidah_test::first_key()});
  BOOST_TEST(kaidah::read_seal("s", seal.text(), limits).seal.has_value());
  BOOST_TEST((refused(signed_by(seal, {kaidah_test::second_key()}).text(), limits) == MessageKind::limit_signatures));
}

BOOST_AUTO_TEST_CASE(not_everything_that_is_wrong_is_told) {
  std::vector<PolicyText> many;
  for (int i = 0; i < 300; ++i) many.push_back({"x\x1b" + std::to_string(i) + ".kaidah", ""});
  const auto found = wrong(many, sealed(texts()), TrustedKeys::of_anyone());
  BOOST_TEST(found.size() == 201U);
  BOOST_TEST((found.back() == MessageKind::more_diagnostics));
  const auto told = kaidah::verify_texts("s", many, sealed(texts()).text(), TrustedKeys::of_anyone());
  BOOST_TEST(kaidah::text(told.diagnostics[3].message, kaidah::Language::english) == "`x?0.kaidah` is not signed");
}

// What a file claims costs nothing: the numbers say terabytes, and the text ends.
BOOST_AUTO_TEST_CASE(claims_are_not_believed) {
  kaidah::Limits limits;
  limits.library_files = limits.library_bytes = limits.source_bytes = std::size_t{1} << 62U;
  const std::string claims = R"({"kaidah":"library","format":1,"release":1,"files":4000000000000000})"
                             "\n"
                             R"({"file":"a.kaidah","bytes":9007199254740991,"sha256":")" +
                             std::string(64, 'a') + "\"}\n";
  BOOST_TEST((refused(written(claims), limits) == MessageKind::seal_malformed));
}

BOOST_AUTO_TEST_SUITE_END()
