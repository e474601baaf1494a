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

/// Digits at the beginning of eight bytes.
struct Digits {
  std::uint64_t bytes = 0;  ///< the values of the digits, and whatever follows them
  unsigned count = 0;       ///< 8: eight or more

  /// REQUIRES: 1 <= count <= 8.
  [[nodiscard]] std::uint64_t value() const {
    std::uint64_t v = bytes << (64 - 8 * count);
    v = v * 10 + (v >> 8);
    constexpr std::uint64_t kEvenPairs = 0x000000FF000000FF;
    return ((v & kEvenPairs) * 0x000F424000000064 + ((v >> 16) & kEvenPairs) * 0x0000271000000001) >> 32;
  }
};

[[nodiscard]] inline Digits digits_at(const char* p) {
  Digits digits;
  digits.bytes = load8(p) ^ 0x3030303030303030;
  // Of each byte above 9 the highest bit is set, at least up to the first of them.
  const std::uint64_t others = (digits.bytes | (digits.bytes + 0x7676767676767676)) & 0x8080808080808080;
  digits.count = others == 0 ? 8 : static_cast<unsigned>(std::countr_zero(others)) / 8;
  return digits;
}

// --- literals -------------------------------------------------------------------------------------------------

constexpr std::size_t kLiteral = 32;

/// Which bytes of a literal of this length do not count.
[[nodiscard]] constexpr std::uint32_t past(std::size_t length) {
  return length >= kLiteral ? 0 : ~std::uint32_t{0} << length;
}

/// Whether the text goes on with a literal. `ignored`: past(its length).
[[nodiscard]] inline bool starts_with(const char* p, const char (&literal)[kLiteral], std::uint32_t ignored) {
#if defined(__SSE2__)
  const auto same = [&](int at) {
    const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p + at));
    const __m128i wanted = _mm_loadu_si128(reinterpret_cast<const __m128i*>(literal + at));
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(text, wanted)));
  };
  return (same(0) | same(16) << 16 | ignored) == ~std::uint32_t{0};
#else
  return std::memcmp(p, literal, ignored == 0 ? kLiteral : std::countr_zero(ignored)) == 0;
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
