#include "engine/batch/state_file.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "engine/json/object.hpp"

namespace kaidah::batch {
namespace {

constexpr std::size_t kAtOnce = 256U << 10;
constexpr std::uint64_t kFormat = 1;

std::string first_line(std::string_view kind) {
  std::string line;
  {
    json::Object object(line);
    object.text("kaidah", kind);
    object.number("format", kFormat);
  }
  return line + '\n';
}

std::string last_line(const Fingerprint& fingerprint) {
  std::string line;
  json::Object(line).text("end", fingerprint.text());
  return line + '\n';
}

}  // namespace

StateWriter::StateWriter(const WriteBytes& to, std::string_view kind) : to_(to), text_(first_line(kind)) {}

bool StateWriter::write() {
  fingerprint_.update(text_);
  const bool written = to_(text_);
  text_.clear();
  return written;
}

bool StateWriter::flush() {
  return text_.size() < kAtOnce || write();
}

bool StateWriter::block(std::string_view name, std::string_view lines) {
  json::Object(text_).number(name, lines.size());
  text_ += '\n';
  if (!write()) return false;
  fingerprint_.update(lines);
  return to_(lines);
}

bool StateWriter::end() {
  return write() && to_(last_line(fingerprint_));
}

StateReader::StateReader(ReadBytes read) : read_(std::move(read)), buffer_(kAtOnce) {}

bool StateReader::fill() {
  if (ended_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ == buffer_.size()) buffer_.resize(2 * buffer_.size());
  const std::optional<std::size_t> count = read_(std::span(buffer_).subspan(end_));
  if (!count || *count == 0) {
    ended_ = true;
    return false;
  }
  end_ += *count;
  return true;
}

void StateReader::drop() {
  fingerprint_.update({buffer_.data() + begin_, given_});
  begin_ += std::exchange(given_, 0);
}

std::optional<std::string_view> StateReader::line() {
  drop();
  for (std::size_t searched = 0;;) {
    const std::string_view held(buffer_.data() + begin_, end_ - begin_);
    const std::size_t end = held.find('\n', searched);
    if (end != std::string_view::npos) {
      given_ = end + 1;
      return held.substr(0, end);
    }
    searched = held.size();
    if (!fill()) return std::nullopt;
  }
}

bool StateReader::block(std::uint64_t bytes, const WriteBytes& to) {
  drop();
  while (bytes > 0) {
    if (begin_ == end_ && !fill()) return false;
    given_ = static_cast<std::size_t>(std::min<std::uint64_t>(bytes, end_ - begin_));
    bytes -= given_;
    if (to && !to({buffer_.data() + begin_, given_})) return false;
    drop();
  }
  return true;
}

bool StateReader::begin(std::string_view kind) {
  const auto first = line();
  return first && *first == std::string_view(first_line(kind)).substr(0, first_line(kind).size() - 1);
}

bool StateReader::is_end(std::string_view line) {
  const std::string expected = last_line(fingerprint_);
  if (line != std::string_view(expected).substr(0, expected.size() - 1)) return false;
  drop();
  return begin_ == end_ && !fill();
}

}  // namespace kaidah::batch
