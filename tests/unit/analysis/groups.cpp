// Sizes of groups for which their duties cannot be met; and the shipped regulations, where nothing is wrong.
#include <boost/test/unit_test.hpp>

#include "tests/unit/analysis/analysed.hpp"

BOOST_AUTO_TEST_SUITE(analysis_groups)

using namespace kaidah;
using namespace kaidah::test;

namespace {

std::vector<Diagnostic> shipped(const std::string& id) {
  return analysed(read_file(std::string(KAIDAH_ROOT) + "/policies/" + id + "/1.0.0.kaidah"));
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_bands_of_2019_cannot_be_met_by_eight_sizes) {
  const auto found = shipped("pp-30-2019");
  BOOST_TEST_REQUIRE(found.size() == 1U);
  BOOST_TEST(line(found[0]) ==
             "K4025 no distribution of 1, 2, 3, 4, 7, 8, 9 or 14 members meets all duties of `unit_kerja`");
}

BOOST_AUTO_TEST_CASE(the_patterns_of_2022_only_concern_tiny_units) {
  const auto found = shipped("permenpanrb-6-2022");
  for (const Diagnostic& one : found) BOOST_TEST(line(one).find("K4025") == 0U, line(one));
  BOOST_TEST(!found.empty());
}

BOOST_AUTO_TEST_SUITE_END()
