// Limits through the C interface, each at what it allows and one past it.
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <string>
#include <vector>

#include <kaidah/limits.hpp>

#include "tests/unit/c/given.hpp"

using namespace c_tests;

BOOST_AUTO_TEST_SUITE(c_limits)

namespace {

/// The code of what a compilation ends in; `ok`.
std::string compile(std::string_view text, std::string_view limit, std::uint64_t value) {
  const kaidah_limit limits[] = {{given(limit), value}};
  kaidah_compile_options options = KAIDAH_COMPILE_OPTIONS_INIT;
  options.limits = limits;
  options.limit_count = 1;
  kaidah_policy* policy = nullptr;
  kaidah_error* error = nullptr;
  const kaidah_status status = kaidah_compile_text(given("p"), given(text), &options, &policy, &error);
  const Policy kept(policy);
  const Error told_of(error);
  return status == KAIDAH_OK ? "ok" : code(error);
}

/// The code of what a decision of the record ends in; `ok`.
std::string decide(std::string_view record, std::string_view limit, std::uint64_t value) {
  const Policy policy = compiled();
  const kaidah_setting setting{given("top"), given("22")};
  kaidah_prepare_options options = top(setting);
  const kaidah_limit limits[] = {{given(limit), value}};
  options.limits = limits;
  options.limit_count = 1;
  const Decider decider = prepared(policy.get(), &options);
  kaidah_decision* decision = nullptr;
  const kaidah_status status = kaidah_decide(decider.get(), given(record), &decision, nullptr);
  const Decision kept(decision);
  if (status == KAIDAH_OK) return "ok";
  kaidah_rejection rejection;
  BOOST_REQUIRE_EQUAL(kaidah_decision_rejection(decision, &rejection, sizeof rejection), KAIDAH_REJECTED);
  return read(rejection.code);
}

/// The same for a run of one record: the code in its rejection; empty when it was decided.
std::string run(std::string_view record, std::string_view limit, std::uint64_t value) {
  const Policy policy = compiled();
  const kaidah_setting setting{given("top"), given("22")};
  kaidah_prepare_options options = top(setting);
  const kaidah_limit limits[] = {{given(limit), value}};
  options.limits = limits;
  options.limit_count = 1;
  const Decider decider = prepared(policy.get(), &options);
  struct Streams {
    std::string_view record;
    std::string decisions, rejections;
  } streams{record, {}, {}};
  kaidah_run_options wanted = KAIDAH_RUN_OPTIONS_INIT;
  wanted.records = [](void* context, char* buffer, size_t size) -> int64_t {
    std::string_view& rest = static_cast<Streams*>(context)->record;
    const std::size_t count = rest.copy(buffer, size);
    rest.remove_prefix(count);
    return static_cast<int64_t>(count);
  };
  wanted.decisions = [](void* context, kaidah_text lines) -> int32_t {
    static_cast<Streams*>(context)->decisions += read(lines);
    return 0;
  };
  wanted.rejections = [](void* context, kaidah_text lines) -> int32_t {
    static_cast<Streams*>(context)->rejections += read(lines);
    return 0;
  };
  wanted.records_context = wanted.decisions_context = wanted.rejections_context = &streams;
  wanted.threads = 1;
  kaidah_run* run = nullptr;
  BOOST_REQUIRE_EQUAL(kaidah_decide_all(decider.get(), &wanted, &run, nullptr), KAIDAH_OK);
  const Run kept(run);
  BOOST_TEST(streams.decisions.empty() != streams.rejections.empty());
  const std::size_t code = streams.rejections.find("\"code\":\"");
  return code == std::string::npos ? "" : streams.rejections.substr(code + 8, 5);
}

std::string record_with(const std::string& notes) {
  return R"({"id":"1","rank":"senior","days":2,"unit":"u","notes":)" + notes + "}";
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_limit_has_a_name_and_a_default) {
  // A limit that is new gets its name in engine/c/limits.cpp.
  BOOST_TEST(kaidah_limit_count() == sizeof(kaidah::Limits) / sizeof(std::uint64_t));
  for (std::size_t i = 0; i < kaidah_limit_count(); ++i) {
    const kaidah_text name = kaidah_limit_name(i);
    BOOST_TEST(kaidah_limit_default(name) > 0U, read(name));
    BOOST_TEST(kaidah_limit_highest(name) >= kaidah_limit_default(name), read(name));
  }
  BOOST_TEST(kaidah_limit_default(given("steps")) == 10'000'000U);
  BOOST_TEST(kaidah_limit_default(given("step")) == 0U);
}

BOOST_AUTO_TEST_CASE(a_policy_text_is_as_long_as_it_may_be) {
  BOOST_TEST(compile(kAllowance, "source_bytes", kAllowance.size()) == "ok");
  BOOST_TEST(compile(kAllowance, "source_bytes", kAllowance.size() - 1) == "K9001");
  BOOST_TEST(compile(kAllowance, "source_bytes", 0) == "K9001");
}

BOOST_AUTO_TEST_CASE(a_policy_is_nested_as_deep_as_it_may_be) {
  const auto nested = [](std::size_t depth) {
    return "policy \"p\" version 1.0.0 input R { x: whole number 0..1 } article 1 { output y = " +
           std::string(depth, '(') + "x" + std::string(depth, ')') + " }";
  };
  std::size_t deepest = 0;
  while (compile(nested(deepest + 1), "nesting", 20) == "ok") ++deepest;
  BOOST_TEST(deepest > 10U);
  BOOST_TEST(deepest < 20U);
  BOOST_TEST(compile(nested(deepest + 1), "nesting", 20) == "K9002");
  BOOST_TEST(compile(nested(deepest + 1), "nesting", 21) == "ok");
  BOOST_TEST(compile(nested(100'000), "nesting", 100) == "K9002");
}

BOOST_AUTO_TEST_CASE(a_decision_takes_as_many_steps_as_it_may) {
  const std::string record = record_with("[]");
  std::uint64_t steps = 1;
  while (decide(record, "steps", steps) == "K9009" && steps < 1000) ++steps;
  BOOST_TEST(steps > 5U);
  BOOST_TEST(decide(record, "steps", steps) == "ok");
  BOOST_TEST(decide(record, "steps", steps - 1) == "K9009");
  BOOST_TEST(decide(record, "steps", 0) == "K9009");
}

BOOST_AUTO_TEST_CASE(a_record_is_as_large_and_as_deep_as_it_may_be) {
  const std::string record = record_with("[]");
  BOOST_TEST(decide(record, "record_bytes", record.size()) == "ok");
  BOOST_TEST(decide(record, "record_bytes", record.size() - 1) == "K9006");
  const std::string deep = R"({"id":"1","rank":"senior","days":2,"unit":"u","other":[[[]]]})";
  BOOST_TEST(decide(deep, "json_depth", 4) == "ok");
  BOOST_TEST(decide(deep, "json_depth", 3) == "K9007");
}

BOOST_AUTO_TEST_CASE(a_decision_is_as_large_as_it_may_be) {
  const Policy policy = compiled();
  const kaidah_setting setting{given("top"), given("22")};
  const kaidah_prepare_options options = top(setting);
  const Decider decider = prepared(policy.get(), &options);
  for (const char* days : {"2", "25"}) {  // 25: with a finding
    const std::string record = R"({"id":"1","rank":"senior","unit":"u","days":)" + std::string(days) + "}";
    kaidah_decision* decision = nullptr;
    BOOST_REQUIRE_EQUAL(kaidah_decide(decider.get(), given(record), &decision, nullptr), KAIDAH_OK);
    const std::size_t size = kaidah_decision_json(Decision(decision).get()).size;
    BOOST_TEST(decide(record, "decision_bytes", size) == "ok");
    BOOST_TEST(decide(record, "decision_bytes", size - 1) == "K9014");
    BOOST_TEST(run(record, "decision_bytes", size) == "");
    BOOST_TEST(run(record, "decision_bytes", size - 1) == "K9014");
  }
}

BOOST_AUTO_TEST_CASE(a_decision_takes_as_much_memory_as_it_may) {
  const auto list = [](std::size_t items) {
    std::string notes = "[";
    for (std::size_t i = 0; i < items; ++i) notes += i == 0 ? "\"a\"" : ",\"a\"";
    return record_with(notes + "]");
  };
  // Nothing reads the notes, so they take no memory; what is read does.
  BOOST_TEST(decide(list(0), "memory_bytes", 0) == "K9015");
  std::uint64_t least = 1;
  while (decide(list(0), "memory_bytes", least) == "K9015" && least < 4096) ++least;
  BOOST_TEST(least < 4096U);
  BOOST_TEST(decide(list(0), "memory_bytes", least) == "ok");
  BOOST_TEST(decide(list(500), "memory_bytes", least) == "ok");
  BOOST_TEST(run(list(0), "memory_bytes", least) == "");
  BOOST_TEST(run(list(0), "memory_bytes", least - 1) == "K9015");
}

BOOST_AUTO_TEST_CASE(lists_that_repeat_a_record_end_within_their_limits) {
  // Ten times ten times ten times the text of the record, from a policy of a few lines.
  constexpr std::string_view bomb = R"(policy "bomb" version 1.0.0
input R { id: text t: text }
article 1 {
  rule one: list text = [t, t, t, t, t, t, t, t, t, t]
  output all: list list text = [one, one, one, one, one, one, one, one, one, one]
  require never: t = "" finding note "N" "{one} {one} {one}"
}
)";
  const Policy policy = compiled(bomb);
  std::string record = R"({"id":"1","t":")" + std::string(100'000, 'x') + "\"}";
  const auto decided = [&](std::string_view limit, std::uint64_t value) {
    const kaidah_limit limits[] = {{given(limit), value}};
    kaidah_prepare_options options = KAIDAH_PREPARE_OPTIONS_INIT;
    options.limits = limits;
    options.limit_count = 1;
    const Decider decider = prepared(policy.get(), &options);
    kaidah_decision* decision = nullptr;
    kaidah_decide(decider.get(), given(record), &decision, nullptr);
    const Decision kept(decision);
    kaidah_rejection rejection;
    kaidah_decision_rejection(decision, &rejection, sizeof rejection);
    return read(rejection.code);
  };
  BOOST_TEST(decided("decision_bytes", 20'000'000) == "");
  BOOST_TEST(decided("decision_bytes", 5'000'000) == "K9014");  // the list
  BOOST_TEST(decided("decision_bytes", 1'000'000) == "K9014");  // the finding

  // What the lists take is counted beside what the record takes.
  record = R"({"id":"1","t":"x"})";
  std::uint64_t least = 1;
  while (decided("memory_bytes", least) == "K9015" && least < 4096) ++least;
  BOOST_TEST(least > 400U);
  BOOST_TEST(least < 4096U);
  BOOST_TEST(decided("memory_bytes", least) == "");
}

BOOST_AUTO_TEST_CASE(an_explanation_takes_as_much_memory_as_it_may) {
  const Policy policy = compiled();
  const kaidah_setting setting{given("top"), given("22")};
  const std::string record = record_with("[]");
  const auto explained = [&](std::uint64_t bytes) {
    const kaidah_limit limits[] = {{given("memory_bytes"), bytes}};
    kaidah_prepare_options options = top(setting);
    options.limits = limits;
    options.limit_count = 1;
    const Decider decider = prepared(policy.get(), &options);
    kaidah_decision* decision = nullptr;
    const kaidah_status status = kaidah_explain(decider.get(), given(record), &decision, nullptr);
    const Decision kept(decision);
    return status;
  };
  BOOST_TEST(decide(record, "memory_bytes", 2000) == "ok");
  BOOST_TEST(explained(2000) == KAIDAH_REJECTED);
  BOOST_TEST(explained(1'000'000) == KAIDAH_OK);
}

BOOST_AUTO_TEST_CASE(limits_that_do_not_exist_or_are_too_high_are_refused) {
  BOOST_TEST(compile(kAllowance, "step", 5) == "K9913");
  BOOST_TEST(compile(kAllowance, "", 5) == "K9913");
  BOOST_TEST(compile(kAllowance, "nesting", kaidah_limit_highest(given("nesting"))) == "ok");
  BOOST_TEST(compile(kAllowance, "nesting", kaidah_limit_highest(given("nesting")) + 1) == "K9914");
  BOOST_TEST(compile(kAllowance, "steps", UINT64_MAX) == "K9914");
}

BOOST_AUTO_TEST_CASE(no_limit_can_make_a_policy_crash) {
  for (std::size_t i = 0; i < kaidah_limit_count(); ++i) {
    const std::string name = read(kaidah_limit_name(i));
    for (const std::uint64_t value : {std::uint64_t{0}, std::uint64_t{1}, kaidah_limit_highest(given(name))}) {
      const std::string compiled = compile(kAllowance, name, value);
      BOOST_TEST((compiled == "ok" || compiled.rfind("K9", 0) == 0), name << " " << value << " " << compiled);
      const std::string decided = decide(record_with(R"(["a"])"), name, value);
      BOOST_TEST((decided == "ok" || decided.rfind("K9", 0) == 0), name << " " << value << " " << decided);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
