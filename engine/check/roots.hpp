#pragma once
// The expressions of a statement, a duty, a procedure: each once or more, in no order that means anything.

#include "engine/check/checked_policy.hpp"

namespace kaidah::check {

template <class Visit>
void visit_root(ExprRef root, Visit&& visit) {
  if (root) visit(root);
}

template <class Visit>
void for_each_root(const CheckedPolicy& policy, StatementId id, Visit&& visit) {
  const Statement& statement = policy.statements[id];
  for (const ExprRef guard : statement.provisions) visit_root(guard, visit);
  visit_root(statement.subject, visit);
  for (const ArmId arm_id : statement.arms) {
    const Arm& arm = policy.arms[arm_id];
    for (const Guard& guard : arm.guards) {
      if (const auto* own = std::get_if<ExprRef>(&guard)) {
        visit_root(*own, visit);
        continue;
      }
      const auto& cell = std::get<CellGuard>(guard);
      visit_root(cell.input, visit);
      for (const std::vector<CellTest>& tests : cell.alternatives) {
        for (const CellTest& test : tests) visit_root(test.right, visit);
      }
    }
    visit_root(arm.value, visit);
  }
}

template <class Visit>
void for_each_root(const Duty& duty, Visit&& visit) {
  for (const ExprRef guard : duty.guards) visit_root(guard, visit);
  visit_root(duty.condition, visit);
  visit_root(duty.by, visit);
  for (const TemplatePart& part : duty.text) visit_root(part.value, visit);
}

template <class Visit>
void for_each_root(const Procedure& procedure, Visit&& visit) {
  for (const ExprRef guard : procedure.guards) visit_root(guard, visit);
  visit_root(procedure.starts_when, visit);
  visit_root(procedure.starts_from, visit);
  visit_root(procedure.event_list, visit);
  visit_root(procedure.event_where, visit);
  for (const ProcedureStep& step : procedure.steps) {
    visit_root(step.duration, visit);
    for (const ProcedureExit& exit : step.exits) visit_root(exit.condition, visit);
    for (const Suspension& suspension : step.suspensions) {
      visit_root(suspension.list, visit);
      visit_root(suspension.where, visit);
      visit_root(suspension.from, visit);
      visit_root(suspension.through, visit);
    }
  }
}

}  // namespace kaidah::check
