#pragma once
// Types with what is known of their values: ranges, decimals, lengths.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "engine/values/number.hpp"
#include "grammar/syntax/ids.hpp"

namespace kaidah::types {

struct EnumTag;
using EnumId = Id<EnumTag>;
struct RecordTag;
using RecordId = Id<RecordTag>;
struct GroupTag;
using GroupId = Id<GroupTag>;

/// One end of a range.
struct Bound {
  values::Number value;
  bool closed = true;  ///< the value itself belongs to the range
  friend bool operator==(const Bound&, const Bound&) = default;
};

/// A range of numbers; a missing end is open to infinity.
struct Interval {
  std::optional<Bound> low;
  std::optional<Bound> high;
  friend bool operator==(const Interval&, const Interval&) = default;
};

enum class TypeKind : std::uint8_t {
  error,  ///< of an expression that failed: fits everything, so that one mistake is reported once
  boolean,
  number,
  text,
  date,
  days,
  months,
  enumeration,
  record,
  list,
  member,  ///< a decided record of a group: has the fields of the input and the rules of the policy; a group has at
           ///< least one
  none,    ///< of `none` and of `undetermined`: fits every type
};

struct Type {
  TypeKind kind = TypeKind::error;
  bool optional = false;
  // of numbers; the range also of durations (in days or months)
  Interval range;
  std::optional<int> decimals;  ///< digits after the point that write every value; nothing: endless
  // of enumerations, records
  EnumId enumeration;
  RecordId record;
  GroupId group;  ///< of member
  // of lists
  std::shared_ptr<const Type> element;
  std::size_t min_items = 0;
  std::size_t max_items = 0;  ///< 0: the limit list_items
};

}  // namespace kaidah::types
