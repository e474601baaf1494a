#include "engine/fast/one_for_each.hpp"

#include "engine/fast/scalars.hpp"

namespace kaidah::fast {
namespace {

/// Comparing each with each is fast up to here.
constexpr std::uint32_t kMostRows = 16;

bool equal(const Decimals& column, std::uint32_t a, std::uint32_t b) {
  const int more = column.decimals[a] - column.decimals[b];
  if (more < 0) return equal(column, b, a);
  std::int64_t scaled = 0;  // past 64 bits: larger than any
  if (__builtin_mul_overflow(column.mantissa[b], kTens[static_cast<unsigned>(more)], &scaled)) return false;
  return column.mantissa[a] == scaled;
}

bool equal(const Batch& batch, const Column& column, std::uint32_t a, std::uint32_t b) {
  switch (column.kind) {
    case Kind::whole:
      return batch.whole[column.slot][a] == batch.whole[column.slot][b];
    case Kind::decimal:
      return equal(batch.decimal[column.slot], a, b);
    case Kind::truth:
      return test(batch.bits[column.slot], a) == test(batch.bits[column.slot], b);
    case Kind::text:
      break;
  }
  return batch.text[column.slot][a] == batch.text[column.slot][b];
}

}  // namespace

bool are_different(const Layout& layout, const Batch& batch, const Place& place, std::uint32_t first,
                   std::uint32_t last) {
  if (last - first <= 1) return true;
  if (place.what != Place::What::column || last - first > kMostRows) return false;
  const Column& column = layout.columns[place.index];
  const auto there = [&](std::uint32_t row) { return place.present == kNone || test(batch.bits[place.present], row); };
  for (std::uint32_t a = first; a < last; ++a) {
    if (!there(a)) continue;
    for (std::uint32_t b = a + 1; b < last; ++b) {
      if (there(b) && equal(batch, column, a, b)) return false;
    }
  }
  return true;
}

}  // namespace kaidah::fast
