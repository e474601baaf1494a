#pragma once
// The values of many records side by side.

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "engine/fast/layout.hpp"

namespace kaidah::fast {

/// A set of rows. Bits past the last row are zero. Holds as many words as the room of its table needs.
using Bits = std::vector<std::uint64_t>;

[[nodiscard]] inline bool test(const Bits& bits, std::size_t row) {
  return (bits[row / 64] >> (row % 64) & 1U) != 0;
}
inline void set(Bits& bits, std::size_t row) {
  bits[row / 64] |= std::uint64_t{1} << (row % 64);
}

/// Numbers as they were written: `mantissa / 10^decimals`, at most 18 digits; `real` is that quotient as a double, the
/// nearest one while the mantissa is below 2^53, and within two units of the last place beyond.
struct Decimals {
  std::vector<double> real;
  std::vector<std::int64_t> mantissa;
  std::vector<std::uint8_t> decimals;
};

struct Rows {
  std::uint32_t count = 0;
  std::uint32_t room = 0;             ///< what every column of the table can hold; a multiple of 64
  std::vector<std::uint32_t> first;   ///< of tables with a parent: by row of the parent, and one past the last
  std::vector<std::uint32_t> parent;  ///< of tables with a parent: by row
};

/// What no value was read for holds zero, or what a row of an earlier batch left there; texts never do.
struct Batch {
  std::vector<Rows> tables;  ///< by Layout::tables
  std::vector<std::vector<std::int64_t>> whole;
  std::vector<Decimals> decimal;
  std::vector<std::vector<std::string_view>> text;  ///< into the texts of the records, or the arena of the reader
  std::vector<Bits> bits;
  std::deque<std::string> written;  ///< texts that were read with escapes

  explicit Batch(const Layout& layout);
  /// Without rows, with room kept.
  void clear(const Layout& layout);
  /// Takes the rows from `from` on out of a table.
  void drop(const Layout& layout, std::uint32_t table, std::uint32_t from);
  /// Room for one row more in a table.
  void grow(const Layout& layout, std::uint32_t table);
};

}  // namespace kaidah::fast
