#pragma once
// The same three figures as exact ratios: one common denominator for a record, of 128 bits, or of any size where
// that is too small.

#include <cstdint>

#include "tests/bench/reference/record.hpp"

namespace kaidah::bench {

/// In hundredths, half up.
struct ExactValues {
  std::int64_t nilai_skp = 0, nilai_perilaku = 0, nilai = 0;
};

/// `leading`: the fifth aspect counts; `survey`: peers and subordinates do.
[[nodiscard]] ExactValues exact_values(const Record& record, bool leading, bool survey);

}  // namespace kaidah::bench
