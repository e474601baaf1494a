// What no program should do: every function says so, and nothing else happens.
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <cstring>
#include <limits>
#include <string>

#include "tests/unit/c/given.hpp"

using namespace c_tests;

BOOST_AUTO_TEST_SUITE(c_misuse)

namespace {

constexpr kaidah_text kNothing{nullptr, 5};  // a length without a text

}  // namespace

BOOST_AUTO_TEST_CASE(null_handles_and_places_are_refused) {
  kaidah_library* library = nullptr;
  kaidah_policy* policy = nullptr;
  kaidah_decider* decider = nullptr;
  kaidah_decision* decision = nullptr;
  kaidah_string* string = nullptr;
  kaidah_run* run = nullptr;
  const auto misuse = [](kaidah_status status) { BOOST_TEST(status == KAIDAH_MISUSE); };
  misuse(kaidah_library_read(nullptr, 1, nullptr, &library, nullptr));
  misuse(kaidah_library_read(nullptr, 0, nullptr, nullptr, nullptr));
  misuse(kaidah_library_of(nullptr, 1, nullptr, &library, nullptr));
  misuse(kaidah_library_load(nullptr, nullptr, nullptr, &library, nullptr));
  misuse(kaidah_compile_id(kNothing, nullptr, &policy, nullptr));
  misuse(kaidah_compile_id(given("x"), nullptr, nullptr, nullptr));
  misuse(kaidah_compile_file(kNothing, nullptr, &policy, nullptr));
  misuse(kaidah_compile_text(kNothing, given(""), nullptr, &policy, nullptr));
  misuse(kaidah_compile_text(given("x"), kNothing, nullptr, &policy, nullptr));
  misuse(kaidah_prepare(nullptr, nullptr, &decider, nullptr));
  misuse(kaidah_prepare_auto(nullptr, nullptr, nullptr));
  misuse(kaidah_decide(nullptr, given("{}"), &decision, nullptr));
  misuse(kaidah_explain(nullptr, given("{}"), &decision, nullptr));
  misuse(kaidah_decision_explanation(nullptr, KAIDAH_FORMAT_TEXT, KAIDAH_ENGLISH, &string, nullptr));
  misuse(kaidah_decide_all(nullptr, nullptr, &run, nullptr));
  misuse(kaidah_resolve(nullptr, given("a"), given("2021-01-01"), {}, KAIDAH_ENGLISH, &string, nullptr));
  misuse(kaidah_run_scenarios(nullptr, &string, nullptr));
  misuse(kaidah_policy_provenance(nullptr, KAIDAH_ENGLISH, &string, nullptr));
  misuse(kaidah_policy_consolidated(nullptr, {}, &string, nullptr));
  misuse(kaidah_error_render(nullptr, 0, KAIDAH_ENGLISH, KAIDAH_FORMAT_TEXT, &string));
  misuse(kaidah_error_at(nullptr, 0, KAIDAH_ENGLISH, nullptr, 0));
  misuse(kaidah_policy_output(nullptr, 0, nullptr, 0));
  misuse(kaidah_policy_parameter(nullptr, 0, nullptr, 0));
  misuse(kaidah_decision_output(nullptr, 0, nullptr, 0));
  misuse(kaidah_decision_finding(nullptr, 0, nullptr, 0));
  misuse(kaidah_decision_procedure(nullptr, 0, nullptr, 0));
  misuse(kaidah_decision_mark(nullptr, 0, nullptr, 0));
  misuse(kaidah_decision_rejection(nullptr, nullptr, 0));
  misuse(kaidah_run_counts(nullptr, nullptr, 0));
}

BOOST_AUTO_TEST_CASE(getters_of_nothing_give_nothing) {
  BOOST_TEST(kaidah_policy_id(nullptr).size == 0U);
  BOOST_TEST(kaidah_policy_version(nullptr).size == 0U);
  BOOST_TEST(kaidah_policy_title(nullptr).size == 0U);
  BOOST_TEST(kaidah_policy_digest(nullptr).size == 0U);
  BOOST_TEST(kaidah_policy_source_name(nullptr).size == 0U);
  BOOST_TEST(kaidah_policy_parameter_choice(nullptr, 0, 0).size == 0U);
  BOOST_TEST(kaidah_decision_json(nullptr).size == 0U);
  BOOST_TEST(kaidah_decision_id(nullptr).size == 0U);
  BOOST_TEST(kaidah_decision_policy(nullptr).size == 0U);
  BOOST_TEST(kaidah_decision_value(nullptr, given("x")).size == 0U);
  BOOST_TEST(kaidah_run_manifest(nullptr).size == 0U);
  BOOST_TEST(kaidah_run_digest(nullptr, 0).size == 0U);
  BOOST_TEST(kaidah_string_text(nullptr).size == 0U);
  BOOST_TEST(kaidah_error_count(nullptr) == 0U);
  BOOST_TEST(kaidah_policy_output_count(nullptr) + kaidah_policy_parameter_count(nullptr) == 0U);
  BOOST_TEST(kaidah_decision_output_count(nullptr) + kaidah_decision_finding_count(nullptr) +
                 kaidah_decision_procedure_count(nullptr) + kaidah_decision_mark_count(nullptr) ==
             0U);
  BOOST_TEST(kaidah_limit_name(std::numeric_limits<std::size_t>::max()).size == 0U);
  BOOST_TEST(kaidah_limit_default(kNothing) == 0U);
}

BOOST_AUTO_TEST_CASE(freeing_nothing_does_nothing) {
  kaidah_string_free(nullptr);
  kaidah_error_free(nullptr);
  kaidah_library_free(nullptr);
  kaidah_policy_free(nullptr);
  kaidah_decider_free(nullptr);
  kaidah_decision_free(nullptr);
  kaidah_run_free(nullptr);
}

BOOST_AUTO_TEST_CASE(misuse_is_told_in_both_languages) {
  kaidah_decider* decider = nullptr;
  kaidah_error* error = nullptr;
  BOOST_TEST(kaidah_prepare(nullptr, nullptr, &decider, &error) == KAIDAH_MISUSE);
  const Error told_of(error);
  BOOST_TEST(told(error, 0) == "K9910 `policy` was not given");
  BOOST_TEST(told(error, 0, KAIDAH_INDONESIAN) == "K9910 `policy` tidak diberikan");
}

BOOST_AUTO_TEST_CASE(options_without_a_size_are_refused) {
  kaidah_compile_options options = KAIDAH_COMPILE_OPTIONS_INIT;
  kaidah_policy* policy = nullptr;
  for (const std::size_t size : {std::size_t{0}, sizeof options - 1, std::size_t{5000}, SIZE_MAX}) {
    options.size = size;
    kaidah_error* error = nullptr;
    BOOST_TEST(kaidah_compile_text(given("x"), given(kAllowance), &options, &policy, &error) == KAIDAH_MISUSE);
    const Error told_of(error);
    BOOST_TEST(code(error) == "K9912");
  }
}

BOOST_AUTO_TEST_CASE(options_of_a_later_header_are_taken_when_what_is_new_is_not_used) {
  struct Later {
    kaidah_compile_options now;
    std::uint64_t later;
  } options{KAIDAH_COMPILE_OPTIONS_INIT, 0};
  options.now.size = sizeof options;
  kaidah_policy* policy = nullptr;
  BOOST_TEST(kaidah_compile_text(given("x"), given(kAllowance), &options.now, &policy, nullptr) == KAIDAH_OK);
  const Policy kept(policy);
  options.later = 1;
  BOOST_TEST(kaidah_compile_text(given("x"), given(kAllowance), &options.now, &policy, nullptr) == KAIDAH_MISUSE);
  BOOST_TEST(policy == nullptr);
}

BOOST_AUTO_TEST_CASE(structures_of_a_later_header_are_filled_with_zeros_at_their_end) {
  struct Later {
    kaidah_output_info now;
    std::uint64_t later;
  } info;
  std::memset(&info, 0xff, sizeof info);
  const Policy policy = compiled();
  BOOST_TEST(kaidah_policy_output(policy.get(), 0, &info.now, sizeof info) == KAIDAH_OK);
  BOOST_TEST(read(info.now.name) == "allowance");
  BOOST_TEST(info.later == 0U);
  BOOST_TEST(kaidah_policy_output(policy.get(), 0, &info.now, sizeof info.now - 1) == KAIDAH_MISUSE);
  BOOST_TEST(kaidah_policy_output(policy.get(), 0, &info.now, SIZE_MAX) == KAIDAH_MISUSE);
  BOOST_TEST(kaidah_policy_output(policy.get(), 0, nullptr, sizeof info.now) == KAIDAH_MISUSE);
}

BOOST_AUTO_TEST_CASE(numbers_that_are_no_value_are_refused) {
  const Policy policy = compiled();
  kaidah_string* string = nullptr;
  for (const kaidah_language language : {-1, 2, std::numeric_limits<int32_t>::max()}) {
    kaidah_error* error = nullptr;
    BOOST_TEST(kaidah_policy_provenance(policy.get(), language, &string, &error) == KAIDAH_MISUSE);
    const Error told_of(error);
    BOOST_TEST(code(error) == "K9911");
  }
  BOOST_TEST(kaidah_format_text(given("a"), given(kAllowance), 3, &string, nullptr) == KAIDAH_MISUSE);
  kaidah_prepare_options options = KAIDAH_PREPARE_OPTIONS_INIT;
  options.language = 7;
  kaidah_decider* decider = nullptr;
  BOOST_TEST(kaidah_prepare(policy.get(), &options, &decider, nullptr) == KAIDAH_MISUSE);
  const kaidah_text much{"x", SIZE_MAX};
  kaidah_policy* other = nullptr;
  BOOST_TEST(kaidah_compile_text(given("x"), much, nullptr, &other, nullptr) == KAIDAH_MISUSE);
  options = KAIDAH_PREPARE_OPTIONS_INIT;
  const kaidah_text select[] = {given("allowance")};
  options.select = select;
  options.select_count = SIZE_MAX;
  BOOST_TEST(kaidah_prepare(policy.get(), &options, &decider, nullptr) == KAIDAH_MISUSE);
}

BOOST_AUTO_TEST_CASE(a_run_needs_records_and_a_place_for_decisions) {
  const Policy policy = compiled();
  const kaidah_setting setting{given("top"), given("22")};
  const kaidah_prepare_options options = top(setting);
  const Decider decider = prepared(policy.get(), &options);
  kaidah_run_options streams = KAIDAH_RUN_OPTIONS_INIT;
  kaidah_run* run = nullptr;
  kaidah_error* error = nullptr;
  BOOST_TEST(kaidah_decide_all(decider.get(), &streams, &run, &error) == KAIDAH_MISUSE);
  BOOST_TEST(told(Error(error).get(), 0) == "K9910 `records` was not given");
  streams.records = [](void* /*context*/, char* /*buffer*/, size_t /*size*/) -> int64_t { return 0; };
  BOOST_TEST(kaidah_decide_all(decider.get(), &streams, &run, &error) == KAIDAH_MISUSE);
  BOOST_TEST(told(Error(error).get(), 0) == "K9910 `decisions` was not given");
}

BOOST_AUTO_TEST_CASE(texts_that_are_not_utf8_end_in_diagnostics) {
  kaidah_policy* policy = nullptr;
  kaidah_error* error = nullptr;
  BOOST_TEST(kaidah_compile_text(given("\xff\xfe"), given("policy \"\xff\" version 1.0.0"), nullptr, &policy, &error) ==
             KAIDAH_ERROR);
  const Error told_of(error);
  kaidah_string* json = nullptr;
  BOOST_TEST(kaidah_error_render(error, KAIDAH_ALL, KAIDAH_ENGLISH, KAIDAH_FORMAT_JSON, &json) == KAIDAH_OK);
  BOOST_TEST(read(Text(json)).find('\xff') == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
