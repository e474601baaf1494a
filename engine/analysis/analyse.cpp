#include "engine/analysis/analyse.hpp"

#include <iterator>
#include <utility>

#include "engine/analysis/finding.hpp"
#include "engine/analysis/group_duties.hpp"
#include "engine/analysis/rule_analysis.hpp"
#include "grammar/diagnostics/limit.hpp"

namespace kaidah::analysis {

std::vector<Diagnostic> analyse(std::shared_ptr<const check::CheckedPolicy> policy, const Limits& limits) {
  if (policy == nullptr) return {};
  Witness witness(policy, limits);
  std::vector<Finding> findings;
  const auto keep = [&](std::vector<Finding> more) {
    findings.insert(findings.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  };
  for (std::size_t i = 0; i < policy->rules.size(); ++i)
    keep(RuleAnalysis(*policy, check::RuleId(i), witness, limits).run());
  for (std::size_t i = 0; i < policy->groups.size(); ++i) keep(impossible_sizes(*policy, check::GroupId(i)));
  std::vector<Diagnostic> diagnostics = accept(*policy, std::move(findings));
  sort_diagnostics(diagnostics);
  keep_first(diagnostics, limits.diagnostics);
  return diagnostics;
}

}  // namespace kaidah::analysis
