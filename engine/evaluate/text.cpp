#include "engine/evaluate/text.hpp"

namespace kaidah::evaluate {
namespace {

std::string number_text(const values::Number& number, const types::Type& type) {
  // An assumed value may have more decimals than the type has.
  const std::optional<int> needed = number.decimals();
  if (type.decimals && needed && *needed <= *type.decimals) return number.to_decimal(*type.decimals);
  return number.to_string();
}

std::string list_text(const values::ListData& list, const types::Type& type, const plan::Shapes& shapes,
                      std::size_t most) {
  std::string text;
  for (const values::Value& item : list.items) {
    if (text.size() > most) break;
    if (!text.empty()) text += ", ";
    text += text_of(item, type.element != nullptr ? *type.element : types::Type(), shapes, most);
  }
  return text.empty() ? "-" : text;
}

}  // namespace

std::string text_of(const values::Value& value, const types::Type& type, const plan::Shapes& shapes, std::size_t most) {
  if (const auto* number = std::get_if<values::Number>(&value)) return number_text(*number, type);
  if (const auto* text = std::get_if<std::string_view>(&value)) return std::string(*text);
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  if (const auto* date = std::get_if<values::Date>(&value)) return date->to_string();
  if (const auto* days = std::get_if<values::Days>(&value)) return std::to_string(days->count);
  if (const auto* months = std::get_if<values::Months>(&value)) return std::to_string(months->count);
  if (const auto* member = std::get_if<values::Member>(&value))
    return type.enumeration ? shapes.enums[type.enumeration.index].outputs[member->index] : "-";
  if (const auto* list = std::get_if<const values::ListData*>(&value)) return list_text(**list, type, shapes, most);
  return "-";
}

}  // namespace kaidah::evaluate
