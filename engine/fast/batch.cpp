#include "engine/fast/batch.hpp"

#include <algorithm>

namespace kaidah::fast {
namespace {

/// Rows that a table has room for at first; a multiple of 64.
constexpr std::uint32_t kFirstRoom = 256;

/// Calls `take` with every column of scalars of the table.
template <typename Take>
void each_column(const Layout& layout, std::uint32_t table, Take take) {
  for (const Column& column : layout.columns) {
    if (column.table == table) take(column);
  }
}

template <typename Take>
void each_bits(const Layout& layout, std::uint32_t table, Take take) {
  for (std::uint32_t slot = 0; slot < layout.bits.size(); ++slot) {
    if (layout.bits[slot] == table) take(slot);
  }
}

}  // namespace

Batch::Batch(const Layout& layout)
    : tables(layout.tables.size()),
      whole(layout.whole),
      decimal(layout.decimal),
      text(layout.text),
      bits(layout.bits.size()) {
  for (std::uint32_t table = 0; table < tables.size(); ++table) grow(layout, table);
}

void Batch::clear(const Layout& layout) {
  for (std::uint32_t table = 0; table < tables.size(); ++table) drop(layout, table, 0);
  if (!written.empty()) written.clear();
}

void Batch::drop(const Layout& layout, std::uint32_t table, std::uint32_t from) {
  Rows& rows = tables[table];
  if (rows.count == from) return;
  each_column(layout, table, [&](const Column& column) {
    if (column.kind != Kind::text) return;
    std::vector<std::string_view>& texts = text[column.slot];
    std::fill(texts.begin() + from, texts.begin() + rows.count, std::string_view());
  });
  const std::uint32_t word = from / 64;
  const std::uint32_t end = (rows.count + 63) / 64;
  const std::uint64_t kept = (std::uint64_t{1} << (from % 64)) - 1;
  each_bits(layout, table, [&](std::uint32_t slot) {
    bits[slot][word] &= kept;
    std::fill(bits[slot].begin() + word + 1, bits[slot].begin() + end, 0);
  });
  rows.count = from;
}

void Batch::grow(const Layout& layout, std::uint32_t table) {
  Rows& rows = tables[table];
  if (rows.count < rows.room) return;
  rows.room = rows.room == 0 ? kFirstRoom : 2 * rows.room;
  const std::size_t room = rows.room;
  each_column(layout, table, [&](const Column& column) {
    switch (column.kind) {
      case Kind::whole:
        whole[column.slot].resize(room);
        break;
      case Kind::decimal:
        decimal[column.slot].real.resize(room);
        decimal[column.slot].mantissa.resize(room);
        decimal[column.slot].decimals.resize(room);
        break;
      case Kind::text:
        text[column.slot].resize(room);
        break;
      case Kind::truth:
        break;
    }
  });
  each_bits(layout, table, [&](std::uint32_t slot) { bits[slot].resize(room / 64); });
  if (layout.tables[table].parent != kNone) rows.parent.resize(room);
  for (std::uint32_t child = 0; child < layout.tables.size(); ++child) {
    if (layout.tables[child].parent == table) tables[child].first.resize(room + 1);
  }
}

}  // namespace kaidah::fast
