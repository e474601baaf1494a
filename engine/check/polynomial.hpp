#pragma once
// Arithmetic with names kept: where intervals alone forget that two figures hang together (`b = 100% - a`), sums of
// products of named values do not.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/check/context.hpp"
#include "engine/types/interval.hpp"

namespace kaidah::check {

/// A product of named values; sorted, a name as often as it is a factor. Empty: a constant.
using Monomial = std::vector<std::string>;

struct Polynomial {
  std::map<Monomial, values::Number> terms;      ///< none is zero
  std::map<std::string, types::Interval> names;  ///< what each name may be
};

[[nodiscard]] Polynomial add(Polynomial a, const Polynomial& b);
[[nodiscard]] Polynomial scaled(Polynomial a, const values::Number& factor);

/// The expression with every rule that has just one plain value written out. Anything that is not arithmetic is a name
/// of its own. Nothing when it grows too large. REQUIRES: the expression was checked and is a number or a duration.
[[nodiscard]] std::optional<Polynomial> polynomial(Context& context, ExprRef expr);

/// Where its values lie. A name that is a factor at most once takes the polynomial to its extremes at the ends of its
/// range, so such ends are put in, a few names at a time.
[[nodiscard]] types::Interval range_of(const Polynomial& polynomial);

}  // namespace kaidah::check
