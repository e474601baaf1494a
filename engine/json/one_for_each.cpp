#include "engine/json/one_for_each.hpp"

#include <algorithm>
#include <compare>
#include <numeric>
#include <type_traits>
#include <vector>

namespace kaidah::json {
namespace {

using values::Value;

/// Any total order of the values of one type.
std::strong_ordering order(const Value& a, const Value& b) {
  if (a.index() != b.index()) return a.index() <=> b.index();
  return std::visit(
      [&b]<typename Held>(const Held& held) {
        const Held& other = std::get<Held>(b);
        if constexpr (std::is_same_v<Held, values::Absent> || std::is_same_v<Held, values::Unread>) {
          return std::strong_ordering::equal;
        } else if constexpr (std::is_same_v<Held, const values::RecordData*>) {
          return std::lexicographical_compare_three_way(held->fields.begin(), held->fields.end(), other->fields.begin(),
                                                        other->fields.end(), order);
        } else if constexpr (std::is_same_v<Held, const values::ListData*>) {
          return std::lexicographical_compare_three_way(held->items.begin(), held->items.end(), other->items.begin(),
                                                        other->items.end(), order);
        } else {
          return std::strong_ordering(held <=> other);
        }
      },
      static_cast<const Value::variant&>(a));
}

}  // namespace

// Sorting, since a list may have ten thousand items.
std::optional<std::size_t> first_repetition(std::span<const Value> items, std::uint32_t field) {
  const auto value = [items, field](std::size_t item) -> const Value& { return items[item].record().fields[field]; };
  std::vector<std::size_t> sorted(items.size());
  std::iota(sorted.begin(), sorted.end(), std::size_t{0});
  std::erase_if(sorted, [&value](std::size_t item) { return value(item).is_absent() || value(item).is_unread(); });
  std::sort(sorted.begin(), sorted.end(), [&value](std::size_t a, std::size_t b) {
    const std::strong_ordering by_value = order(value(a), value(b));
    return by_value != 0 ? by_value < 0 : a < b;
  });
  std::optional<std::size_t> first;
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    if (order(value(sorted[i - 1]), value(sorted[i])) == 0) first = std::min(first.value_or(sorted[i]), sorted[i]);
  }
  return first;
}

}  // namespace kaidah::json
