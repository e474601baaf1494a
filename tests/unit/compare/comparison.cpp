#include <kaidah/compare.hpp>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstring>
#include <nlohmann/json.hpp>
#include <string>

#include "grammar/diagnostics/message_kind.hpp"

BOOST_AUTO_TEST_SUITE(compare_comparison)

namespace {

using Json = nlohmann::json;

constexpr const char* kPolicy = R"(
policy "letters" version 1.0.0
title "An invented rule"
enum Grade from lowest { low "Low" middle "Middle" high "High" }
enum Kind { clerk "Clerk" chief "Chief" }
enum Reward { medal "Medal" }
input Employee { id: text unit_kerja: text jenis_jabatan: Kind score: number 0..100 bonus: number 0..100, if missing 0 }
parameter weight : number 0..1 decided by office
group unit_kerja by unit_kerja
article 1 "Grade" {
  paragraph (1): rule total = score + weight * bonus
  paragraph (2):
    classify grade : Grade by total as x, in order {
      point a: high   when x >= 80
      point b: middle when 50 <= x < 80
      point c: undetermined "13 is not said" when x = 13
      point d: low    when x < 50
    }
    output grade
  paragraph (3): output reward : Reward, optional = medal  when grade = high
  paragraph (4): output rounded = round(total, 1, half_up)
  for each unit_kerja {
    output highs = count(p in members where p.grade = Grade.high)
    require few: highs <= 1 finding breach "FEW" "{highs} are high"
  }
}
)";

constexpr const char* kRecords = R"({"id":"a","unit_kerja":"U1","jenis_jabatan":"clerk","score":70,"bonus":20}
{"id":"b","unit_kerja":"U1","jenis_jabatan":"chief","score":85}
{"id":"c","unit_kerja":"U2","jenis_jabatan":"clerk","score":45,"bonus":10}
{"id":"d","unit_kerja":"U2","jenis_jabatan":"clerk","score":13,"bonus":5}
{"id":"e","unit_kerja":"U2","jenis_jabatan":"clerk","score":"x"}
{"id":"f","unit_kerja":"U2","jenis_jabatan":"chief","score":10,"bonus":3}
)";

kaidah::Policy compiled(const std::string& text) {
  const kaidah::CompileResult result = kaidah::compile_text("policy", text);
  for (const kaidah::Diagnostic& diagnostic : result.diagnostics) BOOST_TEST_MESSAGE(kaidah::render(diagnostic, {}));
  BOOST_REQUIRE(result);
  return *result.policy;
}

kaidah::Decider ready(const kaidah::Policy& policy, std::vector<kaidah::ParameterSetting> parameters = {}) {
  kaidah::DecideOptions options;
  options.parameters = std::move(parameters);
  const kaidah::PrepareResult result = kaidah::prepare(policy, options);
  BOOST_REQUIRE(result);
  return *result.decider;
}

kaidah::ByteSource bytes(std::string text) {
  return [text = std::move(text), at = std::size_t{0}](char* buffer, std::size_t size) mutable {
    const std::size_t count = std::min(size, text.size() - at);
    std::memcpy(buffer, text.data() + at, count);
    at += count;
    return std::optional(count);
  };
}

Json compared(const kaidah::Decider& from, const kaidah::Decider& to, const std::string& records,
              const kaidah::CompareOptions& options = {}) {
  const kaidah::CompareResult result = kaidah::compare_all(from, to, bytes(records), options);
  for (const kaidah::Diagnostic& diagnostic : result.diagnostics) BOOST_TEST_MESSAGE(kaidah::render(diagnostic, {}));
  BOOST_REQUIRE(result.comparison.has_value());
  return Json::parse(result.comparison->json(kaidah::Language::english));
}

std::string code_of(const kaidah::CompareResult& result) {
  BOOST_REQUIRE(!result.diagnostics.empty());
  return kaidah::info(result.diagnostics.front().message.kind).code;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_record_stands_in_one_cell) {
  const kaidah::Policy policy = compiled(kPolicy);
  const Json all = compared(ready(policy, {{"weight", "0"}}), ready(policy, {{"weight", "1"}}), kRecords);
  // a: Middle -> High, b: High, c: Low -> Middle, d: rejected -> Low, e: rejected, f: Low -> rejected.
  BOOST_TEST(all["by"] == "grade");
  BOOST_TEST(all["all"]["records"] == 6);
  BOOST_TEST(all["all"]["changed"] == 2);
  BOOST_TEST(all["all"]["up"] == 2);
  BOOST_TEST(all["all"]["down"] == 0);
  BOOST_TEST(all["all"]["rejected_before"] == 2);
  BOOST_TEST(all["all"]["rejected_after"] == 2);
  // Highest first, then none, then rejected.
  BOOST_TEST(all["matrix"]["from"][0]["value"] == "High");
  BOOST_TEST(all["matrix"]["records"].dump() == "[[1,0,0,0,0],[1,0,0,0,0],[0,1,0,0,1],[0,0,0,0,0],[0,0,1,0,1]]");
}

BOOST_AUTO_TEST_CASE(units_and_kinds_come_by_how_much_they_change) {
  const kaidah::Policy policy = compiled(kPolicy);
  const Json all = compared(ready(policy, {{"weight", "0"}}), ready(policy, {{"weight", "1"}}), kRecords);
  BOOST_TEST(all["units"][0]["name"] == "U2");  // as many changes as U1, more records
  BOOST_TEST(all["units"][0]["records"] == 4);
  BOOST_TEST(all["units"][0]["rejected_after"] == 2);
  BOOST_TEST(all["kinds"][0]["name"] == "Clerk");
  BOOST_TEST(all["kinds"][0]["changed"] == 2);
}

BOOST_AUTO_TEST_CASE(what_is_gained_and_found_is_counted) {
  const kaidah::Policy policy = compiled(kPolicy);
  const Json all = compared(ready(policy, {{"weight", "0"}}), ready(policy, {{"weight", "1"}}), kRecords);
  BOOST_TEST(all["gained_and_lost"][0].dump() ==
             R"({"another_value":0,"gained":1,"lost":0,"output":"reward","same":1,"under_neither":1})");
  BOOST_TEST(all["figures"][0]["higher"] == 2);
  BOOST_TEST(all["figures"][0]["same"] == 1);
  BOOST_TEST(all["groups"][0]["before"] == 2);
  BOOST_TEST(all["groups"][0]["findings"][0].dump() ==
             R"({"after":1,"before":0,"code":"FEW","gained":1,"lost":0,"severity":"breach"})");
}

BOOST_AUTO_TEST_CASE(reasons_are_alternatives_and_parameters_not_formulas) {
  const kaidah::Policy policy = compiled(kPolicy);
  const Json all = compared(ready(policy, {{"weight", "0"}}), ready(policy, {{"weight", "1"}}), kRecords);
  BOOST_TEST(all["reasons"][0]["name"] == "weight");
  BOOST_TEST(all["reasons"][0]["records"] == 2);
  BOOST_TEST(all["reasons"][0]["after"]["text"] == "1");
  BOOST_TEST(all["reasons"].size() == 3U);  // and the two ways the classification went
  for (const Json& reason : all["reasons"]) BOOST_TEST(reason["name"] != "total");
  BOOST_TEST(all["reasons"][1]["before"]["article"].get<std::string>().starts_with("Article 1 paragraph (2) point "));
}

BOOST_AUTO_TEST_CASE(a_policy_beside_itself_changes_nothing) {
  const kaidah::Decider decider = ready(compiled(kPolicy), {{"weight", "0.5"}});
  const Json all = compared(decider, decider, kRecords);
  BOOST_TEST(all["all"]["changed"] == 0);
  BOOST_TEST(all["reasons"].empty());
  BOOST_TEST(all["examples"].empty());
}

BOOST_AUTO_TEST_CASE(threads_do_not_show) {
  const kaidah::Policy policy = compiled(kPolicy);
  std::string records;
  for (int i = 0; i < 20000; ++i)
    records += R"({"id":")" + std::to_string(i) + R"(","unit_kerja":"U)" + std::to_string(i % 17) +
               R"(","jenis_jabatan":"clerk","score":)" + std::to_string(i % 101) + R"(,"bonus":)" +
               std::to_string(i % 31) + "}\n";
  std::string seen;
  for (const unsigned threads : {1U, 2U, 5U}) {
    kaidah::CompareOptions options;
    options.threads = threads;
    const auto result = kaidah::compare_all(ready(policy, {{"weight", "0"}}), ready(policy, {{"weight", "1"}}),
                                            bytes(records), options);
    BOOST_REQUIRE(result.comparison.has_value());
    const std::string json = result.comparison->json(kaidah::Language::indonesian);
    if (seen.empty()) seen = json;
    BOOST_TEST((json == seen));
  }
}

BOOST_AUTO_TEST_CASE(options_that_do_not_fit_are_refused) {
  const kaidah::Decider decider = ready(compiled(kPolicy), {{"weight", "0.5"}});
  const auto with = [&](const std::string& by, const std::string& unit) {
    kaidah::CompareOptions options;
    options.by = by;
    options.unit = unit;
    return kaidah::compare_all(decider, decider, bytes(kRecords), options);
  };
  BOOST_TEST(code_of(with("garde", "")) == "K8041");
  BOOST_TEST(code_of(with("rounded", "")) == "K8042");
  BOOST_TEST(code_of(with("", "nowhere")) == "K8043");
  BOOST_TEST(with("reward", "id").comparison.has_value());
}

namespace {

constexpr const char* kOther = R"(
policy "squares" version 1.0.0
enum Grade from lowest { low "Low" high "High" }
enum Result from lowest { below "Below" above "Above" }
input Person { id: text work "work-result": Result }
article 5 {
  classify grade : Grade { high when work = above  low when work = below }
  output grade
}
)";

std::string bridge(const std::string& output, const std::string& mark) {
  return R"(
policy "letters-squares" version 1.0.0
enum Result from lowest { below "Below" above "Above" }
input Employee { id: text score: number 0..100 rounded: number 0..200, optional }
article 1 "How a score becomes a result" {
  classify )" +
         output + R"( : Result {
    above when score >= 80 )" +
         mark + R"(
    undetermined "no score of 45 is known" when score = 45 )" +
         mark + R"(
    below when score < 80 and score != 45 )" +
         mark + R"(
  }
  output )" +
         output + "\n}\n";
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_bridge_makes_the_record_of_the_other) {
  kaidah::CompareOptions options;
  options.bridge = ready(compiled(bridge("work", "[interpretation \"invented\"]")));
  const Json all = compared(ready(compiled(kPolicy), {{"weight", "0"}}), ready(compiled(kOther)), kRecords, options);
  // a: Middle -> Low, b: High -> High, c: Low -> rejected by the bridge, d: rejected -> Low, e: rejected, f: Low -> Low
  BOOST_TEST(all["bridge"]["policy"] == "letters-squares");
  BOOST_TEST(all["all"]["changed"] == 1);
  BOOST_TEST(all["all"]["directed"] == false);
  BOOST_TEST(all["all"]["rejected_after"] == 2);
  bool by_bridge = false;
  for (const Json& rejection : all["rejections_after"]) by_bridge = by_bridge || rejection["by_bridge"] == true;
  BOOST_TEST(by_bridge);
}

BOOST_AUTO_TEST_CASE(a_bridge_that_is_not_marked_is_none) {
  const auto with = [&](const std::string& text) {
    kaidah::CompareOptions options;
    options.bridge = ready(compiled(text));
    return kaidah::compare_all(ready(compiled(kPolicy), {{"weight", "0"}}), ready(compiled(kOther)), bytes(kRecords),
                               options);
  };
  BOOST_TEST(code_of(with(bridge("work", ""))) == "K8045");
  BOOST_TEST(code_of(with(bridge("wrok", "[interpretation \"invented\"]"))) == "K8044");
}

BOOST_AUTO_TEST_CASE(the_page_needs_nothing_else) {
  const kaidah::Policy policy = compiled(kPolicy);
  const auto result =
      kaidah::compare_all(ready(policy, {{"weight", "0"}}), ready(policy, {{"weight", "1"}}), bytes(kRecords), {});
  BOOST_REQUIRE(result.comparison.has_value());
  for (const auto language : {kaidah::Language::english, kaidah::Language::indonesian}) {
    const std::string page = result.comparison->html({language, false, 50});
    BOOST_TEST(page.find("<script") == std::string::npos);
    BOOST_TEST(page.find("http") == std::string::npos);
    BOOST_TEST(page.find("<svg") != std::string::npos);
    BOOST_TEST(page.find("aria-labelledby") != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(what_users_write_cannot_break_the_page) {
  const kaidah::Policy policy = compiled(kPolicy);
  const std::string record =
      R"({"id":"<b>\"","unit_kerja":"<script>alert(1)</script>","jenis_jabatan":"clerk","score":70,"bonus":20})";
  const auto result =
      kaidah::compare_all(ready(policy, {{"weight", "0"}}), ready(policy, {{"weight", "1"}}), bytes(record), {});
  BOOST_REQUIRE(result.comparison.has_value());
  const std::string page = result.comparison->html({});
  BOOST_TEST(page.find("<script") == std::string::npos);
  BOOST_TEST(page.find("&lt;script&gt;") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
