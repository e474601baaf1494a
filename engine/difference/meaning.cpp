#include "engine/difference/meaning.hpp"

#include "engine/json/text.hpp"

namespace kaidah::difference {
namespace {

using json::quoted;

std::string day(const std::optional<values::Date>& date) {
  return date ? date->to_string() : std::string("-");
}

std::string end(const std::optional<types::Bound>& bound) {
  return bound ? bound->value.to_string() + (bound->closed ? "" : "!") : std::string("-");
}

}  // namespace

std::string Renames::of(NameKind kind, const std::string& name) const {
  const auto found = names_.find({kind, name});
  return found == names_.end() ? name : found->second;
}

std::string scoped_name(const check::CheckedPolicy& policy, const check::Rule& rule) {
  return rule.group ? policy.groups[rule.group].name + "/" + rule.name : rule.name;
}

std::string scoped_name(const check::CheckedPolicy& policy, const check::Duty& duty) {
  return duty.group ? policy.groups[duty.group].name + "/" + duty.name : duty.name;
}

std::string Meaning::of(const check::Type& type) const {
  std::string text = std::to_string(static_cast<int>(type.kind)) + (type.optional ? "?" : "");
  switch (type.kind) {
    case types::TypeKind::number:
    case types::TypeKind::days:
    case types::TypeKind::months:
      text += " " + end(type.range.low) + ".." + end(type.range.high) + " " +
              (type.decimals ? std::to_string(*type.decimals) : "-");
      break;
    case types::TypeKind::enumeration:
      text += " " + name(NameKind::enumeration, policy_.enums[type.enumeration].name);
      break;
    case types::TypeKind::record:
      text += " " + name(NameKind::record, policy_.records[type.record].name);
      break;
    case types::TypeKind::list:
      text += " " + std::to_string(type.min_items) + ".." + std::to_string(type.max_items) + " " +
              (type.element ? of(*type.element) : "");
      break;
    case types::TypeKind::error:
    case types::TypeKind::boolean:
    case types::TypeKind::text:
    case types::TypeKind::date:
    case types::TypeKind::member:
    case types::TypeKind::none:
      break;
  }
  return text;
}

std::string Meaning::of(const std::optional<check::InForce>& in_force) const {
  if (!in_force) return "-";
  const auto span = [](const check::DateSpan& dates) { return day(dates.from) + ".." + day(dates.through); };
  return span(in_force->reference_day) + " " + span(in_force->decision_day) + " " + span(in_force->end_of_period);
}

std::string Meaning::of(const values::Value& constant, const check::Type& type) const {
  if (constant.is_absent()) return "none";
  if (const auto* truth = std::get_if<bool>(&constant)) return *truth ? "true" : "false";
  if (const auto* number = std::get_if<values::Number>(&constant)) return number->to_string();
  if (const auto* text = std::get_if<std::string_view>(&constant)) return quoted(*text);
  if (const auto* date = std::get_if<values::Date>(&constant)) return date->to_string();
  if (const auto* days = std::get_if<values::Days>(&constant)) return std::to_string(days->count) + "d";
  if (const auto* months = std::get_if<values::Months>(&constant)) return std::to_string(months->count) + "m";
  if (const auto* member = std::get_if<values::Member>(&constant))
    return policy_.enums[type.enumeration].members[member->index].name;
  if (std::holds_alternative<const values::ListData*>(constant)) {
    std::string items = "[";
    for (const values::Value& item : constant.list().items) items += of(item, *type.element) + ",";
    return items + "]";
  }
  return "?";
}

std::string Meaning::guards(const check::Arm& arm) const {
  const std::size_t parameters = policy_.rules[policy_.statements[arm.statement].rule].parameters.size();
  std::string text = arm.otherwise ? "otherwise\n" : "";
  for (const check::Guard& guard : arm.guards) {
    if (const auto* expr = std::get_if<check::ExprRef>(&guard)) {
      text += of(*expr, parameters) + "\n";
      continue;
    }
    const auto& cell = std::get<check::CellGuard>(guard);
    text += of(cell.input, parameters);
    for (const auto& tests : cell.alternatives) {
      text += " |";
      for (const check::CellTest& test : tests)
        text += " " + std::to_string(static_cast<int>(test.op)) + " " + of(test.right, parameters);
    }
    text += "\n";
  }
  return text;
}

std::string Meaning::value(const check::Arm& arm) const {
  return of(arm.value, policy_.rules[policy_.statements[arm.statement].rule].parameters.size());
}

std::string Meaning::head(const check::Statement& statement) const {
  const std::size_t parameters = policy_.rules[statement.rule].parameters.size();
  return std::to_string(static_cast<int>(statement.order)) + "\n" + of(statement.provisions, parameters) +
         of(statement.in_force) + "\n" + of(statement.subject, parameters);
}

std::string Meaning::of(const check::EnumDeclaration& declaration) const {
  std::string text = declaration.ordered ? "ordered" : "";
  for (const check::EnumMember& member : declaration.members) {
    text += "\n" + member.name + " " + quoted(member.label) + quoted(member.wire);
    for (const std::string& alias : member.aliases) text += quoted(alias);
  }
  return text;
}

std::string Meaning::of(const check::FieldDeclaration& field) const {
  return quoted(field.key) + " " + of(field.type) + " " +
         (field.if_missing ? of(*field.if_missing, field.type) : std::string("-")) + " " +
         (field.one_for_each ? std::to_string(*field.one_for_each) : std::string("-")) +
         (field.period_assessed ? " period" : "");
}

std::string Meaning::of(const check::RecordDeclaration& declaration) const {
  std::string text;
  for (const check::FieldDeclaration& field : declaration.fields) text += of(field) + "\n";
  for (const check::ConditionDeclaration& condition : declaration.conditions)
    text += of(condition.condition) + " " + quoted(condition.message) + "\n";
  return text;
}

std::string Meaning::of(const check::ParameterDeclaration& declaration) const {
  std::string text = of(declaration.type) + " " + declaration.decided_by + "\n" + of(declaration.one_of) + "|" +
                     of(declaration.allowed_when) + "\n";
  for (const check::DatedValue& dated : declaration.values) text += day(dated.from) + " " + of(dated.value) + "\n";
  return text + day(declaration.through);
}

std::string Meaning::of(const check::GroupDeclaration& declaration) const {
  std::string text;
  for (const std::uint32_t field : declaration.key)
    text += quoted(policy_.records[policy_.input].fields[field].key) + " ";
  text += declaration.has_record ? of(policy_.records[declaration.record]) : std::string("-");
  for (const auto& ranking : declaration.rankings)
    text += "\n" + ranking.name + " " + of(ranking.by) + " " + of(ranking.then);
  return text;
}

std::string Meaning::of(const check::Rule& rule) const {
  std::string text = rule.is_output ? "output " : "";
  text += rule.overrides_field ? quoted(policy_.records[policy_.input].fields[*rule.overrides_field].key) : "-";
  for (const check::Type& parameter : rule.parameters) text += " " + of(parameter);
  text += "\n" + of(rule.type) + (rule.promised_range ? " promised" : "") + (rule.is_list ? " list" : "") +
          (rule.amended ? " amended" : "");
  const auto statements = [&](const auto& self, const std::vector<check::StatementId>& ids, int depth) -> void {
    for (const check::StatementId id : ids) {
      const check::Statement& statement = policy_.statements[id];
      text += "\n" + std::to_string(depth) + head(statement);
      self(self, statement.exceptions, depth + 1);
      for (const check::ArmId arm : statement.arms) {
        text += "\n" + guards(policy_.arms[arm]) + value(policy_.arms[arm]);
        self(self, policy_.arms[arm].exceptions, depth + 2);
      }
    }
  };
  statements(statements, rule.base, 0);
  text += "\nexceptions";
  statements(statements, rule.exceptions, 0);
  return text;
}

std::string Meaning::of(const check::Duty& duty) const {
  std::string text = of(duty.guards) + "|" + of(duty.condition) + "|" + of(duty.by) + "|" +
                     std::to_string(static_cast<int>(duty.severity)) + quoted(duty.code) + of(duty.in_force);
  for (const check::TemplatePart& part : duty.text) text += part.value ? of(part.value) : quoted(part.text);
  return text;
}

std::string Meaning::of(const check::Promise& promise) const {
  return of(promise.guards) + "|" + of(promise.condition) + quoted(promise.message) + of(promise.in_force);
}

std::string Meaning::of(const check::NotEncoded& left_out) const {
  std::string text = quoted(left_out.why) + of(left_out.guards) + of(left_out.in_force);
  for (const check::RuleId rule : left_out.affects)
    text += " " + name(NameKind::rule, scoped_name(policy_, policy_.rules[rule]));
  return text;
}

std::string Meaning::of(const check::Procedure& procedure) const {
  const auto target = [&](std::uint32_t to) {
    return to < procedure.steps.size() ? procedure.steps[to].name : procedure.ends[to - procedure.steps.size()].name;
  };
  std::string text = quoted(procedure.label) + of(procedure.guards) + of(procedure.in_force) + "\n" +
                     of(procedure.starts_when) + "|" + of(procedure.starts_from) + "|" + of(procedure.event_list) +
                     "|" + of(procedure.event_where) +
                     (procedure.event_field ? std::to_string(*procedure.event_field) : std::string());
  for (const check::ProcedureStep& step : procedure.steps) {
    text += "\n" + step.name + quoted(step.label) + std::to_string(static_cast<int>(step.bound)) + of(step.duration);
    for (const check::ProcedureExit& exit : step.exits)
      text += "\n " +
              (exit.on_expiry ? std::string("expiry") : policy_.enums[procedure.events].members[exit.event].name) +
              " " + of(exit.condition) + " " + target(exit.to);
    for (const check::Suspension& suspension : step.suspensions)
      text +=
          "\n suspended " + of(suspension.list) + of(suspension.where) + of(suspension.from) + of(suspension.through);
  }
  for (const check::ProcedureEnd& one : procedure.ends) text += "\n" + one.name + quoted(one.label);
  return text;
}

}  // namespace kaidah::difference
