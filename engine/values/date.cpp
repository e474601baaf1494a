#include "engine/values/date.hpp"

#include <chrono>

namespace kaidah::values {
namespace {

namespace chrono = std::chrono;

constexpr int kFirstYear = 1;
constexpr int kLastYear = 9999;
constexpr chrono::sys_days kFirstDay = chrono::year{kFirstYear} / 1 / 1;
constexpr chrono::sys_days kLastDay = chrono::year{kLastYear} / 12 / 31;
constexpr std::int64_t kMostDays = (kLastDay - kFirstDay).count();
constexpr std::int64_t kMonthsInYear = 12;
constexpr std::int64_t kMostMonths = kMonthsInYear * kLastYear;

chrono::year_month_day parts_of(std::int32_t days) {
  return chrono::sys_days{chrono::days{days}};
}

/// The number that all of `text` spells; nothing when a character is not a digit.
std::optional<int> read_digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

/// Months since year 0, the day of the month set aside.
std::int64_t month_count(Date date) {
  return date.year() * kMonthsInYear + date.month() - 1;
}

}  // namespace

std::optional<Date> Date::from_parts(std::int64_t year, std::int64_t month, std::int64_t day) {
  if (year < kFirstYear || year > kLastYear || month < 1 || month > kMonthsInYear || day < 1 || day > 31) {
    return std::nullopt;
  }
  const chrono::year_month_day parts{chrono::year{static_cast<int>(year)}, chrono::month{static_cast<unsigned>(month)},
                                     chrono::day{static_cast<unsigned>(day)}};
  if (!parts.ok()) return std::nullopt;
  Date date;
  date.days_ = static_cast<std::int32_t>(chrono::sys_days{parts}.time_since_epoch().count());
  return date;
}

std::optional<Date> Date::from_text(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = read_digits(text.substr(0, 4));
  const auto month = read_digits(text.substr(5, 2));
  const auto day = read_digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  return from_parts(*year, *month, *day);
}

int Date::year() const {
  return static_cast<int>(parts_of(days_).year());
}
int Date::month() const {
  return static_cast<int>(static_cast<unsigned>(parts_of(days_).month()));
}
int Date::day() const {
  return static_cast<int>(static_cast<unsigned>(parts_of(days_).day()));
}

std::string Date::to_string() const {
  const auto parts = parts_of(days_);
  std::string text = "0000-00-00";
  const auto write = [&text](std::size_t end, int value) {
    for (; value != 0; value /= 10) text[--end] = static_cast<char>('0' + value % 10);
  };
  write(4, static_cast<int>(parts.year()));
  write(7, static_cast<int>(static_cast<unsigned>(parts.month())));
  write(10, static_cast<int>(static_cast<unsigned>(parts.day())));
  return text;
}

std::optional<Date> Date::plus(Days days) const {
  if (days.count > kMostDays || days.count < -kMostDays) return std::nullopt;
  const std::int64_t moved = days_ + days.count;
  if (moved < kFirstDay.time_since_epoch().count() || moved > kLastDay.time_since_epoch().count()) return std::nullopt;
  Date date;
  date.days_ = static_cast<std::int32_t>(moved);
  return date;
}

std::optional<Date> Date::plus(Months months, MonthEnd month_end) const {
  if (months.count > kMostMonths || months.count < -kMostMonths) return std::nullopt;
  const std::int64_t moved = month_count(*this) + months.count;
  if (moved < kMonthsInYear * kFirstYear) return std::nullopt;
  const std::int64_t year = moved / kMonthsInYear;
  const std::int64_t month = moved % kMonthsInYear + 1;
  if (year > kLastYear) return std::nullopt;
  if (const auto date = from_parts(year, month, day())) return date;
  switch (month_end) {
    case MonthEnd::last_day: {
      const chrono::year_month_day_last last{chrono::year{static_cast<int>(year)},
                                             chrono::month_day_last{chrono::month{static_cast<unsigned>(month)}}};
      return from_parts(year, month, static_cast<unsigned>(last.day()));
    }
    // Never past the last year: December is not short.
    case MonthEnd::first_of_next:
      return from_parts(year, month + 1, 1);
    case MonthEnd::refuse:
      return std::nullopt;
  }
  return std::nullopt;
}

Days Date::since(Date earlier) const {
  return {std::int64_t{days_} - earlier.days_};
}

std::optional<Months> Date::months_since(Date earlier, MonthEnd month_end) const {
  if (*this < earlier) {
    const auto months = earlier.months_since(*this, month_end);
    if (!months) return std::nullopt;
    return Months{-months->count};
  }
  if (month_end == MonthEnd::refuse) {
    const auto sooner = months_since(earlier, MonthEnd::last_day);
    const auto later = months_since(earlier, MonthEnd::first_of_next);
    return sooner == later ? sooner : std::nullopt;
  }
  const Months months{month_count(*this) - month_count(earlier)};
  const auto reached = earlier.plus(months, month_end);
  return reached && *reached <= *this ? months : Months{months.count - 1};
}

}  // namespace kaidah::values
