#include "engine/library/version.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

namespace kaidah::library {
namespace {

std::vector<std::string_view> split_at_dots(std::string_view text) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t dot = text.find('.');
    parts.push_back(text.substr(0, dot));
    if (dot == std::string_view::npos) return parts;
    text.remove_prefix(dot + 1);
  }
}

std::optional<std::uint32_t> whole(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (text.size() > 1 && text.front() == '0') return std::nullopt;
  return value;
}

}  // namespace

std::optional<Version> Version::from_text(std::string_view text) {
  const auto texts = split_at_dots(text);
  if (texts.size() != 3) return std::nullopt;
  Version version;
  for (std::size_t i = 0; i < 3; ++i) {
    const auto part = whole(texts[i]);
    if (!part) return std::nullopt;
    version.parts[i] = *part;
  }
  return version;
}

std::string Version::to_string() const {
  return std::to_string(parts[0]) + "." + std::to_string(parts[1]) + "." + std::to_string(parts[2]);
}

std::optional<VersionRange> VersionRange::from_text(std::string_view text) {
  auto texts = split_at_dots(text);
  VersionRange range;
  const bool open = texts.back() == "x";
  if (open) texts.pop_back();
  if (open ? (texts.empty() || texts.size() > 2) : texts.size() != 3) return std::nullopt;
  for (const std::string_view part_text : texts) {
    const auto part = whole(part_text);
    if (!part) return std::nullopt;
    range.parts_[range.given_++] = *part;
  }
  return range;
}

bool VersionRange::holds(const Version& version) const noexcept {
  return std::equal(parts_.begin(), parts_.begin() + static_cast<std::ptrdiff_t>(given_), version.parts.begin());
}

std::string VersionRange::to_string() const {
  std::string text;
  for (std::size_t i = 0; i < given_; ++i) text += (i == 0 ? "" : ".") + std::to_string(parts_[i]);
  if (given_ < 3) text += given_ == 0 ? "x" : ".x";
  return text;
}

std::optional<Reference> Reference::from_text(std::string_view text) {
  const std::size_t at = text.find('@');
  Reference reference;
  reference.id = text.substr(0, at);
  if (reference.id.empty()) return std::nullopt;
  if (at != std::string_view::npos) {
    const auto range = VersionRange::from_text(text.substr(at + 1));
    if (!range) return std::nullopt;
    reference.range = *range;
  }
  return reference;
}

}  // namespace kaidah::library
