#pragma once
// A stream of records through two policies: what differs, counted. Bounded memory, the same result for any number of
// threads.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/batch/run.hpp"
#include "engine/compare/bridge.hpp"
#include "engine/compare/tally.hpp"

namespace kaidah::compare {

struct Setup {
  SideSetup from;
  SideSetup to;
  std::optional<BridgeSetup> bridge;
  std::vector<SharedOutput> gains;    ///< outputs of both sides that may have no value
  std::vector<SharedOutput> figures;  ///< numbers that both sides give
  unsigned threads = 1;
  std::function<void(const batch::Progress&)> progress;

  /// A plan and its output that is crossed, of each side.
  Setup(plan::PlanPtr from_plan, std::uint32_t from_by, plan::PlanPtr to_plan, std::uint32_t to_by);
};

/// The groups of one name. What was found in them, by group.
struct GroupsTally {
  std::string name;
  std::uint64_t from = 0;
  std::uint64_t to = 0;
  std::uint64_t from_rejected = 0;
  std::uint64_t to_rejected = 0;
  std::map<FindingKey, FoundTally> findings;
};

struct Result {
  Tally tally;
  std::vector<GroupsTally> groups;  ///< in the order of the first policy, then those that only the second has
  std::uint64_t bytes = 0;
  std::string input_digest;
  std::optional<batch::RunFailure> failure;
};

[[nodiscard]] Result run(const Setup& setup, const batch::ReadBytes& records);

}  // namespace kaidah::compare
