#include "engine/check/dump.hpp"

#include <utility>

#include "engine/check/children.hpp"
#include "engine/types/interval.hpp"
#include "grammar/format/format.hpp"

namespace kaidah::check {
namespace {

using types::TypeKind;

std::string mark_text(const syntax::Mark& mark) {
  std::string result;
  switch (mark.kind) {
    case syntax::MarkKind::verbatim:
      result = "verbatim";
      break;
    case syntax::MarkKind::secondary_source:
      result = "secondary source";
      break;
    case syntax::MarkKind::interpretation:
      result = "interpretation";
      break;
    case syntax::MarkKind::not_encoded:
      result = "not encoded";
      break;
    case syntax::MarkKind::place_inferred:
      result = "place inferred";
      break;
    case syntax::MarkKind::accepted:
      result = "accepted " + mark.code;
      break;
  }
  if (!mark.text.empty()) result += " \"" + mark.text + "\"";
  return result;
}

class Dumper {
 public:
  explicit Dumper(const CheckedPolicy& policy) : policy_(policy) {}

  std::string run() {
    line(0, (policy_.input || policy_.header.kind == syntax::FileKind::policy ? "policy " : "module ") + policy_.id +
                " " + policy_.version + dates(policy_.in_force) +
                (policy_.across ? " in force for periods across " + policy_.across->to_string() : ""));
    for (const EnumDeclaration& declaration : policy_.enums) enumeration(declaration);
    for (std::size_t i = 0; i < policy_.records.size(); ++i) record(RecordId(i));
    for (const ParameterDeclaration& declaration : policy_.parameters) parameter(declaration);
    for (const GroupDeclaration& declaration : policy_.groups) group(declaration);
    for (const Result& one : policy_.results) {
      line(0, "result " + one.name + " of " + one.policy->id + " " + one.policy->version + " on " +
                  expression(one.record) + dates(one.in_force) + provenance(one.provenance));
    }
    for (const RuleId id : policy_.order) rule(policy_.rules[id]);
    for (const Duty& one : policy_.duties) duty(one);
    for (const Promise& one : policy_.promises) promise(one);
    for (const NotEncoded& one : policy_.not_encoded) not_encoded(one);
    for (const Procedure& one : policy_.procedures) procedure(one);
    std::string outputs = "outputs";
    for (const RuleId id : policy_.outputs) outputs += " " + policy_.rules[id].name;
    line(0, outputs);
    return std::move(text_);
  }

  [[nodiscard]] std::string type(const Type& type) const {
    std::string result;
    switch (type.kind) {
      case TypeKind::error:
        result = "error";
        break;
      case TypeKind::boolean:
        result = "boolean";
        break;
      case TypeKind::number:
        result = "number";
        break;
      case TypeKind::text:
        result = "text";
        break;
      case TypeKind::date:
        result = "date";
        break;
      case TypeKind::days:
        result = "days";
        break;
      case TypeKind::months:
        result = "months";
        break;
      case TypeKind::enumeration:
        result = policy_.enums[type.enumeration].name;
        break;
      case TypeKind::record:
        result = policy_.records[type.record].name;
        break;
      case TypeKind::list:
        result = "list of " + (type.element ? this->type(*type.element) : "nothing");
        break;
      case TypeKind::member:
        result = "member of " + policy_.groups[type.group].name;
        break;
      case TypeKind::none:
        result = "none";
        break;
    }
    if (type.range.low || type.range.high) result += " " + types::to_text(type.range);
    if (type.kind == TypeKind::number) {
      result += type.decimals ? " decimals " + std::to_string(*type.decimals) : " endless";
    }
    if (type.kind == TypeKind::list && (type.min_items != 0 || type.max_items != 0)) {
      result += ", items " + std::to_string(type.min_items) + "..";
      if (type.max_items != 0) result += std::to_string(type.max_items);
    }
    if (type.optional) result += ", optional";
    return result;
  }

 private:
  void line(int depth, const std::string& text) {
    text_.append(static_cast<std::size_t>(depth) * 2, ' ');
    text_ += text;
    text_ += '\n';
  }

  static std::string dates(const std::optional<InForce>& in_force) {
    if (!in_force) return "";
    return dates("", in_force->reference_day) + dates(" for decisions", in_force->decision_day) +
           dates(" for periods ending", in_force->end_of_period);
  }

  static std::string dates(const char* clock, const DateSpan& span) {
    if (!span.limits()) return "";
    std::string result = std::string(" in force") + clock;
    if (span.from) result += " from " + span.from->to_string();
    if (span.through) result += " through " + span.through->to_string();
    return result;
  }

  [[nodiscard]] std::string provenance(ProvenanceId id) const {
    if (!id) return "";
    const Provenance& own = policy_.provenances[id];
    std::string result;
    if (!own.place.parts.empty()) {
      result += " @ " + format::format_place(own.place, syntax::Vocabulary::english);
    }
    for (const syntax::Place& place : own.referred) {
      result += " see " + format::format_place(place, syntax::Vocabulary::english);
    }
    for (const syntax::Mark& mark : own.marks) result += " [" + mark_text(mark) + "]";
    return result;
  }

  /// An expression in English, whatever it was written in, and behind it what its names mean.
  [[nodiscard]] std::string expression(ExprRef ref) const {
    if (!ref) return "-";
    std::string result =
        format::format_expression(*policy_.trees[ref.tree].tree, ref.expr, syntax::Vocabulary::english);
    std::string names;
    targets(ref, names);
    if (!names.empty()) result += "  {" + names + "}";
    return result;
  }

  void targets(ExprRef ref, std::string& out) const {
    const std::string own = target(policy_.target(ref));
    if (!own.empty()) out += (out.empty() ? "" : ", ") + own;
    for_each_child(policy_.expression(ref), [&](ExprId child) { targets({ref.tree, child}, out); });
  }

  [[nodiscard]] std::string target(const Target& target) const {
    const auto text = [&](const auto& what) -> std::string {
      using What = std::decay_t<decltype(what)>;
      if constexpr (std::is_same_v<What, InputFieldTarget>) {
        return "input " + policy_.records[policy_.input].fields[what.field].name;
      } else if constexpr (std::is_same_v<What, SelfFieldTarget>) {
        return "own " + std::to_string(what.field);
      } else if constexpr (std::is_same_v<What, FieldTarget>) {
        return "field " + std::to_string(what.field);
      } else if constexpr (std::is_same_v<What, GroupFieldTarget>) {
        return "of group " + policy_.groups[what.group].name + " " + std::to_string(what.field);
      } else if constexpr (std::is_same_v<What, RuleTarget>) {
        return "rule " + policy_.rules[what.rule].name;
      } else if constexpr (std::is_same_v<What, MemberRuleTarget>) {
        return "member's " + policy_.rules[what.rule].name;
      } else if constexpr (std::is_same_v<What, ParameterTarget>) {
        return "parameter " + policy_.parameters[what.parameter].name;
      } else if constexpr (std::is_same_v<What, LocalTarget>) {
        return "local " + std::to_string(what.local);
      } else if constexpr (std::is_same_v<What, EnumMemberTarget>) {
        const EnumDeclaration& declaration = policy_.enums[what.enumeration];
        return declaration.name + "." + declaration.members[what.member].name;
      } else if constexpr (std::is_same_v<What, EventTarget>) {
        return "event " + std::to_string(what.member);
      } else if constexpr (std::is_same_v<What, DutyTarget>) {
        return "duty " + policy_.duties[what.duty].name;
      } else if constexpr (std::is_same_v<What, ProcedureTarget>) {
        return "procedure " + policy_.procedures[what.procedure].name;
      } else {
        return "";
      }
    };
    return std::visit(text, target);
  }

  // --- shapes -------------------------------------------------------------------------------------------------

  void enumeration(const EnumDeclaration& declaration) {
    line(0, "enum " + declaration.name + (declaration.ordered ? " from lowest" : ""));
    for (const EnumMember& member : declaration.members) {
      line(1, member.name + " = \"" + member.output() + "\"" + provenance(member.provenance));
    }
  }

  void record(RecordId id) {
    const RecordDeclaration& declaration = policy_.records[id];
    line(0, (id == policy_.input ? "input " : "record ") + declaration.name);
    for (const FieldDeclaration& field : declaration.fields) {
      std::string text = field.name;
      if (field.key != field.name) text += " \"" + field.key + "\"";
      text += ": " + type(field.type);
      if (field.if_missing) text += ", if missing";
      if (field.one_for_each) text += ", one for each " + std::to_string(*field.one_for_each);
      if (field.period_assessed) text += ", period assessed";
      line(1, text);
    }
    for (const ConditionDeclaration& condition : declaration.conditions) {
      line(1, "condition " + expression(condition.condition));
    }
  }

  void parameter(const ParameterDeclaration& declaration) {
    std::string text = "parameter " + declaration.name + ": " + type(declaration.type);
    if (!declaration.decided_by.empty()) text += " decided by " + declaration.decided_by;
    line(0, text + provenance(declaration.provenance));
    for (const DatedValue& value : declaration.values) {
      line(1, (value.from ? "from " + value.from->to_string() + ": " : "= ") + expression(value.value));
    }
    if (declaration.through) line(1, "through " + declaration.through->to_string());
    for (const ExprRef value : declaration.one_of) line(1, "one of " + expression(value));
    if (declaration.allowed_when) line(1, "allowed when " + expression(declaration.allowed_when));
  }

  void group(const GroupDeclaration& declaration) {
    std::string text = "group " + declaration.name + " by";
    for (const std::uint32_t field : declaration.key) {
      text += " " + policy_.records[policy_.input].fields[field].name;
    }
    line(0, text + (declaration.has_record ? ", own record" : ""));
    std::string outputs = "outputs";
    for (const RuleId id : declaration.outputs) outputs += " " + policy_.rules[id].name;
    line(1, outputs);
    for (const GroupDeclaration::Ranking& ranking : declaration.rankings) {
      line(1, "ranking " + ranking.name + " by " + expression(ranking.by) +
                  (ranking.then ? " then " + expression(ranking.then) : "") + provenance(ranking.provenance));
    }
  }

  // --- what decides -------------------------------------------------------------------------------------------

  void rule(const Rule& own) {
    std::string text = own.scope == RuleScope::group    ? "group rule "
                       : own.scope == RuleScope::module ? "function "
                                                        : "rule ";
    text += own.name;
    for (std::size_t i = 0; i < own.parameters.size(); ++i) {
      text += (i == 0 ? "(" : ", ") + own.parameter_names[i] + ": " + type(own.parameters[i]);
    }
    if (!own.parameters.empty()) text += ")";
    text += ": " + type(own.type);
    if (own.is_output) text += ", output";
    if (own.promised_range) text += ", promised";
    if (own.overrides_field) text += ", of the field";
    if (own.locals != 0) text += ", frame " + std::to_string(own.locals);
    line(0, text);
    for (const StatementId id : own.base) statement(1, "base", id);
    for (const StatementId id : own.exceptions) statement(1, "exception", id);
  }

  void statement(int depth, const std::string& role, StatementId id) {
    const Statement& own = policy_.statements[id];
    std::string text = role;
    if (own.order == syntax::CaseOrder::in_order) text += " in order";
    if (own.order == syntax::CaseOrder::collect) text += " collect";
    line(depth, text + dates(own.in_force) + provenance(own.provenance));
    for (const ExprRef guard : own.provisions) line(depth + 1, "in case " + expression(guard));
    if (own.subject) line(depth + 1, "by " + expression(own.subject));
    for (const ArmId arm_id : own.arms) {
      const Arm& arm = policy_.arms[arm_id];
      std::string value = "= " + expression(arm.value) + " : " + type(policy_.type(arm.value));
      line(depth + 1, value + provenance(arm.provenance));
      for (const Guard& guard : arm.guards) line(depth + 2, guard_text(guard));
      if (arm.otherwise) line(depth + 2, "otherwise");
      for (const StatementId exception : arm.exceptions) statement(depth + 2, "exception", exception);
    }
    for (const StatementId exception : own.exceptions) statement(depth + 1, "exception", exception);
  }

  [[nodiscard]] std::string guard_text(const Guard& guard) const {
    if (const auto* own = std::get_if<ExprRef>(&guard)) return "when " + expression(*own);
    static constexpr const char* kOperators[] = {"=", "!=", "<", "<=", ">", ">="};
    const auto& cell = std::get<CellGuard>(guard);
    std::string text = "cell " + expression(cell.input);
    for (std::size_t i = 0; i < cell.alternatives.size(); ++i) {
      text += i == 0 ? ": " : " or ";
      for (std::size_t j = 0; j < cell.alternatives[i].size(); ++j) {
        const CellTest& test = cell.alternatives[i][j];
        text += std::string(j == 0 ? "" : " and ") + kOperators[static_cast<std::size_t>(test.op)] + " " +
                expression(test.right);
      }
    }
    return text;
  }

  void duty(const Duty& own) {
    static constexpr const char* kSeverities[] = {"breach", "warning", "note"};
    line(0, "duty " + own.name + " " + kSeverities[static_cast<std::size_t>(own.severity)] + " \"" + own.code + "\"" +
                dates(own.in_force) + provenance(own.provenance));
    for (const ExprRef guard : own.guards) line(1, "when " + expression(guard));
    line(1, "requires " + expression(own.condition));
    if (own.by) line(1, "by " + expression(own.by));
  }

  void promise(const Promise& own) {
    line(0, std::string("always ") + (own.proved ? "(proved) " : "(checked) ") + expression(own.condition) +
                dates(own.in_force) + provenance(own.provenance));
    for (const ExprRef guard : own.guards) line(1, "when " + expression(guard));
  }

  void not_encoded(const NotEncoded& own) {
    std::string text = "not encoded \"" + own.why + "\"";
    for (const RuleId id : own.affects) text += " affects " + policy_.rules[id].name;
    line(0, text + dates(own.in_force) + provenance(own.provenance));
    for (const ExprRef guard : own.guards) line(1, "when " + expression(guard));
  }

  void procedure(const Procedure& own) {
    line(0, "procedure " + own.name + dates(own.in_force) + provenance(own.provenance));
    for (const ExprRef guard : own.guards) line(1, "in case " + expression(guard));
    line(1, "starts when " + expression(own.starts_when));
    line(1, "from " + expression(own.starts_from));
    if (own.events) {
      const RecordId element = event_record(own);
      std::string text =
          "events " + policy_.enums[own.events].name + " in " +
          (own.event_field ? policy_.records[policy_.input].fields[*own.event_field].name : expression(own.event_list));
      if (own.event_where) text += " where " + expression(own.event_where);
      if (element) {
        text += " by " + policy_.records[element].fields[own.event_kind_field].name + ", " +
                policy_.records[element].fields[own.event_date_field].name;
      }
      line(1, text);
    }
    for (const ProcedureStep& step : own.steps) {
      line(1, "step " + step.name + (step.duration ? " for " + expression(step.duration) : "") +
                  provenance(step.provenance));
      for (const ProcedureExit& exit : step.exits) {
        std::string text = exit.on_expiry ? "on expiry" : "upon " + policy_.enums[own.events].members[exit.event].name;
        if (exit.condition) text += " and " + expression(exit.condition);
        line(2, text + " to " + policy_.enums[own.states].members[exit.to].name + provenance(exit.provenance));
      }
      for (const Suspension& suspension : step.suspensions) {
        line(2, "suspended while " + expression(suspension.list) + " where " + expression(suspension.where) + " from " +
                    expression(suspension.from) + " through " + expression(suspension.through));
      }
    }
    for (const ProcedureEnd& end : own.ends) line(1, "end " + end.name + provenance(end.provenance));
  }

  [[nodiscard]] RecordId event_record(const Procedure& own) const {
    const Type& list =
        own.event_field ? policy_.records[policy_.input].fields[*own.event_field].type : policy_.type(own.event_list);
    return list.element ? list.element->record : RecordId{};
  }

  const CheckedPolicy& policy_;
  std::string text_;
};

}  // namespace

std::string dump(const CheckedPolicy& policy) {
  return Dumper(policy).run();
}

std::string type_text(const CheckedPolicy& policy, const Type& type) {
  return Dumper(policy).type(type);
}

}  // namespace kaidah::check
