// Any bytes as a bundle, a seal and keys: refused with a reason, or exactly what a seal and a bundle are. What is taken
// as signed was signed.
//   first byte: `b` the bytes as they are; `l` the lines of a list, `---` and bodies: the digests of both are mended,
//   so that what is behind them is reached; anything else: keys
#include <string>
#include <vector>

#include <kaidah/trust.hpp>

#include "engine/library/sha256.hpp"
#include "engine/trust/seal_text.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/unit/trust/keys.hpp"

namespace {

using namespace kaidah;

/// The only library that this key has ever signed.
const std::vector<PolicyText>& signed_texts() {
  static const std::vector<PolicyText> texts{{"a/1.0.0.kaidah", "module \"a\" version 1.0.0\n"}, {"b.kaidah", ""}};
  return texts;
}
const Seal& signed_seal() {
  static const Seal seal = *sign(*make_seal(signed_texts(), 3).seal, kaidah_test::first_key());
  return seal;
}

/// Digests that fit whatever the lines and bodies have become.
std::string mended(std::string_view text) {
  const std::size_t cut = std::min(text.find("---\n"), text.size());
  std::string list(text.substr(0, cut));
  std::string_view bodies = text.substr(std::min(cut + 4, text.size()));
  for (std::size_t at = 0; (at = list.find("\"bytes\":", at)) != std::string::npos;) {
    at += 8;
    std::size_t bytes = 0;
    while (at < list.size() && list[at] >= '0' && list[at] <= '9' && bytes < (1U << 20U)) {
      bytes = bytes * 10 + static_cast<std::size_t>(list[at++] - '0');
    }
    const std::string_view body = bodies.substr(0, std::min(bytes, bodies.size()));
    bodies.remove_prefix(body.size());
    constexpr std::string_view kDigest = ",\"sha256\":\"";
    if (std::string_view(list).substr(at).starts_with(kDigest) && list.size() >= at + kDigest.size() + 64) {
      list.replace(at + kDigest.size(), 64, library::sha256(body).substr(7));
    }
  }
  const std::string end = "{\"end\":\"" + library::sha256(list) + "\"}\n";
  return list + end + std::string(text.substr(std::min(cut + 4, text.size())));
}

void read(const std::string& bytes, const Limits& limits) {
  const Verified anyone = read_bundle("b", bytes, TrustedKeys::of_anyone(), limits);
  fuzz::check_diagnostics(anyone.diagnostics, limits);
  fuzz::must(static_cast<bool>(anyone) == anyone.diagnostics.empty(), "a bundle is taken or refused with a reason");
  if (anyone) {
    const auto again = bundle(*anyone.seal, anyone.texts);
    fuzz::must(again == bytes, "a bundle has one form only");
    std::size_t all = 0;
    for (const PolicyText& text : anyone.texts) {
      all += text.text.size();
      fuzz::must(text.name.find("..") != 0 && text.name.find("/.") == std::string::npos && text.name.front() != '/',
                 "a name stays below its folder", text.name);
    }
    fuzz::must(anyone.texts.size() <= limits.library_files && all <= limits.library_bytes, "the limits hold");
  } else {
    fuzz::must(anyone.texts.empty(), "of what is refused nothing is given");
  }
  const Verified trusted = read_bundle("b", bytes, kaidah_test::trust_in({kaidah_test::first_key()}), limits);
  if (trusted) {
    fuzz::must(trust::list_text(*trusted.seal) == trust::list_text(signed_seal()), "what is taken was signed");
  }
  const SealResult seal = read_seal("s", bytes, limits);
  fuzz::check_diagnostics(seal.diagnostics, limits);
  fuzz::must(!seal.seal || seal.seal->text() == bytes, "a seal has one form only");
  const Verified held = verify_texts("s", signed_texts(), bytes, TrustedKeys::of_anyone(), limits);
  fuzz::must(!held || held.seal->files == signed_seal().files, "a seal is of its texts");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = fuzz::text_of(data, size);
  const std::uint8_t mode = fuzz::take_byte(text);
  if (mode != 'b' && mode != 'l') {
    const PublicKeys keys = public_keys_from_pem("k", text);
    fuzz::must(keys.keys.empty() != keys.diagnostics.empty(), "keys, or why there are none");
    const PrivateKeyResult key = private_key_from_pem("k", text);
    fuzz::must(key.key.has_value() == key.diagnostics.empty(), "a key, or why there is none");
    return 0;
  }
  const std::string bytes = mode == 'l' ? mended(text) : std::string(text);
  read(bytes, {});
  Limits tight;
  tight.library_files = 2;
  tight.library_bytes = 40;
  tight.sealed_name = 12;
  tight.signatures = 1;
  read(bytes, tight);
  return 0;
}
