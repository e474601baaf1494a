#pragma once
// What a field, a rule or an expression is worth while a decision is computed.

#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

#include "engine/values/date.hpp"
#include "engine/values/number.hpp"

namespace kaidah::values {

/// An optional value that is not there.
struct Absent {
  friend bool operator==(Absent, Absent) = default;
};

/// A member of an enum, by its position in the declaration (0 = lowest). Which enum is known from the type.
struct Member {
  std::uint32_t index = 0;
  friend auto operator<=>(const Member&, const Member&) = default;
};

class Value;

/// A record: its fields in the order of the declaration. Lives in the arena of the decision.
struct RecordData {
  std::span<const Value> fields;
};

/// A list. Lives in the arena of the decision.
struct ListData {
  std::span<const Value> items;
};

/// A field that was not decoded because no needed rule reads it, or (scenarios only) was not given.
struct Unread {
  friend bool operator==(Unread, Unread) = default;
};

/// Text points into the input, the plan or the arena, whichever outlives the decision.
class Value : public std::variant<Absent, bool, Number, std::string_view, Date, Days, Months, Member, const RecordData*,
                                  const ListData*, Unread> {
 public:
  using variant::variant;

  [[nodiscard]] bool is_absent() const noexcept { return std::holds_alternative<Absent>(*this); }
  [[nodiscard]] bool is_unread() const noexcept { return std::holds_alternative<Unread>(*this); }
  [[nodiscard]] bool boolean() const { return std::get<bool>(*this); }
  [[nodiscard]] const Number& number() const { return std::get<Number>(*this); }
  [[nodiscard]] std::string_view text() const { return std::get<std::string_view>(*this); }
  [[nodiscard]] Date date() const { return std::get<Date>(*this); }
  [[nodiscard]] Days days() const { return std::get<Days>(*this); }
  [[nodiscard]] Months months() const { return std::get<Months>(*this); }
  [[nodiscard]] Member member() const { return std::get<Member>(*this); }
  [[nodiscard]] const RecordData& record() const { return *std::get<const RecordData*>(*this); }
  [[nodiscard]] const ListData& list() const { return *std::get<const ListData*>(*this); }
};

/// Equality of values of one type; records and lists item by item.
bool operator==(const Value& a, const Value& b);

}  // namespace kaidah::values
