#pragma once
// What the catalogue says of each kind, for whoever shows or tests messages.

#include <cstddef>
#include <string_view>

#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::diagnostics {

/// How many kinds there are; their values run from 0.
[[nodiscard]] std::size_t kind_count() noexcept;

/// Some kind has it.
[[nodiscard]] bool is_code(std::string_view text) noexcept;

/// The sentence with its `{name}` places still in it.
[[nodiscard]] std::string_view message_template(MessageKind kind, Language language) noexcept;

}  // namespace kaidah::diagnostics
