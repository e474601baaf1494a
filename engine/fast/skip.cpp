#include "engine/fast/skip.hpp"

#include <limits>
#include <optional>
#include <string_view>

#include "engine/json/text.hpp"

namespace kaidah::fast {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The code unit that four hexadecimal digits write.
std::optional<std::uint32_t> code_unit(const char* p, const char* end) {
  if (end - p < 4) return std::nullopt;
  std::uint32_t unit = 0;
  for (int i = 0; i < 4; ++i) {
    const char c = p[i];
    if (is_digit(c)) {
      unit = unit * 16 + static_cast<std::uint32_t>(c - '0');
    } else if (const char lower = static_cast<char>(c | 0x20); lower >= 'a' && lower <= 'f') {
      unit = unit * 16 + static_cast<std::uint32_t>(lower - 'a' + 10);
    } else {
      return std::nullopt;
    }
  }
  return unit;
}

/// From behind the `u` of an escape. Half a pair of surrogates is none.
const char* skip_code_units(const char* p, const char* end) {
  const std::optional<std::uint32_t> unit = code_unit(p, end);
  if (!unit || (*unit >= 0xDC00 && *unit <= 0xDFFF)) return nullptr;
  p += 4;
  if (*unit < 0xD800 || *unit > 0xDFFF) return p;
  if (end - p < 2 || p[0] != '\\' || p[1] != 'u') return nullptr;
  const std::optional<std::uint32_t> low = code_unit(p + 2, end);
  return low && *low >= 0xDC00 && *low <= 0xDFFF ? p + 6 : nullptr;
}

/// From behind the backslash.
const char* skip_escape(const char* p, const char* end) {
  if (p >= end) return nullptr;
  if (*p == 'u') return skip_code_units(p + 1, end);
  return std::string_view("\"\\/bfnrt").find(*p) != std::string_view::npos ? p + 1 : nullptr;
}

const char* skip_digits(const char* p, const char* end) {
  while (p < end && is_digit(*p)) ++p;
  return p;
}

/// The strict decoder refuses, with the library it uses, what does not fit a long double. Whatever could come near that
/// is left to it.
const char* skip_number(const char* p, const char* end) {
  constexpr std::ptrdiff_t kMostFigures = 300;
  constexpr std::ptrdiff_t kMostExponent = 3;
  constexpr int kSafe = 2000;
  const char* const begin = p;
  if (p < end && *p == '-') ++p;
  const char* digits = p;
  p = skip_digits(p, end);
  if (p == digits || (p - digits > 1 && *digits == '0')) return nullptr;
  if (p < end && *p == '.') {
    digits = ++p;
    p = skip_digits(p, end);
    if (p == digits) return nullptr;
  }
  if (p - begin > kMostFigures) return nullptr;
  if (p >= end || (*p | 0x20) != 'e') return p;
  if (std::numeric_limits<long double>::max_exponent10 < kSafe) return nullptr;
  ++p;
  if (p < end && (*p == '+' || *p == '-')) ++p;
  digits = p;
  p = skip_digits(p, end);
  return p == digits || p - digits > kMostExponent ? nullptr : p;
}

const char* skip_word(const char* p, const char* end, std::string_view word) {
  return std::string_view(p, static_cast<std::size_t>(end - p)).starts_with(word) ? p + word.size() : nullptr;
}

/// A value that holds no others.
const char* skip_scalar(const char* p, const char* end) {
  switch (*p) {
    case '"':
      return skip_text(p + 1, end);
    case 't':
      return skip_word(p, end, "true");
    case 'f':
      return skip_word(p, end, "false");
    case 'n':
      return skip_word(p, end, "null");
    default:
      return skip_number(p, end);
  }
}

/// `"key" :`, with the space around it.
const char* skip_key(const char* p, const char* end) {
  p = skip_space(p, end);
  if (p >= end || *p != '"') return nullptr;
  p = skip_text(p + 1, end);
  if (p == nullptr) return nullptr;
  p = skip_space(p, end);
  return p < end && *p == ':' ? p + 1 : nullptr;
}

}  // namespace

const char* skip_code_point(const char* p, const char* end) {
  const std::size_t length = json::utf8_length({p, static_cast<std::size_t>(end - p)});
  return length == 0 ? nullptr : p + length;
}

const char* skip_unusual_text(const char* p, const char* end) {
  for (; p != nullptr && p < end; p = find_special(p, end)) {
    const auto c = static_cast<unsigned char>(*p);
    if (c == '"') return p + 1;
    if (c == '\\') {
      p = skip_escape(p + 1, end);
      if (p == nullptr) return nullptr;
    } else if (c >= 0x80) {
      p = skip_code_point(p, end);
      if (p == nullptr) return nullptr;
    } else {
      return nullptr;
    }
  }
  return nullptr;
}

std::string unescaped(std::string_view text) {
  std::string plain;
  const auto append = [&plain](std::uint32_t point) {
    const auto byte = [&plain](std::uint32_t value) { plain += static_cast<char>(value); };
    if (point < 0x80) {
      byte(point);
    } else if (point < 0x800) {
      byte(0xC0 | point >> 6);
      byte(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
      byte(0xE0 | point >> 12);
      byte(0x80 | (point >> 6 & 0x3F));
      byte(0x80 | (point & 0x3F));
    } else {
      byte(0xF0 | point >> 18);
      byte(0x80 | (point >> 12 & 0x3F));
      byte(0x80 | (point >> 6 & 0x3F));
      byte(0x80 | (point & 0x3F));
    }
  };
  const char* const end = text.data() + text.size();
  for (const char* p = text.data(); p < end;) {
    if (*p != '\\') {
      plain += *p++;
      continue;
    }
    constexpr std::string_view kEscapes = "bfnrt";
    constexpr std::string_view kControls = "\b\f\n\r\t";
    const char escape = p[1];
    p += 2;
    if (escape != 'u') {
      const std::size_t at = kEscapes.find(escape);
      plain += at == std::string_view::npos ? escape : kControls[at];
      continue;
    }
    std::uint32_t point = code_unit(p, end).value_or(0);
    p += 4;
    if (point >= 0xD800 && point < 0xDC00) {
      point = 0x10000 + ((point - 0xD800) << 10) + (code_unit(p + 2, end).value_or(0xDC00) - 0xDC00);
      p += 6;
    }
    append(point);
  }
  return plain;
}

const char* skip_value(const char* p, const char* end, std::size_t most_depth) {
  std::uint64_t lists = 0;  // of what is open, innermost lowest: which are lists
  std::size_t depth = 0;
  for (;;) {
    p = skip_space(p, end);
    if (p >= end) return nullptr;
    const bool list = *p == '[';
    if (list || *p == '{') {
      if (depth == most_depth || depth == 64) return nullptr;
      ++depth;
      lists = lists << 1 | (list ? 1U : 0U);
      p = skip_space(p + 1, end);
      if (p >= end) return nullptr;
      if (*p != (list ? ']' : '}')) {
        if (!list) p = skip_key(p, end);
        if (p == nullptr) return nullptr;
        continue;
      }
    } else {
      p = skip_scalar(p, end);
      if (p == nullptr) return nullptr;
      if (depth == 0) return p;
      p = skip_space(p, end);
    }
    // Behind a value, or at the bracket of an empty one.
    for (;;) {
      if (p >= end) return nullptr;
      const bool in_list = (lists & 1U) != 0;
      if (*p == ',') {
        p = in_list ? p + 1 : skip_key(p + 1, end);
        if (p == nullptr) return nullptr;
        break;
      }
      if (*p != (in_list ? ']' : '}')) return nullptr;
      ++p;
      lists >>= 1;
      if (--depth == 0) return p;
      p = skip_space(p, end);
    }
  }
}

}  // namespace kaidah::fast
