#pragma once
// Running a policy's scenarios.

#include <cstddef>
#include <string>
#include <vector>

#include <kaidah/policy.hpp>

namespace kaidah {

/// Which scenarios are run, and under what.
struct ScenarioOptions {
  /// Only scenarios with this in their title; empty: all.
  std::string filter;
  /// The id of a profile, or a file: it sets the parameters that a scenario does not, by the line that covers the end
  /// of the scenario's period; of a scenario without a period, by the only line there is. Policies that it does not
  /// adopt are tested without it. Empty: none.
  std::string profile;
  /// Of the policies.
  CompileOptions compile;
};

/// One scenario, or one row of its table.
struct ScenarioOutcome {
  std::string title;                 ///< as the author wrote it
  std::size_t row = 0;               ///< of a scenario table, from 1; 0: no table
  bool passed = false;               ///< everything expected came true
  std::vector<Diagnostic> failures;  ///< what was expected and what was found, at the place of the expectation
  Location location;                 ///< of the scenario or the row
};

/// What the scenarios of a policy have reached: each rule, arm and cell that decided at least once, and those that
/// never did.
struct CoveragePart {
  std::size_t reached = 0;  ///< decided at least once
  std::size_t all = 0;      ///< there are
};
/// What no scenario has reached.
struct CoverageGap {
  std::string name;     ///< the rule
  std::string article;  ///< where it stands
  Location location;    ///< of the rule, arm or cell
};
/// All that decides, counted by its kind.
struct Coverage {
  CoveragePart rules;                      ///< rules
  CoveragePart arms;                       ///< guarded alternatives
  CoveragePart cells;                      ///< of tables
  std::vector<CoverageGap> never_reached;  ///< in source order
};

/// The scenarios of one policy, from its own file and from `scenarios for` files.
struct ScenarioReport {
  std::string policy;                     ///< id
  std::string version;                    ///< of the policy
  std::string path;                       ///< of the policy's file
  std::vector<ScenarioOutcome> outcomes;  ///< in the order of the files
  Coverage coverage;                      ///< by the scenarios that were run
  std::vector<Diagnostic> diagnostics;    ///< of the files themselves; with errors, nothing was run

  /// How many outcomes did.
  [[nodiscard]] std::size_t passed() const noexcept;
  /// One object, with the coverage if asked for.
  [[nodiscard]] std::string json(Language language, bool with_coverage) const;
};

/// Every policy of the paths (files, or folders with everything below them) with the scenarios of the paths that are
/// for it.
[[nodiscard]] std::vector<ScenarioReport> run_scenarios(const std::vector<std::string>& paths,
                                                        const ScenarioOptions& options = {}) noexcept;
/// Every policy of `options.compile.library` with its scenarios there.
[[nodiscard]] std::vector<ScenarioReport> run_library_scenarios(const ScenarioOptions& options) noexcept;

}  // namespace kaidah
