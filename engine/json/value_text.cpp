#include "engine/json/value_text.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <type_traits>

#include "engine/json/text.hpp"

namespace kaidah::json {
namespace {

using plan::ValueShape;
using types::Type;
using types::TypeKind;

void append_number(std::string& out, const values::Number& number, std::optional<int> known) {
  const std::optional<int> needed = number.decimals();
  if (!needed) {
    append_text(out, number.to_string());
  } else {
    out += number.to_decimal(std::max({*needed, known.value_or(0), 0}));
  }
}

// What differs between the type of a rule and the shape of a field.
std::optional<int> decimals(const Type& type) {
  return type.decimals;
}
std::optional<int> decimals(const ValueShape& /*as written*/) {
  return std::nullopt;
}
std::uint32_t enumeration(const Type& type) {
  return type.enumeration.index;
}
std::uint32_t enumeration(const ValueShape& shape) {
  return shape.enumeration;
}
std::uint32_t record(const Type& type) {
  return type.record.index;
}
std::uint32_t record(const ValueShape& shape) {
  return shape.record;
}
const Type& element(const Type& type) {
  return *type.element;
}
const ValueShape& element(const ValueShape& shape) {
  return shape.element.front();
}

// The depth is that of the declarations: records do not contain themselves.
template <class Described>
void append(std::string& out, const values::Value& value, const Described& described, const plan::Shapes& shapes,
            std::size_t stop) {
  std::visit(
      [&]<class Held>(const Held& held) {
        if constexpr (std::is_same_v<Held, values::Absent> || std::is_same_v<Held, values::Unread>) {
          out += "null";
        } else if constexpr (std::is_same_v<Held, bool>) {
          out += held ? "true" : "false";
        } else if constexpr (std::is_same_v<Held, values::Number>) {
          append_number(out, held, decimals(described));
        } else if constexpr (std::is_same_v<Held, std::string_view>) {
          append_text(out, held);
        } else if constexpr (std::is_same_v<Held, values::Date>) {
          append_text(out, held.to_string());
        } else if constexpr (std::is_same_v<Held, values::Days> || std::is_same_v<Held, values::Months>) {
          out += std::to_string(held.count);
        } else if constexpr (std::is_same_v<Held, values::Member>) {
          append_text(out, shapes.enums[enumeration(described)].outputs[held.index]);
        } else if constexpr (std::is_same_v<Held, const values::RecordData*>) {
          const plan::RecordShape& shape = shapes.records[record(described)];
          out += '{';
          for (std::size_t i = 0; i < held->fields.size() && out.size() <= stop; ++i) {
            if (i > 0) out += ',';
            append_text(out, shape.fields[i].key);
            out += ':';
            append(out, held->fields[i], shape.fields[i].value, shapes, stop);
          }
          out += '}';
        } else {
          out += '[';
          for (std::size_t i = 0; i < held->items.size() && out.size() <= stop; ++i) {
            if (i > 0) out += ',';
            append(out, held->items[i], element(described), shapes, stop);
          }
          out += ']';
        }
      },
      static_cast<const values::Value::variant&>(value));
}

}  // namespace

void append_value(std::string& out, const values::Value& value, const Type& type, const plan::Shapes& shapes,
                  std::size_t stop) {
  append(out, value, type, shapes, stop);
}

void append_value(std::string& out, const values::Value& value, const ValueShape& shape, const plan::Shapes& shapes) {
  append(out, value, shape, shapes, std::string::npos);
}

}  // namespace kaidah::json
