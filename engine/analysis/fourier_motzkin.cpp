#include "engine/analysis/fourier_motzkin.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <utility>

namespace kaidah::analysis {
namespace {

using types::Bound;
using types::Interval;

// Elimination squares the number of rows in the worst case.
constexpr std::size_t kMostRows = 400;

/// `form <= 0`, or `< 0`.
struct Row {
  LinearForm form;
  bool strict = false;
};

Number factor_of(const LinearForm& form, AtomId atom) {
  const auto found = std::lower_bound(form.terms.begin(), form.terms.end(), atom,
                                      [](const auto& term, AtomId id) { return term.first < id; });
  return found != form.terms.end() && found->first == atom ? found->second : Number(0);
}

/// False when it cannot hold. Rows that say nothing are dropped.
bool keep(std::vector<Row>& rows, Row row) {
  if (row.form.is_constant()) {
    const int sign = row.form.constant.sign();
    return sign < 0 || (sign == 0 && !row.strict);
  }
  // One row for each form: the first factor is 1 or -1.
  const Number& first = row.form.terms.front().second;
  if (first != Number(1) && first != Number(-1))
    row.form = row.form.scaled(Number(1) / (first.sign() < 0 ? -first : first));
  for (Row& other : rows) {
    if (other.form.terms != row.form.terms) continue;
    if (other.form.constant < row.form.constant)
      other = std::move(row);
    else if (other.form.constant == row.form.constant)
      other.strict = other.strict || row.strict;
    return true;
  }
  rows.push_back(std::move(row));
  return true;
}

bool add_range(std::vector<Row>& rows, const LinearForm& form, const Interval& range) {
  if (range.high && !keep(rows, {form - LinearForm{{}, range.high->value}, !range.high->closed})) return false;
  if (range.low && !keep(rows, {LinearForm{{}, range.low->value} - form, !range.low->closed})) return false;
  return true;
}

/// Whether the two rows together say that a form is a figure.
bool make_equality(const Row& a, const Row& b) {
  if (a.strict || b.strict || a.form.terms.size() != b.form.terms.size()) return false;
  if ((a.form.constant + b.form.constant).sign() != 0) return false;
  for (std::size_t i = 0; i < a.form.terms.size(); ++i)
    if (a.form.terms[i].first != b.form.terms[i].first || a.form.terms[i].second != -b.form.terms[i].second)
      return false;
  return true;
}

/// Narrower by the bound.
void tighten(std::optional<Bound>& end, const Bound& bound, bool high) {
  const bool tighter = !end || (high ? bound.value < end->value : bound.value > end->value) ||
                       (bound.value == end->value && !bound.closed);
  if (tighter) end = bound;
}

bool is_empty(const Interval& interval) {
  if (!interval.low || !interval.high) return false;
  const Number& low = interval.low->value;
  const Number& high = interval.high->value;
  return low > high || (low == high && !(interval.low->closed && interval.high->closed));
}

/// What the rows leave for an atom when the others have their values.
Interval interval_for(AtomId atom, const std::vector<Row>& rows, const std::map<AtomId, Number>& values) {
  Interval interval;
  for (const Row& row : rows) {
    const Number factor = factor_of(row.form, atom);
    if (factor.sign() == 0) continue;
    Number rest = row.form.constant;
    for (const auto& [other, times] : row.form.terms) {
      if (other == atom) continue;
      const auto known = values.find(other);
      if (known != values.end()) rest = rest + times * known->second;
    }
    const bool high = factor.sign() > 0;
    tighten(high ? interval.high : interval.low, {-rest / factor, !row.strict}, high);
  }
  return interval;
}

/// Atoms that stand in one sum with each other, directly or through others. They are solved by themselves.
class Component {
 public:
  /// False when it cannot hold.
  bool add(const LinearForm& form, const Interval& range) { return add_range(rows_, form, range); }
  void add_atom(AtomId atom, std::optional<int> decimals) { atoms_.push_back({atom, decimals}); }

  Solvable eliminate() {
    // Atoms of any value are eliminated first, so that they are given theirs last.
    std::stable_partition(atoms_.begin(), atoms_.end(), [](const auto& atom) { return !atom.second; });
    for (const auto& [atom, decimals] : atoms_) {
      if (const Solvable left = eliminate(atom); left != Solvable::yes) return left;
    }
    return Solvable::yes;
  }

  /// REQUIRES: eliminated.
  bool give_values(std::map<AtomId, Number>& values) const {
    for (std::size_t i = atoms_.size(); i-- > 0;) {
      const auto& [atom, decimals] = atoms_[i];
      const std::optional<Number> value = plain_value(interval_for(atom, stages_[i], values), decimals);
      if (!value) return false;
      values.emplace(atom, *value);
    }
    return true;
  }

 private:
  Solvable eliminate(AtomId atom) {
    const auto speaks_of = std::stable_partition(rows_.begin(), rows_.end(),
                                                 [&](const Row& row) { return factor_of(row.form, atom).sign() == 0; });
    std::vector<Row>& stage =
        stages_.emplace_back(std::make_move_iterator(speaks_of), std::make_move_iterator(rows_.end()));
    rows_.erase(speaks_of, rows_.end());
    std::vector<const Row*> above;
    std::vector<const Row*> below;
    for (const Row& row : stage) (factor_of(row.form, atom).sign() > 0 ? above : below).push_back(&row);
    const auto [equal_above, equal_below] = equality(above, below);
    for (const Row* high : above) {
      for (const Row* low : below) {
        // Where the atom is a figure of the others, what the rest say of each other follows from what they say of it.
        if (equal_above != nullptr && high != equal_above && low != equal_below) continue;
        const Number a = factor_of(high->form, atom);
        const Number b = -factor_of(low->form, atom);
        if (!keep(rows_, {high->form.scaled(b) + low->form.scaled(a), high->strict || low->strict}))
          return Solvable::no;
        if (rows_.size() > kMostRows) return Solvable::unknown;
      }
    }
    return Solvable::yes;
  }

  static std::pair<const Row*, const Row*> equality(const std::vector<const Row*>& above,
                                                    const std::vector<const Row*>& below) {
    for (const Row* high : above)
      for (const Row* low : below)
        if (make_equality(*high, *low)) return {high, low};
    return {nullptr, nullptr};
  }

  std::vector<std::pair<AtomId, std::optional<int>>> atoms_;  // with their decimals; in the order of elimination
  std::vector<Row> rows_;
  std::vector<std::vector<Row>> stages_;  // by atom: the rows that spoke of it when it was eliminated
};

class System {
 public:
  explicit System(const IdVector<AtomId, Atom>& atoms) : atoms_(atoms), index_(atoms.size(), kNone) {}

  /// False when it cannot hold.
  bool add(const Constraint& constraint) {
    for (const auto& [atom, factor] : constraint.form.terms)
      if (!take(atom)) return false;
    if (constraint.form.terms.size() == 1) return narrow(constraint);
    if (constraint.form.is_constant()) {
      std::vector<Row> none;
      return add_range(none, constraint.form, constraint.range);
    }
    const std::uint32_t first = root(index_[constraint.form.terms.front().first.index]);
    for (const auto& [atom, factor] : constraint.form.terms) unknowns_[root(index_[atom.index])].root = first;
    linking_.push_back(&constraint);
    return true;
  }

  Solvable eliminate() {
    if (!make_components()) return Solvable::no;
    Solvable all = Solvable::yes;
    for (auto& [root, component] : components_) {
      const Solvable left = component.eliminate();
      if (left == Solvable::no) return left;
      if (left == Solvable::unknown) all = left;
    }
    return all;
  }

  Solution solve() {
    Solution solution;
    solution.solvable = eliminate();
    if (solution.solvable != Solvable::yes) return solution;
    for (const auto& [root, component] : components_)
      if (!component.give_values(solution.values)) return {Solvable::unknown, {}};
    for (std::uint32_t i = 0; i < unknowns_.size(); ++i) {
      if (components_.count(root(i)) != 0) continue;
      const std::optional<Number> value = plain_value(unknowns_[i].inside, unknowns_[i].decimals);
      if (!value) return {Solvable::unknown, {}};
      solution.values.emplace(unknowns_[i].atom, *value);
    }
    return solution;
  }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  struct Unknown {
    AtomId atom;
    std::optional<int> decimals;
    Interval inside;
    std::uint32_t root = 0;  ///< another one of its component, or itself
  };

  /// False when the atom has no value at all.
  bool take(AtomId atom) {
    if (index_[atom.index] != kNone) return true;
    const Domain domain = domain_of(atoms_[atom]);
    std::optional<Interval> inside = tightened(domain.range, domain.decimals);
    if (!inside) return false;
    index_[atom.index] = static_cast<std::uint32_t>(unknowns_.size());
    unknowns_.push_back({atom, domain.decimals, std::move(*inside), index_[atom.index]});
    return true;
  }

  /// By a limit of one atom alone.
  bool narrow(const Constraint& constraint) {
    const AtomId atom = constraint.form.terms.front().first;
    const Number& factor = constraint.form.terms.front().second;  // no structured binding: Clang 14 cannot capture it
    Interval& inside = unknowns_[index_[atom.index]].inside;
    const auto limit = [&](const std::optional<Bound>& end, bool high) {
      if (!end) return;
      const bool upper = high == (factor.sign() > 0);
      tighten(upper ? inside.high : inside.low, {(end->value - constraint.form.constant) / factor, end->closed}, upper);
    };
    limit(constraint.range.low, false);
    limit(constraint.range.high, true);
    return !is_empty(inside);
  }

  std::uint32_t root(std::uint32_t unknown) {
    while (unknowns_[unknown].root != unknown) {
      unknowns_[unknown].root = unknowns_[unknowns_[unknown].root].root;
      unknown = unknowns_[unknown].root;
    }
    return unknown;
  }

  /// False when one cannot hold.
  bool make_components() {
    for (const Constraint* constraint : linking_) components_[root(index_[constraint->form.terms.front().first.index])];
    std::vector<std::uint32_t> order(unknowns_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return unknowns_[a].atom < unknowns_[b].atom; });
    for (const std::uint32_t i : order) {
      const auto component = components_.find(root(i));
      if (component == components_.end()) continue;
      const Unknown& unknown = unknowns_[i];
      component->second.add_atom(unknown.atom, unknown.decimals);
      if (!component->second.add(LinearForm{{{unknown.atom, Number(1)}}, Number(0)}, unknown.inside)) return false;
    }
    for (const Constraint* constraint : linking_) {
      Component& component = components_[root(index_[constraint->form.terms.front().first.index])];
      if (!component.add(constraint->form, constraint->range)) return false;
    }
    return true;
  }

  const IdVector<AtomId, Atom>& atoms_;
  std::vector<std::uint32_t> index_;  // by atom: its place in unknowns_
  std::vector<Unknown> unknowns_;
  std::vector<const Constraint*> linking_;  // of several atoms
  std::map<std::uint32_t, Component> components_;
};

}  // namespace

Solution solve(const std::vector<Constraint>& constraints, const IdVector<AtomId, Atom>& atoms) {
  System system(atoms);
  for (const Constraint& constraint : constraints)
    if (!system.add(constraint)) return {Solvable::no, {}};
  return system.solve();
}

bool can_hold(const std::vector<Constraint>& constraints, const IdVector<AtomId, Atom>& atoms) {
  System system(atoms);
  for (const Constraint& constraint : constraints)
    if (!system.add(constraint)) return false;
  return system.eliminate() != Solvable::no;
}

}  // namespace kaidah::analysis
