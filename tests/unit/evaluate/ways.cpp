// Which way has which number, and how what was taken is written.
#include <set>

#include "tests/unit/evaluate/composing.hpp"

BOOST_AUTO_TEST_SUITE(evaluate_ways)

using kaidah::evaluate::Ways;
using kaidah::plan::Plan;
using kaidah::plan::Way;
using kaidah::plan::WayKind;
using kaidah::test::planned;

namespace {

constexpr const char* kPolicy = R"(policy "ways" version 1.0.0
enum P from lowest { kurang "Kurang" cukup "Cukup" baik "Baik" }
input I { id: text  unit: text  n: whole number 0..100  luar: boolean }
group u by unit
article 1 {
  output p
  classify p : P by n as x, in order { baik when x >= 90  cukup when x >= 50  kurang otherwise }
  output nilai : number, optional = n when n > 0
  exception n = 100 when luar
  require d: n > 10 finding note "D" "d"
  not encoded "g" affects nilai when n > 99
}
article 2 {
  exception p = baik when luar
  for each u { output banyak = count(m in members where m.p = baik) }
}
)";

std::string digits(const Ways& ways) {
  std::string text;
  kaidah::evaluate::append_hex(text, ways);
  return text;
}

Ways of(std::size_t count, const std::vector<std::uint32_t>& taken) {
  Ways ways;
  ways.clear(count);
  for (const std::uint32_t way : taken) ways.take(way);
  return ways;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_n_th_binary_digit_is_way_n) {
  BOOST_TEST(digits(of(0, {})) == "");
  BOOST_TEST(digits(of(100, {})) == "");
  BOOST_TEST(digits(of(1, {0})) == "8");
  BOOST_TEST(digits(of(4, {0, 1, 2, 3})) == "f");
  BOOST_TEST(digits(of(9, {0, 2, 7})) == "a1");
  BOOST_TEST(digits(of(9, {8})) == "008");
  BOOST_TEST(digits(of(130, {63, 64, 129})) ==
             "00000000000000018000000000000000"
             "4");
  // Behind what is there.
  std::string line = "10";
  kaidah::evaluate::append_hex(line, of(8, {}));
  BOOST_TEST(line == "10");
}

BOOST_AUTO_TEST_CASE(what_is_written_is_read) {
  for (const std::size_t count : {1U, 3U, 4U, 5U, 63U, 64U, 65U, 200U}) {
    for (std::uint32_t step = 1; step <= 7; ++step) {
      Ways ways = of(count, {});
      for (std::uint32_t way = step - 1; way < count; way += step) ways.take(way);
      const auto read = kaidah::evaluate::ways_from_hex(digits(ways), count);
      BOOST_TEST_REQUIRE(read.has_value());
      BOOST_TEST((*read == ways));
    }
  }
  const auto refused = [](std::string_view text, std::size_t count) {
    return !kaidah::evaluate::ways_from_hex(text, count);
  };
  BOOST_TEST(!refused("", 0));
  BOOST_TEST(!refused("e", 3));
  BOOST_TEST(refused("1", 3));
  BOOST_TEST(refused("8", 0));
  BOOST_TEST(refused("80", 8));
  BOOST_TEST(refused("A", 8));
  BOOST_TEST(refused("g", 8));
  BOOST_TEST(refused(" 8", 8));
}

BOOST_AUTO_TEST_CASE(ways_stand_in_the_order_of_the_plan) {
  const auto plan = planned(kPolicy);
  std::string order;
  for (std::uint32_t w = 0; w < plan->ways.size(); ++w) {
    const Way& way = plan->ways[w];
    const auto& policy = *plan->policy;
    if (way.kind == WayKind::arm) {
      BOOST_TEST(plan->arms[way.at].way == w);
      order += policy.rules[plan->rules[way.of].id].name + "/" + std::to_string(way.at) + " ";
    } else if (way.kind == WayKind::field || way.kind == WayKind::nothing) {
      BOOST_TEST(plan->rules[way.of].way == w);
      order += policy.rules[plan->rules[way.of].id].name + (way.kind == WayKind::field ? ":field " : ":nothing ");
    } else if (way.kind == WayKind::hole) {
      BOOST_TEST(plan->not_encoded[way.of].way == w);
      order += "hole ";
    } else {
      BOOST_TEST(plan->duties[way.of].way +
                     (static_cast<std::uint32_t>(way.kind) - static_cast<std::uint32_t>(WayKind::duty_met)) ==
                 w);
      order += "duty ";
    }
  }
  // The exception of p comes before its arms; nothing of the group is among them.
  BOOST_TEST(order == "p/0 p/1 p/2 p/3 nilai/4 nilai:nothing n/5 n:field duty duty duty hole ");
  BOOST_TEST(plan->rules[plan->groups[0].outputs[0]].way == kaidah::plan::kNone);
}

BOOST_AUTO_TEST_CASE(a_decision_takes_its_ways) {
  const auto plan = planned(kPolicy);
  kaidah::evaluate::Evaluator evaluator(plan);
  const auto decided = [&](const std::string& record) {
    kaidah::values::Arena arena;
    const auto read = kaidah::json::decode(record, plan->shapes, plan->input, arena);
    BOOST_TEST_REQUIRE(!read.rejection);
    Ways ways;
    evaluator.decide(*read.record, {}, nullptr, &ways);
    std::string taken;
    for (std::uint32_t w = 0; w < plan->ways.size(); ++w) taken += ways.taken(w) ? '1' : '0';
    return taken;
  };
  //                                                                                     p    nilai n  duty hole
  BOOST_TEST(decided(R"({"id":"a","unit":"b","n":95,"luar":false})") ==
             "0100"
             "10"
             "01"
             "100"
             "0");
  BOOST_TEST(decided(R"({"id":"a","unit":"b","n":50,"luar":false})") ==
             "0010"
             "10"
             "01"
             "100"
             "0");
  BOOST_TEST(decided(R"({"id":"a","unit":"b","n":0,"luar":false})") ==
             "0001"
             "01"
             "01"
             "010"
             "0");
  BOOST_TEST(decided(R"({"id":"a","unit":"b","n":0,"luar":true})") ==
             "1000"
             "10"
             "10"
             "100"
             "1");
}

BOOST_AUTO_TEST_CASE(what_another_policy_decides_has_its_ways_here) {
  const auto plan = kaidah::plan::make_plan(kaidah::test::composed());
  std::size_t inner = 0;
  for (const auto& result : plan->results) {
    BOOST_TEST_REQUIRE((result.plan != nullptr));
    for (std::uint32_t w = 0; w < result.plan->ways.size(); ++w)
      BOOST_TEST((plan->ways[result.way + w] == Way{WayKind::result, result.id.index, w}));
    inner += result.plan->ways.size();
  }
  BOOST_TEST(inner > 0u);
  BOOST_TEST(plan->results.back().way + plan->results.back().plan->ways.size() == plan->ways.size());
  kaidah::evaluate::Evaluator evaluator(plan);
  kaidah::values::Arena arena;
  const auto read = kaidah::json::decode(kaidah::test::year("80", "10"), plan->shapes, plan->input, arena);
  Ways ways;
  BOOST_TEST(!evaluator.decide(*read.record, {}, nullptr, &ways).rejection);
  // baik in the first half, kurang in the second.
  std::set<std::string> taken;
  for (const auto& result : plan->results) {
    const auto& other = *result.plan->policy;
    for (std::uint32_t w = 0; w < result.plan->ways.size(); ++w) {
      const Way& way = result.plan->ways[w];
      if (!ways.taken(result.way + w) || way.kind != WayKind::arm) continue;
      taken.insert(other.id + " " + other.rules[result.plan->rules[way.of].id].name + " " + std::to_string(way.at));
    }
  }
  BOOST_TEST(taken.size() == 4u);
}

BOOST_AUTO_TEST_SUITE_END()
