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

BOOST_AUTO_TEST_CASE(rules_change_without_a_restart) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::temp_directory_path() / ("kaidah-embedding-" + std::to_string(getpid()));
  fs::create_directories(folder);
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
  fs::remove_all(folder);
}

BOOST_AUTO_TEST_CASE(only_what_is_signed_is_used) {
  const std::string policies = KAIDAH_ROOT "/policies";
  const auto place = std::filesystem::temp_directory_path() / ("kaidah-signed-rules-" + std::to_string(getpid()));
  std::filesystem::create_directories(place);
  const std::string path = (place / "policies.bundle").string();
  const std::string key = (place / "key.pem").string();
  const auto pair = kaidah::make_key_pair();
  BOOST_REQUIRE(pair);
  const auto texts = kaidah::read_folder_texts(policies).texts;
  const auto seal =
      kaidah::sign(*kaidah::make_seal(texts, 1).seal, *kaidah::private_key_from_pem("key", pair->private_pem).key);
  BOOST_REQUIRE(seal);
  std::ofstream(path, std::ios::binary) << *kaidah::bundle(*seal, texts);
  std::ofstream(key) << pair->public_pem;
  BOOST_TEST(only_if_signed(path, {key}).has_value());
  BOOST_TEST(!only_if_signed(policies, {key}));
  std::ofstream(key) << kaidah::make_key_pair()->public_pem;
  BOOST_TEST(!only_if_signed(path, {key}));
  std::filesystem::remove_all(place);
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
