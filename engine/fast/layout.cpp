#include "engine/fast/layout.hpp"

#include <optional>

#include "engine/json/read_fields.hpp"

namespace kaidah::fast {
namespace {

using plan::FieldShape;
using plan::ValueShape;
using types::TypeKind;

/// Numbers of up to so many decimals are held as whole counts of the last one.
constexpr int kMostScale = 6;

class Builder {
 public:
  Builder(const plan::Shapes& shapes, std::vector<std::vector<char>> read) : shapes_(shapes), read_(std::move(read)) {}

  Layout build(std::uint32_t record) {
    layout_.tables.push_back({});
    const std::uint32_t whole = add_object(record, 0);
    layout_.tables.front().item = {Place::What::object, whole, kNone};
    return std::move(layout_);
  }

 private:
  Place place(const ValueShape& shape, std::uint32_t table) {
    if (shape.kind == TypeKind::record) return {Place::What::object, add_object(shape.record, table), kNone};
    if (shape.kind == TypeKind::list) return {Place::What::list, add_table(shape, table), kNone};
    return {Place::What::column, add_column(shape, table), kNone};
  }

  std::uint32_t add_object(std::uint32_t record, std::uint32_t table) {
    const auto index = static_cast<std::uint32_t>(layout_.objects.size());
    layout_.objects.push_back({record, table, {}});
    const std::vector<FieldShape>& fields = shapes_.records[record].fields;
    std::vector<Place> places(fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (read_[record][i] == 0) continue;
      places[i] = place(fields[i].value, table);
      if (fields[i].optional && !fields[i].if_missing) places[i].present = add_bits(table);
    }
    layout_.objects[index].fields = std::move(places);
    return index;
  }

  std::uint32_t add_table(const ValueShape& list, std::uint32_t parent) {
    const auto index = static_cast<std::uint32_t>(layout_.tables.size());
    layout_.tables.push_back({parent, {}, &list});
    const Place item = place(list.element.front(), index);
    layout_.tables[index].item = item;
    return index;
  }

  std::uint32_t add_column(const ValueShape& shape, std::uint32_t table) {
    Column column{Kind::whole, table, 0, 0};
    switch (shape.kind) {
      case TypeKind::boolean:
        column.kind = Kind::truth;
        break;
      case TypeKind::text:
        column.kind = Kind::text;
        break;
      case TypeKind::number:
        if (shape.decimals && *shape.decimals <= kMostScale) {
          column.scale = static_cast<std::uint8_t>(*shape.decimals);
        } else {
          column.kind = Kind::decimal;
        }
        break;
      case TypeKind::date:
      case TypeKind::days:
      case TypeKind::months:
      case TypeKind::enumeration:
      case TypeKind::record:  // not scalars: no input has a field of the kinds below
      case TypeKind::list:
      case TypeKind::member:
      case TypeKind::none:
      case TypeKind::error:
        break;
    }
    column.slot = add_slot(column.kind, table);
    layout_.columns.push_back(column);
    return static_cast<std::uint32_t>(layout_.columns.size() - 1);
  }

  std::uint32_t add_slot(Kind kind, std::uint32_t table) {
    switch (kind) {
      case Kind::whole:
        return layout_.whole++;
      case Kind::decimal:
        return layout_.decimal++;
      case Kind::text:
        return layout_.text++;
      case Kind::truth:
        break;
    }
    return add_bits(table);
  }

  std::uint32_t add_bits(std::uint32_t table) {
    layout_.bits.push_back(table);
    return static_cast<std::uint32_t>(layout_.bits.size() - 1);
  }

  const plan::Shapes& shapes_;
  std::vector<std::vector<char>> read_;
  Layout layout_;
};

}  // namespace

Layout make_layout(const plan::Plan& plan, const std::vector<std::uint32_t>& identifying) {
  return Builder(plan.shapes, json::read_fields(plan.shapes, plan.input, identifying)).build(plan.input);
}

}  // namespace kaidah::fast
