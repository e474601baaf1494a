#pragma once
// Random shapes of an input, with every kind of field, and random records that fit them.

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "engine/plan/shape.hpp"

namespace kaidah::property {

/// Record 0 is the input. The same seed gives the same.
class ShapeGenerator {
 public:
  explicit ShapeGenerator(std::uint64_t seed) : random_(seed) {
    plan::EnumShape colours;
    colours.name = "Colour";
    colours.names = colours.outputs = {"red", "amber", "green"};
    colours.read = {{"red", 0},   {"Red", 0},        {"amber", 1}, {"a very long spelling of amber", 1},
                    {"green", 2}, {"gr\xC3\xBCn", 2}};
    shapes_.enums.push_back(colours);
    shapes_.records.resize(2 + pick(4));
    for (std::size_t i = shapes_.records.size(); i-- > 0;) shapes_.records[i] = record_shape(i);
    plan::FieldShape id;
    id.name = id.key = "id";
    id.value.kind = types::TypeKind::text;
    id.optional = chance(30);
    if (chance(80)) shapes_.records[0].fields.insert(shapes_.records[0].fields.begin(), id);
  }

  [[nodiscard]] const plan::Shapes& shapes() const { return shapes_; }
  std::vector<std::uint32_t> identifying() {
    if (chance(50)) return {};
    return {static_cast<std::uint32_t>(pick(shapes_.records[0].fields.size()))};
  }
  std::string record() { return object(0); }

 private:
  std::size_t pick(std::size_t count) { return static_cast<std::size_t>(random_() % count); }
  bool chance(std::size_t percent) { return pick(100) < percent; }

  /// Holds only records after it.
  plan::RecordShape record_shape(std::size_t index) {
    plan::RecordShape record;
    record.name = "R" + std::to_string(index);
    const std::size_t fields = chance(5) ? 70 : 1 + pick(9);
    for (std::size_t i = 0; i < fields; ++i) {
      plan::FieldShape field;
      field.name = field.key = (chance(20) ? "a_rather_long_key_for_a_field_" : "f") + std::to_string(i);
      field.value = value_shape(index, 2);
      field.optional = chance(40);
      field.needed = chance(80);
      const plan::ValueShape& value = field.value;
      if (chance(15)) field.if_missing = some_default(value);
      if (value.kind == types::TypeKind::list && value.element.front().kind == types::TypeKind::record && chance(50)) {
        field.value.one_for_each =
            static_cast<std::uint32_t>(pick(shapes_.records[value.element.front().record].fields.size()));
      }
      record.fields.push_back(std::move(field));
    }
    return record;
  }

  plan::ValueShape value_shape(std::size_t index, int depth) {
    using types::TypeKind;
    static const std::vector<TypeKind> kinds = {
        TypeKind::number, TypeKind::number, TypeKind::number,      TypeKind::boolean, TypeKind::text, TypeKind::date,
        TypeKind::days,   TypeKind::months, TypeKind::enumeration, TypeKind::record,  TypeKind::list, TypeKind::list};
    plan::ValueShape shape;
    shape.kind = kinds[pick(kinds.size())];
    if (shape.kind == TypeKind::record && index + 1 >= shapes_.records.size()) shape.kind = TypeKind::text;
    if (shape.kind == TypeKind::list && depth == 0) shape.kind = TypeKind::number;
    if (shape.kind == TypeKind::number) {
      if (chance(60)) shape.decimals = static_cast<int>(pick(9));
      if (chance(50))
        shape.range.low = types::Bound{values::Number::ratio(static_cast<std::int64_t>(pick(2000)) - 1000,
                                                             1 + static_cast<std::int64_t>(pick(12))),
                                       chance(70)};
      if (chance(50))
        shape.range.high = types::Bound{values::Number::ratio(static_cast<std::int64_t>(pick(200000)) + 1000,
                                                              1 + static_cast<std::int64_t>(pick(12))),
                                        chance(70)};
    }
    if (shape.kind == TypeKind::record)
      shape.record = static_cast<std::uint32_t>(index + 1 + pick(shapes_.records.size() - index - 1));
    if (shape.kind == TypeKind::list) {
      shape.element.push_back(value_shape(index, depth - 1));
      shape.min_items = chance(20) ? 1 : 0;
      shape.max_items = chance(30) ? 3 : 0;
    }
    return shape;
  }

  std::optional<values::Value> some_default(const plan::ValueShape& shape) {
    using types::TypeKind;
    static const values::ListData kEmpty{};
    switch (shape.kind) {
      case TypeKind::number:
        return values::Value(values::Number(pick(100)));
      case TypeKind::boolean:
        return values::Value(chance(50));
      case TypeKind::text:
        return values::Value(std::string_view("default"));
      case TypeKind::date:
        return values::Value(*values::Date::from_parts(1960 + static_cast<std::int64_t>(pick(90)), 2, 28));
      case TypeKind::enumeration:
        return values::Value(values::Member{static_cast<std::uint32_t>(pick(3))});
      case TypeKind::list:
        return values::Value(&kEmpty);
      case TypeKind::days:
        return values::Value(values::Days{static_cast<std::int64_t>(pick(60))});
      case TypeKind::months:
        return values::Value(values::Months{static_cast<std::int64_t>(pick(60))});
      case TypeKind::record:
      case TypeKind::member:
      case TypeKind::none:
      case TypeKind::error:
        break;
    }
    return std::nullopt;
  }

  std::string object(std::size_t index) {
    std::string text;
    for (const plan::FieldShape& field : shapes_.records[index].fields) {
      const bool may_miss = field.optional || field.if_missing || !field.needed;
      if (may_miss && chance(30)) continue;
      text +=
          (text.empty() ? "\"" : ",\"") + field.key + "\":" + (may_miss && chance(20) ? "null" : value(field.value));
      if (chance(3))
        text += ",\"extra_" + std::to_string(index) + "_" + std::to_string(text.size()) + "\":[1,{\"x\":\"y\"}]";
    }
    return "{" + text + "}";
  }

  std::string value(const plan::ValueShape& shape) {
    using types::TypeKind;
    switch (shape.kind) {
      case TypeKind::boolean:
        return chance(50) ? "true" : "false";
      case TypeKind::number:
        return number(shape);
      case TypeKind::days:
      case TypeKind::months:
        return std::to_string(static_cast<int>(pick(2000)) - 500);
      case TypeKind::date:
        return "\"" +
               values::Date::from_parts(1 + static_cast<std::int64_t>(pick(9999)),
                                        1 + static_cast<std::int64_t>(pick(12)),
                                        1 + static_cast<std::int64_t>(pick(28)))
                   ->to_string() +
               "\"";
      case TypeKind::enumeration: {
        auto found = shapes_.enums[0].read.begin();
        std::advance(found, static_cast<std::ptrdiff_t>(pick(shapes_.enums[0].read.size())));
        return "\"" + found->first + "\"";
      }
      case TypeKind::record:
        return object(shape.record);
      case TypeKind::list:
        break;
      case TypeKind::text:
      case TypeKind::member:
      case TypeKind::none:
      case TypeKind::error:
        return "\"" + std::string(pick(40), 'x') + (chance(10) ? "\xC3\xA9" : "") + std::string(pick(20), 'y') + "\"";
    }
    std::string text;
    const std::size_t count = shape.min_items + pick(3);
    for (std::size_t i = 0; i < count; ++i) text += (i > 0 ? "," : "") + value(shape.element.front());
    return "[" + text + "]";
  }

  /// In every range there is: what is drawn otherwise would mostly be refused.
  std::string number(const plan::ValueShape& shape) {
    std::string text = std::to_string(1000 + pick(chance(50) ? 10 : 15'000));
    if (!shape.range.low && chance(30)) text = "-" + text;
    if (!shape.range.low && !shape.range.high && chance(30)) text = std::to_string(pick(1'000'000'000'000));
    const std::size_t decimals = std::min<std::size_t>(pick(5), static_cast<std::size_t>(shape.decimals.value_or(4)));
    if (decimals > 0 && chance(50)) text += "." + std::to_string(pick(9000) + 1000).substr(0, decimals);
    return text;
  }

  std::mt19937_64 random_;
  plan::Shapes shapes_;
};

}  // namespace kaidah::property
