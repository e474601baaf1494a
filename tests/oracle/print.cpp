#include <nlohmann/json.hpp>

#include "tests/oracle/oracle.hpp"

#include <algorithm>

namespace kaidah::oracle {

using types::TypeKind;

std::string to_decimal(const Rational& value, int decimals) {
  const Rational shifted =
      value * Rational(boost::multiprecision::pow(boost::multiprecision::cpp_int(10), static_cast<unsigned>(decimals)));
  boost::multiprecision::cpp_int whole = numerator(shifted);
  const bool negative = whole < 0;
  if (negative) whole = -whole;
  std::string digits = whole.str();
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, ".");
  return (negative ? "-" : "") + digits;
}

std::string Decider::print_plain(const Value& value, const types::Type& type) const {
  if (const auto* boolean = std::get_if<bool>(&value)) return *boolean ? "true" : "false";
  if (const auto* number = std::get_if<Rational>(&value)) return to_decimal(*number, type.decimals.value_or(0));
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* date = std::get_if<values::Date>(&value)) return date->to_string();
  if (const auto* days = std::get_if<values::Days>(&value)) return std::to_string(days->count);
  if (const auto* months = std::get_if<values::Months>(&value)) return std::to_string(months->count);
  if (const auto* member = std::get_if<EnumValue>(&value))
    return policy_.enums[type.enumeration].members[member->index].output();
  return "";
}

std::string Decider::print(const Value& value, const types::Type& type) const {
  if (value.absent()) return "null";
  switch (type.kind) {
    case TypeKind::text:
    case TypeKind::date:
    case TypeKind::enumeration:
      return nlohmann::json(print_plain(value, type)).dump();
    case TypeKind::list: {
      std::string text;
      for (const Value& item : *std::get<std::shared_ptr<const Values>>(value))
        text += (text.empty() ? "" : ",") + print(item, *type.element);
      return "[" + text + "]";
    }
    case TypeKind::record: {
      const check::RecordDeclaration& record = policy_.records[type.record];
      const Values& fields = *std::get<std::shared_ptr<const Values>>(value);
      std::string text;
      for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0) text += ',';
        text += nlohmann::json(record.fields[i].key).dump() + ":" + print(fields[i], record.fields[i].type);
      }
      return "{" + text + "}";
    }
    case TypeKind::boolean:
    case TypeKind::number:
    case TypeKind::days:
    case TypeKind::months:
    case TypeKind::error:
    case TypeKind::member:
    case TypeKind::none:
      break;
  }
  return print_plain(value, type);
}

std::string Decider::decide(const Json& document) {
  types::Type type;
  type.kind = TypeKind::record;
  type.record = policy_.input;
  const Value input = decode(document, type);
  input_ = std::get<std::shared_ptr<const Values>>(input);
  check_conditions(input, type);
  require_regime();

  std::string line = "{";
  const auto& fields = policy_.records[policy_.input].fields;
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (fields[i].name == "id") line += "\"id\":" + print(input_field(static_cast<std::uint32_t>(i)), fields[i].type);
  for (const check::RuleId id : policy_.outputs) {
    const check::Rule& output = policy_.rules[id];
    if (line.size() > 1) line += ',';
    const bool not_in_text = output.amended && std::ranges::none_of(output.base, [this](check::StatementId statement) {
                               return in_force(policy_.statements[statement].in_force) == Force::yes;
                             });
    line += nlohmann::json(output.name).dump() + ":" + (not_in_text ? "null" : print(rule(id), output.type));
  }
  check_promises(true);
  std::string procedures;
  for (std::size_t i = 0; i < policy_.procedures.size(); ++i) {
    const auto now = state(check::ProcedureId(i));
    if (!now) continue;
    const check::Procedure& procedure = policy_.procedures[check::ProcedureId(i)];
    const std::string step = now->step < procedure.steps.size()
                                 ? procedure.steps[now->step].name
                                 : procedure.ends[now->step - procedure.steps.size()].name;
    procedures += (procedures.empty() ? "" : ",") + ("{\"id\":" + nlohmann::json(procedure.name).dump()) +
                  ",\"tahap\":" + nlohmann::json(step).dump() + ",\"sejak\":\"" + now->since.to_string() +
                  "\",\"tenggat\":" + (now->due ? "\"" + now->due->to_string() + "\"" : "null");
    std::string ignored;
    for (const std::string& pointer : now->ignored) ignored += (ignored.empty() ? "\"" : ",\"") + pointer + "\"";
    procedures += (ignored.empty() ? "" : ",\"diabaikan\":[" + ignored + "]") + "}";
  }
  const std::string unmet = findings(policy_.record_duties);
  if (!unmet.empty()) line += ",\"temuan\":[" + unmet + "]";
  if (!procedures.empty()) line += ",\"prosedur\":[" + procedures + "]";
  return line + "}";
}

}  // namespace kaidah::oracle
