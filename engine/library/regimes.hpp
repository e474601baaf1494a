#pragma once
// Everything that records may be decided under: adopted policies with their settings, and which agency is under which.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/library/calendar.hpp"
#include "engine/library/compiled_policies.hpp"
#include "engine/library/settings.hpp"

namespace kaidah::library {

/// A policy under certain settings. Lines that adopt the same policy with the same settings lead to one regime.
struct Regime {
  LibraryFilePtr file;
  CompiledPolicy compiled;
  std::vector<Setting> settings;  ///< by name
  ParameterValues parameters;
  std::vector<evaluate::ResultSettings> results;  ///< by check::ResultId
  std::vector<std::string> profiles;              ///< that lead here, by id
};

/// Immutable once made; the texts of the settings live in it.
class Regimes {
 public:
  /// One subject of one agency.
  struct Subject {
    std::string name;
    RegimeCalendar calendar;
  };
  struct Agency {
    std::vector<Subject> subjects;  ///< in the order in which the profiles come to them
    std::map<const Adoption*, std::uint32_t> regime_of;
  };

  [[nodiscard]] const std::vector<Regime>& all() const noexcept { return regimes_; }
  /// Null: no profile is for it.
  [[nodiscard]] const Agency* agency(std::string_view code) const;
  [[nodiscard]] const std::map<std::string, Agency, std::less<>>& agencies() const noexcept { return agencies_; }
  [[nodiscard]] const std::vector<Profile>& profiles() const noexcept { return profiles_; }
  /// The only one that was asked for; nothing: all.
  [[nodiscard]] const std::optional<std::string>& subject() const noexcept { return subject_; }

 private:
  friend class RegimesBuilder;
  std::vector<Profile> profiles_;
  std::vector<Regime> regimes_;
  std::map<std::string, Agency, std::less<>> agencies_;
  std::optional<std::string> subject_;
  values::Arena arena_;
};

/// What goes beside the profiles.
struct RegimesOptions {
  std::optional<std::string> subject;  ///< only lines that adopt policies of it
  /// Only this policy; the other lines only say when it does not apply. It is compiled anew for agencies that amend
  /// anything for themselves, where the library has it.
  const CompileResult* policy = nullptr;
  std::vector<Setting> settings;         ///< of the command line; they beat the profile's
  CompiledPolicies* compiled = nullptr;  ///< what is compiled already
};

/// Compiles what the profiles adopt and checks their settings. Null, and why, when anything is wrong with them.
[[nodiscard]] std::shared_ptr<const Regimes> make_regimes(std::vector<Profile> profiles, const PolicyLibrary& library,
                                                          const RegimesOptions& options, const Limits& limits,
                                                          std::vector<Diagnostic>& diagnostics);

/// Whether a line adopts this policy.
[[nodiscard]] bool adopts(const Adoption& adoption, const LibraryFile& policy);

}  // namespace kaidah::library
