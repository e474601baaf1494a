#pragma once
// Syntax tree -> canonical text.

#include <string>

#include "grammar/syntax/tree.hpp"

namespace kaidah::format {

/// The tree in canonical layout, in the given vocabulary, with its comments. Formatting what was formatted changes
/// nothing, and parsing it gives the same canonical dump. REQUIRES: the tree was parsed without errors.
[[nodiscard]] std::string format(const syntax::SyntaxTree& tree, syntax::Vocabulary vocabulary);

/// One statement alone, in canonical layout, with a line end. REQUIRES: the tree was parsed without errors.
[[nodiscard]] std::string format_item(const syntax::SyntaxTree& tree, syntax::ItemId item,
                                      syntax::Vocabulary vocabulary);

/// One expression on one line, as explanations and messages show it.
[[nodiscard]] std::string format_expression(const syntax::SyntaxTree& tree, syntax::ExprId expression,
                                            syntax::Vocabulary vocabulary);

/// `pasal 41 ayat (2) huruf a`.
[[nodiscard]] std::string format_place(const syntax::Place& place, syntax::Vocabulary vocabulary);

}  // namespace kaidah::format
