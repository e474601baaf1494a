#include "tests/oracle/oracle.hpp"

namespace kaidah::oracle {

/// Nothing while the duty is open, or left out for want of a decision day.
std::optional<bool> Decider::met(check::DutyId id) {
  const check::Duty& duty = policy_.duties[id];
  Frame frame(duty.locals);
  const Here here{&frame, nullptr, nullptr};
  if (duty.by && !clocks_.decision_day) return std::nullopt;
  const Force force = in_force(duty.in_force);
  if (force == Force::open) return std::nullopt;
  if (force == Force::no) return true;
  for (const check::ExprRef guard : duty.guards)
    if (!holds(guard, here)) return true;
  if (holds(duty.condition, here)) return true;
  if (!duty.by) return false;
  const Value due = eval(duty.by, here);
  if (due.absent() || *clocks_.decision_day <= std::get<values::Date>(due)) return std::nullopt;
  return false;
}

std::string Decider::fill(const check::Duty& duty, Frame& frame) {
  std::string text;
  for (const check::TemplatePart& part : duty.text) {
    text += part.text;
    if (part.value) text += print_plain(eval(part.value, {&frame, nullptr, nullptr}), policy_.type(part.value));
  }
  return text;
}

std::string Decider::findings(const std::vector<check::DutyId>& duties, bool final) {
  std::string list;
  for (const check::DutyId id : duties) {
    const auto result = met(id);
    if (!result || *result) continue;
    const check::Duty& duty = policy_.duties[id];
    Frame frame(duty.locals);
    const char* severity = duty.severity == syntax::FindingSeverity::breach    ? "pelanggaran"
                           : duty.severity == syntax::FindingSeverity::warning ? "peringatan"
                                                                               : "catatan";
    types::Type text;
    text.kind = types::TypeKind::text;
    if (!list.empty()) list += ',';
    list += "{\"kode\":" + print(duty.code, text) + ",\"tingkat\":\"" + severity +
            "\",\"teks\":" + print(fill(duty, frame), text) + (final ? "}" : ",\"sementara\":true}");
  }
  return list;
}

}  // namespace kaidah::oracle
