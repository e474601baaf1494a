#pragma once
// Whether bytes are the same as before, for next to nothing (XXH3, 128 bits): notices what happens by accident, not
// what is done on purpose. What others rely on has a digest (library/sha256).

#include <memory>
#include <string>
#include <string_view>

namespace kaidah::batch {

class Fingerprint {
 public:
  Fingerprint();
  Fingerprint(Fingerprint&& other) noexcept;
  Fingerprint& operator=(Fingerprint&& other) noexcept;
  ~Fingerprint();

  void update(std::string_view bytes);
  /// `xxh3:` and 32 lower-case hexadecimal digits, of all that was added so far; more may be added.
  [[nodiscard]] std::string text() const;

 private:
  struct State;  // the library's, without its header
  std::unique_ptr<State> state_;
};

}  // namespace kaidah::batch
