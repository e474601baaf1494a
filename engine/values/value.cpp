#include "engine/values/value.hpp"

#include <algorithm>
#include <type_traits>

namespace kaidah::values {

bool operator==(const Value& a, const Value& b) {
  if (a.index() != b.index()) return false;
  return std::visit(
      [&b]<typename Held>(const Held& held) {
        const Held& other = std::get<Held>(b);
        if constexpr (std::is_same_v<Held, const RecordData*>) {
          return std::ranges::equal(held->fields, other->fields);
        } else if constexpr (std::is_same_v<Held, const ListData*>) {
          return std::ranges::equal(held->items, other->items);
        } else {
          return held == other;
        }
      },
      static_cast<const Value::variant&>(a));
}

}  // namespace kaidah::values
