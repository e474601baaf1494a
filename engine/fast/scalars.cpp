#include "engine/fast/scalars.hpp"

#include <string>

namespace kaidah::fast {
namespace {

/// Bytes behind a word that may be looked at.
constexpr std::size_t kLookedAt = 64;

/// Takes digits into the figure. Returns how many; more than `most` when there are too many.
unsigned take_digits(const char*& p, Figure& figure, unsigned most) {
  unsigned count = 0;
  for (; *p >= '0' && *p <= '9'; ++p) {
    if (++count > most) return count;
    figure.mantissa = figure.mantissa * 10 + (*p - '0');
  }
  return count;
}

/// Whether so many decimals at the end of the figure are zeros.
bool ends_in_zeros(const Figure& figure, unsigned count) {
  return figure.mantissa % kTens[count] == 0;
}

/// From behind the `e`: a small one only.
const char* read_exponent(const char* p, Figure& figure) {
  constexpr unsigned kMostExponent = 99;
  const bool negative = *p == '-';
  if (negative || *p == '+') ++p;
  Figure exponent;
  const unsigned count = take_digits(p, exponent, 2);
  if (count == 0 || exponent.mantissa > kMostExponent || (*p >= '0' && *p <= '9')) return nullptr;
  const std::int64_t decimals =
      static_cast<std::int64_t>(figure.decimals) + (negative ? exponent.mantissa : -exponent.mantissa);
  if (figure.mantissa == 0 || (decimals >= 0 && decimals <= kMostDigits)) {
    figure.decimals = figure.mantissa == 0 ? 0 : static_cast<unsigned>(decimals);
    return p;
  }
  if (decimals > 0 || -decimals >= kMostDigits) return nullptr;
  const std::int64_t most = kTens[kMostDigits] / kTens[static_cast<std::size_t>(-decimals)];
  if (figure.mantissa >= most || figure.mantissa <= -most) return nullptr;
  figure.mantissa *= kTens[static_cast<std::size_t>(-decimals)];
  figure.decimals = 0;
  return p;
}

/// One to seven digits before the point, and none to three behind it; no sign.
const char* read_short_figure(const char* p, Figure& figure) {
  const Digits whole(p);
  if (whole.count == 0 || whole.count == 8 || (whole.count > 1 && *p == '0')) return nullptr;
  figure.mantissa = static_cast<std::int64_t>(whole.value());
  p += whole.count;
  if (*p == 'e' || *p == 'E') return nullptr;
  if (*p != '.') return p;
  const FewDigits fraction(p + 1);
  if (!fraction.are_few() || (p[1 + fraction.count()] | 0x20) == 'e') return nullptr;
  figure.decimals = fraction.count();
  figure.mantissa = figure.mantissa * kTens[figure.decimals] + fraction.value();
  return p + 1 + figure.decimals;
}

}  // namespace

const char* read_figure(const char* p, Figure& figure) {
  const char* behind = read_short_figure(p, figure);
  if (behind != nullptr) return behind;
  figure = {};
  const bool negative = *p == '-';
  if (negative) ++p;
  const bool zero = *p == '0';
  const unsigned whole = take_digits(p, figure, kMostDigits);
  if (whole == 0 || whole > kMostDigits || (zero && whole > 1)) return nullptr;
  if (*p == '.') {
    ++p;
    figure.decimals = take_digits(p, figure, kMostDigits - whole);
    if (figure.decimals == 0 || figure.decimals > kMostDigits - whole) return nullptr;
  }
  if (negative) figure.mantissa = -figure.mantissa;
  return *p == 'e' || *p == 'E' ? read_exponent(p + 1, figure) : p;
}

const char* read_escaped_text(const char* p, const char* end, const ScalarRule& rule, Batch& batch, std::uint32_t row) {
  const char* behind = skip_text(p, end);
  if (behind == nullptr) return nullptr;
  batch.text[rule.slot][row] = batch.written.emplace_back(unescaped({p, static_cast<std::size_t>(behind - 1 - p)}));
  return behind;
}

const char* read_escaped_member(const char* p, const char* end, const ScalarRule& rule, Batch& batch,
                                std::uint32_t row) {
  const char* behind = skip_text(p, end);
  if (behind == nullptr) return nullptr;
  std::string word = unescaped({p, static_cast<std::size_t>(behind - 1 - p)});
  const std::size_t size = word.size();
  word.append(kLookedAt, '\0');
  const std::uint32_t member = rule.words.find(word.data(), size);
  if (member == Words::kNotFound) return nullptr;
  batch.whole[rule.slot][row] = member;
  return behind;
}

const char* read_escaped_date(const char* p, const char* end, const ScalarRule& rule, Batch& batch, std::uint32_t row) {
  const char* behind = skip_text(p, end);
  if (behind == nullptr) return nullptr;
  std::string day = unescaped({p, static_cast<std::size_t>(behind - 1 - p)});
  day += '"';
  const std::size_t size = day.size();
  day.append(kLookedAt, '\0');
  const char* read = read_plain_date(day.data(), rule, batch, row);
  return read == day.data() + size ? behind : nullptr;
}

const char* read_further(std::int64_t mantissa, const char* behind, const char* p, const ScalarRule& rule,
                         std::uint32_t row) {
  if (*behind != '.') return read_any_decimal(p, rule, row);
  const char* const fraction = behind + 1;
  const FewDigits digits(fraction);
  if (!digits.are_few() || digits.count() > rule.most_decimals) return read_any_decimal(p, rule, row);
  const std::uint32_t decimals = digits.count();
  if (is_more_of_number(fraction[decimals])) return read_any_decimal(p, rule, row);
  const std::int64_t ten_power = kTens[decimals];
  mantissa = mantissa * ten_power + digits.value();
  if (!rule.ranges[decimals].contains(mantissa)) return nullptr;
  Decimals& column = *rule.column;
  column.real[row] = static_cast<double>(mantissa) / static_cast<double>(ten_power);
  column.mantissa[row] = mantissa;
  column.decimals[row] = static_cast<std::uint8_t>(decimals);
  return fraction + decimals;
}

const char* read_any_decimal(const char* p, const ScalarRule& rule, std::uint32_t row) {
  Figure figure;
  p = read_figure(p, figure);
  if (p == nullptr || !rule.ranges[figure.decimals].contains(figure.mantissa)) return nullptr;
  if (figure.decimals > rule.most_decimals && !ends_in_zeros(figure, figure.decimals - rule.most_decimals)) {
    return nullptr;
  }
  Decimals& column = *rule.column;
  column.real[row] = static_cast<double>(figure.mantissa) / static_cast<double>(kTens[figure.decimals]);
  column.mantissa[row] = figure.mantissa;
  column.decimals[row] = static_cast<std::uint8_t>(figure.decimals);
  return p;
}

const char* read_any_whole(const char* p, const ScalarRule& rule, Batch& batch, std::uint32_t row) {
  Figure figure;
  p = read_figure(p, figure);
  if (p == nullptr) return nullptr;
  std::int64_t value = figure.mantissa;
  if (figure.decimals <= rule.scale) {
    if (__builtin_mul_overflow(value, kTens[rule.scale - figure.decimals], &value)) return nullptr;
  } else {
    const unsigned more = figure.decimals - rule.scale;
    if (!ends_in_zeros(figure, more)) return nullptr;
    value /= kTens[more];
  }
  if (!rule.ranges.front().contains(value)) return nullptr;
  batch.whole[rule.slot][row] = value;
  return p;
}

}  // namespace kaidah::fast
