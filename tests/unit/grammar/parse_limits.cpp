// Each limit: at it, and one past it.
#include <boost/test/unit_test.hpp>
#include <string>

#include "grammar/parse/parse.hpp"

BOOST_AUTO_TEST_SUITE(grammar_parse_limits)

using namespace kaidah;

namespace {

const std::string kHead = "policy \"p\" version 1.0.0\n";

std::string repeat(const std::string& text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

/// The codes of a text's diagnostics, one after the other.
std::string codes(const std::string& text, const Limits& limits = {}) {
  std::string result;
  for (const Diagnostic& diagnostic : parse::parse(std::make_shared<Source>("t", text), limits).diagnostics) {
    result += (result.empty() ? "" : " ") + info(diagnostic.message.kind).code;
  }
  return result;
}

std::string nested(const std::string& open, const std::string& close, std::size_t times) {
  return codes(kHead + "rule x = " + repeat(open, times) + "a" + repeat(close, times) + "\nrule y = 1");
}

}  // namespace

BOOST_AUTO_TEST_CASE(brackets) {
  const std::size_t most = Limits{}.nesting;
  for (const auto& [open, close] : {std::pair{"(", ")"},
                                    {"[", "]"},
                                    {"f(", ")"},
                                    {"not ", ""},
                                    {"- ", ""},
                                    {"{a: ", "}"},
                                    {"sum(", ")"},
                                    {"1 if missing ", ""}}) {
    BOOST_TEST_CONTEXT(open) {
      BOOST_TEST(nested(open, close, most - 1) == "");
      BOOST_TEST(nested(open, close, most + 1) == "K9002");
      BOOST_TEST(nested(open, close, 100'000) == "K9002");
    }
  }
}

BOOST_AUTO_TEST_CASE(blocks_in_blocks) {
  const auto blocks = [](std::size_t times) {
    return codes(kHead + repeat("article 1 {\n", times) + repeat("}\n", times) + "rule y = 1");
  };
  BOOST_TEST(blocks(Limits{}.nesting) == "");
  BOOST_TEST(blocks(Limits{}.nesting + 1) == "K9002");
  BOOST_TEST(blocks(50'000) == "K9002");
  BOOST_TEST(codes(kHead + repeat("article 1 {\n", 50'000)).starts_with("K1002"));
  BOOST_TEST(codes(kHead + "rule x : " + repeat("list ", 50'000) + "text = 1") == "K9002");
}

BOOST_AUTO_TEST_CASE(chains_of_operators) {
  const auto chain = [](const std::string& link, std::size_t times) {
    return codes(kHead + "rule x = a" + repeat(link, times));
  };
  for (const char* link : {" + a", " * a", ".a", " if missing a"}) {
    BOOST_TEST_CONTEXT(link) {
      BOOST_TEST(chain(link, Limits{}.nesting - 1) == "");
      BOOST_TEST(chain(link, Limits{}.nesting) == "K9002");
      BOOST_TEST(chain(link, 150) == "K9002");
    }
  }
  BOOST_TEST(chain(" and a", 5'000) == "");  // one node, however many operands
}

BOOST_AUTO_TEST_CASE(digits) {
  const std::size_t most = Limits{}.literal_digits;
  BOOST_TEST(codes(kHead + "rule x = " + std::string(most, '7')) == "");
  BOOST_TEST(codes(kHead + "rule x = " + std::string(most + 1, '7')) == "K9003");
  BOOST_TEST(codes(kHead + "rule x = 0." + std::string(most, '7')) == "K9003");
  BOOST_TEST(codes(kHead + "rule x : number decimals " + std::string(most + 1, '7') + " = 1") == "K9003");
}

BOOST_AUTO_TEST_CASE(size) {
  const std::string text = kHead + "rule x = 1\n";
  Limits limits;
  limits.source_bytes = text.size();
  BOOST_TEST(codes(text, limits) == "");
  BOOST_TEST(codes(text + "\n", limits) == "K9001");
}

BOOST_AUTO_TEST_CASE(declarations) {
  Limits limits;
  limits.declarations = 10;  // the header is one of them
  BOOST_TEST(codes(kHead + repeat("rule x = 1\n", 9), limits) == "");
  BOOST_TEST(codes(kHead + repeat("rule x = 1\n", 10), limits) == "K9004");
  BOOST_TEST(codes(kHead + "article 1 {\n" + repeat("rule x = 1\n", 9) + "}\n}", limits) == "K9004");
}

BOOST_AUTO_TEST_CASE(diagnostics) {
  Limits limits;
  limits.diagnostics = 5;
  BOOST_TEST(codes(kHead + repeat("rule x = = 1\n", 20), limits) == "K1001 K1001 K1001 K1001 K1001 K9020");
  BOOST_TEST(codes(kHead + repeat("rule x = = 1\n", 5), limits) == "K1001 K1001 K1001 K1001 K1001");
}

BOOST_AUTO_TEST_SUITE_END()
