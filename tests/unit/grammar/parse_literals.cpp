// Numbers, dates, texts: what is refused, and how it is said.
#include <boost/test/unit_test.hpp>
#include <string>

#include "grammar/parse/parse.hpp"

BOOST_AUTO_TEST_SUITE(grammar_parse_literals)

using namespace kaidah;

namespace {

parse::ParseResult read(const std::string& value) {
  return parse::parse(std::make_shared<Source>("t", "policy \"p\" version 1.0.0\nrule x = " + value + "\nrule y = 1"));
}

/// `CODE -> suggestion` of the only diagnostic of a value; empty if there is none.
std::string refusal(const std::string& value) {
  const auto result = read(value);
  BOOST_TEST(result.tree.items.size() == 2u);
  if (result.diagnostics.empty()) return {};
  if (result.diagnostics.size() > 1) return std::to_string(result.diagnostics.size()) + " diagnostics";
  const Diagnostic& diagnostic = result.diagnostics.front();
  std::string found = info(diagnostic.message.kind).code;
  if (diagnostic.suggestion) found += " -> " + diagnostic.suggestion->replacement;
  return found;
}

std::string text_of(const std::string& value) {
  const auto result = read(value);
  for (const Diagnostic& diagnostic : result.diagnostics) BOOST_ERROR(render(diagnostic, {}));
  const auto& rule = std::get<syntax::RuleItem>(result.tree[result.tree.items.front()].node);
  return std::get<syntax::TextLiteral>(result.tree[rule.value].node).value;
}

}  // namespace

BOOST_AUTO_TEST_CASE(numbers_that_read) {
  for (const char* good : {"1", "0.5", "50_000_000", "70%", "12.5%", "50.0001", "1.00", "0.000_1", "50.0"}) {
    BOOST_TEST_CONTEXT(good) BOOST_TEST(refusal(good) == "");
  }
}

BOOST_AUTO_TEST_CASE(decimal_commas) {
  BOOST_TEST(refusal("1,76") == "K1007 -> 1.76");
  BOOST_TEST(refusal("f(1,2)") == "K1007 -> 1.2");
  BOOST_TEST(refusal("f(1, 2)") == "");
  BOOST_TEST(refusal("[1, 2]") == "");
  BOOST_TEST(refusal("\"1,76\"") == "");
  BOOST_TEST(refusal("1.000,50") == "K1007");
}

BOOST_AUTO_TEST_CASE(thousands) {
  BOOST_TEST(refusal("50.000") == "K1008 -> 50_000");
  BOOST_TEST(refusal("1.250.000") == "K1009 -> 1_250_000");
  BOOST_TEST(refusal("1.2.3") == "K1009");
}

BOOST_AUTO_TEST_CASE(the_same_mistake_is_reported_once_however_often_it_is_read) {
  // A cell is tried as a test first, a type's range as an expression first.
  const auto result = parse::parse(std::make_shared<Source>(
      "t", "policy \"p\" version 1.0.0\ntable t : number 0..1,5 by a {\n| a | t |\n| 1,5 | x or 2,5 |\n}"));
  BOOST_TEST(result.diagnostics.size() == 3u);
}

BOOST_AUTO_TEST_CASE(dates) {
  BOOST_TEST(refusal("2024-02-29") == "");
  BOOST_TEST(refusal("2023-02-29") == "K1010");
  BOOST_TEST(refusal("2023-13-01") == "K1010");
  BOOST_TEST(refusal("2023-04-31") == "K1010");
  BOOST_TEST(refusal("0000-01-01") == "K1010");
  BOOST_TEST(refusal("2023-00-10") == "K1010");
}

BOOST_AUTO_TEST_CASE(texts) {
  BOOST_TEST(text_of(R"("a\"b\\c\n\t\u{41}\u{1F600}é")") == "a\"b\\c\n\tA\xF0\x9F\x98\x80é");
  BOOST_TEST(refusal(R"("a\qb")") == "K1014");
  BOOST_TEST(refusal(R"("a\u{}b")") == "K1014");
  BOOST_TEST(refusal(R"("a\u{D800}b")") == "K1014");
  BOOST_TEST(refusal(R"("a\u{110000}b")") == "K1014");
  BOOST_TEST(refusal(R"("a\u{41")") == "K1014");
  BOOST_TEST(refusal("\"open") == "K1013");
  BOOST_TEST(refusal("\"ends in a backslash\\") == "K1013");
}

BOOST_AUTO_TEST_CASE(an_open_text_does_not_swallow_the_block_it_names) {
  const auto result = parse::parse(
      std::make_shared<Source>("t", "policy \"p\" version 1.0.0\narticle 1 \"Title {\n rule x = = 1\n}\nrule y = 1"));
  BOOST_TEST(result.diagnostics.size() == 2u);
  BOOST_TEST(result.tree.items.size() == 2u);
}

BOOST_AUTO_TEST_CASE(templates) {
  const auto count = [](const std::string& text) {
    return parse::parse(std::make_shared<Source>(
                            "t", "policy \"p\" version 1.0.0\nrequire r: a finding note \"C\" \"" + text + "\""))
        .diagnostics.size();
  };
  BOOST_TEST(count("{a} {{ }} {f(b)}") == 0u);
  BOOST_TEST(count("{a") == 1u);
  BOOST_TEST(count("a}") == 1u);
  BOOST_TEST(count("{}") == 1u);
  BOOST_TEST(count("{a b} {c}") == 1u);
  BOOST_TEST(count("{1,5}") == 1u);
  BOOST_TEST(count("{a +} {b +}") == 2u);
}

BOOST_AUTO_TEST_CASE(bytes_that_are_not_text) {
  const auto result = parse::parse(std::make_shared<Source>("t", "policy \"p\" version 1.0.0\n# \xC3\x28\n"));
  BOOST_REQUIRE(result.diagnostics.size() == 1u);
  BOOST_TEST(kaidah::text(result.diagnostics[0].message, Language::english) == "the file is not UTF-8 text: byte 0xC3");
  BOOST_TEST(result.diagnostics[0].location.span.begin == 27u);
}

BOOST_AUTO_TEST_SUITE_END()
