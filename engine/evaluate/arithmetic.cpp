// Numbers, dates and durations.

#include "engine/evaluate/interpreter.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::evaluate {

using plan::Node;
using plan::NodeId;
using plan::Op;
using types::TypeKind;
using values::Number;
using values::Value;

const Number& Evaluator::Interpreter::number(NodeId id, Number& scratch) {
  const Node& node = plan_.nodes[id];
  if (node.op >= Op::add && node.op <= Op::round) {
    scratch = arithmetic(node, id);
    return scratch;
  }
  Value held;
  const Value& result = ref(id, held);
  const auto* found = std::get_if<Number>(&result);
  if (found == nullptr) reject_missing(id, result);
  if (&result != &held) return *found;
  scratch = *found;
  return scratch;
}

Number Evaluator::Interpreter::arithmetic(const Node& node, NodeId id) {
  Number left_scratch;
  Number right_scratch;
  const auto left = [&]() -> const Number& { return number(NodeId(node.a), left_scratch); };
  const auto right = [&]() -> const Number& { return number(NodeId(node.b), right_scratch); };
  // Operands are computed from left to right: the first that fails says why there is no decision.
  if (node.op == Op::add) {
    const Number& a = left();
    return bounded(a + right());
  }
  if (node.op == Op::subtract) {
    const Number& a = left();
    return bounded(a - right());
  }
  if (node.op == Op::multiply) {
    const Number& a = left();
    return bounded(a * right());
  }
  if (node.op == Op::divide) {
    const Number& a = left();
    const Number& b = right();
    if (b.sign() == 0) reject({MessageKind::rejected_division_by_zero, {{"rule", name_here()}}});
    return bounded(a / b);
  }
  if (node.op == Op::negate) return -left();
  if (node.op == Op::absolute) {
    const Number& a = left();
    return a.sign() < 0 ? -a : a;
  }
  if (node.op == Op::round) return rounded(node);
  if (node.op == Op::year) return Number(date(NodeId(node.a)).year());
  if (node.op == Op::month) return Number(date(NodeId(node.a)).month());
  if (node.op == Op::day) return Number(date(NodeId(node.a)).day());
  if (node.op == Op::duration_divide) {
    const std::int64_t a = count(NodeId(node.a));
    const std::int64_t b = count(NodeId(node.b));
    if (b == 0) reject({MessageKind::rejected_division_by_zero, {{"rule", name_here()}}});
    return Number(a) / Number(b);
  }
  reject_missing(id, absent_);
}

Number Evaluator::Interpreter::bounded(Number number) {
  if (number.digits_bound() > settings_->limits.computed_digits)
    reject({MessageKind::limit_computed_digits,
            {{"rule", name_here()}, {"limit", std::to_string(settings_->limits.computed_digits)}}});
  return number;
}

Number Evaluator::Interpreter::rounded(const Node& node) {
  Number scratch;
  const Number& operand = number(NodeId(node.a), scratch);
  const auto places = static_cast<std::int32_t>(node.b);
  // What has fewer decimals stays as it is; rounding to more would only write zeros.
  const auto most = static_cast<std::int64_t>(settings_->limits.computed_digits);
  if (places > most || -std::int64_t{places} > most)
    reject({MessageKind::limit_computed_digits,
            {{"rule", name_here()}, {"limit", std::to_string(settings_->limits.computed_digits)}}});
  return operand.rounded(places, static_cast<values::RoundingMode>(node.aux));
}

Value Evaluator::Interpreter::extreme(const Node& node) {
  const auto better = node.op == Op::least ? syntax::Comparison::less : syntax::Comparison::greater;
  Value best = value(plan_.children[node.a]);
  if (best.is_absent()) reject_missing(plan_.children[node.a], best);
  for (std::uint32_t i = 1; i < node.b; ++i) {
    Value next = value(plan_.children[node.a + i]);
    if (next.is_absent()) reject_missing(plan_.children[node.a + i], next);
    if (compare(better, next, best)) best = std::move(next);
  }
  return best;
}

Value Evaluator::Interpreter::make_date(const Node& node) {
  std::int64_t parts[3] = {};
  std::string text;
  bool whole = true;
  for (std::uint32_t i = 0; i < 3; ++i) {
    Number scratch;
    const Number& part = number(plan_.children[node.a + i], scratch);
    const std::optional<std::int64_t> known = part.to_int64();
    whole = whole && known.has_value();
    parts[i] = known.value_or(0);
    text += (i != 0 ? "-" : "") + part.to_string();
  }
  if (const auto made = values::Date::from_parts(parts[0], parts[1], parts[2]); whole && made) return *made;
  reject({MessageKind::rejected_no_such_day, {{"rule", name_here()}, {"day", text}}});
}

Value Evaluator::Interpreter::date_arithmetic(const Node& node) {
  const values::Date day = date(NodeId(node.a));
  if (node.op == Op::date_difference) return day.since(date(NodeId(node.b)));
  const Value length = value(NodeId(node.b));
  const bool minus = node.op == Op::date_minus_days || node.op == Op::date_minus_months;
  const auto signed_count = [&](std::int64_t n) { return checked(minus ? std::optional(-n) : std::optional(n)); };
  std::optional<values::Date> moved;
  if (const auto* days = std::get_if<values::Days>(&length))
    moved = day.plus(values::Days{signed_count(days->count)});
  else if (const auto* months = std::get_if<values::Months>(&length))
    moved = day.plus(values::Months{signed_count(months->count)}, static_cast<values::MonthEnd>(node.aux));
  else
    reject_missing(NodeId(node.b), length);
  if (!moved) reject_date(day, length, minus);
  return *moved;
}

std::int64_t Evaluator::Interpreter::count(NodeId id) {
  Value scratch;
  const Value& length = ref(id, scratch);
  if (const auto* days = std::get_if<values::Days>(&length)) return days->count;
  if (const auto* months = std::get_if<values::Months>(&length)) return months->count;
  reject_missing(id, length);
}

std::int64_t Evaluator::Interpreter::checked(std::optional<std::int64_t> count) {
  // Far past any calendar, and far enough from the ends of the machine's integers to be added and negated.
  constexpr std::int64_t kMost = std::int64_t{1} << 60;
  if (count && *count <= kMost && *count >= -kMost) return *count;
  reject({MessageKind::limit_computed_digits, {{"rule", name_here()}, {"limit", "18"}}});
}

Value Evaluator::Interpreter::duration(std::uint8_t kind, std::int64_t count) {
  if (static_cast<TypeKind>(kind) == TypeKind::days) return values::Days{count};
  return values::Months{count};
}

Value Evaluator::Interpreter::duration_arithmetic(const Node& node) {
  const std::int64_t a = count(NodeId(node.a));
  if (node.op == Op::duration_negate) return duration(node.aux, checked(-a));
  if (node.op == Op::duration_add) return duration(node.aux, checked(a + count(NodeId(node.b))));
  if (node.op == Op::duration_subtract) return duration(node.aux, checked(a - count(NodeId(node.b))));
  Number scratch;
  return duration(node.aux, checked((Number(a) * number(NodeId(node.b), scratch)).to_int64()));
}

}  // namespace kaidah::evaluate
