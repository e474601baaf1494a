#include "engine/trust/file_name.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "engine/trust/problem.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::trust {
namespace {

constexpr std::string_view kEnding = ".kaidah";
constexpr std::string_view kAllowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.+@=,() /";

Diagnostic refused(std::string_view name, MessageKind reason) {
  return problem(MessageKind::sealed_name, {{"name", std::string(name)}, {"reason", reason}});
}

std::string lower_case(std::string_view name) {
  std::string lower(name);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

/// One part of a path.
bool plain(std::string_view part) {
  return part.front() != '.' && part.front() != ' ' && part.back() != ' ' && part.back() != '.';
}

/// What a name looks like in a message: a control character would reach the reader's terminal.
std::string shown(std::string_view name) {
  std::string text;
  for (const char c : name) {
    const bool goes_on = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;  // the same character of UTF-8
    if (kAllowed.find(c) != std::string_view::npos) {
      text += c;
    } else if (!goes_on) {
      text += '?';
    }
  }
  return text;
}

}  // namespace

std::optional<Diagnostic> wrong_name(std::string_view name, const Limits& limits) {
  if (name.size() > limits.sealed_name) {
    Diagnostic diagnostic = refused(shown(name.substr(0, 40)) + "…", MessageKind::name_reason_long);
    diagnostic.message.arguments.push_back(figure("limit", limits.sealed_name));
    return diagnostic;
  }
  if (name.find_first_not_of(kAllowed) != std::string_view::npos) {
    return refused(shown(name), MessageKind::name_reason_character);
  }
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('/', begin), name.size());
    const std::string_view part = name.substr(begin, end - begin);
    if (part.empty() || part == "." || part == "..") return refused(name, MessageKind::name_reason_form);
    if (!plain(part)) return refused(name, MessageKind::name_reason_hidden);
    begin = end + 1;
  }
  if (!name.ends_with(kEnding)) return refused(name, MessageKind::name_reason_kind);
  return std::nullopt;
}

std::optional<Diagnostic> wrong_together(const std::vector<std::string_view>& names) {
  for (std::size_t i = 1; i < names.size(); ++i) {
    if (names[i - 1] >= names[i]) return refused(names[i], MessageKind::name_reason_order);
  }
  std::unordered_map<std::string, std::string_view> files;
  for (const std::string_view name : names) {
    const auto [other, is_new] = files.emplace(lower_case(name), name);
    if (is_new) continue;
    return problem(MessageKind::sealed_names_clash,
                   {{"name", std::string(name)}, {"other", std::string(other->second)}});
  }
  for (const std::string_view name : names) {
    for (std::size_t slash = name.find('/'); slash != std::string_view::npos; slash = name.find('/', slash + 1)) {
      if (files.contains(lower_case(name.substr(0, slash)))) return refused(name, MessageKind::name_reason_folder);
    }
  }
  return std::nullopt;
}

}  // namespace kaidah::trust
