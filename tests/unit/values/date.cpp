#include "engine/values/date.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <limits>
#include <string>
#include <string_view>

namespace kaidah::values {

BOOST_AUTO_TEST_SUITE(values_date)

namespace {

namespace data = boost::unit_test::data;

Date d(std::string_view text) {
  const auto date = Date::from_text(text);
  BOOST_REQUIRE_MESSAGE(date, "not a date: " << text);
  return *date;
}

/// `-` when there is no such day.
std::string moved(std::string_view from, std::int64_t months, MonthEnd month_end) {
  const auto date = d(from).plus(Months{months}, month_end);
  return date ? date->to_string() : "-";
}

std::string months_between(std::string_view earlier, std::string_view later, MonthEnd month_end) {
  const auto months = d(later).months_since(d(earlier), month_end);
  return months ? std::to_string(months->count) : "-";
}

BOOST_DATA_TEST_CASE(days_that_exist_are_read_and_written_back,
                     data::make({"2021-07-01", "0001-01-01", "9999-12-31", "2020-02-29", "2000-02-29", "1970-01-01",
                                 "1969-12-31"}),
                     text) {
  BOOST_TEST(d(text).to_string() == text);
}

BOOST_DATA_TEST_CASE(
    everything_else_is_refused,
    data::make(
        {"2021-02-29",  "1900-02-29",  "2021-04-31", "2021-00-10", "2021-13-01", "2021-01-00", "2021-01-32",
         "0000-01-01",  "10000-01-01", "2021-7-01",  "2021-07-1",  "2021/07/01", "01-07-2021", "2021-07-01T00:00:00Z",
         " 2021-07-01", "2021-07-01 ", "-021-07-01", "2021-+1-01", "20210701",   "",           "2021-07"}),
    text) {
  BOOST_TEST(!Date::from_text(text));
}

BOOST_AUTO_TEST_CASE(parts_out_of_any_range_are_refused) {
  BOOST_TEST(!Date::from_parts(2021, 257, 1));  // 257 is 1 in eight bits
  BOOST_TEST(!Date::from_parts(2021, 1, 257));
  BOOST_TEST(!Date::from_parts(67'557, 1, 1));
  BOOST_TEST(!Date::from_parts(std::numeric_limits<std::int64_t>::max(), 1, 1));
  BOOST_TEST(!Date::from_parts(2021, -1, 1));
  BOOST_TEST((Date::from_parts(2021, 12, 31) == d("2021-12-31")));
}

BOOST_AUTO_TEST_CASE(parts_are_what_was_written) {
  const Date date = d("2024-02-29");
  BOOST_TEST(date.year() == 2024);
  BOOST_TEST(date.month() == 2);
  BOOST_TEST(date.day() == 29);
  BOOST_TEST(Date().to_string() == "1970-01-01");
}

BOOST_AUTO_TEST_CASE(days_cross_leap_days_and_stop_at_the_ends) {
  BOOST_TEST(d("2024-02-28").plus(Days{1})->to_string() == "2024-02-29");
  BOOST_TEST(d("2023-02-28").plus(Days{1})->to_string() == "2023-03-01");
  BOOST_TEST(d("2024-03-01").plus(Days{-1})->to_string() == "2024-02-29");
  BOOST_TEST(!d("9999-12-31").plus(Days{1}));
  BOOST_TEST(!d("0001-01-01").plus(Days{-1}));
  BOOST_TEST(d("0001-01-01").plus(Days{3'652'058})->to_string() == "9999-12-31");
  BOOST_TEST(!d("2021-01-01").plus(Days{std::numeric_limits<std::int64_t>::max()}));
  BOOST_TEST(!d("2021-01-01").plus(Days{std::numeric_limits<std::int64_t>::min()}));
}

BOOST_AUTO_TEST_CASE(differences_count_one_end_only) {
  BOOST_TEST(d("2021-07-01").since(d("2021-07-01")).count == 0);
  BOOST_TEST(d("2022-07-01").since(d("2021-07-01")).count == 365);
  BOOST_TEST(d("2021-07-01").since(d("2021-12-31")).count == -183);
  BOOST_TEST(d("9999-12-31").since(d("0001-01-01")).count == 3'652'058);
}

BOOST_AUTO_TEST_CASE(months_end_as_the_policy_says) {
  using enum MonthEnd;
  BOOST_TEST(moved("2021-01-31", 1, last_day) == "2021-02-28");
  BOOST_TEST(moved("2021-01-31", 1, first_of_next) == "2021-03-01");
  BOOST_TEST(moved("2021-01-31", 1, refuse) == "-");
  BOOST_TEST(moved("2024-01-31", 1, last_day) == "2024-02-29");
  BOOST_TEST(moved("2024-01-30", 1, first_of_next) == "2024-03-01");
  BOOST_TEST(moved("2021-01-31", 2, refuse) == "2021-03-31");
  BOOST_TEST(moved("2021-05-31", -3, last_day) == "2021-02-28");
  BOOST_TEST(moved("2021-05-31", -1, first_of_next) == "2021-05-01");
  BOOST_TEST(moved("2024-02-29", 12, last_day) == "2025-02-28");
  BOOST_TEST(moved("2024-02-29", 12, first_of_next) == "2025-03-01");
  BOOST_TEST(moved("2024-02-29", 12, refuse) == "-");
  BOOST_TEST(moved("2024-02-29", 48, refuse) == "2028-02-29");
  BOOST_TEST(moved("2096-02-29", 48, last_day) == "2100-02-28");
  BOOST_TEST(moved("2021-12-31", 6, last_day) == "2022-06-30");
  BOOST_TEST(moved("2021-12-15", 1, refuse) == "2022-01-15");
}

BOOST_AUTO_TEST_CASE(months_stop_at_the_ends) {
  using enum MonthEnd;
  BOOST_TEST(moved("9999-12-31", 1, last_day) == "-");
  BOOST_TEST(moved("9999-11-30", 1, last_day) == "9999-12-30");
  BOOST_TEST(moved("9999-10-31", 1, first_of_next) == "9999-12-01");
  BOOST_TEST(moved("0001-01-31", -1, last_day) == "-");
  BOOST_TEST(moved("0001-01-01", 119'987, last_day) == "9999-12-01");
  BOOST_TEST(moved("2021-01-01", std::numeric_limits<std::int64_t>::max(), last_day) == "-");
  BOOST_TEST(moved("2021-01-01", std::numeric_limits<std::int64_t>::min(), last_day) == "-");
}

BOOST_AUTO_TEST_CASE(complete_months_count_short_months_as_the_policy_says) {
  using enum MonthEnd;
  BOOST_TEST(months_between("2021-07-01", "2021-12-31", refuse) == "5");
  BOOST_TEST(months_between("2021-07-01", "2022-01-01", refuse) == "6");
  BOOST_TEST(months_between("2021-01-31", "2021-02-27", refuse) == "0");
  BOOST_TEST(months_between("2021-01-31", "2021-02-28", last_day) == "1");
  BOOST_TEST(months_between("2021-01-31", "2021-02-28", first_of_next) == "0");
  BOOST_TEST(months_between("2021-01-31", "2021-02-28", refuse) == "-");
  BOOST_TEST(months_between("2021-01-31", "2021-03-01", refuse) == "1");
  BOOST_TEST(months_between("2004-02-29", "2022-02-28", last_day) == "216");
  BOOST_TEST(months_between("2004-02-29", "2022-02-28", first_of_next) == "215");
  BOOST_TEST(months_between("2004-02-29", "2022-03-01", refuse) == "216");
  BOOST_TEST(months_between("2021-12-31", "2021-07-01", refuse) == "-5");
  BOOST_TEST(months_between("2021-07-01", "2021-07-01", refuse) == "0");
  BOOST_TEST(months_between("9999-10-31", "9999-11-30", first_of_next) == "0");
  BOOST_TEST(months_between("0001-01-01", "9999-12-31", refuse) == "119987");
}

BOOST_AUTO_TEST_CASE(days_and_months_are_ordered_each_by_themselves) {
  BOOST_TEST((d("2021-07-01") < d("2021-07-02")));
  BOOST_TEST((Days{30} > Days{29}));
  BOOST_TEST((Months{12} == Months{12}));
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kaidah::values
