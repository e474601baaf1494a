#include "engine/analysis/fourier_motzkin.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
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
    const Bound bound{-rest / factor, !row.strict};
    std::optional<Bound>& end = factor.sign() > 0 ? interval.high : interval.low;
    const bool tighter = !end || (factor.sign() > 0 ? bound.value < end->value : bound.value > end->value) ||
                         (bound.value == end->value && !bound.closed);
    if (tighter) end = bound;
  }
  return interval;
}

}  // namespace

Solution solve(const std::vector<Constraint>& constraints, const IdVector<AtomId, Atom>& atoms) {
  Solution solution;
  std::vector<Row> rows;
  std::set<AtomId> left;
  for (const Constraint& constraint : constraints) {
    if (!add_range(rows, constraint.form, constraint.range)) return {Solvable::no, {}};
    for (const auto& [atom, factor] : constraint.form.terms) left.insert(atom);
  }
  for (const AtomId atom : left) {
    const Domain domain = domain_of(atoms[atom]);
    const std::optional<Interval> inside = tightened(domain.range, domain.decimals);
    if (!inside) return {Solvable::no, {}};
    if (!add_range(rows, LinearForm{{{atom, Number(1)}}, Number(0)}, *inside)) return {Solvable::no, {}};
  }
  // Atoms of any value are eliminated first, so that they are given theirs last.
  std::vector<AtomId> order(left.begin(), left.end());
  std::stable_partition(order.begin(), order.end(), [&](AtomId atom) { return !domain_of(atoms[atom]).decimals; });
  std::vector<std::vector<Row>> stages;
  for (const AtomId atom : order) {
    stages.push_back(rows);
    std::vector<Row> next;
    std::vector<const Row*> above;
    std::vector<const Row*> below;
    for (const Row& row : stages.back()) {
      const int sign = factor_of(row.form, atom).sign();
      if (sign > 0) {
        above.push_back(&row);
      } else if (sign < 0) {
        below.push_back(&row);
      } else if (!keep(next, row)) {
        return {Solvable::no, {}};
      }
    }
    for (const Row* high : above) {
      for (const Row* low : below) {
        const Number a = factor_of(high->form, atom);
        const Number b = -factor_of(low->form, atom);
        Row both{high->form.scaled(b) + low->form.scaled(a), high->strict || low->strict};
        if (!keep(next, std::move(both))) return {Solvable::no, {}};
        if (next.size() > kMostRows) return solution;
      }
    }
    rows = std::move(next);
  }
  for (std::size_t i = order.size(); i-- > 0;) {
    const Interval interval = interval_for(order[i], stages[i], solution.values);
    const std::optional<Number> value = plain_value(interval, domain_of(atoms[order[i]]).decimals);
    if (!value) return {Solvable::unknown, {}};
    solution.values.emplace(order[i], *value);
  }
  solution.solvable = Solvable::yes;
  return solution;
}

}  // namespace kaidah::analysis
