#include "engine/batch/run.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <new>
#include <optional>
#include <utility>
#include <vector>

#include "engine/batch/checkpoint.hpp"
#include "engine/batch/crew.hpp"
#include "engine/batch/group_records.hpp"
#include "engine/batch/input_meter.hpp"
#include "engine/batch/output.hpp"
#include "engine/batch/part.hpp"
#include "engine/batch/population.hpp"
#include "engine/batch/read_group_records.hpp"
#include "engine/batch/record_reader.hpp"
#include "engine/batch/worker.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::batch {
namespace {

class Run {
 public:
  Run(const Regimes& regimes, const RunInput& input, const RunOutput& output, const RunOptions& options)
      : regimes_(regimes),
        input_(input),
        output_(output),
        options_(options),
        group_records_(no_group_records(regimes)),
        population_(regimes, group_records_, options),
        decisions_(output.decisions, {options.digests, keeps()}),
        rejections_(output.rejections, {options.digests && keeps_rejections(), keeps() && keeps_rejections()}),
        groups_(output.groups, {options.digests, keeps()}),
        trace_(output.trace, {false, keeps()}),
        meter_(input.records, {options.digests, keeps() || is_part(), is_part()}),
        reader_([this](std::span<char> into) { return meter_.read(into); }, options.settings.limits.record_bytes,
                is_part()) {
    result_.by_regime.resize(regimes.all.size());
    worker_options_.settings = options.settings;
    worker_options_.language = options.language;
    worker_options_.groups = gathers();
    worker_options_.trace = static_cast<bool>(output.trace);
  }

  RunResult operator()() {
    if (!begin()) return std::move(result_);
    if (!finished_) decide_records();
    if (!result_.failure && finished_) pass_over_the_rest();
    result_.bytes = meter_.bytes();
    if (meter_.differs()) refuse({MessageKind::checkpoint_other_input, {}});
    if (!result_.failure && reader_.failed()) stop_reading();
    if (!result_.failure && is_part()) end_part();
    if (!result_.failure && !finished_ && !is_part() && gathers()) decide_groups();
    if (!result_.failure && !finished_ && result_.kept) save(true);
    if (!result_.failure) add_digests();
    return std::move(result_);
  }

 private:
  [[nodiscard]] bool is_part() const { return output_.part != nullptr; }
  [[nodiscard]] bool gathers() const {
    return (output_.groups != nullptr || is_part()) && Population::has_groups(regimes_);
  }
  [[nodiscard]] bool keeps() const { return static_cast<bool>(options_.checkpoints.save); }
  [[nodiscard]] bool keeps_rejections() const { return !keeps() || options_.checkpoints.rejections_can_be_read; }

  bool fail(RunFailure failure) {
    result_.failure = failure;
    return false;
  }
  bool refuse(Message problem) {
    result_.problem = std::move(problem);
    return fail(RunFailure::cannot_resume);
  }

  void add_digests() {
    result_.input_digest = meter_.digest();
    result_.decisions_digest = decisions_.digest();
    result_.rejections_digest = rejections_.digest();
    if (gathers()) result_.groups_digest = groups_.digest();
  }

  // --- beginning ------------------------------------------------------------------------------------------------

  /// What stands before the first record, or where an earlier run has come to.
  bool begin() {
    const auto rejections = read_group_records(regimes_, input_.group_records, options_, group_records_, result_);
    if (!rejections) return false;
    if (is_part()) {
      output_.part->begin({options_.identity, result_.group_records_digest});
      return true;
    }
    if (options_.checkpoints.state) return take_up();
    if (!rejections_.write(*rejections)) return fail(RunFailure::cannot_write_rejections);
    if (!output_.trace || !options_.trace_header) return true;
    return trace_.write(options_.trace_header(result_)) || fail(RunFailure::cannot_write_trace);
  }

  [[nodiscard]] Checkpoint here() const {
    Checkpoint here;
    here.identity = options_.identity;
    here.group_records = result_.group_records_digest;
    here.input = {meter_.bytes(), meter_.fingerprint()};
    if (output_.decisions) here.decisions = decisions_.written();
    if (output_.rejections && keeps_rejections()) here.rejections = rejections_.written();
    if (output_.groups) here.groups = groups_.written();
    if (output_.trace) here.trace = trace_.written();
    here.counts = result_.counts;
    here.by_regime = result_.by_regime;
    return here;
  }

  bool take_up() {
    StateReader state(options_.checkpoints.state);
    const Checkpoint now = here();
    CheckpointRead read = read_checkpoint(state, now);
    if (!read.checkpoint) return refuse(std::move(*read.problem));
    const Checkpoint& then = *read.checkpoint;
    if (!population_.read_states(state, 0)) return refuse({MessageKind::checkpoint_broken, {}});
    const auto again = [&](OutputStream stream, Output& output, std::optional<Written> Checkpoint::*kept,
                           MessageKind name) {
      const std::optional<Written>& expected = then.*kept;
      bool same = expected.has_value() == (now.*kept).has_value();
      if (same && expected) {
        const auto written = options_.checkpoints.written(stream, expected->bytes, then.finished);
        same = written && output.take_up(*written, *expected);
      }
      return same || refuse({MessageKind::checkpoint_other_output, {{"what", name}}});
    };
    if (!again(OutputStream::decisions, decisions_, &Checkpoint::decisions, MessageKind::replay_decisions) ||
        !again(OutputStream::rejections, rejections_, &Checkpoint::rejections, MessageKind::replay_rejections) ||
        !again(OutputStream::groups, groups_, &Checkpoint::groups, MessageKind::replay_groups) ||
        !again(OutputStream::trace, trace_, &Checkpoint::trace, MessageKind::run_trace))
      return false;
    meter_.expect(then.input.bytes, then.input.fingerprint);
    result_.counts = then.counts;
    result_.by_regime = then.by_regime;
    result_.before = then.counts.in;
    result_.kept = true;
    pass_over_ = then.counts.in;
    saved_at_ = then.input.bytes;
    finished_ = then.finished;
    return true;
  }

  // --- records --------------------------------------------------------------------------------------------------

  /// The next records that no earlier run has decided.
  bool next(Chunk& chunk) {
    while (reader_.next(chunk)) {
      const std::size_t passed = std::min<std::uint64_t>(pass_over_, chunk.records.size());
      pass_over_ -= passed;
      chunk.records.erase(chunk.records.begin(), chunk.records.begin() + static_cast<std::ptrdiff_t>(passed));
      if (!chunk.records.empty()) return true;
    }
    return false;
  }

  /// Nothing is left to decide: the input has to be the same to its end.
  void pass_over_the_rest() {
    Chunk chunk;
    const bool more = next(chunk);
    if (!reader_.failed() && (more || meter_.bytes() != saved_at_)) refuse({MessageKind::checkpoint_other_input, {}});
  }

  void decide_records() {
    for (unsigned i = 0; i < std::max(options_.threads, 1U); ++i)
      workers_.push_back(std::make_unique<Worker>(regimes_, group_records_, worker_options_));
    std::vector<Work> work;
    work.reserve(workers_.size());
    for (const auto& worker : workers_) work.push_back([&worker](Chunk& chunk) { worker->process(chunk); });
    Rests rests;
    if (keeps()) rests = {[this] { return is_rest_due(); }, [this] { return rest(); }};
    const Ending ending = work_through([this](Chunk& chunk) { return next(chunk); }, work,
                                       [this](const Chunk& chunk) { return write_chunk(chunk); }, rests);
    if (ending == Ending::out_of_memory) fail(RunFailure::out_of_memory);
  }

  bool write_chunk(const Chunk& chunk) {
    if (chunk.too_many_groups) return fail(RunFailure::too_many_groups);
    if (!decisions_.write(chunk.decisions)) return fail(RunFailure::cannot_write_decisions);
    result_.counts.decided += chunk.decided;
    result_.counts.in += chunk.decided;
    if (!rejections_.write(chunk.rejections)) return fail(RunFailure::cannot_write_rejections);
    result_.counts.rejected += chunk.rejected;
    result_.counts.in += chunk.rejected;
    if (!trace_.write(chunk.trace)) return fail(RunFailure::cannot_write_trace);
    for (std::size_t i = 0; i < chunk.by_regime.size(); ++i) {
      result_.by_regime[i].records.decided += chunk.by_regime[i].decided;
      result_.by_regime[i].records.rejected += chunk.by_regime[i].rejected;
    }
    report_progress();
    return true;
  }

  void report_progress() {
    constexpr std::chrono::milliseconds kBetween(100);
    if (!options_.progress) return;
    const auto now = std::chrono::steady_clock::now();
    if (now - reported_ < kBetween) return;
    reported_ = now;
    options_.progress({result_.counts.in, result_.counts.rejected, meter_.bytes(), result_.before});
  }

  // --- checkpoints ----------------------------------------------------------------------------------------------

  /// Not behind the last byte: what stands there may be a record that goes on when the input does.
  bool is_rest_due() {
    if (meter_.ended()) return false;
    stopping_ = options_.checkpoints.stop && options_.checkpoints.stop();
    return stopping_ || meter_.bytes() - saved_at_ >= options_.checkpoints.every;
  }

  bool rest() {
    if (!take_groups() || !save(false)) return false;
    return !stopping_ || fail(RunFailure::stopped);
  }

  /// What could be read is kept, so that the rest can follow when it can be read.
  void stop_reading() {
    if (keeps() && !finished_ && meter_.bytes() > saved_at_ && !rest()) return;
    fail(RunFailure::cannot_read);
  }

  bool save(bool finished) {
    const bool saved = options_.checkpoints.save([&](const WriteBytes& to) {
      Checkpoint checkpoint = here();
      checkpoint.finished = finished;
      StateWriter out(to, kCheckpoint);
      append_checkpoint(out, checkpoint);
      return finished ? out.end() : population_.write_states(out);
    });
    if (!saved) return fail(RunFailure::cannot_save);
    result_.kept = true;
    saved_at_ = meter_.bytes();
    return true;
  }

  // --- groups ---------------------------------------------------------------------------------------------------

  /// From the workers, when they rest.
  bool take_groups() {
    if (!gathers()) return true;
    for (const auto& worker : workers_) {
      for (std::uint32_t regime = 0; regime < regimes_.all.size(); ++regime) {
        Desk* desk = worker->desk_if_used(regime);
        if (desk != nullptr) desk->give_groups(population_.of(regime));
      }
    }
    return population_.size() <= options_.settings.limits.groups || fail(RunFailure::too_many_groups);
  }

  void end_part() {
    PartEnd end;
    end.input = {meter_.bytes(), meter_.fingerprint()};
    end.line_ends = meter_.line_ends();
    end.open_line = meter_.open_line();
    end.beginning = meter_.beginning();
    end.counts = result_.counts;
    end.by_regime = result_.by_regime;
    if (take_groups() && !output_.part->end(end, population_)) fail(RunFailure::cannot_write_part);
  }

  void decide_groups() {
    if (take_groups() && !population_.decide(groups_, result_)) fail(RunFailure::cannot_write_groups);
  }

  const Regimes& regimes_;
  const RunInput& input_;
  const RunOutput& output_;
  const RunOptions& options_;
  std::vector<std::unique_ptr<GroupRecords>> group_records_;  // by regime
  Population population_;
  WorkerOptions worker_options_;
  Output decisions_;
  Output rejections_;
  Output groups_;
  Output trace_;
  InputMeter meter_;
  RecordReader reader_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::uint64_t pass_over_ = 0;  // records that an earlier run has decided
  std::uint64_t saved_at_ = 0;   // bytes of the input
  bool finished_ = false;        // an earlier run was
  bool stopping_ = false;
  std::chrono::steady_clock::time_point reported_ = std::chrono::steady_clock::now();
  RunResult result_;
};

}  // namespace

RunResult run(const Regimes& regimes, const RunInput& input, const RunOutput& output, const RunOptions& options) {
  try {
    return Run(regimes, input, output, options)();
  } catch (const std::bad_alloc&) {
    RunResult result;
    result.failure = RunFailure::out_of_memory;
    return result;
  }
}

RunResult run(const plan::PlanPtr& plan, const RunInput& input, const RunOutput& output, const RunOptions& options) {
  Regimes regimes;
  regimes.all.push_back({plan, options.settings.parameters, options.settings.results, {}});
  return run(regimes, input, output, options);
}

}  // namespace kaidah::batch
