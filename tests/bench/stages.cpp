// What a record costs stage by stage: reading its text, deciding it, writing its line. Inside the library: one by one
// with every detail kept that a message may need, and side by side as whole runs do it; and what the reference needs.

#include <benchmark/benchmark.h>

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "engine/api/decider_data.hpp"
#include "engine/evaluate/evaluate.hpp"
#include "engine/fast/decider.hpp"
#include "engine/json/decode.hpp"
#include "engine/json/encode.hpp"
#include "tests/bench/fixture.hpp"
#include "tests/bench/reference/decide.hpp"
#include "tests/bench/reference/simdjson_reader.hpp"

namespace {

using namespace kaidah;

const plan::PlanPtr& plan_of_run() {
  return bench::decider().data().plan;
}
const evaluate::Settings& settings() {
  return bench::decider().data().settings;
}

constexpr std::size_t kBatch = fast::Decider::kMostRecords;
constexpr std::size_t kBatches = 3;

json::Decoder make_decoder() {
  return {plan_of_run()->shapes, plan_of_run()->input, settings().limits};
}

/// The population as records, and what they live in.
class Decoded {
 public:
  Decoded() {
    json::Decoder decoder = make_decoder();
    for (const std::string& line : bench::population()) {
      const json::DecodeResult result = decoder.decode(line, arena_);
      if (!result.rejection) records_.push_back(result.record);
    }
  }
  [[nodiscard]] const std::vector<const values::RecordData*>& records() const { return records_; }

 private:
  values::Arena arena_;
  std::vector<const values::RecordData*> records_;
};

void decode(benchmark::State& state) {
  json::Decoder decoder = make_decoder();
  values::Arena arena;
  bench::Rounds round;
  for (auto unused : state) {
    arena.clear();
    const json::DecodeResult result = decoder.decode(bench::population()[round.next()], arena);
    if (result.rejection) state.SkipWithError("a record was rejected");
    benchmark::DoNotOptimize(result.record);
  }
}
BENCHMARK(decode);

void decide(benchmark::State& state, bool traced) {
  const Decoded decoded;
  if (decoded.records().size() != bench::population().size()) return state.SkipWithError("a record was rejected");
  evaluate::Evaluator evaluator(plan_of_run());
  evaluate::Trace trace;
  bench::Rounds round;
  for (auto unused : state) {
    trace.clear();
    const evaluate::Outcome& outcome =
        evaluator.decide(*decoded.records()[round.next()], settings(), traced ? &trace : nullptr);
    if (outcome.rejection) state.SkipWithError("a record was rejected");
    benchmark::DoNotOptimize(outcome.outputs.data());
  }
}
BENCHMARK_CAPTURE(decide, parsed_record, false);
BENCHMARK_CAPTURE(decide, parsed_record_traced, true);

/// One decision over and over: all lines have nearly the same length.
void write(benchmark::State& state) {
  const Decoded decoded;
  evaluate::Evaluator evaluator(plan_of_run());
  const evaluate::Outcome& outcome = evaluator.decide(*decoded.records().front(), settings());
  std::string line;
  for (auto unused : state) {
    line.clear();
    json::append_decision(line, *plan_of_run(), "100000000000000000", outcome);
    benchmark::DoNotOptimize(line.data());
  }
}
BENCHMARK(write);

/// The population with room behind it for readers that look ahead.
class PaddedLines {
 public:
  PaddedLines() {
    for (const std::string& line : bench::population()) {
      lines_.push_back(line);
      lines_.back().reserve(line.size() + kPadding);
    }
  }
  [[nodiscard]] const std::string& at(std::size_t i) const { return lines_[i]; }

 private:
  static constexpr std::size_t kPadding = 64;  // what both readers may look at behind a line
  static_assert(kPadding >= simdjson::SIMDJSON_PADDING);
  std::vector<std::string> lines_;
};

/// Three batches of the path of whole runs, which share nothing.
class Batches {
 public:
  Batches() {
    static const std::string no_label;
    for (auto& decider : deciders_) decider = fast::Decider::make(*plan_of_run(), settings(), {}, no_label);
  }
  [[nodiscard]] bool good() const { return deciders_[0] != nullptr; }
  [[nodiscard]] fast::Decider& next() {
    at_ = (at_ + 1) % kBatches;
    return *deciders_[at_];
  }
  /// False when a record is none for this path.
  bool read(fast::Decider& decider) {
    decider.clear();
    for (std::size_t i = 0; i < kBatch; ++i)
      if (!decider.read(lines_.at(at_ * kBatch + i))) return false;
    return true;
  }
  bool read_all() {
    bool all = good();
    for (std::size_t i = 0; all && i < kBatches; ++i) all = read(next());
    return all;
  }

 private:
  PaddedLines lines_;
  std::array<std::unique_ptr<fast::Decider>, kBatches> deciders_;
  std::size_t at_ = 0;
};

void decode_side_by_side(benchmark::State& state) {
  Batches batches;
  if (!batches.good()) return state.SkipWithError("the policy is not for this path");
  while (state.KeepRunningBatch(kBatch)) {
    if (!batches.read(batches.next())) state.SkipWithError("a record is not for this path");
  }
}
BENCHMARK(decode_side_by_side);

void decide_side_by_side(benchmark::State& state) {
  Batches batches;
  if (!batches.read_all()) return state.SkipWithError("a record is not for this path");
  while (state.KeepRunningBatch(kBatch)) batches.next().decide();
}
BENCHMARK(decide_side_by_side);

void write_side_by_side(benchmark::State& state) {
  Batches batches;
  if (!batches.read_all()) return state.SkipWithError("a record is not for this path");
  for (std::size_t i = 0; i < kBatches; ++i) batches.next().decide();
  std::string lines;
  while (state.KeepRunningBatch(kBatch)) {
    lines.clear();
    fast::Decider& decider = batches.next();
    for (std::size_t row = 0; row < kBatch; ++row)
      if (!decider.append_line(row, lines)) state.SkipWithError("a record is not for this path");
    benchmark::DoNotOptimize(lines.data());
  }
}
BENCHMARK(write_side_by_side);

void reference_decode(benchmark::State& state) {
  const PaddedLines lines;
  bench::SimdjsonReader reader;
  bench::Record record;
  bench::Rounds round;
  for (auto unused : state) {
    reader.read(lines.at(round.next()), record);
    benchmark::DoNotOptimize(record.tasks.data());
  }
}
BENCHMARK(reference_decode);

void reference_decide(benchmark::State& state) {
  const PaddedLines lines;
  std::vector<bench::Record> records(bench::population().size());
  bench::SimdjsonReader reader;
  for (std::size_t i = 0; i < records.size(); ++i) {
    reader.read(lines.at(i), records[i]);
    records[i].to = "2021-12-31";  // the reader's texts live until its next record
    records[i].id = records[i].unit = "1";
  }
  bench::Rounds round;
  for (auto unused : state) {
    const bench::Decision decision = bench::decide(records[round.next()]);
    benchmark::DoNotOptimize(decision.nilai);
  }
}
BENCHMARK(reference_decide);

}  // namespace

BENCHMARK_MAIN();
