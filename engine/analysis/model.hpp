#pragma once
// One question about one rule: its atoms, its axes and its conditions.

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/analysis/formula.hpp"
#include "engine/analysis/term.hpp"

namespace kaidah::analysis {

/// An expression in an environment. Keeps the environment, whose address is what tells two apart.
struct Place {
  check::ExprRef expr;
  EnvironmentPtr environment;
  friend bool operator==(const Place&, const Place&) = default;
};
struct PlaceHash {
  [[nodiscard]] std::size_t operator()(const Place& place) const noexcept;
};

/// First everything is compiled into it, then it is cut once; boxes can be made from then on.
class Model {
 public:
  explicit Model(const check::CheckedPolicy& policy) : policy_(policy) {}

  /// The atom of an expression, or of whether it is present.
  AtomId atom(const Term& term, bool presence);
  /// A truth of its own that nothing else is known of, shown as what `shown` returns.
  template <typename Shown>
  AtomId truth_atom(const std::string& key, const Shown& shown, std::vector<Term> compared) {
    const auto known = atom_of_key_.find(key);
    return known != atom_of_key_.end() ? known->second : new_truth_atom(key, shown(), std::move(compared));
  }
  /// Whether the field at the end of a path is there. `key`: of the field.
  AtomId presence_atom(const std::string& key, std::string shown, Origin origin);
  /// The day on which dated law is read.
  AtomId day_atom(syntax::ReferenceDay day);
  /// REQUIRES: a discrete atom.
  AxisId axis(AtomId atom);
  FormulaId holds(AtomId atom) { return formulas_.one_of(axis(atom), {1}); }
  FormulaId is_text(AtomId atom, const std::string& text);
  /// `form op 0`.
  FormulaId compared(const LinearForm& form, syntax::Comparison op);
  /// The day lies in the span.
  FormulaId covered(AtomId day, const check::DateSpan& span);

  /// REQUIRES: nothing is compiled after this.
  void cut();
  /// REQUIRES: cut.
  [[nodiscard]] Box whole() const;

  [[nodiscard]] const check::CheckedPolicy& policy() const noexcept { return policy_; }
  [[nodiscard]] Formulas& formulas() noexcept { return formulas_; }
  [[nodiscard]] const Formulas& formulas() const noexcept { return formulas_; }
  [[nodiscard]] const IdVector<AtomId, Atom>& atoms() const noexcept { return atoms_; }
  [[nodiscard]] const IdVector<AxisId, Axis>& axes() const noexcept { return axes_; }
  [[nodiscard]] Truth truth(FormulaId formula, const Box& box) const { return formulas_.truth(formula, box, axes_); }
  [[nodiscard]] std::uint32_t values_of(const Atom& atom) const;
  /// The atom as the policy writes it.
  [[nodiscard]] std::string shown(const Atom& atom) const;

 private:
  FormulaId below(const LinearForm& form, const Number& value, bool after);
  AxisId axis(const LinearForm& form);
  AtomId new_truth_atom(const std::string& key, std::string shown, std::vector<Term> compared);

  const check::CheckedPolicy& policy_;
  IdVector<AtomId, Atom> atoms_;
  IdVector<AxisId, Axis> axes_;
  Formulas formulas_;
  std::unordered_map<std::string, AtomId> atom_of_key_;
  std::unordered_map<std::uint32_t, AxisId> axis_of_atom_;
  std::unordered_map<std::uint32_t, AxisId> axis_of_figure_;    // of forms that are one atom
  std::unordered_map<std::string, AxisId> axis_of_form_;        // of the others
  std::unordered_map<Place, AtomId, PlaceHash> atom_of_value_;  // so that keys are few
  std::unordered_map<Place, AtomId, PlaceHash> atom_of_presence_;
};

}  // namespace kaidah::analysis
