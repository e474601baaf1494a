#include "engine/batch/fingerprint.hpp"

#define XXH_INLINE_ALL  // no library to link
#include <xxhash.h>

namespace kaidah::batch {

struct Fingerprint::State {
  XXH3_state_t xxh3;
};

Fingerprint::Fingerprint() : state_(std::make_unique<State>()) {
  XXH3_128bits_reset(&state_->xxh3);
}
Fingerprint::Fingerprint(Fingerprint&& other) noexcept = default;
Fingerprint& Fingerprint::operator=(Fingerprint&& other) noexcept = default;
Fingerprint::~Fingerprint() = default;

void Fingerprint::update(std::string_view bytes) {
  XXH3_128bits_update(&state_->xxh3, bytes.data(), bytes.size());
}

std::string Fingerprint::text() const {
  constexpr std::string_view kHex = "0123456789abcdef";
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(&state_->xxh3));
  std::string text = "xxh3:";
  for (const unsigned char byte : canonical.digest) {
    text += kHex[byte >> 4U];
    text += kHex[byte & 0xFU];
  }
  return text;
}

}  // namespace kaidah::batch
