#include "engine/analysis/linear_form.hpp"

#include <algorithm>
#include <cstddef>

namespace kaidah::analysis {
namespace {

using types::Bound;
using types::Interval;
using values::RoundingMode;

// Past so many digits after the point an example is no longer one that a reader would choose.
constexpr int kMostDecimals = 30;

LinearForm combined(const LinearForm& a, const LinearForm& b, const Number& factor) {
  LinearForm sum;
  sum.constant = a.constant + factor * b.constant;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.terms.size() || j < b.terms.size()) {
    if (j == b.terms.size() || (i < a.terms.size() && a.terms[i].first < b.terms[j].first)) {
      sum.terms.push_back(a.terms[i++]);
    } else if (i == a.terms.size() || b.terms[j].first < a.terms[i].first) {
      sum.terms.emplace_back(b.terms[j].first, factor * b.terms[j].second);
      ++j;
    } else {
      Number total = a.terms[i].second + factor * b.terms[j].second;
      if (total.sign() != 0) sum.terms.emplace_back(a.terms[i].first, std::move(total));
      ++i;
      ++j;
    }
  }
  return sum;
}

std::optional<Bound> scaled(const std::optional<Bound>& bound, const Number& factor) {
  if (!bound) return std::nullopt;
  return Bound{bound->value * factor, bound->closed};
}

std::optional<Bound> added(const std::optional<Bound>& a, const std::optional<Bound>& b) {
  if (!a || !b) return std::nullopt;
  return Bound{a->value + b->value, a->closed && b->closed};
}

Number unit(int decimals) {
  Number one = 1;
  for (int i = 0; i < decimals; ++i) one = one / Number(10);
  return one;
}

}  // namespace

LinearForm operator+(const LinearForm& a, const LinearForm& b) {
  return combined(a, b, 1);
}

LinearForm operator-(const LinearForm& a, const LinearForm& b) {
  return combined(a, b, -1);
}

LinearForm LinearForm::scaled(const Number& factor) const {
  if (factor.sign() == 0) return {};  // no terms: whoever divides by a factor relies on it not being zero
  return combined({}, *this, factor);
}

std::string LinearForm::key() const {
  std::string key;
  for (const auto& [atom, factor] : terms) key += std::to_string(atom.index) + "*" + factor.to_string() + ";";
  return key;
}

Domain domain_of(const Atom& atom) {
  if (atom.type.kind == types::TypeKind::number) return {atom.type.range, atom.type.decimals};
  return {atom.type.range, 0};
}

Domain domain_of(const LinearForm& form, const IdVector<AtomId, Atom>& atoms) {
  Domain domain;
  domain.range = {Bound{form.constant, true}, Bound{form.constant, true}};
  domain.decimals = form.constant.decimals();
  for (const auto& [atom, factor] : form.terms) {
    const Domain one = domain_of(atoms[atom]);
    Interval range{scaled(one.range.low, factor), scaled(one.range.high, factor)};
    if (factor.sign() < 0) std::swap(range.low, range.high);
    domain.range = {added(domain.range.low, range.low), added(domain.range.high, range.high)};
    const std::optional<int> digits = factor.decimals();
    if (!domain.decimals || !digits || !one.decimals) {
      domain.decimals.reset();
    } else {
      domain.decimals = std::max(*domain.decimals, *digits + *one.decimals);
    }
  }
  return domain;
}

std::optional<Interval> tightened(const Interval& interval, std::optional<int> decimals) {
  Interval inside = interval;
  if (decimals && *decimals <= kMostDecimals) {
    const Number step = unit(*decimals);
    if (inside.low) {
      Number low = inside.low->value.rounded(*decimals, RoundingMode::ceiling);
      if (!inside.low->closed && low == inside.low->value) low = low + step;
      inside.low = Bound{std::move(low), true};
    }
    if (inside.high) {
      Number high = inside.high->value.rounded(*decimals, RoundingMode::floor);
      if (!inside.high->closed && high == inside.high->value) high = high - step;
      inside.high = Bound{std::move(high), true};
    }
  }
  if (inside.low && inside.high) {
    if (inside.low->value > inside.high->value) return std::nullopt;
    if (inside.low->value == inside.high->value && !(inside.low->closed && inside.high->closed)) return std::nullopt;
  }
  return inside;
}

std::optional<Number> plain_value(const Interval& interval, std::optional<int> decimals) {
  const int most = std::min(decimals.value_or(kMostDecimals), kMostDecimals);
  for (int digits = 0; digits <= most; ++digits) {
    const std::optional<Interval> inside = tightened(interval, digits);
    if (!inside) continue;
    if (!inside->low && !inside->high) return Number(0);
    if (!inside->low) return inside->high->value;
    if (!inside->high) return inside->low->value;
    const Number middle = (inside->low->value + inside->high->value) / Number(2);
    return std::clamp(middle.rounded(digits, RoundingMode::half_up), inside->low->value, inside->high->value);
  }
  if (decimals) return std::nullopt;
  const std::optional<Interval> inside = tightened(interval, std::nullopt);
  if (!inside || !inside->low || !inside->high) return std::nullopt;
  return (inside->low->value + inside->high->value) / Number(2);
}

}  // namespace kaidah::analysis
