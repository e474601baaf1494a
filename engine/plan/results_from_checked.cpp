// What other policies decide: a plan for each, and what it needs of the record.

#include <algorithm>

#include "engine/plan/builder.hpp"

namespace kaidah::plan {

NodeId Builder::output_of(check::ExprRef ref, const check::ResultTarget& target) {
  const check::Result& declared = policy_.results[target.result];
  Result& result = plan_.results[target.result.index];
  std::vector<std::string>& outputs = result_outputs_[target.result.index];
  const std::string& name = declared.policy->rules[target.output].name;
  if (std::find(outputs.begin(), outputs.end(), name) == outputs.end()) outputs.push_back(name);
  if (!result.record) {
    result.mark = mark(declared.provenance);
    need_days(declared.in_force, {});
    result.record = expression(declared.record, {});
  }
  return emit(ref, {.op = Op::result, .a = target.result.index, .b = target.output.index});
}

void Builder::make_results() {
  for (Result& result : plan_.results) {
    if (!result.record) continue;
    const check::Result& declared = policy_.results[result.id];
    PlanOptions options;
    options.select = result_outputs_[result.id.index];
    options.groups = false;
    options.everything = plan_.options.everything;
    result.plan = make_plan(declared.policy, std::move(options));
    for (const check::ProvenanceId marked : result.plan->marked) result.marks.push_back(mark(declared.here(marked)));
    plan_.dated_by_decision = plan_.dated_by_decision || result.plan->dated_by_decision;
    need_like(policy_.type(declared.record).record, *result.plan, declared.policy->input);
  }
}

// The records are declared by the same text: their fields stand in the same order.
void Builder::need_like(check::RecordId record, const Plan& inner, check::RecordId inner_record) {
  const std::vector<check::FieldDeclaration>& fields = inner.policy->records[inner_record].fields;
  for (std::uint32_t i = 0; i < fields.size(); ++i) {
    if (!inner.shapes.records[inner_record.index].fields[i].needed) continue;
    need_field(record, i);
    need_like(policy_.records[record].fields[i].type, inner, fields[i].type);
  }
}

void Builder::need_like(const types::Type& type, const Plan& inner, const types::Type& inner_type) {
  if (inner_type.element) return need_like(*type.element, inner, *inner_type.element);
  if (inner_type.record) need_like(type.record, inner, inner_type.record);
}

}  // namespace kaidah::plan
