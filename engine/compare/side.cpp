#include "engine/compare/side.hpp"

#include <utility>

#include "engine/json/value_text.hpp"

namespace kaidah::compare {
namespace {

std::vector<std::uint32_t> identifying(const SideSetup& setup) {
  std::vector<std::uint32_t> fields;
  for (const check::GroupDeclaration& group : setup.policy().groups)
    fields.insert(fields.end(), group.key.begin(), group.key.end());
  for (const auto& field : {setup.unit, setup.kind})
    if (field) fields.push_back(*field);
  return fields;
}

plan::PlanPtr only(const plan::PlanPtr& plan, std::uint32_t by) {
  plan::PlanOptions options;
  options.select = {plan->outputs[by].name};
  options.groups = false;
  return plan::make_plan(plan->policy, std::move(options));
}

}  // namespace

SideSetup::SideSetup(plan::PlanPtr plan_given, std::uint32_t by_given)
    : plan(std::move(plan_given)),
      crossed(only(plan, by_given)),
      by(by_given),
      classes(*plan, plan->outputs[by_given]),
      group_records(std::make_unique<batch::GroupRecords>(plan)) {}

Side::Side(const SideSetup& setup)
    : setup_(setup),
      settings_(setup.settings),
      decoder_(setup.plan->shapes, setup.plan->input, setup.settings.limits, identifying(setup)),
      evaluator_(setup.plan),
      tracer_(setup.crossed),
      groups_(setup.plan) {
  settings_.group_records.assign(setup.policy().groups.size(), nullptr);
}

Verdict Side::decide(std::string_view record) {
  arena_.clear();
  return finish(decoder_.decode(record, arena_));
}

Verdict Side::reject(evaluate::Rejection rejection) {
  arena_.clear();
  json::DecodeResult decoded;
  decoded.rejection = std::move(rejection);
  return finish(std::move(decoded));
}

Verdict Side::too_large(std::string_view beginning) {
  arena_.clear();
  return finish(decoder_.too_large(beginning, arena_));
}

Verdict Side::finish(json::DecodeResult decoded) {
  decoded_ = std::move(decoded);
  decided_ = false;
  Verdict verdict;
  verdict.record = decoded_.record;
  verdict.id = decoded_.id;
  verdict.in_class = setup_.classes.rejected();
  if (decoded_.rejection) {
    verdict.rejection = &*decoded_.rejection;
    return verdict;
  }
  if (!setup_.group_records->empty()) {
    for (std::size_t i = 0; i < settings_.group_records.size(); ++i)
      settings_.group_records[i] = setup_.group_records->of_member(check::GroupId(i), *decoded_.record);
  }
  const evaluate::Outcome& outcome = evaluator_.decide(*decoded_.record, settings_);
  if (outcome.rejection) {
    verdict.rejection = &*outcome.rejection;
    return verdict;
  }
  decided_ = true;
  verdict.outcome = &outcome;
  verdict.in_class = setup_.classes.of(outcome.outputs[setup_.by]);
  return verdict;
}

const evaluate::Trace& Side::trace() {
  trace_.clear();
  tracer_.decide(*decoded_.record, settings_, &trace_);
  return trace_;
}

void Side::gather(std::uint64_t piece) {
  if (decided_) {
    groups_.add(evaluator_, piece);
  } else if (decoded_.record != nullptr) {
    groups_.reject(*decoded_.record);
  }
}

std::string Side::text_of(std::optional<std::uint32_t> field) const {
  if (!field || decoded_.record == nullptr) return {};
  const values::Value& value = decoded_.record->fields[*field];
  if (value.is_absent() || value.is_unread()) return {};
  if (const auto* text = std::get_if<std::string_view>(&value)) return std::string(*text);
  const types::Type& type = setup_.policy().records[setup_.policy().input].fields[*field].type;
  if (type.kind == types::TypeKind::enumeration)
    return setup_.plan->shapes.enums[type.enumeration.index].outputs[value.member().index];
  std::string text;
  json::append_value(text, value, setup_.plan->shapes.records[setup_.plan->input].fields[*field].value,
                     setup_.plan->shapes);
  return text;
}

std::optional<std::uint32_t> input_field(const check::CheckedPolicy& policy, std::string_view name) {
  const auto& fields = policy.records[policy.input].fields;
  for (std::uint32_t i = 0; i < fields.size(); ++i)
    if (fields[i].name == name || fields[i].key == name) return i;
  return std::nullopt;
}

}  // namespace kaidah::compare
