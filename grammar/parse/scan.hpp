#pragma once
// One pass over a whole text before it is parsed: what the grammar passes over, and what it cannot see from inside.

#include <optional>
#include <string_view>
#include <vector>

#include "grammar/syntax/tree.hpp"

namespace kaidah::parse {

struct Scan {
  std::vector<syntax::Comment> comments;
  int missing_closes = 0;  ///< `{` minus `}`
};
[[nodiscard]] Scan scan(std::string_view text);

/// Bytes of a byte order mark at the beginning: 3 or 0.
[[nodiscard]] std::size_t byte_order_mark(std::string_view text) noexcept;
/// The first byte that is not UTF-8.
[[nodiscard]] std::optional<std::uint32_t> first_bad_byte(std::string_view text) noexcept;
/// The vocabulary in which more lines begin with a keyword; none if no line does in either.
[[nodiscard]] std::optional<syntax::Vocabulary> likely_vocabulary(std::string_view text);

}  // namespace kaidah::parse
