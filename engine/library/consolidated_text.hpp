#pragma once
// A consolidated policy as text that can be read again.

#include <string>

#include "grammar/syntax/tree.hpp"

namespace kaidah::library {

/// Canonical text in the vocabulary of the policy. Each item that an amendment brought or ended stands behind a comment
/// that names the amendment. With a `day` the text as it stands on that day; without, all of it, each item in a heading
/// that says its days, so that what is read of it decides as the consolidated policy does.
[[nodiscard]] std::string consolidated_text(const syntax::SyntaxTree& consolidated, const std::string& day = {});

}  // namespace kaidah::library
