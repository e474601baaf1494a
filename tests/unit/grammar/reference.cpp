// The examples of the language reference: each reads back, and every keyword stands in one. That they check and do what
// their scenarios say is looked at by tests/docs/reference.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cctype>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "grammar/format/format.hpp"
#include "grammar/parse/parse.hpp"
#include "grammar/vocabulary/keyword.hpp"

namespace kaidah {

BOOST_AUTO_TEST_SUITE(grammar_reference)

namespace {

using syntax::Vocabulary;
using vocabulary::Keyword;
using vocabulary::spelling;
using Words = std::vector<std::string>;

std::string page() {
  std::ifstream file(KAIDAH_ROOT "/grammar/README.md");
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

bool begins_a_file(const std::string& line) {
  for (const char* header : {"policy ", "module ", "amendment ", "profile ", "scenarios for "})
    if (line.rfind(header, 0) == 0) return true;
  return false;
}

/// The English blocks, put together as the page says: one without a header goes on with the first file.
std::vector<std::string> files_of_the_page() {
  std::vector<std::string> files;
  std::istringstream lines(page());
  bool folded = false;
  std::string* into = nullptr;
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("<details>", 0) == 0) folded = true;
    if (line == "</details>") folded = false;
    if (line == "```kaidah" && !folded && std::getline(lines, line)) {
      if (files.empty() || begins_a_file(line)) {
        files.emplace_back();
        into = &files.back();
      } else {
        into = &files.front();
      }
    } else if (line == "```") {
      into = nullptr;
    }
    if (into != nullptr) *into += line + "\n";
  }
  return files;
}

syntax::SyntaxTree tree_of(const std::string& text) {
  parse::ParseResult parsed = parse::parse(std::make_shared<const Source>("grammar/README.md", text));
  for (const Diagnostic& diagnostic : parsed.diagnostics)
    BOOST_ERROR(render(diagnostic, {Language::english, DiagnosticFormat::plain, false}));
  return std::move(parsed.tree);
}

/// Words of letters, texts, and single other characters; a name in back-ticks keeps them.
Words words_of(const std::string& text) {
  const auto letter = [](char c) { return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0; };
  Words words;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    if (std::isspace(static_cast<unsigned char>(text[at])) != 0) {
      ++at;
      continue;
    }
    if (text[at] == '"' || text[at] == '`') {
      while (text[end] != text[at]) end += text[end] == '\\' ? 2U : 1U;
      ++end;
    } else {
      while (letter(text[at]) && end < text.size() && letter(text[end])) ++end;
    }
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

bool stands_at(const Words& text, std::size_t at, const Words& words) {
  return at + words.size() <= text.size() &&
         std::equal(words.begin(), words.end(), text.begin() + static_cast<std::ptrdiff_t>(at));
}

struct Slot {
  Keyword keyword;
  Words english, indonesian;
};

std::vector<Slot> slots() {
  std::vector<Slot> all;
#define KAIDAH_KEYWORD(slot, english, indonesian) \
  all.push_back({Keyword::slot, words_of(english), words_of(indonesian)});
#include "grammar/vocabulary/keywords.def"
#undef KAIDAH_KEYWORD
  return all;
}

/// The keywords in which two spellings of one text differ, or may: the texts are the same word by word, but for them.
/// Keywords with the same two spellings cannot be told apart, and count together.
std::set<Keyword> keywords_of(const Words& english, const Words& indonesian, const std::vector<Slot>& all) {
  std::set<Keyword> found;
  std::size_t at = 0;
  std::size_t beside = 0;
  while (at < english.size() && beside < indonesian.size()) {
    std::size_t longest = 0;
    for (const Slot& slot : all)
      if (stands_at(english, at, slot.english) && stands_at(indonesian, beside, slot.indonesian))
        longest = std::max(longest, slot.english.size() + slot.indonesian.size());
    if (longest == 0) {
      BOOST_TEST_REQUIRE(english[at++] == indonesian[beside++]);
      continue;
    }
    std::size_t taken = 0;
    std::size_t taken_beside = 0;
    for (const Slot& slot : all) {
      if (slot.english.size() + slot.indonesian.size() != longest || !stands_at(english, at, slot.english) ||
          !stands_at(indonesian, beside, slot.indonesian))
        continue;
      found.insert(slot.keyword);
      taken = slot.english.size();
      taken_beside = slot.indonesian.size();
    }
    at += taken;
    beside += taken_beside;
  }
  BOOST_TEST(at == english.size());
  BOOST_TEST(beside == indonesian.size());
  return found;
}

/// Each kind of node, and each operator, by its place in the list of its kind.
std::set<std::string> constructs_of(const syntax::SyntaxTree& tree) {
  std::set<std::string> found;
  const auto add = [&found](const char* kind, std::size_t index) { found.insert(kind + std::to_string(index)); };
  for (const syntax::Expr& expression : tree.expressions) {
    add("expression ", expression.node.index());
    if (const auto* unary = std::get_if<syntax::UnaryExpr>(&expression.node))
      add("unary ", static_cast<std::size_t>(unary->op));
    if (const auto* binary = std::get_if<syntax::BinaryExpr>(&expression.node))
      add("binary ", static_cast<std::size_t>(binary->op));
    if (const auto* comparison = std::get_if<syntax::ComparisonExpr>(&expression.node)) {
      add("chain ", comparison->tests.size() > 1 ? std::size_t{comparison->chained} : 2U);
      for (const syntax::ComparisonTest& test : comparison->tests)
        add("comparison ", static_cast<std::size_t>(test.op));
    }
  }
  for (const syntax::Item& item : tree.all_items) add("item ", item.node.index());
  return found;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_example_reads_back_in_both_vocabularies) {
  const std::vector<std::string> files = files_of_the_page();
  BOOST_TEST_REQUIRE(files.size() >= 8U);
  for (const std::string& file : files) {
    const syntax::SyntaxTree tree = tree_of(file);
    for (const Vocabulary language : {Vocabulary::english, Vocabulary::indonesian}) {
      const syntax::SyntaxTree again = tree_of(format::format(tree, language));
      BOOST_TEST(syntax::dump(again, {false, true}) == syntax::dump(tree, {false, true}));
    }
  }
}

BOOST_AUTO_TEST_CASE(every_keyword_stands_in_an_example) {
  const std::vector<Slot> all = slots();
  std::set<Keyword> shown;
  for (const std::string& file : files_of_the_page()) {
    const syntax::SyntaxTree tree = tree_of(file);
    shown.merge(keywords_of(words_of(format::format(tree, Vocabulary::english)),
                            words_of(format::format(tree, Vocabulary::indonesian)), all));
  }
  const std::string text = page();
  for (const Slot& slot : all) {
    if (shown.count(slot.keyword) != 0) continue;
    // What no canonical text holds is spoken of.
    BOOST_TEST((slot.keyword == Keyword::unique || slot.keyword == Keyword::and_or),
               "no example of `" << spelling(slot.keyword, Vocabulary::english) << "`");
    for (const Vocabulary language : {Vocabulary::english, Vocabulary::indonesian})
      BOOST_TEST(text.find("`" + std::string(spelling(slot.keyword, language)) + "`") != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(every_construct_stands_in_an_example) {
  std::set<std::string> shown;
  for (const std::string& file : files_of_the_page()) shown.merge(constructs_of(tree_of(file)));
  const auto expect = [&shown](const std::string& kind, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i)
      BOOST_TEST(shown.count(kind + std::to_string(i)) == 1U, "no example of " << kind << i);
  };
  // The first kind of each list is what could not be read.
  expect("expression ", 1, std::variant_size_v<syntax::ExprNode>);
  expect("item ", 1, std::variant_size_v<syntax::ItemNode>);
  expect("unary ", 0, static_cast<std::size_t>(syntax::UnaryOperator::logical_not) + 1);
  expect("binary ", 0, static_cast<std::size_t>(syntax::BinaryOperator::divide) + 1);
  expect("comparison ", 0, static_cast<std::size_t>(syntax::Comparison::greater_equal) + 1);
  expect("chain ", 0, 3);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kaidah
