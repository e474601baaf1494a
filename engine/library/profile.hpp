#pragma once
// What an agency has adopted: the profiles of a library, line by line.

#include <optional>
#include <string>
#include <vector>

#include <kaidah/diagnostic.hpp>

#include "engine/library/days.hpp"
#include "engine/library/policy_library.hpp"

namespace kaidah::library {

/// One `adopts` line. Immutable; refers to nothing but shared files.
struct Adoption {
  LibraryFilePtr profile;
  syntax::ItemId item;  ///< in the profile's tree
  VersionRange range;
  LibraryFilePtr file;                 ///< the highest version that will do; null: the library has none
  DayRange days;                       ///< on which periods end
  std::string subject;                 ///< of the policy; empty: its header names none
  std::optional<values::Date> across;  ///< of a policy headed `for periods across`

  [[nodiscard]] const syntax::AdoptItem& written() const;
  [[nodiscard]] Location location() const;
  /// The id, with the version where one was found.
  [[nodiscard]] std::string policy() const;
};

struct Profile {
  LibraryFilePtr file;
  DayRange speaks;  ///< its own `in force` line; open: for all time
  std::vector<Adoption> adoptions;

  [[nodiscard]] const std::string& id() const { return file->tree->header.id; }
  [[nodiscard]] const std::vector<std::string>& agencies() const { return file->tree->header.agencies; }
  /// Who decides: the word before the agencies' codes (`instansi`).
  [[nodiscard]] std::string decider() const;
};

/// Finds what each line adopts. A line that cannot be used (its dates, its clock) is reported and left out; one whose
/// policy is not in the library is reported and kept.
[[nodiscard]] Profile read_profile(LibraryFilePtr file, const PolicyLibrary& library,
                                   std::vector<Diagnostic>& diagnostics);

/// Every profile of the library that could be read, in the order of the files. Mistakes of parsing are not repeated.
[[nodiscard]] std::vector<Profile> read_profiles(const PolicyLibrary& library, std::vector<Diagnostic>& diagnostics);

/// The profile of that id. Nothing, and why, when there is none or there are two.
[[nodiscard]] std::optional<Profile> find_profile(const std::string& id, const PolicyLibrary& library,
                                                  std::vector<Diagnostic>& diagnostics);

}  // namespace kaidah::library
