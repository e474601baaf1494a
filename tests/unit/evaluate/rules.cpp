#include <vector>

#include "tests/unit/evaluate/running.hpp"

BOOST_AUTO_TEST_SUITE(evaluate_rules)

using kaidah::test::on;
using kaidah::test::Runner;

BOOST_AUTO_TEST_CASE(thirds_come_back_to_a_whole) {
  Runner run(R"(policy "thirds" version 1.0.0
input I { a: number 0..1000 decimals 2 }
article 1 {
  rule third = a / 3
  rule whole = third + third + third
  output value = round(whole, 2, half_up)
  output exactly : boolean = whole = a
  classify predikat : P, in order { baik when whole >= 90  kurang otherwise }
  output predikat
}
enum P from lowest { kurang "Kurang" baik "Baik" }
)");
  BOOST_TEST(run(R"({"a":90})") == R"({"value":90.00,"exactly":true,"predikat":"Baik"})");
  BOOST_TEST(run(R"({"a":89.99})") == R"({"value":89.99,"exactly":true,"predikat":"Kurang"})");
}

BOOST_AUTO_TEST_CASE(the_middle_rounds_up) {
  Runner run(R"(policy "weights" version 1.0.0
input I { skp: number 0..120 decimals 4  perilaku: number 0..120 decimals 4 }
article 41 {
  paragraph (1): rule nilai_kinerja = bobot_skp * skp + bobot_perilaku * perilaku
                 output nilai = round(nilai_kinerja, 2, half_up)
  paragraph (2): rule bobot_perilaku = 100% - bobot_skp
  paragraph (3): rule bobot_skp = 60%
}
)");
  BOOST_TEST(run(R"({"skp":89.995,"perilaku":89.995})") == R"({"nilai":90.00})");
  BOOST_TEST(run(R"({"skp":89.994,"perilaku":89.998})") == R"({"nilai":90.00})");
  BOOST_TEST(run(R"({"skp":89.9949,"perilaku":89.9949})") == R"({"nilai":89.99})");
}

namespace {

constexpr const char* kLevels = R"(policy "levels" version 1.0.0
input I { a: boolean  b: boolean  c: boolean  d: boolean }
article 1 {
  rule x = 1
  output x
}
article 2 { exception x = 2 when a }
article 3 { exception x = 3 when b }
article 4 { exception to article 2 x = 4 when c }
article 5 { exception to article 4 x = 5 when d }
)";

}  // namespace

BOOST_AUTO_TEST_CASE(exceptions_beat_what_they_are_exceptions_to) {
  Runner run(kLevels);
  const auto with = [&](bool a, bool b, bool c, bool d) {
    const auto word = [](bool value) { return value ? "true" : "false"; };
    return run(std::string("{\"a\":") + word(a) + ",\"b\":" + word(b) + ",\"c\":" + word(c) + ",\"d\":" + word(d) +
               "}");
  };
  BOOST_TEST(with(false, false, false, false) == R"({"x":1})");
  BOOST_TEST(with(true, false, false, false) == R"({"x":2})");
  // An exception to an exception stands on its own condition.
  BOOST_TEST(with(false, false, true, false) == R"({"x":4})");
  BOOST_TEST(with(true, false, true, false) == R"({"x":4})");
  BOOST_TEST(with(true, false, true, true) == R"({"x":5})");
  BOOST_TEST(with(false, false, false, true) == R"({"x":5})");
  // Articles 2 and 3 are of one level.
  BOOST_TEST(with(true, true, false, false) == "K5001 x");
  BOOST_TEST(with(false, true, true, false) == "K5001 x");
}

BOOST_AUTO_TEST_CASE(a_conflict_cites_both) {
  Runner run(kLevels);
  const auto& outcome = run.decide(R"({"a":true,"b":true,"c":false,"d":false})");
  BOOST_REQUIRE(outcome.rejection.has_value());
  const auto& policy = *run.plan()->policy;
  BOOST_REQUIRE(outcome.rejection->article.has_value());
  BOOST_REQUIRE(outcome.rejection->others.size() == 1);
  BOOST_TEST(policy.provenances[*outcome.rejection->article].place.parts.back().number == "2");
  BOOST_TEST(policy.provenances[outcome.rejection->others[0]].place.parts.back().number == "3");
  BOOST_TEST(kaidah::text(outcome.rejection->message, kaidah::Language::english) ==
             "`x` has two different values: 2 and 3");
}

BOOST_AUTO_TEST_CASE(equal_values_agree) {
  Runner run(R"(policy "agree" version 1.0.0
input I { a: number 0..10  b: number 0..10 }
article 1 {
  output x = 1 when a > 5
  rule x = 2 when b > 5
  rule x = 1 when a > 8
}
article 2 { exception x = 7 when a = 10  exception x = 7 when b = 10 }
)");
  BOOST_TEST(run(R"({"a":6,"b":0})") == R"({"x":1})");
  BOOST_TEST(run(R"({"a":9,"b":0})") == R"({"x":1})");
  BOOST_TEST(run(R"({"a":9,"b":6})") == "K5001 x");
  BOOST_TEST(run(R"({"a":0,"b":0})") == "K5002 x");
  BOOST_TEST(run(R"({"a":10,"b":10})") == R"({"x":7})");
}

BOOST_AUTO_TEST_CASE(an_exception_to_one_arm_is_tried_where_the_arm_stands) {
  Runner run(R"(policy "arms" version 1.0.0
enum P from lowest { kurang baik istimewa }
input I { n: number 0..120  luar_biasa: boolean }
article 1 {
  classify p : P by n as x, in order {
    point a: istimewa when x >= 110
    point b: baik     when x >= 90
    point c: kurang   otherwise
  }
  output p
}
article 2 { exception to article 1 point b p = istimewa when luar_biasa }
)");
  BOOST_TEST(run(R"({"n":95,"luar_biasa":false})") == R"({"p":"baik"})");
  BOOST_TEST(run(R"({"n":95,"luar_biasa":true})") == R"({"p":"istimewa"})");
  // It stands on its own condition, before point c is reached.
  BOOST_TEST(run(R"({"n":10,"luar_biasa":true})") == R"({"p":"istimewa"})");
  BOOST_TEST(run(R"({"n":10,"luar_biasa":false})") == R"({"p":"kurang"})");
}

BOOST_AUTO_TEST_CASE(what_the_text_does_not_decide_is_not_decided) {
  Runner run(R"(policy "silent" version 1.0.0
input I { n: number 0..100 }
article 1 {
  rule r : number = 1 when n < 10
  rule r = undetermined "the article is silent" when 10 <= n <= 20
  output x : number, optional = 5 when n < 50
  output r
}
)");
  BOOST_TEST(run(R"({"n":5})") == R"({"x":5,"r":1})");
  BOOST_TEST(run(R"({"n":15})") == "K5003 r");
  BOOST_TEST(run(R"({"n":21})") == "K5002 r");
}

BOOST_AUTO_TEST_CASE(an_optional_rule_has_no_value_when_nothing_holds) {
  Runner run(R"(policy "optional" version 1.0.0
input I { n: number 0..100  m: whole number 0..10, optional }
article 1 {
  output x : number, optional = 5 when n < 50
  output y = (x if missing 0) + 1
  output z : boolean = x is present
  output w : number = m + 1 when m is present
  rule w = 0 when not m is present
}
)");
  BOOST_TEST(run(R"({"n":1,"m":3})") == R"({"x":5,"y":6,"z":true,"w":4})");
  BOOST_TEST(run(R"({"n":99})") == R"({"x":null,"y":1,"z":false,"w":0})");
  BOOST_TEST(run(R"({"n":99,"m":null})") == R"({"x":null,"y":1,"z":false,"w":0})");
}

BOOST_AUTO_TEST_CASE(a_field_may_have_exceptions) {
  Runner run(R"(policy "field" version 1.0.0
input I { n: whole number 0..100  bonus: boolean }
article 1 { output m = n * 2 }
article 2 { exception n = n + 1 when bonus }
)");
  BOOST_TEST(run(R"({"n":5,"bonus":false})") == R"({"m":10})");
  BOOST_TEST(run(R"({"n":5,"bonus":true})") == R"({"m":12})");
}

BOOST_AUTO_TEST_CASE(tables_and_collect) {
  Runner run(R"(policy "tables" version 1.0.0
enum L from lowest { rendah sedang tinggi }
enum T { satu dua tiga }
input I { a: L  b: L  n: number 0..100 }
article 1 {
  table q : L by a, b {
    | a \ b  | rendah | sedang | tinggi |
    | tinggi | rendah | sedang | tinggi |
    | sedang | rendah | sedang | sedang |
    | rendah | rendah | rendah | sedang |
  }
  table f : number by n, a, in order {
    | n             | a              | f |
    | 90..100       | *              | 3 |
    | >= 50 and < 90 | sedang, tinggi | 2 |
    | *             | *              | 1 |
  }
  collect t : T { satu when n > 10  dua when n > 20  tiga when n > 30 }
  output q, f, t
}
)");
  BOOST_TEST(run(R"({"a":"tinggi","b":"sedang","n":25})") == R"({"q":"sedang","f":1,"t":["satu","dua"]})");
  BOOST_TEST(run(R"({"a":"rendah","b":"tinggi","n":90})") == R"({"q":"sedang","f":3,"t":["satu","dua","tiga"]})");
  BOOST_TEST(run(R"({"a":"sedang","b":"rendah","n":50})") == R"({"q":"rendah","f":2,"t":["satu","dua","tiga"]})");
  BOOST_TEST(run(R"({"a":"rendah","b":"rendah","n":5})") == R"({"q":"rendah","f":1,"t":[]})");
}

BOOST_AUTO_TEST_CASE(aggregates_over_lists) {
  Runner run(R"(policy "lists" version 1.0.0
record R { n: number 0..100 decimals 1  ya: boolean }
input I { l: list R, no more than 10 }
article 1 {
  rule mean_of = mean(r.n for r in l)
  output total = sum(r.n for r in l where r.ya)
  output banyak = count(r in l where r.n > 50)
  output rata : number, optional = round(mean_of, 2, half_up) when mean_of is present
  output terbesar : number, optional = greatest(r.n for r in l)
  output ada = exists(r in l where r.n = 7.5)
  output semua = all(r.ya for r in l)
}
)");
  BOOST_TEST(run(R"({"l":[{"n":10,"ya":true},{"n":60,"ya":false},{"n":7.5,"ya":true}]})") ==
             R"({"total":17.5,"banyak":1,"rata":25.83,"terbesar":60.0,"ada":true,"semua":false})");
  BOOST_TEST(run(R"({"l":[]})") == R"({"total":0.0,"banyak":0,"rata":null,"terbesar":null,"ada":false,"semua":true})");
}

BOOST_AUTO_TEST_CASE(functions_keep_their_own_places) {
  Runner run(R"(policy "functions" version 1.0.0
record R { n: whole number 0..100 }
input I { l: list R, no more than 10  k: whole number 0..10 }
article 1 {
  rule twice(v: whole number) = v + v
  rule sum_over(k2: whole number) = sum(twice(r.n) + k2 for r in l where r.n > k)
  output x = sum_over(twice(k)) + twice(twice(3))
}
)");
  BOOST_TEST(run(R"({"l":[{"n":10},{"n":2},{"n":5}],"k":4})") == R"({"x":58})");
}

BOOST_AUTO_TEST_CASE(dated_values_are_read_on_the_reference_day) {
  Runner run(R"(policy "dated" version 1.0.0
in force from 2013-01-01
record Periode { mulai: date  selesai: date }
input I { periode: Periode, period assessed }
article 1 {
  parameter p : number from 2013-01-01: 1, from 2015-01-01: 2, through 2016-12-31
  output x = p
}
article 2 in force through 2014-12-31 { rule y = 10 }
article 3 in force from 2015-01-01 { rule y = 20  output y }
article 4 { output z = p as of 2013-06-30 }
)");
  const auto record = [](const char* end) {
    return std::string(R"({"periode":{"mulai":"2013-01-01","selesai":")") + end + "\"}}";
  };
  BOOST_TEST(run(record("2014-12-31")) == R"({"x":1,"y":10,"z":1})");
  BOOST_TEST(run(record("2015-01-01")) == R"({"x":2,"y":20,"z":1})");
  BOOST_TEST(run(record("2016-12-31")) == R"({"x":2,"y":20,"z":1})");
  BOOST_TEST(run(record("2017-01-01")) == "K5004 x");
  BOOST_TEST(run(record("2012-12-31")) == "K5006 /periode");
}

BOOST_AUTO_TEST_CASE(parameters_that_nobody_set) {
  Runner run(R"(policy "parameters" version 1.0.0
enum M { atasan survei }
input I { n: whole number 0..10 }
parameter mekanisme : M decided by instansi
article 1 { output x : number = 1 when mekanisme = survei  rule x = n when mekanisme = atasan }
)");
  BOOST_TEST(run(R"({"n":3})") == "K5005 x");
  kaidah::evaluate::Settings settings;
  settings.parameters = {kaidah::values::Value(kaidah::values::Member{1})};
  BOOST_TEST(run(R"({"n":3})", settings) == R"({"x":1})");
  settings.parameters = {kaidah::values::Value(kaidah::values::Member{0})};
  BOOST_TEST(run(R"({"n":3})", settings) == R"({"x":3})");
}

BOOST_AUTO_TEST_CASE(promises) {
  Runner run(R"(policy "promises" version 1.0.0
record R { n: whole number 0..100 }
input I { a: number 0..1000 decimals 3  l: list R, no more than 50 }
article 1 {
  rule half : number 0..50 = sum(r.n for r in l)
  rule fine : number 0..1000 decimals 1 = a
  output x = half
  output y = fine
  always half + fine <= 60 "together at most 60"
}
)");
  BOOST_TEST(run(R"({"a":5.5,"l":[{"n":50}]})") == R"({"x":50,"y":5.5})");
  BOOST_TEST(run(R"({"a":5.5,"l":[{"n":50},{"n":1}]})") == "K5007 half");
  BOOST_TEST(run(R"({"a":5.55,"l":[]})") == "K5007 fine");
  BOOST_TEST(run(R"({"a":10.5,"l":[{"n":50}]})") == "K5007 together at most 60");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_computed) {
  Runner run(R"(policy "errors" version 1.0.0
month end refuse
input I { a: number 1..10  d: date  m: number 0..10 }
article 1 {
  output q = round(1 / a, 2, half_up)
  output later = d + 1 month
  output today = decision day
}
)");
  BOOST_TEST(run(R"({"a":4,"d":"2022-01-28","m":1})", on("2022-05-01")) ==
             R"({"q":0.25,"later":"2022-02-28","today":"2022-05-01"})");
  // The checker lets no division through that may be by zero; only an assumption outside its type comes here.
  kaidah::evaluate::Settings zero = on("2022-05-01");
  zero.assumed_fields = {{0U, kaidah::values::Value(kaidah::values::Number(0))}};
  BOOST_TEST(run(R"({"a":4,"d":"2022-01-28","m":1})", zero) == "K5010 q");
  BOOST_TEST(run(R"({"a":4,"d":"2022-01-31","m":1})", on("2022-05-01")) == "K5009 later");
  BOOST_TEST(run(R"({"a":4,"d":"2022-01-28","m":1})") == "K5008 today");
}

BOOST_AUTO_TEST_CASE(dates_and_durations) {
  Runner run(R"(policy "dates" version 1.0.0
month end last_day
input I { a: date  b: date }
article 1 {
  output beda = (b - a) / 1 day
  output lagi = a + 1 month
  output mundur = a - 13 months
  output berikut = add(a, 1 month, first_of_next)
  output kabisat = date(year(a), 2, 29)
  output lebih_lama : boolean = b - a no longer than 30 days
  output akhir = greatest(a, b)
}
)");
  BOOST_TEST(run(R"({"a":"2020-01-31","b":"2020-03-01"})") ==
             R"({"beda":30,"lagi":"2020-02-29","mundur":"2018-12-31","berikut":"2020-03-01","kabisat":"2020-02-29",)"
             R"("lebih_lama":true,"akhir":"2020-03-01"})");
  BOOST_TEST(run(R"({"a":"2021-01-31","b":"2021-03-01"})") == "K5011 kabisat");
  BOOST_TEST(run(R"({"a":"0001-01-31","b":"2021-03-01"})") == "K5009 mundur");
}

BOOST_AUTO_TEST_CASE(what_is_read_as_of_another_day_is_computed_anew) {
  Runner run(R"(policy "as_of" version 1.0.0
record Periode { mulai: date  selesai: date }
input I { periode: Periode, period assessed  n: whole number 0..100 }
parameter faktor : whole number from 2010-01-01: 1, from 2020-01-01: 2
article 1 { rule kali : whole number 0..1000 = n * faktor  output kini = kali }
article 2 { output dulu = kali as of 2015-06-01 }
article 3 { output lagi = kali + (kali as of start of period) }
)");
  BOOST_TEST(run(R"({"periode":{"mulai":"2019-07-01","selesai":"2020-06-30"},"n":10})") ==
             R"({"kini":20,"dulu":10,"lagi":30})");
}

BOOST_AUTO_TEST_CASE(a_rule_reads_the_record_of_its_group) {
  Runner run(R"(policy "group_record" version 1.0.0
enum O from lowest { buruk baik }
input I { id: text  unit: text }
group u by unit { predikat: O }
article 1 {
  output unit_baik : boolean = (record of u).predikat = baik
}
)");
  BOOST_TEST(run(R"({"id":"1","unit":"U1"})") == "K6010");
  const std::vector<kaidah::values::Value> fields = {std::string_view("U1"), kaidah::values::Member{1}};
  const kaidah::values::RecordData record{fields};
  kaidah::evaluate::Settings settings;
  settings.group_records = {&record};
  BOOST_TEST(run(R"({"id":"1","unit":"U1"})", settings) == R"({"id":null,"unit_baik":true})");
}

BOOST_AUTO_TEST_CASE(limits) {
  Runner run(R"(policy "limits" version 1.0.0
record R { n: number }
input I { l: list R, no more than 1000 }
article 1 {
  output pairs = sum(count(b in l where a.n < b.n) for a in l)
  rule a1 = 1
  rule a2 = a1 + 1
  rule a3 = a2 + 1
  rule a4 = a3 + 1
  output deep = a4 + 1
}
)");
  std::string record = R"({"l":[{"n":0})";
  for (int i = 1; i < 40; ++i) record += ",{\"n\":" + std::to_string(i) + "}";
  record += "]}";
  BOOST_TEST(run(record) == R"({"pairs":780,"deep":5})");
  kaidah::evaluate::Settings settings;
  settings.limits.steps = 1000;
  BOOST_TEST(run(record, settings) == "K9009 pairs");
  settings.limits.steps = 1'000'000;
  settings.limits.evaluation_depth = 8;
  BOOST_TEST(run(R"({"l":[]})", settings).substr(0, 5) == "K9013");
  settings.limits.evaluation_depth = 2000;
  BOOST_TEST(run(R"({"l":[]})", settings) == R"({"pairs":0,"deep":5})");
}

BOOST_AUTO_TEST_CASE(only_what_is_selected_is_needed) {
  const std::string text = R"(policy "select" version 1.0.0
input I { a: whole number 0..10  b: number 1..10 }
article 1 { output x = a  output y = round(1 / b, 2, half_up) }
)";
  kaidah::plan::PlanOptions options;
  options.select = {"x"};
  Runner run(text, options);
  BOOST_TEST(run.plan()->shapes.records[run.plan()->input].fields[0].needed);
  BOOST_TEST(!run.plan()->shapes.records[run.plan()->input].fields[1].needed);
  BOOST_TEST(run(R"({"a":3,"b":"ignored"})") == R"({"x":3})");
}

BOOST_AUTO_TEST_CASE(a_decision_rests_on_the_marks_of_what_it_used) {
  Runner run(R"(policy "marks" version 1.0.0
enum P from lowest { kurang cukup baik }
input I { n: number 0..120  lama: boolean }
article 1 [secondary source] {
  classify p : P by n as x, in order {
    point a: baik   when x >= 90  [verbatim]
    point b: cukup  when x >= 70
    point c: kurang when x < 70   [interpretation "assumed"]
  }
  output p
}
article 2 { not encoded "older rules" affects p when lama }
)");
  const auto numbers = [&](const std::string& record) {
    std::string text;
    for (const auto id : run.decide(record).rests_on) {
      const auto& parts = run.plan()->policy->provenances[id].place.parts;
      text += (parts.empty() ? std::string("?") : parts.back().number) + " ";
    }
    return text;
  };
  BOOST_TEST(numbers(R"({"n":95,"lama":false})") == "");
  BOOST_TEST(numbers(R"({"n":75,"lama":false})") == "b ");
  BOOST_TEST(numbers(R"({"n":5,"lama":false})") == "c ");
  BOOST_TEST(numbers(R"({"n":95,"lama":true})") == "2 ");
}

BOOST_AUTO_TEST_SUITE_END()
