#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstring>
#include <string>

#include "tests/unit/c/given.hpp"

using namespace c_tests;

BOOST_AUTO_TEST_SUITE(c_run)

namespace {

constexpr std::string_view kRecords = R"({"id":"1","rank":"senior","days":25,"unit":"u"}
{"id":"2","rank":"junior","days":5,"unit":"u"}
{"id":"3","rank":"none","days":25,"unit":"u"}
)";

struct Input {
  std::string text;
  std::size_t at = 0;
  std::size_t most = 7;  // a slow producer
  bool fails = false;

  static int64_t next(void* context, char* buffer, size_t size) {
    auto* const input = static_cast<Input*>(context);
    const std::size_t count = std::min({size, input->most, input->text.size() - input->at});
    if (count == 0 && input->fails) return -1;
    std::memcpy(buffer, input->text.data() + input->at, count);
    input->at += count;
    return static_cast<int64_t>(count);
  }
};

struct Output {
  std::string text;
  bool full = false;

  static int32_t take(void* context, kaidah_text lines) {
    auto* const output = static_cast<Output*>(context);
    output->text.append(lines.data, lines.size);
    return output->full ? 1 : 0;
  }
};

struct Given {
  Input records{std::string(kRecords)};
  Output decisions, rejections, groups, trace;
  kaidah_run_options options = KAIDAH_RUN_OPTIONS_INIT;

  Given() {
    options.records = &Input::next;
    options.records_context = &records;
    options.decisions = &Output::take;
    options.decisions_context = &decisions;
    options.rejections = &Output::take;
    options.rejections_context = &rejections;
    options.groups = &Output::take;
    options.groups_context = &groups;
    options.trace = &Output::take;
    options.trace_context = &trace;
    options.threads = 2;
  }
};

Decider ready() {
  const Policy policy = compiled();
  const kaidah_setting setting{given("top"), given("22")};
  const kaidah_prepare_options options = top(setting);
  return prepared(policy.get(), &options);
}

kaidah_counts counts(const kaidah_run* run) {
  kaidah_counts counts;
  BOOST_REQUIRE_EQUAL(kaidah_run_counts(run, &counts, sizeof counts), KAIDAH_OK);
  return counts;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_stream_is_decided) {
  const Decider decider = ready();
  Given given_streams;
  given_streams.options.digests = 1;
  given_streams.options.input_name = given("records.ndjson");
  kaidah_run* run = nullptr;
  BOOST_REQUIRE_EQUAL(kaidah_decide_all(decider.get(), &given_streams.options, &run, nullptr), KAIDAH_OK);
  const Run kept(run);
  const kaidah_counts counted = counts(run);
  BOOST_TEST(counted.records == 3U);
  BOOST_TEST(counted.decided == 2U);
  BOOST_TEST(counted.rejected == 1U);
  BOOST_TEST(counted.groups == 1U);
  BOOST_TEST(counted.bytes == kRecords.size());
  BOOST_TEST(counted.failed == KAIDAH_NO_STREAM);
  BOOST_TEST(given_streams.decisions.text ==
             R"({"id":"1","allowance":902000,"temuan":[{"kode":"TOO-MANY","tingkat":"pelanggaran",)"
             R"("teks":"25 days, 22 are paid"}]})"
             "\n"
             R"({"id":"2","allowance":175000})"
             "\n");
  BOOST_TEST(given_streams.rejections.text.rfind(R"({"line":3,"id":"3","code":"K6005")", 0) == 0U);
  BOOST_TEST(given_streams.groups.text == "{\"unit\":\"u\",\"people\":2,\"ditolak\":1}\n");
  BOOST_TEST(std::count(given_streams.trace.text.begin(), given_streams.trace.text.end(), '\n') == 4);
  BOOST_TEST(read(kaidah_run_manifest(run)).find("records.ndjson") != std::string::npos);
  BOOST_TEST(read(kaidah_run_digest(run, KAIDAH_RECORDS)).rfind("sha256:", 0) == 0U);
  BOOST_TEST(read(kaidah_run_digest(run, KAIDAH_DECISIONS)).rfind("sha256:", 0) == 0U);
  BOOST_TEST(kaidah_run_digest(run, KAIDAH_TRACE).size == 0U);
  BOOST_TEST(kaidah_run_digest(run, 17).size == 0U);
}

BOOST_AUTO_TEST_CASE(a_sink_that_wants_no_more_ends_the_run) {
  const Decider decider = ready();
  Given given_streams;
  given_streams.decisions.full = true;
  kaidah_run* run = nullptr;
  BOOST_TEST(kaidah_decide_all(decider.get(), &given_streams.options, &run, nullptr) == KAIDAH_STOPPED);
  const Run kept(run);
  BOOST_TEST(counts(run).failed == KAIDAH_DECISIONS);
}

BOOST_AUTO_TEST_CASE(a_source_that_fails_ends_the_run) {
  const Decider decider = ready();
  Given given_streams;
  given_streams.records.fails = true;
  kaidah_run* run = nullptr;
  BOOST_TEST(kaidah_decide_all(decider.get(), &given_streams.options, &run, nullptr) == KAIDAH_STOPPED);
  const Run kept(run);
  BOOST_TEST(counts(run).failed == KAIDAH_RECORDS);
}

BOOST_AUTO_TEST_CASE(a_source_that_says_more_than_there_is_room_for_has_failed) {
  const Decider decider = ready();
  Given given_streams;
  given_streams.options.records = [](void* /*context*/, char* /*buffer*/, size_t size) -> int64_t {
    return static_cast<int64_t>(size) + 1;
  };
  kaidah_run* run = nullptr;
  BOOST_TEST(kaidah_decide_all(decider.get(), &given_streams.options, &run, nullptr) == KAIDAH_STOPPED);
  const Run kept(run);
  BOOST_TEST(counts(run).failed == KAIDAH_RECORDS);
  BOOST_TEST(counts(run).records == 0U);
}

BOOST_AUTO_TEST_CASE(streams_may_be_left_out) {
  const Decider decider = ready();
  Given all;
  kaidah_run_options options = KAIDAH_RUN_OPTIONS_INIT;
  options.records = all.options.records;
  options.records_context = all.options.records_context;
  options.decisions = all.options.decisions;
  options.decisions_context = all.options.decisions_context;
  kaidah_run* run = nullptr;
  BOOST_TEST(kaidah_decide_all(decider.get(), &options, &run, nullptr) == KAIDAH_OK);
  const Run kept(run);
  BOOST_TEST(counts(run).rejected == 1U);
  BOOST_TEST(counts(run).groups == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
