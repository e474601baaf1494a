#include "grammar/vocabulary/citation.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(grammar_citation)

namespace {

using kaidah::syntax::Place;
using kaidah::syntax::PlaceLevel;
using kaidah::syntax::Vocabulary;

void check_cited(const Place& place, const std::string& indonesian, const std::string& english) {
  BOOST_TEST(kaidah::vocabulary::citation(place, Vocabulary::indonesian) == indonesian);
  BOOST_TEST(kaidah::vocabulary::citation(place, Vocabulary::english) == english);
}

}  // namespace

BOOST_AUTO_TEST_CASE(places_read_as_in_a_regulation) {
  check_cited({}, "", "");
  check_cited({{{PlaceLevel::article, "41"}, {PlaceLevel::paragraph, "(5)"}, {PlaceLevel::point, "a"}}, {}, {}, {}},
              "Pasal 41 ayat (5) huruf a", "Article 41 paragraph (5) point a");
  check_cited({{{PlaceLevel::annex, ""}, {PlaceLevel::page, "12"}}, {}, {}, {}}, "Lampiran halaman 12",
              "Annex page 12");
  check_cited({{{PlaceLevel::chapter, "VI"}, {PlaceLevel::article, "26"}}, "34", {}, {}},
              "di antara Bab VI Pasal 26 dan 34", "somewhere in Chapter VI Article 26 to 34");
}

BOOST_AUTO_TEST_SUITE_END()
