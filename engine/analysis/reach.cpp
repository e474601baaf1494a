#include "engine/analysis/reach.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace kaidah::analysis {
namespace {

// Boxes looked at for one question.
constexpr std::size_t kMostBoxes = 3'000;

/// Halves the box until every formula holds in it. A formula that holds in a box holds in each part of it, and one that
/// does not speak of the axis that was cut is as undecided as before: only the others are looked at again.
class Search {
 public:
  Search(const Model& model, const std::vector<FormulaId>& formulas, const std::vector<AtomId>& needed)
      : model_(model), formulas_(formulas), needed_(needed), open_(formulas.size(), true) {}

  /// False only where the formulas hold nowhere.
  bool may_hold(Box box) {
    values_wanted_ = false;
    box_ = std::move(box);
    return look(AxisId(), 0) || unsure_;
  }

  Reach run(Box box) {
    box_ = std::move(box);
    Reach result;
    if (look(AxisId(), 0)) {
      result.reached = Reached::yes;
      result.assignment = std::move(assignment_);
    } else if (!unsure_) {
      result.reached = Reached::no;
    }
    return result;
  }

 private:
  /// `cut`: the axis that was cut last, nothing at the beginning; `first`: no formula before it is open.
  bool look(AxisId cut, std::size_t first) {
    if (++boxes_ > kMostBoxes) {
      unsure_ = true;
      return false;
    }
    const std::size_t closed = closed_.size();
    const bool found = look_again(cut, first) && go_on(first);
    if (!found) reopen(closed);
    return found;
  }

  /// False when a formula fails in the box. Closes those that hold.
  bool look_again(AxisId cut, std::size_t first) {
    for (std::size_t i = first; i < formulas_.size(); ++i) {
      if (!open_[i] || (cut && !model_.formulas().may_mention(formulas_[i], cut))) continue;
      const Truth truth = model_.truth(formulas_[i], box_);
      if (truth == Truth::no) return false;
      if (truth == Truth::maybe) continue;
      open_[i] = false;
      closed_.push_back(i);
    }
    return true;
  }

  bool go_on(std::size_t first) {
    while (first < formulas_.size() && !open_[first]) ++first;
    if (first == formulas_.size()) return values_wanted_ ? solves() : figures_may_fit();
    const std::optional<Split> split = model_.formulas().first_split(formulas_[first], box_, model_.axes());
    if (!split) {
      unsure_ = true;
      return false;
    }
    const Run whole = box_[split->axis.index];
    box_[split->axis.index].end = split->at;
    if (look(split->axis, first)) return true;
    box_[split->axis.index] = {split->at, whole.end};
    if (look(split->axis, first)) return true;
    box_[split->axis.index] = whole;
    return false;
  }

  void reopen(std::size_t closed) {
    for (; closed_.size() > closed; closed_.pop_back()) open_[closed_.back()] = true;
  }

  bool solves() {
    std::vector<Constraint> constraints;
    for (std::size_t i = 0; i < box_.size(); ++i) {
      const Axis& axis = model_.axes()[AxisId(i)];
      if (!axis.ordered()) continue;
      if (!whole(i)) constraints.push_back({axis.form, interval_of(axis, box_[i])});
    }
    for (const AtomId atom : needed_)
      if (model_.atoms()[atom].ordered()) constraints.push_back({LinearForm{{{atom, Number(1)}}, Number(0)}, {}});
    Solution solution = solve(constraints, model_.atoms());
    if (solution.solvable == Solvable::unknown) unsure_ = true;
    if (solution.solvable != Solvable::yes) return false;
    assignment_ = {box_, std::move(solution.values)};
    return true;
  }

  [[nodiscard]] bool whole(std::size_t axis) const {
    return box_[axis].begin == 0 && box_[axis].end == model_.axes()[AxisId(axis)].size;
  }

  /// Every segment of one atom has a value: only sums can clash, and what limits their atoms.
  bool figures_may_fit() const {
    std::vector<Constraint> constraints;
    std::vector<bool> in_sum(model_.atoms().size());
    for (std::size_t i = 0; i < box_.size(); ++i) {
      const Axis& axis = model_.axes()[AxisId(i)];
      if (axis.form.terms.size() < 2 || whole(i)) continue;
      constraints.push_back({axis.form, interval_of(axis, box_[i])});
      for (const auto& [atom, factor] : axis.form.terms) in_sum[atom.index] = true;
    }
    if (constraints.empty()) return true;
    for (std::size_t i = 0; i < box_.size(); ++i) {
      const Axis& axis = model_.axes()[AxisId(i)];
      if (axis.form.terms.size() != 1 || whole(i) || !in_sum[axis.form.terms.front().first.index]) continue;
      constraints.push_back({axis.form, interval_of(axis, box_[i])});
    }
    return can_hold(constraints, model_.atoms());
  }

  const Model& model_;
  const std::vector<FormulaId>& formulas_;
  const std::vector<AtomId>& needed_;
  bool values_wanted_ = true;
  Box box_;                          // the part that is looked at
  std::vector<bool> open_;           // by formula: does not hold in all of the box
  std::vector<std::size_t> closed_;  // the others, in the order they were found
  std::size_t boxes_ = 0;
  bool unsure_ = false;
  Assignment assignment_;
};

}  // namespace

Reach reach(const Model& model, const Box& box, const std::vector<FormulaId>& formulas,
            const std::vector<AtomId>& needed) {
  for (const Run& run : box)
    if (run.begin >= run.end) return {Reached::no, {}};
  return Search(model, formulas, needed).run(box);
}

bool may_hold(const Model& model, const std::vector<FormulaId>& formulas) {
  Box whole = model.whole();
  if (std::any_of(whole.begin(), whole.end(), [](const Run& run) { return run.begin >= run.end; })) return false;
  return Search(model, formulas, {}).may_hold(std::move(whole));
}

KnownParts::KnownParts(const Model& model, const std::vector<FormulaId>& formulas)
    : model_(model), linked_(model.axes().size()) {
  for (std::uint32_t i = 0; i < linked_.size(); ++i) linked_[i] = i;
  // Sums of one atom speak of the same.
  std::vector<std::optional<std::uint32_t>> speaks_of(model.atoms().size());
  for (std::uint32_t i = 0; i < linked_.size(); ++i) {
    for (const auto& [atom, factor] : model.axes()[AxisId(i)].form.terms) {
      std::optional<std::uint32_t>& first = speaks_of[atom.index];
      if (first) linked_[root(i)] = root(*first);
      first = i;
    }
  }
  std::vector<std::vector<AxisId>> mentioned(formulas.size());
  for (std::size_t i = 0; i < formulas.size(); ++i) {
    model.formulas().mentioned(formulas[i], mentioned[i]);
    for (const AxisId axis : mentioned[i]) linked_[root(axis.index)] = root(mentioned[i].front().index);
    never_ = never_ || formulas[i] == Formulas::constant(false);
  }
  for (std::size_t i = 0; i < formulas.size(); ++i)
    if (!mentioned[i].empty()) parts_[root(mentioned[i].front().index)].formulas.push_back(formulas[i]);
}

std::uint32_t KnownParts::root(std::uint32_t axis) {
  while (linked_[axis] != axis) {
    linked_[axis] = linked_[linked_[axis]];
    axis = linked_[axis];
  }
  return axis;
}

bool KnownParts::may_hold_with(FormulaId extra) {
  if (never_) return false;
  std::vector<AxisId> axes;
  model_.formulas().mentioned(extra, axes);
  std::set<std::uint32_t> touched;
  for (const AxisId axis : axes) touched.insert(root(axis.index));
  std::vector<FormulaId> together = {extra};  // first: it narrows most
  for (auto& [root, part] : parts_) {
    if (touched.count(root) != 0) {
      together.insert(together.end(), part.formulas.begin(), part.formulas.end());
      continue;
    }
    if (!part.may_hold) part.may_hold = may_hold(model_, part.formulas);
    if (!*part.may_hold) return false;
  }
  return may_hold(model_, together);
}

}  // namespace kaidah::analysis
