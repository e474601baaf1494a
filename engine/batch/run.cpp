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
  Run(plan::PlanPtr plan, const RunInput& input, const RunOutput& output, const RunOptions& options)
      : plan_(std::move(plan)),
        input_(input),
        output_(output),
        options_(options),
        group_records_(plan_),
        reader_(input.records, options.settings.limits.record_bytes) {}

  RunResult operator()() {
    if (!read_group_records()) return std::move(result_);
    make_workers();
    decide_records();
    result_.bytes = reader_.bytes();
    if (!result_.failure && reader_.failed()) result_.failure = RunFailure::cannot_read;
    if (!result_.failure && gathers()) decide_groups();
    if (!result_.failure) result_.input_digest = reader_.digest();
    return std::move(result_);
  }

 private:
  [[nodiscard]] bool gathers() const {
    return output_.groups != nullptr && plan_->options.groups && plan_->policy->groups.size() > 0;
  }

  bool fail(RunFailure failure) {
    result_.failure = failure;
    return false;
  }

  bool read_group_records() {
    if (!input_.group_records || GroupRecords::kinds(*plan_->policy).empty()) return true;
    const GroupRecordsRead read = batch::read_group_records(*plan_, input_.group_records, options_.settings.limits,
                                                            options_.language, group_records_);
    if (read.failed) return fail(RunFailure::cannot_read_group_records);
    if (!write(output_.rejections, read.rejections)) return fail(RunFailure::cannot_write_rejections);
    result_.counts.group_records_in = read.in;
    result_.counts.group_records_rejected = read.rejected;
    result_.group_records_digest = read.digest;
    return true;
  }

  void make_workers() {
    for (unsigned i = 0; i < std::max(options_.threads, 1U); ++i) {
      workers_.push_back(
          std::make_unique<Worker>(plan_, group_records_, options_.settings, options_.language, gathers()));
    }
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

  void decide_groups() {
    Worker& first = *workers_.front();
    evaluate::GroupAccumulator& groups = first.groups();
    for (std::size_t i = 1; i < workers_.size(); ++i) groups.merge(std::move(workers_[i]->groups()));
    if (groups.size() > options_.settings.limits.groups) {
      fail(RunFailure::too_many_groups);
      return;
    }
    for (std::size_t i = 0; i < plan_->groups.size(); ++i) {
      const plan::Group& group = plan_->groups[i];
      const bool says_something = !group.outputs.empty() || !group.duties.empty() || !group.rankings.empty();
      if (says_something && !decide_groups(check::GroupId(i), first, groups)) return;
    }
  }

  bool decide_groups(check::GroupId kind, Worker& worker, const evaluate::GroupAccumulator& groups) {
    constexpr std::size_t kWrittenAtOnce = 256u << 10;
    std::string lines;
    std::uint64_t written = 0;
    std::uint64_t rejected = 0;
    const auto flush = [&] {
      if (!write(output_.groups, lines)) return fail(RunFailure::cannot_write_groups);
      result_.counts.groups += std::exchange(written, 0);
      result_.counts.groups_rejected += std::exchange(rejected, 0);
      lines.clear();
      return true;
    };
    for (const auto& [key, state] : groups.groups(kind)) {
      const evaluate::GroupOutcome& outcome =
          worker.evaluator().decide_group(kind, state, group_records_.of_group(kind, key), options_.settings);
      json::append_group(lines, *plan_, kind, state.key(), outcome, options_.language);
      ++written;
      if (outcome.rejection) ++rejected;
      if (lines.size() >= kWrittenAtOnce && !flush()) return false;
    }
    return flush();
  }

  const plan::PlanPtr plan_;
  const RunInput& input_;
  const RunOutput& output_;
  const RunOptions& options_;
  GroupRecords group_records_;
  RecordReader reader_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::chrono::steady_clock::time_point reported_ = std::chrono::steady_clock::now();
  RunResult result_;
};

}  // namespace

RunResult run(const plan::PlanPtr& plan, const RunInput& input, const RunOutput& output, const RunOptions& options) {
  try {
    return Run(plan, input, output, options)();
  } catch (const std::bad_alloc&) {
    RunResult result;
    result.failure = RunFailure::out_of_memory;
    return result;
  }
}

}  // namespace kaidah::batch
