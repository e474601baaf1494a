#pragma once
// The standard library's modules, embedded in the program at build time.

#include <span>
#include <string_view>

namespace kaidah::stdlib {

struct Module {
  std::string_view id;    ///< what `use … from "id"` names
  std::string_view text;  ///< the file, as it stands in stdlib/
};

/// In alphabetical order of their ids.
[[nodiscard]] std::span<const Module> modules() noexcept;

}  // namespace kaidah::stdlib
