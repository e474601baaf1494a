// Signed folders and bundles on the disk, and libraries that take nothing else.
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

BOOST_AUTO_TEST_SUITE(trust_paths)

namespace fs = std::filesystem;

/// A signed folder of a policy and its module.
struct SignedFolder {
  fs::path root = fs::temp_directory_path() / ("kaidah-signed-" + std::to_string(::getpid()));
  fs::path folder = root / "rules";
  kaidah::PrivateKey key = kaidah_test::first_key();
  kaidah::TrustedKeys trusted = kaidah_test::trust_in({key});

  SignedFolder() {
    fs::create_directories(folder / "p");
    write(folder / "m.kaidah", "module \"m\" version 1.0.0\nrule half(x: number 0..100 decimals 2) = x / 2\n");
    write(folder / "p/1.0.0.kaidah", R"(policy "p" version 1.0.0
use half from "m"
input Record { x: number 0..100 decimals 1 }
article 1 { output y = round(half(x), 2, half_up) }
scenario "a half" { given x = 5 expect y = 2.5 }
)");
    sign();
  }
  SignedFolder(const SignedFolder&) = delete;
  SignedFolder& operator=(const SignedFolder&) = delete;
  ~SignedFolder() { fs::remove_all(root); }

  static void write(const fs::path& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }
  kaidah::Seal seal() const {
    const auto made = kaidah::make_seal(kaidah::read_folder_texts(folder.string()).texts, 1);
    return *kaidah::sign(*made.seal, key);
  }
  void sign() const { write(folder / "kaidah.seal", seal().text()); }
  kaidah::CompileOptions options() const {
    kaidah::CompileOptions options;
    options.library = kaidah::open_trusted({folder.string()}, trusted);
    return options;
  }
};

namespace {

using kaidah::MessageKind;

bool told(const std::vector<kaidah::Diagnostic>& diagnostics, MessageKind kind) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [&](const kaidah::Diagnostic& diagnostic) { return diagnostic.message.kind == kind; });
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(a_signed_folder_is_a_library, SignedFolder) {
  const auto opened = options();
  BOOST_TEST(opened.library.diagnostics().empty());
  BOOST_TEST(kaidah::compile_id("p@1.x", opened).policy.has_value());
  BOOST_TEST(kaidah::verify_path(folder.string(), trusted).texts.size() == 2U);
  BOOST_TEST(kaidah::read_folder_texts(folder.string()).seal.has_value());
}

// What was verified is what is compiled, whatever becomes of the disk.
BOOST_FIXTURE_TEST_CASE(nothing_is_read_again, SignedFolder) {
  const auto opened = options();
  const fs::path path = folder / "p/1.0.0.kaidah";
  write(path, "policy \"p\" version 1.0.0\n");
  fs::remove(folder / "m.kaidah");
  const auto compiled = kaidah::compile_file(path.string(), opened);
  BOOST_REQUIRE(compiled);
  BOOST_TEST(compiled.policy->outputs().size() == 1U);
  BOOST_TEST(compiled.policy->source_name() == path.string());
  BOOST_TEST(told(options().library.diagnostics(), MessageKind::sealed_changed));
  BOOST_TEST(told(options().library.diagnostics(), MessageKind::sealed_missing));
}

BOOST_FIXTURE_TEST_CASE(what_is_named_by_path_is_signed_or_refused, SignedFolder) {
  const auto opened = options();
  fs::copy_file(folder / "p/1.0.0.kaidah", root / "beside.kaidah");
  const auto beside = kaidah::compile_file((root / "beside.kaidah").string(), opened);
  BOOST_TEST(!beside);
  BOOST_TEST(told(beside.diagnostics, MessageKind::not_sealed));
  BOOST_TEST(kaidah::compile_file((folder / "p/../p/1.0.0.kaidah").string(), opened).policy.has_value());

  write(root / "profile.kaidah",
        "profile \"x\" for instansi \"K1\"\nadopts \"p\" 1.x for periods ending from 2020-01-01\n");
  const auto compiled = kaidah::compile_id("p", opened);
  BOOST_REQUIRE(compiled);
  kaidah::DecideOptions decide;
  decide.library = opened;
  decide.profile = (root / "profile.kaidah").string();
  const auto prepared = kaidah::prepare(*compiled.policy, decide);
  BOOST_TEST(!prepared);
  BOOST_TEST(told(prepared.diagnostics, MessageKind::not_sealed));

  fs::create_directories(root / "other");
  fs::copy_file(folder / "m.kaidah", root / "other/m.kaidah");
  const auto checked = kaidah::check_paths({(root / "other").string()}, opened);
  BOOST_REQUIRE(checked.size() == 1U);
  BOOST_TEST(told(checked.front().diagnostics, MessageKind::seal_missing));
  BOOST_TEST(kaidah::check_paths({folder.string()}, opened).size() == 2U);
  kaidah::ScenarioOptions scenarios;
  scenarios.compile = opened;
  const auto reports = kaidah::run_scenarios({folder.string()}, scenarios);
  BOOST_REQUIRE(reports.size() == 2U);  // of the module too
  BOOST_TEST(reports[0].passed() + reports[1].passed() == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_file_more_is_refused_and_not_passed_over, SignedFolder) {
  write(folder / "more.kaidah", "module \"more\" version 1.0.0\n");
  BOOST_TEST(told(options().library.diagnostics(), MessageKind::not_sealed));
  BOOST_TEST(!kaidah::compile_id("p", options()));
  fs::rename(folder / "more.kaidah", folder / ".more.kaidah");  // never read, so no part of the library
  BOOST_TEST(options().library.diagnostics().empty());
  write(folder / "README.md", "no policy");
  BOOST_TEST(options().library.diagnostics().empty());
}

BOOST_FIXTURE_TEST_CASE(links_are_no_way_around, SignedFolder) {
  // Within the folder a link may stand for a file: its bytes are what is signed.
  fs::create_directories(folder / ".store");
  fs::rename(folder / "m.kaidah", folder / ".store/m.kaidah");
  fs::create_symlink(".store/m.kaidah", folder / "m.kaidah");
  BOOST_TEST(options().library.diagnostics().empty());
  fs::remove(folder / "m.kaidah");
  fs::rename(folder / ".store/m.kaidah", root / "m.kaidah");
  fs::create_symlink("../m.kaidah", folder / "m.kaidah");
  BOOST_TEST(told(options().library.diagnostics(), MessageKind::leads_outside));
  fs::remove(folder / "m.kaidah");
  fs::rename(root / "m.kaidah", folder / "m.kaidah");
  BOOST_TEST(options().library.diagnostics().empty());
  fs::rename(folder / "kaidah.seal", root / "kaidah.seal");
  fs::create_symlink("../kaidah.seal", folder / "kaidah.seal");
  BOOST_TEST(told(options().library.diagnostics(), MessageKind::leads_outside));
}

BOOST_FIXTURE_TEST_CASE(a_bundle_takes_the_place_of_a_folder, SignedFolder) {
  const fs::path path = root / "rules.bundle";
  write(path, *kaidah::bundle(seal(), kaidah::read_folder_texts(folder.string()).texts));
  BOOST_TEST(kaidah::is_bundle(path.string()));
  BOOST_TEST(!kaidah::is_bundle(folder.string()));
  BOOST_TEST(!kaidah::is_bundle((folder / "m.kaidah").string()));
  kaidah::CompileOptions options;
  for (const bool trusted_only : {false, true}) {
    options.library =
        trusted_only ? kaidah::open_trusted({path.string()}, trusted) : kaidah::Library::read({path.string()});
    const auto compiled = kaidah::compile_id("p", options);
    BOOST_REQUIRE(compiled);
    BOOST_TEST(compiled.policy->source_name() == (path / "p/1.0.0.kaidah").string());
    BOOST_TEST(kaidah::compile_file((path / "p/1.0.0.kaidah").string(), options).policy.has_value());
    // Twice the same is not two versions.
    BOOST_TEST(kaidah::check_paths({path.string(), path.string()}, options).size() == 4U);
    BOOST_TEST(kaidah::check_paths({path.string()}, options).front().diagnostics.empty());
  }
  write(path, *kaidah::bundle(*kaidah::make_seal(kaidah::read_folder_texts(folder.string()).texts, 1).seal,
                              kaidah::read_folder_texts(folder.string()).texts));
  BOOST_TEST(kaidah::Library::read({path.string()}).diagnostics().empty());
  BOOST_TEST(told(kaidah::open_trusted({path.string()}, trusted).diagnostics(), MessageKind::not_trusted));
}

BOOST_FIXTURE_TEST_CASE(without_keys_nothing_is_trusted, SignedFolder) {
  BOOST_TEST(told(kaidah::open_trusted({folder.string()}, {}).diagnostics(), MessageKind::nobody_trusted));
  const auto anyone = kaidah::TrustedKeys::of_anyone();
  BOOST_TEST(kaidah::open_trusted({folder.string()}, anyone).diagnostics().empty());
  fs::remove(folder / "kaidah.seal");
  BOOST_TEST(told(options().library.diagnostics(), MessageKind::seal_missing));
  BOOST_TEST(kaidah::open_trusted({folder.string()}, anyone).diagnostics().empty());
  BOOST_TEST(
      told(kaidah::open_trusted({(root / "nowhere").string()}, trusted).diagnostics(), MessageKind::file_unreadable));
}

BOOST_FIXTURE_TEST_CASE(texts_from_anywhere_stand_under_a_seal, SignedFolder) {
  auto texts = kaidah::read_folder_texts(folder.string()).texts;
  kaidah::CompileOptions options;
  options.library = kaidah::open_sealed(texts, seal().text(), trusted);
  BOOST_TEST(kaidah::compile_id("p", options).policy.has_value());
  texts.pop_back();
  BOOST_TEST(told(kaidah::open_sealed(texts, seal().text(), trusted).diagnostics(), MessageKind::sealed_missing));
}

BOOST_AUTO_TEST_SUITE_END()
