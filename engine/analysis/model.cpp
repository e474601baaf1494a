#include "engine/analysis/model.hpp"

#include <algorithm>
#include <functional>

namespace kaidah::analysis {
namespace {

using types::TypeKind;

types::Interval hull(const types::Interval& a, const types::Interval& b) {
  const auto wider = [](const std::optional<types::Bound>& x, const std::optional<types::Bound>& y, bool low) {
    if (!x || !y) return std::optional<types::Bound>();
    if (x->value == y->value) return std::optional(types::Bound{x->value, x->closed || y->closed});
    return (x->value < y->value) == low ? x : y;
  };
  return {wider(a.low, b.low, true), wider(a.high, b.high, false)};
}

}  // namespace

std::size_t PlaceHash::operator()(const Place& place) const noexcept {
  const std::size_t expr = std::size_t{place.expr.tree.index} << 32U | place.expr.expr.index;
  return (expr ^ std::hash<const Environment*>()(place.environment.get())) * 0x9E3779B97F4A7C15U >> 8U;
}

AtomId Model::atom(const Term& unresolved, bool presence) {
  const Term term = resolved(policy_, unresolved);
  auto& of_place = presence ? atom_of_presence_ : atom_of_value_;
  const Place place{term.expr, term.environment};
  if (const auto known = of_place.find(place); known != of_place.end()) return known->second;
  std::string key = key_of(policy_, term);
  if (presence) key = "present(" + key + ")";
  AtomId id;
  if (const auto known = atom_of_key_.find(key); known != atom_of_key_.end()) {
    id = known->second;
    Atom& atom = atoms_[id];
    if (std::holds_alternative<NotSettable>(atom.origin) && atom.ordered()) {
      // The type of an expression that is not declared may be narrowed where it stands: only what all places say holds.
      const types::Type here = declared_type(policy_, term);
      atom.type.range = hull(atom.type.range, here.range);
      if (!here.decimals || !atom.type.decimals) {
        atom.type.decimals.reset();
      } else {
        atom.type.decimals = std::max(*atom.type.decimals, *here.decimals);
      }
    }
  } else {
    Atom atom;
    atom.key = key;
    atom.term = term;
    atom.presence = presence;
    atom.type = declared_type(policy_, term);
    atom.origin = origin_of(policy_, term);
    id = atoms_.push(std::move(atom));
    atom_of_key_.emplace(std::move(key), id);
  }
  of_place.emplace(place, id);
  return id;
}

AtomId Model::new_truth_atom(const std::string& key, std::string shown, std::vector<Term> compared) {
  Atom atom;
  atom.key = key;
  atom.shown = std::move(shown);
  atom.compared = std::move(compared);
  atom.type.kind = TypeKind::boolean;
  const AtomId id = atoms_.push(std::move(atom));
  atom_of_key_.emplace(key, id);
  return id;
}

std::string Model::shown(const Atom& atom) const {
  return atom.shown.empty() ? shown_text(policy_, atom.term) : atom.shown;
}

std::uint32_t Model::values_of(const Atom& atom) const {
  if (atom.presence || atom.type.kind == TypeKind::boolean) return 2;
  if (atom.type.kind == TypeKind::enumeration)
    return static_cast<std::uint32_t>(policy_.enums[atom.type.enumeration].members.size());
  if (atom.type.kind == TypeKind::text) return static_cast<std::uint32_t>(atom.texts.size() + 1);
  return 2;
}

AtomId Model::presence_atom(const std::string& of, std::string shown, Origin origin) {
  const std::string key = "present(" + of + ")";
  if (const auto known = atom_of_key_.find(key); known != atom_of_key_.end()) return known->second;
  Atom atom;
  atom.key = key;
  atom.shown = std::move(shown);
  atom.presence = true;
  atom.origin = std::move(origin);
  const AtomId id = atoms_.push(std::move(atom));
  atom_of_key_.emplace(key, id);
  return id;
}

AtomId Model::day_atom(syntax::ReferenceDay day) {
  // As the clocks of expressions: key_of(ClockExpr).
  Atom atom;
  atom.type.kind = TypeKind::date;
  if (day == syntax::ReferenceDay::decision_day) {
    atom.key = "clock" + std::to_string(static_cast<int>(syntax::Clock::decision_day));
    atom.origin = DecisionDay{};
  } else if (policy_.period_field) {
    const bool start = day == syntax::ReferenceDay::start_of_period;
    const std::uint32_t field = start ? policy_.period_start : policy_.period_end;
    atom.key = "f" + std::to_string(*policy_.period_field) + "." + std::to_string(field);
    atom.origin = InputPath{{*policy_.period_field, field}};
    const check::FieldDeclaration& period = policy_.records[policy_.input].fields[*policy_.period_field];
    atom.shown = period.name + "." + policy_.records[period.type.record].fields[field].name;
  } else {
    atom.key = "clock" + std::to_string(static_cast<int>(day == syntax::ReferenceDay::start_of_period
                                                             ? syntax::Clock::start_of_period
                                                             : syntax::Clock::end_of_period));
  }
  if (const auto known = atom_of_key_.find(atom.key); known != atom_of_key_.end()) return known->second;
  const std::string key = atom.key;
  const AtomId id = atoms_.push(std::move(atom));
  atom_of_key_.emplace(key, id);
  return id;
}

AxisId Model::axis(AtomId atom) {
  if (const auto known = axis_of_atom_.find(atom.index); known != axis_of_atom_.end()) return known->second;
  Axis axis;
  axis.atom = atom;
  const AxisId id = axes_.push(std::move(axis));
  axis_of_atom_.emplace(atom.index, id);
  return id;
}

FormulaId Model::is_text(AtomId atom, const std::string& text) {
  std::vector<std::string>& texts = atoms_[atom].texts;
  auto found = std::find(texts.begin(), texts.end(), text);
  if (found == texts.end()) found = texts.insert(texts.end(), text);
  return formulas_.one_of(axis(atom), {static_cast<std::uint32_t>(found - texts.begin())});
}

AxisId Model::axis(const LinearForm& form) {
  const auto make = [&] {
    Axis axis;
    axis.form = form;
    return axes_.push(std::move(axis));
  };
  if (form.terms.size() == 1) {
    const auto [known, fresh] = axis_of_figure_.try_emplace(form.terms.front().first.index);
    if (fresh) known->second = make();
    return known->second;
  }
  const auto [known, fresh] = axis_of_form_.try_emplace(form.key());
  if (fresh) known->second = make();
  return known->second;
}

FormulaId Model::below(const LinearForm& form, const Number& value, bool after) {
  const AxisId id = axis(form);
  Axis& axis = axes_[id];
  const auto [known, fresh] = axis.below.try_emplace({value, after});
  if (!fresh) return known->second;
  axis.cuts.push_back(known->first);
  known->second = formulas_.below(id, static_cast<std::uint32_t>(axis.cuts.size() - 1));
  return known->second;
}

FormulaId Model::covered(AtomId day, const check::DateSpan& span) {
  const LinearForm form{{{day, Number(1)}}, Number(0)};
  std::vector<FormulaId> all;
  if (span.from)
    all.push_back(compared(form - LinearForm{{}, count_of(*span.from)}, syntax::Comparison::greater_equal));
  if (span.through)
    all.push_back(compared(form - LinearForm{{}, count_of(*span.through)}, syntax::Comparison::less_equal));
  return formulas_.conjunction(std::move(all));
}

FormulaId Model::compared(const LinearForm& form, syntax::Comparison op) {
  using syntax::Comparison;
  if (form.is_constant()) {
    const int sign = form.constant.sign();
    switch (op) {
      case Comparison::equal:
        return Formulas::constant(sign == 0);
      case Comparison::not_equal:
        return Formulas::constant(sign != 0);
      case Comparison::less:
        return Formulas::constant(sign < 0);
      case Comparison::less_equal:
        return Formulas::constant(sign <= 0);
      case Comparison::greater:
        return Formulas::constant(sign > 0);
      case Comparison::greater_equal:
        return Formulas::constant(sign >= 0);
    }
  }
  // terms + constant op 0  ->  terms / first op' -constant / first
  const Number& first = form.terms.front().second;
  LinearForm normal = form.scaled(Number(1) / first);
  const Number value = -normal.constant;
  normal.constant = 0;
  if (first.sign() < 0) {
    if (op == Comparison::less) {
      op = Comparison::greater;
    } else if (op == Comparison::less_equal) {
      op = Comparison::greater_equal;
    } else if (op == Comparison::greater) {
      op = Comparison::less;
    } else if (op == Comparison::greater_equal) {
      op = Comparison::less_equal;
    }
  }
  switch (op) {
    case Comparison::less:
      return below(normal, value, false);
    case Comparison::less_equal:
      return below(normal, value, true);
    case Comparison::greater:
      return formulas_.negation(below(normal, value, true));
    case Comparison::greater_equal:
      return formulas_.negation(below(normal, value, false));
    case Comparison::equal:
    case Comparison::not_equal:
      break;
  }
  const FormulaId equal =
      formulas_.conjunction({below(normal, value, true), formulas_.negation(below(normal, value, false))});
  return op == Comparison::equal ? equal : formulas_.negation(equal);
}

void Model::cut() {
  for (Axis& axis : axes_) {
    if (axis.ordered()) {
      axis.domain = domain_of(axis.form, atoms_);
      cut_into_segments(axis);
    } else {
      axis.size = values_of(atoms_[axis.atom]);
    }
  }
}

Box Model::whole() const {
  Box box;
  box.reserve(axes_.size());
  for (const Axis& axis : axes_) box.push_back({0, axis.size});
  return box;
}

}  // namespace kaidah::analysis
