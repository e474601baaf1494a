#pragma once
// JSON written member by member.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/json/text.hpp"

namespace kaidah::json {

/// An object that is being written, its members in the order of the calls. It is closed when it goes out of scope.
class Object {
 public:
  /// `over_lines`: each member on a line of its own.
  explicit Object(std::string& out, bool over_lines = false) : out_(out), over_lines_(over_lines) { out_ += '{'; }
  ~Object() { out_ += over_lines_ ? "\n}" : "}"; }
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;

  /// Where the value of `key` goes.
  std::string& at(std::string_view key) {
    if (!first_) out_ += ',';
    first_ = false;
    if (over_lines_) out_ += "\n  ";
    append_text(out_, key);
    out_ += over_lines_ ? ": " : ":";
    return out_;
  }
  void text(std::string_view key, std::string_view value) { append_text(at(key), value); }
  void text_or_null(std::string_view key, const std::optional<std::string_view>& value) {
    std::string& out = at(key);
    if (value) {
      append_text(out, *value);
    } else {
      out += "null";
    }
  }
  void number(std::string_view key, std::uint64_t value) { at(key) += std::to_string(value); }

 private:
  std::string& out_;
  bool over_lines_;
  bool first_ = true;
};

/// `[item,item]`; `write` appends one item.
template <class Items, class Write>
void append_list(std::string& out, const Items& items, Write write) {
  out += '[';
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += ',';
    first = false;
    write(item);
  }
  out += ']';
}

}  // namespace kaidah::json
