#include "engine/analysis/formula.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace kaidah::analysis {

Formulas::Formulas() {
  nodes_.push({});  // false
  nodes_.push({});  // true
}

FormulaId Formulas::push(Node node) {
  if (node.axis) node.axes[word_of(node.axis)] |= bit_of(node.axis);
  for (const FormulaId part : node.of)
    for (std::size_t i = 0; i < node.axes.size(); ++i) node.axes[i] |= nodes_[part].axes[i];
  return nodes_.push(std::move(node));
}

FormulaId Formulas::below(AxisId axis, std::uint32_t cut) {
  Node node;
  node.kind = Kind::below;
  node.axis = axis;
  node.cut = cut;
  return push(std::move(node));
}

FormulaId Formulas::one_of(AxisId axis, std::vector<std::uint32_t> values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  if (values.empty()) return constant(false);
  Node node;
  node.kind = Kind::one_of;
  node.axis = axis;
  node.values = std::move(values);
  return push(std::move(node));
}

FormulaId Formulas::negation(FormulaId of) {
  if (of == constant(true)) return constant(false);
  if (of == constant(false)) return constant(true);
  if (nodes_[of].kind == Kind::negation) return nodes_[of].of[0];
  Node node;
  node.kind = Kind::negation;
  node.of = {of};
  return push(std::move(node));
}

FormulaId Formulas::conjunction(std::vector<FormulaId> of) {
  return junction(Kind::conjunction, std::move(of));
}

FormulaId Formulas::disjunction(std::vector<FormulaId> of) {
  return junction(Kind::disjunction, std::move(of));
}

FormulaId Formulas::junction(Kind kind, std::vector<FormulaId> of) {
  const FormulaId neutral = constant(kind == Kind::conjunction);
  const FormulaId decisive = constant(kind != Kind::conjunction);
  if (std::find(of.begin(), of.end(), decisive) != of.end()) return decisive;
  of.erase(std::remove(of.begin(), of.end(), neutral), of.end());
  if (of.empty()) return neutral;
  if (of.size() == 1) return of[0];
  Node node;
  node.kind = kind;
  node.of = std::move(of);
  return push(std::move(node));
}

Truth Formulas::truth(FormulaId formula, const Box& box, const IdVector<AxisId, Axis>& axes) const {
  const Node& node = nodes_[formula];
  switch (node.kind) {
    case Kind::constant:
      return formula == constant(true) ? Truth::yes : Truth::no;
    case Kind::below: {
      const Run run = box[node.axis.index];
      const std::uint32_t boundary = axes[node.axis].boundary[node.cut];
      if (run.end <= boundary) return Truth::yes;
      return run.begin >= boundary ? Truth::no : Truth::maybe;
    }
    case Kind::one_of: {
      const Run run = box[node.axis.index];
      const auto first = std::lower_bound(node.values.begin(), node.values.end(), run.begin);
      const auto last = std::lower_bound(first, node.values.end(), run.end);
      if (first == last) return Truth::no;
      return static_cast<std::uint32_t>(last - first) == run.end - run.begin ? Truth::yes : Truth::maybe;
    }
    case Kind::negation: {
      const Truth inner = truth(node.of[0], box, axes);
      return inner == Truth::maybe ? inner : inner == Truth::yes ? Truth::no : Truth::yes;
    }
    case Kind::conjunction:
    case Kind::disjunction: {
      const Truth decisive = node.kind == Kind::conjunction ? Truth::no : Truth::yes;
      bool all = true;
      for (const FormulaId part : node.of) {
        const Truth one = truth(part, box, axes);
        if (one == decisive) return decisive;
        if (one == Truth::maybe) all = false;
      }
      if (!all) return Truth::maybe;
      return node.kind == Kind::conjunction ? Truth::yes : Truth::no;
    }
  }
  return Truth::maybe;
}

template <typename Visit>
bool Formulas::each_split(FormulaId formula, const Box& box, const IdVector<AxisId, Axis>& axes,
                          const Visit& visit) const {
  const Node& node = nodes_[formula];
  if (node.kind == Kind::constant || truth(formula, box, axes) != Truth::maybe) return true;
  switch (node.kind) {
    case Kind::constant:
      break;
    case Kind::below:
      return visit(Split{node.axis, axes[node.axis].boundary[node.cut]});
    case Kind::one_of: {
      const Run run = box[node.axis.index];
      // Where a value that is meant and one that is not are neighbours.
      for (auto value = std::lower_bound(node.values.begin(), node.values.end(), run.begin);
           value != node.values.end() && *value < run.end; ++value) {
        const bool begins = value == node.values.begin() || *(value - 1) + 1 != *value;
        const bool ends = value + 1 == node.values.end() || *(value + 1) != *value + 1;
        if (begins && *value > run.begin && !visit(Split{node.axis, *value})) return false;
        if (ends && *value + 1 < run.end && !visit(Split{node.axis, *value + 1})) return false;
      }
      break;
    }
    case Kind::negation:
    case Kind::conjunction:
    case Kind::disjunction:
      for (const FormulaId part : node.of)
        if (!each_split(part, box, axes, visit)) return false;
      break;
  }
  return true;
}

void Formulas::splits(FormulaId formula, const Box& box, const IdVector<AxisId, Axis>& axes,
                      std::vector<Split>& into) const {
  each_split(formula, box, axes, [&](const Split& split) {
    into.push_back(split);
    return true;
  });
}

std::optional<Split> Formulas::first_split(FormulaId formula, const Box& box,
                                           const IdVector<AxisId, Axis>& axes) const {
  std::optional<Split> first;
  each_split(formula, box, axes, [&](const Split& split) {
    first = split;
    return false;
  });
  return first;
}

void Formulas::mentioned(FormulaId formula, std::vector<AxisId>& into) const {
  // Formulas share parts: each is looked at once.
  std::vector<bool> seen(formula.index + 1);  // a part is made before what it is part of
  std::vector<bool> axes;
  const auto fresh = [&](AxisId axis) {
    if (axis.index >= axes.size()) axes.resize(axis.index + 1);
    const bool was = axes[axis.index];
    axes[axis.index] = true;
    return !was;
  };
  for (const AxisId axis : into) fresh(axis);
  std::vector<FormulaId> open = {formula};
  seen[formula.index] = true;
  for (std::size_t i = 0; i < open.size(); ++i) {
    const Node& node = nodes_[open[i]];
    if (node.axis && fresh(node.axis)) into.push_back(node.axis);
    for (const FormulaId part : node.of) {
      if (seen[part.index]) continue;
      seen[part.index] = true;
      open.push_back(part);
    }
  }
}

}  // namespace kaidah::analysis
