// Policies made to explode end in diagnostics, within time and memory in proportion to their text. No time is asserted:
// what would take for ever does not end.
#include <string>
#include <vector>

#include "tests/unit/limits/limiting.hpp"

BOOST_AUTO_TEST_SUITE(limits_hostile_policies)

using namespace kaidah;
using test::check;
using test::lines;
using test::repeat;

namespace {

const std::string kHead = "policy \"p\" version 1.0.0\ninput I { a: number 2..3  b: boolean }\narticle 1:\n";

std::string number(std::size_t i) {
  return std::to_string(i);
}

/// `rule x0 = first`, and so many more, `step` of them and the one before: `@` is the name of the one before.
std::string chain(const std::string& first, const std::string& step, std::size_t count) {
  return "rule x0 = " + first + "\n" + lines(1, count, [&](std::size_t i) {
           std::string value = step;
           for (std::size_t at = 0; (at = value.find('@', at)) != std::string::npos;)
             value.replace(at, 1, "x" + number(i - 1));
           return "rule x" + number(i) + " = " + value + "\n";
         });
}

std::string last_of(std::size_t count) {
  return "x" + number(count - 1);
}

}  // namespace

BOOST_AUTO_TEST_CASE(numbers_that_double_their_digits) {
  for (const char* first : {"a", "3", "a * 1.5"}) {
    for (const char* step : {"@ * @", "@ * @ - @", "@ / 7 * @", "@ + @", "least(@ * @, @ + 1)"}) {
      BOOST_TEST_CONTEXT(first << " " << step) {
        const std::string text = kHead + chain(first, step, 60) + "output o = " + last_of(60) + " > 0\n";
        const std::string found = check(text + "output p = " + last_of(60) + " - " + last_of(59) + " < 5\n");
        BOOST_TEST(found == "");
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(differences_of_rules_that_name_each_other_twice) {
  const std::string text = kHead + chain("a", "@ - @ * 2", 40);
  BOOST_TEST(check(text + "output o = 1 / (x39 - x38 - 5) > 0\n") == "K3006");
  const std::string long_factor = kHead + chain("a", "@ * 1" + repeat("0", 90) + ".5", 31);
  BOOST_TEST(check(long_factor + "output o = 1 / (x30 - x29 - 5) > 0\n") == "K3006");
}

BOOST_AUTO_TEST_CASE(functions_and_conditions_that_double) {
  const std::string functions =
      kHead + "rule f0(x: number) = x + 1\n" +
      lines(1, 60,
            [](std::size_t i) {
              const std::string before = "f" + number(i - 1);
              return "rule f" + number(i) + "(x: number) = " + before + "(x) + " + before + "(x + 1)\n";
            }) +
      "output o = f59(a) > 0\n";
  BOOST_TEST(check(functions) == "");
  BOOST_TEST(test::decide(test::decider(functions), R"({"a":2,"b":true})") == "K9009");
  const std::string truths = kHead + chain("b", "(@ and a > 2) or (not @ and a < 3)", 60) + "output o = x59\n";
  BOOST_TEST(check(truths) == "");
}

BOOST_AUTO_TEST_CASE(chains_of_very_many_rules) {
  constexpr std::size_t kRules = test::kVeryMany;
  for (const char* first : {"a", "3"}) {
    BOOST_TEST_CONTEXT(first) {
      const std::string text = kHead + chain(first, "@ + 1", kRules) + "output o = a > " + last_of(kRules) + "\n";
      BOOST_TEST(check(text) == "");
      BOOST_TEST(test::decide(test::decider(text), R"({"a":2,"b":true})") == "K9013");
    }
  }
}

BOOST_AUTO_TEST_CASE(very_many_mistakes) {
  constexpr std::size_t kMany = test::kVeryMany / 5;
  const auto many = [](const std::string& before, const std::string& behind) {
    return lines(0, kMany, [&](std::size_t i) { return before + number(i) + behind; });
  };
  BOOST_TEST(check(kHead + many("rule x", " = = 1\n")) == "K1001*200 K9020");
  BOOST_TEST(check(kHead + many("output x", " = y\n")) == "K2001*200 K9020");
  BOOST_TEST(check(kHead + many("output x", " = true when a > 2.5\n")) == "K4003*200 K9020");
  BOOST_TEST(check(kHead + "output o = true\n" + many("rule x", " = 1\n")) == "K2024*200 K9020");
}

BOOST_AUTO_TEST_CASE(very_many_arms_members_and_cells) {
  const auto classify = [](std::size_t arms) {
    return kHead + "enum E { e f }\nclassify c : E by a as v, in order {\n" +
           lines(0, arms, [](std::size_t i) { return " e when v > " + number(i) + "\n"; }) +
           "f otherwise }\noutput c\n";
  };
  BOOST_TEST(check(classify(test::kVeryMany)) == "K4022*200 K9020");
  BOOST_TEST(check(classify(1'000'000)) == "K9001");
  BOOST_TEST(check(kHead + "enum E { e f }\nclassify c : E by a as v, in order {\n" +
                   repeat("e when v>1\n", 1'000'000) + "f otherwise }\noutput c\n") == "K9004");
  const std::string members = "policy \"p\" version 1.0.0\nenum E from lowest {\n" +
                              lines(0, test::kVeryMany, [](std::size_t i) { return "e" + number(i) + "\n"; }) +
                              "}\ninput I { a: E b: E }\narticle 1:\noutput o = true when a > E.e5 and a < b\n";
  BOOST_TEST(check(members) == "K4003 K4020");
  const auto columns = [](const std::string& before, std::size_t count) {
    return lines(0, count, [&](std::size_t i) { return before + number(i) + " "; }) + "|\n";
  };
  std::string table = "policy \"p\" version 1.0.0\nenum E {\n" +
                      lines(0, 500, [](std::size_t i) { return "e" + number(i) + "\n"; }) +
                      "}\ninput I { a: E b: E }\narticle 1:\ntable t : E by a, b {\n| a \\ b " + columns("| e", 500);
  for (std::size_t row = 0; row < 100; ++row) table += "| e" + number(row) + " " + columns("| e", 500);
  BOOST_TEST(check(table + "}\noutput t\n").find("K4") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(conditions_of_very_many_parts) {
  const auto parts = [](const std::string& between, const std::string& before, std::size_t count) {
    return lines(0, count, [&](std::size_t i) { return (i == 0 ? "" : between) + before + number(i); });
  };
  const std::string fields = "policy \"p\" version 1.0.0\ninput I {\n" +
                             lines(0, 60, [](std::size_t i) { return "b" + number(i) + ": boolean\n"; }) +
                             "}\narticle 1:\n";
  const std::string odd = fields + "rule x0 = b0\n" + lines(1, 60, [](std::size_t i) {
                            return "rule x" + number(i) + " = x" + number(i - 1) + " != b" + number(i) + "\n";
                          });
  BOOST_TEST(check(odd + "output o = true when x59 and not x58\n") == "K4003*2");
  BOOST_TEST(check(fields + "output o = true when " + parts(" or ", "b", 60) + "\n").find("K4003") == 0U);
  BOOST_TEST(check(kHead + "output o = true when " + parts(" and ", "a > 2.", 5'000) + "\n").find("K4003") == 0U);
}

BOOST_AUTO_TEST_CASE(long_and_empty_texts) {
  BOOST_TEST(check(kHead + "title \"" + std::string(100 * test::kVeryMany, 'x') + "\"\noutput o = b\n") == "K1019");
  BOOST_TEST(check("") == "K1004");
  BOOST_TEST(check(std::string(1'000'000, '\0')).find("K1") == 0U);
  BOOST_TEST(check(repeat("#\n", 1'000'000) + kHead + "output o = b\n") == "");
}

/// Each of two policies of a layer takes the results of both of the next: every layer doubles what is decided.
BOOST_AUTO_TEST_CASE(results_of_results) {
  std::vector<PolicyText> texts;
  constexpr std::size_t kLayers = 12;
  for (std::size_t depth = 0; depth < kLayers; ++depth) {
    for (const char* side : {"a", "b"}) {
      const std::string next = number(depth + 1);
      const std::string fields =
          depth + 1 == kLayers ? "n: number 0..9 decimals 0" : "p: P" + next + "a q: P" + next + "b";
      std::string text;
      if (depth + 1 < kLayers)
        text += "use P" + next + "a from \"p" + next + "a\"\nuse P" + next + "b from \"p" + next + "b\"\n";
      text += "input P" + number(depth) + side + " { " + fields + " }\narticle 1 {\n";
      if (depth + 1 < kLayers) {
        text +=
            "result of \"p" + next + "a\" on p as x\nresult of \"p" + next + "b\" on q as y\noutput o = x.o or y.o\n";
      } else {
        text += "output o = n > 1\n";
      }
      const std::string id = "p" + number(depth) + side;
      texts.push_back({id + ".kaidah", "policy \"" + id + "\" version 1.0.0\n" + text + "}\n"});
    }
  }
  CompileOptions options;
  options.library = Library::of(texts);
  const auto compiled = [&](std::size_t depth) {
    return test::codes(compile_id("p" + number(depth) + "a", options).diagnostics);
  };
  BOOST_TEST(compiled(kLayers - 1) == "");
  BOOST_TEST(compiled(kLayers - 6) == "");  // 2 + 4 + 8 + 16 + 32 results
  BOOST_TEST(compiled(kLayers - 7).find("K9005") == 0U);
  BOOST_TEST(compiled(0).find("K9005") == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
