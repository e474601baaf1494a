#include "grammar/diagnostics/limit.hpp"

#include <charconv>
#include <string>
#include <utility>

#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah {
namespace {

std::size_t count_of(const Diagnostic& more) {
  const auto* text = std::get_if<std::string>(&more.message.arguments.front().value);
  std::size_t count = 0;
  if (text != nullptr) std::from_chars(text->data(), text->data() + text->size(), count);
  return count;
}

bool is_error(const Diagnostic& diagnostic) {
  return info(diagnostic.message.kind).severity == Severity::error;
}

}  // namespace

Diagnostic more_diagnostics(std::size_t count, Location location) {
  Diagnostic more;
  more.location = std::move(location);
  more.message = {MessageKind::more_diagnostics, {{"count", std::to_string(count)}}};
  return more;
}

void keep_first(std::vector<Diagnostic>& diagnostics, std::size_t count) {
  std::size_t left_out = 0;
  std::size_t errors = 0;
  std::erase_if(diagnostics, [&](const Diagnostic& one) {
    const bool more = one.message.kind == MessageKind::more_diagnostics;
    if (more) left_out += count_of(one);
    if (is_error(one)) ++errors;
    return more;
  });
  // Whoever sees no error believes that there is none.
  std::size_t room_for_others = count > errors ? count - errors : 0;
  std::size_t kept = 0;
  std::erase_if(diagnostics, [&](const Diagnostic& one) {
    const bool keep = kept < count && (is_error(one) || room_for_others > 0);
    if (!keep) {
      ++left_out;
      return true;
    }
    ++kept;
    if (!is_error(one)) --room_for_others;
    return false;
  });
  if (left_out == 0) return;
  Location last = diagnostics.empty() ? Location{} : diagnostics.back().location;
  diagnostics.push_back(more_diagnostics(left_out, std::move(last)));
}

}  // namespace kaidah
