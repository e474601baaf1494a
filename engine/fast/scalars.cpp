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

}  // namespace

const char* read_unusual_figure(const char* p, Figure& figure) {
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
  if (*p == 'e' || *p == 'E') return nullptr;
  if (negative) figure.mantissa = -figure.mantissa;
  return p;
}

}  // namespace kaidah::fast
