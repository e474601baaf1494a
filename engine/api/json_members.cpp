#include "engine/api/json_members.hpp"

#include "engine/json/text.hpp"

namespace kaidah::api {
namespace {

void append_name(std::string& out, std::string_view name) {
  if (out.back() != '{') out += ',';
  json::append_text(out, name);
  out += ':';
}

}  // namespace

void append_member(std::string& out, std::string_view name, std::string_view text) {
  append_name(out, name);
  json::append_text(out, text);
}

void append_member(std::string& out, std::string_view name, std::size_t number) {
  append_name(out, name);
  out += std::to_string(number);
}

void append_list(std::string& out, std::string_view name, const std::vector<std::string>& texts) {
  append_name(out, name);
  out += '[';
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) out += ',';
    json::append_text(out, texts[i]);
  }
  out += ']';
}

void append_location(std::string& out, const Location& location) {
  if (!location.source) return;
  append_member(out, "source", location.source->name(location.span.begin));
  append_member(out, "line", std::size_t{location.source->position(location.span.begin).line});
}

}  // namespace kaidah::api
