#pragma once
// Which Kaidah this is.

#include <string_view>

namespace kaidah {

/// The version of the library, `0.1.0`.
[[nodiscard]] std::string_view version() noexcept;

/// The version of the language. It is part of every policy's digest: a change of meaning changes all digests.
[[nodiscard]] std::string_view language_version() noexcept;

}  // namespace kaidah
