#include "engine/check/dump.hpp"

#include <variant>

#include "grammar/format/format.hpp"
#include "grammar/vocabulary/citation.hpp"
#include "grammar/vocabulary/mark.hpp"

namespace kaidah::check {
namespace {

constexpr syntax::Vocabulary kWords = syntax::Vocabulary::english;

std::string range_text(const types::Interval& range) {
  if (!range.low && !range.high) return {};
  std::string text = " ";
  if (range.low) text += range.low->value.to_string() + (range.low->closed ? "" : "<");
  text += "..";
  if (range.high) text += (range.high->closed ? "" : "<") + range.high->value.to_string();
  return text;
}

class Dumper {
 public:
  explicit Dumper(const CheckedPolicy& policy) : policy_(policy) {}

  std::string all() {
    line(0, "policy " + policy_.id + " " + policy_.version);
    for (const EnumDeclaration& declared : policy_.enums) dump_enum(declared);
    for (const RecordDeclaration& declared : policy_.records) dump_record(declared);
    for (const ParameterDeclaration& declared : policy_.parameters) dump_parameter(declared);
    for (const GroupDeclaration& declared : policy_.groups) dump_group(declared);
    for (const RuleId id : policy_.order) dump_rule(policy_.rules[id]);
    for (const Duty& duty : policy_.duties) dump_duty(duty);
    for (const Promise& promise : policy_.promises) {
      line(0, std::string("always ") + (promise.proved ? "proved " : "checked ") + text(promise.condition) +
                  place(promise.provenance));
    }
    for (const NotEncoded& item : policy_.not_encoded) dump_not_encoded(item);
    for (const Procedure& procedure : policy_.procedures) dump_procedure(procedure);
    return std::move(out_);
  }

 private:
  void line(std::size_t depth, const std::string& text) {
    out_.append(depth * 2, ' ');
    out_ += text;
    out_ += '\n';
  }

  [[nodiscard]] std::string text(ExprRef expr) const {
    if (!expr) return "-";
    return format::format_expression(*policy_.trees[expr.tree].tree, expr.expr, kWords);
  }

  [[nodiscard]] std::string place(ProvenanceId id) const {
    if (!id) return {};
    const Provenance& provenance = policy_.provenances[id];
    std::string shown = vocabulary::citation(provenance.place, kWords);
    if (!shown.empty()) shown = " @ " + shown;
    for (const syntax::Mark& mark : provenance.marks) {
      shown += " [" + std::string(vocabulary::mark_name(mark.kind, kWords)) +
               (mark.text.empty() ? "" : ": " + mark.text) + "]";
    }
    return shown;
  }

  void dump_enum(const EnumDeclaration& declared) {
    line(0, "enum " + declared.name + (declared.ordered ? " ordered" : ""));
    for (const EnumMember& member : declared.members) {
      line(1, member.name + (member.output() == member.name ? "" : " written " + member.output()));
    }
  }

  void dump_record(const RecordDeclaration& declared) {
    line(0, "record " + declared.name);
    for (const FieldDeclaration& field : declared.fields) {
      std::string shown = field.name + ": " + type_text(policy_, field.type);
      if (field.key != field.name) shown += " key " + field.key;
      if (field.if_missing) shown += " has default";
      if (field.period_assessed) shown += " period assessed";
      line(1, shown);
    }
    for (const ConditionDeclaration& condition : declared.conditions) line(1, "condition " + text(condition.condition));
  }

  void dump_parameter(const ParameterDeclaration& declared) {
    line(0, "parameter " + declared.name + ": " + type_text(policy_, declared.type) +
                (declared.decided_by.empty() ? "" : " decided by " + declared.decided_by) + place(declared.provenance));
    for (const DatedValue& value : declared.values) {
      line(1, "from " + (value.from ? value.from->to_string() : std::string("-")) + ": " + text(value.value));
    }
  }

  void dump_group(const GroupDeclaration& declared) {
    line(0, "group " + declared.name);
    for (const std::uint32_t field : declared.key) {
      line(1, "key " + policy_.records[policy_.input].fields[field].name);
    }
    for (const RuleId id : declared.outputs) line(1, "output " + policy_.rules[id].name);
    for (const GroupDeclaration::Ranking& ranking : declared.rankings) {
      line(1, "ranking " + ranking.name + " by " + text(ranking.by) + " then " + text(ranking.then) +
                  place(ranking.provenance));
    }
  }

  void dump_rule(const Rule& rule) {
    std::string head = "rule " + rule.name;
    for (std::size_t i = 0; i < rule.parameters.size(); ++i) {
      head += (i == 0 ? "(" : ", ") + rule.parameter_names[i] + ": " + type_text(policy_, rule.parameters[i]);
    }
    if (!rule.parameters.empty()) head += ")";
    head += ": " + type_text(policy_, rule.type);
    if (rule.promised_range) head += " checked at run time";
    if (rule.is_output) head += " output";
    if (rule.group) head += " of " + policy_.groups[rule.group].name;
    line(0, head);
    for (const StatementId id : rule.base) dump_statement(1, "base", id);
    for (const StatementId id : rule.exceptions) dump_statement(1, "exception", id);
  }

  void dump_statement(std::size_t depth, const std::string& role, StatementId id) {
    const Statement& statement = policy_.statements[id];
    std::string head = role + order(statement.order);
    for (const ExprRef provision : statement.provisions) head += " in case " + text(provision);
    if (statement.in_force) {
      if (statement.in_force->from) head += " from " + statement.in_force->from->to_string();
      if (statement.in_force->through) head += " through " + statement.in_force->through->to_string();
    }
    if (statement.subject) head += " by " + text(statement.subject);
    line(depth, head + place(statement.provenance));
    for (const ArmId arm : statement.arms) dump_arm(depth + 1, policy_.arms[arm]);
    for (const StatementId exception : statement.exceptions) dump_statement(depth + 1, "exception to it", exception);
  }

  void dump_arm(std::size_t depth, const Arm& arm) {
    std::string shown = text(arm.value);
    for (const Guard& guard : arm.guards) {
      if (const auto* condition = std::get_if<ExprRef>(&guard)) {
        shown += " when " + text(*condition);
      } else {
        shown += " when " + cell(std::get<CellGuard>(guard));
      }
    }
    if (arm.otherwise) shown += " otherwise";
    line(depth, shown + place(arm.provenance));
    for (const StatementId exception : arm.exceptions) dump_statement(depth + 1, "exception to it", exception);
  }

  [[nodiscard]] std::string cell(const CellGuard& guard) const {
    std::string shown = text(guard.input) + " in";
    for (const std::vector<CellTest>& alternative : guard.alternatives) {
      for (const CellTest& test : alternative) {
        shown += std::string(" ") + comparison(test.op) + " " + text(test.right);
      }
      shown += ";";
    }
    return shown;
  }

  static const char* order(syntax::CaseOrder order) {
    switch (order) {
      case syntax::CaseOrder::unique:
        break;
      case syntax::CaseOrder::in_order:
        return " in order";
      case syntax::CaseOrder::collect:
        return " collect";
    }
    return "";
  }

  static const char* comparison(syntax::Comparison op) {
    switch (op) {
      case syntax::Comparison::equal:
        return "=";
      case syntax::Comparison::not_equal:
        return "!=";
      case syntax::Comparison::less:
        return "<";
      case syntax::Comparison::less_equal:
        return "<=";
      case syntax::Comparison::greater:
        return ">";
      case syntax::Comparison::greater_equal:
        break;
    }
    return ">=";
  }

  void dump_duty(const Duty& duty) {
    std::string shown = "require " + duty.name + ": " + text(duty.condition);
    if (duty.by) shown += " by " + text(duty.by);
    line(0, shown + " finding " + duty.code + place(duty.provenance));
    for (const ExprRef guard : duty.guards) line(1, "when " + text(guard));
  }

  void dump_not_encoded(const NotEncoded& item) {
    std::string shown = "not encoded \"" + item.why + "\"";
    for (const RuleId rule : item.affects) shown += " affects " + policy_.rules[rule].name;
    line(0, shown + place(item.provenance));
  }

  void dump_procedure(const Procedure& procedure) {
    line(0, "procedure " + procedure.name + " starts when " + text(procedure.starts_when) + " from " +
                text(procedure.starts_from) + place(procedure.provenance));
    const auto name_of = [&](std::uint32_t to) {
      return to < procedure.steps.size() ? procedure.steps[to].name : procedure.ends[to - procedure.steps.size()].name;
    };
    for (const ProcedureStep& step : procedure.steps) {
      line(1, "step " + step.name + (step.duration ? " for " + text(step.duration) : "") + place(step.provenance));
      for (const ProcedureExit& exit : step.exits) {
        const std::string cause =
            exit.on_expiry ? "on expiry" : "upon " + policy_.enums[procedure.events].members[exit.event].name;
        line(2, cause + (exit.condition ? " and " + text(exit.condition) : "") + " to " + name_of(exit.to) +
                    place(exit.provenance));
      }
    }
    for (const ProcedureEnd& end : procedure.ends) line(1, "end " + end.name + place(end.provenance));
  }

  const CheckedPolicy& policy_;
  std::string out_;
};

std::string base_text(const CheckedPolicy& policy, const Type& type) {
  switch (type.kind) {
    case types::TypeKind::boolean:
      return "boolean";
    case types::TypeKind::number:
      return "number" + range_text(type.range) +
             (type.decimals ? " decimals " + std::to_string(*type.decimals) : std::string(" endless"));
    case types::TypeKind::text:
      return "text";
    case types::TypeKind::date:
      return "date";
    case types::TypeKind::days:
      return "duration in days";
    case types::TypeKind::months:
      return "duration in months";
    case types::TypeKind::enumeration:
      return policy.enums[type.enumeration].name;
    case types::TypeKind::record:
      return policy.records[type.record].name;
    case types::TypeKind::list:
      return "list " + (type.element ? base_text(policy, *type.element) : std::string("?"));
    case types::TypeKind::member:
      return "member of " + policy.groups[type.group].name;
    case types::TypeKind::error:
    case types::TypeKind::none:
      break;
  }
  return "none";
}

}  // namespace

std::string type_text(const CheckedPolicy& policy, const Type& type) {
  return base_text(policy, type) + (type.optional ? ", optional" : "");
}

std::string dump(const CheckedPolicy& policy) {
  return Dumper(policy).all();
}

}  // namespace kaidah::check
