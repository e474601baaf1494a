#include "engine/evaluate/group_key.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <vector>

namespace kaidah::evaluate {
namespace {

using values::Number;
using values::Value;

void append_key(const Value& value, std::string& key) {
  const auto quoted = [&](std::string_view text) {
    key += '"';
    for (const char c : text) {
      if (c == '"' || c == '\\') key += '\\';
      key += c;
    }
    key += '"';
  };
  const auto items = [&](std::span<const Value> list, char open, char close) {
    key += open;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (i != 0) key += ',';
      append_key(list[i], key);
    }
    key += close;
  };
  if (const auto* text = std::get_if<std::string_view>(&value)) {
    quoted(*text);
  } else if (const auto* number = std::get_if<Number>(&value)) {
    key += number->to_string();
  } else if (const auto* truth = std::get_if<bool>(&value)) {
    key += *truth ? "true" : "false";
  } else if (const auto* date = std::get_if<values::Date>(&value)) {
    key += date->to_string();
  } else if (const auto* days = std::get_if<values::Days>(&value)) {
    key += std::to_string(days->count) + 'd';
  } else if (const auto* months = std::get_if<values::Months>(&value)) {
    key += std::to_string(months->count) + 'm';
  } else if (const auto* member = std::get_if<values::Member>(&value)) {
    key += '@' + std::to_string(member->index);
  } else if (const auto* record = std::get_if<const values::RecordData*>(&value)) {
    items((*record)->fields, '{', '}');
  } else if (const auto* list = std::get_if<const values::ListData*>(&value)) {
    items((*list)->items, '[', ']');
  } else {
    key += value.is_absent() ? '-' : '?';
  }
}

void append_part(const Value& value, std::string& key) {
  if (!key.empty()) key += '|';
  append_key(value, key);
}

/// Reads what append_key wrote.
class KeyReader {
 public:
  KeyReader(std::string_view text, values::Arena& arena) : text_(text), arena_(arena) {}

  std::span<const Value> parts(char end) {
    std::vector<Value> found;
    while (at_ < text_.size() && text_[at_] != end) {
      if (text_[at_] == '|' || text_[at_] == ',') ++at_;
      found.push_back(value());
    }
    const std::span<Value> kept = arena_.values(found.size());
    std::ranges::move(found, kept.begin());
    return kept;
  }

 private:
  Value value() {
    switch (text_[at_]) {
      case '"':
        return quoted();
      case '{':
        return arena_.record(items('}'));
      case '[':
        return arena_.list(items(']'));
      default:
        return word();
    }
  }

  std::span<const Value> items(char end) {
    ++at_;
    const std::span<const Value> found = parts(end);
    ++at_;
    return found;
  }

  Value quoted() {
    std::string text;
    for (++at_; text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\') ++at_;
      text += text_[at_];
    }
    ++at_;
    return arena_.text(text);
  }

  Value word() {
    const std::size_t end = std::min(text_.find_first_of("|,}]", at_), text_.size());
    const std::string_view word = text_.substr(at_, end - at_);
    at_ = end;
    if (word == "-") return values::Absent{};
    if (word == "?") return values::Unread{};
    if (word == "true" || word == "false") return word == "true";
    if (word.front() == '@') return values::Member{static_cast<std::uint32_t>(whole(word.substr(1)))};
    if (word.back() == 'd') return values::Days{whole(word)};
    if (word.back() == 'm') return values::Months{whole(word)};
    if (const auto date = values::Date::from_text(word)) return *date;
    const std::size_t slash = word.find('/');
    const auto numerator = Number::from_digits(word.substr(0, slash), word.size());
    if (slash == std::string_view::npos) return *numerator;
    return *numerator / *Number::from_digits(word.substr(slash + 1), word.size());
  }

  static std::int64_t whole(std::string_view digits) {
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
  }

  std::string_view text_;
  values::Arena& arena_;
  std::size_t at_ = 0;
};

}  // namespace

std::string group_key(std::span<const Value> key) {
  std::string text;
  for (const Value& part : key) append_part(part, text);
  return text;
}

void write_group_key(const values::RecordData& record, std::span<const std::uint32_t> key, std::string& text) {
  text.clear();
  for (const std::uint32_t field : key) append_part(record.fields[field], text);
}

std::span<const Value> read_group_key(std::string_view text, values::Arena& arena) {
  return KeyReader(text, arena).parts('\0');
}

}  // namespace kaidah::evaluate
