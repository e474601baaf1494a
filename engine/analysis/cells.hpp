#pragma once
// The cells of a level: boxes in which every arm is decided, looked at for gaps and conflicts.

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "engine/analysis/level.hpp"

namespace kaidah::analysis {

/// Two contenders decide here. INVARIANT: first < second.
struct ConflictCell {
  Box box;
  std::size_t first = 0;
  std::size_t second = 0;
};

struct Cells {
  std::vector<Box> gaps;                ///< no contender decides
  std::vector<ConflictCell> conflicts;  ///< values that may differ
  std::vector<bool> applied;            ///< by contender: decides in some cell
  bool complete = true;                 ///< false: there were more cells than the limit
  bool all_listed = true;               ///< false: there were more gaps or conflicts than are kept
};

/// Whether the values of two contenders differ. Values with one key are one class and never do; silence of the text is
/// no value.
struct Differences {
  std::vector<std::uint32_t> class_of;  ///< by contender
  std::vector<bool> silent;             ///< by contender
  /// By classes, smaller first. Classes that are not here differ always: two constants.
  std::map<std::pair<std::uint32_t, std::uint32_t>, FormulaId> where;
  bool all_compared = true;  ///< false: some pairs were too many, and are taken to differ always

  [[nodiscard]] FormulaId of(std::size_t a, std::size_t b) const;
};

[[nodiscard]] Differences compare_values(Compiler& compiler, const Level& level);

/// Cuts the space only where a condition still has to be decided. A part of it where a fact of the data fails is left
/// out; rules are not followed. REQUIRES: the model is cut.
[[nodiscard]] Cells enumerate(const Model& model, const Level& level, const std::vector<FormulaId>& facts,
                              const Differences& differences, std::size_t limit);

}  // namespace kaidah::analysis
