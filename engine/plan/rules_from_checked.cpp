// Rules, duties, procedures -> their planned forms.

#include "engine/plan/builder.hpp"

namespace kaidah::plan {
namespace {

Scope scope_of(const check::Rule& rule) {
  Scope scope;
  if (rule.scope == check::RuleScope::group) scope.group = rule.group;
  return scope;
}

}  // namespace

void Builder::compile_rule(std::uint32_t index) {
  const std::size_t before = plan_.nodes.size();
  depth_ = 0;
  height_ = 0;
  Rule made = plan_.rules[index];
  const check::Rule& rule = policy_.rules[made.id];
  Scope scope = scope_of(rule);
  std::vector<values::Value> arguments;
  for (const auto& [of, known] : specialised_)
    if (of == index) arguments = known;
  if (!arguments.empty()) scope.constants = &arguments;
  made.parameters = static_cast<std::uint32_t>(rule.parameters.size());
  made.locals = rule.locals;
  made.optional = rule.type.optional;
  made.promised = rule.promised_range;
  if (rule.overrides_field) {
    made.override_field = *rule.overrides_field;
    need_field(policy_.input, *rule.overrides_field);
  }
  std::vector<std::uint32_t> statements;
  for (const check::StatementId id : rule.exceptions) statements.push_back(compile_statement(id, scope));
  made.exceptions = list(statements);
  statements.clear();
  for (const check::StatementId id : rule.base) statements.push_back(compile_statement(id, scope));
  made.base = list(statements);
  made.plain = plain_value(made);
  if (made.plain) made.plain_arm = plan_.statements[plan_.lists[made.base.begin]].arms.begin;
  made.cost = static_cast<std::uint32_t>(plan_.nodes.size() - before) + 1;
  made.height = height_ + 1;
  plan_.rules[index] = made;
}

NodeId Builder::plain_value(const Rule& rule) const {
  if (rule.override_field != kNone || rule.exceptions.count != 0 || rule.base.count != 1) return {};
  const Statement& statement = plan_.statements[plan_.lists[rule.base.begin]];
  if (statement.order == syntax::CaseOrder::collect || statement.provisions.count != 0 || statement.in_force ||
      statement.subject || statement.exceptions.count != 0 || statement.arms.count != 1)
    return {};
  const Arm& arm = plan_.arms[statement.arms.begin];
  return arm.guards.count == 0 && arm.exceptions.count == 0 ? arm.value : NodeId();
}

std::uint32_t Builder::compile_statement(check::StatementId id, const Scope& scope) {
  const check::Statement& statement = policy_.statements[id];
  Statement made;
  made.id = id;
  made.order = statement.order;
  made.provisions = expressions(statement.provisions, scope);
  made.in_force = statement.in_force;
  need_days(made.in_force, scope.group);
  if (statement.subject_local) {
    made.subject = expression(statement.subject, scope);
    made.subject_local = *statement.subject_local;
  }
  std::vector<std::uint32_t> exceptions;
  for (const check::StatementId exception : statement.exceptions)
    exceptions.push_back(compile_statement(exception, scope));
  made.exceptions = list(exceptions);
  // Exceptions to an arm bring arms of their own: these come first, so that the arms of one statement stand together.
  std::vector<Arm> arms;
  for (const check::ArmId arm : statement.arms) arms.push_back(compile_arm(arm, scope));
  made.arms = {static_cast<std::uint32_t>(plan_.arms.size()), static_cast<std::uint32_t>(arms.size())};
  plan_.arms.insert(plan_.arms.end(), arms.begin(), arms.end());
  plan_.statements.push_back(made);
  return static_cast<std::uint32_t>(plan_.statements.size() - 1);
}

Arm Builder::compile_arm(check::ArmId id, const Scope& scope) {
  const check::Arm& arm = policy_.arms[id];
  Arm made;
  made.id = id;
  made.otherwise = arm.otherwise;
  made.mark = mark(arm.provenance);
  std::vector<std::uint32_t> items;
  for (const check::StatementId exception : arm.exceptions) items.push_back(compile_statement(exception, scope));
  made.exceptions = list(items);
  items.clear();
  for (const check::Guard& guard : arm.guards) items.push_back(compile_guard(guard, scope).index);
  made.guards = list(items);
  made.value = expression(arm.value, scope);
  return made;
}

NodeId Builder::compile_guard(const check::Guard& guard, const Scope& scope) {
  if (const auto* ref = std::get_if<check::ExprRef>(&guard)) return expression(*ref, scope);
  const auto& cell = std::get<check::CellGuard>(guard);
  // Most cells name one value.
  if (cell.alternatives.size() == 1 && cell.alternatives[0].size() == 1)
    return compare(cell.input, cell.alternatives[0][0].op, cell.input, cell.alternatives[0][0].right, scope);
  Cell made;
  need_all(policy_.type(cell.input));
  made.input = expression(cell.input, scope);
  for (const std::vector<check::CellTest>& tests : cell.alternatives) {
    std::vector<CellTest>& alternative = made.alternatives.emplace_back();
    for (const check::CellTest& test : tests) alternative.push_back({test.op, expression(test.right, scope)});
  }
  plan_.cells.push_back(std::move(made));
  return emit(cell.input, {.op = Op::cell, .a = static_cast<std::uint32_t>(plan_.cells.size() - 1)});
}

void Builder::compile_parameter(check::ParameterId id) {
  if (parameter_done_[id.index]) return;
  parameter_done_[id.index] = true;
  const check::ParameterDeclaration& declared = policy_.parameters[id];
  // Constant expressions may be more than a literal; those that do not fold are none that the checker lets through.
  const auto value_of = [&](check::ExprRef ref) {
    const values::Value* value = constant_of(expression(ref, {}));
    return value != nullptr ? *value : values::Value();
  };
  Parameter made;
  made.id = id;
  for (const check::DatedValue& dated : declared.values) made.values.push_back({dated.from, value_of(dated.value)});
  made.through = declared.through;
  for (const check::ExprRef ref : declared.one_of) made.one_of.push_back(value_of(ref));
  made.dated = made.through.has_value();
  for (const Parameter::Dated& value : made.values) made.dated = made.dated || value.from.has_value();
  if (made.dated) {
    plan_.dated = true;
    for (std::uint32_t group = 0; group < policy_.groups.size(); ++group) need_period(check::GroupId(group));
    need_period({});
  }
  made.mark = mark(declared.provenance);
  plan_.parameters[id.index] = std::move(made);
  if (plan_.options.everything && declared.allowed_when) {
    const NodeId allowed_when = expression(declared.allowed_when, {});  // may plan other parameters
    plan_.parameters[id.index].allowed_when = allowed_when;
  }
}

void Builder::compile_duty(std::uint32_t index) {
  Duty made = plan_.duties[index];
  const check::Duty& duty = policy_.duties[made.id];
  const Scope scope{.group = duty.group};
  made.guards = expressions(duty.guards, scope);
  made.condition = expression(duty.condition, scope);
  made.by = optional_expression(duty.by, scope);
  for (const check::TemplatePart& part : duty.text) {
    TemplatePart& text = made.text.emplace_back();
    text.text = part.text;
    if (!part.value) continue;
    text.value = expression(part.value, scope);
    text.type = policy_.type(part.value);
    need_all(text.type);
  }
  need_days(duty.in_force, duty.group);
  made.locals = duty.locals;
  made.mark = mark(duty.provenance);
  plan_.duties[index] = std::move(made);
}

void Builder::compile_procedure(std::uint32_t index) {
  Procedure made = plan_.procedures[index];
  const check::Procedure& procedure = policy_.procedures[made.id];
  made.guards = expressions(procedure.guards, {});
  made.starts_when = optional_expression(procedure.starts_when, {});
  made.starts_from = optional_expression(procedure.starts_from, {});
  types::Type events;
  if (procedure.event_list) {
    made.event_list = expression(procedure.event_list, {});
    events = policy_.type(procedure.event_list);
  } else if (procedure.event_field) {
    need_field(policy_.input, *procedure.event_field);
    made.event_list = emit({}, {.op = Op::input_field, .a = *procedure.event_field});
    events = policy_.records[policy_.input].fields[*procedure.event_field].type;
  }
  if (events.element != nullptr) {
    need_field(events.element->record, procedure.event_kind_field);
    need_field(events.element->record, procedure.event_date_field);
  }
  made.event_where = optional_expression(procedure.event_where, {});
  need_days(procedure.in_force, {});
  for (const check::ProcedureStep& step : procedure.steps) {
    ProcedureStep& planned = made.steps.emplace_back();
    planned.mark = mark(step.provenance);
    if (step.duration) {
      planned.duration = expression(step.duration, {});
      planned.duration_kind = policy_.type(step.duration).kind;
    }
    for (const check::ProcedureExit& exit : step.exits)
      planned.exits.push_back({optional_expression(exit.condition, {}), mark(exit.provenance)});
    for (const check::Suspension& suspension : step.suspensions)
      planned.suspensions.push_back({expression(suspension.list, {}), optional_expression(suspension.where, {}),
                                     optional_expression(suspension.from, {}),
                                     optional_expression(suspension.through, {})});
  }
  for (const check::ProcedureEnd& end : procedure.ends) made.end_marks.push_back(mark(end.provenance));
  made.locals = procedure.locals;
  made.mark = mark(procedure.provenance);
  plan_.procedures[index] = std::move(made);
}

}  // namespace kaidah::plan
