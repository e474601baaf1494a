#include <kaidah/difference.hpp>

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>
#include <string>

BOOST_AUTO_TEST_SUITE(difference_difference)

namespace {

using Json = nlohmann::json;

constexpr const char* kPolicy = R"(
policy "letters" version 1.0.0
title "An invented rule"
month end last_day
enum Grade from lowest { low "Low" middle "Middle" high "High" }
record Mark { value: number 0..120 decimals 2 }
input Employee {
  id: text
  marks: list Mark, no fewer than 1, no more than 10
  behaviour: number 0..120 decimals 2
  new_idea: boolean, if missing false
  received: date, optional
  objected: date, optional
}
parameter survey : boolean decided by office
group all by id
article 1 "Grade" {
  paragraph (1):
    rule work = mean(m.value for m in marks)
    rule weight = 70%
    exception weight = 60% in case survey
    rule total : number 0..120 = weight * work + (100% - weight) * behaviour
    output rounded = round(total, 2, half_up)
  paragraph (2):
    classify grade : Grade by rounded as x, in order {
      point a: high   when x >= 110 and new_idea
      point b: middle when x >= 90
      point c: low    when x < 90
    }
    output grade
}
article 2 "Objection" {
  require in_time: objected <= received + 14 days  when objected is present and received is present
    finding warning "LATE" "objected on {objected}"
}
article 3 "Spread" {
  for each all { require one: count(members) <= 1 finding breach "MANY" "too many" }
}
)";

kaidah::Policy compiled(const std::string& text) {
  const kaidah::CompileResult result = kaidah::compile_text("policy", text);
  for (const kaidah::Diagnostic& diagnostic : result.diagnostics) BOOST_TEST_MESSAGE(kaidah::render(diagnostic, {}));
  BOOST_REQUIRE(result);
  return *result.policy;
}

std::string with(std::string text, const std::string& old, const std::string& now) {
  std::size_t found = 0;
  for (std::size_t at = text.find(old); at != std::string::npos; at = text.find(old, at + now.size()), ++found)
    text.replace(at, old.size(), now);
  BOOST_REQUIRE(found > 0U);
  return text;
}

Json difference(const std::string& from, const std::string& to) {
  const auto result = kaidah::find_difference(compiled(from), compiled(to));
  for (const kaidah::Diagnostic& diagnostic : result.diagnostics) BOOST_TEST_MESSAGE(kaidah::render(diagnostic, {}));
  BOOST_REQUIRE(result.difference.has_value());
  return Json::parse(result.difference->json());
}

/// Decides the example again, by another way, and sees that it is what it is said to be.
void check_example(const Json& change, const std::string& from, const std::string& to) {
  BOOST_REQUIRE(change["example"].is_object());
  const std::string settings = change["example"]["settings"].is_string() ? change["example"]["settings"] : "";
  kaidah::DecideOptions options;
  options.parameters = {{"survey", settings.find("survey = true") != std::string::npos ? "true" : "false"}};
  const std::string record = change["example"]["record"].dump();
  const auto before = kaidah::prepare(compiled(from), options).decider->decide(record);
  const auto after = kaidah::prepare(compiled(to), options).decider->decide(record);
  BOOST_TEST(before.json != after.json);
}

}  // namespace

BOOST_AUTO_TEST_CASE(layout_vocabulary_and_comments_are_no_difference) {
  const Json all = difference(kPolicy, with(kPolicy, "paragraph (2):", "# nothing\n  paragraph (2):"));
  BOOST_TEST(all["same_digest"] == true);
  BOOST_TEST(all["changes"].empty());
}

BOOST_AUTO_TEST_CASE(names_alone_are_no_difference) {
  std::string other = with(kPolicy, "work", "mean_of_work");
  other = with(other, "total", "sum_of_both");  // stands in terms of what was renamed too
  other = with(other, "for m in", "for y in");
  other = with(other, "(m.value", "(y.value");
  other = with(other, "as x", "as figure");
  other = with(other, "when x", "when figure");
  other = with(other, "Mark", "Score");
  const Json all = difference(kPolicy, other);
  BOOST_TEST(all["same_digest"] == false);
  BOOST_TEST(all["same_meaning"] == true);
  for (const Json& change : all["changes"]) BOOST_TEST(change["change"] == "renamed");
  BOOST_TEST(all["changes"].size() == 3U);
}

BOOST_AUTO_TEST_CASE(the_name_of_an_output_is_more_than_a_name) {
  const Json all = difference(kPolicy, with(kPolicy, "rounded", "result"));
  BOOST_TEST(all["same_meaning"] == false);
}

BOOST_AUTO_TEST_CASE(a_limit_that_is_reached_by_a_mean_has_its_example) {
  std::string to = with(kPolicy, "x >= 90", "x >= 91");
  to = with(to, "x < 90", "x < 91");
  const Json all = difference(kPolicy, to);
  BOOST_REQUIRE(all["changes"].size() == 2U);
  const Json& change = all["changes"][0];
  BOOST_TEST(change["what"] == "arm");
  BOOST_TEST(change["name"] == "grade");
  BOOST_TEST(change["from"]["text"] == "middle when x >= 90");
  BOOST_TEST(change["to"]["article"] == "Article 1 paragraph (2) point b");
  BOOST_TEST(change["figures"][0]["from"] == "90");
  check_example(change, kPolicy, to);
  check_example(all["changes"][1], kPolicy, to);
}

BOOST_AUTO_TEST_CASE(each_change_has_an_example_of_its_own) {
  std::string to = with(kPolicy, "weight = 60%", "weight = 65%");
  to = with(to, "14 days", "21 days");
  to = with(to, "x >= 110 and new_idea", "x >= 110");
  const Json all = difference(kPolicy, to);
  BOOST_REQUIRE(all["changes"].size() == 3U);
  for (const Json& change : all["changes"]) {
    BOOST_TEST_CONTEXT(change.dump()) {
      check_example(change, kPolicy, to);
      std::string told;
      for (const Json& one : change["example"]["differences"]) told += one["name"].get<std::string>() + " ";
      if (change["what"] == "exception") BOOST_TEST(told.find("rounded") != std::string::npos);
      if (change["what"] == "duty") BOOST_TEST(told == "LATE ");
      if (change["what"] == "arm") BOOST_TEST(told == "grade ");
    }
  }
}

BOOST_AUTO_TEST_CASE(what_is_added_and_removed_is_told_by_its_article) {
  const std::string to = with(kPolicy, "    exception weight = 60% in case survey\n", "");
  const Json all = difference(kPolicy, to);
  BOOST_REQUIRE(all["changes"].size() == 1U);
  BOOST_TEST(all["changes"][0]["change"] == "removed");
  BOOST_TEST(all["changes"][0]["what"] == "exception");
  BOOST_TEST(all["changes"][0]["from"]["article"] == "Article 1 paragraph (1)");
  BOOST_TEST(all["changes"][0]["to"].is_null());
  check_example(all["changes"][0], kPolicy, to);
  const Json back = difference(to, kPolicy);
  BOOST_TEST(back["changes"][0]["change"] == "added");
}

BOOST_AUTO_TEST_CASE(a_change_that_decides_nothing_is_not_said_to_be_equal) {
  // Above the range of the figure: nothing can come of it, but that is not for a search to say.
  std::string from = with(kPolicy, "point a:", "point a: high when x > 130\n      point aa:");
  const std::string to = with(from, "x > 130", "x > 140");
  const auto result = kaidah::find_difference(compiled(from), compiled(to));
  BOOST_REQUIRE(result.difference.has_value());
  BOOST_TEST(result.difference->decisive() == 1U);
  BOOST_TEST(result.difference->shown_by_example() == 0U);
  BOOST_TEST(!result.difference->same_meaning());
  BOOST_TEST(result.difference->text(false).find("no record found that is decided differently") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(marks_titles_and_places_change_what_is_shown) {
  std::string to = with(kPolicy, "    rule weight = 70%", "    rule weight = 70%  [interpretation \"invented\"]");
  to = with(to, "article 2 \"Objection\"", "article 2 \"Objections\"");
  const Json all = difference(kPolicy, to);
  BOOST_TEST(all["same_meaning"] == false);
  BOOST_TEST(all["changes"].size() == 2U);
  for (const Json& change : all["changes"]) BOOST_TEST(change["weight"] == "shown");
  const Json moved = difference(kPolicy, with(kPolicy, "article 2 ", "article 7 "));
  BOOST_TEST(moved["same_meaning"] == false);
}

BOOST_AUTO_TEST_CASE(shapes_are_held_against_each_other) {
  std::string to = with(kPolicy, "high \"High\"", "high \"High\" top \"Top\"");
  to = with(to, "behaviour: number 0..120", "behaviour: number 0..100");
  const Json all = difference(kPolicy, to);
  bool member = false;
  bool field = false;
  for (const Json& change : all["changes"]) {
    member = member || (change["what"] == "member" && change["change"] == "added" && change["name"] == "Grade.top");
    if (change["what"] != "field") continue;
    field = true;
    check_example(change, kPolicy, to);
  }
  BOOST_TEST(member);
  BOOST_TEST(field);
}

BOOST_AUTO_TEST_CASE(the_search_gives_the_same_examples_again) {
  const std::string to = with(kPolicy, "weight = 60%", "weight = 65%");
  BOOST_TEST(difference(kPolicy, to).dump() == difference(kPolicy, to).dump());
}

BOOST_AUTO_TEST_SUITE_END()
