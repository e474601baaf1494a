#include "engine/batch/run.hpp"

#include <algorithm>
#include <chrono>
#include <deque>
#include <memory>
#include <new>
#include <utility>
#include <vector>

#include "engine/batch/crew.hpp"
#include "engine/batch/group_records.hpp"
#include "engine/batch/read_group_records.hpp"
#include "engine/batch/record_reader.hpp"
#include "engine/batch/worker.hpp"
#include "engine/json/encode.hpp"

namespace kaidah::batch {
namespace {

bool write(const WriteBytes& to, std::string_view lines) {
  return !to || lines.empty() || to(lines);
}

class Run {
 public:
  Run(const Regimes& regimes, const RunInput& input, const RunOutput& output, const RunOptions& options)
      : regimes_(regimes),
        input_(input),
        output_(output),
        options_(options),
        reader_(input.records, options.settings.limits.record_bytes) {
    for (const Regime& regime : regimes.all) group_records_.push_back(std::make_unique<GroupRecords>(regime.plan));
    result_.by_regime.resize(regimes.all.size());
    worker_options_.settings = options.settings;
    worker_options_.language = options.language;
    worker_options_.groups = gathers();
  }

  RunResult operator()() {
    if (!read_group_records()) return std::move(result_);
    for (unsigned i = 0; i < std::max(options_.threads, 1U); ++i) {
      workers_.push_back(std::make_unique<Worker>(regimes_, group_records_, worker_options_));
    }
    decide_records();
    result_.bytes = reader_.bytes();
    if (!result_.failure && reader_.failed()) result_.failure = RunFailure::cannot_read;
    if (!result_.failure && gathers()) decide_groups();
    if (!result_.failure) result_.input_digest = reader_.digest();
    return std::move(result_);
  }

 private:
  [[nodiscard]] bool gathers() const {
    return output_.groups != nullptr && std::ranges::any_of(regimes_.all, [](const Regime& regime) {
             return regime.plan->options.groups && !regime.plan->policy->groups.empty();
           });
  }

  bool fail(RunFailure failure) {
    result_.failure = failure;
    return false;
  }

  bool read_group_records() {
    const bool wanted = std::ranges::any_of(regimes_.all, [](const Regime& regime) {
      return !GroupRecords::kinds(*regime.plan->policy).empty();
    });
    if (!input_.group_records || !wanted) return true;
    const GroupRecordsRead read = batch::read_group_records(regimes_, input_.group_records, options_.settings.limits,
                                                            options_.language, group_records_);
    if (read.failed) return fail(RunFailure::cannot_read_group_records);
    if (!write(output_.rejections, read.rejections)) return fail(RunFailure::cannot_write_rejections);
    result_.counts.group_records_in = read.in;
    result_.counts.group_records_rejected = read.rejected;
    result_.group_records_digest = read.digest;
    return true;
  }

  /// Chunks are handed in and written in the order of the input; a few are under way at a time.
  void decide_records() {
    const std::size_t most_under_way = workers_.size() == 1 ? 1 : 2 * workers_.size();
    std::deque<std::unique_ptr<Chunk>> under_way;  // must outlive the crew
    std::vector<std::unique_ptr<Chunk>> free;
    Crew crew(workers_);
    for (bool more = true; more;) {
      std::unique_ptr<Chunk> chunk = free.empty() ? std::make_unique<Chunk>() : std::move(free.back());
      if (!free.empty()) free.pop_back();
      more = reader_.next(*chunk);
      if (more) {
        under_way.push_back(std::move(chunk));
        crew.hand_in(*under_way.back());
      }
      while (!under_way.empty() && (!more || under_way.size() >= most_under_way || crew.is_done(*under_way.front()))) {
        if (!crew.wait(*under_way.front())) {
          fail(RunFailure::out_of_memory);
          return;
        }
        if (!write_chunk(*under_way.front())) return;
        free.push_back(std::move(under_way.front()));
        under_way.pop_front();
      }
    }
  }

  bool write_chunk(const Chunk& chunk) {
    if (chunk.too_many_groups) return fail(RunFailure::too_many_groups);
    if (!write(output_.decisions, chunk.decisions)) return fail(RunFailure::cannot_write_decisions);
    result_.counts.decided += chunk.decided;
    result_.counts.in += chunk.decided;
    if (!write(output_.rejections, chunk.rejections)) return fail(RunFailure::cannot_write_rejections);
    result_.counts.rejected += chunk.rejected;
    result_.counts.in += chunk.rejected;
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
      if (!write(output_.groups, lines)) return fail(RunFailure::cannot_write_groups);
      result_.by_regime[regime].groups += written;
      result_.by_regime[regime].groups_rejected += rejected;
      result_.counts.groups += std::exchange(written, 0);
      result_.counts.groups_rejected += std::exchange(rejected, 0);
      lines.clear();
      return true;
    };
    for (const auto& [key, state] : desk.groups().groups(kind)) {
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
  return run(Regimes{{{plan, options.settings.parameters, {}}}, {}}, input, output, options);
}

}  // namespace kaidah::batch
