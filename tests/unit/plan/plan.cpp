#define BOOST_TEST_MODULE plan_plan
#include <algorithm>

#include "tests/unit/evaluate/running.hpp"

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
