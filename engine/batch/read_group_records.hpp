#pragma once
// The input of group records -> the groups' records, and a line for each that is not good.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <kaidah/diagnostic.hpp>
#include <kaidah/limits.hpp>

#include "engine/batch/group_records.hpp"
#include "engine/batch/regime.hpp"
#include "engine/batch/run.hpp"
#include "engine/batch/stream.hpp"
#include "engine/evaluate/outcome.hpp"

namespace kaidah::batch {

struct RejectedGroupRecord {
  std::uint64_t line = 0;
  evaluate::Rejection rejection;
};

struct GroupRecordsRead {
  std::uint64_t in = 0;
  std::uint64_t rejected = 0;
  std::string rejections;  ///< lines
  std::optional<RejectedGroupRecord> first_rejected;
  std::string digest;   ///< of the input
  bool failed = false;  ///< the input could not be read to its end
};

/// Where a policy has several kinds of groups with records, each record says its own: `"kelompok":"unit_kerja"`.
/// Of several regimes, a record goes to the one that its agency and period choose. `records`: by regime.
[[nodiscard]] GroupRecordsRead read_group_records(const Regimes& regimes, const ReadBytes& read, const Limits& limits,
                                                  Language language,
                                                  const std::vector<std::unique_ptr<GroupRecords>>& records);

/// By regime; nothing is read yet.
[[nodiscard]] std::vector<std::unique_ptr<GroupRecords>> no_group_records(const Regimes& regimes);

/// As a run begins: reads them if groups of any regime have such records, counts them, and says their digest. Returns
/// the lines of the rejected ones; nothing when they could not be read. `read` may be missing.
[[nodiscard]] std::optional<std::string> read_group_records(const Regimes& regimes, const ReadBytes& read,
                                                            const RunOptions& options,
                                                            const std::vector<std::unique_ptr<GroupRecords>>& records,
                                                            RunResult& result);

}  // namespace kaidah::batch
