#include "engine/library/version.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(library_version)

using kaidah::library::Reference;
using kaidah::library::Version;
using kaidah::library::VersionRange;

BOOST_AUTO_TEST_CASE(only_three_whole_numbers_are_a_version) {
  BOOST_TEST(Version::from_text("10.0.2").value().to_string() == "10.0.2");
  for (const char* wrong : {"", "1", "1.0", "1.0.0.0", "1.0.x", "01.0.0", "1..0", "1.0.", ".0.0", "1.0.-1", "1.0.+1",
                            " 1.0.0", "1.0.0 ", "4294967296.0.0"}) {
    BOOST_TEST_CONTEXT(wrong) {
      BOOST_TEST(!Version::from_text(wrong));
    }
  }
}

BOOST_AUTO_TEST_CASE(versions_compare_as_numbers) {
  BOOST_TEST((*Version::from_text("1.10.0") > *Version::from_text("1.9.9")));
  BOOST_TEST((*Version::from_text("2.0.0") > *Version::from_text("1.99.99")));
}

BOOST_AUTO_TEST_CASE(a_range_holds_what_begins_with_it) {
  const Version version = *Version::from_text("1.2.3");
  for (const char* range : {"1.x", "1.2.x", "1.2.3"}) {
    BOOST_TEST_CONTEXT(range) {
      BOOST_TEST(VersionRange::from_text(range).value().holds(version));
      BOOST_TEST(VersionRange::from_text(range)->to_string() == range);
    }
  }
  for (const char* range : {"2.x", "1.3.x", "1.2.4", "12.x"}) {
    BOOST_TEST_CONTEXT(range) {
      BOOST_TEST(!VersionRange::from_text(range).value().holds(version));
    }
  }
  BOOST_TEST(VersionRange().holds(version));
  for (const char* wrong : {"", "x", "1", "1.2", "x.1", "1.x.x", "1.2.3.x", "1.x.3", "v1.x"}) {
    BOOST_TEST_CONTEXT(wrong) {
      BOOST_TEST(!VersionRange::from_text(wrong));
    }
  }
}

BOOST_AUTO_TEST_CASE(references) {
  BOOST_TEST(Reference::from_text("pp-30-2019").value().id == "pp-30-2019");
  BOOST_TEST(Reference::from_text("pp-30-2019")->range.is_any());
  BOOST_TEST(Reference::from_text("pp-30-2019@1.x").value().range.to_string() == "1.x");
  for (const char* wrong : {"", "@1.x", "a@", "a@1", "a@1.0.0@1.0.0"}) {
    BOOST_TEST_CONTEXT(wrong) {
      BOOST_TEST(!Reference::from_text(wrong));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
