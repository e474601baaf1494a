#pragma once
// Expressions as they stand in a statement, duty or procedure: in the scope of their block, with what the blocks around
// it ask for.

#include "engine/check/context.hpp"
#include "engine/check/expressions.hpp"

namespace kaidah::check {

[[nodiscard]] Surroundings surroundings(const Context& context, const Standing& standing);

/// Checks the conditions of the blocks around, once each, and learns that they hold. Variables of `expressions`
/// declared so far keep their places; later ones come after those of the conditions.
void enter_provisions(Context& context, Expressions& expressions, const Standing& standing);

}  // namespace kaidah::check
