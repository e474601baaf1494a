#include "engine/batch/run.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <new>
#include <optional>
#include <utility>
#include <vector>

#include "engine/batch/crew.hpp"
#include "engine/batch/group_records.hpp"
#include "engine/batch/read_group_records.hpp"
#include "engine/batch/record_reader.hpp"
#include "engine/batch/worker.hpp"
#include "engine/json/encode.hpp"
#include "engine/library/sha256.hpp"

namespace kaidah::batch {
namespace {

/// One of the outputs, with the digest of what was written to it.
class Output {
 public:
  Output(const WriteBytes& to, bool with_digest) : to_(to) {
    if (with_digest) digest_.emplace();
  }
  bool write(std::string_view lines) {
    if (digest_) digest_->update(lines);
    return !to_ || lines.empty() || to_(lines);
  }
  /// REQUIRES: asked once, at the end.
  [[nodiscard]] std::string digest() { return digest_ ? digest_->digest() : std::string(); }

 private:
  const WriteBytes& to_;
  std::optional<library::Sha256> digest_;
};

class Run {
 public:
  Run(const Regimes& regimes, const RunInput& input, const RunOutput& output, const RunOptions& options)
      : regimes_(regimes),
        input_(input),
        output_(output),
        options_(options),
        decisions_(output.decisions, options.digests),
        rejections_(output.rejections, options.digests),
        groups_(output.groups, options.digests),
        reader_(options.digests ? digested(input.records, input_digest_.emplace()) : input.records,
                options.settings.limits.record_bytes) {
    for (const Regime& regime : regimes.all) group_records_.push_back(std::make_unique<GroupRecords>(regime.plan));
    result_.by_regime.resize(regimes.all.size());
    worker_options_.settings = options.settings;
    worker_options_.language = options.language;
    worker_options_.groups = gathers();
    worker_options_.trace = static_cast<bool>(output.trace);
  }

  RunResult operator()() {
    if (!read_group_records() || !begin_trace()) return std::move(result_);
    for (unsigned i = 0; i < std::max(options_.threads, 1U); ++i) {
      workers_.push_back(std::make_unique<Worker>(regimes_, group_records_, worker_options_));
    }
    decide_records();
    result_.bytes = reader_.bytes();
    if (!result_.failure && reader_.failed()) result_.failure = RunFailure::cannot_read;
    if (!result_.failure && gathers()) decide_groups();
    if (!result_.failure) add_digests();
    return std::move(result_);
  }

 private:
  [[nodiscard]] bool gathers() const {
    return output_.groups != nullptr && std::ranges::any_of(regimes_.all, [](const Regime& regime) {
             return regime.plan->options.groups && !regime.plan->policy->groups.empty();
           });
  }

  void add_digests() {
    if (!options_.digests) return;
    result_.input_digest = input_digest_->digest();
    result_.decisions_digest = decisions_.digest();
    result_.rejections_digest = rejections_.digest();
    if (gathers()) result_.groups_digest = groups_.digest();
  }

  bool fail(RunFailure failure) {
    result_.failure = failure;
    return false;
  }

  bool read_group_records() {
    const bool wanted = std::ranges::any_of(
        regimes_.all, [](const Regime& regime) { return !GroupRecords::kinds(*regime.plan->policy).empty(); });
    if (!input_.group_records || !wanted) return true;
    const GroupRecordsRead read = batch::read_group_records(regimes_, input_.group_records, options_.settings.limits,
                                                            options_.language, group_records_);
    if (read.failed) return fail(RunFailure::cannot_read_group_records);
    if (!rejections_.write(read.rejections)) return fail(RunFailure::cannot_write_rejections);
    result_.counts.group_records_in = read.in;
    result_.counts.group_records_rejected = read.rejected;
    result_.group_records_digest = read.digest;
    return true;
  }

  bool begin_trace() {
    if (!output_.trace || !options_.trace_header) return true;
    return output_.trace(options_.trace_header(result_)) || fail(RunFailure::cannot_write_trace);
  }

  void decide_records() {
    std::vector<Work> work;
    work.reserve(workers_.size());
    for (const auto& worker : workers_) work.push_back([&worker](Chunk& chunk) { worker->process(chunk); });
    const Ending ending = work_through(reader_, work, [this](const Chunk& chunk) { return write_chunk(chunk); });
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
    if (output_.trace && !chunk.trace.empty() && !output_.trace(chunk.trace))
      return fail(RunFailure::cannot_write_trace);
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
    options_.progress({result_.counts.in, result_.counts.rejected, reader_.bytes()});
  }

  /// What all workers gathered of each regime, joined in the first of them.
  void decide_groups() {
    std::size_t all = 0;
    for (std::uint32_t regime = 0; regime < regimes_.all.size(); ++regime) all += join_groups(regime);
    if (all > options_.settings.limits.groups) {
      fail(RunFailure::too_many_groups);
      return;
    }
    for (std::uint32_t regime = 0; regime < regimes_.all.size(); ++regime) {
      if (workers_.front()->desk_if_used(regime) == nullptr) continue;
      const plan::Plan& plan = *regimes_.all[regime].plan;
      for (std::size_t i = 0; i < plan.groups.size(); ++i) {
        const plan::Group& group = plan.groups[i];
        const bool says_something = !group.outputs.empty() || !group.duties.empty() || !group.rankings.empty();
        if (says_something && !decide_groups(check::GroupId(i), regime)) return;
      }
    }
  }

  std::size_t join_groups(std::uint32_t regime) {
    for (std::size_t i = 1; i < workers_.size(); ++i) {
      Desk* desk = workers_[i]->desk_if_used(regime);
      if (desk != nullptr) workers_.front()->desk(regime).groups().merge(std::move(desk->groups()));
    }
    Desk* joined = workers_.front()->desk_if_used(regime);
    return joined == nullptr ? 0 : joined->groups().size();
  }

  bool decide_groups(check::GroupId kind, std::uint32_t regime) {
    constexpr std::size_t kWrittenAtOnce = 256u << 10;
    Desk& desk = workers_.front()->desk(regime);
    evaluate::Settings settings = desk.settings();
    std::ranges::fill(settings.group_records, nullptr);
    std::string lines;
    std::uint64_t written = 0;
    std::uint64_t rejected = 0;
    const auto flush = [&] {
      if (!groups_.write(lines)) return fail(RunFailure::cannot_write_groups);
      result_.by_regime[regime].groups += written;
      result_.by_regime[regime].groups_rejected += rejected;
      result_.counts.groups += std::exchange(written, 0);
      result_.counts.groups_rejected += std::exchange(rejected, 0);
      lines.clear();
      return true;
    };
    for (const auto* const entry : desk.groups().groups(kind)) {
      const auto& [key, state] = *entry;
      const evaluate::GroupOutcome& outcome =
          desk.evaluator().decide_group(kind, state, group_records_[regime]->of_group(kind, key), settings);
      json::append_group(lines, *regimes_.all[regime].plan, kind, state.key(), outcome, options_.language,
                         regimes_.all[regime].label);
      ++written;
      if (outcome.rejection) ++rejected;
      if (lines.size() >= kWrittenAtOnce && !flush()) return false;
    }
    return flush();
  }

  const Regimes& regimes_;
  const RunInput& input_;
  const RunOutput& output_;
  const RunOptions& options_;
  std::vector<std::unique_ptr<GroupRecords>> group_records_;  // by regime
  WorkerOptions worker_options_;
  Output decisions_;
  Output rejections_;
  Output groups_;
  std::optional<library::Sha256> input_digest_;
  RecordReader reader_;
  std::vector<std::unique_ptr<Worker>> workers_;
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
