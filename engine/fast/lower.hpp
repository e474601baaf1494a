#pragma once
// A plan -> a program. Everything is computed for every row, whether that row needs it or not; what has no value there
// is `bad`, and only the rows whose decision rests on something bad are left to the strict path.

#include <optional>

#include "engine/evaluate/settings.hpp"
#include "engine/fast/program.hpp"

namespace kaidah::fast {

/// Nothing when the plan needs what a program cannot do (records of groups, findings by procedures, ...).
/// REQUIRES: the plan outlives the program; so do the values of the settings.
/// What of a plan is wanted beside its outputs.
struct Wanted {
  bool groups = false;  ///< what the groups need of each member
  bool ways = false;    ///< which ways each decision takes
  bool marks = false;   ///< what each decision rests on
};
[[nodiscard]] std::optional<Program> lower(const plan::Plan& plan, const Layout& layout,
                                           const evaluate::Settings& settings, Wanted wanted);

}  // namespace kaidah::fast
