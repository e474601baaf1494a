// Types, what may be missing, ranges and decimals.
#include "tests/unit/check/checking.hpp"

BOOST_AUTO_TEST_SUITE(check_types)

using kaidah::testing::checked;
using kaidah::testing::in_article;

BOOST_AUTO_TEST_CASE(types_that_do_not_go_together) {
  const auto result = in_article(R"(
    output a = points + grade
    output b = hired + 3
    output c = 6 months + 3 days
    output d = grade and active
    output e = points = "x"
    output f = id < "b"
    output g = kind if missing red >= green
    output h = 6 months = 180 days
    rule i : number = active
    output j = i)");
  BOOST_TEST(result.all() ==
             "K3005 23:16 points + grade\n"
             "K3002 24:16 hired\n"
             "K3005 24:16 hired + 3\n"
             "K3005 25:16 6 months + 3 days\n"
             "K3001 26:16 grade\n"
             "K3003 27:25 \"x\"\n"
             "K3004 28:16 id\n"
             "K3004 29:16 kind if missing red\n"
             "K3003 30:27 180 days\n"
             "K3001 31:23 active\n");
}

BOOST_AUTO_TEST_CASE(dates_and_durations) {
  const auto result = in_article(R"(
    output a = period.end - period.start
    output b = (period.end - period.start) / 7 days >= 52
    output c = period.start + 6 months
    output d = 2 * 14 days
    output e = add(period.start, 1 month, refuse)
    output f = year(period.end) - 1
    output g = date(year(period.end), 12, 31)
    output h = 1.5 * 14 days)");
  BOOST_TEST(result.all() == "K3029 30:16 1.5\n");
}

BOOST_AUTO_TEST_CASE(months_need_a_month_end) {
  const auto result = checked(R"(policy "t" version 1.0.0
input I { id: text d: date }
article 1 { output a = d + 1 year output b = d + 30 days output c = add(d, 1 year, last_day) })");
  BOOST_TEST(result.all() == "K3010 3:24 d + 1 year\n");
}

// --- what may be missing --------------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(a_missing_value_is_asked_for_first) {
  const auto result = in_article(R"(
    output a = bonus + 1
    output b = kind = red
    output c = (bonus if missing 0) + 1
    output d = bonus is present and bonus > 3
    output e = not bonus is present or bonus > 3
    output f : number, optional = bonus + 1 when bonus is present
    output g = bonus
    output h = bonus > 3 and bonus is present)");
  BOOST_TEST(result.all() == "K3002 23:16 bonus\nK3002 24:16 kind\nK3002 30:16 bonus\n");
}

BOOST_AUTO_TEST_CASE(named_conditions_tell_what_they_ask) {
  const auto result = in_article(R"(
    rule has_bonus = bonus is present and active
    output a = bonus + 1 when has_bonus
    output a = 1 when not has_bonus)");
  BOOST_TEST(result.all() == "");
}

BOOST_AUTO_TEST_CASE(guards_of_arms_blocks_and_duties_tell) {
  const auto result = in_article(R"(
    provisions in case bonus is present {
      rule with_bonus : number, optional = bonus * 2
      require some_bonus: bonus > 1 finding note "B" "bonus {bonus}"
    }
    classify size : Grade, in order {
      poor when not bonus is present
      good when bonus > 5
      fair otherwise
    }
    require late: hired < period.end when hired is present by hired + 3 days finding breach "L" "on {hired}"
    output size
    output with_bonus)");
  BOOST_TEST(result.all() == "");
}

BOOST_AUTO_TEST_CASE(an_optional_base_gives_an_optional_field) {
  const auto result = checked(R"(policy "t" version 1.0.0
record Dates { seen: date done: date, optional }
input I { id: text dates: Dates, optional }
article 1 {
  output a = dates.seen is present
  output b = dates.seen
  output c = dates.seen > 2020-01-01
  output d = dates.done is present and dates.done > dates.seen
  output e = dates is present and dates.seen > 2020-01-01
})");
  BOOST_TEST(result.all() == "K3002 7:14 dates.seen\n");
}

BOOST_AUTO_TEST_CASE(aggregates_of_what_may_be_empty) {
  const auto result = in_article(R"(
    output a = round(mean(i.amount for i in items), 2, half_up)
    output b = round(mean(i.amount for i in some), 2, half_up)
    output c = greatest(i.amount for i in some where i.amount > 3)
    output d = sum(i.amount for i in items)
    output e = c + 1
    output f = round(mean(i.amount for i in items), 2, half_up) when exists(items)
    output f = 0 when count(items) = 0
    output g = least(i.amount for i in items) + 1 when count(items) > 0
    output g = 0 when count(items) = 0)");
  BOOST_TEST(result.all() == "K3002 23:22 mean(i.amount for i in items)\nK3002 27:16 c\n");
}

BOOST_AUTO_TEST_CASE(asking_what_is_always_there) {
  const auto result = in_article("output a = points is present or (grade if missing good) = fair");
  BOOST_TEST(result.all() == "K3030 22:12 points is present\nK3030 22:34 grade\n");
}

BOOST_AUTO_TEST_CASE(optional_and_conditional_at_once_is_said) {
  const auto result = in_article(R"(
    output a = bonus when active
    output b : number, optional = bonus when active)");
  BOOST_TEST(result.all() == "K3031 23:12 a\n");
}

// --- division and decimals ------------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(no_division_by_what_may_be_zero) {
  const auto result = in_article(R"(
    rule share(i: Item) = i.amount / i.target
    output a = round(greatest(share(i) for i in some), 2, half_up)
    output b = round(1 / points, 2, half_up)
    output c = round(1 / points, 2, half_up) when points > 0
    output c = 0 when points = 0
    output d = round(1 / raw, 2, half_up) when raw != 0
    output d = 0 when raw = 0
    output e = round(5 / count(items), 2, half_up)
    output f = round(5 / count(some), 2, half_up)
    output g = 1 / 0
    output h = points > 0 and 7 / points > 2)");
  BOOST_TEST(result.all() == "K3006 25:26 points\nK3006 30:26 count(items)\nK3006 32:20 0\n");
  BOOST_TEST(result.message(0) ==
             "`points` may be zero, and nothing can be divided by zero\nfound: `0..120`\n"
             "help: give `points` a range without zero, a condition, or ask for it before");
}

BOOST_AUTO_TEST_CASE(only_what_ends_is_written_out) {
  const auto result = in_article(R"(
    output a = points / 8
    output b = points / 3
    output c = points * bonus when bonus is present
    output c = 0 when not bonus is present
    output d = raw
    output e = mean([points, 1, 2, 3])
    output f = round(points / 3, -1, down)
    require r: active finding note "R" "{points / 3} and {points / 2}")");
  BOOST_TEST(result.all() == "K3007 24:12 b\nK3007 27:12 d\nK3007 30:42 points / 3\n");
  BOOST_TEST(in_article("output a = points / 8").type_of("a") == "number 0..15 decimals 5");
  BOOST_TEST(in_article("output a = mean([points, 1, 2, 3])").type_of("a") == "number 0..120 decimals 4");
  BOOST_TEST(in_article("output a = round(points / 3, 2, half_up)").type_of("a") == "number 0..40 decimals 2");
}

// --- ranges ---------------------------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(ranges_follow_arithmetic_cases_and_lists) {
  const auto type = [](const std::string& rules, const std::string& name) { return in_article(rules).type_of(name); };
  BOOST_TEST(type("output a = 100 - points", "a") == "number -20..100 decimals 2");
  BOOST_TEST(type("output a = sum(i.amount for i in some)", "a") == "number 0..2000 decimals 2");
  BOOST_TEST(type("output a = greatest(i.amount for i in some)", "a") == "number 0..100 decimals 2");
  BOOST_TEST(type("output a = count(i in items where i.amount > 3)", "a") == "number 0..20 decimals 0");
  BOOST_TEST(type("output a = least(points, 50)", "a") == "number 0..50 decimals 2");
  BOOST_TEST(type("output a = abs(points - 100)", "a") == "number 0..100 decimals 2");
  BOOST_TEST(type("output a = 3 when active output a = 7 when not active", "a") == "number 3..7 decimals 0");
  BOOST_TEST(type("rule a = 3 exception a = 9 when active output a", "a") == "number 3..9 decimals 0");
  BOOST_TEST(type("table a : number by grade { | grade | a |\n | poor, fair | 10 |\n | good | 12.5 | } output a",
                  "a") == "number 10..12.5 decimals 1");
  BOOST_TEST(type("output a = points when points < 50 output a = 50 when points >= 50", "a") ==
             "number 0..50 decimals 2");
}

BOOST_AUTO_TEST_CASE(conditions_of_the_record_narrow_its_fields) {
  const auto result = in_article("output a = greatest(i.target for i in some) > 0 and active");
  BOOST_TEST(result.all() == "");
  BOOST_TEST(result.dumped().find("target: number x > 0 endless") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(promises_are_proved_left_open_or_disproved) {
  const auto result = in_article(R"(
    output a : number 0..120 = points
    output b : number 0..100 decimals 2 = points
    output c : number 200..300 = points
    output d : number decimals 1 = points
    output e : number 0..100 = least(100, points))");
  BOOST_TEST(result.all() ==
             "K3012 24:16 number 0..100 decimals 2\nK3013 25:16 number 200..300\n"
             "K3014 26:16 number decimals 1\n");
  BOOST_TEST(result.message(0) ==
             "not proved that `b` lies within `0..100`: found `0..120`\n"
             "help: it is checked for each record, which is rejected where it fails");
}

BOOST_AUTO_TEST_CASE(an_unproved_promise_is_kept_and_relied_on) {
  const auto result = in_article(R"(
    rule b : number 0..100 decimals 2 = points
    output c = b + 1)");
  BOOST_TEST(result.all() == "K3012 23:14 number 0..100 decimals 2\n");
  BOOST_TEST(result.type_of("c") == "number 1..101 decimals 2");
  BOOST_TEST(result.dumped().find("rule b: number 0..100 decimals 2, promised") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(weights_that_add_up_to_one_keep_the_range) {
  const auto result = in_article(R"(
    rule weight = 70%
    exception weight = 60% when active
    rule rest = 100% - weight
    rule other : number 0..120 = greatest(points, 30)
    output mixed : number 0..120 decimals 3 = weight * points + rest * other
    always weight + rest = 100%
    always 0 <= mixed <= 120
    always weight + rest = 90%
    always weight < 65%)");
  BOOST_TEST(result.all() == "K3016 30:12 weight + rest = 90%\nK3015 31:12 weight < 65%\n");
}

BOOST_AUTO_TEST_CASE(arguments_keep_to_their_parameters) {
  const auto result = in_article(R"(
    rule f(x: number 0..10 decimals 1) = x
    output a = f(points)
    output b = f(least(10, points))
    output c = f(round(least(10, points), 1, down)))");
  BOOST_TEST(result.all() == "K3025 24:18 points\nK3026 25:18 least(10, points)\n");
}

BOOST_AUTO_TEST_CASE(words_fit_what_they_compare) {
  const auto result = in_article(R"(
    output a = points at most 20
    output b = period.end at most 2021-12-31
    output c = period.end no later than 2021-12-31
    output d = count(items) no more than 3
    output e = points no more than 3
    output f = period.end - period.start no longer than 14 days
    output g = period.end - period.start at most 14 days)");
  BOOST_TEST(result.all() == "K3017 24:35 2021-12-31\nK3017 27:36 3\nK3017 29:50 14 days\n");
}

BOOST_AUTO_TEST_CASE(statements_of_one_name_have_one_type) {
  const auto result = in_article(R"(
    output a : Grade = good when active
    output a = red when not active
    output b : number = 1 when active
    output b : text = "x" when not active
    rule f(x: number) = 1 when active
    rule f(x: date) = 2 when not active
    output c = f(1))");
  BOOST_TEST(result.all() == "K2004 24:16 red\nK3035 26:16 text\nK3036 28:10 f\n");
}

BOOST_AUTO_TEST_CASE(shapes_hold_what_their_types_allow) {
  const auto result = checked(R"(policy "t" version 1.0.0
enum Grade { poor good }
record Self { inner: list Self }
record Part { year: whole number n: number 5..1 }
input I {
  id: text
  g: Grade, if missing good
  n: number 0..5 decimals 1, if missing 7
  m: number, if missing "x"
  parts: list Part, no fewer than 3, no more than 2, one for each yaer
  odd: text, no more than 3
  self: Self
  when_seen: date, if missing 2020-01-01
}
parameter p : number 0..1 from 2013-01-01: 0.5, from 2012-01-01: 2, through 2010-01-01
article 1 { output a = g = good output b = p > n and m > 1 })");
  BOOST_TEST(result.all() ==
             "K3038 3:15 inner\n"
             "K3018 4:37 number 5..1\n"
             "K3037 8:41 7\n"
             "K3001 9:25 \"x\"\n"
             "K3018 10:3 parts: list Part, no fewer than 3, no more than...\n"
             "K2005 10:67 yaer\n"
             "K3020 11:3 odd\n"
             "K4052 15:11 p\n"
             "K4051 15:66 2\n"
             "K3037 15:66 2\n");
}

BOOST_AUTO_TEST_CASE(undetermined_fits_everything_but_is_no_type) {
  const auto result = in_article(R"(
    output a : Grade = undetermined "silent" when active
    output a = good when not active
    rule silent = undetermined "nothing"
    output c = silent)");
  BOOST_TEST(result.all() == "K3011 25:10 silent\n");
}

BOOST_AUTO_TEST_SUITE_END()
