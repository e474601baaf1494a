#pragma once
// A stream of records -> decisions, rejections and groups, in bounded memory.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <kaidah/diagnostic.hpp>

#include "engine/batch/chunk.hpp"
#include "engine/batch/regime.hpp"
#include "engine/batch/stream.hpp"
#include "engine/evaluate/settings.hpp"
#include "engine/plan/plan.hpp"

namespace kaidah::batch {

class PartWriter;

struct Progress {
  std::uint64_t records = 0;   ///< written
  std::uint64_t rejected = 0;  ///< of those
  std::uint64_t bytes = 0;     ///< read
  std::uint64_t before = 0;    ///< records that an earlier run has written
};

struct RunInput {
  ReadBytes records;
  ReadBytes group_records;  ///< may be missing
};

/// What is missing is not written. All are called from the thread that calls `run`, with whole lines.
struct RunOutput {
  WriteBytes decisions;
  WriteBytes rejections;
  WriteBytes groups;
  /// Where each record stands and which ways its decision took: lines as in trace_line.hpp.
  WriteBytes trace = nullptr;
  /// What `merge` needs of the rest: groups as they were gathered instead of their lines, no rejected group records.
  PartWriter* part = nullptr;
};

enum class OutputStream : std::uint8_t { decisions, rejections, groups, trace };

/// What a long run leaves behind on its way, so that it can be taken up again where it was. All of it is called from
/// the thread that calls `run`.
struct Checkpoints {
  std::uint64_t every = 0;  ///< bytes of the records between two, at least
  /// Everything so far has been handed over: makes it durable, then keeps what `write` writes, wholly or not at all.
  /// Missing: nothing is kept. What `write` returns says whether it could write.
  std::function<bool(const std::function<bool(const WriteBytes&)>& write)> save;
  /// False: rejections go where they cannot be read again; they then have no digest.
  bool rejections_can_be_read = true;
  /// What was kept last; REQUIRES save. Missing: the run begins at the beginning.
  ReadBytes state;
  /// What was handed over before, its first `bytes` bytes; what is behind them is dropped. `finished`: nothing more
  /// will be written. Nothing: it is not there.
  std::function<std::optional<ReadBytes>(OutputStream, std::uint64_t bytes, bool finished)> written;
  /// Asked between readings; true: what was read is decided and kept, and the run ends.
  std::function<bool()> stop;
};

struct RunResult;

struct RunOptions {
  /// Decision day and limits; its parameters and group records are not used.
  evaluate::Settings settings;
  Language language = Language::english;  ///< of messages
  unsigned threads = 1;                   ///< that decide; 0 counts as 1
  bool digests = false;                   ///< of what is read and written
  /// The trace's first line, asked for once: when the group records have been read.
  std::function<std::string(const RunResult& so_far)> trace_header;
  std::function<void(const Progress&)> progress;  ///< called from time to time, at most ten times a second
  /// Of this run, when something is kept of it (identity.hpp).
  std::string identity;
  Checkpoints checkpoints;
};

enum class RunFailure : std::uint8_t {
  cannot_read,
  cannot_read_group_records,
  cannot_write_decisions,
  cannot_write_rejections,
  cannot_write_groups,
  cannot_write_trace,
  cannot_write_part,
  cannot_read_part,  ///< it cannot be opened
  cannot_merge,      ///< RunResult::problem
  too_many_groups,   ///< Limits::groups
  out_of_memory,
  cannot_resume,  ///< RunResult::problem
  cannot_save,
  stopped,  ///< Checkpoints::stop
};

struct RunCounts {
  std::uint64_t in = 0;  ///< decided + rejected, when nothing failed
  std::uint64_t decided = 0;
  std::uint64_t rejected = 0;
  std::uint64_t group_records_in = 0;
  std::uint64_t group_records_rejected = 0;
  std::uint64_t groups = 0;  ///< written, the rejected ones too
  std::uint64_t groups_rejected = 0;
};

/// Of one regime.
struct RegimeRun {
  RegimeCounts records;
  std::uint64_t groups = 0;
  std::uint64_t groups_rejected = 0;
};

struct RunResult {
  /// What was wholly written, also when the run failed.
  RunCounts counts;
  std::vector<RegimeRun> by_regime;  ///< the same, without the records that found no regime
  std::uint64_t bytes = 0;
  std::string group_records_digest;  ///< `sha256:…` of their bytes as they came; empty when there were none
  /// The same of the records, and of what was written, when asked for and nothing failed; of groups empty where none
  /// were formed.
  std::string input_digest;
  std::string decisions_digest, rejections_digest, groups_digest;
  std::optional<RunFailure> failure;
  std::optional<Message> problem;  ///< of `cannot_resume` and `cannot_merge`
  std::uint64_t before = 0;        ///< records of the counts that an earlier run has written
  bool kept = false;               ///< there is a checkpoint, of this run or of the one that it took up
};

/// Every record that comes in goes out as one decision or one rejection, in the order of the input. The bytes written
/// do not depend on the number of threads.
///
/// Group records are read first, one a line. Rejected ones go to the rejections with `"input":"group_records"`.
/// Groups are written regime by regime. REQUIRES: the plans are of policies, not of modules.
[[nodiscard]] RunResult run(const Regimes& regimes, const RunInput& input, const RunOutput& output,
                            const RunOptions& options);

/// Every record under one policy, with the parameters of the settings.
[[nodiscard]] RunResult run(const plan::PlanPtr& plan, const RunInput& input, const RunOutput& output,
                            const RunOptions& options);

}  // namespace kaidah::batch
