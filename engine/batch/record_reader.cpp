#include "engine/batch/record_reader.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace kaidah::batch {
namespace {

constexpr std::size_t kBuffer = 256u << 10;

}  // namespace

RecordReader::RecordReader(ReadBytes read, std::size_t most_record_bytes, bool only_lines)
    : read_(std::move(read)), splitter_(most_record_bytes, only_lines), buffer_(kBuffer) {}

bool RecordReader::next(Chunk& chunk) {
  std::string room = std::exchange(chunk.text, {});
  chunk.clear();
  if (splitter_.in_place() && room.size() <= Chunk::kKept) chunk.text = std::move(room);
  while (!ended_ && chunk.records.empty()) {
    const bool in_place = splitter_.in_place();
    const std::optional<std::size_t> count = in_place ? read_in_place(chunk) : read_(buffer_);
    if (!count) {
      ended_ = failed_ = true;
    } else if (*count == 0) {
      ended_ = true;
      splitter_.finish(chunk);
    } else {
      bytes_ += *count;
      if (!in_place) splitter_.feed(std::string_view(buffer_.data(), *count), chunk);
    }
  }
  return !chunk.records.empty();
}

std::optional<std::size_t> RecordReader::read_in_place(Chunk& chunk) {
  const std::string_view before = splitter_.unfinished();
  if (chunk.text.size() < before.size() + kBuffer + Chunk::kPadding)
    chunk.text.resize(before.size() + kBuffer + Chunk::kPadding);
  std::ranges::copy(before, chunk.text.begin());
  const std::optional<std::size_t> count = read_(std::span(chunk.text).subspan(before.size(), kBuffer));
  if (count && *count != 0) splitter_.split(chunk, before.size() + *count);
  return count;
}

}  // namespace kaidah::batch
