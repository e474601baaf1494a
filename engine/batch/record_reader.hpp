#pragma once
// Bytes -> chunks of records.

#include <cstdint>
#include <vector>

#include "engine/batch/chunk.hpp"
#include "engine/batch/splitter.hpp"
#include "engine/batch/stream.hpp"

namespace kaidah::batch {

class RecordReader {
 public:
  /// `only_lines`: as Splitter.
  RecordReader(ReadBytes read, std::size_t most_record_bytes, bool only_lines = false);

  /// Fills the chunk with the next records, as many as come with one reading; lines stay where they were read. False at
  /// the end, or when reading failed.
  [[nodiscard]] bool next(Chunk& chunk);

  [[nodiscard]] bool failed() const noexcept { return failed_; }
  [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_; }

 private:
  /// As ReadBytes.
  std::optional<std::size_t> read_in_place(Chunk& chunk);

  ReadBytes read_;
  Splitter splitter_;
  std::vector<char> buffer_;
  std::uint64_t bytes_ = 0;
  bool ended_ = false;
  bool failed_ = false;
};

}  // namespace kaidah::batch
