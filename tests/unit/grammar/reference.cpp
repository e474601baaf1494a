// Every `kaidah` block of the language reference parses and reads back; every policy among them checks, leaves no case
// open, and passes its own scenarios.
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "engine/analysis/analyse.hpp"
#include "engine/check/check.hpp"
#include "engine/scenario/run.hpp"
#include "grammar/format/format.hpp"
#include "grammar/parse/parse.hpp"

namespace kaidah {

BOOST_AUTO_TEST_SUITE(grammar_reference)

namespace {

std::vector<std::string> blocks(const std::string& path) {
  std::ifstream file(path);
  std::vector<std::string> found;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line == "```kaidah") {
      inside = true;
      found.emplace_back();
    } else if (line == "```") {
      inside = false;
    } else if (inside) {
      found.back() += line + "\n";
    }
  }
  return found;
}

std::string shown(const std::vector<Diagnostic>& diagnostics, Severity worst) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics)
    if (info(diagnostic.message.kind).severity <= worst)
      text += render(diagnostic, {Language::english, DiagnosticFormat::plain, false}) + "\n";
  return text;
}

void check_policy(const std::shared_ptr<const syntax::SyntaxTree>& tree) {
  const auto checked = check::check(tree, {});
  BOOST_TEST(shown(checked.diagnostics, Severity::error) == "");
  BOOST_TEST_REQUIRE((checked.policy != nullptr));
  BOOST_TEST(shown(analysis::analyse(checked.policy), Severity::error) == "");

  plan::PlanOptions everything;
  everything.everything = true;
  const scenario::Suite suite = scenario::read_scenarios(*checked.policy, {tree});
  BOOST_TEST(shown(suite.diagnostics, Severity::note) == "");
  const scenario::Report report = scenario::run(plan::make_plan(checked.policy, everything), suite);
  for (const scenario::CaseResult& result : report.results)
    for (const scenario::Failure& failure : result.failures)
      BOOST_ERROR(suite.cases[result.index].title << ": " << text(failure.message, Language::english));
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_example_of_the_reference_holds) {
  const auto examples = blocks(KAIDAH_ROOT "/grammar/README.md");
  BOOST_TEST_REQUIRE(examples.size() >= 2u);
  for (const std::string& example : examples) {
    auto parsed = parse::parse(std::make_shared<const Source>("grammar/README.md", example));
    BOOST_TEST_REQUIRE(shown(parsed.diagnostics, Severity::note) == "");
    const auto tree = std::make_shared<const syntax::SyntaxTree>(std::move(parsed.tree));
    if (tree->header.kind == syntax::FileKind::policy) check_policy(tree);

    for (const auto vocabulary : {syntax::Vocabulary::english, syntax::Vocabulary::indonesian}) {
      auto again = parse::parse(std::make_shared<const Source>("again", format::format(*tree, vocabulary)));
      BOOST_TEST(shown(again.diagnostics, Severity::note) == "");
      BOOST_TEST(syntax::dump(again.tree, {false, true}) == syntax::dump(*tree, {false, true}));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kaidah
