// Whole explanations of one small policy, as readers of both languages and programs get them.
#include "engine/explain/because.hpp"
#include "engine/json/encode_explanation.hpp"
#include "tests/unit/evaluate/composing.hpp"

BOOST_AUTO_TEST_SUITE(explain_explanation)

using kaidah::Language;
using kaidah::test::Runner;

namespace {

constexpr const char* kPolicy = R"(policy "small" version 1.0.0
title "An invented regulation"
enum Work { office field }
enum Grade from lowest { low "Low" high "High" }
record Item { target: whole number 1..1000  done: whole number 0..1000 }
input Person { id: text  work: Work  items: list Item, no fewer than 1, no more than 5  new: boolean, if missing false }
article 1 "Achievement" {
  paragraph (1): rule achievement = round(100 * sum(i.done / i.target for i in items where i.target > 1) / count(items), 1, half_up)
  paragraph (2): rule weight = 50%
  paragraph (3): exception weight = 60% when new as referred to in paragraph (2) [interpretation "new in the year"]
}
annex "Factors" [secondary source] {
  table factor : number 0..2 decimals 1 by work {
    | work   | factor |
    | office | 1      |
    | field  | 1.5    |
  }
}
article 2 "Grade" {
  output value = achievement * weight * factor
  classify grade : Grade by value as x, in order {
    point a: high when x >= 75
    point b: low otherwise
  }
  output grade
  require enough: value at least 50 finding warning "ENOUGH" "{value} of 50"
}
)";

constexpr const char* kRecord =
    R"({"id":"p1","work":"field","items":[{"target":10,"done":9},{"target":1,"done":7},{"target":4,"done":2}],"new":true})";

kaidah::explain::Explanation explained(Runner& run, const std::string& record) {
  kaidah::evaluate::Trace trace;
  const auto& outcome = run.decide(record, {}, &trace);
  return kaidah::explain::explain(*run.plan(), "p1", outcome, trace);
}

std::string json_of(const kaidah::explain::Explanation& explanation, Language language) {
  std::string text;
  kaidah::json::append_explanation(text, explanation, language);
  // A line for each step.
  for (const char* const start : {R"({"kind")", R"("rests_on":)"})
    for (std::size_t at = text.find(start); at != std::string::npos; at = text.find(start, at + 2))
      text.insert(at, "\n");
  return text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(in_english) {
  Runner run(kPolicy);
  BOOST_TEST(render_text(explained(run, kRecord), Language::english) == R"(decision for p1
An invented regulation, policy small 1.0.0

value = 42.030  — Article 2
│ = achievement * weight * factor
├ achievement = 46.7  — Article 1 paragraph (1)
│ │ = round(100 * sum(i.done / i.target for i in items where i.target > 1) / count(items), 1, half_up)
│ ├ sum(i.done / i.target for i in items where i.target > 1) = 1.4
│ │ ├ item 1
│ │ │ ├ i.target = 10  [record /items/0/target]
│ │ │ ├ i.done = 9  [record /items/0/done]
│ │ │ └ i.target = 10  [record /items/0/target]
│ │ ├ item 2 is left out
│ │ │ └ i.target = 1  [record /items/1/target]
│ │ └ item 3
│ │   ├ i.target = 4  [record /items/2/target]
│ │   ├ i.done = 2  [record /items/2/done]
│ │   └ i.target = 4  [record /items/2/target]
│ └ count(items) = 3
│   ├ item 1
│   ├ item 2
│   └ item 3
├ weight = 0.6  — Article 1 paragraph (3)  [interpretation: new in the year]
│ └ because new
│   └ new = true  [record /new]
└ factor = 1.5  — Annex  [secondary source]
  ├ does not apply: 1  — Annex  [secondary source]
  │ └ not: work
  │   └ work = field  [record /work]
  └ applies: 1.5  — Annex
    └ because work
      └ work = field  [record /work]

grade = Low  — Article 2 point b
├ value = 42.030  [see above]
├ does not apply: high  — Article 2 point a
│ └ not: x >= 75
└ applies: low  — Article 2 point b

duty ENOUGH is not met: 42.030 of 50  — Article 2
│ = value at least 50
└ not: value at least 50
  └ value = 42.030  [see above]

this decision rests on:
- Article 1 paragraph (3): interpretation: new in the year
- Annex: secondary source
)");
}

BOOST_AUTO_TEST_CASE(in_indonesian) {
  Runner run(kPolicy);
  BOOST_TEST(render_text(explained(run, kRecord), Language::indonesian) == R"(putusan untuk p1
An invented regulation, kebijakan small 1.0.0

value = 42,030  — Pasal 2
│ = achievement * weight * factor
├ achievement = 46,7  — Pasal 1 ayat (1)
│ │ = bulatkan(100 * jumlah(i.done / i.target untuk i dalam items yang i.target > 1) / banyaknya(items), 1, setengah_ke_atas)
│ ├ jumlah(i.done / i.target untuk i dalam items yang i.target > 1) = 1,4
│ │ ├ butir 1
│ │ │ ├ i.target = 10  [data /items/0/target]
│ │ │ ├ i.done = 9  [data /items/0/done]
│ │ │ └ i.target = 10  [data /items/0/target]
│ │ ├ butir 2 tidak dihitung
│ │ │ └ i.target = 1  [data /items/1/target]
│ │ └ butir 3
│ │   ├ i.target = 4  [data /items/2/target]
│ │   ├ i.done = 2  [data /items/2/done]
│ │   └ i.target = 4  [data /items/2/target]
│ └ banyaknya(items) = 3
│   ├ butir 1
│   ├ butir 2
│   └ butir 3
├ weight = 0,6  — Pasal 1 ayat (3)  [tafsir: new in the year]
│ └ karena new
│   └ new = benar  [data /new]
└ factor = 1,5  — Lampiran  [sumber sekunder]
  ├ tidak berlaku: 1  — Lampiran  [sumber sekunder]
  │ └ tidak: work
  │   └ work = field  [data /work]
  └ berlaku: 1.5  — Lampiran
    └ karena work
      └ work = field  [data /work]

grade = Low  — Pasal 2 huruf b
├ value = 42,030  [lihat di atas]
├ tidak berlaku: high  — Pasal 2 huruf a
│ └ tidak: x >= 75
└ berlaku: low  — Pasal 2 huruf b

kewajiban ENOUGH tidak terpenuhi: 42.030 of 50  — Pasal 2
│ = value paling rendah 50
└ tidak: value paling rendah 50
  └ value = 42,030  [lihat di atas]

putusan ini bertumpu pada:
- Pasal 1 ayat (3): tafsir: new in the year
- Lampiran: sumber sekunder
)");
}

BOOST_AUTO_TEST_CASE(as_json) {
  Runner run(kPolicy);
  BOOST_TEST(json_of(explained(run, kRecord), Language::english) ==
             R"json({"id":"p1","policy":"small","version":"1.0.0","because":[
{"kind":"rule","name":"value","expression":"achievement * weight * factor","value":42.030,"article":"Article 2","title":"Grade","because":[
{"kind":"rule","name":"achievement","expression":"round(100 * sum(i.done / i.target for i in items where i.target > 1) / count(items), 1, half_up)","value":46.7,"article":"Article 1 paragraph (1)","title":"Achievement","because":[
{"kind":"aggregate","expression":"sum(i.done / i.target for i in items where i.target > 1)","value":1.4,"because":[
{"kind":"item","name":"1","holds":"yes","because":[
{"kind":"field","name":"target","expression":"i.target","value":10,"pointer":"/items/0/target"},
{"kind":"field","name":"done","expression":"i.done","value":9,"pointer":"/items/0/done"},
{"kind":"field","name":"target","expression":"i.target","value":10,"pointer":"/items/0/target"}]},
{"kind":"item","name":"2","holds":"no","because":[
{"kind":"field","name":"target","expression":"i.target","value":1,"pointer":"/items/1/target"}]},
{"kind":"item","name":"3","holds":"yes","because":[
{"kind":"field","name":"target","expression":"i.target","value":4,"pointer":"/items/2/target"},
{"kind":"field","name":"done","expression":"i.done","value":2,"pointer":"/items/2/done"},
{"kind":"field","name":"target","expression":"i.target","value":4,"pointer":"/items/2/target"}]}]},
{"kind":"aggregate","expression":"count(items)","value":3,"because":[
{"kind":"item","name":"1","holds":"yes"},
{"kind":"item","name":"2","holds":"yes"},
{"kind":"item","name":"3","holds":"yes"}]}]},
{"kind":"rule","name":"weight","expression":"60%","value":0.6,"article":"Article 1 paragraph (3)","title":"Achievement","marks":["interpretation: new in the year"],"because":[
{"kind":"condition","expression":"new","holds":"yes","because":[
{"kind":"field","name":"new","expression":"new","value":true,"pointer":"/new"}]}]},
{"kind":"rule","name":"factor","expression":"1.5","value":1.5,"article":"Annex","title":"Factors","marks":["secondary source"],"because":[
{"kind":"alternative","expression":"1","holds":"no","article":"Annex","title":"Factors","marks":["secondary source"],"because":[
{"kind":"condition","expression":"work","holds":"no","because":[
{"kind":"field","name":"work","expression":"work","value":"field","pointer":"/work"}]}]},
{"kind":"alternative","expression":"1.5","holds":"yes","article":"Annex","title":"Factors","marks":["secondary source"],"because":[
{"kind":"condition","expression":"work","holds":"yes","because":[
{"kind":"field","name":"work","expression":"work","value":"field","pointer":"/work"}]}]}]}]},
{"kind":"rule","name":"grade","expression":"low","value":"Low","article":"Article 2 point b","title":"Grade","because":[
{"kind":"again","name":"value","value":42.030},
{"kind":"alternative","expression":"high","holds":"no","article":"Article 2 point a","title":"Grade","because":[
{"kind":"condition","expression":"x >= 75","holds":"no"}]},
{"kind":"alternative","expression":"low","holds":"yes","article":"Article 2 point b","title":"Grade"}]},
{"kind":"duty","name":"ENOUGH","expression":"value at least 50","holds":"no","article":"Article 2","title":"Grade","because":[
{"kind":"condition","expression":"value at least 50","holds":"no","because":[
{"kind":"again","name":"value","value":42.030}]}]}],
"rests_on":[{"article":"Article 1 paragraph (3)","title":"Achievement","marks":["interpretation: new in the year"]},{"article":"Annex","title":"Factors","marks":["secondary source"]}]})json");
}

BOOST_AUTO_TEST_CASE(another_policys_reasons_stand_under_its_result) {
  Runner run(kaidah::plan::make_plan(kaidah::test::composed()));
  BOOST_TEST(render_text(explained(run, kaidah::test::year("80", "90")), Language::english) == R"(decision for p1
transition, policy transition 1.0.0

nilai = 85.0  — Article 5 paragraph (3)
│ = (lama.nilai + baru.nilai) * 0.5
├ lama.nilai = 80  — Article 5 paragraph (1)  [decided by old 1.0.0]
│ └ nilai = 80  — old, Article 1 paragraph (1)
│   ├ because n > 0
│   │ └ n = 80  [record /semester_1/n]
│   ├ n = 80  [record /semester_1/n]
│   └ does not apply: undetermined "nothing is said of zero"  — old, Article 1 paragraph (1)
│     └ not: n = 0
│       └ n = 80  [record /semester_1/n]
└ baru.nilai = 90  — Article 5 paragraph (2)  [decided by new 1.0.0]
  └ nilai = 90  — new, Article 3
    ├ because n > 0
    │ └ n = 90  [record /semester_2/n]
    ├ n = 90  [record /semester_2/n]
    └ does not apply: undetermined "nothing is said of zero"  — new, Article 3
      └ not: n = 0
        └ n = 90  [record /semester_2/n]

predikat = Baik  — Article 5 paragraph (3)
│ = lama.predikat
└ lama.predikat = Baik  — Article 5 paragraph (1)  [decided by old 1.0.0]
  └ predikat = Baik  — old, Article 1 paragraph (2)
    ├ nilai = 80  [see above]
    ├ applies: baik  — old, Article 1 paragraph (2)
    │ └ because x >= 50
    └ does not apply: kurang  — old, Article 1 paragraph (2)
      └ not: x < 50

sama = true  — Article 5 paragraph (3)
├ because lama.predikat = baik and baru.predikat = baik
│ ├ lama.predikat = Baik  — Article 5 paragraph (1)  [decided by old 1.0.0]
│ │ └ predikat = Baik  [see above]
│ └ baru.predikat = Sesuai  — Article 5 paragraph (2)  [decided by new 1.0.0]
│   └ predikat = Sesuai  — new, Article 3
│     ├ nilai = 90  [see above]
│     ├ applies: baik  — new, Article 3
│     │ └ because x >= 50
│     └ does not apply: kurang  — new, Article 3
│       └ not: x < 50
└ does not apply: false  — Article 5 paragraph (3)
  └ not: not (lama.predikat = baik and baru.predikat = baik)
    ├ lama.predikat = Baik  — Article 5 paragraph (1)  [decided by old 1.0.0]
    │ └ predikat = Baik  [see above]
    └ baru.predikat = Sesuai  — Article 5 paragraph (2)  [decided by new 1.0.0]
      └ predikat = Sesuai  [see above]

everything used is verbatim
)");
  BOOST_TEST(render_text(explained(run, kaidah::test::year("80", "0")), Language::indonesian) ==
             R"(tidak ada putusan untuk p1: K5003 peraturan tidak mengatur `nilai`: nothing is said of zero
transition, kebijakan transition 1.0.0

tidak dapat dihitung: nilai  — Pasal 5 ayat (3)
└ tidak dapat dihitung: (lama.nilai + baru.nilai) * 0.5  — Pasal 5 ayat (3)
  ├ lama.nilai = 80  — Pasal 5 ayat (1)  [menurut old 1.0.0]
  │ └ nilai = 80  — old, Pasal 1 ayat (1)
  │   ├ karena n > 0
  │   │ └ n = 80  [data /semester_1/n]
  │   ├ n = 80  [data /semester_1/n]
  │   └ tidak berlaku: tidak diatur "nothing is said of zero"  — old, Pasal 1 ayat (1)
  │     └ tidak: n = 0
  │       └ n = 80  [data /semester_1/n]
  └ tidak dapat dihitung: baru.nilai  — Pasal 5 ayat (2)  [menurut new 1.0.0]
    └ tidak dapat dihitung: nilai  — new, Pasal 3
      ├ tidak berlaku: n  — new, Pasal 3
      │ └ tidak: n > 0
      │   └ n = 0  [data /semester_2/n]
      └ tidak dapat dihitung: tidak diatur "nothing is said of zero"  — new, Pasal 3
        └ karena n = 0
          └ n = 0  [data /semester_2/n]

semua yang dipakai sesuai naskah
)");
}

BOOST_AUTO_TEST_CASE(what_waits_for_the_decision_day_says_so) {
  Runner run(R"(policy "waits" version 1.0.0
input I { n: whole number 0..10 }
article 1 in force for decisions from 2022-01-01 { exception x = 0 when n > 3 }
article 2 { output x = n }
)");
  BOOST_TEST(render_text(explained(run, R"({"n":5})"), Language::indonesian) == R"(putusan untuk p1
waits, kebijakan waits 1.0.0

x = 5  — Pasal 2
├ dikesampingkan, memerlukan hari penetapan: 0  — Pasal 1
└ n = 5  [data /n]

semua yang dipakai sesuai naskah
)");
}

BOOST_AUTO_TEST_SUITE_END()
