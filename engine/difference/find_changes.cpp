#include <algorithm>
#include <cctype>
#include <map>

#include "engine/difference/finder.hpp"

namespace kaidah::difference {
namespace {

/// Words, figures and signs.
std::vector<std::string> tokens(const std::string& text) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < text.size();) {
    const auto is_word = [&](std::size_t at) {
      const auto c = static_cast<unsigned char>(text[at]);
      return std::isalnum(c) != 0 || c == '_' || c == '.' || c == '%' || c == '-';
    };
    std::size_t end = i + 1;
    if (is_word(i))
      while (end < text.size() && is_word(end)) ++end;
    if (text[i] != ' ' && text[i] != '\n') all.push_back(text.substr(i, end - i));
    i = end;
  }
  return all;
}

bool is_figure(const std::string& token) {
  return std::isdigit(static_cast<unsigned char>(token.front())) != 0 ||
         (token.size() > 1 && token.front() == '-' && std::isdigit(static_cast<unsigned char>(token[1])) != 0);
}

}  // namespace

std::vector<std::pair<std::string, std::string>> changed_figures(const std::string& from, const std::string& to) {
  const std::vector<std::string> before = tokens(from);
  const std::vector<std::string> after = tokens(to);
  std::vector<std::pair<std::string, std::string>> figures;
  if (before.size() != after.size()) return figures;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i] == after[i]) continue;
    if (!is_figure(before[i]) || !is_figure(after[i])) return {};
    figures.emplace_back(before[i], after[i]);
  }
  return figures;
}

Finder::Finder(const check::CheckedPolicy& from_given, const check::CheckedPolicy& to_given, Language language)
    : from(from_given),
      to(to_given),
      from_meaning(from, renames),
      to_meaning(to, none),
      from_texts(from, language),
      to_texts(to, language) {}

Change& Finder::add(ChangeKind kind, Subject subject, std::string name) {
  Change change;
  change.kind = kind;
  change.subject = subject;
  change.name = std::move(name);
  return changes.emplace_back(std::move(change));
}

Pairing paired(const std::vector<std::string>& from_names, const std::vector<std::string>& to_names) {
  Pairing pairing;
  std::vector<bool> taken(to_names.size(), false);
  for (std::size_t i = 0; i < from_names.size(); ++i) {
    std::size_t j = 0;
    while (j < to_names.size() && (taken[j] || to_names[j] != from_names[i])) ++j;
    if (j == to_names.size()) {
      pairing.only_from.push_back(i);
    } else {
      taken[j] = true;
      pairing.both.emplace_back(i, j);
    }
  }
  for (std::size_t j = 0; j < to_names.size(); ++j)
    if (!taken[j]) pairing.only_to.push_back(j);
  return pairing;
}

std::vector<Change> find_changes(const check::CheckedPolicy& from, const check::CheckedPolicy& to, Language language) {
  Finder finder(from, to, language);
  find_renames(finder);
  find_shape_changes(finder);
  find_rule_changes(finder);
  find_other_changes(finder);
  std::stable_sort(finder.changes.begin(), finder.changes.end(),
                   [](const Change& a, const Change& b) { return a.weight < b.weight; });
  return std::move(finder.changes);
}

}  // namespace kaidah::difference
