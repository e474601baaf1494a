// Checked policy -> plan: from what is selected to all that it needs.

#include <algorithm>
#include <string>

#include "engine/plan/builder.hpp"
#include "engine/plan/parts.hpp"

namespace kaidah::plan {
namespace {

bool is_marked(const check::Provenance& provenance) {
  return std::any_of(provenance.marks.begin(), provenance.marks.end(),
                     [](const syntax::Mark& mark) { return mark.kind != syntax::MarkKind::verbatim; });
}

/// Where something is not encoded, in the policy and in those whose results it takes.
std::vector<check::ProvenanceId> holes_of(const check::CheckedPolicy& policy) {
  std::vector<check::ProvenanceId> holes;
  for (const check::NotEncoded& hole : policy.not_encoded)
    if (hole.provenance) holes.push_back(hole.provenance);
  for (const check::Result& result : policy.results)
    for (const check::ProvenanceId inner : holes_of(*result.policy)) holes.push_back(result.here(inner));
  return holes;
}

}  // namespace

std::vector<std::string> selectable_names(const check::CheckedPolicy& policy) {
  std::vector<std::string> names;
  for (const check::RuleId id : policy.outputs) names.push_back(policy.rules[id].name);
  if (!policy.record_duties.empty()) names.emplace_back(kFindings);
  if (!policy.procedures.empty()) names.emplace_back(kProcedures);
  return names;
}

PlanPtr make_plan(std::shared_ptr<const check::CheckedPolicy> policy, PlanOptions options) {
  return Builder(std::move(policy), std::move(options)).build();
}

Builder::Builder(std::shared_ptr<const check::CheckedPolicy> policy, PlanOptions options) : policy_(*policy) {
  plan_.policy = std::move(policy);
  plan_.options = std::move(options);
  plan_.reference_day = policy_.header.reference_day.value_or(syntax::ReferenceDay::end_of_period);
  // Without a period the day of decision is the only clock there is.
  if (!policy_.period_field) plan_.reference_day = syntax::ReferenceDay::decision_day;
  plan_.rule_of.assign(policy_.rules.size(), kNone);
  plan_.parameters.resize(policy_.parameters.size());
  plan_.groups.resize(policy_.groups.size());
  for (std::uint32_t i = 0; i < policy_.groups.size(); ++i) plan_.groups[i].id = check::GroupId(i);
  plan_.results.resize(policy_.results.size());
  result_outputs_.resize(policy_.results.size());
  for (std::uint32_t i = 0; i < policy_.results.size(); ++i) plan_.results[i].id = check::ResultId(i);
  duty_of_.assign(policy_.duties.size(), kNone);
  procedure_of_.assign(policy_.procedures.size(), kNone);
  rule_planned_.assign(policy_.rules.size(), false);
  parameter_done_.assign(policy_.parameters.size(), false);
  promise_done_.assign(policy_.promises.size(), false);
  not_encoded_done_.assign(policy_.not_encoded.size(), false);
  if (policy_.input) override_of_.assign(policy_.records[policy_.input].fields.size(), kNone);
  for (std::uint32_t i = 0; i < policy_.rules.size(); ++i) {
    const std::optional<std::uint32_t> field = policy_.rules[check::RuleId(i)].overrides_field;
    if (field) override_of_[*field] = i;
  }
}

PlanPtr Builder::build() {
  number_marks();
  make_shapes();
  add_conditions();
  if (policy_.in_force || policy_.across) {
    need_days(policy_.in_force, {});
    for (std::uint32_t i = 0; i < policy_.groups.size(); ++i) need_period(check::GroupId(i));
    need_period({});
  }
  select();
  drain();
  if (plan_.options.groups || plan_.options.everything) select_groups();
  drain();
  add_promises_and_taints();
  make_results();
  number_ways();
  bound_steps();
  return std::make_shared<const Plan>(std::move(plan_));
}

void Builder::number_marks() {
  for (std::uint32_t i = 0; i < policy_.provenances.size(); ++i)
    if (is_marked(policy_.provenances[check::ProvenanceId(i)])) plan_.marked.push_back(check::ProvenanceId(i));
  for (const check::ProvenanceId hole : holes_of(policy_))
    if (!is_marked(policy_.provenances[hole])) plan_.marked.push_back(hole);
  std::stable_sort(plan_.marked.begin(), plan_.marked.end(), [&](check::ProvenanceId a, check::ProvenanceId b) {
    const check::Provenance& left = policy_.provenances[a];
    const check::Provenance& right = policy_.provenances[b];
    return left.tree != right.tree ? left.tree < right.tree : left.span < right.span;
  });
  mark_of_.assign(policy_.provenances.size(), kNone);
  for (std::uint32_t i = 0; i < plan_.marked.size(); ++i) mark_of_[plan_.marked[i].index] = i;
}

std::uint32_t Builder::mark(check::ProvenanceId provenance) const {
  return provenance ? mark_of_[provenance.index] : kNone;
}

void Builder::select() {
  const std::vector<std::string>& select = plan_.options.select;
  const auto selected = [&](std::string_view name) {
    return select.empty() || std::find(select.begin(), select.end(), name) != select.end();
  };
  for (const check::RuleId id : policy_.outputs) {
    const check::Rule& rule = policy_.rules[id];
    if (!selected(rule.name)) continue;
    need_all(rule.type);
    plan_.outputs.push_back({rule.name, id, rule_index(id), rule.type});
  }
  if (selected(kFindings))
    for (const check::DutyId id : policy_.record_duties) plan_.record_duties.push_back(duty_index(id));
  if (selected(kProcedures))
    for (std::uint32_t i = 0; i < policy_.procedures.size(); ++i)
      plan_.shown_procedures.push_back(procedure_index(check::ProcedureId(i)));
  if (!plan_.options.everything) return;
  for (std::uint32_t i = 0; i < policy_.rules.size(); ++i) {
    const check::Rule& rule = policy_.rules[check::RuleId(i)];
    if (rule.scope != check::RuleScope::group) rule_index(check::RuleId(i));
  }
  for (std::uint32_t i = 0; i < policy_.duties.size(); ++i)
    if (!policy_.duties[check::DutyId(i)].group) duty_index(check::DutyId(i));
  for (std::uint32_t i = 0; i < policy_.procedures.size(); ++i) procedure_index(check::ProcedureId(i));
  for (std::uint32_t i = 0; i < policy_.parameters.size(); ++i) compile_parameter(check::ParameterId(i));
}

std::uint32_t Builder::rule_index(check::RuleId id) {
  std::uint32_t& index = plan_.rule_of[id.index];
  if (index != kNone) return index;
  index = static_cast<std::uint32_t>(plan_.rules.size());
  rule_planned_[id.index] = true;
  Rule rule;
  rule.id = id;
  if (policy_.rules[id].parameters.empty()) rule.slot = plan_.slots++;
  plan_.rules.push_back(rule);
  return index;
}

std::uint32_t Builder::specialised_rule(check::RuleId id, std::vector<values::Value> arguments) {
  for (const auto& [index, known] : specialised_)
    if (plan_.rules[index].id == id && known == arguments) return index;
  const auto index = static_cast<std::uint32_t>(plan_.rules.size());
  rule_planned_[id.index] = true;
  Rule rule;
  rule.id = id;
  rule.slot = plan_.slots++;
  plan_.rules.push_back(rule);
  specialised_.emplace_back(index, std::move(arguments));
  return index;
}

std::uint32_t Builder::duty_index(check::DutyId id) {
  std::uint32_t& index = duty_of_[id.index];
  if (index != kNone) return index;
  index = static_cast<std::uint32_t>(plan_.duties.size());
  plan_.duties.emplace_back().id = id;
  return index;
}

std::uint32_t Builder::procedure_index(check::ProcedureId id) {
  std::uint32_t& index = procedure_of_[id.index];
  if (index != kNone) return index;
  index = static_cast<std::uint32_t>(plan_.procedures.size());
  plan_.procedures.emplace_back().id = id;
  return index;
}

// A queue and not recursion: rules may need each other in long chains.
void Builder::drain() {
  while (rules_done_ < plan_.rules.size() || duties_done_ < plan_.duties.size() ||
         procedures_done_ < plan_.procedures.size()) {
    while (rules_done_ < plan_.rules.size()) compile_rule(static_cast<std::uint32_t>(rules_done_++));
    while (duties_done_ < plan_.duties.size()) compile_duty(static_cast<std::uint32_t>(duties_done_++));
    while (procedures_done_ < plan_.procedures.size())
      compile_procedure(static_cast<std::uint32_t>(procedures_done_++));
  }
}

// Each may need further rules, which others are about.
void Builder::add_promises_and_taints() {
  for (bool changed = true; changed;) {
    changed = false;
    for (std::uint32_t i = 0; i < policy_.promises.size(); ++i) changed = add_promise(i) || changed;
    for (std::uint32_t i = 0; i < policy_.not_encoded.size(); ++i) changed = add_not_encoded(i) || changed;
    drain();
  }
  const auto by_id = [&](std::uint32_t a, std::uint32_t b) { return plan_.promises[a].id < plan_.promises[b].id; };
  std::sort(plan_.record_promises.begin(), plan_.record_promises.end(), by_id);
  for (Group& group : plan_.groups) std::sort(group.promises.begin(), group.promises.end(), by_id);
}

void Builder::collect_rules(check::ExprRef ref, std::vector<check::RuleId>& rules) const {
  const check::Target& target = policy_.target(ref);
  if (const auto* rule = std::get_if<check::RuleTarget>(&target)) rules.push_back(rule->rule);
  all_parts(policy_.expression(ref).node, [&](syntax::ExprId part) {
    collect_rules({ref.tree, part}, rules);
    return true;
  });
}

bool Builder::add_promise(std::uint32_t id) {
  const check::Promise& promise = policy_.promises[id];
  const bool of_group = static_cast<bool>(promise.group);
  if (promise_done_[id] || promise.proved) return false;
  if (of_group && !plan_.options.groups && !plan_.options.everything) return false;
  Promise made;
  made.id = id;
  collect_rules(promise.condition, made.about);
  // What no part of a decision uses need not be checked, nor its fields be read.
  if (!made.about.empty() &&
      std::none_of(made.about.begin(), made.about.end(), [&](check::RuleId rule) { return rule_planned_[rule.index]; }))
    return false;
  promise_done_[id] = true;
  const Scope scope{.group = promise.group};
  made.locals = promise.locals;
  made.guards = expressions(promise.guards, scope);
  made.condition = expression(promise.condition, scope);
  need_days(promise.in_force, promise.group);
  plan_.promises.push_back(std::move(made));
  const auto index = static_cast<std::uint32_t>(plan_.promises.size() - 1);
  if (of_group)
    plan_.groups[promise.group.index].promises.push_back(index);
  else
    plan_.record_promises.push_back(index);
  return true;
}

bool Builder::add_not_encoded(std::uint32_t id) {
  const check::NotEncoded& hole = policy_.not_encoded[id];
  if (not_encoded_done_[id] || std::none_of(hole.affects.begin(), hole.affects.end(),
                                            [&](check::RuleId rule) { return rule_planned_[rule.index]; }))
    return false;
  not_encoded_done_[id] = true;
  NotEncoded made;
  made.id = id;
  made.affects = hole.affects;
  const check::Rule& affected = policy_.rules[hole.affects.front()];
  if (affected.scope == check::RuleScope::group) made.group = affected.group;
  const Scope scope{.group = made.group};
  made.guards = expressions(hole.guards, scope);
  need_days(hole.in_force, made.group);
  made.locals = hole.locals;
  made.mark = mark(hole.provenance);
  plan_.not_encoded.push_back(std::move(made));
  return true;
}

}  // namespace kaidah::plan
