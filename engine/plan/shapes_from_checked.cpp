// What the input looks like, and which of its fields are read.

#include "engine/plan/builder.hpp"

namespace kaidah::plan {
namespace {

using types::TypeKind;

ValueShape value_shape(const types::Type& type) {
  ValueShape shape;
  shape.kind = type.kind;
  shape.range = type.range;
  shape.decimals = type.decimals;
  if (type.enumeration) shape.enumeration = type.enumeration.index;
  if (type.record) shape.record = type.record.index;
  if (type.element != nullptr) shape.element.push_back(value_shape(*type.element));
  shape.min_items = type.min_items;
  shape.max_items = type.max_items;
  return shape;
}

EnumShape enum_shape(const check::EnumDeclaration& declared) {
  EnumShape shape;
  shape.name = declared.name;
  for (std::uint32_t i = 0; i < declared.members.size(); ++i) {
    const check::EnumMember& member = declared.members[i];
    shape.names.push_back(member.name);
    shape.outputs.push_back(member.output());
    shape.read.emplace(member.name, i);
    if (!member.wire.empty()) shape.read.emplace(member.wire, i);
    if (!member.label.empty()) shape.read.emplace(member.label, i);
    for (const std::string& alias : member.aliases) shape.read.emplace(alias, i);
  }
  return shape;
}

/// The record that a value of this type is or lists; none otherwise.
check::RecordId record_in(const types::Type& type) {
  if (type.kind == TypeKind::list && type.element != nullptr) return record_in(*type.element);
  return type.kind == TypeKind::record ? type.record : check::RecordId();
}

}  // namespace

void Builder::make_shapes() {
  for (const check::EnumDeclaration& declared : policy_.enums) plan_.shapes.enums.push_back(enum_shape(declared));
  for (const check::RecordDeclaration& declared : policy_.records) {
    RecordShape record;
    record.name = declared.name;
    for (const check::FieldDeclaration& field : declared.fields) {
      FieldShape shape;
      shape.name = field.name;
      shape.key = field.key;
      shape.value = value_shape(field.type);
      shape.value.one_for_each = field.one_for_each;
      shape.optional = field.type.optional;
      shape.needed = plan_.options.everything;
      shape.if_missing = field.if_missing;
      record.fields.push_back(std::move(shape));
    }
    plan_.shapes.records.push_back(std::move(record));
  }
  if (!policy_.input) return;
  plan_.input = policy_.input.index;
  const std::vector<check::FieldDeclaration>& fields = policy_.records[policy_.input].fields;
  for (std::uint32_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name != "id") continue;
    plan_.id_field = i;
    need_field(policy_.input, i);
  }
}

void Builder::need_field(check::RecordId record, std::uint32_t field) {
  if (record) plan_.shapes.records[record.index].fields[field].needed = true;
}

void Builder::need_all(const types::Type& type) {
  const check::RecordId record = record_in(type);
  if (!record) return;
  for (std::uint32_t i = 0; i < policy_.records[record].fields.size(); ++i) {
    need_field(record, i);
    need_all(policy_.records[record].fields[i].type);
  }
}

void Builder::need_period(check::GroupId group) {
  if (!policy_.period_field) return;
  need_field(policy_.input, *policy_.period_field);
  const check::RecordId period = policy_.records[policy_.input].fields[*policy_.period_field].type.record;
  need_field(period, policy_.period_start);
  need_field(period, policy_.period_end);
  if (!group) return;
  const check::GroupDeclaration& declared = policy_.groups[group];
  for (std::uint32_t i = 0; i < declared.key.size(); ++i)
    if (declared.key[i] == *policy_.period_field) need_field(declared.record, i);
}

void Builder::need_days(const std::optional<check::InForce>& in_force, check::GroupId group) {
  if (!in_force) return;
  if (in_force->reference_day.limits()) plan_.dated = true;
  if (in_force->reference_day.limits() || in_force->end_of_period.limits()) need_period(group);
  if (in_force->decision_day.limits()) plan_.dated_by_decision = true;
}

// A record that breaks a condition is rejected, whatever was selected: what conditions read is always read.
void Builder::add_conditions() {
  const std::size_t count = policy_.records.size();
  plan_.conditions.resize(count);
  std::vector<bool> tested(count, false);
  for (std::uint32_t i = 0; i < count; ++i) {
    const check::RecordDeclaration& declared = policy_.records[check::RecordId(i)];
    RecordConditions& made = plan_.conditions[i];
    made.locals = declared.locals;
    for (std::uint32_t c = 0; c < declared.conditions.size(); ++c)
      made.conditions.push_back({c, expression(declared.conditions[c].condition, {.self = check::RecordId(i)})});
    tested[i] = !declared.conditions.empty();
    for (std::uint32_t f = 0; f < declared.fields.size(); ++f) {
      const std::optional<std::uint32_t> distinct = declared.fields[f].one_for_each;
      if (!distinct) continue;
      const check::RecordId element = record_in(declared.fields[f].type);
      tested[i] = true;
      need_field(check::RecordId(i), f);
      if (!element) continue;
      need_field(element, *distinct);
      need_all(policy_.records[element].fields[*distinct].type);
    }
  }
  // The way to them: records that hold records with conditions, to any depth.
  for (bool changed = true; changed;) {
    changed = false;
    for (std::uint32_t i = 0; i < count; ++i) {
      const check::RecordDeclaration& declared = policy_.records[check::RecordId(i)];
      for (std::uint32_t f = 0; f < declared.fields.size(); ++f) {
        const check::RecordId inside = record_in(declared.fields[f].type);
        if (!inside || !tested[inside.index]) continue;
        if (!tested[i]) changed = true;
        tested[i] = true;
      }
    }
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    const check::RecordDeclaration& declared = policy_.records[check::RecordId(i)];
    for (std::uint32_t f = 0; f < declared.fields.size(); ++f) {
      const check::RecordId inside = record_in(declared.fields[f].type);
      if (!inside || !tested[inside.index]) continue;
      need_field(check::RecordId(i), f);
      plan_.conditions[i].inner.push_back(f);
    }
  }
}

}  // namespace kaidah::plan
