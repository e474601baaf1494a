#include "engine/json/expected.hpp"

#include <cassert>

#include "engine/json/text.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::json {
namespace {

/// Longer lists are cut: the policy has the whole of it.
constexpr std::size_t kMembersShown = 12;

std::string members(const plan::EnumShape& shape) {
  std::string list;
  for (std::size_t i = 0; i < shape.names.size(); ++i) {
    if (i > 0) list += ", ";
    if (i == kMembersShown) return list + "\xE2\x80\xA6";
    list += shape.names[i];
  }
  return list;
}

MessageKind range_kind(const types::Interval& range) {
  if (!range.low) return range.high->closed ? MessageKind::expected_at_most : MessageKind::expected_less_than;
  if (!range.high) return range.low->closed ? MessageKind::expected_at_least : MessageKind::expected_more_than;
  if (range.low->closed) return range.high->closed ? MessageKind::expected_from_to : MessageKind::expected_from_below;
  return range.high->closed ? MessageKind::expected_above_to : MessageKind::expected_between;
}

}  // namespace

Message expected_type(const plan::ValueShape& shape, const plan::Shapes& shapes) {
  switch (shape.kind) {
    case types::TypeKind::boolean:
      return {MessageKind::expected_boolean, {}};
    case types::TypeKind::number:
      return {shape.decimals == 0 ? MessageKind::expected_whole_number : MessageKind::expected_number, {}};
    case types::TypeKind::text:
      return {MessageKind::expected_text, {}};
    case types::TypeKind::date:
      return {MessageKind::expected_date, {}};
    case types::TypeKind::days:
      return {MessageKind::expected_days, {}};
    case types::TypeKind::months:
      return {MessageKind::expected_months, {}};
    case types::TypeKind::enumeration:
      return {MessageKind::expected_one_of, {{"values", members(shapes.enums[shape.enumeration])}}};
    case types::TypeKind::list:
      return {MessageKind::expected_list, {}};
    case types::TypeKind::record:
    case types::TypeKind::error:
    case types::TypeKind::member:
    case types::TypeKind::none:
      break;  // the checker lets none of the last three into an input
  }
  return {MessageKind::expected_object, {}};
}

Message expected_range(const types::Interval& range) {
  assert(range.low || range.high);
  Message message{range_kind(range), {}};
  if (range.low) message.arguments.push_back({"low", Figure{range.low->value.to_string()}});
  if (range.high) message.arguments.push_back({"high", Figure{range.high->value.to_string()}});
  return message;
}

std::string plain_text(const values::Value& value, const plan::ValueShape& shape, const plan::Shapes& shapes) {
  if (const auto* number = std::get_if<values::Number>(&value)) return number->to_string();
  if (const auto* text = std::get_if<std::string_view>(&value)) return shortened(*text);
  if (const auto* date = std::get_if<values::Date>(&value)) return date->to_string();
  if (const auto* member = std::get_if<values::Member>(&value))
    return shapes.enums[shape.enumeration].names[member->index];
  if (const auto* boolean = std::get_if<bool>(&value)) return *boolean ? "true" : "false";
  return {};
}

}  // namespace kaidah::json
