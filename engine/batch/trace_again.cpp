#include "engine/batch/trace_again.hpp"

#include <algorithm>
#include <memory>
#include <vector>

#include "engine/batch/group_records.hpp"
#include "engine/batch/read_group_records.hpp"
#include "engine/batch/worker.hpp"

namespace kaidah::batch {

TraceAgain trace_again(const Regimes& regimes, const RunOptions& options, bool groups, const ReadBytes& group_records,
                       std::string_view record, std::uint64_t bytes) {
  TraceAgain again;
  std::vector<std::unique_ptr<GroupRecords>> records;
  for (const Regime& regime : regimes.all) records.push_back(std::make_unique<GroupRecords>(regime.plan));
  const bool wanted = std::ranges::any_of(
      regimes.all, [](const Regime& regime) { return !GroupRecords::kinds(*regime.plan->policy).empty(); });
  if (group_records && wanted)
    again.group_records_digest =
        read_group_records(regimes, group_records, options.settings.limits, options.language, records).digest;

  WorkerOptions worker_options;
  worker_options.settings = options.settings;
  worker_options.language = options.language;
  worker_options.groups = groups;
  worker_options.trace = true;
  Worker worker(regimes, records, worker_options);
  Chunk chunk;
  chunk.text = record;
  RawRecord raw;
  raw.size = record.size();
  raw.bytes = bytes;
  if (bytes > options.settings.limits.record_bytes) raw.fault = Fault::too_large;
  chunk.records.push_back(raw);
  worker.process(chunk);
  again.line = std::move(chunk.trace);
  return again;
}

}  // namespace kaidah::batch
