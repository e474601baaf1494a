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

/// How far a run is.
struct BatchProgress {
  std::uint64_t records = 0;   ///< decided or rejected so far
  std::uint64_t rejected = 0;  ///< of those
  std::uint64_t bytes = 0;     ///< of input
  std::uint64_t before = 0;    ///< of the records: written by an earlier run that this one has taken up
};

/// The streams of a run, to say which of them is meant.
enum class BatchStream : std::uint8_t { records, group_records, decisions, rejections, groups, trace, part };

/// What a long run leaves behind on its way, so that it can be taken up again where it was and end in the same bytes.
/// All of it is called from the thread that calls `decide_all`.
struct BatchCheckpoints {
  /// Bytes of the records between two checkpoints, at least.
  std::uint64_t every = 1U << 30;
  /// Writes a checkpoint to a sink; false when the sink wants no more.
  using Write = std::function<bool(const LineSink& sink)>;
  /// Everything so far has been handed to the sinks: makes that durable, then keeps what `write` writes, wholly or not
  /// at all. False: it could not. Empty: no checkpoints.
  std::function<bool(const Write& write)> save;
  /// Whether rejections go where `written` can give them back. If not they have no digest.
  bool rejections_can_be_read = true;
  /// To take up a run: what `save` kept last. Needs `save` and `written`. Empty: the run begins.
  ByteSource state;
  /// What a sink was given before the checkpoint: its first `bytes` bytes; what is behind them is dropped. `finished`:
  /// nothing more will come. Nothing: it is not there.
  std::function<std::optional<ByteSource>(BatchStream, std::uint64_t bytes, bool finished)> written;
  /// Asked many times a second; true: the run makes a checkpoint and ends.
  std::function<bool()> stop;
};

/// How a run is done.
struct BatchOptions {
  /// What the manifest calls the input, so that a run can be done again; empty: it has no name.
  std::string input_name;
  /// The same of the groups' own records.
  std::string group_records_name;
  /// Take digests of the records and of what is written, for the manifest and the result; without them a manifest
  /// cannot be replayed.
  bool digests = false;
  /// Threads that decide; 0: one for each processor. The output does not depend on it.
  unsigned threads = 0;
  /// Called a few times a second at most, from one thread at a time.
  std::function<void(const BatchProgress&)> progress;
  /// None unless `save` is set.
  BatchCheckpoints checkpoints;
};

/// What a run reads and where it writes.
struct BatchStreams {
  ByteSource records;        ///< what is decided: JSON, a record a line, an array, or one object
  ByteSource group_records;  ///< empty: none
  LineSink decisions;        ///< one JSON object a line, in the order of the input; empty: they are only counted
  LineSink rejections;       ///< empty: they are only counted
  LineSink groups;           ///< empty: groups are not formed
  LineSink trace;            ///< empty: none; else what kaidah/trace.hpp reads
};

/// What came of a run.
struct BatchResult {
  std::uint64_t bytes = 0;                   ///< of the records, as far as they were read
  std::uint64_t records = 0;                 ///< that were read: decided or rejected
  std::uint64_t decided = 0;                 ///< of the records
  std::uint64_t rejected = 0;                ///< of the records
  std::uint64_t groups = 0;                  ///< that were formed
  std::uint64_t groups_rejected = 0;         ///< of those
  std::uint64_t group_records_rejected = 0;  ///< of the groups' own records
  std::optional<BatchStream> failed;         ///< a source failed before its end, or a sink wanted no more
  bool cannot_save = false;                  ///< BatchCheckpoints::save said so
  bool stopped = false;                      ///< BatchCheckpoints::stop said so
  bool kept = false;                         ///< there is a checkpoint, of this run or of the one that it took up
  std::uint64_t before = 0;                  ///< of the records: written by that earlier run
  std::string group_records_digest;          ///< `sha256:…` of their bytes as they came; empty: there were none
  /// The same of the records, and of what was written, where BatchOptions::digests asked for it; of groups empty where
  /// none were formed.
  std::string input_digest;
  std::string decisions_digest;         ///< likewise
  std::string rejections_digest;        ///< likewise
  std::string groups_digest;            ///< likewise
  std::string manifest;                 ///< what was run on what: policy, digest, parameters, clocks, counts; JSON
  std::vector<Diagnostic> diagnostics;  ///< of faults, not of records
};

/// Each record gives exactly one decision or one rejection; a bad one does not end the run. Memory is bounded by
/// the largest record, the threads and the number of groups, not by the number of records.
[[nodiscard]] BatchResult decide_all(const Decider& decider, const BatchStreams& streams,
                                     const BatchOptions& options = {}) noexcept;

// Populations in parts: decided apart, wherever and whenever, and put together to the same bytes.

/// What a part is made of, and where it goes.
struct PartStreams {
  ByteSource records;        ///< one a line; any number of whole lines of an input
  ByteSource group_records;  ///< empty: none; else all of them, the same for each part
  LineSink part;             ///< bytes for `merge_parts`
  bool groups = true;        ///< gather the policy's groups, if it has any: for a merge that forms them
};
/// Decides the records as `decide_all` does with the others before and behind them. Decisions, rejections and what is
/// needed of the groups go into the part; the result has counts only. No digests, names or checkpoints.
[[nodiscard]] BatchResult decide_part(const Decider& decider, const PartStreams& streams,
                                      const BatchOptions& options = {}) noexcept;

/// The parts of a population, in the order of the input.
struct BatchParts {
  /// One, opened.
  struct Part {
    std::string name;   ///< in diagnostics
    ByteSource source;  ///< what `decide_part` gave
  };
  std::size_t count = 0;  ///< how many there are
  /// Each is asked for once, in the order of the input; nothing: it cannot be opened, and the merge ends.
  std::function<std::optional<Part>(std::size_t number)> open;
};
/// What `decide_all` gives for what the parts were decided of, one behind the other: lines, counts, digests, manifest.
/// `decider`: prepared as for the parts. Of the streams `records` is the whole input again: then it is known that the
/// parts are those of it, all of them and in order; empty: the manifest has no digest of it. `group_records`: as for
/// the parts. `groups`: given exactly when the parts gathered them. There is no trace, and there are no checkpoints.
[[nodiscard]] BatchResult merge_parts(const Decider& decider, const BatchParts& parts, const BatchStreams& streams,
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
