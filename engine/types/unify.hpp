#pragma once
// How types go together.

#include "engine/types/type.hpp"

namespace kaidah::types {

[[nodiscard]] Type of_kind(TypeKind kind);
[[nodiscard]] Type number(Interval range, std::optional<int> decimals);
[[nodiscard]] Type enumeration(EnumId id);
[[nodiscard]] Type record(RecordId id);
[[nodiscard]] Type list_of(Type element, std::size_t min_items, std::size_t max_items);

[[nodiscard]] inline bool is_error(const Type& type) {
  return type.kind == TypeKind::error;
}
/// Fits every type: of what failed, of `none` and `undetermined`.
[[nodiscard]] inline bool fits_all(const Type& type) {
  return type.kind == TypeKind::error || type.kind == TypeKind::none;
}
[[nodiscard]] inline bool is_duration(const Type& type) {
  return type.kind == TypeKind::days || type.kind == TypeKind::months;
}

/// A value of type `found` may stand where `expected` is asked for; ranges, decimals and whether it may be missing are
/// left aside.
[[nodiscard]] bool fits(const Type& found, const Type& expected);
/// The type of what is one or the other. REQUIRES: one fits the other.
[[nodiscard]] Type unify(const Type& a, const Type& b);
/// Numbers, dates, durations; `ordered` says whether the enum is.
[[nodiscard]] bool has_order(const Type& type, bool ordered);

}  // namespace kaidah::types
