#include "engine/fast/rules.hpp"

#include <algorithm>
#include <utility>

namespace kaidah::fast {
namespace {

using plan::FieldShape;
using plan::ValueShape;
using types::TypeKind;
using values::Number;
using values::RoundingMode;

/// Past every mantissa that is read.
constexpr std::int64_t kFar = std::int64_t{1} << 62;

/// The whole number, within kFar.
std::int64_t clamped(const Number& whole) {
  const std::optional<std::int64_t> value = whole.to_int64();
  if (!value) return whole.sign() < 0 ? -kFar : kFar;
  return std::clamp(*value, -kFar, kFar);
}

/// The mantissas of `decimals` decimals whose numbers are in the range.
MantissaRange mantissas(const types::Interval& range, unsigned decimals) {
  const Number ten_power(kTens[decimals]);
  std::int64_t low = -kFar;
  std::int64_t high = kFar;
  if (range.low) {
    const Number bound = range.low->value * ten_power;
    low = range.low->closed ? clamped(bound.rounded(0, RoundingMode::ceiling))
                            : clamped(bound.rounded(0, RoundingMode::floor)) + 1;
  }
  if (range.high) {
    const Number bound = range.high->value * ten_power;
    high = range.high->closed ? clamped(bound.rounded(0, RoundingMode::floor))
                              : clamped(bound.rounded(0, RoundingMode::ceiling)) - 1;
  }
  if (low > high) return {kFar, 0};
  return {low, static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low)};
}

Words spellings(const plan::EnumShape& shape) {
  return Words({shape.read.begin(), shape.read.end()});
}

ScalarRule scalar_rule(const ValueShape& shape, const Column& column, const plan::Shapes& shapes) {
  ScalarRule rule;
  rule.slot = column.slot;
  rule.scale = column.scale;
  switch (column.kind) {
    case Kind::truth:
      rule.reads = Reads::truth;
      return rule;
    case Kind::text:
      rule.reads = Reads::text;
      return rule;
    case Kind::decimal:
      rule.reads = Reads::decimal;
      rule.most_decimals = static_cast<std::uint8_t>(std::min<int>(shape.decimals.value_or(kMostDigits), kMostDigits));
      for (unsigned i = 0; i <= kMostDigits; ++i) rule.ranges[i] = mantissas(shape.range, i);
      return rule;
    case Kind::whole:
      break;
  }
  if (shape.kind == TypeKind::date) {
    rule.reads = Reads::date;
  } else if (shape.kind == TypeKind::enumeration) {
    rule.reads = Reads::member;
    rule.words = spellings(shapes.enums[shape.enumeration]);
  } else {
    rule.reads = Reads::whole;
    rule.ranges.front() = mantissas(shape.kind == TypeKind::number ? shape.range : types::Interval{}, column.scale);
  }
  return rule;
}

/// Fails, and leaves `unusual`, where the number has more digits than a column holds.
void set_number(Default& value, const Number& number, const Column& column) {
  const std::optional<int> decimals = number.decimals();
  if (!decimals || *decimals > static_cast<int>(kMostDigits)) return;
  const int scale = column.kind == Kind::whole ? column.scale : *decimals;
  if (*decimals > scale) return;
  const std::optional<std::int64_t> mantissa = (number * Number(kTens[static_cast<unsigned>(scale)])).to_int64();
  constexpr std::int64_t kPastMost = kTens[kMostDigits];
  if (!mantissa || *mantissa <= -kPastMost || *mantissa >= kPastMost) return;
  value.whole = *mantissa;
  value.decimals = static_cast<std::uint8_t>(scale);
  value.real = static_cast<double>(*mantissa) / static_cast<double>(kTens[static_cast<unsigned>(scale)]);
  value.unusual = false;
}

Default default_of(const values::Value& given, const Place& place, const Layout& layout) {
  Default value;
  value.unusual = true;
  if (place.what == Place::What::list) {
    const auto* list = std::get_if<const values::ListData*>(&given);
    value.empty_list = list != nullptr && (*list)->items.empty();
    value.unusual = !value.empty_list;
    return value;
  }
  if (place.what != Place::What::column) return value;
  const Column& column = layout.columns[place.index];
  value.kind = column.kind;
  value.slot = column.slot;
  const auto take = [&value](std::int64_t whole) {
    value.whole = whole;
    value.unusual = false;
  };
  if (const auto* number = std::get_if<Number>(&given)) set_number(value, *number, column);
  if (const auto* truth = std::get_if<bool>(&given)) take(*truth ? 1 : 0);
  if (const auto* date = std::get_if<values::Date>(&given)) take(date->since(values::Date()).count);
  if (const auto* days = std::get_if<values::Days>(&given)) take(days->count);
  if (const auto* months = std::get_if<values::Months>(&given)) take(months->count);
  if (const auto* member = std::get_if<values::Member>(&given)) take(member->index);
  if (const auto* text = std::get_if<std::string_view>(&given)) {
    value.text = *text;
    value.unusual = false;
  }
  return value;
}

class Compiler {
 public:
  Compiler(const plan::Plan& plan, const Layout& layout, const Limits& limits)
      : plan_(plan), layout_(layout), limits_(limits) {}

  Rules compile() {
    // The strict decoder counts the zero before the point.
    rules_.usable = limits_.number_digits > kMostDigits;
    rules_.scalars.resize(layout_.columns.size());
    rules_.objects.resize(layout_.objects.size());
    rules_.tables.resize(layout_.tables.size());
    for (std::uint32_t table = 0; table < layout_.tables.size(); ++table) {
      rules_.tables[table].item = layout_.tables[table].item;
      const std::uint32_t parent = layout_.tables[table].parent;
      if (parent != kNone) rules_.tables[parent].children.push_back(table);
    }
    add_object(layout_.tables.front().item.index, 1, 0);
    check_id();
    return std::move(rules_);
  }

 private:
  /// `depth`: lists and objects open in it, itself too. `nested`: objects around it in its row.
  void add_object(std::uint32_t index, std::size_t depth, std::size_t nested) {
    const Object& object = layout_.objects[index];
    const std::vector<FieldShape>& shapes = plan_.shapes.records[object.record].fields;
    ObjectRule& rule = rules_.objects[index];
    if (depth > limits_.json_depth || nested >= kMostNested || shapes.size() > FieldSet::kMost) {
      rules_.usable = false;
      return;
    }
    rule.room = static_cast<std::uint32_t>(limits_.json_depth - depth);
    rule.words = static_cast<std::uint32_t>(shapes.size() + 63) / 64;
    rule.fields.resize(shapes.size());
    rule.defaults.resize(shapes.size());
    std::vector<std::pair<std::string, std::uint32_t>> keys;
    for (std::uint32_t i = 0; i < shapes.size(); ++i) {
      keys.emplace_back(shapes[i].key, i);
      const Place& place = object.fields[i];
      if (place.what == Place::What::unread) continue;
      if (shapes[i].if_missing) {
        rule.defaults[i] = default_of(*shapes[i].if_missing, place, layout_);
        if (!rule.defaults[i].empty_list) rule.defaulted.add(i);
      } else if (shapes[i].optional) {
        rule.optional.add(i);
        rule.fields[i].present = place.present;
      } else {
        rule.required.add(i);
      }
      FieldRule& field = rule.fields[i];
      field.may_be_null = shapes[i].optional || shapes[i].if_missing;
      field.index = place.index;
      field.what = add_value(shapes[i].value, place, depth, nested, field.reads);
    }
    rule.keys = Words(keys);
  }

  FieldRule::What add_value(const ValueShape& shape, const Place& place, std::size_t depth, std::size_t nested,
                            Reads& reads) {
    switch (place.what) {
      case Place::What::unread:
        return FieldRule::What::unread;
      case Place::What::column:
        rules_.scalars[place.index] = scalar_rule(shape, layout_.columns[place.index], plan_.shapes);
        reads = rules_.scalars[place.index].reads;
        return FieldRule::What::scalar;
      case Place::What::object:
        add_object(place.index, depth + 1, nested + 1);
        return FieldRule::What::object;
      case Place::What::list:
        break;
    }
    add_list(shape, place.index, depth + 1);
    return FieldRule::What::list;
  }

  void add_list(const ValueShape& list, std::uint32_t table, std::size_t depth) {
    TableRule& rule = rules_.tables[table];
    const auto limited = [](std::size_t count) {
      return static_cast<std::uint32_t>(std::min<std::size_t>(count, kNone));
    };
    if (depth > limits_.json_depth) rules_.usable = false;
    rule.least = limited(list.min_items);
    rule.most = limited(list.max_items == 0 ? limits_.list_items : list.max_items);
    const ValueShape& element = list.element.front();
    const Place& item = rule.item;
    Reads reads = Reads::end;
    if (item.what == Place::What::object) {
      add_object(item.index, depth + 1, 0);
    } else {
      add_value(element, item, depth, 0, reads);
    }
    if (item.what == Place::What::column) rule.scalar = item.index;
    if (!list.one_for_each || item.what != Place::What::object) return;
    rule.one_for_each = true;
    rule.by = layout_.objects[item.index].fields[*list.one_for_each];
  }

  /// The id of a record is its text as it stands; columns only keep that of texts.
  void check_id() {
    ObjectRule& record = rules_.objects.front();
    const std::vector<FieldShape>& shapes = plan_.shapes.records[plan_.input].fields;
    for (std::uint32_t i = 0; i < shapes.size() && i < record.fields.size(); ++i) {
      if (shapes[i].name != "id") continue;
      rules_.id_declared = true;
      if (record.fields[i].reads != Reads::text) rules_.usable = false;
      if (record.defaulted.has(i)) record.defaults[i].unusual = true;  // a default is no id
    }
  }

  const plan::Plan& plan_;
  const Layout& layout_;
  const Limits& limits_;
  Rules rules_;
};

}  // namespace

Rules make_rules(const plan::Plan& plan, const Layout& layout, const Limits& limits) {
  return Compiler(plan, layout, limits).compile();
}

}  // namespace kaidah::fast
