#pragma once
// Lines of a stream, one after the other.

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/batch/stream.hpp"

namespace kaidah::batch {

/// Holds one line and what was read with it.
class LineReader {
 public:
  explicit LineReader(ReadBytes read) : read_(std::move(read)) {}

  /// The next line without its end; it stays until the next call. False at the end, or when reading failed.
  [[nodiscard]] bool next(std::string_view& line);
  [[nodiscard]] bool failed() const noexcept { return failed_; }

 private:
  [[nodiscard]] bool read_more();

  ReadBytes read_;
  std::string held_;
  std::size_t begin_ = 0;  // of the next line, in `held_`
  bool ended_ = false;
  bool failed_ = false;
};

}  // namespace kaidah::batch
