#pragma once
// Text as it stands in a page.

#include <string>
#include <string_view>

namespace kaidah::explain {

/// Without a character that HTML would take for its own, in text and in attributes.
[[nodiscard]] std::string escaped(std::string_view text);

}  // namespace kaidah::explain
