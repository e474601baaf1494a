#include "engine/types/unify.hpp"

#include <algorithm>
#include <utility>

#include "engine/types/interval.hpp"

namespace kaidah::types {

Type of_kind(TypeKind kind) {
  Type type;
  type.kind = kind;
  return type;
}

Type number(Interval range, std::optional<int> decimals) {
  // More would not be computed (Limits::computed_digits), and a chain of products doubles them again and again.
  constexpr int kMostDecimals = 2'000;
  Type type = of_kind(TypeKind::number);
  type.range = std::move(range);
  if (decimals && *decimals <= kMostDecimals) type.decimals = decimals;
  return type;
}

Type enumeration(EnumId id) {
  Type type = of_kind(TypeKind::enumeration);
  type.enumeration = id;
  return type;
}

Type record(RecordId id) {
  Type type = of_kind(TypeKind::record);
  type.record = id;
  return type;
}

Type list_of(Type element, std::size_t min_items, std::size_t max_items) {
  Type type = of_kind(TypeKind::list);
  type.element = std::make_shared<const Type>(std::move(element));
  type.min_items = min_items;
  type.max_items = max_items;
  return type;
}

bool fits(const Type& found, const Type& expected) {
  if (fits_all(found) || fits_all(expected)) return true;
  if (found.kind != expected.kind) return false;
  if (found.kind == TypeKind::enumeration) return found.enumeration == expected.enumeration;
  if (found.kind == TypeKind::record) return found.record == expected.record;
  if (found.kind == TypeKind::member) return found.group == expected.group;
  if (found.kind == TypeKind::list && found.element && expected.element) return fits(*found.element, *expected.element);
  return true;
}

Type unify(const Type& a, const Type& b) {
  if (fits_all(a) || fits_all(b)) {
    Type result = a.kind == TypeKind::error || b.kind == TypeKind::none ? a : b;
    if (a.kind == TypeKind::error || b.kind == TypeKind::error) result = a.kind == TypeKind::error ? a : b;
    // `undetermined` ends in a rejection: it adds no value. `none` stands in scenarios only.
    result.optional = a.optional || b.optional;
    return result;
  }
  Type result = a;
  result.optional = a.optional || b.optional;
  result.range = hull(a.range, b.range);
  if (a.decimals && b.decimals) {
    result.decimals = std::max(*a.decimals, *b.decimals);
  } else {
    result.decimals.reset();
  }
  if (a.kind == TypeKind::list) {
    if (a.element && b.element) result.element = std::make_shared<const Type>(unify(*a.element, *b.element));
    result.min_items = std::min(a.min_items, b.min_items);
    result.max_items = a.max_items == 0 || b.max_items == 0 ? 0 : std::max(a.max_items, b.max_items);
  }
  return result;
}

bool has_order(const Type& type, bool ordered) {
  return type.kind == TypeKind::number || type.kind == TypeKind::date || is_duration(type) ||
         (type.kind == TypeKind::enumeration && ordered) || fits_all(type);
}

}  // namespace kaidah::types
