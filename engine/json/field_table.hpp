#pragma once
// From the keys of JSON to the fields of a record.

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/plan/shape.hpp"

namespace kaidah::json {

inline constexpr std::uint32_t kNoField = UINT32_MAX;

/// A hash table with open addressing over the keys of one record, at most half full. Records are mostly written with
/// their keys in one order, so the key after the last one found is tried first. Refers to the shape.
class FieldTable {
 public:
  explicit FieldTable(const plan::RecordShape& shape);

  /// The field with this key, or kNoField. `last` is the field found before, or kNoField.
  [[nodiscard]] std::uint32_t find(std::string_view key, std::uint32_t last) const noexcept;

 private:
  const plan::RecordShape& shape_;
  std::vector<std::uint32_t> slots_;  // size: a power of two
};

}  // namespace kaidah::json
