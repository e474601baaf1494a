// What an instruction does to whole columns. Of bits, those behind the last row are zero.

#include <algorithm>
#include <cmath>

#include "engine/fast/machine.hpp"
#include "engine/values/date.hpp"
#include "engine/values/number_access.hpp"

namespace kaidah::fast {
namespace {

constexpr std::uint32_t kWord = 64;

std::uint32_t words(std::uint32_t rows) {
  return (rows + kWord - 1) / kWord;
}

/// out = f(a, b), row by row.
template <class T, class F>
void each(const T* a, const T* b, T* out, std::uint32_t rows, F f) {
  for (std::uint32_t i = 0; i < rows; ++i) out[i] = f(a[i], b[i]);
}

/// A bit for each row that the test holds for.
template <class T, class F>
void bits_of(const T* a, const T* b, std::uint64_t* out, std::uint32_t rows, F f) {
  const std::uint32_t whole = rows / kWord;
  for (std::uint32_t w = 0; w < whole; ++w) {
    std::uint64_t word = 0;
    for (std::uint32_t i = 0; i < kWord; ++i)
      word |= static_cast<std::uint64_t>(f(a[w * kWord + i], b[w * kWord + i])) << i;
    out[w] = word;
  }
  if (rows % kWord == 0) return;
  std::uint64_t word = 0;
  for (std::uint32_t i = whole * kWord; i < rows; ++i) word |= static_cast<std::uint64_t>(f(a[i], b[i])) << (i % kWord);
  out[whole] = word;
}

/// a where the bit is set, b elsewhere.
template <class T>
void choose(const std::uint64_t* set, const T* a, const T* b, T* out, std::uint32_t rows) {
  const std::uint32_t end = words(rows);
  for (std::uint32_t w = 0; w < end; ++w) {
    const std::uint64_t word = set[w];
    const T* from_a = a + w * kWord;
    const T* from_b = b + w * kWord;
    T* to = out + w * kWord;
    const std::uint32_t left = std::min(kWord, rows - w * kWord);
    if (word == 0 || word == ~std::uint64_t{0}) {
      std::copy_n(word == 0 ? from_b : from_a, left, to);
      continue;
    }
    for (std::uint32_t i = 0; i < left; ++i) to[i] = (word >> i & 1U) != 0 ? from_a[i] : from_b[i];
  }
}

/// Wraps where the row is not one that counts; where it counts, it was shown to fit.
std::int64_t wrapping(std::uint64_t value) {
  return static_cast<std::int64_t>(value);
}

std::optional<values::Date> date_of(std::int64_t days) {
  constexpr std::int64_t kMost = 10'000'000;
  if (days > kMost || days < -kMost) return std::nullopt;
  return values::Date().plus(values::Days{days});
}

std::int64_t days_of(values::Date date) {
  return date.since(values::Date()).count;
}

const std::int64_t kFirstDay = days_of(*values::Date::from_parts(1, 1, 1));
const std::int64_t kLastDay = days_of(*values::Date::from_parts(9999, 12, 31));

std::uint64_t digits_in(std::uint64_t value) {
  std::uint64_t digits = 1;
  for (; value >= 10; value /= 10) ++digits;
  return digits;
}

}  // namespace

/// Of the widest figure in a column, or one more.
std::uint64_t Machine::digits_of_columns(const Batch& batch, std::uint32_t slot) const {
  const Decimals& column = batch.decimal[slot];
  const std::uint32_t count = spaces_[program_.reals[slot].space].count;
  std::uint64_t widest = 0;
  for (std::uint32_t i = 0; i < count; ++i)
    widest |= static_cast<std::uint64_t>(column.mantissa[i] ^ (column.mantissa[i] >> 63));
  unsigned decimals = 0;
  for (std::uint32_t i = 0; i < count; ++i) decimals |= column.decimals[i];
  // Joined bits are at least as large as the largest, and less than twice that.
  return std::max<std::uint64_t>(digits_in(widest), decimals) + 1;
}

void Machine::clear_tail(std::uint64_t* bits, std::uint32_t count) const {
  if (count % kWord != 0) bits[count / kWord] &= (std::uint64_t{1} << (count % kWord)) - 1;
}

void Machine::on_bits(const Instruction& one) {
  const std::uint32_t rows = spaces_[one.space].count;
  const std::uint32_t end = words(rows);
  std::uint64_t* out = bits_[one.out];
  if (one.op == Opcode::bits_and_not && one.aux != 0) {  // nothing
    std::fill(out, out + end, 0);
    return;
  }
  const std::uint64_t* a = bits_[one.a];
  if (one.op == Opcode::bits_not) {
    for (std::uint32_t w = 0; w < end; ++w) out[w] = ~a[w];
    clear_tail(out, rows);
    return;
  }
  const std::uint64_t* b = bits_[one.b];
  if (one.op == Opcode::bits_and) {
    for (std::uint32_t w = 0; w < end; ++w) out[w] = a[w] & b[w];
  } else if (one.op == Opcode::bits_or) {
    for (std::uint32_t w = 0; w < end; ++w) out[w] = a[w] | b[w];
  } else {
    for (std::uint32_t w = 0; w < end; ++w) out[w] = a[w] & ~b[w];
  }
}

void Machine::compare(const Instruction& one) {
  const std::uint32_t rows = spaces_[one.space].count;
  std::uint64_t* out = bits_[one.out];
  if (one.op == Opcode::text_equal) {
    const std::string_view* a = texts_[one.a];
    const std::string_view* b = texts_[one.b];
    std::fill(out, out + words(rows), 0);
    for (std::uint32_t i = 0; i < rows; ++i) out[i / kWord] |= static_cast<std::uint64_t>(a[i] == b[i]) << (i % kWord);
    return;
  }
  const std::int64_t* a = wholes_[one.a];
  const std::int64_t* b = wholes_[one.b];
  if (one.op == Opcode::whole_equal) {
    bits_of(a, b, out, rows, [](std::int64_t x, std::int64_t y) { return x == y; });
  } else if (one.op == Opcode::whole_less) {
    bits_of(a, b, out, rows, [](std::int64_t x, std::int64_t y) { return x < y; });
  } else {
    bits_of(a, b, out, rows, [](std::int64_t x, std::int64_t y) { return x <= y; });
  }
}

void Machine::compare_reals(const Instruction& one) {
  const std::uint32_t rows = spaces_[one.space].count;
  const double* a = reals_[one.a];
  const double* b = reals_[one.b];
  const ErrorBound error_a = program_.reals[one.a].error;
  const ErrorBound error_b = program_.reals[one.b].error;
  std::uint64_t* out = bits_[one.out];
  std::uint64_t* bad = bits_[one.bad];
  const double relative_a = error_a.relative * kSlack;
  const double relative_b = error_b.relative * kSlack;
  const double absolute = (error_a.absolute + error_b.absolute) * kSlack;
  const auto sure_of = [&](double x, double y) {
    const double reach_both = (relative_a * std::fabs(x) + relative_b * std::fabs(y) + absolute) * kSlack;
    const double distance = std::fabs(x - y);
    return static_cast<bool>(static_cast<int>(distance > reach_both) |
                             (static_cast<int>(distance == 0) & static_cast<int>(reach_both == 0)));
  };
  bits_of(a, b, bad, rows, [&](double x, double y) { return !sure_of(x, y); });
  if (one.op == Opcode::real_equal) {
    bits_of(a, b, out, rows, [](double x, double y) { return x == y; });
  } else if (one.op == Opcode::real_less) {
    bits_of(a, b, out, rows, [](double x, double y) { return x < y; });
  } else {
    bits_of(a, b, out, rows, [](double x, double y) { return x <= y; });
  }
  for (std::uint32_t w = 0; w < words(rows); ++w) {
    for (std::uint64_t left = bad[w]; left != 0; left &= left - 1) {
      const auto at = static_cast<std::uint32_t>(__builtin_ctzll(left));
      const std::uint64_t bit = std::uint64_t{1} << at;
      const std::size_t row = w * kWord + at;
      values::Ratio x;
      values::Ratio y;
      if (!exact(one.a, row, x) || !exact(one.b, row, y)) continue;
      const std::strong_ordering order = values::compare(x, y);
      const bool holds = one.op == Opcode::real_equal  ? order == 0
                         : one.op == Opcode::real_less ? order < 0
                                                       : order <= 0;
      out[w] = holds ? out[w] | bit : out[w] & ~bit;
      bad[w] &= ~bit;
    }
  }
}

void Machine::on_wholes(const Instruction& one) {
  const std::uint32_t rows = spaces_[one.space].count;
  const std::int64_t* a = wholes_[one.a];
  const std::int64_t* b = wholes_[one.b];
  std::int64_t* out = wholes_[one.out];
  using U = std::uint64_t;
  if (one.op == Opcode::whole_select) {
    choose(bits_[one.c], a, b, out, rows);
  } else if (one.op == Opcode::whole_add) {
    each(a, b, out, rows,
         [](std::int64_t x, std::int64_t y) { return wrapping(static_cast<U>(x) + static_cast<U>(y)); });
  } else if (one.op == Opcode::whole_subtract) {
    each(a, b, out, rows,
         [](std::int64_t x, std::int64_t y) { return wrapping(static_cast<U>(x) - static_cast<U>(y)); });
  } else if (one.op == Opcode::whole_multiply) {
    each(a, b, out, rows,
         [](std::int64_t x, std::int64_t y) { return wrapping(static_cast<U>(x) * static_cast<U>(y)); });
  } else if (one.op == Opcode::whole_least) {
    each(a, b, out, rows, [](std::int64_t x, std::int64_t y) { return x < y ? x : y; });
  } else {
    each(a, b, out, rows, [](std::int64_t x, std::int64_t y) { return x > y ? x : y; });
  }
}

void Machine::on_dates(const Instruction& one) {
  const std::uint32_t rows = spaces_[one.space].count;
  const std::int64_t* a = wholes_[one.a];
  const std::int64_t* b = wholes_[one.b];
  std::int64_t* out = wholes_[one.out];
  if (one.bad == kNone) {
    for (std::uint32_t i = 0; i < rows; ++i) {
      const values::Date date = date_of(a[i]).value_or(values::Date());
      out[i] = one.op == Opcode::year ? date.year() : one.op == Opcode::month ? date.month() : date.day();
    }
    return;
  }
  std::uint64_t* bad = bits_[one.bad];
  std::fill(bad, bad + words(rows), 0);
  if (one.op == Opcode::plus_days) {
    const std::int64_t most = kLastDay - kFirstDay;
    for (std::uint32_t i = 0; i < rows; ++i) {
      const bool known = b[i] <= most && b[i] >= -most;
      out[i] = known ? a[i] + b[i] : 0;
      if (!known || out[i] < kFirstDay || out[i] > kLastDay) bad[i / kWord] |= std::uint64_t{1} << (i % kWord);
    }
    return;
  }
  for (std::uint32_t i = 0; i < rows; ++i) {
    std::optional<values::Date> made;
    if (one.op == Opcode::make_date) {
      made = values::Date::from_parts(a[i], b[i], wholes_[one.c][i]);
    } else if (const std::optional<values::Date> date = date_of(a[i])) {
      constexpr std::int64_t kMost = 10'000'000;
      if (b[i] <= kMost && b[i] >= -kMost)
        made = date->plus(values::Months{b[i]}, static_cast<values::MonthEnd>(one.aux));
    }
    out[i] = made ? days_of(*made) : 0;
    if (!made) bad[i / kWord] |= std::uint64_t{1} << (i % kWord);
  }
}

void Machine::on_reals(const Instruction& one) {
  const std::uint32_t rows = spaces_[one.space].count;
  double* out = reals_[one.out];
  if (one.op == Opcode::real_of_whole) {
    const std::int64_t* whole = wholes_[one.a];
    const auto divisor = static_cast<double>(values::kPowersOfTen[one.aux]);
    for (std::uint32_t i = 0; i < rows; ++i) out[i] = static_cast<double>(whole[i]) / divisor;
    return;
  }
  const double* a = reals_[one.a];
  const double* b = reals_[one.b];
  if (one.op == Opcode::real_select) {
    choose(bits_[one.c], a, b, out, rows);
  } else if (one.op == Opcode::real_add) {
    each(a, b, out, rows, [](double x, double y) { return x + y; });
  } else if (one.op == Opcode::real_subtract) {
    each(a, b, out, rows, [](double x, double y) { return x - y; });
  } else if (one.op == Opcode::real_multiply) {
    each(a, b, out, rows, [](double x, double y) { return x * y; });
  } else if (one.op == Opcode::real_least) {
    each(a, b, out, rows, [](double x, double y) { return x < y ? x : y; });
  } else {
    each(a, b, out, rows, [](double x, double y) { return x > y ? x : y; });
  }
}

void Machine::divide(const Instruction& one) {
  const std::uint32_t rows = spaces_[one.space].count;
  const double* a = reals_[one.a];
  const double* b = reals_[one.b];
  each(a, b, reals_[one.out], rows, [](double x, double y) { return x / y; });
  if (one.bad == kNone) return;
  // Whether it is zero is sure unless it is small; then it is left to the strict path.
  const ErrorBound error = program_.reals[one.b].error;
  std::uint64_t* bad = bits_[one.bad];
  bits_of(b, b, bad, rows, [&](double y, double) { return !(std::fabs(y) > reach(error, y)); });
}

void Machine::spread(const Instruction& one) {
  const SpaceRows& space = spaces_[one.space];
  const std::uint32_t* from = one.aux == 0 ? space.parent : space.other;
  const std::uint32_t rows = space.count;
  if (one.op == Opcode::spread_bits) {
    const std::uint64_t* a = bits_[one.a];
    std::uint64_t* out = bits_[one.out];
    std::fill(out, out + words(rows), 0);
    for (std::uint32_t i = 0; i < rows; ++i)
      out[i / kWord] |= (a[from[i] / kWord] >> (from[i] % kWord) & 1U) << (i % kWord);
  } else if (one.op == Opcode::spread_whole) {
    for (std::uint32_t i = 0; i < rows; ++i) wholes_[one.out][i] = wholes_[one.a][from[i]];
  } else if (one.op == Opcode::spread_real) {
    for (std::uint32_t i = 0; i < rows; ++i) reals_[one.out][i] = reals_[one.a][from[i]];
  } else {
    for (std::uint32_t i = 0; i < rows; ++i) texts_[one.out][i] = texts_[one.a][from[i]];
  }
}

/// The bits of the rows from `begin` to `end`, at most 64 of them.
std::uint64_t Machine::window(std::uint32_t reg, std::uint32_t begin, std::uint32_t end) const {
  const std::uint32_t length = end - begin;
  const std::uint64_t kept = length == kWord ? ~std::uint64_t{0} : (std::uint64_t{1} << length) - 1;
  if (reg == kAll || length == 0) return kept;
  const std::uint64_t* bits = bits_[reg];
  const std::uint32_t shift = begin % kWord;
  std::uint64_t word = bits[begin / kWord] >> shift;
  if (shift + length > kWord) word |= bits[begin / kWord + 1] << (kWord - shift);
  return word & kept;
}

void Machine::over_rows(const Instruction& one) {
  const SpaceRows& inner = spaces_[one.space];
  const std::uint32_t parents = spaces_[program_.spaces[one.space].parent].count;
  if (one.op == Opcode::any) {
    std::uint64_t* out = bits_[one.out];
    std::fill(out, out + words(parents), 0);
    if (one.c != kAll) {
      // Mostly nothing is wrong with any row.
      const std::uint64_t* set = bits_[one.c];
      if (std::all_of(set, set + words(inner.count), [](std::uint64_t word) { return word == 0; })) return;
    }
    for (std::uint32_t p = 0; p < parents; ++p) {
      bool found = false;
      for (std::uint32_t at = inner.first[p]; at < inner.first[p + 1] && !found; at += kWord)
        found = window(one.c, at, std::min(at + kWord, inner.first[p + 1])) != 0;
      out[p / kWord] |= static_cast<std::uint64_t>(found) << (p % kWord);
    }
    return;
  }
  // Calls `take` with each row that counts.
  const auto rows_of = [&](std::uint32_t p, auto take) {
    const std::uint32_t end = inner.first[p + 1];
    if (one.c == kAll) {
      for (std::uint32_t at = inner.first[p]; at < end; ++at) take(at);
      return;
    }
    for (std::uint32_t at = inner.first[p]; at < end; at += kWord)
      for (std::uint64_t left = window(one.c, at, std::min(at + kWord, end)); left != 0; left &= left - 1)
        take(at + static_cast<std::uint32_t>(__builtin_ctzll(left)));
  };
  if (one.op == Opcode::real_sum || one.op == Opcode::real_least_of || one.op == Opcode::real_greatest_of) {
    const double* a = reals_[one.a];
    for (std::uint32_t p = 0; p < parents; ++p) {
      double best = 0;
      bool first = true;
      rows_of(p, [&](std::uint32_t row) {
        const double x = a[row];
        best = one.op == Opcode::real_sum                                         ? best + x
               : first || (one.op == Opcode::real_least_of ? x < best : x > best) ? x
                                                                                  : best;
        first = false;
      });
      reals_[one.out][p] = best;
    }
    return;
  }
  if (one.op == Opcode::count) {
    for (std::uint32_t p = 0; p < parents; ++p) {
      const std::uint32_t end = inner.first[p + 1];
      std::int64_t rows = one.c == kAll ? end - inner.first[p] : 0;
      for (std::uint32_t at = inner.first[p]; one.c != kAll && at < end; at += kWord)
        rows += __builtin_popcountll(window(one.c, at, std::min(at + kWord, end)));
      wholes_[one.out][p] = rows;
    }
    return;
  }
  const std::int64_t* a = wholes_[one.a];
  for (std::uint32_t p = 0; p < parents; ++p) {
    std::int64_t best = 0;
    bool first = true;
    rows_of(p, [&](std::uint32_t row) {
      if (one.op == Opcode::whole_sum) {
        best = wrapping(static_cast<std::uint64_t>(best) + static_cast<std::uint64_t>(a[row]));
      } else if (first || (one.op == Opcode::whole_least_of ? a[row] < best : a[row] > best)) {
        best = a[row];
      }
      first = false;
    });
    wholes_[one.out][p] = best;
  }
}

void Machine::rows_to_first(const Instruction& one) {
  const SpaceRows& inner = spaces_[one.space];
  const std::uint32_t parents = spaces_[program_.spaces[one.space].parent].count;
  std::uint64_t* out = bits_[one.out];
  std::fill(out, out + words(inner.count), 0);
  for (std::uint32_t p = 0; p < parents; ++p) {
    for (std::uint32_t row = inner.first[p]; row < inner.first[p + 1]; ++row) {
      out[row / kWord] |= std::uint64_t{1} << (row % kWord);
      if (one.c == kAll || is_set(one.c, row)) break;
    }
  }
}

void Machine::round(const Instruction& one) {
  const std::uint32_t rows = spaces_[one.space].count;
  const double* a = reals_[one.a];
  std::int64_t* out = wholes_[one.out];
  std::uint64_t* bad = bits_[one.bad];
  std::fill(bad, bad + words(rows), 0);
  const auto decimals = static_cast<std::int32_t>(one.c);
  const auto mode = static_cast<values::RoundingMode>(one.aux);
  const bool to_nearest = mode == values::RoundingMode::half_up || mode == values::RoundingMode::half_down ||
                          mode == values::RoundingMode::half_even;
  const auto power = static_cast<double>(values::kPowersOfTen[static_cast<std::size_t>(std::abs(decimals))]);
  const auto unit = static_cast<std::int64_t>(decimals < 0 ? power : 1);
  const ErrorBound error = program_.reals[one.a].error;
  // Exactly where a figure lies between two, or so near that it might.
  const auto exactly = [&](std::uint32_t row) {
    values::Ratio ratio;
    if (exact(one.a, row, ratio)) {
      const values::Number rounded = values::NumberAccess::narrow(ratio).rounded(decimals, mode);
      const values::Number units =
          rounded * values::Number(static_cast<std::int64_t>(
                        values::kPowersOfTen[static_cast<std::size_t>(std::max(decimals, 0))]));
      if (const std::optional<std::int64_t> whole = units.to_int64()) {
        out[row] = *whole;
        return;
      }
    }
    out[row] = 0;
    bad[row / kWord] |= std::uint64_t{1} << (row % kWord);
  };
  constexpr double kMost = 0x1p50;
  for (std::uint32_t i = 0; i < rows; ++i) {
    const double x = a[i];
    const double scaled = decimals < 0 ? x / power : x * power;
    if (!(std::fabs(scaled) < kMost)) {
      exactly(i);
      continue;
    }
    double near = (decimals < 0 ? reach(error, x) / power : reach(error, x) * power) * kSlack;
    near += std::fabs(scaled) * (2 * kRounding);
    auto below = static_cast<std::int64_t>(scaled);
    if (scaled < static_cast<double>(below)) --below;
    const double rest = scaled - static_cast<double>(below);
    if (to_nearest ? !(std::fabs(rest - 0.5) > near) : !(rest > near && 1 - rest > near)) {
      exactly(i);
      continue;
    }
    bool up = rest > 0.5;
    if (mode == values::RoundingMode::up) up = scaled > 0;
    if (mode == values::RoundingMode::down) up = scaled < 0;
    if (mode == values::RoundingMode::ceiling) up = true;
    if (mode == values::RoundingMode::floor) up = false;
    out[i] = (below + (up ? 1 : 0)) * unit;
  }
}

}  // namespace kaidah::fast
