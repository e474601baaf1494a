// Whole files of the project, as they are.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "grammar/parse/parse.hpp"

BOOST_AUTO_TEST_SUITE(grammar_parse_files)

using namespace kaidah;
namespace fs = std::filesystem;

namespace {

SourcePtr read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return std::make_shared<Source>(path.filename().string(), text.str());
}

void check_reads(const fs::path& path) {
  const parse::ParseResult result = parse::parse(read(path));
  for (const Diagnostic& diagnostic : result.diagnostics) BOOST_ERROR(render(diagnostic, {}));
  BOOST_TEST(!result.tree.items.empty());
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_excerpt_of_the_design_reads) {
  check_reads(fs::path(KAIDAH_ROOT) / "tests/unit/grammar/data/excerpt.kaidah");
}

BOOST_AUTO_TEST_CASE(every_policy_and_module_reads) {
  int files = 0;
  for (const char* folder : {"policies", "stdlib"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(KAIDAH_ROOT) / folder)) {
      if (entry.path().extension() != ".kaidah") continue;
      BOOST_TEST_CONTEXT(entry.path().filename().string()) check_reads(entry.path());
      ++files;
    }
  }
  BOOST_TEST(files > 4);
}

BOOST_AUTO_TEST_SUITE_END()
