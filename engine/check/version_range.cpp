#include "engine/check/version_range.hpp"

#include <algorithm>
#include <charconv>

namespace kaidah::check {

std::vector<int> version_parts(std::string_view text) {
  std::vector<int> parts;
  while (!text.empty()) {
    const std::size_t dot = std::min(text.find('.'), text.size());
    int part = 0;
    const std::string_view word = text.substr(0, dot);
    if (std::from_chars(word.data(), word.data() + word.size(), part).ec != std::errc()) break;
    parts.push_back(part);
    text.remove_prefix(std::min(dot + 1, text.size()));
  }
  return parts;
}

bool version_fits(const std::string& version, const std::optional<syntax::VersionText>& wanted) {
  if (!wanted) return true;
  const std::vector<int> want = version_parts(wanted->text);
  const std::vector<int> have = version_parts(version);
  return want.size() <= have.size() && std::equal(want.begin(), want.end(), have.begin());
}

}  // namespace kaidah::check
