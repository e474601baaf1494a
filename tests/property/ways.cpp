// The ways that a decision takes are those that its full trace tells of, whoever decides: so a mark can be kept instead
// of the trace.
#define BOOST_TEST_MODULE ways
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/api/policy_data.hpp"
#include "engine/evaluate/evaluate.hpp"
#include "engine/json/decode.hpp"
#include "engine/plan/plan.hpp"
#include "tests/property/policy_generator.hpp"
#include "tests/property/ways_from_trace.hpp"
#include "tests/unit/evaluate/composing.hpp"

namespace kaidah {
namespace {

constexpr std::uint64_t kFirstSeed = 20270101;
constexpr std::size_t kPolicies = 300;
constexpr std::size_t kRecords = 25;

/// How often each kind of way was taken, and was not.
std::map<plan::WayKind, std::pair<std::size_t, std::size_t>>& seen() {
  static std::map<plan::WayKind, std::pair<std::size_t, std::size_t>> counts;
  return counts;
}

const plan::Way& innermost(const plan::Plan& plan, const plan::Way& way) {
  return way.kind == plan::WayKind::result
             ? innermost(*plan.results[way.of].plan, plan.results[way.of].plan->ways[way.at])
             : way;
}

/// What stands there by the ids of the policy, which do not depend on what is selected.
std::string name_of(const plan::Plan& plan, const plan::Way& way) {
  const std::string kind = std::to_string(static_cast<int>(way.kind)) + " ";
  switch (way.kind) {
    case plan::WayKind::arm:
      return kind + std::to_string(plan.arms[way.at].id.index);
    case plan::WayKind::field:
    case plan::WayKind::nothing:
      return kind + std::to_string(plan.rules[way.of].id.index);
    case plan::WayKind::duty_met:
    case plan::WayKind::duty_unmet:
    case plan::WayKind::duty_open:
      return kind + std::to_string(plan.duties[way.of].id.index);
    case plan::WayKind::procedure:
    case plan::WayKind::exit:
      return kind + std::to_string(plan.procedures[way.of].id.index) + " " + std::to_string(way.step) + " " +
             std::to_string(way.at);
    case plan::WayKind::hole:
      return kind + std::to_string(plan.not_encoded[way.of].id);
    case plan::WayKind::result: {
      const plan::Plan& inner = *plan.results[way.of].plan;
      return kind + std::to_string(way.of) + " " + name_of(inner, inner.ways[way.at]);
    }
  }
  return kind;
}

std::set<std::string> names(const plan::Plan& plan, const evaluate::Ways& ways) {
  std::set<std::string> names;
  for (std::uint32_t w = 0; w < plan.ways.size(); ++w)
    if (ways.taken(w)) names.insert(name_of(plan, plan.ways[w]));
  return names;
}

std::string hex(const evaluate::Ways& ways) {
  std::string text;
  evaluate::append_hex(text, ways);
  return text;
}

plan::PlanPtr without_groups(const std::shared_ptr<const check::CheckedPolicy>& policy) {
  plan::PlanOptions options;
  options.groups = false;
  return plan::make_plan(policy, std::move(options));
}

/// One policy's plans: with and without what its groups need.
class Both {
 public:
  explicit Both(const std::shared_ptr<const check::CheckedPolicy>& policy)
      : plan_(without_groups(policy)),
        with_groups_(plan::make_plan(policy)),
        evaluator_(plan_),
        traced_(plan_),
        grouping_(with_groups_) {}

  /// Nothing when the record cannot be read.
  bool agree(const std::string& text, const evaluate::Settings& settings, const std::string& where) {
    values::Arena arena;
    const json::DecodeResult read = json::decode(text, plan_->shapes, plan_->input, arena);
    if (read.rejection) return false;
    const bool decided = !evaluator_.decide(*read.record, settings, nullptr, &ways_).rejection;
    trace_.clear();
    const bool rejected = traced_.decide(*read.record, settings, &trace_, &ways_traced_).rejection.has_value();
    BOOST_TEST(decided != rejected);
    BOOST_TEST(hex(ways_traced_) == hex(ways_), where);
    const evaluate::Ways told = property::WaysFromTrace::gather(*plan_, trace_);
    BOOST_TEST(hex(told) == hex(ways_), where << "\n" << text << "\n" << plan::dump(*plan_));
    const auto again = evaluate::ways_from_hex(hex(ways_), plan_->ways.size());
    BOOST_TEST((again.has_value() && *again == ways_), where);
    for (std::uint32_t w = 0; w < plan_->ways.size(); ++w) {
      auto& [taken, left] = seen()[innermost(*plan_, plan_->ways[w]).kind];
      ++(ways_.taken(w) ? taken : left);
    }
    agree_with_groups(text, settings, where);
    return decided;
  }

 private:
  // Whatever the groups of a record need of it is no part of its decision.
  void agree_with_groups(const std::string& text, const evaluate::Settings& settings, const std::string& where) {
    values::Arena arena;
    const json::DecodeResult read = json::decode(text, with_groups_->shapes, with_groups_->input, arena);
    if (read.rejection) return;
    grouping_.decide(*read.record, settings, nullptr, &ways_grouping_);
    BOOST_TEST(names(*with_groups_, ways_grouping_) == names(*plan_, ways_), where);
  }

  plan::PlanPtr plan_;
  plan::PlanPtr with_groups_;
  evaluate::Evaluator evaluator_;
  evaluate::Evaluator traced_;
  evaluate::Evaluator grouping_;
  evaluate::Trace trace_;
  evaluate::Ways ways_, ways_traced_, ways_grouping_;
};

std::shared_ptr<const check::CheckedPolicy> shipped(const std::string& id) {
  const std::string root = KAIDAH_ROOT;
  CompileOptions options;
  options.library = kaidah::Library::read({root + "/policies"});
  const CompileResult result = compile_id(id, options);
  BOOST_TEST_REQUIRE(result.policy.has_value(), id);
  return result.policy->data().compiled.checked;
}

}  // namespace

BOOST_AUTO_TEST_CASE(of_generated_policies) {
  std::size_t decided = 0;
  std::size_t policies = 0;
  for (std::size_t i = 0; i < kPolicies; ++i) {
    property::PolicyGenerator generator(kFirstSeed + i);
    auto parsed = parse::parse(std::make_shared<const Source>("generated.kaidah", generator.policy()));
    const auto checked = check::check(std::make_shared<const syntax::SyntaxTree>(std::move(parsed.tree)), {});
    if (checked.policy == nullptr) continue;
    ++policies;
    Both both(checked.policy);
    for (std::size_t j = 0; j < kRecords; ++j)
      decided +=
          both.agree(generator.record(), {}, "seed " + std::to_string(kFirstSeed + i) + ", record " + std::to_string(j))
              ? 1
              : 0;
  }
  // The law would be empty if most policies were refused or most records rejected.
  BOOST_TEST(policies * 10 >= kPolicies * 9);
  BOOST_TEST(decided * 4 >= kPolicies * kRecords / 2);
}

BOOST_AUTO_TEST_CASE(of_the_shipped_policies) {
  for (const std::string id : {"pp-46-2011", "pp-30-2019", "permenpanrb-8-2021", "peralihan-2021", "permenpanrb-6-2022",
                               "permenpanrb-1-2023"}) {
    const auto policy = shipped(id);
    Both both(policy);
    std::size_t decided = 0;
    // Every choice that an agency has, on days on which procedures stand at different steps.
    for (const std::uint32_t choice : {0u, 1u}) {
      for (const char* day : {"", "2021-02-15", "2022-03-01", "2022-08-01", "2023-12-31"}) {
        evaluate::Settings settings;
        const auto set = [&](const check::CheckedPolicy& of, auto& parameters) {
          for (std::size_t i = 0; i < of.parameters.size(); ++i) {
            const check::ParameterDeclaration& parameter = of.parameters[check::ParameterId(i)];
            if (parameter.decided_by.empty() || parameter.type.kind != types::TypeKind::enumeration) continue;
            parameters.resize(of.parameters.size());
            parameters[i] = values::Member{choice};
          }
        };
        set(*policy, settings.parameters);
        settings.results.resize(policy->results.size());
        for (std::size_t i = 0; i < policy->results.size(); ++i)
          set(*policy->results[check::ResultId(i)].policy, settings.results[i].parameters);
        if (*day != 0) settings.decision_day = values::Date::from_text(day);
        std::ifstream records(std::string(KAIDAH_ROOT) + "/examples/records/" + id + ".ndjson");
        std::size_t line = 0;
        for (std::string record; std::getline(records, record);)
          decided += both.agree(record, settings, id + " on " + day + ", line " + std::to_string(++line)) ? 1 : 0;
      }
    }
    BOOST_TEST(decided > 0u, id);
  }
}

BOOST_AUTO_TEST_CASE(of_a_policy_over_two_others) {
  Both both(test::composed());
  std::size_t decided = 0;
  for (const char* first : {"0", "49", "50", "100"})
    for (const char* second : {"0", "49", "50"})
      decided += both.agree(test::year(first, second), {}, std::string(first) + " and " + second) ? 1 : 0;
  BOOST_TEST(decided == 6u);
}

BOOST_AUTO_TEST_CASE(of_duties_gaps_and_fields_that_exceptions_replace) {
  Both both(test::checked(R"(policy "kinds" version 1.0.0
enum T { one two }
record Masa { mulai: date  selesai: date }
record Aspek { n: whole number 0..10  condition n < 10 "ten" }
input I { id: text  masa: Masa, period assessed  aspek: Aspek  n: whole number 0..9  diterima: date, optional }
article 1 {
  exception n = 5 when aspek.n = 3
  rule twice(x: number 0..100 decimals 0) : number 0..200 decimals 0, optional = 2 * x when x > 1
  output a : number 0..200 decimals 0, optional = twice(n) when aspek.n > 0
  collect several : T { one when n > 2  two when n > 4 }
  output several
  output earlier = (a if missing 0) as of 2020-01-01
}
article 2 {
  require d: n > 2 when diterima is present and aspek.n > 1 by diterima + 14 days finding note "D" "{twice(n) if missing 0}"
  output ok : boolean, optional = d is met
}
article 3 { not encoded "left out" affects a when n > 3 }
article 4 { always a if missing 0 != 8 "unlucky" }
)"));
  std::size_t decided = 0;
  for (const char* day : {"", "2021-01-10", "2021-02-01"})
    for (int aspect = 0; aspect <= 10; ++aspect)
      for (int n = 0; n <= 9; ++n)
        for (const char* received : {"null", "\"2021-01-01\""}) {
          const std::string record = R"({"id":"a","masa":{"mulai":"2021-01-01","selesai":"2021-12-31"},"aspek":{"n":)" +
                                     std::to_string(aspect) + R"(},"n":)" + std::to_string(n) + R"(,"diterima":)" +
                                     received + "}";
          decided += both.agree(record, *day != 0 ? test::on(day) : evaluate::Settings(), day) ? 1 : 0;
        }
  BOOST_TEST(decided > 300u);
}

// Last: nothing is shown of a kind that never occurred.
BOOST_AUTO_TEST_CASE(every_kind_was_taken_and_was_left) {
  for (const plan::WayKind kind : {plan::WayKind::arm, plan::WayKind::field, plan::WayKind::nothing,
                                   plan::WayKind::duty_met, plan::WayKind::duty_unmet, plan::WayKind::duty_open,
                                   plan::WayKind::procedure, plan::WayKind::exit, plan::WayKind::hole}) {
    BOOST_TEST(seen()[kind].first > 0u, "taken: " << static_cast<int>(kind));
    BOOST_TEST(seen()[kind].second > 0u, "left: " << static_cast<int>(kind));
  }
}

}  // namespace kaidah
