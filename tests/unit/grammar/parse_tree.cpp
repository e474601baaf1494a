// What is read becomes the tree that was meant.
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <sstream>

#include "grammar/parse/parse.hpp"

BOOST_AUTO_TEST_SUITE(grammar_parse_tree)

using namespace kaidah;

namespace {

std::string file(const std::string& name) {
  std::ifstream in(std::string(KAIDAH_ROOT) + "/tests/unit/grammar/data/" + name, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

parse::ParseResult read(const std::string& text) {
  parse::ParseResult result = parse::parse(std::make_shared<Source>("t.kaidah", text));
  for (const Diagnostic& diagnostic : result.diagnostics) BOOST_ERROR(render(diagnostic, {}));
  return result;
}

/// The dump of the items of an English policy, without the header.
std::string items(const std::string& text) {
  const std::string all = dump(read("policy \"p\" version 1.0.0\n" + text).tree);
  const std::string header = "policy id=\"p\" version=1.0.0\n";
  return all.substr(all.find(header) + header.size());
}
std::string indonesian(const std::string& text) {
  const std::string all = dump(read("kebijakan \"p\" versi 1.0.0\n" + text).tree);
  const std::string header = "policy id=\"p\" version=1.0.0\n";
  return all.substr(all.find(header) + header.size());
}
std::string value(const std::string& expression) {
  const std::string all = items("rule x = " + expression);
  const std::string head = "rule x\n  value: ";
  BOOST_REQUIRE(all.starts_with(head));
  return all.substr(head.size());
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_construct) {
  std::istringstream expected(file("every_construct.dump"));
  std::istringstream found(dump(read(file("every_construct.kaidah")).tree));
  std::string wanted;
  std::string line;
  for (int number = 1; std::getline(expected, wanted); ++number) {
    BOOST_REQUIRE_MESSAGE(std::getline(found, line), "ends before line " << number);
    BOOST_REQUIRE_MESSAGE(wanted == line, "line " << number << ": " << line << "\nexpected: " << wanted);
  }
  BOOST_TEST(!std::getline(found, line));
}

BOOST_AUTO_TEST_CASE(open_places_hold_what_follows_up_to_their_level) {
  BOOST_TEST(items("article 1 { paragraph (1): point a: rule x = 1 point b: rule y = 2 page 3: rule w = 4\n"
                   "paragraph (2): rule z = 3 }") ==
             "place braces\n  at article 1\n"
             "  place open\n    at paragraph (1)\n"
             "    place open\n      at point a\n      rule x\n        value: number 1\n"
             "    place open\n      at point b\n      rule y\n        value: number 2\n"
             "      place open\n        at page 3\n        rule w\n          value: number 4\n"
             "  place open\n    at paragraph (2)\n    rule z\n      value: number 3\n");
}

BOOST_AUTO_TEST_CASE(a_braced_place_of_a_higher_level_ends_an_open_one) {
  BOOST_TEST(items("chapter I: article 1 { } article 2 { }\nannex { }") ==
             "place open\n  at chapter I\n  place braces\n    at article 1\n  place braces\n    at article 2\n"
             "place braces\n  at annex\n");
}

BOOST_AUTO_TEST_CASE(an_open_place_spans_what_it_holds) {
  const parse::ParseResult result =
      read("policy \"p\" version 1.0.0\narticle 1 {\n paragraph (1):\n rule x = 1\n rule y = 2\n}");
  const auto& article = std::get<syntax::PlaceItem>(result.tree[result.tree.items.front()].node);
  const Span span = result.tree[article.body.front()].span;
  BOOST_TEST(result.tree.source->text(span) == "paragraph (1):\n rule x = 1\n rule y = 2");
}

BOOST_AUTO_TEST_CASE(a_citation_stops_before_a_heading) {
  BOOST_TEST(items("article 9 { rule x = 1 as referred to in paragraph (2) point a\npoint b: rule y = 2\n"
                   "rule z = 3 as referred to in article 2\nparagraph (4) \"t\" { } }") ==
             "place braces\n  at article 9\n"
             "  rule x\n    value: number 1\n    citation paragraph (2) point a\n"
             "  place open\n    at point b\n    rule y\n      value: number 2\n"
             "    rule z\n      value: number 3\n      citation article 2\n"
             "  place braces\n    at paragraph (4)\n    title text=\"t\"\n");
}

BOOST_AUTO_TEST_CASE(a_page_stands_after_any_part_of_a_citation) {
  BOOST_TEST(items("rule x = 1 as referred to in annex page 12 point a") ==
             "rule x\n  value: number 1\n  citation annex page 12 point a\n");
}

BOOST_AUTO_TEST_CASE(a_mark_before_the_guard_belongs_to_the_value) {
  BOOST_TEST(items("rule x = 1 [verbatim] when y [interpretation]") ==
             "rule x\n  value: number 1\n  value_mark: verbatim\n  guard when\n    name y\n  mark: interpretation\n");
  BOOST_TEST(items("rule x = 1 [verbatim] [place inferred]") ==
             "rule x\n  value: number 1\n  mark: verbatim\n  mark: place_inferred\n");
}

BOOST_AUTO_TEST_CASE(keywords_are_names_where_they_do_not_fit) {
  BOOST_TEST(indonesian("rincian R { syarat: tanggal tanggal: tanggal judul \"title\": teks data: data }") ==
             "record R\n  field syarat\n    type: date\n  field tanggal\n    type: date\n"
             "  field judul key=\"title\"\n    type: text\n  field data\n    type: named data\n");
  BOOST_TEST(indonesian("pilihan P { catatan peringatan aturan }") ==
             "enum P\n  member catatan\n  member peringatan\n  member aturan\n");
  BOOST_TEST(indonesian("aturan nilai = r.tahun + bulan + tahun") ==
             "rule nilai\n  value: binary +\n    left: binary +\n      left: member tahun\n        of: name r\n"
             "      right: name bulan\n    right: name tahun\n");
  BOOST_TEST(indonesian("aturan aturan = keluaran\naturan jumlah = banyaknya") ==
             "rule aturan\n  value: name keluaran\nrule jumlah\n  value: name banyaknya\n");
  BOOST_TEST(indonesian("golongkan x : P { huruf jika a angka jika b }") ==
             "classify x unique\n  type: named P\n  arm\n    value: name huruf\n    guard when\n      name a\n"
             "  arm\n    value: name angka\n    guard when\n      name b\n");
}

BOOST_AUTO_TEST_CASE(back_ticks_make_any_word_a_name) {
  BOOST_TEST(indonesian("aturan `jika` = `tahun`(`dan`)") == "rule jika\n  value: call tahun\n    name dan\n");
  const parse::ParseResult result = read("policy \"p\" version 1.0.0\nrule `when` = 1");
  const auto& rule = std::get<syntax::RuleItem>(result.tree[result.tree.items.front()].node);
  BOOST_TEST(result.tree.source->text(rule.name.span) == "when");
}

BOOST_AUTO_TEST_CASE(if_missing_and_otherwise_are_longer_than_if_and_in_case) {
  BOOST_TEST(indonesian("aturan a = b jika kosong 0 jika c") ==
             "rule a\n  value: default\n    operand: name b\n    fallback: number 0\n  guard when\n    name c\n");
  BOOST_TEST(indonesian("golongkan x : P { a dalam hal b c dalam hal lain }") ==
             "classify x unique\n  type: named P\n  arm\n    value: name a\n    guard in_case\n      name b\n"
             "  arm otherwise\n    value: name c\n");
  BOOST_TEST(indonesian("aturan a = x dalam [1] dalam hal y") ==
             "rule a\n  value: in\n    element: name x\n    list: list\n      number 1\n  guard in_case\n    name y\n");
}

BOOST_AUTO_TEST_CASE(precedence) {
  BOOST_TEST(value("a - b - c * -d") ==
             "binary -\n    left: binary -\n      left: name a\n      right: name b\n"
             "    right: binary *\n      left: name c\n      right: unary negate\n"
             "        operand: name d\n");
  BOOST_TEST(value("not a = b and c") ==
             "logical and\n    unary not\n      operand: comparison\n"
             "        first: name a\n        test = words=symbol\n          right: name b\n"
             "    name c\n");
  BOOST_TEST(value("(a or b) and c") == "logical and\n    logical or\n      name a\n      name b\n    name c\n");
}

BOOST_AUTO_TEST_CASE(comparisons_in_words_are_not_chained) {
  BOOST_TEST(value("x at least 60% and at most 70% and y") ==
             "logical and\n    comparison\n      first: name x\n      test >= words=value\n        right: number 60%\n"
             "      test <= words=value\n        right: number 70%\n    name y\n");
}

BOOST_AUTO_TEST_CASE(signs_of_mathematics_read) {
  BOOST_TEST(value("70 ≤ x < 90") == value("70 <= x < 90"));
  BOOST_TEST(value("x ≠ y ≥ z") == value("x != y >= z"));
}

BOOST_AUTO_TEST_CASE(white_space_never_matters) {
  const std::string rule = items("rule x=a+b when c");
  const std::string spread = items("rule\r\n x # why\r\n =\r\n a\r\n+\r\nb\r\n when c\r\n");
  BOOST_TEST(spread == rule + "comment: trailing text=\"# why\"\n");
  BOOST_TEST(indonesian("aturan x = y sebagaimana\n dimaksud\n\npada ayat\n(1)") ==
             "rule x\n  value: name y\n  citation paragraph (1)\n");
  BOOST_TEST(indonesian("aturan x = y sebagaimana # dimaksud\n dimaksud pada ayat (1)")
                 .starts_with("rule x\n  value: name y\n  citation paragraph (1)\n"));
}

BOOST_AUTO_TEST_CASE(two_rows_may_share_a_line) {
  BOOST_TEST(items("table t : G by a { | a | t | | 1 | b | | * | c | [verbatim] }") ==
             "table t unique\n  type: named G\n  input: name a\n"
             "  row\n    cell\n      alternative\n        equal\n          number 1\n    value: name b\n"
             "  row\n    cell\n      alternative\n        any\n    value: name c\n    mark: verbatim\n");
}

BOOST_AUTO_TEST_CASE(the_heading_of_a_table_may_shorten_its_inputs) {
  BOOST_TEST(items("table t : G by r.a, f(r) { | a | f(r) | t | | 1 | 2 | b | }").find("row") != std::string::npos);
  BOOST_TEST(items("table t : G by r.a, b { | r.a \\ b | x | y | | 1 | p | q | }").find("crossed") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(templates_are_read_where_they_stand) {
  const parse::ParseResult result =
      read("policy \"p\" version 1.0.0\nrequire r: a finding note \"C\" \"x {n + 1} y {{z}}\"");
  const auto& duty = std::get<syntax::DutyItem>(result.tree[result.tree.items.front()].node);
  BOOST_REQUIRE(duty.text.parts.size() == 3u);
  BOOST_TEST(duty.text.parts[0].text == "x ");
  BOOST_TEST(result.tree.source->text(result.tree[duty.text.parts[1].value].span) == "n + 1");
  BOOST_TEST(duty.text.parts[2].text == " y {z}");
}

BOOST_AUTO_TEST_CASE(spans_are_exact) {
  const parse::ParseResult result = read("policy \"p\" version 1.0.0\n\n  rule x = a + f(b) . c   # why\n\nrule y = 1");
  const syntax::SyntaxTree& tree = result.tree;
  BOOST_TEST(tree.source->text(tree[tree.items[0]].span) == "rule x = a + f(b) . c");
  const auto& rule = std::get<syntax::RuleItem>(tree[tree.items[0]].node);
  BOOST_TEST(tree.source->text(tree[rule.value].span) == "a + f(b) . c");
  const auto& sum = std::get<syntax::BinaryExpr>(tree[rule.value].node);
  BOOST_TEST(tree.source->text(tree[sum.right].span) == "f(b) . c");
  BOOST_REQUIRE(tree.comments.size() == 1u);
  BOOST_TEST(tree.source->text(tree.comments[0].span) == "# why");
  BOOST_TEST(!tree.comments[0].own_line);
}

BOOST_AUTO_TEST_CASE(a_byte_order_mark_and_carriage_returns_are_passed_over) {
  const parse::ParseResult result = read("\xEF\xBB\xBFpolicy \"p\" version 1.0.0\r\n# c\r\nrule x = 1\r\n");
  BOOST_TEST(result.tree.items.size() == 1u);
  BOOST_REQUIRE(result.tree.comments.size() == 1u);
  BOOST_TEST(result.tree.source->text(result.tree.comments[0].span) == "# c");
  BOOST_TEST(result.tree.comments[0].own_line);
}

BOOST_AUTO_TEST_CASE(in_force_by_each_clock) {
  BOOST_TEST(
      items("article 1 in force for decisions from 2023-01-31 through 2023-12-31 {}\n"
            "article 2 in force for periods ending from 2022-01-01 { result of \"q\" 1.x on a.b as c [verbatim] }") ==
      "place braces\n  at article 1\n  in_force decision_day from=2023-01-31 through=2023-12-31\n"
      "place braces\n  at article 2\n  in_force end_of_period from=2022-01-01\n"
      "  result c of=\"q\" version=1.x\n    on: member b\n      of: name a\n    mark: verbatim\n");
  BOOST_TEST(read("policy \"p\" version 1.0.0\nin force from 2021-01-01\nin force for periods across 2021-07-01")
                 .tree.header.across == "2021-07-01");
}

BOOST_AUTO_TEST_CASE(what_a_repeal_touches_ends_before_the_next_statement) {
  const std::string head =
      "perubahan \"a\" versi 1.0.0\nmelengkapi \"p\" 1.x\nuntuk instansi \"K1\", \"K2\"\n"
      "berlaku untuk penetapan sejak 2023-01-31\npasal 1 {\n";
  const std::string all =
      dump(read(head + "ayat (1): hapus pasal 41 ayat (2)\n"
                       "ayat (3): hapus pasal 41 sisipkan {} hapus x hapus lampiran V hapus lampiran `V`\n"
                       "hapus pasal 4 x [tafsir] ubah Predikat menjadi {} }")
               .tree);
  BOOST_TEST(all.substr(all.find("amendment")) ==
             "amendment id=\"a\" version=1.0.0\n  in_force decision_day from=2023-01-31\n"
             "  supplements policy=\"p\" version=1.x\n  for instansi agency=\"K1\" agency=\"K2\"\n"
             "place braces\n  at article 1\n"
             "  place open\n    at paragraph (1)\n    repeal\n      target\n        at article 41 paragraph (2)\n"
             "  place open\n    at paragraph (3)\n    repeal\n      target\n        at article 41\n"
             "    add\n    repeal\n      target\n        name x\n    repeal\n      target\n        at annex V\n"
             "    repeal\n      target\n        at annex\n        name V\n"
             "    repeal\n      target\n        at article 4\n        name x\n      mark: interpretation\n"
             "    replace\n      target\n        name Predikat\n");
}

BOOST_AUTO_TEST_CASE(profiles) {
  const std::string all =
      dump(read("profile \"x\" for instansi \"K1\"\n"
                "adopts \"p\" 1.x for periods ending from 2021-07-01 through 2021-12-31 with { a = b }\n"
                "adopts \"q\" from 2022-01-01 with {} adopts \"r\"")
               .tree);
  BOOST_TEST(all.substr(all.find("profile")) ==
             "profile id=\"x\"\n  for instansi agency=\"K1\"\n"
             "adopts policy=\"p\" version=1.x\n  in_force end_of_period from=2021-07-01 through=2021-12-31\n"
             "  with a\n    name b\n"
             "adopts policy=\"q\"\n  in_force from=2022-01-01\nadopts policy=\"r\"\n");
}

BOOST_AUTO_TEST_SUITE_END()
