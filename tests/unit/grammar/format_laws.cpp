// What holds of every formatted text, tried on all policies and modules of the project.
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "grammar/format/format.hpp"
#include "grammar/parse/parse.hpp"

BOOST_AUTO_TEST_SUITE(grammar_format_laws)

namespace {

using kaidah::syntax::SyntaxTree;
using kaidah::syntax::Vocabulary;

SyntaxTree read(const std::string& name, std::string text) {
  kaidah::parse::ParseResult result =
      kaidah::parse::parse(std::make_shared<const kaidah::Source>(name, std::move(text)));
  std::string found;
  for (const kaidah::Diagnostic& diagnostic : result.diagnostics) found += kaidah::render(diagnostic, {});
  BOOST_TEST(!kaidah::has_errors(result.diagnostics), found);
  return std::move(result.tree);
}

std::vector<std::string> comments(const SyntaxTree& tree) {
  std::vector<std::string> found;
  for (const kaidah::syntax::Comment& comment : tree.comments) found.emplace_back(tree.source->text(comment.span));
  return found;
}

void check_laws(const std::string& name, std::string source) {
  const SyntaxTree tree = read(name, std::move(source));
  const std::string canonical = dump(tree, {false, true});
  for (const Vocabulary vocabulary : {Vocabulary::english, Vocabulary::indonesian}) {
    const Vocabulary other = vocabulary == Vocabulary::english ? Vocabulary::indonesian : Vocabulary::english;
    BOOST_TEST_CONTEXT(name << (vocabulary == Vocabulary::english ? " in English" : " in Indonesian")) {
      const std::string text = kaidah::format::format(tree, vocabulary);
      const SyntaxTree again = read(name + " formatted", text);
      BOOST_TEST(dump(again, {false, true}) == canonical, "the same canonical dump");
      BOOST_TEST(kaidah::format::format(again, vocabulary) == text, "formatting what was formatted changes nothing");
      BOOST_TEST(comments(again).size() == tree.comments.size(), "no comment is lost");
      const SyntaxTree translated = read(name + " translated", kaidah::format::format(again, other));
      BOOST_TEST(kaidah::format::format(translated, vocabulary) == text, "there and back gives the same bytes");
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_policy_and_module_of_the_project) {
  std::size_t files = 0;
  for (const char* folder : {"policies", "stdlib", "examples"}) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::filesystem::path(KAIDAH_ROOT) / folder)) {
      if (entry.path().extension() != ".kaidah") continue;
      std::ifstream file(entry.path(), std::ios::binary);
      check_laws(entry.path().string(), std::string(std::istreambuf_iterator<char>(file), {}));
      ++files;
    }
  }
  BOOST_TEST(files > 0U);
}

BOOST_AUTO_TEST_CASE(names_that_are_keywords_of_one_vocabulary) {
  check_laws("names", R"(policy "p" version 1.0.0
enum written { `written` `alias` "x" b tertulis "t" alias "u" }
record text {
  count: number 0..120
  `years`: `text`, if missing 0
  tahun: list text
  `and`: `list`, if missing x
  dan: number decimals 2
  hari: teks
  `decimals`: bilangan
  condition: number
  condition `condition` > 0
  `day`: text
  condition tahun = 2
  `months` "x": text
}
parameter hal : text decided by dalam
rule diatur = not `encoded` and not diatur and not (x in `case`)
article 1 {
  classify keadaan : text by `of` as `of` { `undetermined` when `not` benar when 1 < x `days` otherwise }
  table `by`(`by`: date) : text by a, `unique`, `in`.order {
    | a | unique | order | by |
    | 1..2, >= 3 and < 4 | true, false | `true` | `count`(1) |
  }
  exception `to` = tahun(x) + year(x) + `year`(x) + jumlah(x) + `sum`([1])
  exception to annex `V` = 1
  exception to annex V x = `members`.members
  exception to article 1 `point` = a in hal
  rule terisi = terisi is present and benar
  rule x = sum(`rule` if missing 0 for `for` in `in`.`for` where `where`)
}
scenario "s" {
  given `members` = 1, `members`.a = 2, anggota = 3
  expect finding = 1, rejection = 2, temuan = 3, penolakan.x = 4
  | expect `finding` | expect finding | expect finding.x | expect `rejection` | expect temuan |
  | 1 | "x" | 2 | 3 | 4 |
}
)");
}

BOOST_AUTO_TEST_CASE(headings_behind_citations) {
  check_laws("citations", R"(policy "p" version 1.0.0
article 1 {
  classify g : G {
    point a: x when y as referred to in article 41 paragraph (2)
    point b: z when y as referred to in article 4
    paragraph (1): z otherwise as referred to in paragraph (3)
  }
  rule r = 1 as referred to in article 2
  paragraph (2): rule r = 2 as referred to in article 2 paragraph (1)
  point a "t" [verbatim]: rule r = 3 as referred to in paragraph (2) point b [verbatim]
  item 1: rule r = 4
}
)");
  const SyntaxTree tree = read("citation",
                               "policy \"p\" version 1.0.0\narticle 1 { collect g : G {\n"
                               "  x when y as referred to in article 41 paragraph (2)\n  point b: z } }");
  BOOST_TEST(dump(tree, {false, true}).find("citation article 41 paragraph (2)\n") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
