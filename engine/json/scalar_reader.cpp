#include "engine/json/scalar_reader.hpp"

#include <utility>

#include "engine/json/expected.hpp"
#include "engine/json/text.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::json {
namespace {

using types::TypeKind;
using values::Number;
using values::Value;

bool within(const types::Interval& range, const Number& number) {
  if (range.low && (range.low->closed ? number < range.low->value : number <= range.low->value)) return false;
  return !range.high || (range.high->closed ? number <= range.high->value : number < range.high->value);
}

}  // namespace

bool ScalarReader::boolean(const plan::ValueShape& shape, bool value, Value& out) {
  if (shape.kind != TypeKind::boolean) return wrong_type(shape, value ? "true" : "false");
  out = value;
  return true;
}

bool ScalarReader::whole(const plan::ValueShape& shape, std::int64_t value, Value& out) {
  constexpr std::size_t kMostDigits = 19;
  if (shape.kind != TypeKind::number || limits_.number_digits < kMostDigits) {
    return number(shape, std::to_string(value), out);
  }
  const Number number(value);
  if (!within(shape.range, number)) {
    return fail(MessageKind::out_of_range, expected_range(shape.range), std::to_string(value));
  }
  out = number;
  return true;
}

bool ScalarReader::number(const plan::ValueShape& shape, std::string_view digits, Value& out) {
  const bool duration = shape.kind == TypeKind::days || shape.kind == TypeKind::months;
  if (shape.kind != TypeKind::number && !duration) return wrong_type(shape, shortened(digits));
  std::optional<Number> number = Number::from_digits(digits, limits_.number_digits);
  if (!number) {  // the text is a number, so it has too many digits
    fail(MessageKind::limit_number, std::nullopt, shortened(digits));
    problem_.message.arguments.push_back({"limit", std::to_string(limits_.number_digits)});
    return false;
  }
  if (!duration) return fits(shape, *std::move(number), digits, out);
  const std::optional<std::int64_t> count = number->to_int64();
  if (!count) return wrong_type(shape, shortened(digits));
  out = shape.kind == TypeKind::days ? Value(values::Days{*count}) : Value(values::Months{*count});
  return true;
}

bool ScalarReader::fits(const plan::ValueShape& shape, Number number, std::string_view digits, Value& out) {
  if (shape.decimals && number.decimals() > shape.decimals) {
    return fail(MessageKind::too_many_decimals,
                Message{MessageKind::expected_decimals, {{"limit", std::to_string(*shape.decimals)}}},
                shortened(digits));
  }
  if (!within(shape.range, number)) {
    return fail(MessageKind::out_of_range, expected_range(shape.range), shortened(digits));
  }
  out = std::move(number);
  return true;
}

bool ScalarReader::text(const plan::ValueShape& shape, const std::string& value, values::Arena& arena, Value& out) {
  if (shape.kind == TypeKind::text) {
    out = arena.text(value);
    return true;
  }
  if (shape.kind == TypeKind::date) {
    const std::optional<values::Date> date = values::Date::from_text(value);
    if (!date) return wrong_type(shape, json::quoted(shortened(value)));
    out = *date;
    return true;
  }
  if (shape.kind != TypeKind::enumeration) return wrong_type(shape, json::quoted(shortened(value)));
  const auto& spellings = shapes_.enums[shape.enumeration].read;
  const auto found = spellings.find(value);
  if (found == spellings.end()) {
    fail(MessageKind::unknown_member, expected_type(shape, shapes_), json::quoted(shortened(value)));
    problem_.message.arguments.push_back({"found", shortened(value)});
    return false;
  }
  out = values::Member{found->second};
  return true;
}

bool ScalarReader::wrong_type(const plan::ValueShape& shape, std::string found) {
  return fail(MessageKind::wrong_type, expected_type(shape, shapes_), std::move(found));
}

bool ScalarReader::fail(MessageKind kind, std::optional<Message> expected, std::string found) {
  problem_ = {Message{kind, {}}, std::move(expected), std::move(found)};
  return false;
}

}  // namespace kaidah::json
