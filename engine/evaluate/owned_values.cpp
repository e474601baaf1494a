#include "engine/evaluate/owned_values.hpp"

namespace kaidah::evaluate {

using values::Value;

Value OwnedValues::copy(const Value& value) {
  if (const auto* text = std::get_if<std::string_view>(&value)) return std::string_view(texts_.emplace_front(*text));
  const auto copies = [&](std::span<const Value> from) -> std::span<const Value> {
    std::vector<Value> items;
    items.reserve(from.size());
    for (const Value& item : from) items.push_back(copy(item));
    return spans_.emplace_front(std::move(items));
  };
  if (const auto* record = std::get_if<const values::RecordData*>(&value))
    return &records_.emplace_front(values::RecordData{copies((*record)->fields)});
  if (const auto* list = std::get_if<const values::ListData*>(&value))
    return &lists_.emplace_front(values::ListData{copies((*list)->items)});
  return value;
}

void OwnedValues::take(OwnedValues&& other) {
  texts_.splice_after(texts_.before_begin(), other.texts_);
  spans_.splice_after(spans_.before_begin(), other.spans_);
  records_.splice_after(records_.before_begin(), other.records_);
  lists_.splice_after(lists_.before_begin(), other.lists_);
}

}  // namespace kaidah::evaluate
