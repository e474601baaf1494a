#include "engine/scenario/material.hpp"

#include <algorithm>

namespace kaidah::scenario {

using types::TypeKind;
using values::Value;

const values::RecordData* Material::record(check::RecordId record, const Draft& draft) {
  const auto& declared = policy_.records[record].fields;
  const auto fields = arena_.values(declared.size());
  for (std::uint32_t i = 0; i < declared.size(); ++i) {
    const check::FieldDeclaration& field = declared[i];
    const auto given = std::ranges::find(draft.fields, i, &GivenField::field);
    if (given != draft.fields.end()) {
      Value value = this->value(field.type, given->value);
      fields[i] = value.is_absent() && field.if_missing ? *field.if_missing : std::move(value);
    } else if (field.if_missing) {
      fields[i] = *field.if_missing;
    } else if (!field.type.optional) {
      fields[i] = values::Unread{};
    }
  }
  return arena_.record(fields);
}

Value Material::value(const types::Type& type, const Draft& draft) {
  if (draft.record) return record(*draft.record, draft);
  if (!draft.is_list) return draft.value;
  const auto items = arena_.values(draft.items.size());
  for (std::size_t i = 0; i < items.size(); ++i) items[i] = value(*type.element, draft.items[i]);
  return arena_.list(items);
}

Draft merged(const Draft& under, const Draft& over) {
  if (!over.record || !under.record) return over.record || over.is_list || !over.value.is_unread() ? over : under;
  Draft result = over;
  for (const GivenField& given : under.fields) {
    const auto same = std::ranges::find(result.fields, given.field, &GivenField::field);
    if (same == result.fields.end()) {
      result.fields.push_back(given);
    } else {
      same->value = merged(given.value, same->value);
    }
  }
  return result;
}

}  // namespace kaidah::scenario
