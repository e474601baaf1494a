#include "tests/bench/reference/record.hpp"

namespace kaidah::bench {
namespace {

constexpr std::array<std::string_view, 7> kPosts{"pelaksana",   "fungsional", "pengawas", "administrator",
                                                 "jpt_pratama", "jpt_madya",  "jpt_utama"};
constexpr std::array<std::string_view, 5> kGrades{"Sangat Kurang", "Kurang", "Cukup", "Baik", "Sangat Baik"};
constexpr Millionths kLimit = Millionths{1} << 53;

bool digit(char c) {
  return c >= '0' && c <= '9';
}

/// Digits at the beginning of the text, taken off it. At most 18 in all.
void take_digits(std::string_view& text, Millionths& value, int& count) {
  for (; !text.empty() && digit(text.front()); text.remove_prefix(1)) {
    if (++count > 18) throw Unreadable("a number of more than 18 digits");
    value = value * 10 + (text.front() - '0');
  }
}

int exponent(std::string_view text) {
  const bool negative = text.front() == '-';
  if (negative || text.front() == '+') text.remove_prefix(1);
  Millionths value = 0;
  int count = 0;
  take_digits(text, value, count);
  if (count == 0 || value > 30) throw Unreadable("an exponent past 30");
  return static_cast<int>(negative ? -value : value);
}

}  // namespace

Post post_named(std::string_view name) {
  for (std::size_t i = 0; i < kPosts.size(); ++i) {
    if (kPosts[i] == name) return static_cast<Post>(i);
  }
  throw Unreadable("an unknown jenis_jabatan");
}

Grade grade_named(std::string_view name) {
  for (std::size_t i = 0; i < kGrades.size(); ++i) {
    if (kGrades[i] == name) return static_cast<Grade>(i);
  }
  throw Unreadable("an unknown predikat");
}

std::string_view name_of(Grade grade) {
  return kGrades[static_cast<std::size_t>(grade)];
}

Millionths millionths(std::string_view text) {
  Millionths value = 0;
  int digits = 0;
  take_digits(text, value, digits);
  if (digits == 0) throw Unreadable("not a figure from zero on");
  const int before = digits;
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    take_digits(text, value, digits);
  }
  int power = 6 - (digits - before);
  if (text.size() > 1 && (text.front() == 'e' || text.front() == 'E')) power += exponent(text.substr(1));
  for (; power > 0; --power) {
    if (value >= kLimit) throw Unreadable("a number past 2^53 millionths");
    value *= 10;
  }
  for (; power < 0; ++power) {
    if (value % 10 != 0) throw Unreadable("a number of more than six decimals");
    value /= 10;
  }
  if (value >= kLimit) throw Unreadable("a number past 2^53 millionths");
  return value;
}

}  // namespace kaidah::bench
