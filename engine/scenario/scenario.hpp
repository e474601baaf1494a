#pragma once
// Scenarios of a policy: read from its own file and from `scenarios for` files, run, and counted for coverage.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <kaidah/diagnostic.hpp>
#include <kaidah/limits.hpp>

#include "engine/check/check.hpp"
#include "engine/check/checked_policy.hpp"
#include "engine/values/value.hpp"

namespace kaidah::scenario {

struct GivenField;
/// A value of a record under construction: only what was given is there.
struct Draft {
  values::Value value = values::Unread{};  ///< of everything but records and lists; Absent for `none`
  std::optional<check::RecordId> record;   ///< then `fields`, by position in the declaration
  std::vector<GivenField> fields;          ///< given fields only
  bool is_list = false;
  std::vector<Draft> items;
};
/// A field of the record, by its place in the declaration.
struct GivenField {
  std::uint32_t field = 0;
  Draft value;
};

/// `given 7 members with kelas = sesuai`, or one item of `given members = […]`.
struct MemberDraft {
  std::size_t count = 1;
  Draft record;
  std::vector<std::pair<check::RuleId, values::Value>> assumed;
};

/// What a value is expected of.
struct Expected {
  syntax::ExpectKind kind{};
  // of values
  std::optional<check::RuleId> rule;
  std::vector<std::uint32_t> fields;  ///< into the rule's record
  std::optional<check::ProcedureId> procedure;
  enum class ProcedurePart : std::uint8_t { step, since, due } part{};
  std::optional<std::uint32_t> step;  ///< the step or end expected; nothing: not started
  Draft value;
  types::Type type;
  // of rejections and findings
  std::string code;  ///< empty: none is expected
  Span span;
};

/// A parameter of a policy whose result is taken.
struct ResultParameter {
  std::vector<check::ResultId> path;  ///< of the policy, then of the policy of that result, …
  check::ParameterId parameter;
  values::Value value;
  bool named = false;  ///< `lama.mekanisme`, not `mekanisme`, which is meant for every result without one of its own
};

/// One run: a scenario, or one row of its table.
struct Case {
  std::string title;
  std::size_t row = 0;  ///< of its table, from 1; 0: no table
  Location location;
  types::GroupId group;  ///< of `for each`; none: one record
  Draft input;           ///< in a scenario of a group: what every member starts from
  Draft group_record;
  std::vector<std::pair<check::ParameterId, values::Value>> parameters;
  std::vector<ResultParameter> result_parameters;
  std::optional<values::Date> decision_day;
  std::vector<std::pair<check::RuleId, values::Value>> assumed;
  std::vector<std::pair<std::uint32_t, values::Value>> assumed_fields;  ///< of the input, or of the group's record
  std::vector<MemberDraft> members;
  std::vector<Expected> expected;
};

struct Suite {
  std::vector<Case> cases;
  std::vector<Diagnostic> diagnostics;
  std::vector<check::TreePtr> trees;  ///< texts of the values live in them
};

/// Reads the scenarios of `trees` (the policy's own tree, or `scenarios for` files) against the policy. A scenario with
/// a mistake is reported and left out.
[[nodiscard]] Suite read_scenarios(const check::CheckedPolicy& policy, std::vector<check::TreePtr> trees,
                                   const Limits& limits = {});

}  // namespace kaidah::scenario
