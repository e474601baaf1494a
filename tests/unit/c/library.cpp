#include <boost/test/unit_test.hpp>

#include <cstring>
#include <string>
#include <vector>

#include "tests/unit/c/given.hpp"

using namespace c_tests;

BOOST_AUTO_TEST_SUITE(c_library)

namespace {

constexpr std::string_view kModule = R"(module "halves" version 1.0.0
rule half(x: number 0..100 decimals 2) = x / 2
)";
constexpr std::string_view kHalved = R"(policy "halved" version 1.0.0
use half from "halves" 1.x
input Record { x: number 0..100 decimals 1 }
article 1 { output halved = round(half(x), 2, half_up) }
)";

/// A host that gives texts one by one, in a buffer that it uses again and again.
struct Host {
  std::vector<kaidah_policy_text> texts;
  int32_t ends_with = 0;
  std::size_t given = 0;
  std::string name, text;

  static int32_t next(void* context, kaidah_policy_text* out) {
    auto* const host = static_cast<Host*>(context);
    if (host->given == host->texts.size()) return host->ends_with;
    host->name = read(host->texts[host->given].name);
    host->text = read(host->texts[host->given].text);
    ++host->given;
    *out = {c_tests::given(host->name), c_tests::given(host->text)};
    return 1;
  }
};

std::string decided(const kaidah_library* library) {
  kaidah_compile_options options = KAIDAH_COMPILE_OPTIONS_INIT;
  options.library = library;
  kaidah_policy* policy = nullptr;
  kaidah_error* error = nullptr;
  const kaidah_status status = kaidah_compile_id(given("halved@1.x"), &options, &policy, &error);
  const Error told_of(error);
  const Policy kept(policy);
  if (status != KAIDAH_OK) return told(error, 0);
  kaidah_decider* decider = nullptr;
  BOOST_REQUIRE_EQUAL(kaidah_prepare(policy, nullptr, &decider, nullptr), KAIDAH_OK);
  const Decider ready(decider);
  kaidah_decision* decision = nullptr;
  BOOST_REQUIRE_EQUAL(kaidah_decide(decider, given(R"({"x": 5})"), &decision, nullptr), KAIDAH_OK);
  const Decision made(decision);
  return read(kaidah_decision_value(decision, given("halved")));
}

}  // namespace

BOOST_AUTO_TEST_CASE(texts_from_memory_use_each_other) {
  const kaidah_policy_text texts[] = {{given("a"), given(kHalved)}, {given("b"), given(kModule)}};
  kaidah_library* library = nullptr;
  BOOST_REQUIRE_EQUAL(kaidah_library_of(texts, 2, nullptr, &library, nullptr), KAIDAH_OK);
  const Library kept(library);
  BOOST_TEST(decided(library) == "2.50");
}

BOOST_AUTO_TEST_CASE(a_host_gives_all_of_its_texts_once) {
  Host host{{{given("a"), given(kHalved)}, {given("b"), given(kModule)}}, 0, 0, {}, {}};
  kaidah_library* library = nullptr;
  BOOST_REQUIRE_EQUAL(kaidah_library_load(&Host::next, &host, nullptr, &library, nullptr), KAIDAH_OK);
  const Library kept(library);
  BOOST_TEST(host.given == 2U);
  host.name = host.text = "gone";
  BOOST_TEST(decided(library) == "2.50");
  BOOST_TEST(decided(library) == "2.50");
  BOOST_TEST(host.given == 2U);
}

BOOST_AUTO_TEST_CASE(a_host_that_fails_is_told_of) {
  Host host{{{given("a"), given(kHalved)}}, -1, 0, {}, {}};
  kaidah_library* library = nullptr;
  kaidah_error* error = nullptr;
  BOOST_TEST(kaidah_library_load(&Host::next, &host, nullptr, &library, &error) == KAIDAH_STOPPED);
  const Error told_of(error);
  BOOST_TEST(library == nullptr);
  BOOST_TEST(code(error) == "K9915");
}

BOOST_AUTO_TEST_CASE(what_a_host_gives_is_looked_at) {
  const auto broken = [](void* /*context*/, kaidah_policy_text* text) -> int32_t {
    text->text.size = 3;  // of nothing
    return 1;
  };
  kaidah_library* library = nullptr;
  kaidah_error* error = nullptr;
  BOOST_TEST(kaidah_library_load(broken, nullptr, nullptr, &library, &error) == KAIDAH_MISUSE);
  const Error told_of(error);
  BOOST_TEST(told(error, 0) == "K9910 `text` was not given");
}

BOOST_AUTO_TEST_CASE(folders_that_are_not_there_are_told_of) {
  const kaidah_text folders[] = {given("/nowhere/at/all")};
  kaidah_library* library = nullptr;
  kaidah_error* error = nullptr;
  BOOST_TEST(kaidah_library_read(folders, 1, nullptr, &library, &error) == KAIDAH_ERROR);
  const Error told_of(error);
  BOOST_TEST(library == nullptr);
  BOOST_TEST(kaidah_error_count(error) == 1U);
}

BOOST_AUTO_TEST_CASE(names_need_no_zero_byte) {
  // Looked at as C texts, these would go on.
  const std::string text = std::string(kHalved) + "what stands behind";
  const std::string module = std::string(kModule) + "what stands behind";
  const kaidah_policy_text texts[] = {{{"abc", 1}, {text.data(), kHalved.size()}},
                                      {{"bcd", 1}, {module.data(), kModule.size()}}};
  kaidah_library* library = nullptr;
  BOOST_REQUIRE_EQUAL(kaidah_library_of(texts, 2, nullptr, &library, nullptr), KAIDAH_OK);
  const Library kept(library);
  kaidah_compile_options options = KAIDAH_COMPILE_OPTIONS_INIT;
  options.library = library;
  kaidah_policy* policy = nullptr;
  BOOST_REQUIRE_EQUAL(kaidah_compile_id({"halved@1.0.0", 6}, &options, &policy, nullptr), KAIDAH_OK);
  const Policy compiled(policy);
  BOOST_TEST(read(kaidah_policy_source_name(policy)) == "a");
}

BOOST_AUTO_TEST_CASE(a_whole_library_is_checked) {
  const kaidah_policy_text texts[] = {
      {given("a"), given(kHalved)}, {given("b"), given(kModule)}, {given("wrong"), given("policy \"x")}};
  kaidah_library* library = nullptr;
  BOOST_REQUIRE_EQUAL(kaidah_library_of(texts, 3, nullptr, &library, nullptr), KAIDAH_OK);
  const Library kept(library);
  kaidah_compile_options options = KAIDAH_COMPILE_OPTIONS_INIT;
  options.library = library;
  kaidah_error* error = nullptr;
  BOOST_TEST(kaidah_check(&options, &error) == KAIDAH_ERROR);
  const Error told_of(error);
  BOOST_TEST(told(error, 0).substr(0, 13) == "K1001 wrong:1");
  BOOST_TEST(kaidah_check(nullptr, nullptr) == KAIDAH_OK);
}

BOOST_AUTO_TEST_SUITE_END()
