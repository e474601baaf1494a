#pragma once
// The proof that for every subject, agency and day exactly one regime applies.

#include <vector>

#include <kaidah/diagnostic.hpp>

#include "engine/library/profile.hpp"

namespace kaidah::library {

/// The days with none (K4101) or several (K4102) regimes, the days for which something is adopted that is not in force
/// by its own header (K4103), and subjects of which an agency says nothing at all (K4104, a warning).
///
/// Days are those on which periods end. Asked are, for each agency that has a profile and each subject of which its
/// profiles adopt anything, all days from the first on which a policy of that subject in the library is in force, or is
/// adopted by the agency if that is earlier. An agency whose profiles all say `in force from …` is asked only from that
/// day on, and through the last day they say. Policies whose headers name no subject share one.
[[nodiscard]] std::vector<Diagnostic> check_calendar(const std::vector<Profile>& profiles,
                                                     const PolicyLibrary& library);

}  // namespace kaidah::library
