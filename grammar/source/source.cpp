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

Source::Source(std::string name, std::string text) : text_(std::move(text)) {
  add_part(std::move(name), 0);
}

Source::Source(const std::vector<std::shared_ptr<const Source>>& sources) {
  for (const auto& source : sources) {
    for (const Part& part : source->parts_) {
      if (!parts_.empty()) text_ += '\n';
      const auto begin = static_cast<std::uint32_t>(text_.size());
      text_ += source->text({part.begin, part.end});
      add_part(part.name, begin);
    }
  }
}

void Source::add_part(std::string name, std::uint32_t begin) {
  Part part{std::move(name), begin, static_cast<std::uint32_t>(text_.size()), {begin}};
  for (std::uint32_t i = begin; i < part.end; ++i) {
    if (text_[i] == '\n') part.line_begins.push_back(i + 1);
  }
  parts_.push_back(std::move(part));
}

std::size_t Source::part_of(std::uint32_t offset) const noexcept {
  const auto next = std::upper_bound(parts_.begin(), parts_.end(), offset,
                                     [](std::uint32_t at, const Part& part) { return at < part.begin; });
  return static_cast<std::size_t>(next - parts_.begin()) - 1;
}

Span Source::part(std::size_t part) const noexcept {
  return {parts_[part].begin, parts_[part].end};
}

const std::string& Source::name(std::uint32_t offset) const noexcept {
  return parts_[part_of(offset)].name;
}

std::string_view Source::text(Span span) const noexcept {
  const std::size_t begin = std::min<std::size_t>(span.begin, text_.size());
  const std::size_t end = std::clamp<std::size_t>(span.end, begin, text_.size());
  return std::string_view(text_).substr(begin, end - begin);
}

std::size_t Source::line_index(const Part& part, std::uint32_t offset) noexcept {
  const auto next = std::upper_bound(part.line_begins.begin(), part.line_begins.end(), offset);
  return static_cast<std::size_t>(next - part.line_begins.begin()) - 1;
}

Position Source::position(std::uint32_t offset) const noexcept {
  const Part& part = parts_[part_of(offset)];
  const std::uint32_t at = std::min(offset, part.end);
  const std::size_t line = line_index(part, at);
  const std::uint32_t begin = part.line_begins[line];
  // A position inside a code point, or between the two halves of a CRLF, is the position of what it is inside of.
  std::uint32_t column = 0;
  for (std::uint32_t i = begin; i <= at && i < part.end; ++i) {
    if (begins_code_point(text_[i])) ++column;
  }
  if (at == part.end) ++column;
  const bool inside_crlf = at > begin && at < part.end && text_[at] == '\n' && text_[at - 1] == '\r';
  if (inside_crlf) --column;
  return {static_cast<std::uint32_t>(line + 1), std::max(column, 1U)};
}

std::string_view Source::line_text(const Part& part, std::size_t index) const noexcept {
  const std::size_t begin = part.line_begins[index];
  std::size_t end = index + 1 < part.line_begins.size() ? part.line_begins[index + 1] - 1 : part.end;
  if (end > begin && text_[end - 1] == '\r') --end;
  return std::string_view(text_).substr(begin, end - begin);
}

std::string_view Source::line_at(std::uint32_t offset) const noexcept {
  const Part& part = parts_[part_of(offset)];
  return line_text(part, line_index(part, std::min(offset, part.end)));
}

std::string_view Source::line(std::uint32_t number) const noexcept {
  const Part& first = parts_.front();
  if (number == 0 || number > first.line_begins.size()) return {};
  return line_text(first, number - 1);
}

std::uint32_t Source::line_count() const noexcept {
  return static_cast<std::uint32_t>(parts_.front().line_begins.size());
}

}  // namespace kaidah
