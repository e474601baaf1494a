// The canonical layout, by example.
#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>

#include "grammar/format/format.hpp"
#include "grammar/parse/parse.hpp"

BOOST_AUTO_TEST_SUITE(grammar_format_layout)

namespace {

using kaidah::syntax::SyntaxTree;
using kaidah::syntax::Vocabulary;

SyntaxTree read(std::string text) {
  kaidah::parse::ParseResult result =
      kaidah::parse::parse(std::make_shared<const kaidah::Source>("p", std::move(text)));
  std::string found;
  for (const kaidah::Diagnostic& diagnostic : result.diagnostics) found += kaidah::render(diagnostic, {});
  BOOST_TEST(!kaidah::has_errors(result.diagnostics), found);
  return std::move(result.tree);
}

std::string formatted(std::string text, Vocabulary vocabulary = Vocabulary::english) {
  return kaidah::format::format(read(std::move(text)), vocabulary);
}

const std::string kHead = "policy \"p\" version 1.0.0\n\n";

void stays(const std::string& body) {
  BOOST_TEST(formatted(kHead + body) == kHead + body);
}
void becomes(const std::string& body, const std::string& expected) {
  BOOST_TEST(formatted(kHead + body) == kHead + expected);
}
/// The value of a rule keeps, or gets, exactly these parentheses.
void expression(const std::string& written, const std::string& expected) {
  becomes("article 1 { rule x = " + written + " }", "article 1 {\n  rule x = " + expected + "\n}\n");
}
void expression(const std::string& written) {
  expression(written, written);
}

}  // namespace

BOOST_AUTO_TEST_CASE(only_the_parentheses_that_the_tree_needs) {
  expression("((a + b) + c) - (d)", "a + b + c - d");
  expression("a + (b + c)");
  expression("a - (b - c)");
  expression("(a * b) / c + (d * (e / f))", "a * b / c + d * (e / f)");
  expression("(a + b) * -c");
  expression("-(a + b)");
  expression("-(-a)");
  expression("(a and b) or c");
  expression("a and (b or c)");
  expression("(a and b) and c");
  expression("not (a and b)");
  expression("(not a) and (b = c)", "not a and b = c");
  expression("not (x is present)", "not x is present");
  expression("(a = b) = c");
  expression("70 <= x < 90");
  expression("(x at least 60% and at most 70%) and y", "x at least 60% and at most 70% and y");
  expression("x if missing 0 + 1", "(x if missing 0) + 1");
  expression("(x if missing 0) if missing 1");
  expression("x if missing y if missing -z", "x if missing (y if missing -z)");
  expression("x as of start of period <= y if missing z", "(x as of start of period) <= (y if missing z)");
  expression("(a as of (b)).c", "(a as of b).c");
  expression("(a + b) as of start of period");
  expression("f((a).b, (c))", "f(a.b, c)");
  expression("x in ([a, (b)])", "x in [a, b]");
  expression("(x in a) = true");
  expression("sum((p.n) for p in (members) where (p.k = 1))", "sum(p.n for p in members where p.k = 1)");
  expression("count(p in [1, 2] where p \xE2\x89\xA4 1)", "count(p in [1, 2] where p <= 1)");
  expression("least([a, b]) + greatest(a, b) + round(a, -2, half_even)");
  expression("date(2020, 1, 1) + 1 days + 2 month + 2020-01-01", "date(2020, 1, 1) + 1 day + 2 months + 2020-01-01");
  expression("0.70 + 1_000 + 70%");
}

BOOST_AUTO_TEST_CASE(comments_stay_with_what_they_speak_of) {
  becomes(
      "article 1 \"t\" # behind the head\n"
      "{\n"
      "\n"
      "  # first\n"
      "  rule x = 1 + # inside\n"
      "    2 # behind\n"
      "\n\n\n"
      "  rule longer = 2 # aligned\n"
      "  # own\n"
      "  rule y = 1\n"
      "  # at the end\n"
      "\n"
      "}\n"
      "article 2: # open\n"
      "  rule z = 1\n"
      "  # of the next article\n"
      "article 3 { paragraph (1): rule q = 1 # q\n"
      "}\n"
      "article 4 { # nothing\n}\n"
      "article 5 { }\n"
      "\n"
      "# last\n",
      "article 1 \"t\" {  # behind the head\n"
      "  # first\n"
      "  # inside\n"
      "  rule x = 1 + 2  # behind\n"
      "\n"
      "  rule longer = 2  # aligned\n"
      "  # own\n"
      "  rule y = 1\n"
      "  # at the end\n"
      "}\n"
      "article 2:  # open\n"
      "  rule z = 1\n"
      "# of the next article\n"
      "article 3 {\n"
      "  paragraph (1): rule q = 1  # q\n"
      "}\n"
      "article 4 {  # nothing\n"
      "}\n"
      "article 5 { }\n"
      "\n"
      "# last\n");
}

BOOST_AUTO_TEST_CASE(comments_of_the_header) {
  BOOST_TEST(formatted("# licence\n\n# about\npolicy \"p\" version 1.0.0 # a\n\n# b\ntitle \"T\" # c\n"
                       "use x, y from \"m\" 1.x\nmonth end last_day\nin force from 2020-01-01\n# d\nrule x = 1") ==
             "# licence\n\n# about\npolicy \"p\" version 1.0.0  # a\n\n# b\ntitle    \"T\"  # c\n"
             "use      x, y from \"m\" 1.x\nmonth end last_day\nin force from 2020-01-01\n\n# d\nrule x = 1\n");
}

BOOST_AUTO_TEST_CASE(shapes_stand_in_columns) {
  stays(
      "enum Grade from lowest {\n"
      "  low  \"Low\"\n"
      "  high \"Very high\"  written \"h\" alias \"H\", \"hi\"\n"
      "}\n"
      "record R {\n"
      "  id:                text\n"
      "  grade \"the-grade\": Grade, optional\n"
      "  count:             whole number 0..120, if missing 0\n"
      "  condition count > 0 \"why\"\n"
      "}\n"
      "parameter p : number from 2013-01-01: 1, from 2015-01-01: 2, through 2016-12-31\n"
      "parameter q : Grade decided by agency, one of low, high, allowed when count > 0\n"
      "group unit by agency, unit_code {\n"
      "  kind: text\n"
      "}\n");
}

BOOST_AUTO_TEST_CASE(arms_and_tables_stand_in_columns) {
  becomes(
      "article 1 {\n"
      "  classify g : Grade by n as x, in order {\n"
      "    point a: very_high when 110 <= x <= 120 and idea\n"
      "    point b: high when 70 <= x < 90 [secondary source]\n"
      "    point c: low when x < 50\n"
      "    undetermined \"why\" otherwise\n"
      "  } as referred to in article 2 [interpretation \"i\"]\n"
      "  table t : Grade by a.b, c {\n"
      "    | b \\ c | 1, 2 | >= 3 and < 4 |\n"
      "    point a: | low | high | low | [verbatim] [place inferred]\n"
      "    | * | low | very_high |\n"
      "  }\n"
      "}\n",
      "article 1 {\n"
      "  classify g : Grade by n as x, in order {\n"
      "    point a: very_high  when 110 <= x <= 120 and idea\n"
      "    point b: high       when  70 <= x <  90  [secondary source]\n"
      "    point c: low        when        x <  50\n"
      "    undetermined \"why\"  otherwise\n"
      "  }  as referred to in article 2  [interpretation \"i\"]\n"
      "  table t : Grade by a.b, c {\n"
      "             | b \\ c | 1, 2 | >= 3 and < 4 |\n"
      "    point a: | low   | high | low          |  [verbatim] [place inferred]\n"
      "             | *     | low  | very_high    |\n"
      "  }\n"
      "}\n");
}

BOOST_AUTO_TEST_CASE(long_values_go_below_and_long_conditions_apart) {
  becomes(
      "article 1 {\n"
      "  rule a_long_name_of_a_rule : number 0..120, optional = mean(value_of(p) for p in superior.assessments) "
      "[interpretation \"i\"] when the_first_condition_holds and the_second_condition_holds and "
      "also_the_third_condition_of_them_holds_now_and_ever\n"
      "  require d: a_first_condition_of_some_length or a_second_condition_of_some_length or a_third_condition_of_it\n"
      "    when x by 2020-01-01 finding breach \"C\" \"{n} of {{x}}\"\n"
      "}\n",
      "article 1 {\n"
      "  rule a_long_name_of_a_rule : number 0..120, optional = mean(value_of(p) for p in superior.assessments)\n"
      "    [interpretation \"i\"]\n"
      "    when the_first_condition_holds\n"
      "      and the_second_condition_holds\n"
      "      and also_the_third_condition_of_them_holds_now_and_ever\n"
      "  require d: a_first_condition_of_some_length or a_second_condition_of_some_length or a_third_condition_of_it\n"
      "    when x  by 2020-01-01\n"
      "    finding breach \"C\" \"{n} of {{x}}\"\n"
      "}\n");
}

BOOST_AUTO_TEST_CASE(procedures_and_scenarios) {
  stays(
      "article 1 {\n"
      "  procedure p \"P\" {\n"
      "    starts when a, from b\n"
      "    events e in list where e.kind = 1\n"
      "    paragraph (1): step one no longer than 6 months [verbatim] {\n"
      "      on expiry and done         to finished\n"
      "      paragraph (2): upon moved  to two\n"
      "      suspended while x in l from x.a through x.b\n"
      "    }\n"
      "    end finished, other\n"
      "    step two { }\n"
      "    end third \"T\"  [verbatim]\n"
      "  }\n"
      "}\n"
      "given a.b = 1, decision day = 2020-01-01\n"
      "scenario \"s\" for each unit {\n"
      "  given 7 members with g = low and n = 1, members = [{ a: 1, b: none }]\n"
      "  assume n = 89.995\n"
      "  expect n = 90.00, rejection K4003, finding \"C\", no finding \"D\"\n"
      "  | given n | expect rejection |\n"
      "  | 110     | K5001            |\n"
      "  | 89.99   | none             |\n"
      "}\n");
}

BOOST_AUTO_TEST_CASE(citations_take_the_word_of_their_level) {
  BOOST_TEST(formatted("policy \"p\" version 1.0.0\narticle 1 { rule x = 1 as referred to in paragraph (2) point a\n"
                       "rule y = 1 as referred to in annex I page 3 }",
                       Vocabulary::indonesian) ==
             "kebijakan \"p\" versi 1.0.0\n\npasal 1 {\n"
             "  aturan x = 1  sebagaimana dimaksud pada ayat (2) huruf a\n"
             "  aturan y = 1  sebagaimana dimaksud dalam lampiran I halaman 3\n}\n");
}

BOOST_AUTO_TEST_CASE(one_line_for_explanations) {
  const SyntaxTree tree = read(kHead + "article 1 { rule x = round(sum(p.n for p in members), 2, half_up) }");
  const auto& place = std::get<kaidah::syntax::PlaceItem>(tree[tree.items.front()].node);
  const auto& rule = std::get<kaidah::syntax::RuleItem>(tree[place.body.front()].node);
  BOOST_TEST(kaidah::format::format_expression(tree, rule.value, Vocabulary::indonesian) ==
             "bulatkan(jumlah(p.n untuk p dalam anggota), 2, setengah_ke_atas)");
  kaidah::syntax::Place between;
  between.parts = {{kaidah::syntax::PlaceLevel::article, "26"}};
  between.through = "34";
  BOOST_TEST(kaidah::format::format_place(between, Vocabulary::indonesian) == "di antara pasal 26 dan 34");
}

BOOST_AUTO_TEST_SUITE_END()
