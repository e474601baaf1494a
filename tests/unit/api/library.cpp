#include <kaidah/kaidah.hpp>

#include <unistd.h>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <string>

BOOST_AUTO_TEST_SUITE(api_library)

namespace {

constexpr const char* kModule = R"(module "halves" version 1.0.0
title "Halves"
rule half(x: number 0..100 decimals 2) = x / 2
)";
constexpr const char* kPolicy = R"(policy "halved" version 1.0.0
title "Half of it"
use half from "halves" 1.x
input Record { x: number 0..100 decimals 1 }
article 1 { output halved = round(half(x), 2, half_up) }
scenario "A half" { given x = 5 expect halved = 2.5 }
)";
constexpr const char* kAmendment = R"(amendment "halved-more" version 1.0.0
title "Half of the half"
amends "halved" 1.x
in force for decisions from 2022-01-01
article 1 { replace halved with { output halved = round(half(x) / 2, 2, half_up) } }
)";

std::string decided(const kaidah::Policy& policy, const std::string& day) {
  kaidah::DecideOptions options;
  options.decision_day = day;
  const auto ready = kaidah::prepare(policy, options);
  BOOST_REQUIRE(ready);
  return std::string(ready.decider->decide(R"({"x": 5})")["halved"]);
}

}  // namespace

BOOST_AUTO_TEST_CASE(texts_use_and_amend_each_other) {
  const auto library = kaidah::Library::of({{"a", kPolicy}, {"b", kModule}, {"c", kAmendment}});
  BOOST_TEST(library.diagnostics().empty());
  kaidah::CompileOptions options;
  options.library = library;
  const auto compiled = kaidah::compile_id("halved@1.x", options);
  for (const auto& diagnostic : compiled.diagnostics)
    BOOST_TEST_MESSAGE(kaidah::render(diagnostic, {kaidah::Language::english, kaidah::DiagnosticFormat::plain, false}));
  BOOST_REQUIRE(compiled);
  BOOST_TEST(compiled.policy->source_name() == "a");
  BOOST_TEST(compiled.policy->amendments().size() == 1U);
  BOOST_TEST(decided(*compiled.policy, "2021-01-01") == "2.50");
  BOOST_TEST(decided(*compiled.policy, "2022-01-01") == "1.25");
}

BOOST_AUTO_TEST_CASE(a_library_is_checked_and_tested_as_a_whole) {
  kaidah::ScenarioOptions options;
  options.compile.library = kaidah::Library::of({{"a", kPolicy}, {"b", kModule}, {"wrong", "policy \"x"}});
  const auto checked = kaidah::check_library(options.compile);
  BOOST_REQUIRE(checked.size() == 3U);
  BOOST_TEST(!kaidah::has_errors(checked[0].diagnostics));
  BOOST_TEST(!kaidah::has_errors(checked[1].diagnostics));
  BOOST_TEST(checked[2].path == "wrong");
  BOOST_TEST(kaidah::has_errors(checked[2].diagnostics));
  std::size_t passed = 0;
  for (const auto& report : kaidah::run_library_scenarios(options)) passed += report.passed();
  BOOST_TEST(passed == 1U);
}

BOOST_AUTO_TEST_CASE(texts_never_lead_to_the_disk) {
  // A module of that name stands beside, and is used where the policy is read from the disk.
  namespace fs = std::filesystem;
  const fs::path folder = fs::temp_directory_path() / ("kaidah-library-" + std::to_string(getpid()));
  fs::create_directories(folder);
  std::ofstream(folder / "halves.kaidah") << kModule;
  std::ofstream(folder / "x.kaidah") << kPolicy;
  const std::string path = (folder / "x.kaidah").string();
  BOOST_TEST(static_cast<bool>(kaidah::compile_file(path)));
  kaidah::CompileOptions options;
  options.library = kaidah::Library::of({{path, kPolicy}});
  const auto compiled = kaidah::compile_id("halved", options);
  fs::remove_all(folder);
  BOOST_TEST(!compiled);
  BOOST_REQUIRE(compiled.diagnostics.size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_told_where_the_library_is_used) {
  kaidah::CompileOptions options;
  options.library = kaidah::Library::read({"/nowhere/at/all"});
  BOOST_TEST(options.library.diagnostics().size() == 1U);
  const auto compiled = kaidah::compile_id("x", options);
  BOOST_TEST(!compiled);
  BOOST_REQUIRE(!compiled.diagnostics.empty());
  BOOST_TEST((compiled.diagnostics.front().message.kind == options.library.diagnostics().front().message.kind));
}

BOOST_AUTO_TEST_CASE(an_empty_library_has_the_standard_library) {
  const auto compiled = kaidah::compile_text("x", R"(policy "x" version 1.0.0
title "A month"
use days_in_month from "dates"
input Record { x: date }
article 1 { output y = days_in_month(x) }
)");
  BOOST_TEST(compiled.diagnostics.empty());
  BOOST_TEST(kaidah::Library().diagnostics().empty());
}

BOOST_AUTO_TEST_SUITE_END()
