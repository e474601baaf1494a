#pragma once
// The text of one record -> a row of a batch.

#include <cstdint>
#include <string_view>
#include <vector>

#include <kaidah/limits.hpp>

#include "engine/fast/batch.hpp"
#include "engine/fast/layout.hpp"
#include "engine/fast/rules.hpp"
#include "engine/fast/trails.hpp"

namespace kaidah::fast {

struct SlowRowMemory;

/// Reads what is usual, fast, and refuses the rest: what it accepts, the strict decoder accepts with the same values;
/// of what it refuses nothing is known. Learns how the records are written while it reads. Not for several threads.
///
/// Refused, among what is right: numbers of more than 18 digits, ids that are no texts, long lists with one item for
/// each value.
class Reader {
 public:
  /// REQUIRES: `layout` was made of the plan; both outlive the reader, and the plan what is read.
  Reader(const plan::Plan& plan, const Layout& layout, const Limits& limits);
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  /// Adds a row to the first table, and those of its lists to the others. False when the record is one for the strict
  /// decoder; the batch is then as before.
  /// REQUIRES: 64 bytes behind the text may be looked at; the text lives as long as the batch's rows.
  [[nodiscard]] bool read(std::string_view text, Batch& batch);

 private:
  friend class SlowRow;

  // All of these return the place behind what they read; null: refused.
  const char* read_row(std::uint32_t table, std::uint32_t row, const char* p);
  const char* follow(std::uint32_t table, std::uint32_t row, const char* p);
  const char* read_slowly(std::uint32_t table, std::uint32_t row, const char* p, const Step& done);
  const char* read_list(std::size_t table, std::uint32_t parent, const char* p);
  const char* read_item(std::uint32_t table, std::uint32_t row, const char* p);
  const char* read_scalar(const ScalarRule& rule, std::uint32_t row, const char* p);

  void end_row(const TableRule& rule, std::uint32_t row);
  void bind(Batch& batch);
  void take_back(std::uint32_t row);
  void end_trail(const RowEnd& end, std::uint32_t row);
  void write_default(const Default& value, std::uint32_t row);
  [[nodiscard]] bool one_for_each(std::uint32_t table, std::uint32_t first) const;

  const Layout& layout_;
  const std::size_t most_bytes_;
  Rules rules_;
  std::vector<Trails> trails_;         // by table
  std::vector<SlowRowMemory> memory_;  // by table
  std::vector<std::uint32_t> before_;  // by table: the rows before a record that is taken back
  Batch* batch_ = nullptr;
  Decimals* decimals_ = nullptr;  // where the rules have their columns
  const char* end_ = nullptr;
};

inline const char* Reader::read_scalar(const ScalarRule& rule, std::uint32_t row, const char* p) {
  switch (rule.reads) {
    case Reads::decimal:
      return read_decimal(p, rule, row);
    case Reads::whole:
      return read_whole(p, rule, *batch_, row);
    case Reads::truth:
      return read_truth(p, rule, *batch_, row);
    case Reads::text:
      return read_text(p, end_, rule, *batch_, row);
    case Reads::date:
      return read_date(p, end_, rule, *batch_, row);
    case Reads::member:
      return read_member(p, end_, rule, *batch_, row);
    case Reads::skipped_text:
    case Reads::skipped:
    case Reads::list:
    case Reads::end:
      break;
  }
  return nullptr;
}

}  // namespace kaidah::fast
