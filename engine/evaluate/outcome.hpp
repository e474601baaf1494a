#pragma once
// What a decision ends in: values and findings, or one rejection.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kaidah/diagnostic.hpp>

#include "engine/check/checked_policy.hpp"
#include "engine/values/value.hpp"

namespace kaidah::evaluate {

/// Why a record has no decision: what is wrong with it (K6), or what could not be computed (K5, K9).
struct Rejection {
  Message message;
  std::string pointer;  ///< JSON pointer into the record; empty: the record as a whole
  std::optional<Message> expected;
  std::string found;  ///< as it stands in the input, shortened
  std::string rule;   ///< of errors of evaluation
  std::optional<check::ProvenanceId> article;
  std::vector<check::ProvenanceId> others;  ///< of a conflict: where the other values stand
};

struct Finding {
  check::DutyId duty;
  syntax::FindingSeverity severity{};
  std::string code;
  std::string text;
  bool final = true;  ///< of groups: false when members were rejected
};

/// Where a procedure stands on the day of decision.
struct ProcedureState {
  check::ProcedureId procedure;
  std::uint32_t step = 0;  ///< step, or steps.size() + end
  values::Date since;
  std::optional<values::Date> due;  ///< the last day of the step
  std::vector<std::uint32_t> path;  ///< the steps passed before, in order
  std::vector<values::Date> entered;
  std::vector<std::string> ignored;  ///< pointers of events after the day of decision
};

struct Outcome {
  std::optional<Rejection> rejection;         ///< then the rest is empty
  std::vector<values::Value> outputs;         ///< by the plan's selected outputs; live in the arena of the decision
  std::vector<Finding> findings;              ///< in source order
  std::vector<ProcedureState> procedures;     ///< that have started
  std::vector<check::ProvenanceId> rests_on;  ///< of everything used that is marked, in source order
};

/// A member in a ranking, best first.
struct Ranked {
  std::string_view id;
  values::Value by;
};

struct GroupOutcome {
  std::span<const values::Value> key;
  std::optional<Rejection> rejection;         ///< then the rest is empty, except for the key and the counts
  std::vector<values::Value> outputs;         ///< by plan::Group::outputs
  std::vector<Finding> findings;              ///< in source order
  std::vector<std::vector<Ranked>> rankings;  ///< by plan::Group::rankings
  std::uint64_t members = 0;                  ///< decided
  std::uint64_t rejected = 0;
  std::vector<check::ProvenanceId> rests_on;  ///< its own and those of its members
};

}  // namespace kaidah::evaluate
