// The blocks of engine/embedding.md, as they stand there, on the shipped policies: each is called, and does what it
// says.
#include "embedding_blocks.hpp"

#include <unistd.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <set>
#include <sstream>

BOOST_AUTO_TEST_SUITE(docs_embedding)

namespace {

namespace fs = std::filesystem;

/// A folder of its own, gone with it.
struct Folder {
  Folder() : path(fs::temp_directory_path() / ("kaidah-embedding-" + std::to_string(getpid()))) {
    fs::remove_all(path);
    fs::create_directories(path);
  }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  fs::path path;
};

const std::string kPolicies = KAIDAH_ROOT "/policies";
const std::string kRecords = KAIDAH_ROOT "/examples/records/";

kaidah::Policy shipped(const std::string& id) {
  auto policy = open_policy(kPolicies, id);
  BOOST_REQUIRE(policy);
  return *std::move(policy);
}

kaidah::Decider ready() {
  auto decider = make_ready(shipped("pp-30-2019"));
  BOOST_REQUIRE(decider);
  return *std::move(decider);
}

std::vector<std::string> lines_of(const std::string& file) {
  std::ifstream in(kRecords + file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  BOOST_TEST_REQUIRE(!lines.empty());
  return lines;
}

std::size_t count_of(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

BOOST_AUTO_TEST_CASE(policies_are_opened_from_folders_and_from_memory) {
  BOOST_TEST(shipped("pp-30-2019@1.x").version() == "1.0.0");
  BOOST_TEST(!open_policy(kPolicies, "nothing"));
  const std::string text = "policy \"one\" version 1.0.0\ninput R { id: text }\narticle 1 { output one = 1 }\n";
  const auto policy = open_policy(std::map<std::string, std::string>{{"one", text}}, "one");
  BOOST_REQUIRE(policy);
  std::ostringstream out;
  describe(*policy, out);
  BOOST_TEST(out.str() == "one 1.0.0  \ngives one\n");
  describe(shipped("pp-30-2019"), out);
  BOOST_TEST(out.str().find("set by instansi: mekanisme\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(records_are_decided_and_explained) {
  const kaidah::Decider decider = ready();
  const std::string record = lines_of("pp-30-2019.ndjson").front();
  const std::string decided = decide_one(decider, record);
  BOOST_TEST(decided.find(": ") != std::string::npos);
  BOOST_TEST(decided.find("K6") == std::string::npos);
  BOOST_TEST(decide_one(decider, "{").substr(0, 2) == "K6");
  BOOST_TEST(why(decider, record).find("Pasal 41") != std::string::npos);
  BOOST_TEST(why(decider, "{").find("\"code\":\"K6") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(streams_and_groups_are_decided) {
  std::ifstream records(kRecords + "pp-30-2019.ndjson");
  std::ostringstream decisions;
  std::ostringstream rejections;
  const kaidah::BatchResult result = decide_file(ready(), records, decisions, rejections);
  BOOST_TEST(result.records == 208U);
  BOOST_TEST(result.rejected == 8U);
  BOOST_TEST(count_of(decisions.str()) == 200U);
  BOOST_TEST(count_of(rejections.str()) == 8U);

  const kaidah::PrepareResult quadrant = kaidah::prepare(shipped("permenpanrb-6-2022"));
  BOOST_REQUIRE(quadrant);
  std::ifstream employees(kRecords + "permenpanrb-6-2022.ndjson");
  std::ifstream units(kRecords + "permenpanrb-6-2022-units.ndjson");
  std::ostringstream groups;
  const kaidah::BatchResult grouped = decide_groups(*quadrant.decider, employees, units, decisions, groups);
  BOOST_TEST(grouped.groups == 5U);
  BOOST_TEST(grouped.groups_rejected == 1U);
  BOOST_TEST(groups.str().find("\"memenuhi\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(regimes_are_found) {
  const auto library = kaidah::Library::read({kPolicies});
  BOOST_TEST(regime_of(library, "K0001", "2021-12-31") == "pp-30-2019@1.0.0");
  BOOST_TEST(regime_of(library, "K0003", "2021-12-31") == "permenpanrb-8-2021@1.0.0");
  BOOST_TEST(regime_of(library, "nobody", "2021-12-31").find("nobody") != std::string::npos);
  const auto decider = each_under_its_own(library);
  BOOST_REQUIRE(decider);
  std::set<std::string> policies;
  for (const std::string& record : lines_of("mixed.ndjson")) policies.insert(decider->decide(record).policy);
  BOOST_TEST(policies.size() > 3U);
}

BOOST_AUTO_TEST_CASE(scenarios_hold) {
  const std::string good = R"(policy "one" version 1.0.0
input R { id: text }
article 1 { output one = 1 }
scenario "One" { expect one = 1 }
)";
  std::string bad = good;
  bad.replace(bad.rfind('1'), 1, "2");
  BOOST_TEST(holds(kaidah::Library::of({{"good", good}})));
  BOOST_TEST(!holds(kaidah::Library::of({{"bad", bad}})));
}

BOOST_AUTO_TEST_CASE(threads_agree) {
  const kaidah::Decider decider = ready();
  std::vector<std::string> records = lines_of("pp-30-2019.ndjson");
  records.resize(8);
  const std::vector<std::string> decisions = decide_at_once(decider, records);
  for (std::size_t i = 0; i < records.size(); ++i) BOOST_TEST(decisions[i] == decider.decide(records[i]).json);
}

BOOST_AUTO_TEST_CASE(records_are_built) {
  const kaidah::PrepareResult quadrant = kaidah::prepare(shipped("permenpanrb-6-2022"));
  BOOST_REQUIRE(quadrant);
  BOOST_TEST(decide_built(*quadrant.decider) == "Sangat Baik");
}

BOOST_AUTO_TEST_CASE(rules_change_without_a_restart) {
  const Folder here;
  const fs::path& folder = here.path;
  const auto write = [&folder](const std::string& pay) {
    std::ofstream(folder / "meals.new") << "policy \"meals\" version 1.0.0\ninput R { id: text }\n"
                                        << "article 1 { output pay = " << pay << " }\n";
    fs::rename(folder / "meals.new", folder / "meals.kaidah");
  };
  write("1");
  auto store = open_store(folder.string());
  BOOST_REQUIRE(store);
  BOOST_TEST(decide_now(*store, R"({"id": "1"})") == R"({"id":"1","pay":1})");
  write("oops");
  BOOST_TEST((store->refresh().outcome == kaidah::RefreshOutcome::refused));
  BOOST_TEST(store->last_refusal().has_value());
  BOOST_TEST(decide_now(*store, R"({"id": "1"})") == R"({"id":"1","pay":1})");
  write("2");
  static_cast<void>(store->refresh());  // by itself it would have seen it within moments
  BOOST_TEST(decide_now(*store, R"({"id": "1"})") == R"({"id":"1","pay":2})");
  BOOST_TEST(store->roll_back());
  BOOST_TEST(decide_now(*store, R"({"id": "1"})") == R"({"id":"1","pay":1})");
}

BOOST_AUTO_TEST_CASE(only_what_is_signed_is_taken) {
  const Folder here;
  const kaidah::PolicyText file{"one.kaidah",
                                "policy \"one\" version 1.0.0\ninput R { id: text }\narticle 1 { output one = 1 }\n"};
  const auto keys = kaidah::make_key_pair();
  BOOST_REQUIRE(keys);
  const auto key = kaidah::private_key_from_pem("key", keys->private_pem);
  const auto seal = kaidah::make_seal({file}, 1);
  BOOST_REQUIRE((key.key && seal.seal));
  const auto signed_seal = kaidah::sign(*seal.seal, *key.key);
  BOOST_REQUIRE(signed_seal);
  const fs::path folder = here.path / "library";
  fs::create_directory(folder);
  std::ofstream(folder / file.name) << file.text;
  std::ofstream(folder / "kaidah.seal") << signed_seal->text();
  const std::string known = (here.path / "known.pem").string();
  std::ofstream(known) << keys->public_pem;

  kaidah::CompileOptions options;
  options.library = of_known_authors(folder.string(), {known});
  BOOST_TEST(static_cast<bool>(kaidah::compile_id("one", options)));
  kaidah::StoreOptions store_options;
  kaidah::TrustedKeys trust;
  trust.keys = kaidah::read_public_keys({known});
  take_only_signed(store_options, trust);
  store_options.watch = kaidah::Watch::none;
  auto opened = kaidah::PolicyStore::open(folder.string(), store_options);
  BOOST_REQUIRE(opened);
  std::ofstream(folder / file.name, std::ios::app) << "# changed\n";
  BOOST_TEST(kaidah::has_errors(of_known_authors(folder.string(), {known}).diagnostics()));
  BOOST_TEST((opened.store->refresh().outcome == kaidah::RefreshOutcome::refused));
  fs::remove(folder / "kaidah.seal");
  BOOST_TEST((opened.store->refresh().outcome == kaidah::RefreshOutcome::refused));
  BOOST_TEST(opened.store->number() == 1U);
}

BOOST_AUTO_TEST_CASE(strangers_keep_to_limits) {
  BOOST_TEST(!of_a_stranger(std::string(2U << 20, ' ')));
  const auto decider =
      of_a_stranger("policy \"one\" version 1.0.0\ninput R { id: text }\narticle 1 { output one = 1 }\n");
  BOOST_REQUIRE(decider);
  BOOST_TEST(decider->decide(R"({"id": "1"})")["one"] == "1");
  const kaidah::Decision rejected = decider->decide(R"({"id": ")" + std::string(64U << 10, 'x') + R"("})");
  BOOST_REQUIRE(rejected.rejection);
  BOOST_TEST(rejected.rejection->code.substr(0, 2) == "K9");
}

BOOST_AUTO_TEST_SUITE_END()
