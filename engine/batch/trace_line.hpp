#pragma once
// A record's line in a trace: where it stands in the input and which ways its decision took. Small, since it is kept of
// every record; with the record it is enough to explain the decision.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/evaluate/ways.hpp"

namespace kaidah::batch {

struct TraceLine {
  std::optional<std::string_view> id;
  std::optional<std::uint32_t> regime;   ///< of Regimes::all, where there are several
  bool is_record = true;                 ///< false: something stands there that is none; it has no place then
  std::uint64_t offset = 0;              ///< bytes of the input before the record
  std::uint64_t bytes = 0;               ///< of the record
  std::optional<std::uint64_t> sum;      ///< of the record's bytes; nothing: not all of them were held
  const evaluate::Ways* ways = nullptr;  ///< null: none was taken
  std::string_view rejected;             ///< with this code; empty: decided
};

/// `{"id":…,"regime":…,"bytes":[offset,count],"sum":"…","ways":"…","rejected":"K…"}` and a line end. The id and the
/// bytes are null where there are none; regime, sum and rejected are left out.
void append_trace_line(std::string& to, const TraceLine& line);

/// A check sum of bytes (XXH3, 64 bits): finds that a record has changed, not that someone forged one.
[[nodiscard]] std::uint64_t record_sum(std::string_view bytes) noexcept;
/// As it is written: sixteen hexadecimal digits.
[[nodiscard]] std::string sum_text(std::uint64_t sum);

}  // namespace kaidah::batch
