#pragma once
// Whether a row of a batch holds what the strict decoder read, field by field along the layout.

#include <cstdlib>
#include <string>
#include <string_view>

#include "engine/fast/batch.hpp"
#include "engine/fast/layout.hpp"
#include "engine/values/value.hpp"

namespace kaidah::test {

class RowComparison {
 public:
  RowComparison(const fast::Layout& layout, const fast::Batch& batch) : layout_(layout), batch_(batch) {}

  /// Where the row of the first table differs; empty when it does not.
  std::string difference(std::uint32_t row, const values::RecordData& record) {
    found_.clear();
    compare_object(layout_.tables.front().item.index, row, record, "");
    return found_;
  }

  /// What is wrong with the rows as such: what must be empty behind the last of each table, and is not.
  std::string leftovers() {
    found_.clear();
    for (std::size_t slot = 0; slot < layout_.bits.size(); ++slot) {
      const fast::Rows& rows = batch_.tables[layout_.bits[slot]];
      if (batch_.bits[slot].size() * 64 != rows.room) differs("bits " + std::to_string(slot), "other room");
      for (std::uint32_t row = rows.count; row < rows.room; ++row) {
        if (fast::test(batch_.bits[slot], row)) differs("bits " + std::to_string(slot), "set past the last row");
      }
    }
    for (const fast::Column& column : layout_.columns) {
      if (column.kind != fast::Kind::text) continue;
      const fast::Rows& rows = batch_.tables[column.table];
      for (std::uint32_t row = rows.count; row < rows.room; ++row) {
        if (batch_.text[column.slot][row].data() != nullptr) differs("text", "set past the last row");
      }
    }
    for (std::size_t table = 1; table < layout_.tables.size(); ++table) {
      const std::uint32_t parents = batch_.tables[layout_.tables[table].parent].count;
      if (batch_.tables[table].first[parents] != batch_.tables[table].count) differs("table", "first is not count");
    }
    return found_;
  }

 private:
  void differs(const std::string& where, const std::string& how) {
    if (found_.empty()) found_ = where + ": " + how;
  }

  void compare_object(std::uint32_t index, std::uint32_t row, const values::RecordData& record,
                      const std::string& where) {
    const fast::Object& object = layout_.objects[index];
    for (std::size_t field = 0; field < object.fields.size(); ++field) {
      const fast::Place& place = object.fields[field];
      const values::Value& value = record.fields[field];
      const std::string here = where + "/" + std::to_string(field);
      if ((place.what == fast::Place::What::unread) != value.is_unread()) differs(here, "read by one only");
      if (place.what == fast::Place::What::unread || value.is_unread()) continue;
      const bool present = place.present == fast::kNone || fast::test(batch_.bits[place.present], row);
      if (present == value.is_absent()) differs(here, "present for one only");
      if (present && !value.is_absent()) compare(place, row, value, here);
      if (!present) compare_absent(place, row, here);
    }
  }

  void compare(const fast::Place& place, std::uint32_t row, const values::Value& value, const std::string& where) {
    if (place.what == fast::Place::What::column) {
      compare_scalar(layout_.columns[place.index], row, value, where);
    } else if (place.what == fast::Place::What::object) {
      compare_object(place.index, row, value.record(), where);
    } else {
      compare_list(place.index, row, value.list(), where);
    }
  }

  void compare_list(std::uint32_t table, std::uint32_t row, const values::ListData& list, const std::string& where) {
    const fast::Rows& rows = batch_.tables[table];
    const std::uint32_t first = rows.first[row];
    if (rows.first[row + 1] - first != list.items.size()) return differs(where, "other length");
    for (std::uint32_t i = 0; i < list.items.size(); ++i) {
      if (rows.parent[first + i] != row) differs(where, "other parent");
      compare(layout_.tables[table].item, first + i, list.items[i], where + "/" + std::to_string(i));
    }
  }

  /// In place of an absent list, or of those in an absent record, there are no rows.
  void compare_absent(const fast::Place& place, std::uint32_t row, const std::string& where) {
    if (place.what == fast::Place::What::column) {
      const fast::Column& column = layout_.columns[place.index];
      const bool empty = column.kind != fast::Kind::text || batch_.text[column.slot][row].data() == nullptr;
      if (!empty) differs(where, "absent, with a text");
    }
    if (place.what == fast::Place::What::list) {
      const fast::Rows& rows = batch_.tables[place.index];
      if (rows.first[row] != rows.first[row + 1]) differs(where, "absent, with rows");
    }
    if (place.what != fast::Place::What::object) return;
    for (const fast::Place& inside : layout_.objects[place.index].fields) {
      const bool set = inside.present != fast::kNone && fast::test(batch_.bits[inside.present], row);
      if (set) differs(where, "absent, with something present in it");
      compare_absent(inside, row, where);
    }
  }

  void compare_scalar(const fast::Column& column, std::uint32_t row, const values::Value& value,
                      const std::string& where) {
    bool equal = false;
    switch (column.kind) {
      case fast::Kind::whole:
        equal = is_whole(batch_.whole[column.slot][row], column.scale, value);
        break;
      case fast::Kind::decimal:
        equal = is_decimal(batch_.decimal[column.slot], row, value);
        break;
      case fast::Kind::truth:
        equal = fast::test(batch_.bits[column.slot], row) == value.boolean();
        break;
      case fast::Kind::text:
        equal = batch_.text[column.slot][row] == value.text();
        break;
    }
    if (!equal) differs(where, "other value");
  }

  static values::Number ten_power(unsigned exponent) {
    values::Number power(1);
    for (; exponent > 0; --exponent) power = power * values::Number(10);
    return power;
  }

  static bool is_whole(std::int64_t whole, unsigned scale, const values::Value& value) {
    if (const auto* number = std::get_if<values::Number>(&value))
      return values::Number(whole) == *number * ten_power(scale);
    if (const auto* date = std::get_if<values::Date>(&value)) return date->since(values::Date()).count == whole;
    if (const auto* days = std::get_if<values::Days>(&value)) return days->count == whole;
    if (const auto* months = std::get_if<values::Months>(&value)) return months->count == whole;
    const auto* member = std::get_if<values::Member>(&value);
    return member != nullptr && member->index == whole;
  }

  static bool is_decimal(const fast::Decimals& column, std::uint32_t row, const values::Value& value) {
    const auto* number = std::get_if<values::Number>(&value);
    if (number == nullptr || *number * ten_power(column.decimals[row]) != values::Number(column.mantissa[row]))
      return false;
    const double nearest = std::strtod(number->to_string().c_str(), nullptr);
    constexpr std::int64_t kExact = std::int64_t{1} << 53;
    if (std::abs(column.mantissa[row]) < kExact) return column.real[row] == nearest;
    return std::abs(column.real[row] - nearest) <= std::abs(nearest) * 0x1p-51;
  }

  const fast::Layout& layout_;
  const fast::Batch& batch_;
  std::string found_;
};

}  // namespace kaidah::test
