#pragma once
// What everything in this folder needs: the tree, and the vocabulary it is written in.

#include <cstddef>
#include <string>
#include <string_view>

#include "grammar/format/doc.hpp"
#include "grammar/format/format.hpp"
#include "grammar/format/names.hpp"
#include "grammar/syntax/tree.hpp"
#include "grammar/vocabulary/keyword.hpp"

namespace kaidah::format {

using vocabulary::Keyword;

struct Context {
  const syntax::SyntaxTree& tree;
  syntax::Vocabulary vocabulary;
  const ItemNotes* notes = nullptr;  ///< comments that the tree does not know of

  [[nodiscard]] const std::vector<std::string>* notes_of(syntax::ItemId id) const {
    if (notes == nullptr) return nullptr;
    const auto found = notes->find(id.index);
    return found == notes->end() ? nullptr : &found->second;
  }

  [[nodiscard]] std::string word(Keyword keyword) const {
    return std::string(vocabulary::spelling(keyword, vocabulary));
  }
  [[nodiscard]] std::string name(const syntax::Name& name, NameRole role = NameRole::plain,
                                 std::string_view before = {}) const {
    return shown_name(name.text, role, vocabulary, before);
  }
  [[nodiscard]] std::string names(const std::vector<syntax::Name>& names) const;
};

/// `"…"`, with escapes.
[[nodiscard]] std::string quoted(std::string_view value);

// expression.cpp
[[nodiscard]] Keyword month_end_word(syntax::MonthEndWord mode);
/// How tightly an expression holds together; a place that needs more than it has gets parentheses.
enum class Level : unsigned char { any, operand, sum, product, unary, postfix, member, primary };
/// `before` as in shown_name.
[[nodiscard]] Doc expression(const Context& context, syntax::ExprId id, Level level = Level::any,
                             std::string_view before = {});
/// An expression that a line may begin with: there a name that begins a statement, with a word behind it, would read
/// as that statement.
[[nodiscard]] Doc at_line_begin(const Context& context, syntax::ExprId id);
/// A name or a call.
[[nodiscard]] bool is_leaf(const Context& context, syntax::ExprId id);
/// A value behind `=` or `:`: on its line, or all of it below. A name stays.
[[nodiscard]] Doc value_below(const Context& context, syntax::ExprId id);
[[nodiscard]] std::string comparison_text(const Context& context, syntax::Comparison op, syntax::ComparisonWords words);

// pieces.cpp
[[nodiscard]] std::string place_text(const Context& context, const syntax::Place& place);
/// A name right behind the place; one that would read as the number of a last `annex` without one gets back-ticks.
[[nodiscard]] std::string name_behind_place(const Context& context, const syntax::Place& place,
                                            const syntax::Name& name, NameRole role);
[[nodiscard]] std::string mark_text(const Context& context, const syntax::Mark& mark);
[[nodiscard]] std::string in_force_text(const Context& context, const syntax::InForce& in_force);
/// The same without `in force`; begins with a space.
[[nodiscard]] std::string dates_text(const Context& context, const syntax::InForce& in_force);
[[nodiscard]] std::string citation_text(const Context& context, const syntax::Place& place);
[[nodiscard]] std::string template_text(const Context& context, const syntax::Template& text);
[[nodiscard]] Doc type(const Context& context, const syntax::TypeExpr& type);
[[nodiscard]] Doc guard(const Context& context, const syntax::Guard& guard);
[[nodiscard]] std::string parameters_text(const Context& context, const std::vector<syntax::Parameter>& parameters);

/// Lines of a statement after its first begin this much further in.
inline constexpr std::size_t kInside = 2;
/// On the same line, or all of it below.
[[nodiscard]] Doc below(Doc part);
/// A part behind a statement: two spaces before it, or a line of its own.
[[nodiscard]] Doc behind(Doc part);
void append_marks(const Context& context, std::vector<Doc>& parts, const std::vector<syntax::Mark>& marks);
void append_citations(const Context& context, std::vector<Doc>& parts, const std::vector<syntax::Place>& places);

}  // namespace kaidah::format
