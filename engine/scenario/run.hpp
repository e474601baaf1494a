#pragma once
// Runs cases through the plan.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <kaidah/diagnostic.hpp>
#include <kaidah/limits.hpp>

#include "engine/evaluate/settings.hpp"
#include "engine/plan/plan.hpp"
#include "engine/scenario/scenario.hpp"

namespace kaidah::scenario {

/// One expectation that did not come true.
struct Failure {
  Message message;                 ///< what was expected, and what came out
  std::optional<Message> because;  ///< why there was no value
  Span span;
};

struct CaseResult {
  std::size_t index = 0;  ///< into Suite::cases
  std::vector<Failure> failures;
  [[nodiscard]] bool passed() const noexcept { return failures.empty(); }
};

/// How often the cases reached what decides.
struct Coverage {
  std::vector<std::uint64_t> rules;  ///< by RuleId
  std::vector<std::uint64_t> arms;   ///< by ArmId: how often it held; a cell of a table is an arm
};

struct Report {
  std::vector<CaseResult> results;  ///< in order of the suite
  Coverage coverage;
};

/// The parameters of a case that it does not set itself, those of results with them; `end`: of its period, when it has
/// one.
using DefaultParameters = std::function<evaluate::ResultSettings(const std::optional<values::Date>& end)>;

/// Runs the cases of `suite` whose title contains `filter` (empty: all). REQUIRES: the plan was made with
/// PlanOptions::everything from the policy that the suite was read against.
[[nodiscard]] Report run(const plan::PlanPtr& plan, const Suite& suite, std::string_view filter = {},
                         const Limits& limits = {}, const DefaultParameters& defaults = {});

}  // namespace kaidah::scenario
