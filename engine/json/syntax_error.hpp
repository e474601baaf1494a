#pragma once
// What the JSON library says of a text that is not JSON, in the words of the catalogue.

#include <cstddef>
#include <string_view>

#include <kaidah/diagnostic.hpp>

namespace kaidah::json {

/// `said` is the library's English message, `rest` the text from the last character that it read.
[[nodiscard]] MessageKind syntax_reason(std::string_view said, std::string_view rest);

/// K6001. `read` is what was read of the text before the problem, with the byte it was seen at.
[[nodiscard]] Message malformed(MessageKind reason, std::string_view read);

}  // namespace kaidah::json
