#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>

#include "grammar/diagnostics/message_kind.hpp"

BOOST_AUTO_TEST_SUITE(grammar_diagnostics_render)

namespace {

using kaidah::Diagnostic;
using kaidah::DiagnosticFormat;
using kaidah::Language;
using kaidah::MessageKind;
using kaidah::SourcePtr;

SourcePtr source(std::string text) {
  return std::make_shared<const kaidah::Source>("p.kaidah", std::move(text));
}

kaidah::Location find(const SourcePtr& in, std::string_view what) {
  const std::size_t at = in->text().find(what);
  BOOST_REQUIRE(at != std::string_view::npos);
  return {in, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + what.size())}};
}

Diagnostic unknown(kaidah::Location location, const char* name) {
  Diagnostic diagnostic;
  diagnostic.message = {MessageKind::unknown_name, {{"name", std::string(name)}}};
  diagnostic.location = std::move(location);
  return diagnostic;
}

std::string shown(const Diagnostic& diagnostic, DiagnosticFormat format, Language language = Language::english) {
  return kaidah::render(diagnostic, {language, format, false});
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_place_is_underlined_and_the_hint_follows) {
  const SourcePtr text = source("policy\n\n  rule x = \xE2\x89\xA4nilia\n");
  Diagnostic diagnostic = unknown(find(text, "nilia"), "nilia");
  diagnostic.notes.push_back({MessageKind::did_you_mean, {{"name", std::string("nilai")}}});
  diagnostic.suggestion = kaidah::Suggestion{diagnostic.location, "nilai"};  // the note says it
  BOOST_TEST(shown(diagnostic, DiagnosticFormat::human) ==
             "error[K2001]: nothing named `nilia` is visible here\n"
             " --> p.kaidah:3:13\n"
             "  |\n"
             "3 |   rule x = \xE2\x89\xA4nilia\n"
             "  |             ^^^^^\n"
             "  = did you mean `nilai`?\n");
  BOOST_TEST(shown(diagnostic, DiagnosticFormat::plain, Language::indonesian) ==
             "p.kaidah:3:13: galat[K2001]: tidak ada yang bernama `nilia` di sini\n"
             "  mungkin maksudnya `nilai`?\n");
}

BOOST_AUTO_TEST_CASE(related_places_inside_the_primary_one_stand_for_it) {
  const SourcePtr text =
      source(std::string(86, '\n') + "{\n  c: cukup   jika 80 <= x\n  d: x\n  e: kurang  jika 60 <= x\n}\n");
  Diagnostic diagnostic = unknown(find(text, "c: cukup   jika 80 <= x"), "n");
  diagnostic.related.push_back({find(text, "60 <= x"), {MessageKind::word_note, {}}});
  diagnostic.related.push_back({find(text, "80 <= x"), {MessageKind::word_warning, {}}});
  BOOST_TEST(shown(diagnostic, DiagnosticFormat::human) ==
             "error[K2001]: nothing named `n` is visible here\n"
             "  --> p.kaidah:88:3\n"
             "   |\n"
             "88 |   c: cukup   jika 80 <= x\n"
             "   |                   ------- warning\n"
             "90 |   e: kurang  jika 60 <= x\n"
             "   |                   ------- note\n");
}

BOOST_AUTO_TEST_CASE(other_sources_are_shown_behind_it) {
  const SourcePtr text = source("rule x = 1");
  const auto other = std::make_shared<const kaidah::Source>("q.kaidah", "a\r\nrule x = 2\r\n");
  Diagnostic diagnostic = unknown(find(text, "x"), "x");
  diagnostic.related.push_back({find(other, "x"), {MessageKind::word_note, {}}});
  BOOST_TEST(shown(diagnostic, DiagnosticFormat::human) ==
             "error[K2001]: nothing named `x` is visible here\n"
             " --> p.kaidah:1:6\n"
             "  |\n"
             "1 | rule x = 1\n"
             "  |      ^\n"
             " --> q.kaidah:2:6\n"
             "  |\n"
             "2 | rule x = 2\n"
             "  |      - note\n");
}

BOOST_AUTO_TEST_CASE(places_over_lines_at_the_end_and_in_nothing) {
  const SourcePtr text = source("enum A {\n  b\n}");
  const std::string over = shown(unknown(find(text, "A {\n  b\n}"), "A"), DiagnosticFormat::human);
  BOOST_TEST(over.find("1 | enum A {\n  |      ^^^\n") != std::string::npos);
  const std::string end = shown(unknown({text, {14, 14}}, "A"), DiagnosticFormat::human);
  BOOST_TEST(end.find("3 | }\n  |  ^\n") != std::string::npos);
  BOOST_TEST(shown(unknown({}, "A"), DiagnosticFormat::human) == "error[K2001]: nothing named `A` is visible here\n");
  BOOST_TEST(shown(unknown({}, "A"), DiagnosticFormat::plain) == "error[K2001]: nothing named `A` is visible here\n");
}

BOOST_AUTO_TEST_CASE(a_policy_cannot_drive_the_terminal) {
  const std::string out =
      shown(unknown(find(source("a\x1b[2J\tb\xC2\x9B!\xFF nilai"), "nilai"), "nilai"), DiagnosticFormat::human);
  BOOST_TEST(out.find('\x1b') == std::string::npos);
  BOOST_TEST(out.find('\t') == std::string::npos);
  BOOST_TEST(out.find("\xC2\x9B") == std::string::npos);
  BOOST_TEST(out.find("1 | a\xEF\xBF\xBD[2J b\xEF\xBF\xBD!\xEF\xBF\xBD nilai\n"
                      "  |            ^^^^^\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(long_lines_are_cut_around_the_place) {
  const std::string before(500, 'a');
  const std::string after(500, 'b');
  const SourcePtr text = source(before + "nilai" + after);
  const std::string out = shown(unknown(find(text, "nilai"), "nilai"), DiagnosticFormat::human);
  BOOST_TEST(out.find("1 | \xE2\x80\xA6" + std::string(30, 'a') + "nilai" + std::string(65, 'b') + "\xE2\x80\xA6\n" +
                      "  | " + std::string(31, ' ') + "^^^^^\n") != std::string::npos);
  // Two places too far apart for one window: the line is shown for each.
  Diagnostic two = unknown(find(text, "nilai"), "nilai");
  two.related.push_back({{text, {0, 3}}, {MessageKind::word_note, {}}});
  const std::string both = shown(two, DiagnosticFormat::human);
  BOOST_TEST(both.find("1 | " + std::string(100, 'a') + "\xE2\x80\xA6\n  | --- note\n") != std::string::npos);
  BOOST_TEST(both.find("^^^^^") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(colour_only_if_asked) {
  const Diagnostic diagnostic = unknown(find(source("nilai"), "nilai"), "nilai");
  const std::string plain = shown(diagnostic, DiagnosticFormat::human);
  BOOST_TEST(plain.find('\x1b') == std::string::npos);
  const std::string coloured = kaidah::render(diagnostic, {Language::english, DiagnosticFormat::human, true});
  BOOST_TEST(coloured.find("\x1b[1;31merror[K2001]\x1b[0m") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(json_holds_everything_on_one_line) {
  Diagnostic diagnostic = unknown(find(source("\n\xC3\xA9 x"), "x"), "a\"\\\x01\xFF\n");
  diagnostic.related.push_back({diagnostic.location, {MessageKind::word_note, {}}});
  diagnostic.notes.push_back({MessageKind::word_note, {}});
  diagnostic.suggestion = kaidah::Suggestion{diagnostic.location, "y"};
  const std::string place =
      R"("source":"p.kaidah","start":{"line":2,"column":3,"offset":4},"end":{"line":2,"column":4,"offset":5})";
  BOOST_TEST(shown(diagnostic, DiagnosticFormat::json) == R"({"severity":"error","code":"K2001","kind":"unknown_name",)"
                                                          R"("message":"nothing named `a\"\\\u0001)"
                                                          "\xEF\xBF\xBD"
                                                          R"(\\n` is visible here",)" +
                                                              place + R"(,"related":[{"message":"note",)" + place +
                                                              R"(}],"notes":["note"],)" +
                                                              R"("suggestion":{"replacement":"y",)" + place + "}}\n");
  BOOST_TEST(shown(unknown({}, "A"), DiagnosticFormat::json) ==
             R"({"severity":"error","code":"K2001","kind":"unknown_name",)"
             R"("message":"nothing named `A` is visible here","related":[],"notes":[]})"
             "\n");
}

BOOST_AUTO_TEST_CASE(a_suggestion_no_note_names_is_told) {
  Diagnostic diagnostic = unknown(find(source("a b"), "b"), "b");
  diagnostic.suggestion = kaidah::Suggestion{diagnostic.location, "c"};
  BOOST_TEST(shown(diagnostic, DiagnosticFormat::plain).find("\n  help: write `c`\n") != std::string::npos);
  diagnostic.suggestion->replacement.clear();
  BOOST_TEST(shown(diagnostic, DiagnosticFormat::plain).find("\n  help: leave `b` out\n") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
