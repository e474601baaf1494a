// Whatever is thrown at it: no crash, no hang, every span inside the text. The fuzz targets go further.
#include <array>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <random>
#include <sstream>
#include <string_view>

#include "grammar/parse/parse.hpp"

BOOST_AUTO_TEST_SUITE(grammar_parse_robust)

using namespace kaidah;

namespace {

std::string file(const std::string& name) {
  std::ifstream in(std::string(KAIDAH_ROOT) + "/tests/unit/grammar/data/" + name, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

bool inside(Span span, std::size_t size) {
  return span.begin <= span.end && span.end <= size;
}

void check(const std::string& text) {
  const parse::ParseResult result = parse::parse(std::make_shared<Source>("t", text));
  bool good = true;
  for (const Diagnostic& diagnostic : result.diagnostics) good = good && inside(diagnostic.location.span, text.size());
  for (const auto& expr : result.tree.expressions) good = good && inside(expr.span, text.size());
  for (const auto& item : result.tree.all_items) good = good && inside(item.span, text.size());
  for (const auto& comment : result.tree.comments) good = good && inside(comment.span, text.size());
  BOOST_TEST_INFO(text);
  BOOST_TEST(good);
  BOOST_TEST(!dump(result.tree).empty());
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_truncation) {
  const std::string text = file("every_construct.kaidah");
  for (std::size_t size = 0; size <= text.size(); size += 7) check(text.substr(0, size));
}

BOOST_AUTO_TEST_CASE(random_damage) {
  static constexpr std::array<std::string_view, 24> scraps{
      "{", "}", "(", ")",  "[",     "]",       "\"",    "|",    ",",   ":",  "=",         "..",
      ".", "`", "#", "\n", "rule ", "aturan ", "jika ", "dan ", "1,2", "\\", "pasal 1 {", "\xE2\x89\xA4"};
  std::mt19937 random(20190429);
  const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
  for (const char* name : {"excerpt.kaidah", "every_construct.kaidah"}) {
    const std::string whole = file(name);
    for (int round = 0; round < 150; ++round) {
      std::string text = whole;
      for (std::size_t edits = 1 + below(5); edits != 0; --edits) {
        const std::size_t at = below(text.size());
        switch (below(3)) {
          case 0:
            text.insert(at, scraps[below(scraps.size())]);
            break;
          case 1:
            text.erase(at, 1 + below(4));
            break;
          default:
            text[at] = static_cast<char>(' ' + below(95));
            break;
        }
      }
      check(text);
    }
  }
}

BOOST_AUTO_TEST_CASE(texts_of_one_kind) {
  for (const char* scrap : {"{",     "}",    "(",  "[",       "\"",        "`",           "|",
                            "#",     ",",    ".",  "rule ",   "rule x = ", "article 1 {", "table t : T by a { | ",
                            "a \\ ", "not ", "{{", "policy ", "- ",        "= ",          "scenario \"",
                            "\\u{"}) {
    std::string text = "policy \"p\" version 1.0.0\n";
    for (int i = 0; i < 3000; ++i) text += scrap;
    check(text);
  }
}

BOOST_AUTO_TEST_SUITE_END()
