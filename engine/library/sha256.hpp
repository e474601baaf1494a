#pragma once
// SHA-256 (libsodium), in pieces.

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace kaidah::library {

class Sha256 {
 public:
  Sha256() noexcept;
  void update(std::string_view bytes) noexcept;
  /// `sha256:` and 64 lower-case hexadecimal digits. REQUIRES: asked once, after the last update.
  [[nodiscard]] std::string digest();

 private:
  // libsodium's state, without its header: 104 bytes on every platform, checked where it is used.
  alignas(8) std::array<std::byte, 104> state_;
};

/// Of one text.
[[nodiscard]] std::string sha256(std::string_view bytes);

}  // namespace kaidah::library
