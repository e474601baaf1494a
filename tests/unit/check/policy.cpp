// The policy as a whole: places, exceptions, cycles, groups, procedures, dates.
#include "tests/unit/check/checking.hpp"

BOOST_AUTO_TEST_SUITE(check_policy)

using kaidah::testing::checked;
using kaidah::testing::in_article;

// --- places and marks -----------------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(what_decides_stands_in_an_article) {
  const auto result = checked(R"(policy "t" version 1.0.0
input I { id: text a: boolean }
group g by id
output x
rule x = 1
for each g { output n = count(members) output m = n }
article 1 { rule y = 2 output z = y }
chapter I { output w = x })");
  BOOST_TEST(result.all() == "K4040 5:1 rule x = 1\nK4040 6:1 for each g { output n = count(members) output m...\n");
}

BOOST_AUTO_TEST_CASE(places_add_up_and_inner_marks_beat_outer_ones) {
  const auto result = checked(R"(policy "t" version 1.0.0
input I { id: text a: boolean }
chapter II {
  article 4 "Heading" [secondary source "slides"] [place inferred] {
    paragraph (1):
      output x = 1 [interpretation "why"] when a as referred to in paragraph (2) point b
    paragraph (2) [verbatim]:
      output y = 1
      point a: output z = 2
  }
})");
  BOOST_TEST(result.all() == "");
  const std::string dump = result.dumped();
  BOOST_TEST_MESSAGE(dump);
  BOOST_TEST(
      dump.find("base @ chapter II article 4 paragraph (1) see paragraph (2) point b [secondary source \"slides\"] "
                "[place inferred]\n    = 1 : number 1 decimals 0 @ chapter II article 4 paragraph (1) see "
                "paragraph (2) point b [place inferred] [interpretation \"why\"]") != std::string::npos);
  BOOST_TEST(dump.find("base @ chapter II article 4 paragraph (2) [place inferred] [verbatim]") != std::string::npos);
  BOOST_TEST(dump.find("base @ chapter II article 4 paragraph (2) point a [place inferred] [verbatim]") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(dates_in_force_are_sane_and_nested_ones_meet) {
  const auto result = checked(R"(policy "t" version 1.0.0
in force from 2020-01-01 through 2019-01-01
input I { id: text a: boolean }
article 1 in force from 2015-01-01 through 2016-12-31 {
  paragraph (1) in force from 2018-01-01 { output x = 1 }
  paragraph (2) in force from 2016-01-01 { output y = 1 }
}
article 2 in force from 2016-01-01 through 2015-01-01 { output z = 1 })");
  BOOST_TEST(result.all() ==
             "K4052 2:1 in force from 2020-01-01 through 2019-01-01\n"
             "K4053 5:17 in force from 2018-01-01\n"
             "K4052 8:11 in force from 2016-01-01 through 2015-01-01\n");
}

BOOST_AUTO_TEST_CASE(only_holes_of_the_law_are_accepted) {
  const auto result = in_article(R"(
    output a = 1 [accepted K4003 "silent"]
    output b = 1 [accepted K2001 "whatever"])");
  BOOST_TEST(result.all() == "K4057 24:19 accepted K2001 \"whatever\"\n");
}

// --- exceptions -----------------------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(exceptions_find_what_stands_in_their_place) {
  const auto result = checked(R"(policy "t" version 1.0.0
input I { id: text a: boolean b: boolean }
chapter I {
  article 4 {
    paragraph (1): output x = 1
    paragraph (2): exception to paragraph (1) x = 2 when a
    paragraph (3): exception to article 4 paragraph (2) x = 3 when b
  }
}
enum E { one two }
article 5 {
  classify y : E {
    point a: one when a
    point b: two otherwise
  }
  paragraph (2): exception to article 5 point b y = one when b
  output y
})");
  BOOST_TEST(result.all() == "");
  const std::string dump = result.dumped();
  BOOST_TEST(dump.find("rule x: number 1..3 decimals 0, output\n"
                       "  base @ chapter I article 4 paragraph (1)\n"
                       "    = 1 : number 1 decimals 0 @ chapter I article 4 paragraph (1)\n"
                       "    exception @ chapter I article 4 paragraph (2)\n"
                       "      = 2 : number 2 decimals 0 @ chapter I article 4 paragraph (2)\n"
                       "        when a  {input a}\n"
                       "      exception @ chapter I article 4 paragraph (3)\n") != std::string::npos);
  BOOST_TEST(dump.find("      otherwise\n      exception @ article 5 paragraph (2)\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(exceptions_to_nothing) {
  const auto result = in_article(R"(
    output x = 1
    exception to article 9 x = 2 when active
    exception xx = 2 when active
    exception limit = 3
    output l = limit)",
                                 "parameter limit : number = 5");
  BOOST_TEST(result.all() == "K4043 24:18 article 9\nK4041 25:15 xx\nK4042 26:15 limit\n");
}

BOOST_AUTO_TEST_CASE(exceptions_that_clash) {
  const auto result = in_article(R"(
    output x = 1
    exception x = 2 when active
    exception x = 3 when active
    exception x = 2 when active
    exception x = 4 when points > 3
    output y = 1
    exception y = 2
    exception y = 3)");
  BOOST_TEST(result.all() == "K4045 25:15 x\nK4045 26:15 x\nK4045 30:15 y\n");
}

BOOST_AUTO_TEST_CASE(exceptions_in_turn_to_themselves) {
  const auto result = checked(R"(policy "t" version 1.0.0
input I { id: text a: boolean }
article 1 { output x = 1 }
article 2 { exception to article 3 x = 2 when a }
article 3 { exception to article 2 x = 3 when a })");
  BOOST_TEST(result.all() == "K4044 4:36 x\n");
}

BOOST_AUTO_TEST_CASE(a_field_may_have_exceptions) {
  const auto result = in_article(R"(
    exception points = least(points + 5, 120) when active
    output x = points)");
  BOOST_TEST(result.all() == "");
  const std::string dump = result.dumped();
  BOOST_TEST(dump.find("= least(points + 5, 120)  {input points}") != std::string::npos);
  BOOST_TEST(dump.find("= points  {rule points}") != std::string::npos);
  BOOST_TEST(dump.find("rule points: number 0..120 decimals 2, of the field") != std::string::npos);
}

// --- order ----------------------------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(a_circle_is_reported_once_as_a_path) {
  const auto result = in_article(R"(
    output a = b + 1
    rule b = c + 1
    rule c = a + points
    rule d = d
    output e = a + d)");
  BOOST_TEST(result.all() == "K4001 23:12 a\nK4001 26:10 d\n");
  BOOST_TEST(result.message(0) == "`a` needs itself: a → b → c → a");
}

BOOST_AUTO_TEST_CASE(circles_through_duties_and_procedures) {
  const auto result = in_article(R"(
    require met: score > 3 finding breach "M" "low"
    rule score = 5 when met is met
    rule score = 1 when not met is met
    output score)");
  BOOST_TEST(result.all() == "K4001 24:10 score\n");
}

BOOST_AUTO_TEST_CASE(rules_come_after_what_they_need) {
  const auto result = in_article(R"(
    output a = b + c(1)
    rule b = d
    rule c(x: number) = d + round(x, 0, up)
    rule d = 4)");
  BOOST_TEST(result.all() == "");
  std::string order;
  for (const auto id : result.result.policy->order) order += result.result.policy->rules[id].name;
  BOOST_TEST(order == "dbca");
}

// --- the input ------------------------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(one_input_with_one_period) {
  const auto result = checked(R"(policy "t" version 1.0.0
record P { from_day: date to_day: date, optional }
record Q { from_day: date to_day: date }
input I { id: text p: P, period assessed q: Q, period assessed r: Q, period assessed }
input J { id: text }
article 1 { output x = q.from_day })");
  BOOST_TEST(result.all() == "K4050 4:20 p\nK4049 4:64 r\nK4046 5:7 J\n");
}

BOOST_AUTO_TEST_CASE(a_clock_needs_a_period) {
  const auto result = checked(R"(policy "t" version 1.0.0
input I { id: text }
article 1 { output x = end of period output y = decision day })");
  BOOST_TEST(result.all() == "K4048 3:24 end of period\n");
}

// --- groups ---------------------------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(groups_read_members_through_aggregates) {
  const auto result = in_article(R"(
    rule doubled = points * 2
    for each unit {
      output n = count(members)
      output share = round(best / n, 2, half_up)
      rule best = count(m in members where m.grade = Grade.good and m.doubled > 3)
      output target_now = target
      output total = sum(m.points for m in members)
      output thirds = sum(m.points / 3 for m in members)
      output mean_points = round(mean(m.points for m in members), 2, half_up)
      output wrong = points
      output wrong_too = doubled + sum(doubled for m in members)
      output nested = count(m in members where m.points > mean_points)
      output again = count(m in members where m.points > count(members))
      output alone = members
      require few: n <= limit finding breach "FEW" "{n} of {limit}"
      output fine = few is met
      ranking order_of by points then doubled
    }
    output bad = n
    output also = target
    output good_one = record of unit.target)",
                                 R"(parameter limit : number = 5
group unit by id { target: number 0..10 decimals 0 })");
  BOOST_TEST(result.all() ==
             "K3007 31:27 m.points / 3\n"
             "K2015 33:22 points\n"
             "K2015 34:26 doubled\n"
             "K2015 34:40 doubled\n"
             "K3034 35:59 mean_points\n"
             "K3034 36:64 members\n"
             "K3032 37:22 members\n"
             "K2016 42:18 n\n"
             "K2001 43:19 target\n");
}

BOOST_AUTO_TEST_CASE(group_names_must_exist) {
  const auto result = in_article(R"(
    for each unt { output n = nonsense }
    output a = record of unit.x
    output b = count(members))",
                                 "group unit by grade, items, nothing, kind");
  BOOST_TEST(result.all() ==
             "K4062 20:22 items\nK2005 20:29 nothing\nK4062 20:38 kind\n"
             "K2010 23:14 unt\nK4063 24:16 record of unit\nK3033 25:22 members\n");
}

// --- duties ---------------------------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(duties_have_names_and_codes_of_their_own) {
  const auto result = in_article(R"(
    require one: active finding breach "A" "x"
    require one: active finding breach "B" "x"
    require two: active finding warning "A" "x"
    require three: active by points finding note "C" "{items} {id}"
    output a = four is met
    output b = three is met)");
  BOOST_TEST(result.all() ==
             "K2002 24:13 one\nK4056 25:13 two\nK3001 26:30 points\nK3007 26:56 items\nK2011 27:16 four\n");
  BOOST_TEST(result.type_of("b").find("no policy") == 0U);
}

BOOST_AUTO_TEST_CASE(a_duty_with_a_day_may_still_be_open) {
  const auto result = in_article(R"(
    require three: active by hired + 3 days finding note "C" "x"
    require four: active finding note "D" "x"
    output b = not three is met
    output c = not four is met)");
  BOOST_TEST(result.all() == "K3002 23:30 hired\nK3002 25:20 three is met\n");
}

// --- procedures -----------------------------------------------------------------------------------------------

namespace {

kaidah::testing::Checked with_procedure(const std::string& parts, const std::string& events = "list Event") {
  return checked(R"(policy "t" version 1.0.0
month end last_day
enum What { better placed gone }
record Event { what: What on_day: date }
input I { id: text bad: boolean since_day: date, optional events_seen: )" +
                 events + R"( }
article 9 { procedure p "P" {
  starts when bad, from since_day
)" + parts + R"(
} output now = step(p) output late = due(p) })");
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_procedure_leads_from_step_to_end) {
  const auto result = with_procedure(R"(
  step improving for 6 months { on expiry and better to done  on expiry to testing }
  step testing { upon placed to done  upon gone and bad to out }
  end done, out "Gone for good")");
  BOOST_TEST(result.all() == "");
  BOOST_TEST(result.type_of("now") == "p, optional");
  BOOST_TEST(result.type_of("late") == "date, optional");
  const std::string dump = result.dumped();
  BOOST_TEST(dump.find("events What in events_seen by what, on_day") != std::string::npos);
  BOOST_TEST(dump.find("on expiry and better  {event 0} to done") != std::string::npos);
  BOOST_TEST(dump.find("upon gone and bad  {input bad} to out") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(ways_that_lead_nowhere) {
  const auto result = with_procedure(R"(
  step improving for 6 months { on expiry to testing }
  step testing { on expiry to improving  upon placd to done  upon placed to don }
  step stuck for 3 { }
  end done, out)");
  BOOST_TEST(result.all() ==
             "K4072 10:18 on expiry to improving\n"
             "K4071 10:31 improving\n"
             "K2014 10:47 placd\n"
             "K2013 10:77 don\n"
             "K4068 11:8 stuck\n"
             "K3001 11:18 3\n");
}

BOOST_AUTO_TEST_CASE(steps_and_ends_that_no_way_reaches) {
  const auto result = with_procedure(R"(
  step improving for 6 months { on expiry to done }
  step other { upon placed to out }
  end done, out)");
  BOOST_TEST(result.all() == "K4069 10:8 other\nK4070 11:13 out\n");
}

BOOST_AUTO_TEST_CASE(events_need_one_list) {
  const std::string steps = R"(
  step improving { upon placed to done }
  end done)";
  BOOST_TEST(with_procedure(steps, "list text").all() == "K4073 6:23 p\n");
  BOOST_TEST(with_procedure(steps, "list Event more_seen: list Event").all() == "K4074 6:23 p\n");
  BOOST_TEST(
      with_procedure("events e in more_seen where e.what != What.gone" + steps, "list Event more_seen: list Event")
          .all() == "");
}

// --- much of it -----------------------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(five_mistakes_give_five_messages_in_order) {
  const auto result = in_article(R"(
    output a = poinst
    output b = bonus + 1
    output c = 1 / points
    output d = grade = "x"
    output e = period.finish)");
  BOOST_TEST(result.lines().size() == 5U);
  BOOST_TEST(!result.result.policy);
}

BOOST_AUTO_TEST_CASE(a_chain_of_many_rules_is_ordered_without_recursion) {
  std::string rules = "output last = r0 + 0\n";
  constexpr int kCount = 20000;
  for (int i = 0; i < kCount; ++i) rules += "rule r" + std::to_string(i) + " = r" + std::to_string(i + 1) + "\n";
  rules += "rule r" + std::to_string(kCount) + " = points\n";
  const auto result = in_article(rules);
  BOOST_TEST(result.all() == "");
  BOOST_TEST(result.type_of("last") == "number 0..120 decimals 2");
}

BOOST_AUTO_TEST_CASE(diagnostics_are_counted_past_the_limit) {
  std::string rules;
  for (int i = 0; i < 250; ++i) rules += "output o" + std::to_string(i) + " = nothing_here\n";
  const auto result = in_article(rules);
  BOOST_TEST(result.result.diagnostics.size() == 201U);
  BOOST_TEST(result.message(200) == "and 50 more");
}

BOOST_AUTO_TEST_SUITE_END()
