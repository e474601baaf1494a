#include "engine/check/children.hpp"
#include "tests/oracle/oracle.hpp"

namespace kaidah::oracle {

using check::ExprRef;

/// Does the expression name a rule that was computed?
bool Decider::concerns_known(ExprRef ref) const {
  const auto* rule = std::get_if<check::RuleTarget>(&policy_.target(ref));
  bool found = rule != nullptr && known_.contains(rule->rule);
  check::for_each_child(policy_.expression(ref), [&](syntax::ExprId part) {
    found = found || concerns_known({ref.tree, part});
  });
  return found;
}

/// Another policy decides a record inside the record: by a decider of its own, whose rejection is ours.
Value Decider::output_of(const check::ResultTarget& target, const Here& here) {
  const check::Result& result = policy_.results[target.result];
  const Force force = in_force(result.in_force);
  if (force == Force::no) reject("K5004");
  if (force == Force::open) reject("K5008");
  const Value record = eval(result.record, here);
  if (record.absent()) return Absent{};
  std::unique_ptr<Decider>& inner = results_[target.result];
  if (!inner) {
    const Parameters* parameters = &no_parameters_;
    if (result_parameters_ != nullptr)
      if (const auto set = result_parameters_->find(target.result); set != result_parameters_->end())
        parameters = &set->second;
    inner = std::make_unique<Decider>(*result.policy, *parameters, clocks_);
    inner->input_ = std::get<std::shared_ptr<const Values>>(record);
  }
  try {
    return inner->output(target.output);
  } catch (Rejected& rejected) {
    if (rejected.rule.empty()) rejected.rule = result.name;
    rejected.article.reset();  // one of the other policy
    throw;
  }
}

Value Decider::output(check::RuleId id) {
  require_regime();
  const Value value = rule(id);
  check_promises(false);
  return value;
}

}  // namespace kaidah::oracle
