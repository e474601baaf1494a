#pragma once
// Parameters that someone sets for a policy: read, and held against what the regulation allows.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <kaidah/diagnostic.hpp>
#include <kaidah/limits.hpp>

#include "engine/evaluate/evaluate.hpp"
#include "engine/library/profile.hpp"
#include "engine/values/arena.hpp"

namespace kaidah::library {

/// A value as it would stand in a record without quotation marks (`survei`, `0.5`, `2021-07-01`, `true`).
struct Setting {
  std::string name;
  std::string value;
  Location location;  ///< empty: not written in a file
};

/// The settings of an `adopts` line. What is no plain value is reported (K8011) and left out.
[[nodiscard]] std::vector<Setting> settings_of(const Adoption& adoption, std::vector<Diagnostic>& diagnostics);

/// Who sets, and for which periods.
struct SettingsContext {
  std::string decider;  ///< of settings that are written in a file; empty: anyone
  DayRange days;        ///< on which periods end
};

/// By check::ParameterId.
using ParameterValues = std::vector<std::optional<values::Value>>;

/// What the regulation allows those to set who decide something. Of one policy.
class Authority {
 public:
  explicit Authority(std::shared_ptr<const check::CheckedPolicy> policy);

  /// Reads and checks: the parameter is there and open, its decider is the one who sets it, the type fits, `one of`
  /// holds the value, and `allowed when` holds on all days with all settings together. What is refused cites the
  /// article. Text of the values lives in `arena`.
  [[nodiscard]] ParameterValues read(const std::vector<Setting>& settings, const SettingsContext& context,
                                     values::Arena& arena, const Limits& limits, std::vector<Diagnostic>& diagnostics);

 private:
  std::optional<values::Value> read_value(const check::ParameterDeclaration& parameter, const Setting& setting,
                                          values::Arena& arena, Diagnostic& problem) const;
  void check_allowed(check::ParameterId parameter, const Setting& setting, const ParameterValues& values,
                     const DayRange& days, const Limits& limits, std::vector<Diagnostic>& diagnostics);
  [[nodiscard]] std::vector<values::Date> days_to_try(const DayRange& days) const;
  void cite(Diagnostic& diagnostic, check::ParameterId parameter) const;

  std::shared_ptr<const check::CheckedPolicy> policy_;
  plan::PlanPtr plan_;
  evaluate::Evaluator evaluator_;
};

/// What is set for a policy and for those whose results it takes. `mekanisme` is meant for each of them that has it and
/// is given none of its own; `lama.mekanisme` for the result `lama` alone.
[[nodiscard]] evaluate::ResultSettings read_with_results(Authority& authority, const check::CheckedPolicy& policy,
                                                         const std::vector<Setting>& settings,
                                                         const SettingsContext& context, values::Arena& arena,
                                                         const Limits& limits, std::vector<Diagnostic>& diagnostics);

/// The closed list that a parameter is chosen from, as the policy writes it; empty: there is none.
[[nodiscard]] std::vector<std::string> parameter_choices(const check::CheckedPolicy& policy,
                                                         const check::ParameterDeclaration& parameter);

}  // namespace kaidah::library
