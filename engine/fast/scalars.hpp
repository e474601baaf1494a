#pragma once
// Single values of a text -> columns of a batch. Each reader returns the place behind the value; null when the value
// does not fit, or when only the strict decoder judges it. What was written to the row then means nothing.
// REQUIRES, all: 64 bytes behind `p` may be looked at.

#include <array>
#include <cstdint>

#include "engine/fast/batch.hpp"
#include "engine/fast/scan.hpp"
#include "engine/fast/skip.hpp"
#include "engine/fast/words.hpp"

namespace kaidah::fast {

/// More digits than these are left to the strict decoder.
constexpr unsigned kMostDigits = 18;

constexpr std::array<std::int64_t, kMostDigits + 1> kTens = [] {
  std::array<std::int64_t, kMostDigits + 1> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

/// What stands in one place of a text.
enum class Reads : std::uint8_t {
  decimal,  ///< to decimal columns
  whole,    ///< numbers, to whole columns
  truth,
  text,  ///< from here on: from behind the opening quotation mark
  date,
  member,
  skipped_text,
  skipped,  ///< any value
  list,     ///< from behind the bracket
  end,      ///< of the row
};

[[nodiscard]] constexpr bool is_quoted(Reads reads) {
  return reads >= Reads::text && reads <= Reads::skipped_text;
}

/// A range of mantissas: those of which `mantissa - low`, without a sign, is at most `width`.
struct MantissaRange {
  std::int64_t low = 0;
  std::uint64_t width = 0;
  [[nodiscard]] bool contains(std::int64_t mantissa) const {
    return static_cast<std::uint64_t>(mantissa) - static_cast<std::uint64_t>(low) <= width;
  }
};

/// How the values of a column are read and checked.
struct ScalarRule {
  Reads reads = Reads::end;
  std::uint8_t scale = 0;                               ///< of whole
  std::uint8_t most_decimals = 0;                       ///< of decimal: that are not zeros at the end
  std::uint32_t slot = 0;                               ///< Batch::whole, decimal, text or bits
  Decimals* column = nullptr;                           ///< of decimal: in the batch that is being filled
  std::array<MantissaRange, kMostDigits + 1> ranges{};  ///< of decimal: by decimals; of whole: the first, at the scale
  Words words;                                          ///< of members
};

/// A number as it is written.
struct Figure {
  std::int64_t mantissa = 0;
  unsigned decimals = 0;
};

/// Any number of at most 18 digits, its exponent written out.
[[nodiscard]] const char* read_figure(const char* p, Figure& figure);

/// Any number, to decimal or to whole columns.
[[nodiscard]] const char* read_any_decimal(const char* p, const ScalarRule& rule, std::uint32_t row);
[[nodiscard]] const char* read_any_whole(const char* p, const ScalarRule& rule, Batch& batch, std::uint32_t row);

/// Of what may follow the digits before the point.
[[nodiscard]] constexpr bool is_more_of_number(char c) {
  return c != ',' && (c == '.' || c == 'e' || c == 'E');
}

/// Goes on behind the digits before the point, of a number that begins at `p`: they are its mantissa so far.
[[nodiscard]] const char* read_further(std::int64_t mantissa, const char* behind, const char* p, const ScalarRule& rule,
                                       std::uint32_t row);

/// Whole numbers from 1 to 999 are what most numbers are.
[[nodiscard, gnu::always_inline]] inline const char* read_decimal(const char* p, const ScalarRule& rule,
                                                                  std::uint32_t row) {
  const FewDigits digits(p);
  if (!digits.are_few() || digits.begin_with_zero()) return read_any_decimal(p, rule, row);
  const std::int64_t mantissa = digits.value();
  const char* behind = p + digits.count();
  if (is_more_of_number(*behind)) return read_further(mantissa, behind, p, rule, row);
  if (!rule.ranges.front().contains(mantissa)) return nullptr;
  Decimals& column = *rule.column;
  column.real[row] = static_cast<double>(mantissa);
  column.mantissa[row] = mantissa;
  column.decimals[row] = 0;
  return behind;
}

[[nodiscard]] inline const char* read_whole(const char* p, const ScalarRule& rule, Batch& batch, std::uint32_t row) {
  const FewDigits digits(p);
  if (!digits.are_few() || digits.begin_with_zero()) return read_any_whole(p, rule, batch, row);
  const std::int64_t value = digits.value() * kTens[rule.scale];
  const char* behind = p + digits.count();
  if (is_more_of_number(*behind)) return read_any_whole(p, rule, batch, row);
  if (!rule.ranges.front().contains(value)) return nullptr;
  batch.whole[rule.slot][row] = value;
  return behind;
}

[[nodiscard]] inline const char* read_truth(const char* p, const ScalarRule& rule, Batch& batch, std::uint32_t row) {
  const std::uint32_t word = load4(p);
  const bool yes = word == load4("true");
  const bool no = word == load4("fals") && p[4] == 'e';
  if (!yes && !no) return nullptr;
  batch.bits[rule.slot][row / 64] |= std::uint64_t{yes} << (row % 64);
  return p + (yes ? 4 : 5);
}

/// The same as below, of texts with escapes. What is read lives in the batch.
[[nodiscard]] const char* read_escaped_text(const char* p, const char* end, const ScalarRule& rule, Batch& batch,
                                            std::uint32_t row);
[[nodiscard]] const char* read_escaped_member(const char* p, const char* end, const ScalarRule& rule, Batch& batch,
                                              std::uint32_t row);
[[nodiscard]] const char* read_escaped_date(const char* p, const char* end, const ScalarRule& rule, Batch& batch,
                                            std::uint32_t row);

[[nodiscard]] inline const char* read_text(const char* p, const char* end, const ScalarRule& rule, Batch& batch,
                                           std::uint32_t row) {
  const char* special = find_special_nearby(p, end);
  while (special < end && static_cast<signed char>(*special) < 0) {
    special = skip_code_point(special, end);
    if (special == nullptr) return nullptr;
    special = find_special(special, end);
  }
  if (special >= end) return nullptr;
  if (*special == '\\') return read_escaped_text(p, end, rule, batch, row);
  if (*special != '"') return nullptr;
  batch.text[rule.slot][row] = std::string_view(p, static_cast<std::size_t>(special - p));
  return special + 1;
}

[[nodiscard]] inline const char* read_member(const char* p, const char* end, const ScalarRule& rule, Batch& batch,
                                             std::uint32_t row) {
  const char* special = find_special_nearby(p, end);
  while (special < end && static_cast<signed char>(*special) < 0) special = find_special(special + 1, end);
  if (special >= end) return nullptr;
  if (*special == '\\') return read_escaped_member(p, end, rule, batch, row);
  if (*special != '"') return nullptr;
  const std::uint32_t member = rule.words.find(p, static_cast<std::size_t>(special - p));
  if (member == Words::kNotFound) return nullptr;
  batch.whole[rule.slot][row] = member;
  return special + 1;
}

/// `YYYY-MM-DD"`, a day that there is, to days since 1970-01-01.
[[nodiscard]] inline const char* read_plain_date(const char* p, const ScalarRule& rule, Batch& batch,
                                                 std::uint32_t row) {
  constexpr std::uint64_t kDashes = 0xFF0000FF00000000;
  constexpr std::uint64_t kDashesThere = 0x2D00002D00000000;
  constexpr std::uint64_t kZeros = 0x3030303030303030;
  const std::uint64_t first = load8(p);
  const std::uint64_t digits = ((first & ~kDashes) | (kZeros & kDashes)) ^ kZeros;
  const auto tens_of_day = static_cast<unsigned>(static_cast<unsigned char>(p[8])) - '0';
  const auto ones_of_day = static_cast<unsigned>(static_cast<unsigned char>(p[9])) - '0';
  const bool figures = ((digits | (digits + 0x7676767676767676)) & 0x8080808080808080) == 0;
  if (!figures || (first & kDashes) != kDashesThere || tens_of_day > 3 || ones_of_day > 9 || p[10] != '"')
    return nullptr;
  const auto digit = [digits](unsigned at) { return static_cast<unsigned>(digits >> (8 * at) & 0xFU); };
  const unsigned year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
  const unsigned month = digit(5) * 10 + digit(6);
  const unsigned day = tens_of_day * 10 + ones_of_day;
  if (year == 0 || month - 1 > 11 || day - 1 > 27) {
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    const unsigned last = month == 2 ? (leap ? 29 : 28) : 30 + ((month + (month >> 3)) & 1);
    if (year == 0 || month - 1 > 11 || day == 0 || day > last) return nullptr;
  }
  // Years that begin in March, so that the day that is sometimes there is their last; 0000-03-01 is 719468 days before
  // 1970-01-01.
  const unsigned from_march = year - (month <= 2 ? 1 : 0);
  const unsigned months = month <= 2 ? month + 9 : month - 3;
  const unsigned centuries = from_march / 100;
  const unsigned leap_days = from_march / 4 - centuries + centuries / 4;
  const unsigned days = 365 * from_march + leap_days + (153 * months + 2) / 5 + day - 1;
  batch.whole[rule.slot][row] = static_cast<std::int64_t>(days) - 719468;
  return p + 11;
}

[[nodiscard]] inline const char* read_date(const char* p, const char* end, const ScalarRule& rule, Batch& batch,
                                           std::uint32_t row) {
  const char* behind = read_plain_date(p, rule, batch, row);
  return behind != nullptr ? behind : read_escaped_date(p, end, rule, batch, row);
}

}  // namespace kaidah::fast
