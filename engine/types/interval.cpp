#include "engine/types/interval.hpp"

#include <algorithm>
#include <utility>

namespace kaidah::types {
namespace {

using values::Number;

using End = std::optional<Bound>;

/// The lower (sign -1) or higher (sign 1) of two ends of that side; a missing end is infinite.
const End& outermost(const End& a, const End& b, int sign) {
  if (!a) return a;
  if (!b) return b;
  if (a->value == b->value) return a->closed ? a : b;
  return (a->value < b->value) == (sign < 0) ? a : b;
}

const End& innermost(const End& a, const End& b, int sign) {
  if (!a) return b;
  if (!b) return a;
  if (a->value == b->value) return a->closed ? b : a;
  return (a->value < b->value) == (sign < 0) ? b : a;
}

/// Ends with more digits are left out: a product doubles them, a chain of products doubles them again and again, and no
/// number of a record has as many (Limits::number_digits).
constexpr std::size_t kMostDigits = 400;

End kept(Number value, bool closed) {
  if (value.digits_bound() > kMostDigits) return std::nullopt;
  return Bound{std::move(value), closed};
}

End add_ends(const End& a, const End& b) {
  if (!a || !b) return std::nullopt;
  return kept(a->value + b->value, a->closed && b->closed);
}

End flipped(const End& a) {
  if (!a) return std::nullopt;
  return Bound{-a->value, a->closed};
}

/// An end while it is multiplied: a number or an infinity.
struct Extended {
  int infinity = 0;  // -1, 0, 1
  Number value;
  bool closed = true;
};

Extended extended(const End& end, int infinity) {
  if (!end) return {infinity, Number(), false};
  return {0, end->value, end->closed};
}

/// Infinity times zero is zero, since the zero is exact and the other end only unbounded.
Extended product(const Extended& a, const Extended& b) {
  const int sign_a = a.infinity != 0 ? a.infinity : a.value.sign();
  const int sign_b = b.infinity != 0 ? b.infinity : b.value.sign();
  if (sign_a == 0 || sign_b == 0) {
    // A zero that belongs to its interval is reached whatever the other end.
    const bool reached = (sign_a == 0 && a.closed) || (sign_b == 0 && b.closed);
    return {0, Number(), reached};
  }
  if (a.infinity != 0 || b.infinity != 0) return {sign_a * sign_b, Number(), false};
  return {0, a.value * b.value, a.closed && b.closed};
}

bool lower(const Extended& a, const Extended& b) {
  if (a.infinity != b.infinity) return a.infinity < b.infinity;
  return a.infinity == 0 && a.value < b.value;
}

bool same(const Extended& a, const Extended& b) {
  return a.infinity == b.infinity && (a.infinity != 0 || a.value == b.value);
}

End as_end(const Extended& e) {
  if (e.infinity != 0) return std::nullopt;
  return kept(e.value, e.closed);
}

}  // namespace

Interval point(Number value) {
  Interval result;
  result.low = Bound{value, true};
  result.high = Bound{std::move(value), true};
  return result;
}

Interval between(Number low, Number high) {
  Interval result;
  result.low = Bound{std::move(low), true};
  result.high = Bound{std::move(high), true};
  return result;
}

Interval at_least(Number low) {
  Interval result;
  result.low = Bound{std::move(low), true};
  return result;
}

Interval counts(std::size_t min, std::size_t max) {
  Interval result = at_least(Number(min));
  if (max != 0) result.high = Bound{Number(max), true};
  return result;
}

bool is_empty(const Interval& interval) {
  if (!interval.low || !interval.high) return false;
  if (interval.low->value == interval.high->value) return !interval.low->closed || !interval.high->closed;
  return interval.high->value < interval.low->value;
}

std::optional<Number> single(const Interval& interval) {
  if (!interval.low || !interval.high || !interval.low->closed || !interval.high->closed) return std::nullopt;
  if (interval.low->value != interval.high->value) return std::nullopt;
  return interval.low->value;
}

bool contains(const Interval& outer, const Interval& inner) {
  return is_empty(inner) || hull(outer, inner) == outer;
}

bool contains(const Interval& interval, const Number& number) {
  return contains(interval, point(number));
}

bool excludes_zero(const Interval& interval) {
  return !contains(interval, Number());
}

bool disjoint(const Interval& a, const Interval& b) {
  return is_empty(intersect(a, b));
}

Interval intersect(const Interval& a, const Interval& b) {
  return {innermost(a.low, b.low, -1), innermost(a.high, b.high, 1)};
}

Interval hull(const Interval& a, const Interval& b) {
  if (is_empty(a)) return b;
  if (is_empty(b)) return a;
  return {outermost(a.low, b.low, -1), outermost(a.high, b.high, 1)};
}

Interval negate(const Interval& a) {
  return {flipped(a.high), flipped(a.low)};
}

Interval add(const Interval& a, const Interval& b) {
  return {add_ends(a.low, b.low), add_ends(a.high, b.high)};
}

Interval subtract(const Interval& a, const Interval& b) {
  return add(a, negate(b));
}

Interval multiply(const Interval& a, const Interval& b) {
  const Extended ends_a[] = {extended(a.low, -1), extended(a.high, 1)};
  const Extended ends_b[] = {extended(b.low, -1), extended(b.high, 1)};
  Extended low = product(ends_a[0], ends_b[0]);
  Extended high = low;
  for (const Extended& x : ends_a) {
    for (const Extended& y : ends_b) {
      const Extended p = product(x, y);
      if (lower(p, low)) {
        low = p;
      } else if (same(p, low)) {
        low.closed = low.closed || p.closed;
      }
      if (lower(high, p)) {
        high = p;
      } else if (same(p, high)) {
        high.closed = high.closed || p.closed;
      }
    }
  }
  // An open zero end of one factor still gives zero where the other factor contains it.
  const bool zero = contains(a, Number()) || contains(b, Number());
  if (zero && low.infinity == 0 && low.value.sign() == 0) low.closed = true;
  if (zero && high.infinity == 0 && high.value.sign() == 0) high.closed = true;
  return {as_end(low), as_end(high)};
}

Interval divide(const Interval& a, const Interval& b) {
  if (!excludes_zero(b)) return {};
  // 1/b: both ends on one side of zero; an end at zero or missing swaps roles.
  const auto inverse = [](const End& end) -> End {
    if (!end) return Bound{Number(), false};
    if (end->value.sign() == 0) return std::nullopt;
    return Bound{Number(1) / end->value, end->closed};
  };
  return multiply(a, {inverse(b.high), inverse(b.low)});
}

Interval absolute(const Interval& a) {
  if (a.low && a.low->value.sign() >= 0) return a;
  if (a.high && a.high->value.sign() <= 0) return negate(a);
  return {Bound{Number(), true}, outermost(flipped(a.low), a.high, 1)};
}

Interval least(const Interval& a, const Interval& b) {
  return {outermost(a.low, b.low, -1), innermost(a.high, b.high, 1)};
}

Interval greatest(const Interval& a, const Interval& b) {
  return {innermost(a.low, b.low, -1), outermost(a.high, b.high, 1)};
}

Interval rounded(const Interval& a, int decimals, values::RoundingMode mode) {
  const auto end = [&](const End& e) -> End {
    if (!e) return std::nullopt;
    return kept(e->value.rounded(decimals, mode), true);
  };
  return {end(a.low), end(a.high)};
}

Interval sum(const Interval& item, const Interval& count) {
  // Not item * count: the items differ, but n items of lo..hi lie within n*lo..n*hi.
  return multiply(item, count);
}

std::string to_text(const Interval& interval) {
  const End& low = interval.low;
  const End& high = interval.high;
  if (!low && !high) return "..";
  if (low && high && low->closed && high->closed) {
    if (low->value == high->value) return low->value.to_string();
    return low->value.to_string() + ".." + high->value.to_string();
  }
  if (low && high) {
    return low->value.to_string() + (low->closed ? " <= x " : " < x ") + (high->closed ? "<= " : "< ") +
           high->value.to_string();
  }
  if (low) return (low->closed ? "x >= " : "x > ") + low->value.to_string();
  return (high->closed ? "x <= " : "x < ") + high->value.to_string();
}

}  // namespace kaidah::types
