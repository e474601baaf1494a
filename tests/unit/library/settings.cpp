#include "engine/library/settings.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "engine/library/compile.hpp"
#include "engine/library/parameter_article.hpp"
#include "grammar/diagnostics/message_kind.hpp"

BOOST_AUTO_TEST_SUITE(library_settings)

namespace {

using kaidah::Diagnostic;
using kaidah::Language;
using kaidah::library::Authority;
using kaidah::library::DayRange;
using kaidah::library::Setting;
using kaidah::values::Date;

constexpr const char* kPolicy = R"(policy "p" version 1.0.0
title "P"
enum Way { superior survey panel }
record Span { first: date last: date }
input Person { id: text period: Span, period assessed score: number 0..100 decimals 1 }
parameter loose : Way decided by instansi
article 1 {
  parameter threshold : number 0..100 from 2019-01-01: 50, from 2020-07-01: 60, from 2021-07-01: 55, through 2021-12-31
  parameter way : Way decided by instansi, allowed when way != panel or threshold >= 60
  parameter weight : number 0..1 decimals 2 decided by instansi, one of 0.3, 0.4
  parameter notice : duration in days decided by instansi
  parameter since : date decided by menteri
  parameter extra : boolean decided by instansi, allowed when way = survey and weight = 0.4
}
article 7 { paragraph (2): rule z = 1 when loose = superior }
article 8 { rule z = 2 when loose != superior }
output z
)";

std::shared_ptr<const kaidah::check::CheckedPolicy> compiled() {
  static const auto policy = [] {
    std::vector<Diagnostic> none;
    const kaidah::library::PolicyLibrary library({}, {}, none);
    const auto file = kaidah::library::read_text(
        std::make_shared<const kaidah::Source>("p.kaidah", std::string(kPolicy)), kaidah::Limits());
    const auto result = kaidah::library::compile(file, library, {});
    for (const Diagnostic& diagnostic : result.diagnostics) BOOST_TEST_MESSAGE(render(diagnostic, {}));
    BOOST_TEST_REQUIRE(result.policy.has_value());
    return result.policy->checked;
  }();
  return policy;
}

/// The codes of what is refused, in order.
std::vector<std::string> refused(std::vector<Setting> settings, const DayRange& days = {},
                                 std::vector<Diagnostic>* all = nullptr) {
  // As if written in a file: who sets then matters.
  const auto source = std::make_shared<const kaidah::Source>("profile", "x");
  for (Setting& setting : settings) setting.location = {source, {0, 1}};
  Authority authority(compiled());
  kaidah::values::Arena arena;
  std::vector<Diagnostic> diagnostics;
  const auto values = authority.read(settings, {"instansi", days}, arena, {}, diagnostics);
  BOOST_TEST(values.size() == compiled()->parameters.size());
  std::vector<std::string> codes;
  for (const Diagnostic& diagnostic : diagnostics) codes.push_back(kaidah::info(diagnostic.message.kind).code);
  if (all != nullptr) *all = diagnostics;
  return codes;
}

using Codes = std::vector<std::string>;
const DayRange kFirst{Date::from_text("2019-01-01"), Date::from_text("2020-06-30")};
const DayRange kSecond{Date::from_text("2020-07-01"), Date::from_text("2021-06-30")};

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_allowed) {
  BOOST_CHECK(refused({{"way", "survey", {}}, {"weight", "0.4", {}}, {"extra", "true", {}}}, kFirst) == Codes());
  BOOST_CHECK(refused({{"way", "panel", {}}, {"weight", "0.30", {}}, {"notice", "14", {}}}, kSecond) == Codes());
}

BOOST_AUTO_TEST_CASE(what_is_not) {
  BOOST_CHECK(refused({{"wy", "survey", {}}}) == Codes{"K8010"});
  BOOST_CHECK(refused({{"way", "angket", {}}}) == Codes{"K8011"});
  BOOST_CHECK(refused({{"weight", "0.35", {}}}) == Codes{"K8012"});
  BOOST_CHECK(refused({{"weight", "0.4", {}}, {"weight", "0.4", {}}}) == Codes{"K8013"});
  BOOST_CHECK(refused({{"threshold", "60", {}}}) == Codes{"K8017"});
  BOOST_CHECK(refused({{"since", "2020-01-01", {}}}) == Codes{"K8018"});
  BOOST_CHECK(refused({{"notice", "x", {}}}) == Codes{"K8011"});
}

BOOST_AUTO_TEST_CASE(allowed_when_holds_on_every_day) {
  // The threshold reaches 60 on 2020-07-01 and falls again a year later.
  BOOST_CHECK(refused({{"way", "panel", {}}}, kFirst) == Codes{"K8019"});
  BOOST_CHECK(refused({{"way", "panel", {}}}, {Date::from_text("2020-06-30"), Date::from_text("2020-07-01")}) ==
              Codes{"K8019"});
  std::vector<Diagnostic> diagnostics;
  BOOST_CHECK(refused({{"way", "panel", {}}}, {Date::from_text("2020-07-01"), {}}, &diagnostics) == Codes{"K8019"});
  BOOST_TEST_REQUIRE(diagnostics.front().notes.size() == 2U);
  BOOST_TEST(text(diagnostics.front().notes[0], Language::english) ==
             "not so for periods ending from 2021-07-01 through 2021-12-31");
  BOOST_TEST(text(diagnostics.front().notes[1], Language::english) == "the regulation limits it in Article 1");
}

BOOST_AUTO_TEST_CASE(a_condition_that_cannot_be_told_permits_nothing) {
  std::vector<Diagnostic> diagnostics;
  BOOST_CHECK(refused({{"extra", "true", {}}}, kFirst, &diagnostics) == Codes{"K8019"});
  BOOST_TEST(text(diagnostics.front().notes.front(), Language::english) ==
             "that cannot be told: the parameter `way` is not set; it is decided by instansi");
  BOOST_CHECK(refused({{"extra", "true", {}}, {"way", "survey", {}}, {"weight", "0.3", {}}}, kFirst) == Codes{"K8019"});
}

BOOST_AUTO_TEST_CASE(the_article_of_a_parameter) {
  const auto& policy = *compiled();
  for (std::size_t i = 0; i < policy.parameters.size(); ++i) {
    const kaidah::check::ParameterId id(i);
    const std::string article = kaidah::library::parameter_article(policy, id);
    // One that stands outside all articles belongs to the first that reads it.
    BOOST_TEST(article == (policy.parameters[id].name == "loose" ? "Article 7 paragraph (2)" : "Article 1"));
  }
}

BOOST_AUTO_TEST_SUITE_END()
