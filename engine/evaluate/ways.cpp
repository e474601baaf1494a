#include "engine/evaluate/ways.hpp"

namespace kaidah::evaluate {
namespace {

constexpr std::uint32_t kDigitBits = 4;
/// By four ways, the first of them in the lowest bit; written, it is the highest.
constexpr std::string_view kDigits = "084c2a6e195d3b7f";

}  // namespace

void append_hex(std::string& to, const Ways& ways) {
  const std::size_t before = to.size();
  std::size_t end = before;
  to.resize(before + ways.words().size() * (64 / kDigitBits));
  std::size_t at = before;
  for (const std::uint64_t word : ways.words()) {
    for (std::uint32_t bit = 0; bit < 64; bit += kDigitBits) {
      to[at] = kDigits[word >> bit & 0xFU];
      if (to[at++] != '0') end = at;
    }
  }
  to.resize(end);
}

std::optional<Ways> ways_from_hex(std::string_view digits, std::size_t count) {
  if (digits.ends_with('0')) return std::nullopt;
  Ways ways;
  ways.clear(count);
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const std::size_t four = kDigits.find(digits[i]);
    if (four == std::string_view::npos) return std::nullopt;
    for (std::uint32_t bit = 0; bit < kDigitBits; ++bit) {
      if ((four >> bit & 1U) == 0) continue;
      const std::size_t way = i * kDigitBits + bit;
      if (way >= count) return std::nullopt;
      ways.take(static_cast<std::uint32_t>(way));
    }
  }
  return ways;
}

}  // namespace kaidah::evaluate
