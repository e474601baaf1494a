#include <algorithm>

#include "tests/oracle/oracle.hpp"

namespace kaidah::oracle {

using types::TypeKind;

Value Decider::decode(const Json& json, const types::Type& type) {
  switch (type.kind) {
    case TypeKind::boolean:
      if (json.kind != Json::Kind::boolean) reject("K6002");
      return json.boolean;
    case TypeKind::number: {
      if (json.kind != Json::Kind::number) reject("K6002");
      const Rational value = read_digits(json.text);
      const auto exact = [](const values::Number& n) {
        const std::string text = n.to_string();
        const auto slash = text.find('/');
        return slash == std::string::npos
                   ? read_digits(text)
                   : Rational(read_digits(text.substr(0, slash)) / read_digits(text.substr(slash + 1)));
      };
      if (type.range.low) {
        const Rational low = exact(type.range.low->value);
        if (value < low || (value == low && !type.range.low->closed)) reject("K6004");
      }
      if (type.range.high) {
        const Rational high = exact(type.range.high->value);
        if (value > high || (value == high && !type.range.high->closed)) reject("K6004");
      }
      if (type.decimals && rounded(value, *type.decimals, syntax::RoundingWord::down) != value) reject("K6011");
      return value;
    }
    case TypeKind::text:
      if (json.kind != Json::Kind::text) reject("K6002");
      return json.text;
    case TypeKind::date: {
      if (json.kind != Json::Kind::text) reject("K6002");
      const auto date = values::Date::from_text(json.text);
      if (!date) reject("K6002");
      return *date;
    }
    case TypeKind::enumeration: {
      if (json.kind != Json::Kind::text) reject("K6002");
      const auto& members = policy_.enums[type.enumeration].members;
      for (std::size_t i = 0; i < members.size(); ++i) {
        const check::EnumMember& member = members[i];
        const bool fits = json.text == member.name || (!member.wire.empty() && json.text == member.wire) ||
                          (!member.label.empty() && json.text == member.label) ||
                          std::ranges::find(member.aliases, json.text) != member.aliases.end();
        if (fits) return EnumValue{static_cast<std::uint32_t>(i)};
      }
      reject("K6005");
    }
    case TypeKind::record:
      return decode_record(json, type.record);
    case TypeKind::list: {
      if (json.kind != Json::Kind::array) reject("K6002");
      Values items;
      for (const Json& item : json.items) items.push_back(decode(item, *type.element));
      if (items.size() < type.min_items || (type.max_items != 0 && items.size() > type.max_items)) reject("K6008");
      return std::make_shared<const Values>(std::move(items));
    }
    case TypeKind::days:
    case TypeKind::months: {
      if (json.kind != Json::Kind::number) reject("K6002");
      const Rational value = read_digits(json.text);
      if (denominator(value) != 1) reject("K6011");
      const auto count = static_cast<std::int64_t>(numerator(value));
      if (type.kind == TypeKind::days) return values::Days{count};
      return values::Months{count};
    }
    case TypeKind::error:
    case TypeKind::member:
    case TypeKind::none:
      break;
  }
  reject("K6002");
}

namespace {

/// A constant of the policy as a value of the oracle.
Value constant(const values::Value& value) {
  if (const auto* boolean = std::get_if<bool>(&value)) return *boolean;
  if (const auto* number = std::get_if<values::Number>(&value)) {
    const std::string text = number->to_string();
    const auto slash = text.find('/');
    return slash == std::string::npos
               ? read_digits(text)
               : Rational(read_digits(text.substr(0, slash)) / read_digits(text.substr(slash + 1)));
  }
  if (const auto* text = std::get_if<std::string_view>(&value)) return std::string(*text);
  if (const auto* date = std::get_if<values::Date>(&value)) return *date;
  if (const auto* days = std::get_if<values::Days>(&value)) return *days;
  if (const auto* months = std::get_if<values::Months>(&value)) return *months;
  if (const auto* member = std::get_if<values::Member>(&value)) return EnumValue{member->index};
  if (const auto* list = std::get_if<const values::ListData*>(&value)) {
    Values items;
    for (const values::Value& item : (*list)->items) items.push_back(constant(item));
    return std::make_shared<const Values>(std::move(items));
  }
  return Absent{};
}

}  // namespace

Value Decider::decode_record(const Json& json, check::RecordId record) {
  if (json.kind != Json::Kind::object) reject("K6002");
  for (std::size_t i = 0; i < json.fields.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (json.fields[i].name == json.fields[j].name) reject("K6006");
  const check::RecordDeclaration& declaration = policy_.records[record];
  Values fields;
  for (const check::FieldDeclaration& field : declaration.fields) {
    const Json* value = json.find(field.key);
    if (value != nullptr && value->kind != Json::Kind::null) {
      fields.push_back(decode(*value, field.type));
      if (field.one_for_each) {
        const auto& items = *std::get<std::shared_ptr<const Values>>(fields.back());
        for (std::size_t i = 0; i < items.size(); ++i)
          for (std::size_t j = 0; j < i; ++j)
            if (same((*std::get<std::shared_ptr<const Values>>(items[i]))[*field.one_for_each],
                     (*std::get<std::shared_ptr<const Values>>(items[j]))[*field.one_for_each]))
              reject("K6009");
      }
    } else if (field.if_missing) {
      fields.push_back(constant(*field.if_missing));
    } else if (field.type.optional) {
      fields.push_back(Absent{});
    } else {
      reject("K6003");
    }
  }
  return std::make_shared<const Values>(std::move(fields));
}

void Decider::check_conditions(const Value& value, const types::Type& type) {
  if (value.absent()) return;
  if (type.kind == TypeKind::list) {
    for (const Value& item : *std::get<std::shared_ptr<const Values>>(value)) check_conditions(item, *type.element);
  } else if (type.kind == TypeKind::record) {
    const check::RecordDeclaration& declaration = policy_.records[type.record];
    const Values& fields = *std::get<std::shared_ptr<const Values>>(value);
    Frame frame(declaration.locals);
    for (const check::ConditionDeclaration& condition : declaration.conditions)
      if (!holds(condition.condition, {&frame, &fields, nullptr})) reject("K6007");
    for (std::size_t i = 0; i < fields.size(); ++i) check_conditions(fields[i], declaration.fields[i].type);
  }
}

}  // namespace kaidah::oracle
