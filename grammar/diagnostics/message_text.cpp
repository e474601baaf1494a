#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "grammar/diagnostics/message_kind.hpp"
#include "grammar/diagnostics/registry.hpp"

namespace kaidah {
namespace {

// Phrases fill phrases; a catalogue that goes round in circles ends here.
constexpr int kDeepestPhrase = 6;

/// User text on one line, whatever it holds.
void append_one_line(std::string& out, std::string_view value) {
  for (const char c : value) {
    switch (c) {
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += c;
    }
  }
}

void append_figure(std::string& out, const Figure& figure, Language language) {
  for (const char c : figure.digits) out += c == '.' && language == Language::indonesian ? ',' : c;
}

class Filler {
 public:
  Filler(const std::vector<Argument>& arguments, Language language) : arguments_(arguments), language_(language) {}

  void fill(std::string& out, MessageKind kind, int depth) const {
    const std::string_view sentence = diagnostics::message_template(kind, language_);
    for (std::size_t i = 0; i < sentence.size(); ++i) {
      const char c = sentence[i];
      const bool doubled = i + 1 < sentence.size() && sentence[i + 1] == c;
      if ((c == '{' || c == '}') && doubled) {
        out += c;
        ++i;
      } else if (const std::size_t close = sentence.find('}', i); c == '{' && close != std::string_view::npos) {
        append_argument(out, sentence.substr(i, close + 1 - i), depth);
        i = close;
      } else {
        out += c;
      }
    }
  }

 private:
  /// `placeholder` has its braces; one that nothing fills is shown as it is, so that it is seen.
  void append_argument(std::string& out, std::string_view placeholder, int depth) const {
    const std::string_view name = placeholder.substr(1, placeholder.size() - 2);
    const auto found = std::find_if(arguments_.begin(), arguments_.end(),
                                    [&](const Argument& argument) { return argument.name == name; });
    if (found == arguments_.end()) {
      out += placeholder;
    } else if (const auto* value = std::get_if<std::string>(&found->value)) {
      append_one_line(out, *value);
    } else if (const auto* figure = std::get_if<Figure>(&found->value)) {
      append_figure(out, *figure, language_);
    } else if (depth >= kDeepestPhrase) {
      return;
    } else if (const auto* phrase = std::get_if<MessageKind>(&found->value)) {
      fill(out, *phrase, depth + 1);
    } else {
      append_listing(out, std::get<Listing>(found->value), depth + 1);
    }
  }

  void append_listing(std::string& out, const Listing& listing, int depth) const {
    const MessageKind last_word = listing.alternatives ? MessageKind::list_or : MessageKind::list_and;
    for (std::size_t i = 0; i < listing.items.size(); ++i) {
      std::string item;
      Filler(listing.items[i].arguments, language_).fill(item, listing.items[i].kind, depth);
      if (i == 0) {
        out += item;
        continue;
      }
      // What comes first begins the templates of lists and is there already.
      const std::vector<Argument> two = {{"first", std::string()}, {"last", std::move(item)}};
      const bool is_last = i + 1 == listing.items.size();
      Filler(two, language_).fill(out, is_last ? last_word : MessageKind::list_comma, depth);
    }
  }

  const std::vector<Argument>& arguments_;
  Language language_;
};

}  // namespace

bool operator==(const Listing& a, const Listing& b) {
  return a.alternatives == b.alternatives && a.items == b.items;
}

std::string text(const Message& message, Language language) {
  std::string out;
  Filler(message.arguments, language).fill(out, message.kind, 0);
  return out;
}

}  // namespace kaidah
