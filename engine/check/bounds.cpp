#include "engine/check/bounds.hpp"

#include "engine/check/polynomial.hpp"
#include "engine/types/interval.hpp"

namespace kaidah::check {

std::optional<types::Interval> closer_range(Context& context, RuleId rule) {
  std::optional<types::Interval> result;
  for (const StatementId id : context.rules[rule.index].statements) {
    for (const ArmId arm_id : context.policy.statements[id].arms) {
      const ExprRef value = context.policy.arms[arm_id].value;
      const Type& type = context.policy.type(value);
      if (type.kind == types::TypeKind::none) continue;
      types::Interval range = type.range;
      if (const std::optional<Polynomial> terms = polynomial(context, value)) {
        range = types::intersect(range, range_of(*terms));
      }
      result = result ? types::hull(*result, range) : range;
    }
  }
  return result;
}

}  // namespace kaidah::check
