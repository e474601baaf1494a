#pragma once
// Options that take one of a few words.

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tools/cli/context.hpp"

namespace kaidah::cli {

/// A word and what it stands for.
template <class T>
using Choices = std::vector<std::pair<std::string, T>>;

/// What the word stands for; nothing, and a complaint, when it is none of the choices.
template <class T>
std::optional<T> choose(const Context& context, const std::string& option, const std::string& word,
                        const Choices<T>& choices) {
  std::string all;
  for (const auto& [name, value] : choices) {
    if (name == word) return value;
    all += (all.empty() ? "" : ", ") + name;
  }
  context.complain(MessageKind::cli_bad_value, {{"value", word}, {"name", option}, {"choices", all}});
  return std::nullopt;
}

}  // namespace kaidah::cli
