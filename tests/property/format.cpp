// Whatever tree there is, its text reads back as that tree, in both vocabularies.
#define BOOST_TEST_MODULE property_format
#include <rapidcheck.h>

#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>

#include "grammar/format/format.hpp"
#include "grammar/parse/parse.hpp"
#include "tests/property/random_expressions.hpp"
#include "tests/property/random_items.hpp"
#include "tests/property/random_pieces.hpp"

namespace {

using kaidah::syntax::SyntaxTree;
using kaidah::syntax::Vocabulary;

SyntaxTree read(const std::string& text) {
  kaidah::parse::ParseResult result = kaidah::parse::parse(std::make_shared<const kaidah::Source>("p", text));
  std::string found;
  for (const kaidah::Diagnostic& diagnostic : result.diagnostics) found += kaidah::render(diagnostic, {});
  if (kaidah::has_errors(result.diagnostics)) RC_FAIL(found + "\n" + text);
  return std::move(result.tree);
}

/// Everything but where it was read: scenarios, words and spellings too.
std::string whole(SyntaxTree tree) {
  tree.vocabulary = Vocabulary::english;
  return dump(tree);
}

}  // namespace

BOOST_AUTO_TEST_CASE(text_of_random_trees) {
  BOOST_TEST(rc::check("format, parse: the same tree; format again: the same text", [] {
    const SyntaxTree tree = kaidah::syntax::RandomTree().take();
    const std::string expected = whole(tree);
    for (const Vocabulary vocabulary : {Vocabulary::english, Vocabulary::indonesian}) {
      const std::string text = kaidah::format::format(tree, vocabulary);
      const SyntaxTree again = read(text);
      if (whole(again) != expected) RC_FAIL(text + "\n" + expected + "\n" + whole(again));
      RC_ASSERT(dump(again, {false, true}) == dump(tree, {false, true}));
      RC_ASSERT(kaidah::format::format(again, vocabulary) == text);
    }
  }));
}
