#include "engine/batch/run.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include "engine/batch/manifest.hpp"
#include "engine/library/compile.hpp"
#include "engine/library/sha256.hpp"

BOOST_AUTO_TEST_SUITE(batch_run)

namespace {

using kaidah::batch::RunCounts;
using kaidah::batch::RunFailure;
using kaidah::batch::RunOptions;
using kaidah::batch::RunResult;
using kaidah::plan::PlanPtr;
using Json = nlohmann::json;

constexpr const char* kPolicy = R"kaidah(
policy "uji" version 1.2.3
title "Uji"
month end last_day

enum Predikat from lowest { kurang "Kurang" cukup "Cukup" baik "Baik" }
record Periode { mulai: date selesai: date condition mulai <= selesai "mulai sebelum selesai" }
input Pegawai {
  id: text
  unit: text
  periode: Periode, period assessed
  skor: number 0..120 decimals 3
}
parameter ambang : number 0..120 decimals 1 decided by instansi
group unit by unit, periode { batas: whole number 0..100 }

article 1 "Nilai" {
  paragraph (1): output nilai = round(skor, 2, half_up)
  paragraph (2): classify predikat : Predikat by nilai as x, in order {
    baik when x >= ambang
    undetermined "13 tidak diatur" when x = 13
    cukup when x >= 50
    kurang otherwise
  }
  output predikat
}
article 2 "Unit" {
  for each unit {
    output n = count(members)
    output jumlah_baik = count(p in members where p.predikat = Predikat.baik)
    output jumlah = sum(p.nilai for p in members)
    require batas_baik: jumlah_baik <= batas finding breach "BATAS" "{jumlah_baik} dari {n}"
  }
}
)kaidah";

struct Compiled {
  PlanPtr plan;
  std::string digest;
};

Compiled compile(const std::string& text, std::vector<std::string> select = {}) {
  const kaidah::Limits limits;
  std::vector<kaidah::Diagnostic> diagnostics;
  const kaidah::library::PolicyLibrary library({}, limits, diagnostics);
  const auto source = std::make_shared<kaidah::Source>("uji.kaidah", text);
  const auto result = kaidah::library::compile(kaidah::library::read_text(source, limits), library, limits);
  for (const kaidah::Diagnostic& diagnostic : result.diagnostics) BOOST_TEST_MESSAGE(kaidah::render(diagnostic, {}));
  BOOST_TEST_REQUIRE(result.policy.has_value());
  kaidah::plan::PlanOptions options;
  options.groups = select.empty();
  options.select = std::move(select);
  return {kaidah::plan::make_plan(result.policy->checked, options), result.policy->digest};
}

const Compiled& policy() {
  static const Compiled compiled = compile(kPolicy);
  return compiled;
}

RunOptions options(unsigned threads = 1) {
  RunOptions run_options;
  run_options.threads = threads;
  run_options.digests = true;
  run_options.settings.parameters = {kaidah::values::Value(kaidah::values::Number(90))};
  return run_options;
}

struct Outputs {
  std::string decisions;
  std::string rejections;
  std::string groups;
  RunResult result;
};

kaidah::batch::WriteBytes into(std::string& text) {
  return [&text](std::string_view bytes) {
    text += bytes;
    return true;
  };
}

Outputs run(const std::string& records, const RunOptions& run_options, const std::string& group_records = {},
            const PlanPtr& plan = policy().plan) {
  Outputs outputs;
  kaidah::batch::RunInput input{kaidah::batch::read_text(records), nullptr};
  if (!group_records.empty()) input.group_records = kaidah::batch::read_text(group_records);
  outputs.result = kaidah::batch::run(
      plan, input, {into(outputs.decisions), into(outputs.rejections), into(outputs.groups)}, run_options);
  return outputs;
}

std::string manifest_of(const RunResult& result) {
  kaidah::batch::Regimes regimes;
  regimes.all.push_back({policy().plan, options().settings.parameters, {}, {}});
  kaidah::batch::RegimeData regime;
  regime.policy_digest = policy().digest;
  regime.parameters_from = {{"ambang", "set"}};
  kaidah::batch::ManifestData data;
  data.regimes.push_back(std::move(regime));
  return kaidah::batch::manifest(regimes, options(), result, data);
}

std::vector<Json> lines(const std::string& text) {
  std::vector<Json> result;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = text.find('\n', from);
    BOOST_TEST_REQUIRE(end != std::string::npos);
    result.push_back(Json::parse(text.substr(from, end - from)));
    from = end + 1;
  }
  return result;
}

std::string record(const std::string& id, const std::string& unit, const std::string& score) {
  return R"({"id":")" + id + R"(","unit":")" + unit +
         R"(","periode":{"mulai":"2021-01-01","selesai":"2021-12-31"},"skor":)" + score + "}";
}

/// One line in seven is bad, in one way or another.
std::string population(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string id = std::to_string(i);
    const std::string unit = "U" + std::to_string(i % 17);
    std::string line = record(id, unit, std::to_string(i % 120) + "." + std::to_string(i % 1000));
    if (i % 70 == 7) line = record(id, unit, "\"90\"");
    if (i % 70 == 14) line = record(id, unit, "13");
    if (i % 70 == 21) line = line.substr(0, line.size() / 2);
    if (i % 70 == 28) line = record(id, unit, "90,\"skor\":90");
    if (i % 70 == 35) line = std::string(100, '[');
    if (i % 70 == 42) line.insert(8, 1, '\xFF');
    if (i % 70 == 49) line = record(id, unit, "121");
    text += line + (i % 5 == 0 ? "\r\n" : "\n");
  }
  return text;
}

void check_nothing_lost(const RunCounts& counts, std::uint64_t in) {
  BOOST_TEST(counts.in == in);
  BOOST_TEST(counts.decided + counts.rejected == in);
}

}  // namespace

BOOST_AUTO_TEST_CASE(each_record_gives_a_decision_or_a_located_rejection) {
  const std::string input = record("1", "U1", "89.995") + "\n" + record("2", "U1", "\"90\"") + "\n\n" +
                            record("3", "U1", "13").substr(0, 20) + "\n" + record("4", "U1", "13") + "\n" +
                            record("5", "U2", "49.994");
  const Outputs out = run(input, options());
  BOOST_TEST(out.decisions ==
             "{\"id\":\"1\",\"nilai\":90.00,\"predikat\":\"Baik\"}\n"
             "{\"id\":\"5\",\"nilai\":49.99,\"predikat\":\"Kurang\"}\n");
  const std::vector<Json> rejected = lines(out.rejections);
  BOOST_TEST_REQUIRE(rejected.size() == 3U);
  BOOST_TEST(rejected[0]["line"] == 2);
  BOOST_TEST(rejected[0]["id"] == "2");
  BOOST_TEST(rejected[0]["code"] == "K6002");
  BOOST_TEST(rejected[0]["pointer"] == "/skor");
  BOOST_TEST(rejected[1]["line"] == 4);
  BOOST_TEST(rejected[1]["code"] == "K6001");
  BOOST_TEST(rejected[1]["id"] == "3");
  BOOST_TEST(rejected[2]["line"] == 5);
  BOOST_TEST(rejected[2]["code"] == "K5003");
  BOOST_TEST(rejected[2]["rule"] == "predikat");
  BOOST_TEST(rejected[2]["article"] == "Article 1 paragraph (2)");
  check_nothing_lost(out.result.counts, 5);
  BOOST_TEST(out.result.bytes == input.size());
  BOOST_TEST(out.result.input_digest == kaidah::library::sha256(input));
  BOOST_TEST(!out.result.failure.has_value());
}

BOOST_AUTO_TEST_CASE(the_threads_change_nothing) {
  const std::string input = population(12'000);
  const std::string group_records =
      R"({"unit":"U3","periode":{"mulai":"2021-01-01","selesai":"2021-12-31"},"batas":3})";
  const Outputs one = run(input, options(1), group_records);
  check_nothing_lost(one.result.counts, 12'000);
  BOOST_TEST(lines(one.decisions).size() == one.result.counts.decided);
  BOOST_TEST(lines(one.rejections).size() == one.result.counts.rejected);
  BOOST_TEST(lines(one.groups).size() == one.result.counts.groups);
  BOOST_TEST(one.result.counts.rejected > 1'000U);
  for (const unsigned threads : {2U, 5U}) {
    const Outputs many = run(input, options(threads), group_records);
    BOOST_TEST((many.decisions == one.decisions));
    BOOST_TEST((many.rejections == one.rejections));
    BOOST_TEST((many.groups == one.groups));
    BOOST_TEST(many.result.input_digest == one.result.input_digest);
  }
  // Nor does the size of the pieces in which the input arrives.
  kaidah::batch::RunInput pieces{kaidah::batch::read_text(input), nullptr};
  pieces.records = [read = pieces.records](std::span<char> buffer) { return read(buffer.first(1'000)); };
  std::string decisions;
  const RunResult result = kaidah::batch::run(policy().plan, pieces, {into(decisions), nullptr, nullptr}, options(3));
  BOOST_TEST((decisions == one.decisions));
  check_nothing_lost(result.counts, 12'000);
}

BOOST_AUTO_TEST_CASE(lists_and_single_objects_give_the_same_decisions) {
  const std::string first = record("1", "U1", "60");
  const std::string second = record("2", "U1", "x");
  const std::string third = record("3", "U1", "70");
  const Outputs by_lines = run(first + "\n" + second + "\n" + third + "\n", options());
  const Outputs list = run("[" + first + ",\n" + second + ",\n" + third + "]", options());
  BOOST_TEST(list.decisions == by_lines.decisions);
  BOOST_TEST(lines(list.rejections)[0]["line"] == 2);
  const Outputs pretty = run(Json::parse(first).dump(2), options());
  BOOST_TEST(pretty.decisions == "{\"id\":\"1\",\"nilai\":60.00,\"predikat\":\"Cukup\"}\n");
  const Outputs broken = run("{\n  \"id\": \"1\",\n  \"unit\": U1\n}\n", options());
  BOOST_TEST(lines(broken.rejections)[0]["line"] == 3);
  BOOST_TEST(lines(broken.rejections)[0]["id"] == "1");
  const Outputs open = run("[" + first, options());
  BOOST_TEST(open.result.counts.decided == 1U);
  BOOST_TEST(lines(open.rejections)[0]["code"] == "K6001");
  const Outputs empty = run("", options());
  check_nothing_lost(empty.result.counts, 0);
}

BOOST_AUTO_TEST_CASE(limits_reject_one_record_each) {
  const std::string deep = "{\"id\":\"d\",\"x\":" + std::string(10'000, '[') + std::string(10'000, ']') + "}";
  const std::string huge = "{\"id\":\"h\",\"unit\":\"U1\",\"x\":\"" + std::string(20u << 20, 'x') + "\"}";
  const Outputs out = run(
      deep + "\n" + huge + "\n" + record("1", "U1", "90") + "\n" + record("2", "U1", std::string(500, '9')), options());
  const std::vector<Json> rejected = lines(out.rejections);
  BOOST_TEST_REQUIRE(rejected.size() == 3U);
  BOOST_TEST(rejected[0]["code"] == "K9007");
  BOOST_TEST(rejected[0]["id"] == "d");
  BOOST_TEST(rejected[1]["code"] == "K9006");
  BOOST_TEST(rejected[1]["line"] == 2);
  BOOST_TEST(rejected[1]["id"] == "h");
  BOOST_TEST(rejected[2]["code"] == "K9008");
  BOOST_TEST(out.result.counts.decided == 1U);
}

BOOST_AUTO_TEST_CASE(groups_count_their_rejected_members) {
  const std::string period = R"("periode":{"mulai":"2021-01-01","selesai":"2021-12-31"})";
  const std::string input = record("1", "U1", "95") + "\n" + record("2", "U1", "\"95\"") + "\n" +
                            record("3", "U1", "13") + "\n" + record("4", "U1", "91.5") + "\n" +
                            R"({"skor":"x","unit":"U2","id":"5",)" + period + "}\n" + record("6", "U2", "60") + "\nx\n";
  const std::string records = "{\"unit\":\"U1\"," + period + ",\"batas\":1}\n{\"unit\":\"U1\"," + period +
                              ",\"batas\":2}\n{\"unit\":\"U2\",\"batas\":1}\n{\"unit\":\"U9\"," + period +
                              ",\"batas\":1}\n";
  const Outputs out = run(input, options(), records);
  const std::vector<Json> groups = lines(out.groups);
  BOOST_TEST_REQUIRE(groups.size() == 2U);
  BOOST_TEST(out.groups.substr(0, out.groups.find('\n')) ==
             R"({"unit":"U1","periode":{"mulai":"2021-01-01","selesai":"2021-12-31"},"n":2,"jumlah_baik":2,)"
             R"("jumlah":186.50,"ditolak":2,"temuan":[{"kode":"BATAS","tingkat":"pelanggaran","teks":"2 dari 2",)"
             R"("sementara":true}]})");
  BOOST_TEST(groups[1]["unit"] == "U2");
  BOOST_TEST(groups[1]["ditolak"] == 1);
  BOOST_TEST(groups[1]["penolakan"]["code"] == "K6010");
  BOOST_TEST(out.result.counts.groups == 2U);
  BOOST_TEST(out.result.counts.groups_rejected == 1U);
  BOOST_TEST(out.result.counts.group_records_in == 4U);
  BOOST_TEST(out.result.counts.group_records_rejected == 2U);
  const std::vector<Json> rejected = lines(out.rejections);
  BOOST_TEST_REQUIRE(rejected.size() == 6U);  // two group records first
  BOOST_TEST(rejected[0]["code"] == "K6012");
  BOOST_TEST(rejected[0]["line"] == 2);
  BOOST_TEST(rejected[0]["input"] == "group_records");
  BOOST_TEST(rejected[1]["code"] == "K6003");
  BOOST_TEST(rejected[1]["pointer"] == "/periode");
  BOOST_TEST(!rejected[2].contains("input"));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_written_ends_the_run) {
  const std::string input = population(12'000);
  for (const unsigned threads : {1U, 4U}) {
    std::string written;
    int calls = 0;
    const auto fails = [&](std::string_view bytes) {
      if (++calls == 2) return false;
      written += bytes;
      return true;
    };
    const RunResult result = kaidah::batch::run(policy().plan, {kaidah::batch::read_text(input), nullptr},
                                                {fails, nullptr, nullptr}, options(threads));
    BOOST_TEST((result.failure == RunFailure::cannot_write_decisions));
    BOOST_TEST(calls == 2);
    BOOST_TEST(lines(written).size() == result.counts.decided);
    BOOST_TEST(result.input_digest.empty());
  }
  std::string decisions;
  const RunResult rejections =
      kaidah::batch::run(policy().plan, {kaidah::batch::read_text(input), nullptr},
                         {into(decisions), [](std::string_view) { return false; }, nullptr}, options());
  BOOST_TEST((rejections.failure == RunFailure::cannot_write_rejections));
  BOOST_TEST(rejections.counts.decided == lines(decisions).size());
  const RunResult groups = kaidah::batch::run(policy().plan, {kaidah::batch::read_text(input), nullptr},
                                              {nullptr, nullptr, [](std::string_view) { return false; }}, options());
  BOOST_TEST((groups.failure == RunFailure::cannot_write_groups));
  BOOST_TEST(groups.counts.groups == 0U);
  const RunResult reading = kaidah::batch::run(
      policy().plan, {[](std::span<char>) -> std::optional<std::size_t> { return std::nullopt; }, nullptr}, {},
      options());
  BOOST_TEST((reading.failure == RunFailure::cannot_read));
}

BOOST_AUTO_TEST_CASE(too_many_groups_end_the_run) {
  RunOptions run_options = options();
  run_options.settings.limits.groups = 2;
  const std::string two = record("1", "U1", "9") + "\n" + record("2", "U2", "9") + "\n" + record("3", "U1", "9") + "\n";
  BOOST_TEST(!run(two, run_options).result.failure.has_value());
  BOOST_TEST((run(two + record("4", "U3", "9"), run_options).result.failure == RunFailure::too_many_groups));
}

BOOST_AUTO_TEST_CASE(progress_is_reported_seldom_and_grows) {
  std::vector<kaidah::batch::Progress> reports;
  RunOptions run_options = options();
  run_options.progress = [&reports](const kaidah::batch::Progress& progress) { reports.push_back(progress); };
  run(population(3'000), run_options);
  BOOST_TEST(std::ranges::is_sorted(reports, {}, &kaidah::batch::Progress::records));
}

BOOST_AUTO_TEST_CASE(a_selection_is_kept) {
  const Compiled selected = compile(kPolicy, {"nilai"});
  const Outputs out = run(record("1", "U1", "13") + "\n", options(), {}, selected.plan);
  BOOST_TEST(out.decisions == "{\"id\":\"1\",\"nilai\":13.00}\n");
}

BOOST_AUTO_TEST_CASE(the_manifest_says_what_was_run) {
  const std::string input = record("1", "U1", "95") + "\nx\n";
  const Outputs out = run(input, options());
  const std::string text = manifest_of(out.result);
  const Json manifest = Json::parse(text);
  BOOST_TEST(manifest["policy"] == "uji");
  BOOST_TEST(manifest["version"] == "1.2.3");
  BOOST_TEST(manifest["digest"] == policy().digest);
  BOOST_TEST(manifest["profile"].is_null());
  BOOST_TEST(text.find("\"parameters\": {\"ambang\":90.0}") != std::string::npos, text);
  BOOST_TEST(manifest["parameters_from"]["ambang"] == "set");
  BOOST_TEST(!manifest.contains("regimes"));
  BOOST_TEST(manifest["clocks"]["decision_day"].is_null());
  BOOST_TEST(manifest["clocks"]["reference_day"] == "end_of_period");
  BOOST_TEST(manifest["left_out"].empty());
  BOOST_TEST(manifest["counts"]["in"] == 2);
  BOOST_TEST(manifest["counts"]["decided"] == 1);
  BOOST_TEST(manifest["counts"]["rejected"] == 1);
  BOOST_TEST(manifest["groups"]["out"] == 1);
  BOOST_TEST(manifest["input"]["bytes"] == input.size());
  BOOST_TEST(manifest["input"]["digest"] == kaidah::library::sha256(input));
  BOOST_TEST(manifest["group_records"].is_null());
}

BOOST_AUTO_TEST_CASE(what_was_read_and_written_has_digests_when_asked_for) {
  const std::string input = record("1", "U1", "95") + "\nx\n";
  const Outputs out = run(input, options());
  BOOST_TEST(out.result.decisions_digest == kaidah::library::sha256(out.decisions));
  BOOST_TEST(out.result.rejections_digest == kaidah::library::sha256(out.rejections));
  BOOST_TEST(out.result.groups_digest == kaidah::library::sha256(out.groups));
  const Json manifest = Json::parse(manifest_of(out.result));
  BOOST_TEST(manifest["output"]["groups"] == out.result.groups_digest);

  RunOptions not_asked = options();
  not_asked.digests = false;
  const Json without = Json::parse(manifest_of(run(input, not_asked).result));
  BOOST_TEST(without["input"]["digest"].is_null());
  BOOST_TEST(without["output"]["decisions"].is_null());
  BOOST_TEST(without["counts"] == manifest["counts"]);
}

BOOST_AUTO_TEST_SUITE_END()
