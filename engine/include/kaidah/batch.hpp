#pragma once
// Deciding a stream of records: newline-delimited JSON, one JSON array, or a single object.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kaidah/decision.hpp>

namespace kaidah {

/// Fills the beginning of the buffer with the next bytes of a stream and says how many; 0 at its end, nothing when
/// reading failed. May give fewer than asked for, so that what a slow producer has written is not held back. Called
/// from one thread at a time.
using ByteSource = std::function<std::optional<std::size_t>(char* buffer, std::size_t size)>;
/// Takes whole lines, each with its line end. False: nothing more is wanted, the run ends. Called from one thread at a
/// time, in the order of the input.
using LineSink = std::function<bool(std::string_view lines)>;

struct BatchProgress {
  std::uint64_t records = 0;
  std::uint64_t rejected = 0;
  std::uint64_t bytes = 0;  ///< of input
};

struct BatchOptions {
  /// What the manifest calls the input, so that a run can be done again; empty: it has no name.
  std::string input_name;
  std::string group_records_name;
  /// Take digests of the records and of what is written, for the manifest and the result; without them a manifest
  /// cannot be replayed.
  bool digests = false;
  /// Threads that decide; 0: one for each processor. The output does not depend on it.
  unsigned threads = 0;
  /// Called a few times a second at most, from one thread at a time.
  std::function<void(const BatchProgress&)> progress;
};

struct BatchStreams {
  ByteSource records;
  ByteSource group_records;  ///< empty: none
  LineSink decisions;
  LineSink rejections;  ///< empty: they are only counted
  LineSink groups;      ///< empty: groups are not formed
  LineSink trace;       ///< empty: none; else what kaidah/trace.hpp reads
};

enum class BatchStream : std::uint8_t { records, group_records, decisions, rejections, groups, trace };

struct BatchResult {
  std::uint64_t records = 0;
  std::uint64_t decided = 0;
  std::uint64_t rejected = 0;
  std::uint64_t groups = 0;
  std::uint64_t groups_rejected = 0;
  std::uint64_t group_records_rejected = 0;
  std::optional<BatchStream> failed;  ///< a source failed before its end, or a sink wanted no more
  std::string group_records_digest;   ///< `sha256:…` of their bytes as they came; empty: there were none
  /// The same of the records, and of what was written, where BatchOptions::digests asked for it; of groups empty where
  /// none were formed.
  std::string input_digest;
  std::string decisions_digest, rejections_digest, groups_digest;
  std::string manifest;                 ///< what was run on what: policy, digest, parameters, clocks, counts; JSON
  std::vector<Diagnostic> diagnostics;  ///< of faults, not of records
};

/// Each record gives exactly one decision or one rejection; a bad one does not end the run. Memory is bounded by
/// the largest record, the threads and the number of groups, not by the number of records.
[[nodiscard]] BatchResult decide_all(const Decider& decider, const BatchStreams& streams,
                                     const BatchOptions& options = {}) noexcept;

/// One record out of a stream.
struct FoundRecord {
  std::string record;     ///< its text: the first with the id, or the first of all
  std::size_t count = 0;  ///< how many there are: 0, 1, or 2 for more
};
/// `id`: of the record wanted; empty: any.
[[nodiscard]] FoundRecord find_record(const ByteSource& source, std::string_view id,
                                      const Limits& limits = {}) noexcept;

/// The whole of a stream; nothing when reading failed.
[[nodiscard]] std::optional<std::string> read_all(const ByteSource& source);

}  // namespace kaidah
