#pragma once
// Parts of a text that are checked and not read. Each function returns the place behind what it passes, or null when
// that is no JSON or something that only the strict decoder judges.
// REQUIRES, all: 64 bytes behind `end` may be looked at.

#include <string>
#include <string_view>

#include "engine/fast/scan.hpp"

namespace kaidah::fast {

/// One code point past U+007F.
[[nodiscard]] const char* skip_code_point(const char* p, const char* end);

/// From behind the opening quotation mark to behind the closing one: escapes and UTF-8 are checked. `unusual`: from
/// anywhere inside, where something may stand that is not plain ASCII.
[[nodiscard]] const char* skip_unusual_text(const char* p, const char* end);
[[nodiscard]] inline const char* skip_text(const char* p, const char* end) {
  const char* special = find_special(p, end);
  return *special == '"' && special < end ? special + 1 : skip_unusual_text(special, end);
}

/// Any value, with at most `most_depth` lists and objects open in it at once.
[[nodiscard]] const char* skip_value(const char* p, const char* end, std::size_t most_depth);

/// What a text that `skip_text` passed over says, without its quotation marks.
[[nodiscard]] std::string unescaped(std::string_view text);

}  // namespace kaidah::fast
