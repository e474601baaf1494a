#pragma once
// Calendar days (proleptic Gregorian, years 1 to 9999) and the two durations that do not compare with each other.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kaidah::values {

/// Which day `31 January + 1 month` is.
enum class MonthEnd : std::uint8_t { last_day, first_of_next, refuse };

/// A number of days.
struct Days {
  std::int64_t count = 0;
  friend auto operator<=>(const Days&, const Days&) = default;
};

/// A number of months; a year is twelve.
struct Months {
  std::int64_t count = 0;
  friend auto operator<=>(const Months&, const Months&) = default;
};

class Date {
 public:
  /// 1970-01-01.
  Date() = default;
  /// Nothing when there is no such day.
  static std::optional<Date> from_parts(std::int64_t year, std::int64_t month, std::int64_t day);
  /// Reads `YYYY-MM-DD`, nothing else.
  static std::optional<Date> from_text(std::string_view text);

  [[nodiscard]] int year() const;
  [[nodiscard]] int month() const;              ///< 1 to 12
  [[nodiscard]] int day() const;                ///< 1 to 31
  [[nodiscard]] std::string to_string() const;  ///< `YYYY-MM-DD`

  /// Nothing when the result leaves the years 1 to 9999.
  [[nodiscard]] std::optional<Date> plus(Days days) const;
  /// Nothing when the result leaves the years 1 to 9999, or the month is too short and `month_end` refuses.
  [[nodiscard]] std::optional<Date> plus(Months months, MonthEnd month_end) const;
  /// Days from `earlier` to this day, this day not counted in: 0 for the same day.
  [[nodiscard]] Days since(Date earlier) const;
  /// Complete months from `earlier` to this day: the most that `earlier` may be moved on without passing it.
  /// Negative when `earlier` is the later one. Where the month is too short, `month_end` says on which day it is
  /// complete (28 February or 1 March after 31 January); `refuse` gives nothing when that makes a difference.
  [[nodiscard]] std::optional<Months> months_since(Date earlier, MonthEnd month_end) const;

  friend auto operator<=>(const Date&, const Date&) = default;

 private:
  std::int32_t days_ = 0;  // since 1970-01-01
};

}  // namespace kaidah::values
