#pragma once
// How the records stand in an input.

#include <cstdint>
#include <string_view>

namespace kaidah::batch {

/// UTF-8's byte order mark: allowed at the beginning of an input, no part of a record.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

enum class Form : std::uint8_t {
  unknown,  ///< not enough was read yet
  lines,    ///< one a line
  objects,  ///< objects over several lines, one behind the other
  list,     ///< one JSON list of objects
};

/// Looks at the beginning of an input; `ended` when there is no more of it.
/// - A text that begins with `[` is a list, one that begins with `{` has one record a line,
/// - unless the first line leaves its object open and the next goes on with it: then objects stand over several lines.
/// - A next line that begins with `{` in its first column does not go on with an object: the first line was cut off.
/// - Anything else is read by lines, so that a bad first line costs no more than itself.
[[nodiscard]] Form form_of(std::string_view beginning, bool ended);

}  // namespace kaidah::batch
