#pragma once
// Which version a range means.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/syntax/item.hpp"

namespace kaidah::check {

/// The parts of `1.2.x`, `x` and everything after it left out. Compared, they order versions.
[[nodiscard]] std::vector<int> version_parts(std::string_view text);

/// No range: every version.
[[nodiscard]] bool version_fits(const std::string& version, const std::optional<syntax::VersionText>& wanted);

}  // namespace kaidah::check
