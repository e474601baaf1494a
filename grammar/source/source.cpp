#include <kaidah/source.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace kaidah {
namespace {

bool begins_code_point(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

}  // namespace

Source::Source(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)), line_begins_{0} {
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_begins_.push_back(static_cast<std::uint32_t>(i + 1));
  }
}

std::string_view Source::text(Span span) const noexcept {
  const std::size_t begin = std::min<std::size_t>(span.begin, text_.size());
  const std::size_t end = std::clamp<std::size_t>(span.end, begin, text_.size());
  return std::string_view(text_).substr(begin, end - begin);
}

Position Source::position(std::uint32_t offset) const noexcept {
  const std::uint32_t at = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const auto next = std::upper_bound(line_begins_.begin(), line_begins_.end(), at);
  const auto line = static_cast<std::uint32_t>(next - line_begins_.begin());
  const std::uint32_t begin = line_begins_[line - 1];
  // A position inside a code point, or between the two halves of a CRLF, is the position of what it is inside of.
  std::uint32_t column = 0;
  for (std::uint32_t i = begin; i <= at && i < text_.size(); ++i) {
    if (begins_code_point(text_[i])) ++column;
  }
  if (at == text_.size()) ++column;
  const bool inside_crlf = at > begin && at < text_.size() && text_[at] == '\n' && text_[at - 1] == '\r';
  if (inside_crlf) --column;
  return {line, std::max(column, 1U)};
}

std::string_view Source::line(std::uint32_t number) const noexcept {
  if (number == 0 || number > line_begins_.size()) return {};
  const std::size_t begin = line_begins_[number - 1];
  std::size_t end = number < line_begins_.size() ? line_begins_[number] - 1 : text_.size();
  if (end > begin && text_[end - 1] == '\r') --end;
  return std::string_view(text_).substr(begin, end - begin);
}

std::uint32_t Source::line_count() const noexcept {
  return static_cast<std::uint32_t>(line_begins_.size());
}

}  // namespace kaidah
