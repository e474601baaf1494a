#include <boost/test/unit_test.hpp>

#include <string>
#include <thread>
#include <vector>

#include "tests/unit/c/given.hpp"

using namespace c_tests;

BOOST_AUTO_TEST_SUITE(c_decision)

namespace {

constexpr std::string_view kRecord = R"({"id":"1","rank":"senior","days":25,"unit":"u"})";
constexpr std::string_view kJunior = R"({"id":"2","rank":"junior","days":5,"unit":"u"})";

Decider ready(kaidah_language language = KAIDAH_ENGLISH) {
  const Policy policy = compiled();
  const kaidah_setting setting{given("top"), given("22")};
  kaidah_prepare_options options = top(setting);
  options.language = language;
  return prepared(policy.get(), &options);  // the policy is freed before it decides
}

Decision decide(const kaidah_decider* decider, std::string_view record, kaidah_status expected) {
  kaidah_decision* decision = nullptr;
  BOOST_REQUIRE_EQUAL(kaidah_decide(decider, given(record), &decision, nullptr), expected);
  return Decision(decision);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_record_is_decided) {
  const Decider decider = ready();
  const Decision decision = decide(decider.get(), kRecord, KAIDAH_OK);
  BOOST_TEST(read(kaidah_decision_id(decision.get())) == "1");
  BOOST_TEST(read(kaidah_decision_policy(decision.get())).empty());
  BOOST_REQUIRE(kaidah_decision_output_count(decision.get()) == 1U);
  kaidah_output output;
  BOOST_REQUIRE_EQUAL(kaidah_decision_output(decision.get(), 0, &output, sizeof output), KAIDAH_OK);
  BOOST_TEST(read(output.name) == "allowance");
  BOOST_TEST(read(output.text) == "902000");
  BOOST_TEST(output.kind == KAIDAH_NUMBER);
  BOOST_TEST(read(kaidah_decision_value(decision.get(), given("allowance"))) == "902000");
  BOOST_TEST(kaidah_decision_value(decision.get(), given("other")).size == 0U);

  BOOST_REQUIRE(kaidah_decision_finding_count(decision.get()) == 1U);
  kaidah_finding finding;
  BOOST_REQUIRE_EQUAL(kaidah_decision_finding(decision.get(), 0, &finding, sizeof finding), KAIDAH_OK);
  BOOST_TEST(read(finding.code) == "TOO-MANY");
  BOOST_TEST(read(finding.text) == "25 days, 22 are paid");
  BOOST_TEST(read(finding.article) == "Article 4 paragraph (3)");
  BOOST_TEST(finding.level == KAIDAH_BREACH);
  BOOST_TEST(kaidah_decision_finding(decision.get(), 1, &finding, sizeof finding) == KAIDAH_MISUSE);
  BOOST_TEST(kaidah_decision_procedure_count(decision.get()) == 0U);
  BOOST_TEST(read(kaidah_decision_json(decision.get())) ==
             R"({"id":"1","allowance":902000,"temuan":[{"kode":"TOO-MANY","tingkat":"pelanggaran",)"
             R"("teks":"25 days, 22 are paid"}]})");
  kaidah_rejection rejection;
  BOOST_TEST(kaidah_decision_rejection(decision.get(), &rejection, sizeof rejection) == KAIDAH_OK);
  BOOST_TEST(rejection.code.size == 0U);
}

BOOST_AUTO_TEST_CASE(it_says_what_it_rests_on) {
  const Decider decider = ready();
  const Decision decision = decide(decider.get(), kJunior, KAIDAH_OK);
  BOOST_REQUIRE(kaidah_decision_mark_count(decision.get()) == 1U);
  kaidah_mark mark;
  BOOST_REQUIRE_EQUAL(kaidah_decision_mark(decision.get(), 0, &mark, sizeof mark), KAIDAH_OK);
  BOOST_TEST(read(mark.article) == "Article 3 paragraph (1)");
  BOOST_TEST(read(mark.title) == "Rate");
  BOOST_TEST(read(mark.text) == "the rate of the year before");
  BOOST_TEST(mark.trust == KAIDAH_INTERPRETATION);
  BOOST_TEST(kaidah_decision_mark(decision.get(), 1, &mark, sizeof mark) == KAIDAH_MISUSE);
}

BOOST_AUTO_TEST_CASE(a_rejection_says_where_and_why_in_both_languages) {
  std::string messages[2];
  for (const kaidah_language language : {KAIDAH_ENGLISH, KAIDAH_INDONESIAN}) {
    const Decider decider = ready(language);
    const Decision decision = decide(decider.get(), R"({"id":"3","rank":"none","days":2,"unit":"u"})", KAIDAH_REJECTED);
    kaidah_rejection rejection;
    BOOST_REQUIRE_EQUAL(kaidah_decision_rejection(decision.get(), &rejection, sizeof rejection), KAIDAH_REJECTED);
    BOOST_TEST(read(rejection.code) == "K6005");
    BOOST_TEST(read(rejection.pointer) == "/rank");
    BOOST_TEST(read(rejection.found) == "\"none\"");
    BOOST_TEST(read(kaidah_decision_id(decision.get())) == "3");
    BOOST_TEST(kaidah_decision_output_count(decision.get()) == 0U);
    messages[language] = read(rejection.message);
  }
  BOOST_TEST(messages[0] != messages[1]);
}

BOOST_AUTO_TEST_CASE(a_record_needs_no_zero_byte_at_its_end) {
  const Decider decider = ready();
  const std::string text = std::string(kJunior) + "}";
  const Decision decision = decide(decider.get(), std::string_view(text).substr(0, kJunior.size()), KAIDAH_OK);
  BOOST_TEST(read(kaidah_decision_value(decision.get(), given("allowance"))) == "175000");
  decide(decider.get(), text, KAIDAH_REJECTED);
  decide(decider.get(), "", KAIDAH_REJECTED);
  decide(decider.get(), std::string_view("\0", 1), KAIDAH_REJECTED);
}

BOOST_AUTO_TEST_CASE(a_decision_is_explained_when_asked_for) {
  const Decider decider = ready();
  kaidah_decision* decision = nullptr;
  BOOST_REQUIRE_EQUAL(kaidah_explain(decider.get(), given(kRecord), &decision, nullptr), KAIDAH_OK);
  const Decision explained(decision);
  const auto shown = [&](kaidah_format format, kaidah_language language) {
    kaidah_string* text = nullptr;
    BOOST_REQUIRE_EQUAL(kaidah_decision_explanation(decision, format, language, &text, nullptr), KAIDAH_OK);
    return read(Text(text));
  };
  BOOST_TEST(shown(KAIDAH_FORMAT_TEXT, KAIDAH_ENGLISH).find("rate = 41000") != std::string::npos);
  BOOST_TEST(shown(KAIDAH_FORMAT_TEXT, KAIDAH_ENGLISH) != shown(KAIDAH_FORMAT_TEXT, KAIDAH_INDONESIAN));
  BOOST_TEST(shown(KAIDAH_FORMAT_JSON, KAIDAH_ENGLISH).front() == '{');
  BOOST_TEST(shown(KAIDAH_FORMAT_HTML, KAIDAH_ENGLISH).find("<html") != std::string::npos);
  kaidah_string* text = nullptr;
  BOOST_TEST(kaidah_decision_explanation(decision, KAIDAH_FORMAT_PLAIN, KAIDAH_ENGLISH, &text, nullptr) ==
             KAIDAH_MISUSE);

  const Decision plain = decide(decider.get(), kRecord, KAIDAH_OK);
  kaidah_error* error = nullptr;
  BOOST_TEST(kaidah_decision_explanation(plain.get(), KAIDAH_FORMAT_TEXT, KAIDAH_ENGLISH, &text, &error) ==
             KAIDAH_MISUSE);
  const Error told_of(error);
  BOOST_TEST(code(error) == "K9916");

  BOOST_REQUIRE_EQUAL(kaidah_explain(decider.get(), given("{"), &decision, nullptr), KAIDAH_REJECTED);
  const Decision rejected(decision);
  BOOST_TEST(kaidah_decision_explanation(decision, KAIDAH_FORMAT_TEXT, KAIDAH_ENGLISH, &text, nullptr) ==
             KAIDAH_REJECTED);
  BOOST_TEST(text == nullptr);
}

BOOST_AUTO_TEST_CASE(options_that_do_not_fit_are_told_of) {
  const Policy policy = compiled();
  const auto refused = [&](std::string_view name, std::string_view value, std::string_view day = {}) {
    const kaidah_setting setting{given(name), given(value)};
    kaidah_prepare_options options = top(setting);
    options.decision_day = given(day);
    kaidah_decider* decider = nullptr;
    kaidah_error* error = nullptr;
    BOOST_TEST(kaidah_prepare(policy.get(), &options, &decider, &error) == KAIDAH_ERROR);
    const Error told_of(error);
    BOOST_TEST(decider == nullptr);
    return told(error, 0);
  };
  BOOST_TEST(refused("top", "32").find("top") != std::string::npos);
  BOOST_TEST(refused("tops", "22").find("tops") != std::string::npos);
  BOOST_TEST(refused("top", "22", "2021-02-30").find("2021-02-30") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(only_what_is_selected_is_decided) {
  const Policy policy = compiled();
  const kaidah_setting setting{given("top"), given("22")};
  kaidah_prepare_options options = top(setting);
  const kaidah_text select[] = {given("nothing")};
  options.select = select;
  options.select_count = 1;
  kaidah_decider* decider = nullptr;
  BOOST_TEST(kaidah_prepare(policy.get(), &options, &decider, nullptr) == KAIDAH_ERROR);
  const kaidah_text wanted[] = {given("allowance")};
  options.select = wanted;
  const Decider selected = prepared(policy.get(), &options);
  const Decision decision = decide(selected.get(), kRecord, KAIDAH_OK);
  BOOST_TEST(read(kaidah_decision_value(decision.get(), given("allowance"))) == "902000");
}

BOOST_AUTO_TEST_CASE(one_decider_serves_many_threads) {
  const Decider decider = ready();
  constexpr std::size_t kThreads = 4;
  constexpr int kTimes = 500;
  std::vector<int> wrong(kThreads, 0);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < kThreads; ++i) {
      threads.emplace_back([&, i] {
        for (int time = 0; time < kTimes; ++time) {
          const bool senior = (static_cast<std::size_t>(time) + i) % 2 == 0;
          kaidah_decision* decision = nullptr;
          kaidah_decide(decider.get(), given(senior ? kRecord : kJunior), &decision, nullptr);
          const Decision made(decision);
          if (read(kaidah_decision_value(decision, given("allowance"))) != (senior ? "902000" : "175000")) ++wrong[i];
        }
      });
    }
  }
  for (const int count : wrong) BOOST_TEST(count == 0);
}

BOOST_AUTO_TEST_SUITE_END()
