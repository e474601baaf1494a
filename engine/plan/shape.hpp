#pragma once
// What the input looks like, as far as a plan needs it: which fields are read, and how.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/types/type.hpp"
#include "engine/values/value.hpp"

namespace kaidah::plan {

/// The spellings of an enum: every name, wire spelling, label and alias.
struct EnumShape {
  std::string name;
  std::vector<std::string> names;    ///< by member, as policies name it
  std::vector<std::string> outputs;  ///< by member, what is written
  std::unordered_map<std::string, std::uint32_t> read;
};

/// How one value of the input is read and checked.
struct ValueShape {
  types::TypeKind kind{};
  types::Interval range;            ///< of numbers
  std::optional<int> decimals;      ///< of numbers: more is refused
  std::uint32_t enumeration = 0;    ///< into Shapes::enums
  std::uint32_t record = 0;         ///< into Shapes::records
  std::vector<ValueShape> element;  ///< of lists: exactly one
  std::size_t min_items = 0;
  std::size_t max_items = 0;
  std::optional<std::uint32_t> one_for_each;  ///< of lists: a field of the element's record
};

struct FieldShape {
  std::string name;
  std::string key;  ///< in JSON
  ValueShape value;
  bool optional = false;
  bool needed = true;  ///< some selected output, duty or condition reads it; otherwise it is skipped and left Unread
  std::optional<values::Value> if_missing;
};

struct RecordShape {
  std::string name;
  std::vector<FieldShape> fields;
};

struct Shapes {
  std::vector<EnumShape> enums;
  std::vector<RecordShape> records;
};

}  // namespace kaidah::plan
