#pragma once
// Texts of JSON taken apart, written in other ways, and damaged.

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kaidah::property {

/// A value as it is written: scalars by their text.
struct JsonTree {
  char kind = 's';  ///< `{`, `[`, or `s` of scalars
  std::string scalar;
  std::vector<std::string> keys;  ///< of objects, in quotation marks
  std::vector<JsonTree> items;
};

/// REQUIRES: well-formed, and nothing behind the value.
class JsonParser {
 public:
  explicit JsonParser(std::string_view text) : text_(text) {}

  JsonTree parse() {
    space();
    JsonTree tree;
    if (text_[at_] != '{' && text_[at_] != '[') {
      tree.scalar = scalar();
      return tree;
    }
    tree.kind = text_[at_++];
    for (space(); text_[at_] != '}' && text_[at_] != ']'; space()) {
      if (text_[at_] == ',') {
        ++at_;
        space();
      }
      if (tree.kind == '{') {
        tree.keys.push_back(scalar());
        space();
        ++at_;  // the colon
      }
      tree.items.push_back(parse());
    }
    ++at_;
    return tree;
  }

 private:
  void space() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) ++at_;
  }
  std::string scalar() {
    const std::size_t begin = at_;
    if (text_[at_] == '"') {
      for (++at_; text_[at_] != '"'; ++at_) at_ += text_[at_] == '\\' ? 1 : 0;
      return std::string(text_.substr(begin, ++at_ - begin));
    }
    at_ = std::min(text_.find_first_of(",]} \t\r\n", at_), text_.size());
    return std::string(text_.substr(begin, at_ - begin));
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

/// The same seed does the same.
class JsonChanger {
 public:
  explicit JsonChanger(std::uint64_t seed) : random_(seed) {}

  std::size_t pick(std::size_t count) { return static_cast<std::size_t>(random_() % count); }
  bool chance(std::size_t percent) { return pick(100) < percent; }

  /// Spaces: as an object's members and a list's items are often set apart, or anywhere.
  enum class Spaces { none, usual, any };
  std::string text(const JsonTree& tree, Spaces spaces) {
    std::string out = space(spaces);
    if (tree.kind == 's') return out + tree.scalar + space(spaces);
    out += tree.kind;
    for (std::size_t i = 0; i < tree.items.size(); ++i) {
      if (i > 0) out += spaces == Spaces::usual ? ", " : ",";
      if (tree.kind == '{')
        out += space(spaces) + tree.keys[i] + space(spaces) + (spaces == Spaces::usual ? ": " : ":");
      out += text(tree.items[i], spaces);
    }
    if (tree.items.empty()) out += space(spaces);
    return out + (tree.kind == '{' ? '}' : ']') + space(spaces);
  }

  /// Members in another order, everywhere.
  void shuffle(JsonTree& tree) {
    for (JsonTree& item : tree.items) shuffle(item);
    if (tree.kind != '{') return;
    for (std::size_t i = tree.items.size(); i > 1; --i) {
      const std::size_t other = pick(i);
      std::swap(tree.items[i - 1], tree.items[other]);
      std::swap(tree.keys[i - 1], tree.keys[other]);
    }
  }

  /// Something else than was there, once: a member gone, twice, of another name; another value.
  void change(JsonTree& tree) {
    JsonTree* at = &tree;
    while (!at->items.empty() && chance(75)) at = &at->items[pick(at->items.size())];
    if (at->kind == 's' || chance(25)) {
      *at = JsonParser(odd_value()).parse();
      return;
    }
    const std::size_t i = at->items.empty() ? 0 : pick(at->items.size());
    const auto place = static_cast<std::ptrdiff_t>(i);
    if (at->items.empty() || chance(30)) {
      at->items.insert(at->items.begin() + place, JsonParser(odd_value()).parse());
      if (at->kind == '{') at->keys.insert(at->keys.begin() + place, odd_key());
    } else if (chance(50)) {
      at->items.push_back(at->items[i]);
      if (at->kind == '{') at->keys.push_back(at->keys[i]);
    } else {
      at->items.erase(at->items.begin() + place);
      if (at->kind == '{') at->keys.erase(at->keys.begin() + place);
    }
  }

  /// Bytes gone, doubled, in other places, or others.
  void damage(std::string& text) {
    if (text.empty()) return;
    const std::size_t at = pick(text.size());
    switch (pick(7)) {
      case 0:
        text[at] = static_cast<char>(static_cast<unsigned char>(text[at]) ^ (1U << pick(8)));
        break;
      case 1:
        text.erase(at, 1 + pick(3));
        break;
      case 2:
        text.insert(at, text.substr(pick(text.size()), 1 + pick(20)));
        break;
      case 3:
        text.resize(at);
        break;
      case 4:
        text.insert(at, 1, static_cast<char>(pick(256)));
        break;
      case 5:
        text.insert(at, any({"\xC3\xA9",
                             "\xE2\x82\xAC",
                             "\xF0\x9D\x84\x9E",
                             "\xED\xA0\x80",
                             "\xC0\x80",
                             "\xF4\x90\x80\x80",
                             "\\n",
                             "\\u00e9",
                             "\\uD834\\uDD1E",
                             "\\uD834",
                             "\"",
                             "\\",
                             "{",
                             "}",
                             "[",
                             "]",
                             ",",
                             ":",
                             "null",
                             "0",
                             "9",
                             ".",
                             "-",
                             "e1"}));
        break;
      default:
        std::swap(text[at], text[pick(text.size())]);
    }
  }

  std::string odd_value() {
    static const std::vector<std::string> values = {"null",
                                                    "true",
                                                    "false",
                                                    "0",
                                                    "-0",
                                                    "-0.0",
                                                    "1",
                                                    "7.5",
                                                    "-1",
                                                    "0.5",
                                                    "99.99",
                                                    "100",
                                                    "1e2",
                                                    "1E-2",
                                                    "120.5",
                                                    "150.000",
                                                    "12345678",
                                                    "123456789012345678",
                                                    "1234567890123456789",
                                                    "0.1234567890123456",
                                                    "12345678901234567890.5",
                                                    "1.00000000000000000000",
                                                    "\"\"",
                                                    "\"a\"",
                                                    "\"red\"",
                                                    "\"Red\"",
                                                    "\"2021-02-28\"",
                                                    "\"2021-02-29\"",
                                                    "\"2021-13-01\"",
                                                    "\"0000-01-01\"",
                                                    "\"9999-12-31\"",
                                                    "\"a\\nb\"",
                                                    "\"\\u00e9\"",
                                                    "\"\xC3\xA9\"",
                                                    "[]",
                                                    "{}",
                                                    "[[]]",
                                                    "[null]",
                                                    "[1,2,3]",
                                                    "{\"a\":1}",
                                                    "{\"a\":1,\"a\":2}",
                                                    "[\"x\",{\"y\":[true,{}]}]"};
    return chance(90) ? values[pick(values.size())] : "\"" + std::string(pick(70), 'x') + "\"";
  }
  std::string odd_key() {
    return any({"\"a\"", "\"id\"", "\"x\"", "\"\"", "\"lain\"",
                "\"sebuah kunci yang panjang sekali, lebih dari satu blok\"", "\"\\u0061\"", "\"k\xC3\xA9\"", "\"n\"",
                "\"w\""});
  }

 private:
  std::string any(std::initializer_list<const char*> texts) { return *(texts.begin() + pick(texts.size())); }
  std::string space(Spaces spaces) {
    if (spaces != Spaces::any || chance(70)) return "";
    return any({" ", "  ", "\n", "\t", "\r\n", "    \n"});
  }

  std::mt19937_64 random_;
};

}  // namespace kaidah::property
