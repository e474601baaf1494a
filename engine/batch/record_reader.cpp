#include "engine/batch/record_reader.hpp"

#include <utility>

namespace kaidah::batch {
namespace {

constexpr std::size_t kBuffer = 512u << 10;

}  // namespace

RecordReader::RecordReader(ReadBytes read, std::size_t most_record_bytes)
    : read_(std::move(read)), splitter_(most_record_bytes), buffer_(kBuffer) {}

bool RecordReader::next(Chunk& chunk) {
  chunk.clear();
  while (!ended_ && chunk.records.empty()) {
    const std::optional<std::size_t> count = read_(buffer_);
    if (!count) {
      ended_ = failed_ = true;
    } else if (*count == 0) {
      ended_ = true;
      splitter_.finish(chunk);
    } else {
      const std::string_view bytes(buffer_.data(), *count);
      bytes_ += bytes.size();
      splitter_.feed(bytes, chunk);
    }
  }
  return !chunk.records.empty();
}

}  // namespace kaidah::batch
