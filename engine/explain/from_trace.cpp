// Events, which nest, -> steps of the reasoning, with what is only bookkeeping folded away.

#include <iterator>
#include <utility>

#include "engine/explain/because.hpp"
#include "engine/explain/shown.hpp"

namespace kaidah::explain {
namespace {

using evaluate::Event;
using evaluate::EventKind;
using evaluate::Holds;

class Builder {
 public:
  Builder(const plan::Plan& plan, const std::vector<Event>& events)
      : plan_(plan), policy_(*plan.policy), events_(events) {}

  /// What stands in [begin, end), step by step.
  void add_all(std::vector<Because>& to, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; i = events_[i].end) add(to, i);
  }

 private:
  void add_inside(std::vector<Because>& to, std::size_t position) { add_all(to, position + 1, events_[position].end); }

  [[nodiscard]] Shown value(const Event& event, const types::Type& type) const {
    if (event.result == Holds::failed) return {};
    return shown(policy_, type, event.value);
  }

  static bool is_structure(const types::Type& type) {
    return type.kind == types::TypeKind::record || type.kind == types::TypeKind::member ||
           (type.kind == types::TypeKind::list && type.element && is_structure(*type.element));
  }

  [[nodiscard]] const types::Type& rule_type(const Event& event) const {
    return policy_.rules[check::RuleId(event.id)].type;
  }

  void add(std::vector<Because>& to, std::size_t i) {
    const Event& event = events_[i];
    Because because;
    because.holds = event.result;
    because.expr = event.expr;
    because.pointer = event.pointer;
    switch (event.kind) {
      case EventKind::output:
        return add_inside(to, i);
      case EventKind::rule:
      case EventKind::call:
        return add_rule(to, i);
      case EventKind::again:
      case EventKind::assumed: {
        const check::Rule& rule = policy_.rules[check::RuleId(event.id)];
        because.kind = event.kind == EventKind::again ? BecauseKind::again : BecauseKind::assumed;
        because.name = rule.name;
        because.expr = {};
        because.value = value(event, rule.type);
        break;
      }
      case EventKind::argument:
        because.kind = BecauseKind::argument;
        if (event.expr && is_structure(policy_.type(event.expr)) && !event.value.is_absent()) return add_inside(to, i);
        because.value = event.expr ? value(event, policy_.type(event.expr)) : Shown{};
        add_inside(because.inside, i);
        break;
      case EventKind::base_field:
        because.kind = BecauseKind::field;
        because.name = policy_.records[policy_.input].fields[event.id].name;
        because.value = value(event, policy_.records[policy_.input].fields[event.id].type);
        break;
      case EventKind::field: {
        const check::FieldDeclaration& field = policy_.records[check::RecordId(event.detail)].fields[event.id];
        because.kind = BecauseKind::field;
        because.name = field.name;
        // A record or a list of records read on the way to a field says nothing by itself.
        if (is_structure(field.type) && !event.value.is_absent()) return add_inside(to, i);
        because.value = value(event, field.type);
        break;
      }
      case EventKind::group_field: {
        const auto& group = policy_.groups[check::GroupId(event.detail)];
        because.kind = BecauseKind::group_field;
        because.name = policy_.records[group.record].fields[event.id].name;
        because.value = value(event, policy_.records[group.record].fields[event.id].type);
        break;
      }
      case EventKind::parameter: {
        const check::ParameterDeclaration& parameter = policy_.parameters[check::ParameterId(event.id)];
        because.kind = event.detail == evaluate::kSet ? BecauseKind::parameter : BecauseKind::dated;
        because.name = parameter.name;
        because.expr = {};
        because.provenance = parameter.provenance;
        because.value = value(event, parameter.type);
        break;
      }
      case EventKind::clock:
        because.kind = BecauseKind::clock;
        if (event.id == evaluate::kReferenceDay) return;
        because.value = shown(policy_, {}, event.value);
        break;
      case EventKind::statement:
        return add_statement(to, i);
      case EventKind::arm:
        return add_arm(to, i, policy_.arms[check::ArmId(event.id)]);
      case EventKind::arm_value:
        return add_inside(to, i);
      case EventKind::subject:
        return add_inside(to, i);
      case EventKind::provision:
      case EventKind::guard:
      case EventKind::condition:
        because.kind = BecauseKind::condition;
        add_inside(because.inside, i);
        break;
      case EventKind::result:
        return add_result(to, i);
      case EventKind::aggregate:
        because.kind = BecauseKind::aggregate;
        because.value = value(event, policy_.type(event.expr));
        add_inside(because.inside, i);
        break;
      case EventKind::item:
        because.kind = BecauseKind::item;
        because.name = std::to_string(event.id + 1);
        add_inside(because.inside, i);
        break;
      case EventKind::folded:
        because.kind = BecauseKind::folded;
        because.value = value(event, policy_.type(event.expr));
        break;
      case EventKind::met:
      case EventKind::procedure_read:
        return add_inside(to, i);
      case EventKind::duty: {
        const check::Duty& duty = policy_.duties[check::DutyId(event.id)];
        because.kind = BecauseKind::duty;
        because.name = duty.code;
        because.expr = duty.condition;
        because.provenance = duty.provenance;
        add_inside(because.inside, i);
        break;
      }
      case EventKind::finding: {
        // Its text shows the figures; only a rule that nothing else needed is told.
        std::vector<Because> filled;
        add_inside(filled, i);
        for (Because& one : filled)
          if (one.kind == BecauseKind::rule) to.push_back(std::move(one));
        return;
      }
      case EventKind::due_day:
        because.kind = BecauseKind::due;
        because.value = shown(policy_, {}, event.value);
        break;
      case EventKind::promise:
        because.kind = BecauseKind::promise;
        because.expr = policy_.promises[event.id].condition;
        because.provenance = policy_.promises[event.id].provenance;
        add_inside(because.inside, i);
        break;
      case EventKind::not_encoded:
        because.kind = BecauseKind::not_encoded;
        because.name = policy_.not_encoded[event.id].why;
        because.provenance = policy_.not_encoded[event.id].provenance;
        if (event.result != Holds::yes) return;
        break;
      case EventKind::data_condition: {
        const auto& condition = policy_.records[check::RecordId(event.detail)].conditions[event.id];
        because.kind = BecauseKind::data_condition;
        because.name = condition.message;
        because.expr = condition.condition;
        add_inside(because.inside, i);
        break;
      }
      case EventKind::procedure:
        procedure_ = &policy_.procedures[check::ProcedureId(event.id)];
        because.kind = BecauseKind::procedure;
        because.name = procedure_->label.empty() ? procedure_->name : procedure_->label;
        because.provenance = procedure_->provenance;
        add_inside(because.inside, i);
        break;
      case EventKind::start:
        because.kind = BecauseKind::start;
        because.value = shown(policy_, {}, event.value);
        add_inside(because.inside, i);
        break;
      case EventKind::step:
        return add_step(to, i);
      case EventKind::due:
        because.kind = BecauseKind::due;
        because.value = shown(policy_, {}, event.value);
        add_inside(because.inside, i);
        break;
      case EventKind::exit:
        because.kind = BecauseKind::exit;
        because.value = shown(policy_, {}, event.value);
        if (event.result != Holds::yes) return;
        add_inside(because.inside, i);
        break;
      case EventKind::event:
        because.kind = BecauseKind::event;
        because.name = procedure_ != nullptr && procedure_->events
                           ? policy_.enums[procedure_->events].members[event.id].name
                           : std::string();
        because.value = shown(policy_, {}, event.value);
        break;
    }
    to.push_back(std::move(because));
  }

  /// The other policy's run, told by its own names, then in the terms of this one.
  void add_result(std::vector<Because>& to, std::size_t i) {
    const Event& event = events_[i];
    const check::Result& declared = policy_.results[check::ResultId(event.id)];
    std::vector<Because> inside;
    Builder(*plan_.results[event.id].plan, events_).add_all(inside, i + 1, event.end);
    for (Because& one : inside) bring_here(one, declared);
    if (event.detail == plan::kNone) {
      std::move(inside.begin(), inside.end(), std::back_inserter(to));
      return;
    }
    const check::Rule& output = declared.policy->rules[check::RuleId(event.detail)];
    Because because;
    because.kind = BecauseKind::result;
    because.holds = event.result;
    because.name = declared.name + "." + output.name;
    if (event.result != Holds::failed) because.value = shown(*declared.policy, output.type, event.value);
    because.provenance = declared.provenance;
    because.policy = declared.policy->id;
    because.version = declared.policy->version;
    because.inside = std::move(inside);
    to.push_back(std::move(because));
  }

  static void bring_here(Because& because, const check::Result& declared) {
    because.expr = declared.here(because.expr);
    if (because.provenance) because.provenance = declared.here(*because.provenance);
    for (Because& one : because.inside) bring_here(one, declared);
  }

  void add_step(std::vector<Because>& to, std::size_t i) {
    const Event& event = events_[i];
    Because because;
    because.kind = BecauseKind::step;
    because.holds = event.result;
    because.value = shown(policy_, {}, event.value);
    if (procedure_ != nullptr) {
      const std::size_t steps = procedure_->steps.size();
      const bool ended = event.id >= steps;
      const std::string& label = ended ? procedure_->ends[event.id - steps].label : procedure_->steps[event.id].label;
      const std::string& name = ended ? procedure_->ends[event.id - steps].name : procedure_->steps[event.id].name;
      because.name = label.empty() ? name : label;
      because.provenance =
          ended ? procedure_->ends[event.id - steps].provenance : procedure_->steps[event.id].provenance;
    }
    add_inside(because.inside, i);
    to.push_back(std::move(because));
  }

  /// One step for the rule: its formula and article are those of the arm that gave the value.
  void add_rule(std::vector<Because>& to, std::size_t i) {
    const Event& event = events_[i];
    const check::Rule& rule = policy_.rules[check::RuleId(event.id)];
    Because because;
    because.kind = BecauseKind::rule;
    because.holds = event.result;
    because.name = rule.name;
    because.value = value(event, rule_type(event));
    because.provenance = rule.provenance;
    std::swap(deciding_, outer_deciding_.emplace_back());
    add_inside(because.inside, i);
    if (deciding_.provenance) because.provenance = deciding_.provenance;
    because.expr = deciding_.expr;
    // A rule that is one aggregate: its items are told under the rule itself.
    if (because.inside.size() == 1 && because.inside.front().kind == BecauseKind::aggregate &&
        (because.inside.front().expr == because.expr || because.inside.front().value.text == because.value.text)) {
      std::vector<Because> items = std::move(because.inside.front().inside);
      because.inside = std::move(items);
    }
    std::swap(deciding_, outer_deciding_.back());
    outer_deciding_.pop_back();
    to.push_back(std::move(because));
  }

  /// A statement of one arm is told with its rule; of several arms, each is an alternative.
  void add_statement(std::vector<Because>& to, std::size_t i) {
    const Event& event = events_[i];
    const check::Statement& statement = policy_.statements[check::StatementId(event.id)];
    const bool left_out = event.result == Holds::not_in_force || event.result == Holds::open;
    if (left_out && !statement.arms.empty()) {
      Because because;
      because.kind = BecauseKind::alternative;
      because.holds = event.result;
      because.name = policy_.rules[statement.rule].name;
      because.expr = policy_.arms[statement.arms.front()].value;
      because.provenance = statement.provenance;
      to.push_back(std::move(because));
      return;
    }
    const bool has_arm = [&] {
      for (std::size_t j = i + 1; j < event.end; j = events_[j].end)
        if (events_[j].kind == EventKind::arm) return true;
      return false;
    }();
    if (has_arm || event.result == Holds::yes || statement.arms.empty()) return add_inside(to, i);
    // Left before any arm was tried: its provisions do not hold.
    Because because;
    because.kind = BecauseKind::alternative;
    because.holds = event.result;
    because.expr = policy_.arms[statement.arms.front()].value;
    because.provenance = statement.provenance;
    add_inside(because.inside, i);
    to.push_back(std::move(because));
  }

  void add_arm(std::vector<Because>& to, std::size_t i, const check::Arm& arm) {
    const Event& event = events_[i];
    const bool only = policy_.statements[arm.statement].arms.size() == 1;
    if (event.result == Holds::yes) {
      deciding_.provenance = arm.provenance;
      deciding_.expr = arm.value;
      if (only) return add_inside(to, i);
    }
    Because because;
    because.kind = BecauseKind::alternative;
    because.holds = event.result;
    because.expr = arm.value;
    because.provenance = arm.provenance;
    add_inside(because.inside, i);
    to.push_back(std::move(because));
  }

  struct Deciding {
    std::optional<check::ProvenanceId> provenance;
    check::ExprRef expr;
  };

  const plan::Plan& plan_;
  const check::CheckedPolicy& policy_;
  const std::vector<Event>& events_;
  Deciding deciding_;
  std::vector<Deciding> outer_deciding_;
  const check::Procedure* procedure_ = nullptr;
};

}  // namespace

Explanation explain(const plan::Plan& plan, std::string id, const evaluate::Outcome& outcome,
                    const evaluate::Trace& trace) {
  Explanation explanation;
  explanation.policy = plan.policy;
  explanation.id = std::move(id);
  explanation.rejection = outcome.rejection;
  explanation.findings = outcome.findings;
  explanation.rests_on = outcome.rests_on;
  Builder(plan, trace.events()).add_all(explanation.because, 0, trace.events().size());
  // Read again at the outermost level, for a text or a day: told where it was first needed.
  std::erase_if(explanation.because, [](const Because& because) { return because.kind == BecauseKind::again; });
  return explanation;
}

}  // namespace kaidah::explain
