#include <algorithm>
#include <array>
#include <string_view>

#include "engine/difference/change.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::difference {
namespace {

using M = MessageKind;

M word_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::added:
      return M::diff_added;
    case ChangeKind::removed:
      return M::diff_removed;
    case ChangeKind::moved:
      return M::diff_moved;
    case ChangeKind::renamed:
      return M::diff_renamed;
    case ChangeKind::changed:
      break;
  }
  return M::diff_changed;
}

M word_of(Subject subject) {
  switch (subject) {
    case Subject::header:
      return M::diff_header;
    case Subject::enumeration:
      return M::diff_enum;
    case Subject::member:
      return M::diff_member;
    case Subject::record:
      return M::diff_record;
    case Subject::field:
      return M::diff_field;
    case Subject::condition:
      return M::diff_condition;
    case Subject::parameter:
      return M::diff_parameter;
    case Subject::group:
      return M::diff_group;
    case Subject::ranking:
      return M::diff_ranking;
    case Subject::output:
      return M::diff_output;
    case Subject::rule:
      return M::diff_rule;
    case Subject::exception:
      return M::diff_exception;
    case Subject::arm:
      return M::diff_arm;
    case Subject::cell:
      return M::diff_cell;
    case Subject::order:
      return M::diff_order;
    case Subject::duty:
      return M::diff_duty;
    case Subject::promise:
      return M::diff_promise;
    case Subject::procedure:
      return M::diff_procedure;
    case Subject::not_encoded:
      return M::diff_not_encoded;
    case Subject::marks:
      return M::diff_marks;
    case Subject::title:
      break;
  }
  return M::diff_title_of;
}

std::string_view colour_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::added:
      return "32";
    case ChangeKind::removed:
      return "31";
    case ChangeKind::changed:
    case ChangeKind::moved:
    case ChangeKind::renamed:
      break;
  }
  return "33";
}

class TextRenderer {
 public:
  TextRenderer(const Changes& changes, Language language, bool colour)
      : changes_(changes), language_(language), colour_(colour) {}

  std::string run(const std::string& from, const std::string& to) {
    out_ = styled(from + " → " + to, "1") + "\n";
    std::array<std::size_t, 3> counts{};
    for (const Change& change : changes_.all) ++counts[static_cast<std::size_t>(change.weight)];
    if (changes_.same_digest) return out_ + word(M::diff_same) + "\n";
    if (counts[0] + counts[1] == 0) {
      out_ += word(M::diff_same_but_names) + "\n";
    } else {
      const auto number = [](std::size_t count) { return Figure{std::to_string(count)}; };
      out_ += word(M::diff_counts,
                   {{"decisive", number(counts[0])}, {"shown", number(counts[1])}, {"names", number(counts[2])}}) +
              "\n";
    }
    for (const Change& change : changes_.all) write(change);
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string word(M kind, std::vector<Argument> arguments = {}) const {
    return text(Message{kind, std::move(arguments)}, language_);
  }
  [[nodiscard]] std::string styled(const std::string& text, std::string_view code) const {
    return colour_ ? "\x1b[" + std::string(code) + "m" + text + "\x1b[0m" : text;
  }
  /// Each line of the text with the sign before it.
  void lines(const std::string& text, const std::string& sign, std::string_view code) {
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      out_ += "  " + styled(sign + " " + text.substr(begin, end - begin), code) + "\n";
      begin = end + 1;
    }
  }

  void write(const Change& change) {
    const std::string head =
        change.name.empty()
            ? word(M::diff_line_unnamed, {{"kind", word_of(change.subject)}, {"change", word_of(change.kind)}})
            : word(M::diff_line,
                   {{"kind", word_of(change.subject)}, {"name", change.name}, {"change", word_of(change.kind)}});
    out_ += "\n" + styled(head, colour_of(change.kind));
    if (change.from_article == change.to_article || change.from_article.empty() || change.to_article.empty()) {
      const std::string& article = change.to_article.empty() ? change.from_article : change.to_article;
      if (!article.empty()) out_ += "  " + styled(article, "2");
    } else {
      out_ += "  " + styled(change.from_article + " → " + change.to_article, "2");
    }
    out_ += "\n";
    if (change.from_text == change.to_text) {
      lines(change.to_text, "=", "2");
    } else {
      lines(change.from_text, "-", "31");
      lines(change.to_text, "+", "32");
    }
    for (const auto& [from, to] : change.figures) out_ += "  " + word(M::diff_figure) + " " + from + " → " + to + "\n";
    if (change.weight == Weight::shown) out_ += "  " + styled(word(M::diff_shown_only), "2") + "\n";
    if (change.weight == Weight::decisive) example(change);
  }

  void example(const Change& change) {
    if (!change.example) {
      const std::string none = change.of_group
                                   ? word(M::diff_no_group)
                                   : word(M::diff_no_record, {{"count", Figure{std::to_string(changes_.tried)}}});
      out_ += "  " + styled(none, "2") + "\n";
      return;
    }
    const ExampleRecord& example = *change.example;
    out_ += "  " +
            (example.settings.empty() ? word(M::diff_example)
                                      : word(M::diff_example_with, {{"settings", example.settings}})) +
            ":\n    " + styled(example.record, "2") + "\n";
    for (const ExampleRecord::Output& output : example.outputs)
      out_ +=
          "    " + (output.name.empty() ? std::string() : output.name + ": ") + output.from + " → " + output.to + "\n";
  }

  const Changes& changes_;
  Language language_;
  bool colour_;
  std::string out_;
};

}  // namespace

std::string render_text(const Changes& changes, const std::string& from, const std::string& to, Language language,
                        bool colour) {
  return TextRenderer(changes, language, colour).run(from, to);
}

}  // namespace kaidah::difference
