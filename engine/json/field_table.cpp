#include "engine/json/field_table.hpp"

#include <bit>
#include <functional>

namespace kaidah::json {

FieldTable::FieldTable(const plan::RecordShape& shape)
    : shape_(shape), slots_(std::bit_ceil(2 * shape.fields.size() + 1), kNoField) {
  for (std::uint32_t field = 0; field < shape.fields.size(); ++field) {
    std::size_t slot = std::hash<std::string_view>{}(shape.fields[field].key) & (slots_.size() - 1);
    while (slots_[slot] != kNoField) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = field;
  }
}

std::uint32_t FieldTable::find(std::string_view key, std::uint32_t last) const noexcept {
  const std::uint32_t next = last + 1;  // kNoField + 1 is 0
  if (next < shape_.fields.size() && shape_.fields[next].key == key) return next;
  std::size_t slot = std::hash<std::string_view>{}(key) & (slots_.size() - 1);
  for (; slots_[slot] != kNoField; slot = (slot + 1) & (slots_.size() - 1)) {
    if (shape_.fields[slots_[slot]].key == key) return slots_[slot];
  }
  return kNoField;
}

}  // namespace kaidah::json
