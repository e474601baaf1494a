// One message for each mistake, at its place, and nothing after it is lost.
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "grammar/parse/parse.hpp"

BOOST_AUTO_TEST_SUITE(grammar_parse_mistakes)

using namespace kaidah;

namespace {

/// The diagnostics as `line:column code`, in order.
std::vector<std::string> places(const std::string& text) {
  std::vector<std::string> result;
  for (const Diagnostic& diagnostic : parse::parse(std::make_shared<Source>("t", text)).diagnostics) {
    const Position at = diagnostic.location.source->position(diagnostic.location.span.begin);
    result.push_back(std::to_string(at.line) + ":" + std::to_string(at.column) + " " +
                     info(diagnostic.message.kind).code);
  }
  return result;
}

/// The one diagnostic of a text: its sentence, then its notes.
std::string only(const std::string& text, Language language = Language::english) {
  const auto found = parse::parse(std::make_shared<Source>("t", text)).diagnostics;
  if (found.size() != 1) {
    for (const Diagnostic& diagnostic : found) BOOST_TEST_MESSAGE(render(diagnostic, {}));
    return std::to_string(found.size()) + " diagnostics";
  }
  std::string result = info(found[0].message.kind).code + ": " + kaidah::text(found[0].message, language);
  for (const Message& note : found[0].notes) result += " | " + kaidah::text(note, language);
  if (found[0].suggestion) result += " -> " + found[0].suggestion->replacement;
  return result;
}

const std::string kEnglish = "policy \"p\" version 1.0.0\n";
const std::string kIndonesian = "kebijakan \"p\" versi 1.0.0\n";

using Lines = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_CASE(five_mistakes_are_five_messages) {
  const Lines found = places(kIndonesian +
                             "pilihan P {\n  a = 1\n  b\n}\n"             // 3
                             "pasal 1 {\n"                                // 6
                             "  aturan x 5\n"                             // 7
                             "  golongkan g : P menurut n sebagai y {\n"  // 8
                             "    huruf a: a jika y <\n"                  // 9
                             "    huruf b: b jika y >= 3\n"
                             "  }\n"
                             "  aturan z = (1 + 2\n"  // 12
                             "}\n"
                             "skenario \"s\" {\n"
                             "  andaikan x 3\n"  // 15
                             "  maka z = 3\n"
                             "}\n");
  BOOST_TEST(found == (Lines{"3:5 K1001", "7:12 K1001", "9:24 K1001", "12:20 K1001", "15:14 K1001"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_stands_around_a_mistake_is_kept) {
  const auto result = parse::parse(
      std::make_shared<Source>("t", kEnglish + "article 1 { rule a = 1\n rule b = = 2\n rule c = 3 }\nrule d = 4"));
  BOOST_TEST(result.diagnostics.size() == 1u);
  BOOST_REQUIRE(result.tree.items.size() == 2u);
  const auto& article = std::get<syntax::PlaceItem>(result.tree[result.tree.items[0]].node);
  BOOST_REQUIRE(article.body.size() == 3u);
  BOOST_TEST(std::holds_alternative<syntax::ErrorItem>(result.tree[article.body[1]].node));
  BOOST_TEST(std::get<syntax::RuleItem>(result.tree[article.body[2]].node).name.text == "c");
}

BOOST_AUTO_TEST_CASE(what_is_missing_is_missed_at_the_end_of_the_token_before) {
  BOOST_TEST(places(kEnglish + "rule x =   \n\nrule y = 1") == (Lines{"2:9 K1001"}), boost::test_tools::per_element());
  BOOST_TEST(only(kEnglish + "rule x =   \n\nrule y = 1") == "K1001: expected an expression, found `rule`");
  BOOST_TEST(only(kEnglish + "rule x = (1 + 2") == "K1001: expected `)`, found the end of the file");
  BOOST_TEST(only(kEnglish + "rule x = (1 + 2", Language::indonesian) ==
             "K1001: seharusnya `)`, ditemukan akhir berkas");
}

BOOST_AUTO_TEST_CASE(an_operator_without_its_operand) {
  BOOST_TEST(places(kEnglish + "rule x = (1 + ) * 2") == (Lines{"2:15 K1001"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(words_that_are_nearly_keywords) {
  BOOST_TEST(only(kIndonesian + "atran x = 5") ==
             "K1001: expected a declaration or a statement, found `atran` | did you mean `aturan`? -> aturan");
  BOOST_TEST(only(kEnglish + "rule x = 3 whn y") ==
             "K1001: expected the end of the statement, found `whn` | did you mean `when`? -> when");
  BOOST_TEST(only(kIndonesian + "golongkan g : P { a jka x }") ==
             "K1001: expected `jika`, found `jka` | did you mean `jika`? -> jika");
  BOOST_TEST(only(kIndonesian + "data D { a: teks, bole kosong }") ==
             "K1001: expected a modifier of the field, found `bole` | did you mean `boleh kosong`? -> boleh kosong");
}

BOOST_AUTO_TEST_CASE(a_misspelt_line_after_a_mistake_is_seen_too) {
  BOOST_TEST(
      places(kEnglish + "rule x = = 1\nrle y = 2\nrule z = = 3") == (Lines{"2:10 K1001", "3:1 K1001", "4:10 K1001"}),
      boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(words_of_the_other_vocabulary) {
  BOOST_TEST(only(kIndonesian + "rule x = 5") ==
             "K1006: `rule` belongs to the other vocabulary, this file writes `aturan` -> aturan");
  BOOST_TEST(only(kIndonesian + "aturan x = 5 when y") ==
             "K1006: `when` belongs to the other vocabulary, this file writes `jika` -> jika");
  BOOST_TEST(only(kEnglish + "pasal 1 { rule x = 1 }") ==
             "K1006: `pasal` belongs to the other vocabulary, this file writes `article` -> article");
}

BOOST_AUTO_TEST_CASE(braces_that_are_not_closed) {
  BOOST_TEST(places(kEnglish + "article 1 {\n  rule x = 1\n") == (Lines{"2:11 K1002"}),
             boost::test_tools::per_element());
  // The inner one, although the end of the file misses the outer one.
  BOOST_TEST(places(kEnglish + "article 1 {\n  classify x : T {\n    a when b\n  output x\n}\narticle 2 {\n}\n") ==
                 (Lines{"3:18 K1002"}),
             boost::test_tools::per_element());
  BOOST_TEST(places(kEnglish + "article 1 {\n  rule x = 1\narticle 2 {\n  rule y = 2\n}\n") == (Lines{"2:11 K1002"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(braces_that_close_nothing) {
  BOOST_TEST(places(kEnglish + "article 1 {\n  rule x = 1\n}\n}\nrule y = = 2") == (Lines{"5:1 K1003", "6:10 K1001"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(braces_that_are_not_opened) {
  BOOST_TEST(places(kEnglish + "article 1\n  rule x = 1\n}\narticle 2 { }") == (Lines{"2:10 K1001"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_heading_that_cannot_be_read_still_opens_its_block) {
  BOOST_TEST(places(kEnglish + "artcle 1 {\n  rule x = = 1\n  rule y = 1,5\n}\nrule z = 1") ==
                 (Lines{"2:1 K1001", "3:12 K1001", "4:12 K1007"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(mixed_and_or) {
  BOOST_TEST(only(kIndonesian + "aturan x = a dan b atau c") ==
             "K1012: `dan` and `atau` stand side by side without parentheses | help: write parentheses around what "
             "belongs together");
  BOOST_TEST(only(kIndonesian + "aturan x = a dan/atau b") ==
             "K1011: `dan/atau` is not decided: write which of the two it is");
  BOOST_TEST(places(kEnglish + "rule x = (a and b) or c").empty());
}

BOOST_AUTO_TEST_CASE(the_first_line_is_a_header) {
  BOOST_TEST(only("polcy \"p\" version 1.0.0\nrule x = 1") ==
             "K1004: a file begins with `policy`, `module`, `amendment`, `profile` or `scenarios for`, found `polcy` | "
             "did you mean `policy`?");
  BOOST_TEST(places("") == (Lines{"1:1 K1004"}), boost::test_tools::per_element());
  BOOST_TEST(places("{ \"a\": [1, 2,3] }") == (Lines{"1:1 K1004"}), boost::test_tools::per_element());
  BOOST_TEST(places("rule x = = 1") == (Lines{"1:1 K1004", "1:10 K1001"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(amendments_say_what_they_amend_and_since_when) {
  BOOST_TEST(only("perubahan \"x\" versi 1.0.0\nmelengkapi \"y\" 1.x") ==
             "K1029: the header of an amendment needs the line `berlaku sejak …`");
  BOOST_TEST(only("amendment \"x\" version 1.0.0\nin force from 2022-01-01", Language::indonesian) ==
             "K1029: kepala perubahan memerlukan baris `amends \"…\"`");
  BOOST_TEST(only("profile \"x\"\nadopts \"p\"") == "K1029: the header of a profile needs the line `for … \"…\"`");
  BOOST_TEST(only("amendment \"x\"") == "K1001: expected `version`, found the end of the file");
  BOOST_TEST(only("profile \"x\" for instansi K1") == "K1001: expected the code of an agency, in quotes, found `K1`");
}

BOOST_AUTO_TEST_CASE(lines_of_other_files) {
  BOOST_TEST(only(kEnglish + "amends \"q\" 1.x") == "K1028: the header of a policy has no such line");
  BOOST_TEST(only(kEnglish + "for instansi \"K1\"") == "K1028: the header of a policy has no such line");
  BOOST_TEST(only("profile \"x\" for i \"K1\"\nuse y from \"z\"") == "K1028: the header of a profile has no such line");
  BOOST_TEST(only("profile \"x\" for i \"K1\"\nsubject \"y\"") == "K1028: the header of a profile has no such line");
  BOOST_TEST(places("module \"m\" version 1.0.0\nin force for periods across 2021-07-01") == (Lines{"2:1 K1028"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(statements_of_other_files) {
  const std::string amendment = "amendment \"a\" version 1.0.0\namends \"q\" 1.x\nin force from 2022-01-01\n";
  const std::string profile = "profile \"x\" for i \"K1\"\n";
  BOOST_TEST(only(kEnglish + "adopts \"q\" 1.x") == "K1027: `adopts` belongs in a profile");
  BOOST_TEST(only(kEnglish + "article 1 { add { rule x = 1 } }") ==
             "K1027: `add` belongs in an article block of an amendment");
  BOOST_TEST(only(kIndonesian + "pasal 1 { hapus x }", Language::indonesian) ==
             "K1027: `hapus` tempatnya dalam blok pasal suatu perubahan");
  BOOST_TEST(only(kEnglish + "result of \"q\" on a as b") ==
             "K1027: `result of` belongs in an article block of a policy");
  BOOST_TEST(only(amendment + "repeal x") == "K1027: `repeal` belongs in an article block of an amendment");
  BOOST_TEST(only(amendment + "article 1 { add { article 2 { repeal x } } }") ==
             "K1027: `repeal` belongs in an article block of an amendment");
  BOOST_TEST(
      only(amendment + "article 1 { rule x = 1 }").starts_with("K1030: this cannot stand here in an amendment | "));
  BOOST_TEST(only(profile + "article 1 { rule x = 1 }").starts_with("K1030: this cannot stand here in a profile | "));
  BOOST_TEST(places(amendment + "article 1 { add { rule x = 1 result of \"q\" on a as b } }").empty());
}

BOOST_AUTO_TEST_CASE(mistakes_in_amendments_and_profiles) {
  const std::string amendment =
      "amendment \"a\" version 1.0.0\namends \"q\" 1.x\nin force from 2022-01-01\narticle 1 {\n";
  BOOST_TEST(places(amendment +
                    "  replace article 41 x { rule x = = 1 }\n  add rule y = 2\n  repeal\n  add { rule z = 3 }\n}") ==
                 (Lines{"5:24 K1001", "5:35 K1001", "6:7 K1001", "7:9 K1001"}),
             boost::test_tools::per_element());
  BOOST_TEST(only(amendment + "replace article 41 x { rule x = 1 } }") == "K1001: expected `with`, found `{`");
  BOOST_TEST(only(amendment + "repeal\n}") == "K1001: expected what is touched: a place, a name, or both, found `}`");
  BOOST_TEST(only("profile \"x\" for i \"K1\"\nadopts \"p\" 1.x for periods ending with { a = 1 }") ==
             "K1001: expected the days it is in force, found `with`");
  BOOST_TEST(only("profile \"x\" for i \"K1\"\nadopts \"p\" 1.x with { a: 1 }\nadopts \"q\"") ==
             "K1001: expected `=`, found `:`");
  BOOST_TEST(only(kEnglish + "article 1 { result of \"p\" on semester_1 lama }") ==
             "K1001: expected `as`, found `lama`");
}

BOOST_AUTO_TEST_CASE(header_lines_come_first_and_once) {
  BOOST_TEST(only(kEnglish + "title \"a\"\ntitle \"b\"") == "K1020: the header says this twice");
  BOOST_TEST(only(kEnglish + "rule x = 1\ntitle \"b\"") ==
             "K1019: this line belongs to the header, before everything else");
  BOOST_TEST(places(kEnglish + "titl \"a\"\nbasis \"b\"") == (Lines{"2:1 K1001"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(tables) {
  const std::string head = kEnglish + "table t : G by a, b {\n| a | b | t |\n";
  BOOST_TEST(only(head + "| 1 | | x |\n}") ==
             "K1016: a cell of the table is empty | help: write `*` where any value will do");
  BOOST_TEST(places(head + "| 1 | | x |\n}") == (Lines{"4:7 K1016"}), boost::test_tools::per_element());
  BOOST_TEST(only(head + "| 1 | x |\n}") == "K1017: the row has 2 cells, the heading 3");
  BOOST_TEST(places(head + "| 1 | x |\n| 1 | 2 | 3 |\n| 1 | 2 | 3 | 4 |\n}") == (Lines{"4:1 K1017", "6:1 K1017"}),
             boost::test_tools::per_element());
  BOOST_TEST(only(head + "| 1 | 2 | >= 3 |\n}") == "K1023: this cell holds a value, not a test");
  BOOST_TEST(only(kEnglish + "table t : G by a, b {\n| b | a | t |\n| 1 | 2 | x |\n}\n").starts_with("2 diagnostics"));
  BOOST_TEST(only(kEnglish + "table t : G by a, b {\n| a | b | u |\n| 1 | 2 | x |\n}\n") ==
             "K1018: the heading says `u` where the table has `t`");
  BOOST_TEST(only(kEnglish + "table t : G by a {\n| a \\ b | x |\n| 1 | 2 |\n}\n") ==
             "K1026: a heading with `\\` needs two inputs: one for the rows, one for the columns");
  BOOST_TEST(places(head + "| 1 | 2 + | x |\n| 1 | 2 | y\n| 1 | 2 | z |\n}") == (Lines{"4:11 K1001", "5:1 K1017"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(scenario_tables) {
  BOOST_TEST(only(kEnglish + "scenario \"s\" {\n| given a | expect b |\n| 1 | 2 | 3 |\n}") ==
             "K1017: the row has 3 cells, the heading 2");
  BOOST_TEST(only(kEnglish + "scenario \"s\" {\n| 1 | 2 |\n}") == "K1025: a row of values needs a heading above it");
}

BOOST_AUTO_TEST_CASE(things_said_twice) {
  BOOST_TEST(only(kEnglish + "record R { a: text, optional, optional }") == "K1024: this is said twice");
  BOOST_TEST(only(kEnglish + "rule x = a + b is met") == "K1022: only the name of a duty can be met");
}

BOOST_AUTO_TEST_SUITE_END()
