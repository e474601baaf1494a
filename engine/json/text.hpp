#pragma once
// Texts in JSON, and pointers into it.

#include <cstddef>
#include <string>
#include <string_view>

namespace kaidah::json {

/// Bytes of the well-formed UTF-8 sequence at the start of the text; 0 when there is none.
[[nodiscard]] std::size_t utf8_length(std::string_view text) noexcept;

/// Appends the text in quotation marks, escaped as RFC 8259 asks; valid UTF-8 stays as it is, each byte of anything
/// else becomes U+FFFD.
void append_text(std::string& out, std::string_view text);

/// The text in quotation marks, likewise.
[[nodiscard]] std::string quoted(std::string_view text);

/// Appends `/` and the step, escaped as RFC 6901 asks.
void append_pointer_step(std::string& pointer, std::string_view step);

/// At most `code_points` of the text; what was cut shows as `…`.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t code_points = 60);

/// The code points of the text's last line, which is what a column counts.
[[nodiscard]] std::size_t code_points_of_last_line(std::string_view text);

}  // namespace kaidah::json
