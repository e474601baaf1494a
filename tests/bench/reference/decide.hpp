#pragma once
// pp-30-2019, `mekanisme=survei`, written by hand: exact, and most of the time by floating point with a proved bound.

#include <cstdint>

#include "tests/bench/reference/record.hpp"

namespace kaidah::bench {

enum class Reward : std::uint8_t { none, pengembangan_kompetensi, talent_pool };

struct Decision {
  std::int64_t nilai_skp = 0, nilai_perilaku = 0, nilai = 0;  ///< in hundredths
  Grade predikat{};
  bool sanksi = false;
  Reward penghargaan{};
  bool by_ratios = false;  ///< floating point could not tell on which side of a tie it is
};

/// The record is one that can be decided. Throws Unreadable where its post needs a rating that is not there.
[[nodiscard]] Decision decide(const Record& record);

}  // namespace kaidah::bench
