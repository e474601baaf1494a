#pragma once
// Looking at many bytes of a text at once: 16 with SSE2, else 8 in a register.
// Everything here may look at up to 64 bytes from where it is given, past the end of the text too.

#include <bit>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace kaidah::fast {

/// Eight bytes, the first of them lowest.
[[nodiscard]] inline std::uint64_t load8(const char* p) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, p, sizeof bytes);
  if constexpr (std::endian::native == std::endian::big) bytes = __builtin_bswap64(bytes);
  return bytes;
}

/// Four bytes, the first of them lowest.
[[nodiscard]] inline std::uint32_t load4(const char* p) {
  std::uint32_t bytes = 0;
  std::memcpy(&bytes, p, sizeof bytes);
  if constexpr (std::endian::native == std::endian::big) bytes = __builtin_bswap32(bytes);
  return bytes;
}

// --- digits ---------------------------------------------------------------------------------------------------

/// Up to three digits and what follows them.
struct FewDigits {
  std::uint32_t bytes = 0;   ///< the values of the digits, and whatever follows them
  std::uint32_t others = 0;  ///< the highest bit of each byte that is no digit, at least up to the first; zero: of none

  explicit FewDigits(const char* p) {
    bytes = load4(p) ^ 0x30303030;
    others = ((bytes + 0x76767676) | bytes) & 0x80808080;
  }
  /// Whether there are one to three.
  [[nodiscard]] bool are_few() const { return others != 0 && (others & 0x80) == 0; }
  /// REQUIRES, both: are_few.
  [[nodiscard]] std::uint32_t count() const { return static_cast<std::uint32_t>(std::countr_zero(others)) / 8; }
  [[nodiscard]] std::uint32_t value() const {
    // With the last digit in the highest byte.
    std::uint32_t v = bytes << ((7 - static_cast<std::uint32_t>(std::countr_zero(others))) & 31);
    v = v * 10 + (v >> 8);
    return ((v & 0x00FF00FF) * 0x00640001) >> 16;
  }
  /// Whether a zero is followed by other digits. REQUIRES: are_few.
  [[nodiscard]] bool lead_with_zero() const { return (bytes & 0xFF) == 0 && (others & 0x8000) == 0; }
};

/// Digits at the beginning of eight bytes.
struct Digits {
  std::uint64_t bytes = 0;  ///< the values of the digits, and whatever follows them
  unsigned count = 0;       ///< 8: eight or more

  explicit Digits(const char* p) {
    bytes = load8(p) ^ 0x3030303030303030;
    // Of each byte above 9 the highest bit is set, at least up to the first of them.
    const std::uint64_t others = (bytes | (bytes + 0x7676767676767676)) & 0x8080808080808080;
    count = others == 0 ? 8 : static_cast<unsigned>(std::countr_zero(others)) / 8;
  }
  /// REQUIRES: 1 <= count <= 8.
  [[nodiscard]] std::uint64_t value() const {
    std::uint64_t v = bytes << (64 - 8 * count);
    v = v * 10 + (v >> 8);
    constexpr std::uint64_t kEvenPairs = 0x000000FF000000FF;
    return ((v & kEvenPairs) * 0x000F424000000064 + ((v >> 16) & kEvenPairs) * 0x0000271000000001) >> 32;
  }
};

// --- literals -------------------------------------------------------------------------------------------------

/// As many bytes as are compared at once.
constexpr std::size_t kBlock = 16;

/// A bit for each byte of a block that is the same in both, the first lowest. REQUIRES: `aligned` is, to a block.
[[nodiscard]] inline std::uint32_t same_bytes(const char* text, const char* aligned) {
#if defined(__SSE2__)
  const __m128i same = _mm_cmpeq_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(text)),
                                      _mm_load_si128(reinterpret_cast<const __m128i*>(aligned)));
  return static_cast<std::uint32_t>(_mm_movemask_epi8(same));
#else
  std::uint32_t found = 0;
  for (std::size_t i = 0; i < kBlock; ++i) found |= static_cast<std::uint32_t>(text[i] == aligned[i]) << i;
  return found;
#endif
}

// --- texts ----------------------------------------------------------------------------------------------------

/// The first byte of a text in quotation marks that is not plain ASCII: `"`, `\`, a control character or one past 0x7F.
/// A place behind `end` when there is none up to there.
[[nodiscard]] inline const char* find_special(const char* p, const char* end) {
#if defined(__SSE2__)
  const auto special = [](const char* at) {
    const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i marks =
        _mm_or_si128(_mm_cmpeq_epi8(text, _mm_set1_epi8('"')), _mm_cmpeq_epi8(text, _mm_set1_epi8('\\')));
    const __m128i odd = _mm_cmplt_epi8(text, _mm_set1_epi8(0x20));  // as signed: past 0x7F too
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_or_si128(marks, odd)));
  };
  for (; p <= end; p += 32) {
    const std::uint32_t found = special(p) | special(p + 16) << 16;
    if (found != 0) return p + std::countr_zero(found);
  }
  return p;
#else
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kHighs = 0x8080808080808080;
  for (; p <= end; p += 8) {
    const std::uint64_t text = load8(p);
    const std::uint64_t quote = text ^ (kOnes * '"');
    const std::uint64_t backslash = text ^ (kOnes * '\\');
    const std::uint64_t found =
        (((quote - kOnes) & ~quote) | ((backslash - kOnes) & ~backslash) | ((text - kOnes * 0x20) & ~text) | text) &
        kHighs;
    if (found != 0) return p + std::countr_zero(found) / 8;  // what carries make of later bytes does not matter
  }
  return p;
#endif
}

[[nodiscard]] constexpr bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

[[nodiscard]] inline const char* skip_space(const char* p, const char* end) {
  while (p < end && is_space(*p)) ++p;
  return p;
}

}  // namespace kaidah::fast
