#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>

#include <kaidah/version.hpp>

#include "tests/unit/c/given.hpp"

using namespace c_tests;

BOOST_AUTO_TEST_SUITE(c_policy)

BOOST_AUTO_TEST_CASE(a_policy_says_what_it_is) {
  const Policy policy = compiled();
  BOOST_REQUIRE(policy);
  BOOST_TEST(read(kaidah_policy_id(policy.get())) == "meal-allowance");
  BOOST_TEST(read(kaidah_policy_version(policy.get())) == "1.0.0");
  BOOST_TEST(read(kaidah_policy_title(policy.get())) == "An invented regulation on meal allowances");
  BOOST_TEST(read(kaidah_policy_digest(policy.get())).substr(0, 7) == "sha256:");
  BOOST_TEST(read(kaidah_policy_source_name(policy.get())) == "test");

  BOOST_REQUIRE(kaidah_policy_output_count(policy.get()) == 1U);
  kaidah_output_info output;
  BOOST_REQUIRE_EQUAL(kaidah_policy_output(policy.get(), 0, &output, sizeof output), KAIDAH_OK);
  BOOST_TEST(read(output.name) == "allowance");
  BOOST_TEST(read(output.title) == "Allowance");
  BOOST_TEST(output.kind == KAIDAH_NUMBER);
  BOOST_TEST(kaidah_policy_output(policy.get(), 1, &output, sizeof output) == KAIDAH_MISUSE);

  BOOST_REQUIRE(kaidah_policy_parameter_count(policy.get()) == 1U);
  kaidah_parameter_info parameter;
  BOOST_REQUIRE_EQUAL(kaidah_policy_parameter(policy.get(), 0, &parameter, sizeof parameter), KAIDAH_OK);
  BOOST_TEST(read(parameter.name) == "top");
  BOOST_TEST(read(parameter.decided_by) == "office");
  BOOST_TEST(parameter.choice_count == 0U);
  BOOST_TEST(kaidah_policy_parameter_choice(policy.get(), 0, 0).size == 0U);
  BOOST_TEST(kaidah_policy_parameter(policy.get(), 1, &parameter, sizeof parameter) == KAIDAH_MISUSE);
}

BOOST_AUTO_TEST_CASE(choices_of_a_parameter_can_be_read) {
  const Policy policy = compiled(R"(policy "p" version 1.0.0
input R { x: whole number 0..1 }
enum Way { short long }
parameter way: Way decided by office, one of short, long
article 1 { output y = x exception y = 0 when way = long }
)");
  kaidah_parameter_info parameter;
  BOOST_REQUIRE_EQUAL(kaidah_policy_parameter(policy.get(), 0, &parameter, sizeof parameter), KAIDAH_OK);
  BOOST_TEST(parameter.kind == KAIDAH_ENUMERATION);
  BOOST_REQUIRE(parameter.choice_count == 2U);
  BOOST_TEST(read(kaidah_policy_parameter_choice(policy.get(), 0, 1)) == "long");
  BOOST_TEST(kaidah_policy_parameter_choice(policy.get(), 0, 2).data == nullptr);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_with_a_policy_is_told_in_both_languages) {
  kaidah_policy* policy = nullptr;
  kaidah_error* error = nullptr;
  constexpr std::string_view text =
      "policy \"p\" version 1.0.0\ninput R { x: whole number 0..1 }\narticle 1 { output y = z }\n";
  BOOST_TEST(kaidah_compile_text(given("p.kaidah"), given(text), nullptr, &policy, &error) == KAIDAH_ERROR);
  const Error told_of(error);
  BOOST_TEST(policy == nullptr);
  BOOST_REQUIRE(kaidah_error_count(error) == 1U);
  kaidah_diagnostic one;
  BOOST_REQUIRE_EQUAL(kaidah_error_at(error, 0, KAIDAH_ENGLISH, &one, sizeof one), KAIDAH_OK);
  BOOST_TEST(read(one.source) == "p.kaidah");
  BOOST_TEST(one.line == 3U);
  BOOST_TEST(one.column == 24U);
  BOOST_TEST(one.severity == KAIDAH_SEVERITY_ERROR);
  const std::string english = read(one.message);
  BOOST_REQUIRE_EQUAL(kaidah_error_at(error, 0, KAIDAH_INDONESIAN, &one, sizeof one), KAIDAH_OK);
  BOOST_TEST(read(one.message) != english);
  BOOST_TEST(kaidah_error_at(error, 1, KAIDAH_ENGLISH, &one, sizeof one) == KAIDAH_MISUSE);

  const auto shown = [&](kaidah_format format) {
    kaidah_string* string = nullptr;
    BOOST_REQUIRE_EQUAL(kaidah_error_render(error, 0, KAIDAH_ENGLISH, format, &string), KAIDAH_OK);
    return read(Text(string));
  };
  const std::string code = read(one.code);
  BOOST_TEST(shown(KAIDAH_FORMAT_PLAIN).rfind("p.kaidah:3:24: error[" + code + "]: " + english + "\n", 0) == 0U);
  BOOST_TEST(shown(KAIDAH_FORMAT_TEXT).find("--> p.kaidah:3:24\n") != std::string::npos);
  BOOST_TEST(shown(KAIDAH_FORMAT_JSON).front() == '{');
  BOOST_TEST(shown(KAIDAH_FORMAT_JSON).find("\"" + code + "\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(all_diagnostics_are_shown_one_behind_the_other) {
  kaidah_policy* policy = nullptr;
  kaidah_error* error = nullptr;
  constexpr std::string_view text =
      "policy \"p\" version 1.0.0\ninput R { x: whole number 0..1 }\narticle 1 { output y = z }\narticle 2 { output w "
      "= v "
      "}\n";
  BOOST_TEST(kaidah_compile_text(given("p"), given(text), nullptr, &policy, &error) == KAIDAH_ERROR);
  const Error told_of(error);
  BOOST_REQUIRE(kaidah_error_count(error) == 2U);
  kaidah_string* all = nullptr;
  BOOST_REQUIRE_EQUAL(kaidah_error_render(error, KAIDAH_ALL, KAIDAH_ENGLISH, KAIDAH_FORMAT_JSON, &all), KAIDAH_OK);
  const Text kept(all);
  const std::string lines = read(kept);
  BOOST_TEST(std::count(lines.begin(), lines.end(), '\n') == 2);
}

BOOST_AUTO_TEST_CASE(warnings_come_with_a_policy_that_can_be_used) {
  kaidah_policy* policy = nullptr;
  kaidah_error* error = nullptr;
  constexpr std::string_view text =
      "policy \"p\" version 1.0.0\ninput R { x: whole number 0..1 }\narticle 1 { rule unused = 1 output y = x }\n";
  BOOST_TEST(kaidah_compile_text(given("p"), given(text), nullptr, &policy, &error) == KAIDAH_OK);
  const Error told_of(error);
  const Policy kept(policy);
  BOOST_TEST(policy != nullptr);
  kaidah_diagnostic one;
  BOOST_REQUIRE_EQUAL(kaidah_error_at(error, 0, KAIDAH_ENGLISH, &one, sizeof one), KAIDAH_OK);
  BOOST_TEST(one.severity == KAIDAH_SEVERITY_WARNING);
}

BOOST_AUTO_TEST_CASE(provenance_and_consolidated_text_are_given) {
  const Policy policy = compiled();
  kaidah_string* string = nullptr;
  BOOST_REQUIRE_EQUAL(kaidah_policy_provenance(policy.get(), KAIDAH_ENGLISH, &string, nullptr), KAIDAH_OK);
  BOOST_TEST(read(Text(string)).find("Article 3 paragraph (1)") != std::string::npos);
  BOOST_REQUIRE_EQUAL(kaidah_policy_consolidated(policy.get(), {}, &string, nullptr), KAIDAH_OK);
  const std::string whole = read(Text(string));
  BOOST_TEST(whole.find("policy \"meal-allowance\"") != std::string::npos);
  kaidah_error* error = nullptr;
  BOOST_TEST(kaidah_policy_consolidated(policy.get(), given("2021-02-30"), &string, &error) == KAIDAH_ERROR);
  const Error told_of(error);
  BOOST_TEST(string == nullptr);
  BOOST_TEST(kaidah_error_count(error) == 1U);
}

BOOST_AUTO_TEST_CASE(scenarios_are_run) {
  const kaidah_policy_text texts[] = {{given("a"), given(kAllowance)}};
  kaidah_library* library = nullptr;
  BOOST_REQUIRE_EQUAL(kaidah_library_of(texts, 1, nullptr, &library, nullptr), KAIDAH_OK);
  const Library kept(library);
  kaidah_scenario_options options = KAIDAH_SCENARIO_OPTIONS_INIT;
  options.library = library;
  kaidah_string* json = nullptr;
  BOOST_TEST(kaidah_run_scenarios(&options, &json, nullptr) == KAIDAH_OK);
  BOOST_TEST(read(Text(json)).find(R"("passed":1,"scenarios":1)") != std::string::npos);

  std::string wrong(kAllowance);
  wrong.replace(wrong.find("82000"), 5, "82001");
  const kaidah_policy_text others[] = {{given("a"), given(wrong)}};
  BOOST_REQUIRE_EQUAL(kaidah_library_of(others, 1, nullptr, &library, nullptr), KAIDAH_OK);
  const Library kept_too(library);
  options.library = library;
  kaidah_error* error = nullptr;
  BOOST_TEST(kaidah_run_scenarios(&options, &json, &error) == KAIDAH_FAILED);
  const Error told_of(error);
  BOOST_TEST(read(Text(json)).find(R"("passed":0,"scenarios":1)") != std::string::npos);
  BOOST_TEST(told(error, 0).find("82000") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_text_is_formatted_in_either_vocabulary) {
  kaidah_string* formatted = nullptr;
  BOOST_REQUIRE_EQUAL(kaidah_format_text(given("a"), given(kAllowance), KAIDAH_IN_INDONESIAN, &formatted, nullptr),
                      KAIDAH_OK);
  const std::string indonesian = read(Text(formatted));
  BOOST_TEST(indonesian.rfind("kebijakan \"meal-allowance\" versi 1.0.0", 0) == 0U);
  BOOST_REQUIRE_EQUAL(kaidah_format_text(given("a"), given(indonesian), KAIDAH_AS_WRITTEN, &formatted, nullptr),
                      KAIDAH_OK);
  BOOST_TEST(read(Text(formatted)) == indonesian);
  kaidah_error* error = nullptr;
  BOOST_TEST(kaidah_format_text(given("a"), given("policy"), KAIDAH_AS_WRITTEN, &formatted, &error) == KAIDAH_ERROR);
  const Error told_of(error);
  BOOST_TEST(formatted == nullptr);
}

BOOST_AUTO_TEST_CASE(the_library_says_which_it_is) {
  BOOST_TEST(read(kaidah_version()) == kaidah::version());
  BOOST_TEST(read(kaidah_language_version()) == kaidah::language_version());
  BOOST_TEST(kaidah_abi() == static_cast<uint32_t>(KAIDAH_ABI));
  BOOST_TEST(kaidah_feature(given("batch")) == 1);
  BOOST_TEST(kaidah_feature(given("batc")) == 0);
  BOOST_TEST(kaidah_feature({}) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
