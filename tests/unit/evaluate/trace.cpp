#include "tests/unit/evaluate/running.hpp"

BOOST_AUTO_TEST_SUITE(evaluate_trace)

using kaidah::evaluate::Event;
using kaidah::evaluate::EventKind;
using kaidah::evaluate::Holds;
using kaidah::evaluate::Trace;
using kaidah::test::Runner;

namespace {

constexpr const char* kPolicy = R"(policy "traced" version 1.0.0
enum P from lowest { kurang "Kurang" cukup "Cukup" baik "Baik" }
record R { n: whole number 0..100 }
input I { l: list R, no more than 10  k: whole number 0..10, if missing 2  luar: boolean }
parameter faktor : number = 2
article 1 {
  rule jumlah = sum(r.n for r in l where r.n > k)
  rule kali(x: number 0..100000) = x * faktor
  classify p : P by kali(jumlah) as x, in order { baik when x >= 90  cukup when x >= 50  kurang otherwise }
  output p, jumlah
}
article 2 { exception p = baik when luar }
)";

const char* const kNames[] = {"output",         "duty",      "finding",     "promise",   "procedure", "not_encoded",
                              "data_condition", "rule",      "again",       "assumed",   "call",      "argument",
                              "base_field",     "statement", "provision",   "subject",   "arm",       "guard",
                              "arm_value",      "field",     "group_field", "parameter", "clock",     "met",
                              "procedure_read", "result",    "aggregate",   "item",      "folded",    "condition",
                              "due_day",        "start",     "step",        "due",       "exit",      "event"};
const char* const kHolds[] = {"", " yes", " no", " not_reached", " not_in_force", " open", " failed"};

std::string dumped(const Trace& trace) {
  std::string text;
  std::vector<std::size_t> ends;
  for (std::size_t i = 0; i < trace.events().size(); ++i) {
    const Event& event = trace.events()[i];
    while (!ends.empty() && ends.back() <= i) ends.pop_back();
    text += std::string(ends.size() * 2, ' ') + kNames[static_cast<std::size_t>(event.kind)];
    text += kHolds[static_cast<std::size_t>(event.result)];
    if (!event.pointer.empty()) text += " " + event.pointer;
    if (const auto* number = std::get_if<kaidah::values::Number>(&event.value)) text += " = " + number->to_string();
    if (const auto* member = std::get_if<kaidah::values::Member>(&event.value))
      text += " = @" + std::to_string(member->index);
    text += '\n';
    ends.push_back(event.end);
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_figure_has_its_origin) {
  Runner run(kPolicy);
  Trace trace;
  const std::string record = R"({"l":[{"n":20},{"n":1},{"n":12}],"luar":false})";
  const std::string plain = run(record);
  BOOST_TEST(run(record, {}, &trace) == plain);
  BOOST_TEST(dumped(trace) == R"(output = @1
  rule = @1
    statement no
      arm no
        guard no
          field /luar
    statement yes = @1
      subject = 64
        call = 64
          argument = 32
            rule = 32
              statement yes = 32
                arm yes = 32
                  arm_value = 32
                    aggregate = 32
                      field /l
                      item yes = 20
                        field /l/0/n = 20
                        field /k = 2
                        field /l/0/n = 20
                      item no
                        field /l/1/n = 1
                        field /k = 2
                      item yes = 12
                        field /l/2/n = 12
                        field /k = 2
                        field /l/2/n = 12
          statement yes = 64
            arm yes = 64
              arm_value = 64
                parameter = 2
      arm no
        guard no
      arm yes = @1
        guard yes
        arm_value = @1
      arm not_reached
output = 32
  again = 32
)");
}

BOOST_AUTO_TEST_CASE(a_rejection_leaves_its_way_open) {
  Runner run(R"(policy "rejected" version 1.0.0
input I { a: number 1..10 }
article 1 { rule inner = 1 / a  output x = round(inner, 2, half_up) }
)");
  Trace trace;
  kaidah::evaluate::Settings zero;
  zero.assumed_fields = {{0U, kaidah::values::Value(kaidah::values::Number(0))}};
  const auto& outcome = run.decide(R"({"a":1})", zero, &trace);
  BOOST_REQUIRE(outcome.rejection.has_value());
  BOOST_TEST(dumped(trace) == R"(output failed
  rule failed
    statement failed
      arm failed
        arm_value failed
          rule failed
            statement failed
              arm failed
                arm_value failed
                  field /a = 0
)");
  // What failed can be asked for again, and fails again.
  const auto again = run.evaluator().evaluate_rule(run.plan()->policy->outputs[0]);
  BOOST_REQUIRE(again.rejection.has_value());
  BOOST_TEST(kaidah::test::shown(*again.rejection) == "K5010 inner");
}

BOOST_AUTO_TEST_CASE(assumptions_stand_instead_of_rules_and_fields) {
  kaidah::plan::PlanOptions options;
  options.everything = true;
  Runner run(kPolicy, options);
  const auto& policy = *run.plan()->policy;
  kaidah::check::RuleId jumlah;
  for (std::uint32_t i = 0; i < policy.rules.size(); ++i)
    if (policy.rules[kaidah::check::RuleId(i)].name == "jumlah") jumlah = kaidah::check::RuleId(i);
  kaidah::evaluate::Settings settings;
  settings.assumed_rules = {{jumlah, kaidah::values::Value(kaidah::values::Number(25))}};
  BOOST_TEST(run(R"({"l":[],"luar":false})", settings) == R"({"p":"Cukup","jumlah":25})");
  settings.assumed_fields = {{2U, kaidah::values::Value(true)}};
  BOOST_TEST(run(R"({"l":[],"luar":false})", settings) == R"({"p":"Baik","jumlah":25})");
}

BOOST_AUTO_TEST_SUITE_END()
