#pragma once
// Sums of atoms with exact factors. Dates are days since 1970, durations their counts.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/analysis/atom.hpp"
#include "engine/values/number.hpp"

namespace kaidah::analysis {

using values::Number;

struct LinearForm {
  std::vector<std::pair<AtomId, Number>> terms;  ///< by atom, no factor is zero
  Number constant;

  [[nodiscard]] bool is_constant() const noexcept { return terms.empty(); }
  friend LinearForm operator+(const LinearForm& a, const LinearForm& b);
  friend LinearForm operator-(const LinearForm& a, const LinearForm& b);
  [[nodiscard]] LinearForm scaled(const Number& factor) const;
  /// The same for every form with these terms, whatever the constant.
  [[nodiscard]] std::string key() const;
};

/// The values of a form that lie in an interval; ends as in types::Interval. `decimals` nothing: every value between.
struct Domain {
  types::Interval range;
  std::optional<int> decimals;
};

/// What a form can be, from what its atoms can be. Wider than the truth where atoms depend on each other.
[[nodiscard]] Domain domain_of(const LinearForm& form, const IdVector<AtomId, Atom>& atoms);
[[nodiscard]] Domain domain_of(const Atom& atom);

/// The interval with its ends moved inside to the nearest values that exist; nothing when there are none.
[[nodiscard]] std::optional<types::Interval> tightened(const types::Interval& interval, std::optional<int> decimals);

/// A value inside with as few digits as can be, near the middle. Nothing when the interval holds none.
[[nodiscard]] std::optional<Number> plain_value(const types::Interval& interval, std::optional<int> decimals);

}  // namespace kaidah::analysis
