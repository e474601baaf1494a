// Every limit of kaidah/limits.hpp: at it, and one past it.
#include <algorithm>
#include <string>
#include <vector>

#include "tests/unit/limits/limiting.hpp"

BOOST_AUTO_TEST_SUITE(limits_both_sides)

using namespace kaidah;
using test::check;
using test::decide;
using test::decider;
using test::repeat;

namespace {

const std::string kHead = "policy \"p\" version 1.0.0\n";

/// A policy of one rule, which is read.
std::string with_value(const std::string& value) {
  return kHead + "input I { n: number 0..99 }\narticle 1:\nrule x = " + value + "\noutput o = x > 0\n";
}

Limits with(std::size_t Limits::*limit, std::size_t value) {
  Limits limits;
  limits.*limit = value;
  return limits;
}

/// The least limit under which something comes out well; it must stay so above and be otherwise below.
std::size_t least(std::size_t most, const std::function<bool(std::size_t)>& well) {
  std::size_t least = 0;
  while (least <= most && !well(least)) ++least;
  BOOST_TEST_REQUIRE(least > 0U);
  for (std::size_t limit = least; limit < least + 5; ++limit) BOOST_TEST(well(limit), limit);
  return least;
}

}  // namespace

// A limit that is added does not compile here until it is counted, and tested: below, or where it belongs (those of
// libraries in unit/store, of seals in unit/trust; unit/c tries each through the C interface).
BOOST_AUTO_TEST_CASE(they_are_all_here) {
  const Limits limits;
  const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u] = limits;
  for (const std::uint64_t limit :
       {std::uint64_t{a}, std::uint64_t{b}, std::uint64_t{c}, std::uint64_t{d}, std::uint64_t{e}, std::uint64_t{f},
        std::uint64_t{g}, std::uint64_t{h}, std::uint64_t{i}, std::uint64_t{j}, std::uint64_t{k}, std::uint64_t{l},
        std::uint64_t{m}, std::uint64_t{n}, std::uint64_t{o}, std::uint64_t{p}, std::uint64_t{q}, std::uint64_t{r},
        std::uint64_t{s}, std::uint64_t{t}, std::uint64_t{u}})
    BOOST_TEST(limit > 0U);
}

BOOST_AUTO_TEST_CASE(source_bytes) {
  const std::string text = with_value("n");
  BOOST_TEST(check(text, with(&Limits::source_bytes, text.size())) == "");
  BOOST_TEST(check(text, with(&Limits::source_bytes, text.size() - 1)) == "K9001");
}

BOOST_AUTO_TEST_CASE(nesting) {
  const auto nested = [](std::size_t times) { return with_value(repeat("(", times) + "n" + repeat(")", times)); };
  BOOST_TEST(check(nested(9), with(&Limits::nesting, 10)) == "");
  BOOST_TEST(check(nested(11), with(&Limits::nesting, 10)) == "K9002");
}

BOOST_AUTO_TEST_CASE(literal_digits) {
  BOOST_TEST(check(with_value("n + 12345"), with(&Limits::literal_digits, 5)) == "");
  BOOST_TEST(check(with_value("n + 123456"), with(&Limits::literal_digits, 5)) == "K9003");
}

BOOST_AUTO_TEST_CASE(declarations) {
  const std::size_t exactly =
      least(20, [](std::size_t n) { return check(with_value("n"), with(&Limits::declarations, n)).empty(); });
  BOOST_TEST(check(with_value("n"), with(&Limits::declarations, exactly - 1)) == "K9004");
}

BOOST_AUTO_TEST_CASE(modules) {
  const std::string text = kHead +
                           "use clamp from \"bands\"\nuse cents_half_up from \"rounding\"\n"
                           "input I { n: number 0..99 }\narticle 1:\noutput o = cents_half_up(clamp(n, 1, 2)) > 0\n";
  BOOST_TEST(check(text, with(&Limits::modules, 2)) == "");
  BOOST_TEST(check(text, with(&Limits::modules, 1)) == "K9005");
}

BOOST_AUTO_TEST_CASE(diagnostics) {
  const auto of_text = [](std::size_t count) { return kHead + repeat("rule x = = 1\n", count); };
  const auto of_names = [](std::size_t count) {
    return with_value("n") +
           test::lines(0, count, [](std::size_t i) { return "output q" + std::to_string(i) + " = y\n"; });
  };
  const auto of_cases = [](std::size_t count) {
    return with_value("n") +
           test::lines(0, count, [](std::size_t i) { return "output p" + std::to_string(i) + " = true when n > 5\n"; });
  };
  const Limits three = with(&Limits::diagnostics, 3);
  BOOST_TEST(check(of_text(3), three) == "K1001*3");
  BOOST_TEST(check(of_text(4), three) == "K1001*3 K9020");
  BOOST_TEST(check(of_names(3), three) == "K2001*3");
  BOOST_TEST(check(of_names(4), three) == "K2001*3 K9020");
  BOOST_TEST(check(of_cases(3), three) == "K4003*3");
  BOOST_TEST(check(of_cases(4), three) == "K4003*3 K9020");
}

// Whoever sees no error believes that there is none.
BOOST_AUTO_TEST_CASE(errors_are_kept_before_warnings) {
  const std::string head = kHead + "enum E { e f }\ninput I { n: number 0..99 }\narticle 1:\n";
  const std::string unused = test::lines(0, 10, [](std::size_t i) { return "rule u" + std::to_string(i) + " = 1\n"; });
  BOOST_TEST(check(head + unused + "output o = n > 0\n", with(&Limits::diagnostics, 3)) == "K2024*3 K9020");
  const std::string text = head + "classify c : E by n as v, in order {\n e when v > 5\n" +
                           repeat(" e when v > 6\n", 5) + " f otherwise }\noutput c\noutput o = true when n > 1\n";
  BOOST_TEST(check(text) == "K4022*5 K4003");
  BOOST_TEST(check(text, with(&Limits::diagnostics, 1)) == "K4003 K9020");
  BOOST_TEST(check(text, with(&Limits::diagnostics, 3)) == "K4022*2 K4003 K9020");
}

BOOST_AUTO_TEST_CASE(number_digits) {
  const Decider five = decider(with_value("n"), with(&Limits::number_digits, 5));
  BOOST_TEST(decide(five, R"({"n":1.2345})") == "decided");
  BOOST_TEST(decide(five, R"({"n":1.23456})") == "K9008");
  BOOST_TEST(decide(five, R"({"n":1e-4})") == "decided");
  BOOST_TEST(decide(five, R"({"n":1e-6})") == "K9008");
  BOOST_TEST(decide(five, R"({"n":1e-999999999999999999999})") == "K9008");
}

BOOST_AUTO_TEST_CASE(computed_digits) {
  const std::string text =
      kHead + "input I { n: whole number 0..1000000 }\narticle 1:\nrule x = n * n\noutput o = x > 5\n";
  const std::string record = R"({"n":100000})";  // x has eleven digits
  BOOST_TEST(decide(decider(text, with(&Limits::computed_digits, 11)), record) == "decided");
  BOOST_TEST(decide(decider(text, with(&Limits::computed_digits, 10)), record) == "K9012");
}

BOOST_AUTO_TEST_CASE(steps) {
  const std::string text =
      kHead + "input I { l: list number, no more than 50 }\narticle 1:\noutput o = sum(x * x for x in l) > 5\n";
  const std::string record = R"({"l":[1,2,3,4,5,6,7,8,9]})";
  const auto under = [&](std::size_t most) {
    Limits limits;
    limits.steps = most;
    return decide(decider(text, limits), record);
  };
  const std::size_t exactly = least(2'000, [&](std::size_t most) { return under(most) == "decided"; });
  BOOST_TEST(under(exactly - 1) == "K9009");
}

BOOST_AUTO_TEST_CASE(evaluation_depth) {
  const std::string text =
      kHead + "input I { n: number 0..99 }\narticle 1:\nrule r0 = n\n" +
      test::lines(
          1, 20,
          [](std::size_t i) { return "rule r" + std::to_string(i) + " = r" + std::to_string(i - 1) + " + 1\n"; }) +
      "output o = r19 > 5\n";
  const auto under = [&](std::size_t depth) {
    return decide(decider(text, with(&Limits::evaluation_depth, depth)), R"({"n":5})");
  };
  const std::size_t exactly = least(500, [&](std::size_t depth) { return under(depth) == "decided"; });
  BOOST_TEST(under(exactly - 1) == "K9013");
}

BOOST_AUTO_TEST_CASE(list_items) {
  const Decider three = decider(kHead + "input I { l: list number }\narticle 1:\noutput o = count(l) > 1\n",
                                with(&Limits::list_items, 3));
  BOOST_TEST(decide(three, R"({"l":[1,2,3]})") == "decided");
  BOOST_TEST(decide(three, R"({"l":[1,2,3,4]})") == "K9010");
}

BOOST_AUTO_TEST_CASE(record_bytes) {
  const std::string record = R"({"n":5})";
  BOOST_TEST(decide(decider(with_value("n"), with(&Limits::record_bytes, record.size())), record) == "decided");
  BOOST_TEST(decide(decider(with_value("n"), with(&Limits::record_bytes, record.size() - 1)), record) == "K9006");
}

BOOST_AUTO_TEST_CASE(json_depth) {
  const std::string record = R"({"n":5,"other":{"a":[1]}})";
  BOOST_TEST(decide(decider(with_value("n"), with(&Limits::json_depth, 3)), record) == "decided");
  BOOST_TEST(decide(decider(with_value("n"), with(&Limits::json_depth, 2)), record) == "K9007");
}

BOOST_AUTO_TEST_CASE(decision_bytes) {
  const Decider whole = decider(with_value("n"));
  const std::size_t size = whole.decide(R"({"n":5})").json.size();
  BOOST_TEST(decide(decider(with_value("n"), with(&Limits::decision_bytes, size)), R"({"n":5})") == "decided");
  BOOST_TEST(decide(decider(with_value("n"), with(&Limits::decision_bytes, size - 1)), R"({"n":5})") == "K9014");
}

BOOST_AUTO_TEST_CASE(memory_bytes) {
  const auto under = [](std::size_t bytes, std::size_t items) {
    const Decider by = decider(kHead + "input I { l: list number }\narticle 1:\noutput o = count(l) > 1\n",
                               with(&Limits::memory_bytes, bytes));
    return decide(by, "{\"l\":[1" + repeat(",1", items - 1) + "]}");
  };
  BOOST_TEST(under(1U << 20U, 1'000) == "decided");
  BOOST_TEST(under(1U << 14U, 1'000) == "K9015");
  BOOST_TEST(under(1U << 14U, 10) == "decided");
}

BOOST_AUTO_TEST_CASE(groups) {
  const std::string text = kHead +
                           "input I { id: text u: text n: number 0..9 }\ngroup g by u\narticle 1:\noutput o = n > 0\n"
                           "for each g { output c = count(members) }\n";
  const auto run = [&](const std::string& records) {
    BatchStreams streams;
    streams.records = [&, at = std::size_t{0}](char* buffer, std::size_t size) mutable -> std::optional<std::size_t> {
      const std::size_t count = std::min(size, records.size() - at);
      std::copy_n(records.data() + at, count, buffer);
      at += count;
      return count;
    };
    streams.decisions = streams.groups = [](std::string_view) { return true; };
    return test::codes(decide_all(decider(text, with(&Limits::groups, 2)), streams).diagnostics);
  };
  const std::string two = "{\"id\":\"1\",\"u\":\"a\",\"n\":1}\n{\"id\":\"2\",\"u\":\"b\",\"n\":1}\n";
  BOOST_TEST(run(two + two) == "");
  BOOST_TEST(run(two + "{\"id\":\"3\",\"u\":\"c\",\"n\":1}\n") == "K9011");
}

BOOST_AUTO_TEST_CASE(analysis_cells) {
  const std::string text =
      kHead +
      "input I { a: number 0..99 b: number 0..99 }\narticle 1:\noutput o = 1 when a > 5 and b > 5\n"
      "output o = 2 when a > 5 and b <= 5\noutput o = 3 when a <= 5\n";
  const std::size_t exactly =
      least(100, [&](std::size_t cells) { return check(text, with(&Limits::analysis_cells, cells)).empty(); });
  BOOST_TEST(check(text, with(&Limits::analysis_cells, exactly - 1)).find("K4020") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
