// What is put in force, what is refused, what is rolled back. Without a thread: everything happens when it is asked
// for.
#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include <kaidah/kaidah.hpp>

#include "tests/unit/store/folder_fixture.hpp"

BOOST_AUTO_TEST_SUITE(store_store)

namespace {

using kaidah::Diagnostic;
using kaidah::PolicyStore;
using kaidah::RefreshOutcome;
using kaidah::Snapshot;
using kaidah::StoreEvent;
using kaidah::StoreEventKind;
using kaidah::StoreOptions;
using kaidah::StoreTexts;
using kaidah::test::by_hand;
using kaidah::test::codes;
using kaidah::test::decided;
using kaidah::test::rates;
using kaidah::test::TestFolder;

PolicyStore opened(const TestFolder& files, StoreOptions options = by_hand()) {
  kaidah::StoreResult result = PolicyStore::open(files.path().string(), std::move(options));
  for (const Diagnostic& diagnostic : result.diagnostics) BOOST_TEST_MESSAGE(kaidah::render(diagnostic, {}));
  BOOST_REQUIRE(result);
  return std::move(*result.store);
}

kaidah::StoreResult open(const TestFolder& files, StoreOptions options = by_hand()) {
  return PolicyStore::open(files.path().string(), std::move(options));
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_edit_is_put_in_force_and_what_began_before_ends_as_it_began) {
  const TestFolder files;
  files.write("rates.kaidah", rates(2));
  PolicyStore store = opened(files);
  const Snapshot first = store.in_force();
  BOOST_TEST(first.number() == 1U);
  BOOST_TEST((first.reason() == kaidah::SnapshotReason::opened));
  BOOST_TEST(decided(first) == "10.00");
  BOOST_TEST((store.refresh().outcome == RefreshOutcome::unchanged));

  files.replace("rates.kaidah", rates(3));
  BOOST_TEST((store.refresh().outcome == RefreshOutcome::put_in_force));
  const Snapshot second = store.in_force();
  BOOST_TEST(second.number() == 2U);
  BOOST_TEST(store.number() == 2U);
  BOOST_TEST(decided(second) == "15.00");
  BOOST_TEST(decided(first) == "10.00");
  BOOST_TEST(first.fingerprint() != second.fingerprint());
  BOOST_REQUIRE(first.policies().size() == 1U);
  BOOST_TEST(first.policies()[0].digest != second.policies()[0].digest);
  BOOST_TEST(second.policies()[0].digest == second.decider()->policy().digest());
  BOOST_TEST(second.decider("rates") == second.decider());
  BOOST_TEST(second.decider("other") == nullptr);
}

BOOST_AUTO_TEST_CASE(what_is_broken_changes_nothing_and_is_told) {
  const TestFolder files;
  files.write("rates.kaidah", rates(2));
  std::vector<StoreEvent> events;
  StoreOptions options = by_hand();
  options.log = [&](const StoreEvent& event) { events.push_back(event); };
  PolicyStore store = opened(files, options);
  BOOST_TEST(!store.last_refusal());
  const std::string text = rates(3);
  const struct {
    std::string text;
    std::string code;
  } broken[] = {
      {text.substr(0, text.size() / 2), "K1"},                                           // half of it
      {"", "K1"},                                                                        // emptied
      {rates(3, "16"), "K7001 K7001"},                                                   // a scenario fails
      {text + "article 2 { output z = y }\n", "K2001"},                                  // an unknown name
      {"policy \"other" + text.substr(std::string("policy \"rates").size()), "K8002"}};  // what a decider wants is gone
  for (const auto& edit : broken) {
    files.write("rates.kaidah", edit.text);
    const kaidah::RefreshResult result = store.refresh();
    BOOST_TEST((result.outcome == RefreshOutcome::refused));
    BOOST_TEST(codes(result.diagnostics).find(edit.code) != std::string::npos, codes(result.diagnostics));
    BOOST_TEST(store.number() == 1U);
    BOOST_TEST(decided(store.in_force()) == "10.00");
    BOOST_REQUIRE(store.last_refusal());
    BOOST_TEST(codes(store.last_refusal()->diagnostics) == codes(result.diagnostics));
    BOOST_TEST(store.last_refusal()->in_force == 1U);
  }
  files.remove("rates.kaidah");
  BOOST_TEST(codes(store.refresh().diagnostics) == "K8083");
  BOOST_TEST(events.size() == 7U);
  BOOST_TEST((events.back().kind == StoreEventKind::refused));

  files.write("rates.kaidah", rates(2));  // as it was
  BOOST_TEST((store.refresh().outcome == RefreshOutcome::unchanged));
  BOOST_TEST(!store.last_refusal());
  BOOST_TEST(events.size() == 8U);
  BOOST_TEST((events.back().kind == StoreEventKind::agrees));
  BOOST_TEST(store.number() == 1U);
}

BOOST_AUTO_TEST_CASE(a_failing_scenario_is_told_by_name_in_either_language) {
  const TestFolder files;
  files.write("rates.kaidah", rates(3, "16"));
  const kaidah::StoreResult result = open(files);
  BOOST_TEST(!result);
  BOOST_REQUIRE(!result.diagnostics.empty());
  const auto shown = [&](kaidah::Language language) {
    return kaidah::render(result.diagnostics.front(), {language, kaidah::DiagnosticFormat::plain, false});
  };
  BOOST_TEST(shown(kaidah::Language::english).find("in the scenario `five`") != std::string::npos);
  BOOST_TEST(shown(kaidah::Language::indonesian).find("dalam skenario `five`") != std::string::npos);
  BOOST_TEST(shown(kaidah::Language::english).find("rates.kaidah:7:") != std::string::npos,
             shown(kaidah::Language::english));
}

BOOST_AUTO_TEST_CASE(a_store_is_rolled_back_until_others_come) {
  const TestFolder files;
  std::vector<StoreEvent> events;
  StoreOptions options = by_hand();
  options.log = [&](const StoreEvent& event) { events.push_back(event); };
  options.keep = 2;
  files.write("rates.kaidah", rates(2));
  PolicyStore store = opened(files, options);
  BOOST_TEST(!store.roll_back());
  const std::string first = store.in_force().policies()[0].digest;
  for (const int factor : {3, 4, 5}) {
    files.write("rates.kaidah", rates(factor));
    BOOST_TEST((store.refresh().outcome == RefreshOutcome::put_in_force));
  }
  BOOST_TEST(store.earlier() == 2U);
  const std::string last = store.in_force().policies()[0].digest;

  BOOST_TEST(store.roll_back());
  BOOST_TEST(decided(store.in_force()) == "20.00");
  BOOST_TEST(store.number() == 5U);
  BOOST_TEST((store.in_force().reason() == kaidah::SnapshotReason::rolled_back));
  BOOST_REQUIRE(events.back().policies.size() == 1U);
  BOOST_TEST((events.back().kind == StoreEventKind::rolled_back));
  BOOST_TEST(events.back().policies[0].before == last);
  BOOST_TEST(events.back().policies[0].after == store.in_force().policies()[0].digest);

  BOOST_TEST((store.refresh().outcome == RefreshOutcome::held_back));
  BOOST_TEST(store.roll_back());
  BOOST_TEST(decided(store.in_force()) == "15.00");
  BOOST_TEST(!store.roll_back());  // no more were to be kept
  BOOST_TEST((store.refresh().outcome == RefreshOutcome::held_back));
  files.write("rates.kaidah", "half a");
  BOOST_TEST((store.refresh().outcome == RefreshOutcome::refused));
  files.write("rates.kaidah", rates(5));
  BOOST_TEST((store.refresh().outcome == RefreshOutcome::held_back));
  BOOST_TEST(!store.last_refusal());

  files.write("rates.kaidah", rates(6));
  BOOST_TEST((store.refresh().outcome == RefreshOutcome::put_in_force));
  files.write("rates.kaidah", rates(5));
  BOOST_TEST((store.refresh().outcome == RefreshOutcome::put_in_force));
  BOOST_TEST(decided(store.in_force()) == "25.00");
  BOOST_TEST(store.in_force().policies()[0].digest == last);
  BOOST_TEST(first != last);
}

BOOST_AUTO_TEST_CASE(what_was_held_back_can_be_taken_after_all) {
  const TestFolder files;
  files.write("rates.kaidah", rates(2));
  PolicyStore store = opened(files);
  files.write("rates.kaidah", rates(3));
  BOOST_TEST((store.refresh().outcome == RefreshOutcome::put_in_force));
  BOOST_TEST(store.roll_back());
  BOOST_TEST((store.take_again().outcome == RefreshOutcome::put_in_force));
  BOOST_TEST(decided(store.in_force()) == "15.00");
  // Put back by hand, the texts are those in force.
  BOOST_TEST(store.roll_back());
  files.write("rates.kaidah", rates(2));
  BOOST_TEST((store.refresh().outcome == RefreshOutcome::unchanged));
  files.write("rates.kaidah", rates(3));
  BOOST_TEST((store.refresh().outcome == RefreshOutcome::put_in_force));
}

BOOST_AUTO_TEST_CASE(the_host_sees_the_very_bytes_that_are_compiled) {
  const TestFolder files;
  files.write("deep/rates.kaidah", rates(2));
  files.write("rates.sig", "two");
  StoreOptions options = by_hand();
  options.other_endings = {".sig"};
  std::vector<StoreTexts> seen;
  options.accept = [&](const StoreTexts& texts) -> std::vector<Diagnostic> {
    seen.push_back(texts);
    if (texts.others.size() == 1U && texts.others[0].text == "two") return {};
    return {kaidah::host_problem("not signed", "deep/rates.kaidah")};
  };
  PolicyStore store = opened(files, options);
  BOOST_REQUIRE(seen.size() == 1U);
  BOOST_REQUIRE(seen[0].policies.size() == 1U);
  BOOST_TEST(seen[0].policies[0].name == "deep/rates.kaidah");
  BOOST_TEST(seen[0].policies[0].text == rates(2));
  BOOST_TEST(seen[0].others[0].name == "rates.sig");

  files.write("deep/rates.kaidah", rates(3));
  files.write("rates.sig", "three");
  const kaidah::RefreshResult result = store.refresh();
  BOOST_TEST((result.outcome == RefreshOutcome::refused));
  BOOST_REQUIRE(result.diagnostics.size() == 1U);
  BOOST_TEST(kaidah::text(result.diagnostics[0].message, kaidah::Language::english) == "not signed");
  BOOST_TEST(decided(store.in_force()) == "10.00");
  files.write("rates.sig", "two");  // a change of what is not compiled counts too
  BOOST_TEST((store.refresh().outcome == RefreshOutcome::put_in_force));
  BOOST_TEST(decided(store.in_force()) == "15.00");
  BOOST_TEST(seen.back().policies[0].text == rates(3));
}

BOOST_AUTO_TEST_CASE(a_host_that_throws_is_a_reason_not_to_take_it) {
  const TestFolder files;
  files.write("rates.kaidah", rates(2));
  bool fail = false;
  StoreOptions options = by_hand();
  options.accept = [&](const StoreTexts&) -> std::vector<Diagnostic> {
    if (fail) throw std::runtime_error("the key is gone");
    return {};
  };
  options.log = [](const StoreEvent&) { throw std::runtime_error("the log is full"); };
  PolicyStore store = opened(files, options);
  fail = true;
  files.write("rates.kaidah", rates(3));
  BOOST_TEST(codes(store.refresh().diagnostics) == "K9901");
  BOOST_TEST(decided(store.in_force()) == "10.00");
  BOOST_TEST(store.last_refusal().has_value());
  fail = false;
  BOOST_TEST((store.refresh().outcome == RefreshOutcome::put_in_force));
}

BOOST_AUTO_TEST_CASE(texts_may_come_from_a_loader) {
  kaidah::LoadedTexts given{{{{"from the database", rates(2)}}, {}}, {}};
  kaidah::StoreResult result = PolicyStore::open([&] { return given; }, by_hand());
  BOOST_REQUIRE(result);
  PolicyStore store = std::move(*result.store);
  BOOST_TEST(decided(store.in_force()) == "10.00");
  given.texts.policies[0].text = rates(3);
  BOOST_TEST((store.refresh().outcome == RefreshOutcome::put_in_force));
  given.diagnostics.push_back(kaidah::host_problem("no connection"));
  BOOST_TEST(codes(store.refresh().diagnostics) == "K8080");
  BOOST_TEST(store.last_refusal()->fingerprint == "");
  BOOST_TEST(decided(store.in_force()) == "15.00");
}

BOOST_AUTO_TEST_CASE(a_loader_is_held_to_the_limits) {
  const std::string text = rates(2);
  StoreOptions options = by_hand();
  options.limits.library_files = 2;
  options.limits.library_bytes = text.size() + 3;
  std::string other = "one";
  std::size_t others = 1;
  const auto found = [&] {
    const auto load = [&] {
      return kaidah::LoadedTexts{{{{"rates", text}}, std::vector<kaidah::PolicyText>(others, {"other", other})}, {}};
    };
    return codes(PolicyStore::open(load, options).diagnostics);
  };
  BOOST_TEST(found() == "");
  other = "four";
  BOOST_TEST(found() == "K9031");
  other = "";
  others = 2;
  BOOST_TEST(found() == "K9030");
}

BOOST_AUTO_TEST_CASE(nothing_is_read_outside_of_the_folder) {
  const TestFolder files;
  std::ofstream(files.outer() / "rates.kaidah") << rates(9);
  files.write("rates.kaidah", rates(2));
  PolicyStore store = opened(files);
  std::filesystem::remove(files.path() / "rates.kaidah");
  std::filesystem::create_symlink("../rates.kaidah", files.path() / "rates.kaidah");
  BOOST_TEST(codes(store.refresh().diagnostics) == "K8081");
  // Nor by what a text uses: the module stands beside the folder, and beside the policy under an outer name.
  std::ofstream(files.outer() / "twice.kaidah") << "module \"twice\" version 1.0.0\n"
                                                   "rule twice(x: number 0..100): number 0..200 = 2 * x\n";
  files.replace("rates.kaidah",
                "policy \"rates\" version 1.0.0\nuse twice from \"../twice\"\n"
                "input Record { x: number 0..100 }\narticle 1 { output first = twice(x) }\n");
  BOOST_TEST(codes(store.refresh().diagnostics).find("K8007") != std::string::npos);
  BOOST_TEST(decided(store.in_force()) == "10.00");
}

BOOST_AUTO_TEST_CASE(what_makes_no_sense_is_refused_when_it_is_opened) {
  const TestFolder files;
  files.write("rates.kaidah", rates(2));
  StoreOptions options = by_hand();
  options.deciders.push_back({"rates", "rates", {}});
  BOOST_TEST(codes(open(files, options).diagnostics) == "K8087");
  options = by_hand();
  options.deciders[0].options.parameters = {{"nothing", "1"}};
  BOOST_TEST(codes(open(files, options).diagnostics) == "K8010");
  files.write("again.kaidah", rates(3));
  BOOST_TEST(codes(open(files).diagnostics) == "K8004");
  options = by_hand();
  options.deciders.clear();
  BOOST_TEST(codes(open(files, options).diagnostics) == "K8004");
  BOOST_TEST(codes(PolicyStore::open("/nowhere/at/all", by_hand()).diagnostics) == "K8001");
}

BOOST_AUTO_TEST_CASE(a_log_may_use_the_store) {
  const TestFolder files;
  files.write("rates.kaidah", rates(2));
  PolicyStore* store = nullptr;
  std::vector<RefreshOutcome> outcomes;
  std::vector<std::string> lines;
  StoreOptions options = by_hand();
  options.log = [&](const StoreEvent& event) {
    lines.push_back(event.json(kaidah::Language::english));
    if (store == nullptr) return;
    outcomes.push_back(store->refresh().outcome);
    // A host that tries what was put in force, and does not like it.
    if (event.kind == StoreEventKind::put_in_force && decided(store->in_force()) == "15.00") {
      BOOST_TEST(store->roll_back());
    }
  };
  PolicyStore own = opened(files, options);
  store = &own;
  files.write("rates.kaidah", rates(3));
  BOOST_TEST((own.refresh().outcome == RefreshOutcome::put_in_force));
  BOOST_TEST(decided(own.in_force()) == "10.00");
  BOOST_TEST(own.number() == 3U);
  BOOST_TEST((outcomes == std::vector<RefreshOutcome>{RefreshOutcome::busy, RefreshOutcome::busy}));
  BOOST_REQUIRE(lines.size() == 3U);
  BOOST_TEST(lines[0].starts_with(R"({"event":"put_in_force","number":1,"before":0,"fingerprint":"sha256:)"));
  BOOST_TEST(
      lines[0].find(R"("policies":[{"policy":"rates","version":"1.0.0","decider":null,"before":null,"after":)") !=
      std::string::npos);
  BOOST_TEST(lines[2].starts_with(R"({"event":"rolled_back","number":3,"before":2,)"));
}

BOOST_AUTO_TEST_CASE(the_shipped_policies_are_held_each_record_under_its_own) {
  StoreOptions options = by_hand();
  options.deciders = {{"all", "auto", {}}, {"", "pp-30-2019@1.x", {}}};
  options.deciders[1].options.parameters = {{"mekanisme", "survei"}};
  kaidah::StoreResult result = PolicyStore::open(std::string(KAIDAH_ROOT) + "/policies", options);
  for (const Diagnostic& diagnostic : result.diagnostics) BOOST_TEST_MESSAGE(kaidah::render(diagnostic, {}));
  BOOST_REQUIRE(result);
  const Snapshot now = result.store->in_force();
  BOOST_TEST(now.decider() == now.decider("all"));
  BOOST_REQUIRE(now.decider("pp-30-2019@1.x") != nullptr);
  for (const kaidah::Decider* decider : {now.decider("all"), now.decider("pp-30-2019@1.x")}) {
    for (const kaidah::Policy& policy : decider->policies()) {
      const bool listed = std::any_of(now.policies().begin(), now.policies().end(),
                                      [&](const auto& one) { return one.digest == policy.digest(); });
      BOOST_TEST(listed, policy.id());
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
