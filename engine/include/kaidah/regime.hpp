#pragma once
// Which regime an agency is under on a day, and why.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kaidah/decision.hpp>
#include <kaidah/diagnostic.hpp>
#include <kaidah/policy.hpp>

namespace kaidah {

/// Of whom and of which day it is asked.
struct RegimeQuery {
  std::string agency;  ///< its code, as profiles write it
  std::string on;      ///< `YYYY-MM-DD`: the day on which a period ends
  /// Only this subject; nothing: every subject of which the agency's profiles adopt anything.
  std::optional<std::string> subject;
};

/// An amendment that is in force for periods that end on the day; or, where it goes by the day of decision, one that
/// may be: `for_decisions` is set, and its days are those of decisions.
struct RegimeAmendment {
  std::string id;              ///< as its header says
  std::string version;         ///< the same
  bool supplements = false;    ///< a circular: it does not amend
  bool for_decisions = false;  ///< its days are those of decisions
  std::string from;            ///< empty: open
  std::string through;         ///< empty: open
  Location location;           ///< of its header
};

/// What applies, and the line that says so.
struct Regime {
  std::string subject;  ///< empty: the policy names none
  std::string policy;   ///< its id
  std::string version;  ///< exact
  std::string title;    ///< of the policy
  std::string path;     ///< of the policy's file
  std::string decider;  ///< what the agency is called: `instansi`
  std::string agency;   ///< as asked for
  std::string on;       ///< as asked for
  std::string profile;  ///< the id of the profile that adopts it
  Location adopted;     ///< the line of the profile
  std::string from;     ///< ends of periods for which it is adopted; empty: open
  std::string through;  ///< empty: open
  std::string across;   ///< it takes only periods that begin before this day; empty: all that end on the day
  std::vector<ParameterSetting> settings;   ///< of the line, by name
  std::vector<RegimeAmendment> amendments;  ///< by their first day

  /// A sentence that says what applies and why, then one on a line for the settings and for each amendment. Ends with a
  /// line end.
  [[nodiscard]] std::string text(Language language) const;
  /// One object, with the sentence in `because`.
  [[nodiscard]] std::string json(Language language) const;
};

/// The answer.
struct RegimeResult {
  /// Subject by subject, as the profiles come to them; a policy across a change stands behind the regime of the day.
  std::vector<Regime> regimes;
  /// Why there is none, or two: each at the nearest line of a profile. Also what is wrong with the library's profiles.
  std::vector<Diagnostic> diagnostics;
};

/// Looks in the options' folders. Policies are found, not compiled: what is wrong inside them is not looked for.
[[nodiscard]] RegimeResult resolve(const RegimeQuery& query, const CompileOptions& options) noexcept;

}  // namespace kaidah
