// What can be read can be written, in both vocabularies: it reads back as the same tree with every comment, and writing
// it again gives the same bytes.
#include <string>
#include <utility>

#include "grammar/format/format.hpp"
#include "grammar/parse/parse.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace kaidah;
using syntax::SyntaxTree;
using syntax::Vocabulary;

SyntaxTree read_again(const std::string& text) {
  parse::ParseResult result = parse::parse(std::make_shared<const Source>("formatted.kaidah", text));
  if (has_errors(result.diagnostics)) {
    std::string why = text;
    for (const Diagnostic& diagnostic : result.diagnostics) why += "\n" + render(diagnostic, {});
    fuzz::broken("formatted text can be read", why);
  }
  return std::move(result.tree);
}

void check_vocabulary(const SyntaxTree& tree, const std::string& canonical, Vocabulary vocabulary) {
  const Vocabulary other = vocabulary == Vocabulary::english ? Vocabulary::indonesian : Vocabulary::english;
  const std::string text = format::format(tree, vocabulary);
  const SyntaxTree again = read_again(text);
  const std::string canonical_again = dump(again, {false, true});
  fuzz::must(canonical_again == canonical, "formatted text is the same tree",
             text + "\n" + canonical + canonical_again);
  const std::string twice = format::format(again, vocabulary);
  fuzz::must(twice == text, "formatting what was formatted changes nothing", text + "\n----\n" + twice);
  fuzz::must(again.comments.size() == tree.comments.size(), "no comment is lost", text);
  const std::string back = format::format(read_again(format::format(again, other)), vocabulary);
  fuzz::must(back == text, "there and back gives the same bytes", text + "\n----\n" + back);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto source = std::make_shared<const Source>("fuzz.kaidah", std::string(fuzz::text_of(data, size)));
  const parse::ParseResult result = parse::parse(source);
  if (has_errors(result.diagnostics)) return 0;
  const std::string canonical = dump(result.tree, {false, true});
  check_vocabulary(result.tree, canonical, Vocabulary::english);
  check_vocabulary(result.tree, canonical, Vocabulary::indonesian);
  return 0;
}
