#include "grammar/format/origin.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace kaidah::format {
namespace {

using syntax::Comment;
using syntax::SyntaxTree;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::string_view text_of(const SyntaxTree& tree) {
  return tree.source ? tree.source->text() : std::string_view();
}

/// The text before `offset` without the white space, and a name's back-tick, at its end.
std::string_view text_before(const SyntaxTree& tree, std::uint32_t offset) {
  std::string_view before = text_of(tree).substr(0, offset);
  while (!before.empty() && (is_space(before.back()) || before.back() == '`')) before.remove_suffix(1);
  return before;
}

auto first_comment_from(const SyntaxTree& tree, std::uint32_t offset) {
  return std::lower_bound(tree.comments.begin(), tree.comments.end(), offset,
                          [](const Comment& comment, std::uint32_t at) { return comment.span.begin < at; });
}

}  // namespace

bool empty_line_before(const SyntaxTree& tree, std::uint32_t offset) {
  const std::string_view text = text_of(tree);
  const std::size_t begin = text_before(tree, offset).size();
  const std::string_view space =
      text.substr(std::min(begin, text.size()), offset - std::min<std::size_t>(begin, offset));
  return std::count(space.begin(), space.end(), '\n') > 1;
}

bool has_comment(const SyntaxTree& tree, std::uint32_t begin, std::uint32_t end) {
  const auto found = first_comment_from(tree, begin);
  return found != tree.comments.end() && found->span.begin < end;
}

bool has_own_line_comment(const SyntaxTree& tree, std::uint32_t begin, std::uint32_t end) {
  for (auto found = first_comment_from(tree, begin); found != tree.comments.end() && found->span.begin < end; ++found) {
    if (found->own_line) return true;
  }
  return false;
}

std::uint32_t with_keyword(const SyntaxTree& tree, std::uint32_t offset, vocabulary::Keyword keyword) {
  std::string_view words = vocabulary::spelling(keyword, tree.vocabulary);
  std::string_view before = text_before(tree, offset);
  while (!words.empty()) {
    const std::size_t space = words.rfind(' ');
    const std::string_view word = space == std::string_view::npos ? words : words.substr(space + 1);
    if (!before.ends_with(word)) return offset;
    before.remove_suffix(word.size());
    words = space == std::string_view::npos ? std::string_view() : words.substr(0, space);
    if (!words.empty()) before = text_before(tree, static_cast<std::uint32_t>(before.size()));
  }
  return static_cast<std::uint32_t>(before.size());
}

std::uint32_t with_pipe(const SyntaxTree& tree, std::uint32_t offset) {
  const std::string_view before = text_before(tree, offset);
  return before.ends_with('|') ? static_cast<std::uint32_t>(before.size() - 1) : offset;
}

std::uint32_t next_pipe(const SyntaxTree& tree, std::uint32_t offset) {
  const std::string_view text = text_of(tree);
  for (std::size_t at = text.find('|', offset); at != std::string_view::npos; at = text.find('|', at + 1)) {
    const auto found = static_cast<std::uint32_t>(at);
    const bool in_comment = std::any_of(first_comment_from(tree, offset), tree.comments.end(),
                                        [&](const Comment& c) { return c.span.begin <= found && found < c.span.end; });
    if (!in_comment) return found;
  }
  return offset;
}

}  // namespace kaidah::format
