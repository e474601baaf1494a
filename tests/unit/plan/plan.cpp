#include <algorithm>
#include <limits>

#include "tests/unit/evaluate/composing.hpp"

BOOST_AUTO_TEST_SUITE(plan_plan)

using kaidah::plan::Plan;
using kaidah::plan::PlanOptions;
using kaidah::test::checked;
using kaidah::test::planned;

namespace {

constexpr const char* kPolicy = R"(policy "shapes" version 1.0.0
enum P from lowest { kurang "Kurang" baik "Baik" }
record Butir { n: whole number 0..100  teks_bebas: text  bobot: number 0..1 decimals 2, if missing 1 }
record Rinci { a: number 0..10, optional  b: number 0..10, optional  condition a is present or b is present }
input I {
  id: text
  unit: text
  butir: list Butir, no more than 20
  lain: list Butir, no more than 5
  rinci: Rinci
  catatan "catatan-json": text, optional
}
parameter faktor : number from 2013-01-01: 1, from 2015-01-01: 2
group g by unit { batas: whole number 0..100 }
article 1 {
  output jumlah = sum(x.n for x in butir)
  output p : P = baik when jumlah >= 100% - 40%
  rule p = kurang when jumlah < 60%
  output panjang = count(lain)
  require ada: jumlah > 0 finding note "A-1" "{jumlah} {catatan if missing id}"
}
article 2 {
  for each g {
    rule lebih(k: whole number 0..100) = count(m in members where m.jumlah > k)
    output banyak = lebih(3)
    output banyak_lagi = lebih(3) + lebih(4)
    output di_atas = lebih(batas)
  }
}
)";

std::string needed(const Plan& plan, std::size_t record) {
  std::string names;
  for (const auto& field : plan.shapes.records[record].fields)
    if (field.needed) names += field.name + " ";
  return names;
}

std::size_t record_named(const Plan& plan, const std::string& name) {
  const auto& records = plan.shapes.records;
  return static_cast<std::size_t>(
      std::find_if(records.begin(), records.end(), [&](const auto& record) { return record.name == name; }) -
      records.begin());
}

}  // namespace

BOOST_AUTO_TEST_CASE(only_what_is_needed_is_read) {
  PlanOptions options;
  options.groups = false;
  options.select = {"p"};
  const auto one = planned(kPolicy, options);
  // Conditions on the data are tested whatever is selected; the id is always written.
  BOOST_TEST(needed(*one, one->input) == "id butir rinci ");
  BOOST_TEST(needed(*one, record_named(*one, "Butir")) == "n ");
  BOOST_TEST(needed(*one, record_named(*one, "Rinci")) == "a b ");
  options.select = {"panjang"};
  const auto length = planned(kPolicy, options);
  BOOST_TEST(needed(*length, length->input) == "id lain rinci ");
  BOOST_TEST(needed(*length, record_named(*length, "Butir")) == "");
  options.select = {"temuan"};
  const auto duties = planned(kPolicy, options);
  BOOST_TEST(needed(*duties, duties->input) == "id butir rinci catatan ");
  options.select = {};
  options.groups = true;
  const auto all = planned(kPolicy, options);
  BOOST_TEST(needed(*all, all->input) == "id unit butir lain rinci catatan ");
  options.everything = true;
  const auto everything = planned(kPolicy, options);
  BOOST_TEST(needed(*everything, record_named(*everything, "Butir")) == "n teks_bebas bobot ");
}

BOOST_AUTO_TEST_CASE(what_can_be_selected) {
  const auto policy = checked(kPolicy);
  const std::vector<std::string> expected = {"jumlah", "p", "panjang", "temuan"};
  BOOST_TEST(kaidah::plan::selectable_names(*policy) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(functions_of_a_group_are_made_once_for_each_constant) {
  const auto plan = planned(kPolicy);
  // lebih(3), lebih(4); with the group's own field the members have to be kept.
  BOOST_TEST(plan->groups[0].folds.size() == 2U);
  BOOST_TEST(plan->groups[0].projections.size() == 1U);
}

BOOST_AUTO_TEST_CASE(bounds) {
  // A rule counts its nodes and itself, then its expressions once more; a list its items at their declared length.
  const auto steps = [](const std::string& body) {
    return planned(
               "policy \"bounds\" version 1.0.0\ninput I { n: whole number 0..9  l: list whole number 0..9, no more "
               "than 10 }\n"
               "article 1 {\n" +
               body + "\n}\n")
        ->steps_bound;
  };
  BOOST_TEST(steps("output x = n + 1") == 8U);                   // 3 nodes + 1, 3 steps, the record
  BOOST_TEST(steps("rule a = n + 1\noutput x = a * 2") == 15U);  // each once
  BOOST_TEST(steps("rule a = n + 1\noutput x = a * a") == 15U);  // however often it is read
  BOOST_TEST(steps("output x = sum(l)") == 16U);                 // 2 nodes + 1, 2 and 10 rounds of 1
  BOOST_TEST(steps("rule f(k: whole number 0..9) = k + 1\noutput x = f(n) + f(1)") == 26U);  // 7 for each call
  BOOST_TEST(steps("output x = n as of 2020-01-01") == std::numeric_limits<std::uint64_t>::max());
  BOOST_TEST(steps("output x = n\nrequire d: x > 1 finding note \"D\" \"{x}\"") == 8U);
}

BOOST_AUTO_TEST_CASE(work_of_another_policy_is_part_of_the_bound) {
  const std::string inner =
      "policy \"in\" version 1.0.0\ninput P { n: whole number 0..9 }\narticle 1 { output x = n + 1 }\n";
  const std::string outer =
      "policy \"out\" version 1.0.0\nuse P from \"in\"\ninput Q { a: P }\n"
      "article 1 { result of \"in\" on a as r  output y = r.x }\n";
  const auto plan = kaidah::plan::make_plan(kaidah::test::composed({inner}, outer));
  BOOST_TEST(plan->results[0].plan->steps_bound == 8U);
  BOOST_TEST(plan->steps_bound == 8U + 1U + 3U + 1U + 1U);
  BOOST_TEST(needed(*plan, record_named(*plan, "P")) == "n ");
  BOOST_TEST(dump(*plan).find("(result r.x)") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
