#include "engine/fast/scalars.hpp"

namespace kaidah::fast {
namespace {

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

/// One to seven digits before the point, and none to three behind it; no sign.
const char* read_short_figure(const char* p, Figure& figure) {
  const Digits whole(p);
  if (whole.count == 0 || whole.count == 8 || (whole.count > 1 && *p == '0')) return nullptr;
  figure.mantissa = static_cast<std::int64_t>(whole.value());
  p += whole.count;
  if (*p != '.') return p;
  const FewDigits fraction(p + 1);
  if (!fraction.are_few()) return nullptr;
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
  return p;
}

const char* read_any_decimal(const char* p, const ScalarRule& rule, Batch& batch, std::uint32_t row) {
  Figure figure;
  p = read_figure(p, figure);
  if (p == nullptr || !rule.ranges[figure.decimals].contains(figure.mantissa)) return nullptr;
  if (figure.decimals > rule.most_decimals && !ends_in_zeros(figure, figure.decimals - rule.most_decimals)) {
    return nullptr;
  }
  Decimals& column = batch.decimal[rule.slot];
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
