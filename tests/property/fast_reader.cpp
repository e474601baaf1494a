// Whatever the fast reader accepts, the strict decoder accepts with the same values: of generated and shipped policies,
// on records as they come, written in other ways, changed and damaged. And it accepts nearly all that is usual.
#define BOOST_TEST_MODULE fast_reader
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "engine/check/check.hpp"
#include "engine/plan/plan.hpp"
#include "grammar/parse/parse.hpp"
#include "tests/property/json_tree.hpp"
#include "tests/property/policy_generator.hpp"
#include "tests/property/random_shapes.hpp"
#include "tests/unit/fast/both_readers.hpp"

namespace kaidah {
namespace {

using property::JsonChanger;
using property::JsonParser;
using property::JsonTree;
using test::BothReaders;
using test::Verdict;

constexpr std::uint64_t kFirstSeed = 20261122;

std::string read_file(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// How many texts the strict decoder accepted, and how many of these the fast reader did.
struct Tally {
  std::size_t strict = 0;
  std::size_t fast = 0;
  std::size_t rejected = 0;

  void add(const BothReaders& readers, Verdict verdict) {
    if (readers.strict()) ++strict;
    if (!readers.strict()) ++rejected;
    if (verdict == Verdict::accepted) ++fast;
  }
};

/// By how much a record is changed.
struct Trial {
  Tally plain;    // as it is, in any order, with any space
  Tally changed;  // another value, member or key
  Tally damaged;  // other bytes

  /// False, with an error, when the law does not hold.
  bool run(BothReaders& readers, const std::string& record, JsonChanger& changer) {
    if (!read(readers, record, plain)) return false;
    if (!readers.strict()) return true;  // perhaps no JSON
    const JsonTree tree = JsonParser(record).parse();
    JsonTree shuffled = tree;
    changer.shuffle(shuffled);
    for (const std::string& text :
         {changer.text(tree, JsonChanger::Spaces::none), changer.text(tree, JsonChanger::Spaces::usual),
          changer.text(tree, JsonChanger::Spaces::any), changer.text(shuffled, JsonChanger::Spaces::none)}) {
      if (!read(readers, text, plain)) return false;
    }
    for (int i = 0; i < 6; ++i) {
      JsonTree other = i % 2 == 0 ? tree : shuffled;
      for (std::size_t count = 1 + changer.pick(2); count > 0; --count) changer.change(other);
      if (!read(readers, changer.text(other, JsonChanger::Spaces::none), changed)) return false;
    }
    for (int i = 0; i < 12; ++i) {
      std::string text = record;
      for (std::size_t count = 1 + changer.pick(2); count > 0; --count) changer.damage(text);
      if (!read(readers, text, damaged)) return false;
    }
    const std::string difference = changer.chance(20) ? readers.finish() : "";
    BOOST_TEST(difference == "");
    return difference.empty();
  }

 private:
  static bool read(BothReaders& readers, const std::string& text, Tally& tally) {
    // What stood behind a text that broke off is most likely to mislead.
    const std::string behind = "\"}]},\"id\":\"7\"}]}7.5,\"a\":1}\n{\"id\":\"8\",\"a\":{\"b\":[1,2,3],\"c\":\"d\"}}";
    const Verdict verdict = readers.read(text, behind);
    tally.add(readers, verdict);
    if (verdict != Verdict::wrong) return true;
    BOOST_ERROR(text << "\n" << readers.why());
    return false;
  }
};

/// No law holds better than one that says nothing.
void check_tallies(const Trial& trial) {
  BOOST_TEST_MESSAGE("usual " << trial.plain.fast << " of " << trial.plain.strict << ", changed " << trial.changed.fast
                              << " of " << trial.changed.strict << " (" << trial.changed.rejected
                              << " rejected), damaged " << trial.damaged.fast << " of " << trial.damaged.strict << " ("
                              << trial.damaged.rejected << " rejected)");
  BOOST_TEST(trial.plain.fast * 100 >= trial.plain.strict * 99);
  BOOST_TEST(trial.changed.fast * 10 >= trial.changed.strict * 7);
  BOOST_TEST(trial.damaged.fast * 10 >= trial.damaged.strict * 6);
  BOOST_TEST(trial.plain.strict > 0u);
  BOOST_TEST(trial.changed.rejected > 0u);
  BOOST_TEST(trial.damaged.rejected > 0u);
}

plan::PlanPtr plan_of(const std::string& text, const plan::PlanOptions& options) {
  auto parsed = parse::parse(std::make_shared<const Source>("generated.kaidah", text));
  const auto result = check::check(std::make_shared<const syntax::SyntaxTree>(std::move(parsed.tree)), {});
  return result.policy == nullptr ? nullptr : plan::make_plan(result.policy, options);
}

std::vector<std::uint32_t> group_keys(const plan::Plan& plan) {
  std::vector<std::uint32_t> fields;
  for (const check::GroupDeclaration& group : plan.policy->groups) {
    fields.insert(fields.end(), group.key.begin(), group.key.end());
  }
  return fields;
}

}  // namespace

BOOST_AUTO_TEST_CASE(generated_policies) {
  Trial trial;
  for (std::uint64_t seed = kFirstSeed; seed < kFirstSeed + 60; ++seed) {
    property::PolicyGenerator generator(seed);
    const plan::PlanPtr plan = plan_of(generator.policy(), {});
    if (plan == nullptr) continue;
    BothReaders readers(plan->shapes, plan->input);
    JsonChanger changer(seed);
    for (int i = 0; i < 40; ++i) {
      if (!trial.run(readers, generator.record(), changer)) {
        BOOST_TEST_MESSAGE("seed " << seed);
        return;
      }
    }
  }
  check_tallies(trial);
}

BOOST_AUTO_TEST_CASE(shipped_policies) {
  const std::string root = KAIDAH_ROOT;
  for (const std::string id : {"pp-30-2019", "permenpanrb-6-2022"}) {
    for (const bool everything : {false, true}) {
      Trial trial;
      plan::PlanOptions options;
      options.everything = everything;
      const plan::PlanPtr plan = plan_of(read_file(root + "/policies/" + id + "/1.0.0.kaidah"), options);
      BOOST_TEST_REQUIRE((plan != nullptr));
      BothReaders readers(plan->shapes, plan->input, {}, group_keys(*plan));
      JsonChanger changer(kFirstSeed);
      std::istringstream records(read_file(root + "/examples/records/" + id + ".ndjson"));
      for (std::string record; std::getline(records, record);) {
        for (int i = 0; i < 5; ++i) {
          if (!trial.run(readers, record, changer)) return;
        }
      }
      check_tallies(trial);
    }
  }
}

BOOST_AUTO_TEST_CASE(random_shapes) {
  Trial trial;
  for (std::uint64_t seed = kFirstSeed; seed < kFirstSeed + 200; ++seed) {
    property::ShapeGenerator generator(seed);
    BothReaders readers(generator.shapes(), 0, {}, generator.identifying());
    JsonChanger changer(seed);
    for (int i = 0; i < 12; ++i) {
      if (!trial.run(readers, generator.record(), changer)) {
        BOOST_TEST_MESSAGE("seed " << seed);
        return;
      }
    }
  }
  check_tallies(trial);
}

}  // namespace kaidah
