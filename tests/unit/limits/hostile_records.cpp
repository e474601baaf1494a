// Records made to harm end in a rejection that says what it is, one by one and in a stream; what is around them is
// decided.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "tests/unit/limits/limiting.hpp"

BOOST_AUTO_TEST_SUITE(limits_hostile_records)

using namespace kaidah;
using test::lines;
using test::repeat;

namespace {

const Decider& policy() {
  static const Decider ready = test::decider(R"(policy "p" version 1.0.0
record Item { n: number 0..9 }
input I { id: text  n: number 0..99  t: text, optional  l: list Item, if missing [] }
article 1:
output o = n > 5
output c = count(l) > 5
)");
  return ready;
}

std::string record(const std::string& members) {
  return R"({"id":"x","n":7)" + members + "}";
}

struct Case {
  std::string what;
  std::string text;
  std::string expected;
};

std::vector<Case> cases() {
  constexpr std::size_t kMany = 10 * test::kVeryMany;
  const std::string keys =
      lines(0, 3 * test::kVeryMany, [](std::size_t i) { return ",\"k" + std::to_string(i) + "\":1"; });
  return {
      {"lists in lists", record(",\"o\":" + std::string(kMany, '[') + std::string(kMany, ']')), "K9007"},
      {"objects in objects", record(",\"o\":" + repeat("{\"a\":", 100'000) + "1" + std::string(100'000, '}')), "K9007"},
      {"lists never closed", record(",\"o\":" + std::string(kMany, '[')), "K9007"},
      {"nothing but brackets", std::string(kMany, '['), "K6002"},
      {"a number of a million digits", R"({"id":"x","n":)" + std::string(kMany, '7') + "}", "K9008"},
      {"a million decimals", R"({"id":"x","n":1.)" + std::string(kMany, '7') + "}", "K9008"},
      {"a million digits that nobody reads", record(",\"o\":" + std::string(kMany, '7')), "K9008"},
      {"a huge exponent", R"({"id":"x","n":1e999999999})", "K9008"},
      {"an exponent of many digits", R"({"id":"x","n":1e)" + std::string(kMany, '9') + "}", "K9008"},
      {"a tiny one", R"({"id":"x","n":1e-999999999})", "K9008"},
      {"a huge exponent of zero", R"({"id":"x","n":0e999999999})", "decided"},
      {"a long text", record(",\"t\":\"" + std::string(10 * kMany, 'a') + "\""), "decided"},
      {"a long text of escapes", record(",\"t\":\"" + repeat("\\u0041", kMany) + "\""), "decided"},
      {"a long key", record(",\"" + std::string(kMany, 'k') + "\":1"), "decided"},
      {"very many keys", record(keys), "decided"},
      {"the same key very often", record(repeat(",\"k\":1", kMany)), "K6006"},
      {"a field twice, then very often", record(repeat(",\"n\":1", kMany)), "K6006"},
      {"too many items", record(",\"l\":[{\"n\":1}" + repeat(",{\"n\":1}", 100'000) + "]"), "K9010"},
      {"a record past its limit", record(",\"t\":\"" + std::string(17U << 20, 'a') + "\""), "K9006"},
      {"bytes that are no UTF-8", record(",\"t\":\"\xFF\xFE\""), "K6001"},
      {"UTF-8 cut off", record(",\"t\":\"\xE2\x82\""), "K6001"},
      {"UTF-8 too long for its character", record(",\"t\":\"\xC0\xAF\""), "K6001"},
      {"half of a pair as UTF-8", record(",\"t\":\"\xED\xA0\x80\""), "K6001"},
      {"half of a pair as an escape", record(",\"t\":\"\\uD800\""), "K6001"},
      {"an escape that there is not", record(",\"t\":\"\\x41\""), "K6001"},
      {"an escape cut off", record(",\"t\":\"\\u00"), "K6001"},
      {"an end of text in a text", record(std::string(",\"t\":\"a") + '\0' + "b\""), "K6001"},
      {"no number", R"({"id":"x","n":NaN})", "K6001"},
      {"a number that begins with zeros", R"({"id":"x","n":007})", "K6001"},
      {"nothing", "", "K6001"},
  };
}

}  // namespace

BOOST_AUTO_TEST_CASE(one_by_one) {
  for (const Case& one : cases()) {
    BOOST_TEST_CONTEXT(one.what) {
      BOOST_TEST(test::decide(policy(), one.text) == one.expected);
      const Decision decision = policy().decide(one.text);
      BOOST_TEST(decision.json.size() < 2'000'000 + one.text.size() / 4);
    }
  }
}

// One a line, between records that are well.
BOOST_AUTO_TEST_CASE(in_a_stream) {
  std::string stream = record("") + "\n";
  std::size_t decided = 1;
  std::size_t rejected = 0;
  for (const Case& one : cases()) {
    if (one.text.empty()) continue;
    stream += one.text + "\n" + record("") + "\n";
    ++decided;
    ++(one.expected == "decided" ? decided : rejected);
  }
  for (const unsigned threads : {1U, 2U}) {
    BatchStreams streams;
    std::size_t at = 0;
    streams.records = [&](char* buffer, std::size_t size) -> std::optional<std::size_t> {
      const std::size_t count = std::min(size, stream.size() - at);
      std::copy_n(stream.data() + at, count, buffer);
      at += count;
      return count;
    };
    std::string rejections;
    streams.decisions = [](std::string_view) { return true; };
    streams.rejections = [&](std::string_view text) {
      rejections += text;
      return true;
    };
    BatchOptions options;
    options.threads = threads;
    const BatchResult result = decide_all(policy(), streams, options);
    BOOST_TEST(result.diagnostics.empty());
    BOOST_TEST(result.decided == decided);
    BOOST_TEST(result.rejected == rejected);
    BOOST_TEST(static_cast<std::size_t>(std::count(rejections.begin(), rejections.end(), '\n')) == rejected);
    BOOST_TEST(rejections.size() < 100'000U);  // what is quoted is shortened
  }
}

BOOST_AUTO_TEST_SUITE_END()
