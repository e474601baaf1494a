#pragma once
// Stepping through UTF-8.

#include <cstddef>
#include <string_view>

namespace kaidah::source {

/// Bytes of the code point that begins at `at`; 0 where no well-formed one does (overlong forms, surrogates and
/// values past U+10FFFF are not well-formed). REQUIRES: at < text.size().
[[nodiscard]] std::size_t code_point_length(std::string_view text, std::size_t at) noexcept;

/// Code points of a text; a byte that begins none counts as one.
[[nodiscard]] std::size_t code_points(std::string_view text) noexcept;

}  // namespace kaidah::source
