#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "tests/unit/c/given.hpp"

using namespace c_tests;

BOOST_AUTO_TEST_SUITE(c_store)

namespace {

/// A host whose only text changes.
struct Host {
  std::string text{kAllowance};
  std::string note;
  bool asked = false;
  bool fails = false;
  std::vector<std::string> events;

  static int32_t next(void* context, kaidah_policy_text* out) {
    auto* const host = static_cast<Host*>(context);
    if (host->fails) return -1;
    host->asked = !host->asked;
    if (!host->asked) return 0;
    *out = {given("meal"), given(host->text)};
    return 1;
  }
  static void log(void* context, kaidah_text event) { static_cast<Host*>(context)->events.push_back(read(event)); }
  void change(std::string_view from, std::string_view to) { text.replace(text.find(from), from.size(), to); }
};

using Store = std::unique_ptr<kaidah_store, Freed<&kaidah_store_free>>;
using Snapshot = std::unique_ptr<kaidah_snapshot, Freed<&kaidah_snapshot_free>>;

constexpr std::string_view kRecord = R"({"id":"1","rank":"senior","days":2,"unit":"u"})";

Store opened(Host& host) {
  const kaidah_setting setting{given("top"), given("22")};
  const kaidah_prepare_options options = top(setting);
  const kaidah_wanted_decider deciders[] = {{{}, given("meal-allowance"), &options}};
  kaidah_store_options wanted = KAIDAH_STORE_OPTIONS_INIT;
  wanted.deciders = deciders;
  wanted.decider_count = 1;
  wanted.log = &Host::log;
  wanted.log_context = &host;
  wanted.watch = KAIDAH_WATCH_NONE;
  kaidah_store* store = nullptr;
  kaidah_error* error = nullptr;
  BOOST_TEST(kaidah_store_load(&Host::next, &host, &wanted, &store, &error) == KAIDAH_OK);
  const Error told_of(error);
  BOOST_REQUIRE_MESSAGE(store != nullptr, told(error, 0));
  return Store(store);
}

std::string decided(const kaidah_store* store, std::string_view decider = {}) {
  kaidah_decision* decision = nullptr;
  kaidah_store_decide(store, given(decider), given(kRecord), &decision, nullptr);
  return read(kaidah_decision_value(Decision(decision).get(), given("allowance")));
}

}  // namespace

BOOST_AUTO_TEST_CASE(new_rules_are_put_in_force_and_rolled_back) {
  Host host;
  const Store store = opened(host);
  BOOST_TEST(decided(store.get()) == "82000");
  BOOST_TEST(decided(store.get(), "meal-allowance") == "82000");
  BOOST_TEST(decided(store.get(), "other").empty());
  BOOST_TEST(kaidah_store_number(store.get()) == 1U);
  kaidah_snapshot* before = nullptr;
  BOOST_REQUIRE_EQUAL(kaidah_store_in_force(store.get(), &before, nullptr), KAIDAH_OK);
  const Snapshot held(before);

  kaidah_refresh outcome = -1;
  BOOST_TEST(kaidah_store_refresh(store.get(), &outcome, nullptr) == KAIDAH_OK);
  BOOST_TEST(outcome == KAIDAH_UNCHANGED);
  host.change("= 41000", "= 51000");
  host.change("82000", "102000");
  BOOST_TEST(kaidah_store_refresh(store.get(), &outcome, nullptr) == KAIDAH_OK);
  BOOST_TEST(outcome == KAIDAH_PUT_IN_FORCE);
  BOOST_TEST(decided(store.get()) == "102000");
  BOOST_TEST(kaidah_store_number(store.get()) == 2U);

  // Whoever holds what was in force goes on as they began.
  kaidah_decider* decider = nullptr;
  BOOST_REQUIRE_EQUAL(kaidah_snapshot_decider(before, {}, &decider, nullptr), KAIDAH_OK);
  const Decider old(decider);
  kaidah_decision* decision = nullptr;
  BOOST_REQUIRE_EQUAL(kaidah_decide(decider, given(kRecord), &decision, nullptr), KAIDAH_OK);
  BOOST_TEST(read(kaidah_decision_value(Decision(decision).get(), given("allowance"))) == "82000");
  BOOST_TEST(kaidah_snapshot_number(before) == 1U);
  BOOST_TEST(read(kaidah_snapshot_fingerprint(before)).rfind("sha256:", 0) == 0U);
  BOOST_TEST(kaidah_snapshot_decider(before, given("other"), &decider, nullptr) == KAIDAH_ERROR);

  BOOST_TEST(kaidah_store_roll_back(store.get()) == KAIDAH_OK);
  BOOST_TEST(decided(store.get()) == "82000");
  BOOST_TEST(kaidah_store_refresh(store.get(), &outcome, nullptr) == KAIDAH_OK);
  BOOST_TEST(outcome == KAIDAH_HELD_BACK);
  BOOST_TEST(kaidah_store_take_again(store.get(), &outcome, nullptr) == KAIDAH_OK);
  BOOST_TEST(outcome == KAIDAH_PUT_IN_FORCE);
  BOOST_TEST(decided(store.get()) == "102000");
  BOOST_REQUIRE(host.events.size() >= 3U);
  BOOST_TEST(host.events.front().front() == '{');
}

BOOST_AUTO_TEST_CASE(texts_with_errors_change_nothing_and_are_told_of) {
  Host host;
  const Store store = opened(host);
  host.change("82000", "82001");  // a scenario that fails
  kaidah_refresh outcome = -1;
  kaidah_error* error = nullptr;
  BOOST_TEST(kaidah_store_refresh(store.get(), &outcome, &error) == KAIDAH_ERROR);
  BOOST_TEST(kaidah_error_count(Error(error).get()) > 0U);
  BOOST_TEST(outcome == KAIDAH_REFUSED);
  BOOST_TEST(decided(store.get()) == "82000");
  BOOST_TEST(kaidah_store_last_refusal(store.get(), &error) == KAIDAH_ERROR);
  BOOST_TEST(kaidah_error_count(Error(error).get()) > 0U);

  host.fails = true;
  BOOST_TEST(kaidah_store_refresh(store.get(), nullptr, &error) == KAIDAH_ERROR);
  BOOST_TEST(code(Error(error).get()) == "K9915");
  BOOST_TEST(kaidah_store_roll_back(store.get()) == KAIDAH_ERROR);
}

BOOST_AUTO_TEST_CASE(handles_outlive_their_store) {
  Host host;
  Store store = opened(host);
  kaidah_snapshot* snapshot = nullptr;
  BOOST_REQUIRE_EQUAL(kaidah_store_in_force(store.get(), &snapshot, nullptr), KAIDAH_OK);
  Snapshot held(snapshot);
  store.reset();
  kaidah_library* library = nullptr;
  BOOST_REQUIRE_EQUAL(kaidah_snapshot_library(snapshot, &library, nullptr), KAIDAH_OK);
  const Library kept(library);
  held.reset();
  kaidah_compile_options options = KAIDAH_COMPILE_OPTIONS_INIT;
  options.library = library;
  BOOST_TEST(kaidah_check(&options, nullptr) == KAIDAH_OK);
}

BOOST_AUTO_TEST_CASE(misuse_is_a_status) {
  kaidah_store* store = nullptr;
  kaidah_snapshot* snapshot = nullptr;
  kaidah_decision* decision = nullptr;
  kaidah_store_options options = KAIDAH_STORE_OPTIONS_INIT;
  options.watch = 3;
  BOOST_TEST(kaidah_store_open(given("/nowhere"), &options, &store, nullptr) == KAIDAH_MISUSE);
  BOOST_TEST(kaidah_store_open(given("/nowhere/at/all"), nullptr, &store, nullptr) == KAIDAH_ERROR);
  BOOST_TEST(kaidah_store_load(nullptr, nullptr, nullptr, &store, nullptr) == KAIDAH_MISUSE);
  BOOST_TEST(kaidah_store_in_force(nullptr, &snapshot, nullptr) == KAIDAH_MISUSE);
  BOOST_TEST(kaidah_store_decide(nullptr, {}, {}, &decision, nullptr) == KAIDAH_MISUSE);
  BOOST_TEST(kaidah_store_refresh(nullptr, nullptr, nullptr) == KAIDAH_MISUSE);
  BOOST_TEST(kaidah_store_roll_back(nullptr) == KAIDAH_MISUSE);
  BOOST_TEST(kaidah_store_last_refusal(nullptr, nullptr) == KAIDAH_MISUSE);
  BOOST_TEST(kaidah_store_number(nullptr) + kaidah_snapshot_number(nullptr) == 0U);
  BOOST_TEST(kaidah_snapshot_fingerprint(nullptr).size == 0U);
  kaidah_store_free(nullptr);
  kaidah_snapshot_free(nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
