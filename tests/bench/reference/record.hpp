#pragma once
// What pp-30-2019 reads of an employee of the population, as someone would declare it who writes the rules by hand.

#include <array>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace kaidah::bench {

/// A figure in millionths: exact for up to six decimals, and below 2^53 so that a double holds it too.
using Millionths = std::int64_t;
inline constexpr Millionths kOne = 1'000'000;

enum class Post : std::uint8_t { pelaksana, fungsional, pengawas, administrator, jpt_pratama, jpt_madya, jpt_utama };
enum class Grade : std::uint8_t { sangat_kurang, kurang, cukup, baik, sangat_baik };

struct Indicator {
  Millionths target = 0;
  Millionths realised = 0;
};

struct Task {
  std::array<Indicator, 4> aspects;
  std::uint8_t count = 0;
};

struct Rater {
  Millionths sum = 0;  ///< of the four aspects that every post calls for
  Millionths leadership = 0;
  std::uint8_t seen = 0;  ///< a bit for each aspect; the fifth is leadership
};

struct PastYear {
  int year = 0;
  Grade grade{};
};

/// The texts are those of the reader that filled it, until its next record.
struct Record {
  std::string_view id, agency, unit, from, to;
  Post post{};
  bool idea = false;
  std::vector<Task> tasks;
  Rater superior;
  std::vector<Rater> peers, below;
  std::vector<PastYear> history;

  void clear() {
    id = agency = unit = from = to = {};
    idea = false;
    tasks.clear();
    superior = {};
    peers.clear();
    below.clear();
    history.clear();
  }
};

/// A record that this program cannot decide. It is made for populations of valid records and stops there.
struct Unreadable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Both throw Unreadable for any other text.
[[nodiscard]] Post post_named(std::string_view name);
[[nodiscard]] Grade grade_named(std::string_view name);
[[nodiscard]] std::string_view name_of(Grade grade);
/// The text of a JSON number; what follows it is not looked at. Throws Unreadable for what is not exact in millionths.
[[nodiscard]] Millionths millionths(std::string_view text);

/// The usual figure, of at most nine digits and six decimals and without an exponent, taken off the text. Nothing is
/// promised of `out` and the text where it is another: false.
[[nodiscard]] inline bool take_usual_figure(const char*& text, Millionths& out) {
  const auto digit = [&] { return static_cast<unsigned>(*text - '0') < 10; };
  const char* const begin = text;
  Millionths value = 0;
  while (digit()) value = value * 10 + (*text++ - '0');
  const auto digits = text - begin;
  if (digits == 0 || digits > 9 || (digits > 1 && *begin == '0')) return false;
  std::size_t decimals = 0;
  if (*text == '.') {
    ++text;
    for (; decimals < 6 && digit(); ++decimals) value = value * 10 + (*text++ - '0');
    if (decimals == 0 || digit()) return false;
  }
  if (*text == 'e' || *text == 'E') return false;
  constexpr std::array<Millionths, 7> kPowers{kOne, 100'000, 10'000, 1'000, 100, 10, 1};
  out = value * kPowers[decimals];
  return true;
}

}  // namespace kaidah::bench
