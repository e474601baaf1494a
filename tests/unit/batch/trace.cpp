// What a run writes of each record so that it can be explained later.
#include <algorithm>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "engine/batch/line_reader.hpp"
#include "engine/batch/run.hpp"
#include "engine/batch/trace_again.hpp"
#include "engine/batch/trace_header.hpp"
#include "engine/batch/trace_line.hpp"
#include "tests/unit/evaluate/running.hpp"

BOOST_AUTO_TEST_SUITE(batch_trace)

namespace {

namespace batch = kaidah::batch;
using Json = nlohmann::json;

constexpr const char* kPolicy = R"(policy "traced" version 1.2.3
enum P from lowest { kurang "Kurang" cukup "Cukup" baik "Baik" }
input I { id: text  unit: text  n: whole number 0..100 }
group u by unit
article 1 {
  classify p : P by n as x, in order { baik when x >= 90  undetermined "13" when x = 13  cukup when x >= 50  kurang otherwise }
  output p
  require d: n > 10 finding note "D" "d"
}
article 2 {
  rule bagian = n when n != 7
  rule bagian = undetermined "seven" when n = 7
  for each u { output banyak = sum(m.bagian for m in members) }
}
)";

kaidah::plan::PlanPtr plan(bool groups = false) {
  kaidah::plan::PlanOptions options;
  options.groups = groups;
  return kaidah::test::planned(kPolicy, options);
}

batch::WriteBytes into(std::string& text) {
  return [&text](std::string_view bytes) {
    text += bytes;
    return true;
  };
}

struct Ran {
  std::string decisions, rejections, groups, trace;
  batch::RunResult result;
};

Ran run(const std::string& input, unsigned threads = 1, bool groups = false, kaidah::Limits limits = {}) {
  Ran ran;
  batch::RunOptions options;
  options.threads = threads;
  options.settings.limits = limits;
  options.trace_header = [](const batch::RunResult&) { return std::string("{}\n"); };
  ran.result = batch::run(
      plan(groups), {batch::read_text(input), nullptr},
      {into(ran.decisions), into(ran.rejections), groups ? into(ran.groups) : nullptr, into(ran.trace)}, options);
  BOOST_TEST(!ran.result.failure.has_value());
  return ran;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  batch::LineReader reader(batch::read_text(text));
  for (std::string_view line; reader.next(line);) lines.emplace_back(line);
  return lines;
}

std::string record(const std::string& id, int n) {
  return R"({"id":")" + id + R"(","unit":"U","n":)" + std::to_string(n) + "}";
}

std::string sum_of(std::string_view text) {
  return batch::sum_text(batch::record_sum(text));
}

/// Every seventh record is bad in one way or another, none in a way that its neighbours suffer from.
std::vector<std::string> population(int count) {
  std::vector<std::string> records;
  for (int i = 0; i < count; ++i) {
    records.push_back(record("p" + std::to_string(i), i % 101));
    if (i % 21 == 7) records.back() = R"({"id":"q","unit":"U","n":"x"})";
    if (i % 21 == 14) records.back() = R"({"unit":"U","n":1})";
    if (i % 35 == 5) records.back() = R"({"id":"r","unit":"U","n":1.})";
  }
  return records;
}

std::string in_form(const std::vector<std::string>& records, int form) {
  std::string text = form == 0 ? "\xEF\xBB\xBF" : form == 3 ? "[\n" : "";
  for (std::size_t i = 0; i < records.size(); ++i) {
    std::string one = records[i];
    if (form == 2) std::replace(one.begin(), one.end(), ',', '\n');
    if (form == 2) one.clear(), one = "{\n \"id\": \"p\",\n \"unit\": \"U\", \"n\": " + std::to_string(i % 90) + "\n}";
    text += one + (form == 1 ? "\r\n" : form == 3 ? (i + 1 < records.size() ? " ,\n  " : "\n]\n") : "\n");
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_line_says_where_a_record_stands_and_what_its_decision_took) {
  const std::string first = record("a", 95);
  const std::string second = record("b\"", 13);
  const std::string third = R"({"id":"c","unit":"U"})";
  const std::string fourth = record("d", 5);
  const std::string input = first + "\n" + second + "\n\n" + third + "\nx\n" + fourth + "\n";
  const Ran ran = run(input);
  const auto place = [&](const std::string& of) {
    return "\"bytes\":[" + std::to_string(input.find(of)) + "," + std::to_string(of.size()) + "],\"sum\":\"" +
           sum_of(of) + "\"";
  };
  // p: baik, undetermined, cukup, kurang; d: met, not met, open.
  BOOST_TEST(lines_of(ran.trace) == (std::vector<std::string>{
                                        "{}",
                                        R"({"id":"a",)" + place(first) + R"(,"ways":"88"})",
                                        R"({"id":"b",)" + place(second) + R"(,"ways":"","rejected":"K6001"})",
                                        R"({"id":"c",)" + place(third) + R"(,"ways":"","rejected":"K6003"})",
                                        R"({"id":null,)" + place("x") + R"(,"ways":"","rejected":"K6001"})",
                                        R"({"id":"d",)" + place(fourth) + R"(,"ways":"14"})",
                                    }),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(of_a_rejected_decision_the_ways_up_to_it_are_kept) {
  const Ran ran = run(record("a", 13) + "\n");
  BOOST_TEST(ran.trace.find(R"("ways":"4","rejected":"K5003"})") != std::string::npos, ran.trace);
}

BOOST_AUTO_TEST_CASE(the_trace_does_not_depend_on_the_threads_and_nothing_is_missing) {
  const std::vector<std::string> records = population(5'000);
  for (const int form : {0, 1, 2, 3}) {
    const std::string input = in_form(records, form);
    const Ran one = run(input);
    BOOST_TEST(one.result.counts.in == records.size());
    for (const unsigned threads : {2U, 3U, 7U}) BOOST_TEST(run(input, threads).trace == one.trace);
    const std::vector<std::string> lines = lines_of(one.trace);
    BOOST_TEST_REQUIRE(lines.size() == records.size() + 1);
    std::size_t rejected = 0;
    for (std::size_t i = 0; i < records.size(); ++i) {
      const Json line = Json::parse(lines[i + 1]);
      const std::string there = input.substr(line["bytes"][0], line["bytes"][1]);
      BOOST_TEST(sum_of(there) == line["sum"].get<std::string>());
      if (form < 2) BOOST_TEST(there == records[i]);
      rejected += line.contains("rejected") ? 1 : 0;
    }
    BOOST_TEST(rejected == one.result.counts.rejected);
  }
}

BOOST_AUTO_TEST_CASE(without_a_trace_the_rest_is_the_same) {
  const std::string input = in_form(population(500), 0);
  const Ran with = run(input);
  std::string decisions;
  std::string rejections;
  const auto result = batch::run(plan(), {batch::read_text(input), nullptr},
                                 {into(decisions), into(rejections), nullptr, nullptr}, batch::RunOptions());
  BOOST_TEST(!result.failure.has_value());
  BOOST_TEST(decisions == with.decisions);
  BOOST_TEST(rejections == with.rejections);
}

BOOST_AUTO_TEST_CASE(what_is_no_record_has_a_line_all_the_same) {
  const Ran ran = run("[" + record("a", 5) + ",," + record("b", 5) + "] x");
  const std::vector<std::string> lines = lines_of(ran.trace);
  BOOST_TEST_REQUIRE(lines.size() == 5U);
  BOOST_TEST(lines[2] == R"({"id":null,"bytes":null,"ways":"","rejected":"K6001"})");
  BOOST_TEST(lines[4] == R"({"id":null,"bytes":null,"ways":"","rejected":"K6001"})");
}

BOOST_AUTO_TEST_CASE(of_a_record_that_is_too_large_the_whole_place_is_told) {
  kaidah::Limits limits;
  limits.record_bytes = 100;
  const std::string large = R"({"id":"a","unit":")" + std::string(300'000, 'u') + R"(","n":1})";
  const std::string input = large + "\n" + record("b", 5) + "\n";
  const Ran ran = run(input, 1, false, limits);
  const std::vector<std::string> lines = lines_of(ran.trace);
  BOOST_TEST_REQUIRE(lines.size() == 3U);
  BOOST_TEST(lines[1] ==
             R"({"id":"a","bytes":[0,)" + std::to_string(large.size()) + R"(],"ways":"","rejected":"K9006"})");
  const Json second = Json::parse(lines[2]);
  BOOST_TEST(input.substr(second["bytes"][0], second["bytes"][1]) == record("b", 5));
}

BOOST_AUTO_TEST_CASE(a_record_decided_again_has_the_same_line) {
  const std::vector<std::string> records = population(400);
  batch::Regimes regimes;
  for (const bool groups : {false, true}) {
    regimes.all.clear();
    regimes.all.push_back({plan(groups), {}, {}, {}});
    const std::vector<std::string> lines = lines_of(run(in_form(records, 1), 1, groups).trace);
    for (std::size_t i = 0; i < records.size(); ++i) {
      const auto again = batch::trace_again(regimes, {}, groups, nullptr, records[i], records[i].size());
      Json then = Json::parse(lines[i + 1]);
      then["bytes"][0] = 0;
      BOOST_TEST(Json::parse(again.line) == then, records[i]);
      // What a group needs of a member may reject it; the ways are those of its own decision.
      if (records[i] == record("p108", 7)) {
        BOOST_TEST(then.contains("rejected") == groups);
        BOOST_TEST(then["ways"] == (groups ? "11" : "14"));  // the rule of the group is numbered before the duty
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(the_header_says_what_was_run) {
  const auto header_of = [](const kaidah::plan::PlanPtr& of, const std::string& name) {
    batch::Regimes regimes;
    regimes.all.push_back({of, {}, {}, {}});
    batch::ManifestData data;
    data.regimes.push_back({"sha256:0", {}, {}, {}});
    data.input_name = name;
    batch::RunResult so_far;
    so_far.group_records_digest = "sha256:1";
    return batch::trace_header(regimes, {}, so_far, data);
  };
  const std::string text = header_of(plan(), "in.ndjson");
  BOOST_TEST(std::count(text.begin(), text.end(), '\n') == 1);
  const Json header = Json::parse(text);
  BOOST_TEST(header["trace"] == 1);
  BOOST_TEST(header["policy"] == "traced");
  BOOST_TEST(header["version"] == "1.2.3");
  BOOST_TEST(header["digest"] == "sha256:0");
  BOOST_TEST(header["ways"] == 7);
  BOOST_TEST(header["groups"] == false);
  BOOST_TEST(header["select"].is_null());
  BOOST_TEST(header["clocks"]["decision_day"].is_null());
  BOOST_TEST(header["input"]["path"] == "in.ndjson");
  BOOST_TEST(header["group_records"] == "sha256:1");
  BOOST_TEST(!header.contains("regimes"));
  // The plan is told apart, not only the policy.
  const Json other = Json::parse(header_of(plan(true), ""));
  BOOST_TEST(other["plan"] != header["plan"]);
  BOOST_TEST(other["groups"] == true);
  BOOST_TEST(other["input"]["path"].is_null());
}

BOOST_AUTO_TEST_CASE(a_trace_that_cannot_be_written_ends_the_run) {
  for (const int good : {0, 1, 2}) {
    int left = good;
    batch::RunOptions options;
    options.trace_header = [](const batch::RunResult&) { return std::string("{}\n"); };
    const auto result =
        batch::run(plan(), {batch::read_text(in_form(population(20'000), 0)), nullptr},
                   {nullptr, nullptr, nullptr, [&left](std::string_view) { return left-- > 0; }}, options);
    BOOST_TEST((result.failure == batch::RunFailure::cannot_write_trace));
  }
}

BOOST_AUTO_TEST_CASE(lines_are_read_however_they_arrive) {
  const std::string text = "one\n\nthree " + std::string(1'000'000, 'x') + "\nfour";
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{1} << 20}) {
    if (piece == 1 && text.size() > 100) continue;
    std::size_t at = 0;
    batch::LineReader reader([&](std::span<char> buffer) -> std::optional<std::size_t> {
      const std::size_t count = std::min({piece * 1000, buffer.size(), text.size() - at});
      std::copy_n(text.data() + at, count, buffer.data());
      at += count;
      return count;
    });
    std::string read;
    std::size_t lines = 0;
    for (std::string_view line; reader.next(line); ++lines) read += std::string(line) + "\n";
    BOOST_TEST(lines == 4U);
    BOOST_TEST(read == text + "\n");
    BOOST_TEST(!reader.failed());
  }
  batch::LineReader failing([](std::span<char>) { return std::optional<std::size_t>(); });
  std::string_view line;
  BOOST_TEST(!failing.next(line));
  BOOST_TEST(failing.failed());
}

BOOST_AUTO_TEST_SUITE_END()
