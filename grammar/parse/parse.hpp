#pragma once
// Text -> syntax tree. The only folder that knows PEGTL.

#include <vector>

#include <kaidah/diagnostic.hpp>
#include <kaidah/limits.hpp>

#include "grammar/syntax/tree.hpp"

namespace kaidah::parse {

struct ParseResult {
  syntax::SyntaxTree tree;  ///< what could be read; an ErrorItem stands where a declaration could not
  std::vector<Diagnostic> diagnostics;
};

/// Reads a whole file. Never throws; recovers at the next declaration, so every mistake is reported.
[[nodiscard]] ParseResult parse(SourcePtr source, const Limits& limits = {});

/// The nodes of a tree, which another file's can be added to.
struct NodesOfTree {
  IdVector<syntax::ExprId, syntax::Expr> expressions;
  IdVector<syntax::ItemId, syntax::Item> items;
};
/// Reads one part of a source. The tree holds its header, items and comments, and `nodes` with those of the part behind
/// them, so that one tree can be made of several files. REQUIRES: part < source->part_count().
[[nodiscard]] ParseResult parse_part(SourcePtr source, std::size_t part, NodesOfTree nodes, const Limits& limits = {});

}  // namespace kaidah::parse
