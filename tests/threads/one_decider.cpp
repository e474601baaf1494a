// One decider in many threads at once: records one by one, explanations, and whole streams that have threads of their
// own. All of them say the same.
#define BOOST_TEST_MODULE one_decider
#include <kaidah/kaidah.hpp>

#include <algorithm>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace kaidah;

const std::string kRoot = KAIDAH_ROOT;

std::vector<std::string> records() {
  std::ifstream file(kRoot + "/examples/records/pp-30-2019.ndjson");
  std::vector<std::string> found;
  for (std::string line; std::getline(file, line);) found.push_back(line);
  found.push_back("{\"id\":\"rusak\"");
  return found;
}

Decider decider() {
  const CompileResult compiled = compile_file(kRoot + "/policies/pp-30-2019/1.0.0.kaidah");
  BOOST_TEST_REQUIRE(compiled.policy.has_value());
  DecideOptions options;
  options.parameters = {{"mekanisme", "atasan"}};
  options.decision_day = "2022-03-01";
  const PrepareResult ready = prepare(*compiled.policy, options);
  BOOST_TEST_REQUIRE(ready.decider.has_value());
  return *ready.decider;
}

struct Written {
  std::string decisions, rejections;
  friend bool operator==(const Written&, const Written&) = default;
};

Written run(const Decider& by, const std::string& stream, unsigned threads) {
  Written written;
  BatchStreams streams;
  streams.records = [&, at = std::size_t{0}](char* buffer, std::size_t size) mutable -> std::optional<std::size_t> {
    const std::size_t count = std::min({size, stream.size() - at, std::size_t{20'000}});
    std::copy_n(stream.data() + at, count, buffer);
    at += count;
    return count;
  };
  streams.decisions = [&](std::string_view lines) {
    written.decisions += lines;
    return true;
  };
  streams.rejections = [&](std::string_view lines) {
    written.rejections += lines;
    return true;
  };
  streams.groups = [](std::string_view) { return true; };
  BatchOptions options;
  options.threads = threads;
  (void)decide_all(by, streams, options);
  return written;
}

}  // namespace

BOOST_AUTO_TEST_CASE(all_at_once) {
  const Decider shared = decider();
  const std::vector<std::string> all = records();
  std::vector<std::string> expected;
  std::string stream;
  for (const std::string& record : all) expected.push_back(shared.decide(record).json);
  for (int i = 0; i < 20; ++i)
    for (const std::string& record : all) stream += record + "\n";
  const Written whole = run(shared, stream, 1);
  BOOST_TEST(!whole.decisions.empty());
  BOOST_TEST(!whole.rejections.empty());

  std::atomic<int> different = 0;
  const auto one_by_one = [&](bool explained) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Decision decision = explained ? shared.explain(all[i]) : shared.decide(all[i]);
      if (decision.json != expected[i]) ++different;
      if (decision.explanation && decision.explanation->json(Language::indonesian).empty()) ++different;
    }
  };
  const auto streams = [&](unsigned threads) {
    if (run(shared, stream, threads) != whole) ++different;
  };
  std::vector<std::thread> threads;
  for (const bool explained : {false, true, false, true}) threads.emplace_back(one_by_one, explained);
  for (const unsigned count : {2U, 3U}) threads.emplace_back(streams, count);
  for (std::thread& thread : threads) thread.join();
  BOOST_TEST(different == 0);
}
