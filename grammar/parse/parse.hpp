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

}  // namespace kaidah::parse
