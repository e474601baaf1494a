// How long one decision takes through the C++ API, beside what a record costs in a stream.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstring>
#include <optional>

#include <kaidah/batch.hpp>

#include "tests/bench/fixture.hpp"

namespace {

using namespace kaidah;

/// From JSON text to the decision with its outputs and its line.
void decide_from_text(benchmark::State& state) {
  const Decider& decider = bench::decider();
  bench::Rounds round;
  for (auto unused : state) {
    const Decision decision = decider.decide(bench::population()[round.next()]);
    if (!decision.decided()) state.SkipWithError("a record was rejected");
    benchmark::DoNotOptimize(decision.json.data());
  }
}
BENCHMARK(decide_from_text);

/// The same with everything kept that an explanation needs; the explanation is not written.
void explain_from_text(benchmark::State& state) {
  const Decider& decider = bench::decider();
  bench::Rounds round;
  for (auto unused : state) {
    const Decision decision = decider.explain(bench::population()[round.next()]);
    if (!decision.explanation) state.SkipWithError("a record was rejected");
    benchmark::DoNotOptimize(decision.json.data());
  }
}
BENCHMARK(explain_from_text);

/// A stream of 30,000 records in memory, one thread; the time is that of one record.
void stream_of_text(benchmark::State& state) {
  const Decider& decider = bench::decider();
  const std::string& text = bench::population_text();
  constexpr std::size_t kTimes = 30;  // the population, again and again: what a run needs once should not count
  const auto records = static_cast<std::int64_t>(kTimes * bench::population().size());
  std::size_t bytes = 0;
  while (state.KeepRunningBatch(records)) {
    std::size_t at = 0;
    std::size_t times = 0;
    BatchStreams streams;
    streams.records = [&](char* buffer, std::size_t size) {
      if (at == text.size() && ++times < kTimes) at = 0;
      const std::size_t given = std::min(size, text.size() - at);
      std::memcpy(buffer, text.data() + at, given);
      at += given;
      return std::optional<std::size_t>(given);
    };
    streams.decisions = [&](std::string_view lines) {
      bytes += lines.size();
      return true;
    };
    BatchOptions options;
    options.threads = 1;
    const BatchResult result = decide_all(decider, streams, options);
    if (result.decided != static_cast<std::uint64_t>(records)) state.SkipWithError("a record was rejected");
  }
  benchmark::DoNotOptimize(bytes);
}
BENCHMARK(stream_of_text);

}  // namespace

BENCHMARK_MAIN();
