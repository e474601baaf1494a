#pragma once
// Whether a part of the space of cases can come true, given everything that is known.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "engine/analysis/fourier_motzkin.hpp"
#include "engine/analysis/model.hpp"

namespace kaidah::analysis {

/// A value for every atom that matters.
struct Assignment {
  Box box;                           ///< of discrete axes, the first value of the run
  std::map<AtomId, Number> figures;  ///< of ordered atoms
};

enum class Reached : std::uint8_t { no, unknown, yes };

struct Reach {
  Reached reached = Reached::unknown;
  Assignment assignment;  ///< when yes
};

/// Whether all formulas hold together somewhere in the box. `needed`: atoms that are given a value in any case.
[[nodiscard]] Reach reach(const Model& model, const Box& box, const std::vector<FormulaId>& formulas,
                          const std::vector<AtomId>& needed);

/// Whether all formulas may hold together somewhere: false only where they cannot. Asks less than `reach`, which also
/// finds values.
[[nodiscard]] bool may_hold(const Model& model, const std::vector<FormulaId>& formulas);

/// Formulas in parts that have nothing to do with each other, so that each is asked about once.
class KnownParts {
 public:
  /// REQUIRES: the model is cut, and outlives the parts.
  KnownParts(const Model& model, const std::vector<FormulaId>& formulas);
  /// Whether all of them and one more may hold together: false only where they cannot.
  [[nodiscard]] bool may_hold_with(FormulaId extra);

 private:
  struct Part {
    std::vector<FormulaId> formulas;
    std::optional<bool> may_hold;  ///< nothing: was not asked yet
  };
  /// Which part an axis belongs to, as one of its axes.
  [[nodiscard]] std::uint32_t root(std::uint32_t axis);

  const Model& model_;
  std::vector<std::uint32_t> linked_;    // by axis: another one of its part, or itself
  std::map<std::uint32_t, Part> parts_;  // by root
  bool never_ = false;                   // one of them is false
};

}  // namespace kaidah::analysis
