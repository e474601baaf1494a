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

/// One to three digits at the beginning of four bytes. Where they end is found in as few steps as can be, since all
/// that is read next waits for it: by two bits that digits have alike, and what follows them in JSON has not.
struct FewDigits {
  std::uint32_t bytes = 0;  ///< the values of the digits, and whatever follows them
  std::uint32_t ends = 0;   ///< has bits set in the first byte that ends them, none in those before

  explicit FewDigits(const char* p) : bytes(load4(p) ^ 0x30303030), ends(bytes & 0x50505050) {}

  /// Whether there are one to three, and nothing else before what ends them.
  [[nodiscard]] bool are_few() const { return ends != 0 && (((padded() + 0x76767676) | padded()) & 0x80808080) == 0; }
  [[nodiscard]] bool begin_with_zero() const { return (bytes & 0xFF) == 0; }
  // REQUIRES, all: are_few.
  [[nodiscard]] std::uint32_t count() const { return static_cast<std::uint32_t>(std::countr_zero(ends)) / 8; }
  /// The digits, behind zeros.
  [[nodiscard]] std::uint32_t padded() const { return bytes << ((32 - 8 * count()) & 31); }
  [[nodiscard]] std::uint32_t value() const {
    const std::uint32_t pairs = padded() * 10 + (padded() >> 8);
    return ((pairs & 0x00FF00FF) * 0x00640001) >> 16;
  }
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

#if defined(__SSE2__)
/// A bit for each byte of a block that is not plain ASCII inside quotation marks, the first lowest.
[[nodiscard]] inline std::uint32_t special_bytes(const char* p) {
  const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
  const __m128i marks =
      _mm_or_si128(_mm_cmpeq_epi8(text, _mm_set1_epi8('"')), _mm_cmpeq_epi8(text, _mm_set1_epi8('\\')));
  const __m128i odd = _mm_cmplt_epi8(text, _mm_set1_epi8(0x20));  // as signed: past 0x7F too
  return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_or_si128(marks, odd)));
}
#endif

/// The first byte of a text in quotation marks that is not plain ASCII: `"`, `\`, a control character or one past 0x7F.
/// A place behind `end` when there is none up to there.
[[nodiscard]] inline const char* find_special(const char* p, const char* end) {
#if defined(__SSE2__)
  for (; p <= end; p += 2 * kBlock) {
    const std::uint32_t found = special_bytes(p) | special_bytes(p + kBlock) << kBlock;
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
    const std::uint64_t marks = ((quote - kOnes) & ~quote) | ((backslash - kOnes) & ~backslash);
    const std::uint64_t found = (marks | ((text - kOnes * 0x20) & ~text) | text) & kHighs;
    if (found != 0) return p + std::countr_zero(found) / 8;  // what carries make of later bytes does not matter
  }
  return p;
#endif
}

/// The same, where it is likely to stand within a block.
[[nodiscard]] inline const char* find_special_nearby(const char* p, const char* end) {
#if defined(__SSE2__)
  for (; p <= end; p += kBlock) {
    const std::uint32_t found = special_bytes(p);
    if (found != 0) return p + std::countr_zero(found);
  }
  return p;
#else
  return find_special(p, end);
#endif
}

[[nodiscard]] constexpr bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

[[nodiscard]] inline const char* skip_space(const char* p, const char* end) {
  if (*p > ' ') return p;  // mostly there is none
  while (p < end && is_space(*p)) ++p;
  return p;
}

}  // namespace kaidah::fast
