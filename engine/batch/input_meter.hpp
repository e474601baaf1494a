#pragma once
// The records' bytes as they pass: what is kept of them, and whether they are those of before.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/batch/fingerprint.hpp"
#include "engine/batch/stream.hpp"
#include "engine/library/sha256.hpp"

namespace kaidah::batch {

class InputMeter {
 public:
  struct Keep {
    bool digest = false;
    bool fingerprint = false;
    bool lines = false;  ///< also the beginning
  };
  InputMeter(ReadBytes read, Keep keep);

  /// The first bytes were read by an earlier run: they must be the same. REQUIRES: nothing was read; fingerprints are
  /// kept.
  void expect(std::uint64_t bytes, std::string fingerprint);

  /// Like the source it reads from. Nothing also when the bytes turn out to be others than expected; a reading ends
  /// where the expected bytes end.
  std::optional<std::size_t> read(std::span<char> into);

  [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_; }
  [[nodiscard]] bool differs() const noexcept { return differs_; }
  /// Whether the source has said that nothing more comes.
  [[nodiscard]] bool ended() const noexcept { return ended_; }
  /// REQUIRES, for these three: lines are kept.
  [[nodiscard]] std::uint64_t line_ends() const noexcept { return line_ends_; }
  /// Whether something stands behind the last line end.
  [[nodiscard]] bool open_line() const noexcept { return open_line_; }
  /// As much as the form is told by; all of it where that was not enough.
  [[nodiscard]] const std::string& beginning() const noexcept { return beginning_; }
  /// REQUIRES: fingerprints are kept.
  [[nodiscard]] std::string fingerprint() const { return fingerprint_->text(); }
  /// Empty: none is kept. REQUIRES: asked once, at the end.
  [[nodiscard]] std::string digest() { return digest_ ? digest_->digest() : std::string(); }

 private:
  [[nodiscard]] bool as_expected();
  void look_at_lines(std::string_view bytes);

  ReadBytes read_;
  std::uint64_t bytes_ = 0;
  std::optional<library::Sha256> digest_;
  std::optional<Fingerprint> fingerprint_;
  bool count_lines_;
  std::uint64_t line_ends_ = 0;
  bool open_line_ = false;
  std::string beginning_;
  bool form_known_ = false;  // by the beginning
  std::uint64_t expected_bytes_ = 0;
  std::string expected_;  // fingerprint of the first expected_bytes_; empty: none, or found equal
  bool differs_ = false;
  bool ended_ = false;
};

}  // namespace kaidah::batch
