#pragma once
// What the source looked like around something: empty lines, comments, where it really began. Of a tree without a
// source nothing is known, and the answers are no.

#include <cstdint>

#include "grammar/syntax/tree.hpp"
#include "grammar/vocabulary/keyword.hpp"

namespace kaidah::format {

/// Whether an empty line stands right before what begins at `offset`.
[[nodiscard]] bool empty_line_before(const syntax::SyntaxTree& tree, std::uint32_t offset);

/// Whether a comment stands in [begin, end).
[[nodiscard]] bool has_comment(const syntax::SyntaxTree& tree, std::uint32_t begin, std::uint32_t end);
/// The same for comments on lines of their own.
[[nodiscard]] bool has_own_line_comment(const syntax::SyntaxTree& tree, std::uint32_t begin, std::uint32_t end);

/// Where the keyword right before `offset` begins; `offset` if it is not there.
[[nodiscard]] std::uint32_t with_keyword(const syntax::SyntaxTree& tree, std::uint32_t offset,
                                         vocabulary::Keyword keyword);
/// Where the `|` right before `offset` stands; `offset` if it is not there.
[[nodiscard]] std::uint32_t with_pipe(const syntax::SyntaxTree& tree, std::uint32_t offset);
/// The first `|` from `offset` on that is not in a comment; `offset` if there is none.
[[nodiscard]] std::uint32_t next_pipe(const syntax::SyntaxTree& tree, std::uint32_t offset);

}  // namespace kaidah::format
