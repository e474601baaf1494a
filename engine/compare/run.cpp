#include "engine/compare/run.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <new>
#include <set>
#include <utility>

#include "engine/batch/crew.hpp"
#include "engine/batch/record_reader.hpp"
#include "engine/compare/worker.hpp"

namespace kaidah::compare {
namespace {

/// What was found in each group of one name, by canonical key.
struct FoundInGroups {
  std::map<std::string, std::set<FindingKey>> by_key;
  std::uint64_t rejected = 0;
};

/// By the name of the group; groups without duties and outputs say nothing.
std::vector<std::pair<std::string, FoundInGroups>> found_in_groups(Side& side, const SideSetup& setup) {
  std::vector<std::pair<std::string, FoundInGroups>> all;
  for (std::size_t i = 0; i < setup.plan->groups.size(); ++i) {
    const plan::Group& group = setup.plan->groups[i];
    const check::GroupId id(i);
    if (group.outputs.empty() && group.duties.empty()) continue;
    FoundInGroups found;
    for (const auto* const entry : side.groups().groups(id)) {
      const std::string& key = entry->first;
      const evaluate::GroupOutcome& outcome =
          side.evaluator().decide_group(id, *entry, setup.group_records->of_group(id, key), setup.settings);
      std::set<FindingKey>& keys = found.by_key[key];
      if (outcome.rejection) ++found.rejected;
      for (const evaluate::Finding& finding : outcome.findings) keys.insert({finding.code, finding.severity});
    }
    all.emplace_back(setup.policy().groups[id].name, std::move(found));
  }
  return all;
}

GroupsTally compared(const std::string& name, const FoundInGroups& from, const FoundInGroups& to) {
  static const std::set<FindingKey> kNothing;
  GroupsTally tally;
  tally.name = name;
  tally.from = from.by_key.size();
  tally.to = to.by_key.size();
  tally.from_rejected = from.rejected;
  tally.to_rejected = to.rejected;
  for (const auto& [key, found] : from.by_key) {
    const auto other = to.by_key.find(key);
    count_found(tally.findings, found, other == to.by_key.end() ? kNothing : other->second);
  }
  for (const auto& [key, found] : to.by_key)
    if (from.by_key.count(key) == 0) count_found(tally.findings, kNothing, found);
  return tally;
}

std::vector<GroupsTally> group_tallies(std::vector<std::pair<std::string, FoundInGroups>> from,
                                       std::vector<std::pair<std::string, FoundInGroups>> to) {
  std::vector<GroupsTally> tallies;
  const auto named = [](const std::string& name) { return [&name](const auto& one) { return one.first == name; }; };
  for (const auto& [name, found] : from) {
    const auto other = std::find_if(to.begin(), to.end(), named(name));
    tallies.push_back(compared(name, found, other == to.end() ? FoundInGroups() : other->second));
    if (other != to.end()) to.erase(other);
  }
  for (const auto& [name, found] : to) tallies.push_back(compared(name, FoundInGroups(), found));
  return tallies;
}

/// Calls at most ten times a second.
class Reporter {
 public:
  explicit Reporter(const std::function<void(const batch::Progress&)>& progress) : progress_(progress) {}

  void report(std::uint64_t records, std::uint64_t bytes) {
    constexpr std::chrono::milliseconds kBetween(100);
    if (!progress_) return;
    const auto now = std::chrono::steady_clock::now();
    if (now - reported_ < kBetween) return;
    reported_ = now;
    progress_({records, 0, bytes});
  }

 private:
  const std::function<void(const batch::Progress&)>& progress_;
  std::chrono::steady_clock::time_point reported_ = std::chrono::steady_clock::now();
};

Result run_guarded(const Setup& setup, const batch::ReadBytes& records) {
  Result result{Tally(setup.from, setup.to, setup.gains.size(), setup.figures.size()), {}, 0, {}, {}};
  const Causes causes(*setup.from.plan, *setup.to.plan);
  std::vector<std::unique_ptr<Worker>> workers;
  std::vector<batch::Work> work;
  for (unsigned i = 0; i < std::max(setup.threads, 1U); ++i) {
    Worker& worker = *workers.emplace_back(std::make_unique<Worker>(setup, causes));
    work.push_back([&worker](batch::Chunk& chunk) { worker.process(chunk); });
  }
  library::Sha256 digest;
  batch::RecordReader reader(batch::digested(records, digest), setup.from.settings.limits.record_bytes);
  Reporter reporter(setup.progress);
  std::uint64_t done = 0;
  const auto next = [&reader](batch::Chunk& chunk) { return reader.next(chunk); };
  const batch::Ending ending = batch::work_through(next, work, [&](const batch::Chunk& chunk) {
    done += chunk.decided;
    reporter.report(done, reader.bytes());
    return !chunk.too_many_groups;
  });
  result.bytes = reader.bytes();
  if (ending == batch::Ending::out_of_memory) result.failure = batch::RunFailure::out_of_memory;
  if (ending == batch::Ending::stopped) result.failure = batch::RunFailure::too_many_groups;
  if (ending == batch::Ending::whole && reader.failed()) result.failure = batch::RunFailure::cannot_read;
  if (result.failure) return result;
  result.input_digest = digest.digest();
  Worker& first = *workers.front();
  for (const std::unique_ptr<Worker>& worker : workers) {
    result.tally.merge(worker->tally());
    if (worker.get() == &first) continue;
    first.from().groups().merge(std::move(worker->from().groups()));
    first.to().groups().merge(std::move(worker->to().groups()));
  }
  result.groups = group_tallies(found_in_groups(first.from(), setup.from), found_in_groups(first.to(), setup.to));
  return result;
}

}  // namespace

Setup::Setup(plan::PlanPtr from_plan, std::uint32_t from_by, plan::PlanPtr to_plan, std::uint32_t to_by)
    : from(std::move(from_plan), from_by), to(std::move(to_plan), to_by) {
  const auto& outputs = to.plan->outputs;
  for (std::uint32_t i = 0; i < from.plan->outputs.size(); ++i) {
    const plan::Output& output = from.plan->outputs[i];
    const auto other =
        std::find_if(outputs.begin(), outputs.end(), [&](const plan::Output& one) { return one.name == output.name; });
    if (other == outputs.end()) continue;
    const SharedOutput shared{output.name, i, static_cast<std::uint32_t>(other - outputs.begin())};
    if (output.type.optional || other->type.optional) gains.push_back(shared);
    if (output.type.kind == types::TypeKind::number && other->type.kind == types::TypeKind::number)
      figures.push_back(shared);
  }
}

Result run(const Setup& setup, const batch::ReadBytes& records) {
  try {
    return run_guarded(setup, records);
  } catch (const std::bad_alloc&) {
    Result result{Tally(setup.from, setup.to, setup.gains.size(), setup.figures.size()), {}, 0, {}, {}};
    result.failure = batch::RunFailure::out_of_memory;
    return result;
  }
}

}  // namespace kaidah::compare
