#include "engine/json/members.hpp"

#include <algorithm>
#include <cstddef>

#include "engine/json/text.hpp"

namespace kaidah::json {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool take(char c) {
    skip_space();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  [[nodiscard]] bool at_end() {
    skip_space();
    return at_ >= text_.size();
  }
  std::optional<std::string_view> string() {
    skip_space();
    const std::size_t begin = at_;
    if (at_ >= text_.size() || text_[at_] != '"') return std::nullopt;
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_)
      if (text_[at_] == '\\') ++at_;
    if (at_ >= text_.size()) return std::nullopt;
    ++at_;
    return text_.substr(begin, at_ - begin);
  }
  /// Up to the comma or bracket that ends it.
  std::optional<std::string_view> value() {
    skip_space();
    const std::size_t begin = at_;
    std::size_t depth = 0;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"') {
        if (!string()) return std::nullopt;
        continue;
      }
      if (c == '{' || c == '[') ++depth;
      if (depth == 0 && (c == ',' || c == '}' || c == ']')) break;
      if (c == '}' || c == ']') --depth;
      ++at_;
    }
    std::string_view found = text_.substr(begin, at_ - begin);
    const std::size_t last = found.find_last_not_of(kSpace);
    if (last == std::string_view::npos) return std::nullopt;
    return found.substr(0, last + 1);
  }

 private:
  void skip_space() { at_ = std::min(text_.find_first_not_of(kSpace, at_), text_.size()); }

  std::string_view text_;
  std::size_t at_ = 0;
};

std::optional<std::string> put_together(std::string_view object, const std::vector<Member>& members, bool over) {
  const auto own = raw_members(object);
  if (!own) return std::nullopt;
  std::vector<std::string> names;
  names.reserve(members.size());
  for (const Member& member : members) names.push_back(json::quoted(member.first));
  std::vector<bool> there(members.size(), false);
  std::string text = "{";
  const auto add = [&text](std::string_view name, std::string_view value) {
    if (text.size() > 1) text += ',';
    text.append(name).append(":").append(value);
  };
  for (const RawMember& member : *own) {
    const auto found = std::find(names.begin(), names.end(), member.name);
    const auto index = static_cast<std::size_t>(found - names.begin());
    if (found == names.end()) {
      add(member.name, member.value);
    } else {
      // Of a name that stands there twice both are kept: whoever reads it refuses it.
      add(member.name, over ? std::string_view(members[index].second) : member.value);
      there[index] = true;
    }
  }
  for (std::size_t i = 0; i < members.size(); ++i)
    if (!there[i]) add(names[i], members[i].second);
  return text + "}";
}

}  // namespace

std::optional<std::vector<RawMember>> raw_members(std::string_view text) {
  Scanner scanner(text);
  std::vector<RawMember> members;
  if (!scanner.take('{')) return std::nullopt;
  if (!scanner.take('}')) {
    do {
      const auto name = scanner.string();
      if (!name || !scanner.take(':')) return std::nullopt;
      const auto value = scanner.value();
      if (!value) return std::nullopt;
      members.push_back({*name, *value});
    } while (scanner.take(','));
    if (!scanner.take('}')) return std::nullopt;
  }
  if (!scanner.at_end()) return std::nullopt;
  return members;
}

std::optional<std::vector<std::string_view>> raw_items(std::string_view text) {
  Scanner scanner(text);
  std::vector<std::string_view> items;
  if (!scanner.take('[')) return std::nullopt;
  if (!scanner.take(']')) {
    do {
      const auto value = scanner.value();
      if (!value) return std::nullopt;
      items.push_back(*value);
    } while (scanner.take(','));
    if (!scanner.take(']')) return std::nullopt;
  }
  if (!scanner.at_end()) return std::nullopt;
  return items;
}

std::optional<std::string> with_members(std::string_view object, const std::vector<Member>& members) {
  return put_together(object, members, true);
}

std::optional<std::string> with_missing_members(std::string_view object, const std::vector<Member>& members) {
  return put_together(object, members, false);
}

}  // namespace kaidah::json
