#pragma once
// What a decision depends on beside the record.

#include <optional>
#include <utility>
#include <vector>

#include <kaidah/limits.hpp>

#include "engine/check/checked_policy.hpp"
#include "engine/values/value.hpp"

namespace kaidah::evaluate {

struct Period {
  values::Date start;
  values::Date end;  ///< inclusive
};

/// What is set for a policy whose result another one takes.
struct ResultSettings {
  std::vector<std::optional<values::Value>> parameters;  ///< as Settings::parameters, of that policy
  std::vector<ResultSettings> results;                   ///< by check::ResultId of that policy
  friend bool operator==(const ResultSettings&, const ResultSettings&) = default;
};

/// Must outlive the decision and everything that its values point to.
struct Settings {
  /// By check::ParameterId; a shorter vector or nothing: not set. Beats the dated values of the policy.
  std::vector<std::optional<values::Value>> parameters;
  /// By check::ResultId; a shorter vector: nothing is set.
  std::vector<ResultSettings> results;
  /// Nothing: dated duties and procedures are left out; whatever else needs the day is rejected (K5008).
  std::optional<values::Date> decision_day;
  /// Instead of the record's own period.
  std::optional<Period> period;
  /// By check::GroupId, the group's own record of the group that the record belongs to; null: none.
  std::vector<const values::RecordData*> group_records;
  /// Scenarios: the value stands instead of the rule, its exceptions included. REQUIRES: without parameters.
  std::vector<std::pair<check::RuleId, values::Value>> assumed_rules;
  /// Scenarios: the value stands instead of the field of the input, its exceptions included.
  std::vector<std::pair<std::uint32_t, values::Value>> assumed_fields;
  Limits limits;
};

}  // namespace kaidah::evaluate
