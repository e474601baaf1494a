#include "engine/analysis/level.hpp"

#include <utility>

namespace kaidah::analysis {

using check::Statement;

Level LevelBuilder::base(const check::Rule& rule) {
  Level level;
  std::vector<FormulaId> in_force_everywhere;
  for (const check::StatementId id : rule.base) {
    add(level, id, Formulas::constant(true));
    in_force_everywhere.push_back(in_force(model_.policy().statements[id]));
  }
  level.beaten = any_yields(rule.exceptions);
  level.in_force = model_.formulas().conjunction(std::move(in_force_everywhere));
  level.must_apply = !rule.type.optional && !rule.overrides_field && !rule.is_list;
  return level;
}

Level LevelBuilder::exceptions(const std::vector<check::StatementId>& statements) {
  Level level;
  level.exceptions = true;
  for (const check::StatementId id : statements) add(level, id, Formulas::constant(true));
  return level;
}

FormulaId LevelBuilder::decides(const Level& level, std::size_t index) {
  const Contender& contender = level.contenders[index];
  if (!contender.after_others) return contender.condition;
  std::vector<FormulaId> parts = {contender.condition};
  for (std::size_t i = 0; i < index; ++i)
    if (level.contenders[i].list == contender.list)
      parts.push_back(model_.formulas().negation(level.contenders[i].condition));
  return model_.formulas().conjunction(std::move(parts));
}

EnvironmentPtr LevelBuilder::environment_of(const Statement& statement) const {
  if (!statement.subject_local || !statement.subject) return environment_;
  auto environment = std::make_shared<Environment>(*environment_);
  environment->locals[*statement.subject_local] = LocalBinding{{statement.subject, environment_}, {}};
  return environment;
}

FormulaId LevelBuilder::condition_of(const check::Guard& guard, const EnvironmentPtr& environment) {
  if (const auto* ref = std::get_if<check::ExprRef>(&guard)) return compiler_.condition({*ref, environment});
  const auto& cell = std::get<check::CellGuard>(guard);
  if (cell.alternatives.empty()) return Formulas::constant(true);
  std::vector<FormulaId> any;
  for (const std::vector<check::CellTest>& tests : cell.alternatives) {
    std::vector<FormulaId> all;
    for (const check::CellTest& test : tests)
      all.push_back(compiler_.compared({cell.input, environment}, test.op, {test.right, environment}));
    any.push_back(model_.formulas().conjunction(std::move(all)));
  }
  return model_.formulas().disjunction(std::move(any));
}

FormulaId LevelBuilder::guards_of(const check::Arm& arm, const EnvironmentPtr& environment) {
  std::vector<FormulaId> all;
  for (const check::Guard& guard : arm.guards) all.push_back(condition_of(guard, environment));
  return model_.formulas().conjunction(std::move(all));
}

FormulaId LevelBuilder::in_force(const Statement& statement) {
  if (!statement.in_force) return Formulas::constant(true);
  std::vector<FormulaId> all;
  const auto covered = [&](const check::DateSpan& span, syntax::InForceClock clock) {
    if (span.limits()) all.push_back(model_.covered(day_of(model_, clock), span));
  };
  covered(statement.in_force->reference_day, syntax::InForceClock::reference_day);
  covered(statement.in_force->decision_day, syntax::InForceClock::decision_day);
  covered(statement.in_force->end_of_period, syntax::InForceClock::end_of_period);
  return model_.formulas().conjunction(std::move(all));
}

FormulaId LevelBuilder::provisions(const Statement& statement, const EnvironmentPtr& environment) {
  std::vector<FormulaId> all = {in_force(statement)};
  for (const check::ExprRef provision : statement.provisions)
    all.push_back(compiler_.condition({provision, environment}));
  return model_.formulas().conjunction(std::move(all));
}

FormulaId LevelBuilder::any_yields(const std::vector<check::StatementId>& statements) {
  std::vector<FormulaId> any;
  for (const check::StatementId id : statements) {
    const Statement& statement = model_.policy().statements[id];
    const EnvironmentPtr environment = environment_of(statement);
    std::vector<FormulaId> arms;
    for (const check::ArmId arm_id : statement.arms) {
      const check::Arm& arm = model_.policy().arms[arm_id];
      arms.push_back(arm.otherwise ? Formulas::constant(true) : guards_of(arm, environment));
      arms.push_back(any_yields(arm.exceptions));
    }
    any.push_back(any_yields(statement.exceptions));
    any.push_back(model_.formulas().conjunction(
        {provisions(statement, environment), model_.formulas().disjunction(std::move(arms))}));
  }
  return model_.formulas().disjunction(std::move(any));
}

void LevelBuilder::add(Level& level, check::StatementId id, FormulaId where) {
  const Statement& statement = model_.policy().statements[id];
  for (const check::StatementId exception : statement.exceptions) add(level, exception, where);
  const FormulaId beaten = any_yields(statement.exceptions);
  add_arms(level, id, model_.formulas().conjunction({where, model_.formulas().negation(beaten)}));
}

void LevelBuilder::add_arms(Level& level, check::StatementId id, FormulaId where) {
  const Statement& statement = model_.policy().statements[id];
  const EnvironmentPtr environment = environment_of(statement);
  const FormulaId here = model_.formulas().conjunction({where, provisions(statement, environment)});
  const bool in_order = statement.order == syntax::CaseOrder::in_order;
  const std::uint32_t list = level.lists++;
  for (const check::ArmId arm_id : statement.arms) {
    const check::Arm& arm = model_.policy().arms[arm_id];
    // An exception to the place of an arm is tried where the arm stands.
    const std::size_t before = level.contenders.size();
    for (const check::StatementId exception : arm.exceptions) add(level, exception, here);
    if (in_order) {
      for (std::size_t i = before; i < level.contenders.size(); ++i) {
        level.contenders[i].list = list;
        level.contenders[i].after_others = true;
        level.contenders[i].ordered = true;
      }
    }
    Contender contender;
    contender.arm = arm_id;
    contender.statement = id;
    const FormulaId beaten = any_yields(arm.exceptions);
    const FormulaId guards = arm.otherwise ? Formulas::constant(true) : guards_of(arm, environment);
    contender.condition = model_.formulas().conjunction({here, guards, model_.formulas().negation(beaten)});
    contender.list = list;
    contender.after_others = in_order || arm.otherwise;
    contender.ordered = contender.after_others;
    contender.value = resolved(model_.policy(), {arm.value, environment});
    contender.undetermined =
        std::holds_alternative<syntax::UndeterminedExpr>(model_.policy().expression(contender.value.expr).node);
    // What is collected never clashes.
    if (keys_ && statement.order != syntax::CaseOrder::collect)
      contender.value_key = key_of(model_.policy(), contender.value);
    level.contenders.push_back(std::move(contender));
  }
}

AtomId day_of(Model& model, syntax::InForceClock clock) {
  switch (clock) {
    case syntax::InForceClock::decision_day:
      return model.day_atom(syntax::ReferenceDay::decision_day);
    case syntax::InForceClock::end_of_period:
      return model.day_atom(syntax::ReferenceDay::end_of_period);
    case syntax::InForceClock::reference_day:
      break;
  }
  return model.day_atom(model.policy().header.reference_day.value_or(syntax::ReferenceDay::end_of_period));
}

}  // namespace kaidah::analysis
