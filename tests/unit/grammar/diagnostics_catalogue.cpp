// The whole catalogue, entry by entry: what a reader of either language relies on.
#include <boost/test/unit_test.hpp>

#include <set>
#include <string>
#include <string_view>

#include "grammar/diagnostics/registry.hpp"

BOOST_AUTO_TEST_SUITE(grammar_diagnostics_catalogue)

namespace {

using kaidah::Language;
using kaidah::MessageKind;

/// The names in braces; "?" for a brace that opens or closes nothing.
std::set<std::string> placeholders(std::string_view sentence) {
  std::set<std::string> names;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    const char c = sentence[i];
    if (c != '{' && c != '}') continue;
    if (i + 1 < sentence.size() && sentence[i + 1] == c) {
      ++i;
      continue;
    }
    const std::size_t close = sentence.find('}', i);
    const bool named = c == '{' && close != std::string_view::npos && close > i + 1;
    names.emplace(named ? sentence.substr(i + 1, close - i - 1) : "?");
    if (named) i = close;
  }
  return names;
}

void check_sentence(std::string_view sentence) {
  BOOST_TEST(!sentence.empty());
  if (sentence.empty()) return;
  BOOST_TEST(!(sentence.front() >= 'A' && sentence.front() <= 'Z'), "starts in lower case");
  BOOST_TEST(sentence.back() != '.', "no full stop");
  BOOST_TEST(sentence.front() != ' ');
  BOOST_TEST(sentence.back() != ' ');
  BOOST_TEST(sentence.find('\n') == std::string_view::npos, "one line");
  BOOST_TEST(placeholders(sentence).count("?") == 0U, "braces in pairs");
}

}  // namespace

BOOST_AUTO_TEST_CASE(both_languages_say_the_same_things) {
  for (std::size_t i = 0; i < kaidah::diagnostics::kind_count(); ++i) {
    const auto kind = static_cast<MessageKind>(i);
    BOOST_TEST_CONTEXT(kaidah::info(kind).name) {
      const std::string_view english = kaidah::diagnostics::message_template(kind, Language::english);
      const std::string_view indonesian = kaidah::diagnostics::message_template(kind, Language::indonesian);
      check_sentence(english);
      check_sentence(indonesian);
      const std::set<std::string> in_english = placeholders(english);
      const std::set<std::string> in_indonesian = placeholders(indonesian);
      BOOST_TEST(in_english == in_indonesian, boost::test_tools::per_element());
    }
  }
}

BOOST_AUTO_TEST_CASE(codes_are_unique_and_well_formed) {
  std::set<std::string> codes;
  for (std::size_t i = 0; i < kaidah::diagnostics::kind_count(); ++i) {
    const kaidah::MessageInfo& info = kaidah::info(static_cast<MessageKind>(i));
    if (info.code.empty()) continue;
    BOOST_TEST_CONTEXT(info.name) {
      BOOST_TEST(codes.insert(info.code).second, "a code of its own: " << info.code);
      BOOST_TEST(info.code.size() == 5U);
      BOOST_TEST(info.code.front() == 'K');
      BOOST_TEST(info.code.find_first_not_of("0123456789", 1) == std::string::npos);
      BOOST_TEST(std::string_view("123456789").find(info.code[1]) != std::string_view::npos, "a stage of its own");
    }
  }
  BOOST_TEST(codes.count("K2001") == 1U);
}

BOOST_AUTO_TEST_CASE(the_check_sees_what_is_wrong) {
  BOOST_TEST(placeholders("a {x} {{y}} {z}").size() == 2U);
  BOOST_TEST(placeholders("a {x").count("?") == 1U);
  BOOST_TEST(placeholders("a x}").count("?") == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
