#include "engine/batch/line_reader.hpp"

namespace kaidah::batch {
namespace {

constexpr std::size_t kBlock = 256u << 10;

}  // namespace

bool LineReader::next(std::string_view& line) {
  for (std::size_t searched = begin_;;) {
    const std::size_t end = held_.find('\n', searched);
    if (end != std::string::npos) {
      line = std::string_view(held_).substr(begin_, end - begin_);
      begin_ = end + 1;
      return true;
    }
    searched = held_.size() - begin_;  // what is held moves to the front
    if (read_more()) continue;
    if (failed_ || begin_ == held_.size()) return false;
    line = std::string_view(held_).substr(begin_);
    begin_ = held_.size();
    return true;
  }
}

bool LineReader::read_more() {
  if (ended_) return false;
  held_.erase(0, begin_);
  begin_ = 0;
  const std::size_t before = held_.size();
  held_.resize(before + kBlock);
  const std::optional<std::size_t> count = read_(std::span(held_).subspan(before));
  held_.resize(before + count.value_or(0));
  failed_ = !count;
  ended_ = failed_ || *count == 0;
  return !ended_;
}

}  // namespace kaidah::batch
