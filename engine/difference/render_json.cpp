#include <optional>
#include <string_view>

#include "engine/difference/change.hpp"
#include "engine/json/object.hpp"

namespace kaidah::difference {
namespace {

using json::Object;

std::string_view name_of(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::added:
      return "added";
    case ChangeKind::removed:
      return "removed";
    case ChangeKind::moved:
      return "moved";
    case ChangeKind::renamed:
      return "renamed";
    case ChangeKind::changed:
      break;
  }
  return "changed";
}

std::string_view name_of(Subject subject) {
  static constexpr std::string_view kNames[] = {"header",      "enum",  "member",  "record", "field",   "condition",
                                                "parameter",   "group", "ranking", "output", "rule",    "exception",
                                                "arm",         "cell",  "order",   "duty",   "promise", "procedure",
                                                "not_encoded", "marks", "title"};
  return kNames[static_cast<std::size_t>(subject)];
}

std::string_view name_of(Weight weight) {
  switch (weight) {
    case Weight::decisive:
      return "decides";
    case Weight::shown:
      return "shown";
    case Weight::name:
      break;
  }
  return "name";
}

std::optional<std::string_view> unless_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
}

void add_side(Object& to, std::string_view key, const std::string& article, const std::string& text) {
  if (article.empty() && text.empty()) {
    to.at(key) += "null";
    return;
  }
  Object side(to.at(key));
  side.text_or_null("article", unless_empty(article));
  side.text_or_null("text", unless_empty(text));
}

void add_example(Object& to, const Change& change) {
  std::string& out = to.at("example");
  if (!change.example) {
    out += "null";
    return;
  }
  Object example(out);
  example.at("record") += change.example->record;
  example.text_or_null("settings", unless_empty(change.example->settings));
  std::string& outputs = example.at("differences");
  json::append_list(outputs, change.example->outputs, [&outputs](const ExampleRecord::Output& one) {
    Object object(outputs);
    object.text_or_null("name", unless_empty(one.name));
    object.text("from", one.from);
    object.text("to", one.to);
  });
}

}  // namespace

std::string render_json(const Changes& changes, const std::string& from, const std::string& to) {
  std::string text;
  {
    Object object(text, true);
    object.text("from", from);
    object.text("to", to);
    object.at("same_digest") += changes.same_digest ? "true" : "false";
    bool names_only = true;
    for (const Change& change : changes.all) names_only = names_only && change.weight == Weight::name;
    object.at("same_meaning") += names_only ? "true" : "false";
    object.number("decisions_tried", changes.tried);
    std::string& out = object.at("changes");
    json::append_list(out, changes.all, [&out](const Change& change) {
      out += "\n    ";
      Object one(out);
      one.text("change", name_of(change.kind));
      one.text("what", name_of(change.subject));
      one.text("weight", name_of(change.weight));
      one.text_or_null("name", unless_empty(change.name));
      add_side(one, "from", change.from_article, change.from_text);
      add_side(one, "to", change.to_article, change.to_text);
      std::string& figures = one.at("figures");
      json::append_list(figures, change.figures, [&figures](const auto& figure) {
        Object pair(figures);
        pair.text("from", figure.first);
        pair.text("to", figure.second);
      });
      add_example(one, change);
    });
  }
  return text + "\n";
}

}  // namespace kaidah::difference
