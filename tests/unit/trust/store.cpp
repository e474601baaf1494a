// A store that takes only what is signed.
#include <boost/test/unit_test.hpp>

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <kaidah/kaidah.hpp>

#include "grammar/diagnostics/message_kind.hpp"
#include "tests/unit/trust/keys.hpp"

BOOST_AUTO_TEST_SUITE(trust_store)

namespace {

namespace fs = std::filesystem;
using kaidah::MessageKind;
using kaidah::RefreshOutcome;

std::string policy(int adds) {
  return "policy \"p\" version 1.0.0\ninput Record { x: number 0..9 decimals 0 }\narticle 1 { output y = x + " +
         std::to_string(adds) + " }\n";
}

/// A folder of one policy, and a store of it that requires signatures by the first key.
struct SignedStore {
  fs::path folder = fs::temp_directory_path() / ("kaidah-store-" + std::to_string(::getpid()));
  SignedStore() { fs::create_directories(folder); }
  SignedStore(const SignedStore&) = delete;
  SignedStore& operator=(const SignedStore&) = delete;
  ~SignedStore() { fs::remove_all(folder); }

  void write(int adds) const { std::ofstream(folder / "p.kaidah") << policy(adds); }
  void sign(std::uint64_t release, const kaidah::PrivateKey& key = kaidah_test::first_key()) const {
    const auto seal = kaidah::make_seal(kaidah::read_folder_texts(folder.string()).texts, release).seal;
    std::ofstream(folder / "kaidah.seal") << kaidah::sign(*seal, key)->text();
  }
  static kaidah::StoreOptions options() {
    kaidah::StoreOptions options;
    options.deciders = {{"", "p", {}}};
    options.watch = kaidah::Watch::none;
    kaidah::require_signatures(options, kaidah_test::trust_in({kaidah_test::first_key()}));
    return options;
  }
  [[nodiscard]] kaidah::StoreResult open() const { return kaidah::PolicyStore::open(folder.string(), options()); }
};

std::string decided(const kaidah::PolicyStore& store) {
  return std::string(store.in_force().decider()->decide(R"({"x": 1})")["y"]);
}

bool told(const std::vector<kaidah::Diagnostic>& diagnostics, MessageKind kind) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [&](const kaidah::Diagnostic& diagnostic) { return diagnostic.message.kind == kind; });
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_store_opens_on_what_is_signed_only) {
  const SignedStore at;
  at.write(1);
  BOOST_TEST(told(at.open().diagnostics, MessageKind::seal_missing));
  at.sign(1, kaidah_test::second_key());
  BOOST_TEST(told(at.open().diagnostics, MessageKind::not_trusted));
  at.sign(1);
  auto opened = at.open();
  BOOST_REQUIRE(opened);
  BOOST_TEST(decided(*opened.store) == "2");
}

BOOST_AUTO_TEST_CASE(what_is_changed_without_a_signature_changes_nothing) {
  const SignedStore at;
  at.write(1);
  at.sign(1);
  auto opened = at.open();
  BOOST_REQUIRE(opened);
  at.write(2);
  auto refreshed = opened.store->refresh();
  BOOST_TEST((refreshed.outcome == RefreshOutcome::refused));
  BOOST_TEST(told(refreshed.diagnostics, MessageKind::sealed_changed));
  BOOST_TEST(decided(*opened.store) == "2");
  std::ofstream(at.folder / "more.kaidah") << "module \"more\" version 1.0.0\n";
  at.write(1);
  refreshed = opened.store->refresh();
  BOOST_TEST((refreshed.outcome == RefreshOutcome::refused));
  BOOST_TEST(told(refreshed.diagnostics, MessageKind::not_sealed));
  fs::remove(at.folder / "more.kaidah");
  at.write(3);
  at.sign(2);
  BOOST_TEST((opened.store->refresh().outcome == RefreshOutcome::put_in_force));
  BOOST_TEST(decided(*opened.store) == "4");
}

BOOST_AUTO_TEST_CASE(an_older_release_does_not_come_back) {
  const SignedStore at;
  at.write(1);
  at.sign(1);
  auto opened = at.open();
  BOOST_REQUIRE(opened);
  at.write(2);
  at.sign(2);
  BOOST_TEST((opened.store->refresh().outcome == RefreshOutcome::put_in_force));
  at.write(1);
  at.sign(1);
  const auto refreshed = opened.store->refresh();
  BOOST_TEST((refreshed.outcome == RefreshOutcome::refused));
  BOOST_TEST(told(refreshed.diagnostics, MessageKind::release_too_old));
  BOOST_TEST(decided(*opened.store) == "3");
}

BOOST_AUTO_TEST_CASE(what_the_host_asks_for_is_asked_too) {
  const SignedStore at;
  at.write(1);
  at.sign(1);
  kaidah::StoreOptions options;
  options.watch = kaidah::Watch::none;
  std::size_t asked = 0;
  options.accept = [&asked](const kaidah::StoreTexts& texts) -> std::vector<kaidah::Diagnostic> {
    ++asked;
    if (texts.policies.size() == 1) return {};
    return {kaidah::host_problem("one file only")};
  };
  kaidah::require_signatures(options, kaidah_test::trust_in({kaidah_test::first_key()}));
  auto opened = kaidah::PolicyStore::open(at.folder.string(), options);
  BOOST_REQUIRE(opened);
  BOOST_TEST(asked == 1U);
  std::ofstream(at.folder / "more.kaidah") << "module \"more\" version 1.0.0\n";
  BOOST_TEST((opened.store->refresh().outcome == RefreshOutcome::refused));
  BOOST_TEST(asked == 1U);  // not signed, so nobody asks further
  at.sign(2);
  BOOST_TEST((opened.store->refresh().outcome == RefreshOutcome::refused));
  BOOST_TEST(asked == 2U);
}

BOOST_AUTO_TEST_CASE(a_bundle_can_be_held_in_force) {
  const SignedStore at;
  at.write(1);
  const fs::path path = at.folder / "rules.bundle";
  const auto pack = [&](std::uint64_t release, const kaidah::PrivateKey& key) {
    const auto texts = kaidah::read_folder_texts(at.folder.string()).texts;
    const auto seal = kaidah::sign(*kaidah::make_seal(texts, release).seal, key);
    std::ofstream(path, std::ios::binary) << *kaidah::bundle(*seal, texts);
  };
  pack(1, kaidah_test::first_key());
  auto opened = kaidah::PolicyStore::open(kaidah::bundle_loader(path.string()), SignedStore::options());
  BOOST_REQUIRE(opened);
  BOOST_TEST(decided(*opened.store) == "2");
  at.write(5);
  pack(2, kaidah_test::second_key());
  BOOST_TEST((opened.store->refresh().outcome == RefreshOutcome::refused));
  pack(2, kaidah_test::first_key());
  BOOST_TEST((opened.store->refresh().outcome == RefreshOutcome::put_in_force));
  BOOST_TEST(decided(*opened.store) == "6");
  fs::resize_file(path, fs::file_size(path) - 1);
  BOOST_TEST((opened.store->refresh().outcome == RefreshOutcome::refused));
  BOOST_TEST(decided(*opened.store) == "6");
}

BOOST_AUTO_TEST_SUITE_END()
