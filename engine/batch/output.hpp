#pragma once
// One of the streams that a run writes, with what is kept of it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/batch/fingerprint.hpp"
#include "engine/batch/stream.hpp"
#include "engine/batch/written.hpp"
#include "engine/library/sha256.hpp"

namespace kaidah::batch {

class Output {
 public:
  struct Keep {
    bool digest = false;
    bool fingerprint = false;
  };
  /// REQUIRES: `to` outlives this; empty: what is written goes nowhere.
  Output(const WriteBytes& to, Keep keep);

  [[nodiscard]] bool write(std::string_view lines);
  /// Takes in what was written before, as it is read back. False: it is something else.
  [[nodiscard]] bool take_up(const ReadBytes& before, const Written& expected);

  /// REQUIRES: fingerprints are kept.
  [[nodiscard]] Written written() const { return {bytes_, fingerprint_->text()}; }
  /// Empty: none is kept. REQUIRES: asked once, at the end.
  [[nodiscard]] std::string digest() { return digest_ ? digest_->digest() : std::string(); }

 private:
  void take_in(std::string_view bytes);

  const WriteBytes& to_;
  std::uint64_t bytes_ = 0;
  std::optional<library::Sha256> digest_;
  std::optional<Fingerprint> fingerprint_;
};

}  // namespace kaidah::batch
