#pragma once
// A closer look at where the values of a rule lie than its expressions' types give.

#include <optional>

#include "engine/check/context.hpp"

namespace kaidah::check {

/// Nothing when there is no closer look. REQUIRES: the rule's expressions were checked.
[[nodiscard]] std::optional<types::Interval> closer_range(Context& context, RuleId rule);

}  // namespace kaidah::check
