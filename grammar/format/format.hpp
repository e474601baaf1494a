#pragma once
// Syntax tree -> canonical text.

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "grammar/syntax/tree.hpp"

namespace kaidah::format {

/// The tree in canonical layout, in the given vocabulary, with its comments. Formatting what was formatted changes
/// nothing, and parsing it gives the same canonical dump. REQUIRES: the tree was parsed without errors.
[[nodiscard]] std::string format(const syntax::SyntaxTree& tree, syntax::Vocabulary vocabulary);

/// One statement alone, in canonical layout, with a line end. REQUIRES: the tree was parsed without errors.
[[nodiscard]] std::string format_item(const syntax::SyntaxTree& tree, syntax::ItemId item,
                                      syntax::Vocabulary vocabulary);

/// Lines of comment to put before items, without their `# `; by the index of the item.
using ItemNotes = std::unordered_map<std::uint32_t, std::vector<std::string>>;
/// The same for a tree that was not read from a text: no comments but the notes, an empty line between the items of the
/// file. REQUIRES: the tree has no source.
[[nodiscard]] std::string format(const syntax::SyntaxTree& tree, syntax::Vocabulary vocabulary, const ItemNotes& notes);

/// One expression on one line, as explanations and messages show it.
[[nodiscard]] std::string format_expression(const syntax::SyntaxTree& tree, syntax::ExprId expression,
                                            syntax::Vocabulary vocabulary);

/// `pasal 41 ayat (2) huruf a`.
[[nodiscard]] std::string format_place(const syntax::Place& place, syntax::Vocabulary vocabulary);

}  // namespace kaidah::format
