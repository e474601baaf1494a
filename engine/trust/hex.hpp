#pragma once
// Bytes as lower-case hexadecimal digits, and back.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace kaidah::trust {

inline void append_hex(std::string& out, std::span<const std::uint8_t> bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (const std::uint8_t byte : bytes) {
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 0xFU];
  }
}

/// Whether all digits are hexadecimal, and lower-case.
[[nodiscard]] inline bool is_hex(std::string_view digits) {
  return digits.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// REQUIRES: `is_hex(digits)`, two digits for each of `bytes`.
inline void from_hex(std::string_view digits, std::span<std::uint8_t> bytes) {
  const auto value = [](char digit) { return digit <= '9' ? digit - '0' : digit - 'a' + 10; };
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = static_cast<std::uint8_t>(value(digits[2 * i]) * 16 + value(digits[2 * i + 1]));
  }
}

}  // namespace kaidah::trust
