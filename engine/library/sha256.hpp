#pragma once
// SHA-256 (OpenSSL, which uses the processor's own instructions), in pieces.

#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;  // OpenSSL's state, without its header

namespace kaidah::library {

class Sha256 {
 public:
  Sha256();
  void update(std::string_view bytes);
  /// `sha256:` and 64 lower-case hexadecimal digits. REQUIRES: asked once, after the last update.
  [[nodiscard]] std::string digest();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* state) const noexcept;
  };
  std::unique_ptr<evp_md_ctx_st, Free> state_;
};

/// Of one text.
[[nodiscard]] std::string sha256(std::string_view bytes);

}  // namespace kaidah::library
