#include <boost/test/unit_test.hpp>

#include <memory>

#include "grammar/diagnostics/message_kind.hpp"
#include "grammar/diagnostics/spelling.hpp"

BOOST_AUTO_TEST_SUITE(grammar_diagnostics_text)

using kaidah::Diagnostic;
using kaidah::Figure;
using kaidah::Language;
using kaidah::MessageKind;

BOOST_AUTO_TEST_CASE(arguments_are_filled_in) {
  const kaidah::Message message{MessageKind::unknown_name, {{"name", std::string("nilai{x}\nb")}}};
  BOOST_TEST(kaidah::text(message, Language::english) == "nothing named `nilai{x}\\nb` is visible here");
}

BOOST_AUTO_TEST_CASE(figures_take_the_decimal_mark_of_the_reader) {
  const kaidah::Message message{MessageKind::type_mismatch,
                                {{"expected", Figure{"-89.995"}}, {"found", std::string("1.5")}}};
  BOOST_TEST(kaidah::text(message, Language::english) == "expected -89.995, found 1.5");
  BOOST_TEST(kaidah::text(message, Language::indonesian) == "seharusnya -89,995, ditemukan 1.5");
}

BOOST_AUTO_TEST_CASE(phrases_fill_messages_in_the_same_language) {
  const kaidah::Message message{
      MessageKind::type_mismatch,
      {{"expected", MessageKind::word_error}, {"found", MessageKind::did_you_mean}, {"name", std::string("x")}}};
  BOOST_TEST(kaidah::text(message, Language::indonesian) == "seharusnya galat, ditemukan mungkin maksudnya `x`?");
}

BOOST_AUTO_TEST_CASE(what_nothing_fills_is_seen) {
  BOOST_TEST(kaidah::text({MessageKind::unknown_name, {}}, Language::english) ==
             "nothing named `{name}` is visible here");
}

BOOST_AUTO_TEST_CASE(sorting_drops_only_exact_repetitions) {
  const auto a = std::make_shared<const kaidah::Source>("a", "xxxxxxxx");
  const auto b = std::make_shared<const kaidah::Source>("b", "xxxxxxxx");
  const auto at = [](const kaidah::SourcePtr& source, std::uint32_t begin, const char* name) {
    Diagnostic diagnostic;
    diagnostic.message = {MessageKind::unknown_name, {{"name", std::string(name)}}};
    diagnostic.location = {source, {begin, begin + 1}};
    return diagnostic;
  };
  std::vector<Diagnostic> diagnostics{at(b, 0, "p"), at(a, 5, "q"), at(a, 1, "z"), at(a, 1, "y"), at(a, 1, "z")};
  diagnostics.push_back(diagnostics[2]);
  diagnostics.back().notes.push_back({MessageKind::did_you_mean, {}});
  kaidah::sort_diagnostics(diagnostics);
  BOOST_REQUIRE(diagnostics.size() == 5U);
  BOOST_TEST(std::get<std::string>(diagnostics[0].message.arguments[0].value) == "z");
  BOOST_TEST(std::get<std::string>(diagnostics[1].message.arguments[0].value) == "y");
  BOOST_TEST(diagnostics[2].notes.size() == 1U);
  BOOST_TEST(std::get<std::string>(diagnostics[3].message.arguments[0].value) == "q");
  BOOST_TEST(diagnostics[4].location.source->name() == "b");
  BOOST_TEST(kaidah::has_errors(diagnostics));
  BOOST_TEST(!kaidah::has_errors({}));
}

BOOST_AUTO_TEST_CASE(suggestions_are_near_few_and_ordered) {
  const std::vector<std::string> names{"predikat", "predikat_awal", "perilaku", "Predikat",
                                       "nilai",    "nilia",         "nila",     "nilai"};
  const auto check = [&](const char* word, std::vector<std::string> expected) {
    const std::vector<std::string> found = kaidah::closest_names(word, names);
    BOOST_TEST(found == expected, boost::test_tools::per_element());
  };
  check("predkiat", {"Predikat", "predikat"});  // a swap is one
  check("nilai", {"nila", "nilia"});            // never the word itself
  check("nlai", {"nilai"});                     // `nila` is two away, a word of four allows one
  check("x", {});
  check("", {});
  check("perilaku_kerja_yang_dinilai", {});
  BOOST_TEST(kaidah::closest_names("ab", {"ab1", "ab2", "ab3", "ab4"}).size() == 3U);
}

BOOST_AUTO_TEST_CASE(sentences_are_joined_with_their_own_arguments) {
  const auto holds = [](const char* name) { return kaidah::Message{MessageKind::where_holds, {{"name", name}}}; };
  const auto gap = [&](kaidah::Listing where) {
    return kaidah::Message{MessageKind::gap, {{"name", std::string("x")}, {"where", std::move(where)}}};
  };
  BOOST_TEST(kaidah::text(gap({{holds("a")}}), Language::english) == "nothing applies to `x` when `a` holds");
  BOOST_TEST(kaidah::text(gap({{holds("a"), holds("b"), holds("c")}}), Language::english) ==
             "nothing applies to `x` when `a` holds, `b` holds and `c` holds");
  BOOST_TEST(kaidah::text(gap({{holds("a"), holds("b")}, true}), Language::indonesian) ==
             "tidak ada yang berlaku untuk `x` jika `a` terpenuhi atau `b` terpenuhi");
}

BOOST_AUTO_TEST_SUITE_END()
