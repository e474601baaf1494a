#pragma once
// A piece of the input with what came of it: the unit of work between threads.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kaidah::batch {

/// What is wrong with a record before anyone has read it.
enum class Fault : std::uint8_t {
  none,
  too_large,  ///< only its beginning is held
  empty,      ///< nothing between two commas of a list
  trailing,   ///< something behind the end of the list
  open_list,  ///< the input ended inside the list, behind a whole record
};

struct RawRecord {
  std::size_t begin = 0;  ///< in Chunk::text
  std::size_t size = 0;
  std::uint64_t line = 1;  ///< of the input, where the record begins
  Fault fault = Fault::none;
  std::uint64_t offset = 0;  ///< bytes of the input before the record
  std::uint64_t bytes = 0;   ///< of the record in the input: more than `size` when it is too large
};

/// How many records of one regime were decided, and how many were not.
struct RegimeCounts {
  std::uint64_t decided = 0;
  std::uint64_t rejected = 0;
};

struct Chunk {
  std::uint64_t number = 0;  ///< its place in the input, from 1
  std::string text;          ///< the records and what stands between them
  std::vector<RawRecord> records;

  // What came of it.
  std::string decisions;   ///< lines
  std::string rejections;  ///< lines
  std::string trace;       ///< lines
  std::uint64_t decided = 0;
  std::uint64_t rejected = 0;
  std::vector<RegimeCounts> by_regime;  ///< of those that found their regime
  bool too_many_groups = false;
  bool done = false;

  /// Bytes behind every record that a worker looks at, whatever stands there.
  static constexpr std::size_t kPadding = 64;
  /// One huge record must not hold its memory for the rest of a run.
  static constexpr std::size_t kKept = 4u << 20;

  [[nodiscard]] std::string_view text_of(const RawRecord& record) const {
    return std::string_view(text).substr(record.begin, record.size);
  }
  void clear();
};

}  // namespace kaidah::batch
