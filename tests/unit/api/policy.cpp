#include <kaidah/kaidah.hpp>

#include <boost/test/unit_test.hpp>
#include <string>
#include <thread>
#include <vector>

#include "grammar/diagnostics/message_kind.hpp"

BOOST_AUTO_TEST_SUITE(api_policy)

namespace {

constexpr const char* kPolicy = R"(
policy "bonus" version 1.2.3
title "An invented rule"
enum Grade from lowest { low "Low" high "High" }
input Employee {
  id: text
  score: number 0..100 decimals 2
}
parameter factor : number 0..10 decimals 1 decided by office
parameter method : Grade decided by office
parameter fixed : number = 5
article 1 "Grade" {
  paragraph (1):
    classify grade : Grade by score as x {
      high when x >= 80
      low  when x < 80
    }
    output grade
  paragraph (2): output bonus = round(score * factor + fixed, 2, half_up) [interpretation "rounding is not said"]
  paragraph (3): output kind = method
}
)";

kaidah::Policy compiled() {
  const kaidah::CompileResult result = kaidah::compile_text("bonus", kPolicy);
  for (const kaidah::Diagnostic& diagnostic : result.diagnostics) BOOST_TEST_MESSAGE(kaidah::render(diagnostic, {}));
  BOOST_REQUIRE(result);
  return *result.policy;
}

kaidah::DecideOptions with_parameters() {
  kaidah::DecideOptions options;
  options.parameters = {{"factor", "1.5"}, {"method", "High"}};
  return options;
}

std::string first_code(const std::vector<kaidah::Diagnostic>& diagnostics) {
  return diagnostics.empty() ? std::string() : kaidah::info(diagnostics.front().message.kind).code;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_policy_says_what_it_is) {
  const kaidah::Policy policy = compiled();
  BOOST_TEST(policy.id() == "bonus");
  BOOST_TEST(policy.version() == "1.2.3");
  BOOST_TEST(policy.title() == "An invented rule");
  BOOST_TEST(policy.digest().size() == 71U);
  BOOST_REQUIRE(policy.outputs().size() == 3U);
  BOOST_TEST(policy.outputs()[0].name == "grade");
  BOOST_TEST((policy.outputs()[1].kind == kaidah::ValueKind::number));
  BOOST_REQUIRE(policy.parameters().size() == 3U);
  BOOST_TEST(policy.parameters()[0].decided_by == "office");
  BOOST_TEST(policy.parameters()[1].choices == (std::vector<std::string>{"low", "high"}),
             boost::test_tools::per_element());
  BOOST_TEST(policy.groups().empty());
}

BOOST_AUTO_TEST_CASE(a_decision_holds_exact_text) {
  const auto prepared = kaidah::prepare(compiled(), with_parameters());
  BOOST_REQUIRE(prepared);
  const kaidah::Decision decision = prepared.decider->decide(R"({"id":"a","score":79.99})");
  BOOST_REQUIRE(decision.decided());
  BOOST_TEST(decision.id == "a");
  BOOST_TEST(decision["grade"] == "Low");
  BOOST_TEST(decision["bonus"] == "124.99");  // 119.985 + 5, half up
  BOOST_TEST(decision["kind"] == "High");
  BOOST_TEST(decision["nothing"] == "");
  BOOST_TEST(decision.json == R"({"id":"a","grade":"Low","bonus":124.99,"kind":"High"})");
  BOOST_REQUIRE(decision.rests_on.size() == 1U);
  BOOST_TEST(decision.rests_on[0]->article == "Article 1 paragraph (2)");
}

BOOST_AUTO_TEST_CASE(a_bad_record_is_a_rejection) {
  const auto prepared = kaidah::prepare(compiled(), with_parameters());
  BOOST_REQUIRE(prepared);
  for (const char* record : {"", "{", "[]", "null", "{\"id\":\"a\"}", "{\"id\":\"a\",\"score\":\"80\"}", "\xFF\xFE",
                             R"({"id":"a","score":101})", R"({"id":"a","score":1,"score":2})"}) {
    BOOST_TEST_CONTEXT(record) {
      const kaidah::Decision decision = prepared.decider->decide(record);
      BOOST_TEST(!decision.decided());
      BOOST_TEST(decision.outputs.empty());
      BOOST_TEST(decision.rejection->code.substr(0, 2) == "K6");
      BOOST_TEST(!decision.rejection->message.empty());
      BOOST_TEST(decision.json.front() == '{');
    }
  }
}

BOOST_AUTO_TEST_CASE(a_parameter_that_is_not_set_rejects_only_what_reads_it) {
  kaidah::DecideOptions options;
  options.select = {"grade"};
  auto prepared = kaidah::prepare(compiled(), options);
  BOOST_REQUIRE(prepared);
  BOOST_TEST(prepared.decider->decide(R"({"id":"a","score":80})").json == R"({"id":"a","grade":"High"})");
  options.select = {"bonus"};
  prepared = kaidah::prepare(compiled(), options);
  BOOST_REQUIRE(prepared);
  BOOST_TEST(prepared.decider->decide(R"({"id":"a","score":80})").rejection->code == "K5005");
}

BOOST_AUTO_TEST_CASE(settings_are_checked_before_anything_is_decided) {
  const kaidah::Policy policy = compiled();
  const auto code_with = [&](const char* name, const char* value) {
    kaidah::DecideOptions options;
    options.parameters = {{name, value}};
    const auto prepared = kaidah::prepare(policy, options);
    BOOST_TEST(prepared.decider.has_value() == prepared.diagnostics.empty());
    return first_code(prepared.diagnostics);
  };
  BOOST_TEST(code_with("factor", "1.5") == "");
  BOOST_TEST(code_with("factor", "1.55") == "K8011");  // too many decimals
  BOOST_TEST(code_with("factor", "11") == "K8011");    // out of range
  BOOST_TEST(code_with("factor", "1,5") == "K8011");
  BOOST_TEST(code_with("factor", "1.5,\"x\":1") == "K8011");
  BOOST_TEST(code_with("factor", "") == "K8011");
  BOOST_TEST(code_with("factro", "1.5") == "K8010");
  BOOST_TEST(code_with("method", "low") == "");
  BOOST_TEST(code_with("method", "LOW") == "K8011");
  BOOST_TEST(code_with("fixed", "6") == "K8017");

  kaidah::DecideOptions options;
  options.parameters = {{"factor", "1"}, {"factor", "1"}};
  BOOST_TEST(first_code(kaidah::prepare(policy, options).diagnostics) == "K8013");
  options = {};
  options.select = {"bonsu"};
  BOOST_TEST(first_code(kaidah::prepare(policy, options).diagnostics) == "K8014");
  options = {};
  options.decision_day = "2021-02-29";
  BOOST_TEST(first_code(kaidah::prepare(policy, options).diagnostics) == "K8015");
}

BOOST_AUTO_TEST_CASE(threads_share_one_decider) {
  const auto prepared = kaidah::prepare(compiled(), with_parameters());
  BOOST_REQUIRE(prepared);
  const kaidah::Decider decider = *prepared.decider;
  std::vector<std::string> results(4);
  {
    std::vector<std::jthread> threads;
    for (std::string& result : results) {
      threads.emplace_back([&result, &decider] {
        for (int score = 0; score <= 100; ++score) {
          result += decider.decide(R"({"id":"a","score":)" + std::to_string(score) + "}").json;
        }
      });
    }
  }
  for (const std::string& result : results) BOOST_TEST(result == results.front());
}

BOOST_AUTO_TEST_CASE(the_digest_follows_meaning_and_not_layout) {
  const kaidah::Policy policy = compiled();
  const std::string text = kPolicy;
  const auto digest_of = [](const std::string& changed) {
    const auto result = kaidah::compile_text("x", changed);
    BOOST_REQUIRE(result);
    return result.policy->digest();
  };
  const auto translated = kaidah::format_text("x", text, kaidah::PolicyVocabulary::indonesian);
  BOOST_REQUIRE(translated.text);
  BOOST_TEST(digest_of(*translated.text) == policy.digest());
  BOOST_TEST(digest_of("# a comment\n" + text) == policy.digest());
  const auto replaced = [&](std::string_view from, std::string_view to) {
    std::string changed = text;
    changed.replace(changed.find(from), from.size(), to);
    return changed;
  };
  BOOST_TEST(digest_of(replaced("x >= 80", "not x < 80")) != policy.digest());
  BOOST_TEST(digest_of(replaced("\"Low\"", "\"low\"")) != policy.digest());
  BOOST_TEST(digest_of(replaced("rounding is not said", "rounding is open")) != policy.digest());
  BOOST_TEST(digest_of(replaced("1.2.3", "1.2.4")) != policy.digest());
}

BOOST_AUTO_TEST_CASE(broken_texts_give_diagnostics_and_no_policy) {
  for (const char* text :
       {"", "\xFF", "policy", "policy \"x\" version 1.0.0 article 1 { output a = b }", "module \"m\" version 1.0.0"}) {
    BOOST_TEST_CONTEXT(text) {
      const auto result = kaidah::compile_text("x", text);
      BOOST_TEST(!result);
      BOOST_TEST(kaidah::has_errors(result.diagnostics));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
