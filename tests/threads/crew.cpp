// A stream of records through many threads: the same bytes as through one, groups among them, while another thread
// decides one by one with the same decider.
#define BOOST_TEST_MODULE crew
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cstring>
#include <thread>

#include <kaidah/kaidah.hpp>

#include "tests/unit/batch/gathering_policy.hpp"

namespace {

/// Large enough for several chunks; some of them without a decision.
std::string records() {
  std::string lines;
  for (int i = 0; i < 20'000; ++i) {
    lines += R"({"id":")" + std::to_string(i) + R"(","unit":"u)" + std::to_string(i % 97) +
             R"(","masa":{"mulai":"2021-01-01","selesai":"2021-12-31"},"skor":)" + std::to_string(i % 130) +
             R"(,"tetap":true})" + "\n";
  }
  return lines;
}

struct Written {
  std::string decisions, rejections, groups;
  kaidah::BatchResult result;
};

Written decide(const kaidah::Decider& decider, std::string_view input, unsigned threads) {
  Written written;
  kaidah::BatchStreams streams;
  streams.records = [&](char* buffer, std::size_t size) {
    const std::size_t count = std::min(size, input.size());
    std::memcpy(buffer, input.data(), count);
    input.remove_prefix(count);
    return std::optional(count);
  };
  const auto into = [](std::string& out) { return [&out](std::string_view lines) { return !(out += lines).empty(); }; };
  streams.decisions = into(written.decisions);
  streams.rejections = into(written.rejections);
  streams.groups = into(written.groups);
  kaidah::BatchOptions options;
  options.threads = threads;
  written.result = kaidah::decide_all(decider, streams, options);
  return written;
}

}  // namespace

BOOST_AUTO_TEST_CASE(many_threads_write_what_one_writes) {
  const kaidah::CompileResult compiled = kaidah::compile_text("uji", kaidah::test::kGathering);
  BOOST_REQUIRE(compiled);
  const kaidah::PrepareResult ready = kaidah::prepare(*compiled.policy);
  BOOST_REQUIRE(ready);
  const std::string input = records();
  const Written one = decide(*ready.decider, input, 1);
  BOOST_TEST(one.result.records == 20'000U);
  BOOST_TEST(one.result.rejected > 0U);
  BOOST_TEST(one.result.groups == 97U);

  const std::string first = input.substr(0, input.find('\n'));
  const std::string alone = ready.decider->decide(first).json + "\n";
  BOOST_TEST(one.decisions.starts_with(alone));
  std::atomic<bool> end = false;
  std::atomic<int> other = 0;
  std::jthread beside([&] {
    while (!end) other += ready.decider->decide(first).json + "\n" != alone ? 1 : 0;
  });
  const Written many = decide(*ready.decider, input, 4);
  end = true;
  beside.join();
  BOOST_TEST(other == 0);
  BOOST_TEST((many.decisions == one.decisions));
  BOOST_TEST((many.rejections == one.rejections));
  BOOST_TEST((many.groups == one.groups));
}
