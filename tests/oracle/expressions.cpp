#include <algorithm>

#include "tests/oracle/oracle.hpp"

namespace kaidah::oracle {

using check::ExprRef;
using syntax::Aggregate;
using syntax::Builtin;
using syntax::ExprId;

namespace {

using List = std::shared_ptr<const Values>;
using boost::multiprecision::cpp_int;

int order(const Value& a, const Value& b) {
  const auto three_way = [](const auto& x, const auto& y) { return x < y ? -1 : y < x ? 1 : 0; };
  if (const auto* x = std::get_if<Rational>(&a)) return three_way(*x, std::get<Rational>(b));
  if (const auto* x = std::get_if<values::Date>(&a)) return three_way(*x, std::get<values::Date>(b));
  if (const auto* x = std::get_if<values::Days>(&a)) return three_way(*x, std::get<values::Days>(b));
  if (const auto* x = std::get_if<values::Months>(&a)) return three_way(*x, std::get<values::Months>(b));
  if (const auto* x = std::get_if<EnumValue>(&a)) return three_way(x->index, std::get<EnumValue>(b).index);
  if (const auto* x = std::get_if<std::string>(&a)) return three_way(*x, std::get<std::string>(b));
  if (const auto* x = std::get_if<bool>(&a)) return three_way(*x, std::get<bool>(b));
  return same(a, b) ? 0 : 1;
}

cpp_int floor_of(const Rational& value) {
  cpp_int quotient = numerator(value) / denominator(value);
  if (value < 0 && quotient * denominator(value) != numerator(value)) --quotient;
  return quotient;
}

std::int64_t whole(const Value& value) {
  return static_cast<std::int64_t>(numerator(std::get<Rational>(value)));
}

}  // namespace

Rational rounded(const Rational& value, int decimals, syntax::RoundingWord mode) {
  const Rational scale = boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(std::abs(decimals)));
  const Rational scaled = decimals < 0 ? Rational(value / scale) : Rational(value * scale);
  const cpp_int below = floor_of(scaled);
  const Rational rest = scaled - Rational(below);
  cpp_int result = below;
  if (rest != 0) {
    const Rational half(1, 2);
    const bool negative = value < 0;
    bool upward = false;
    switch (mode) {
      case syntax::RoundingWord::half_up:
        upward = rest > half || (rest == half && !negative);
        break;
      case syntax::RoundingWord::half_down:
        upward = rest > half || (rest == half && negative);
        break;
      case syntax::RoundingWord::half_even:
        upward = rest > half || (rest == half && below % 2 != 0);
        break;
      case syntax::RoundingWord::up:
        upward = !negative;
        break;
      case syntax::RoundingWord::down:
        upward = negative;
        break;
      case syntax::RoundingWord::ceiling:
        upward = true;
        break;
      case syntax::RoundingWord::floor:
        upward = false;
        break;
    }
    if (upward) ++result;
  }
  return decimals < 0 ? Rational(Rational(result) * scale) : Rational(Rational(result) / scale);
}

bool Decider::compare(syntax::Comparison op, const Value& a, const Value& b) {
  switch (op) {
    case syntax::Comparison::equal:
      return same(a, b);
    case syntax::Comparison::not_equal:
      return !same(a, b);
    case syntax::Comparison::less:
      return order(a, b) < 0;
    case syntax::Comparison::less_equal:
      return order(a, b) <= 0;
    case syntax::Comparison::greater:
      return order(a, b) > 0;
    case syntax::Comparison::greater_equal:
      return order(a, b) >= 0;
  }
  return false;
}

values::MonthEnd Decider::month_end(check::TreeId tree) const {
  switch (policy_.trees[tree].tree->header.month_end.value_or(syntax::MonthEndWord::refuse)) {
    case syntax::MonthEndWord::last_day:
      return values::MonthEnd::last_day;
    case syntax::MonthEndWord::first_of_next:
      return values::MonthEnd::first_of_next;
    case syntax::MonthEndWord::refuse:
      break;
  }
  return values::MonthEnd::refuse;
}

Value Decider::plus(const Value& date, const Value& duration, int sign, values::MonthEnd mode) {
  const auto day = std::get<values::Date>(date);
  const auto result = std::holds_alternative<values::Days>(duration)
                          ? day.plus(values::Days{sign * std::get<values::Days>(duration).count})
                          : day.plus(values::Months{sign * std::get<values::Months>(duration).count}, mode);
  if (!result) reject("K5009");
  return *result;
}

Value Decider::group_field(types::GroupId group, std::uint32_t field) {
  if (!decoded_group_records_.contains(group)) {
    const Json* record = nullptr;
    if (group_records_ != nullptr)
      if (const auto found = group_records_->find(group); found != group_records_->end()) record = &found->second;
    if (record == nullptr) reject("K6010");
    decoded_group_records_[group] = decode_record(*record, policy_.groups[group].record);
  }
  return (*std::get<List>(decoded_group_records_[group]))[field];
}

Value Decider::eval_target(ExprRef ref, const Here& here) {
  const check::Target& target = policy_.target(ref);
  if (const auto* field = std::get_if<check::InputFieldTarget>(&target)) return input_field(field->field);
  if (const auto* field = std::get_if<check::SelfFieldTarget>(&target)) return (*here.self)[field->field];
  if (const auto* field = std::get_if<check::GroupFieldTarget>(&target)) return group_field(field->group, field->field);
  if (const auto* found = std::get_if<check::RuleTarget>(&target)) return rule(found->rule);
  if (const auto* found = std::get_if<check::ParameterTarget>(&target)) return parameter(found->parameter);
  if (const auto* local = std::get_if<check::LocalTarget>(&target)) return (*here.frame)[local->local];
  if (const auto* member = std::get_if<check::EnumMemberTarget>(&target)) return EnumValue{member->member};
  if (const auto* event = std::get_if<check::EventTarget>(&target)) return here.events->contains(event->member);
  reject("K9998");
}

Value Decider::eval(ExprRef ref, const Here& here) {
  if (const auto* result = std::get_if<check::ResultTarget>(&policy_.target(ref))) return output_of(*result, here);
  const syntax::Expr& expr = policy_.expression(ref);
  const auto sub = [&](ExprId id) { return eval({ref.tree, id}, here); };

  if (const auto* number = std::get_if<syntax::NumberLiteral>(&expr.node)) {
    const Rational value = read_digits(number->digits);
    return number->percent ? Rational(value / 100) : value;
  }
  if (const auto* date = std::get_if<syntax::DateLiteral>(&expr.node)) return *values::Date::from_text(date->text);
  if (const auto* text = std::get_if<syntax::TextLiteral>(&expr.node)) return text->value;
  if (const auto* boolean = std::get_if<syntax::BooleanLiteral>(&expr.node)) return boolean->value;
  if (const auto* duration = std::get_if<syntax::DurationLiteral>(&expr.node)) {
    const auto count = static_cast<std::int64_t>(numerator(read_digits(duration->digits)));
    if (duration->unit == syntax::DurationUnit::day) return values::Days{count};
    return values::Months{duration->unit == syntax::DurationUnit::year ? 12 * count : count};
  }
  if (std::holds_alternative<syntax::NoneLiteral>(expr.node)) return Absent{};
  if (std::holds_alternative<syntax::NameExpr>(expr.node)) return eval_target(ref, here);
  if (const auto* member = std::get_if<syntax::MemberExpr>(&expr.node)) {
    const check::Target& target = policy_.target(ref);
    if (const auto* field = std::get_if<check::FieldTarget>(&target)) {
      // `record of g` is not built as a value: its fields are read one by one.
      if (std::holds_alternative<syntax::GroupRecordExpr>(policy_.expression({ref.tree, member->base}).node)) {
        const check::Target& base = policy_.target({ref.tree, member->base});
        return group_field(std::get<check::GroupFieldTarget>(base).group, field->field);
      }
      const Value base = sub(member->base);
      if (base.absent()) return Absent{};
      if (const auto* decided = std::get_if<Decider*>(&base)) return (*decided)->input_field(field->field);
      return (*std::get<List>(base))[field->field];
    }
    if (const auto* found = std::get_if<check::MemberRuleTarget>(&target))
      return std::get<Decider*>(sub(member->base))->rule(found->rule);
    return eval_target(ref, here);
  }
  if (const auto* function = std::get_if<syntax::CallExpr>(&expr.node)) {
    Values arguments;
    for (const ExprId argument : function->arguments) arguments.push_back(sub(argument));
    return call(std::get<check::RuleTarget>(policy_.target(ref)).rule, arguments);
  }
  if (const auto* builtin = std::get_if<syntax::BuiltinExpr>(&expr.node)) return eval_builtin(*builtin, ref, here);
  if (const auto* unary = std::get_if<syntax::UnaryExpr>(&expr.node)) {
    const Value operand = sub(unary->operand);
    if (unary->op == syntax::UnaryOperator::logical_not) return !std::get<bool>(operand);
    if (const auto* days = std::get_if<values::Days>(&operand)) return values::Days{-days->count};
    if (const auto* months = std::get_if<values::Months>(&operand)) return values::Months{-months->count};
    return Rational(-std::get<Rational>(operand));
  }
  if (const auto* binary = std::get_if<syntax::BinaryExpr>(&expr.node)) {
    const Value a = sub(binary->left);
    const Value b = sub(binary->right);
    const int sign = binary->op == syntax::BinaryOperator::subtract ? -1 : 1;
    const bool adds = binary->op == syntax::BinaryOperator::add || binary->op == syntax::BinaryOperator::subtract;
    if (std::holds_alternative<values::Date>(a)) {
      if (const auto* earlier = std::get_if<values::Date>(&b)) return std::get<values::Date>(a).since(*earlier);
      return plus(a, b, sign, month_end(ref.tree));
    }
    if (std::holds_alternative<values::Date>(b)) return plus(b, a, 1, month_end(ref.tree));
    if (adds && std::holds_alternative<values::Days>(a))
      return values::Days{std::get<values::Days>(a).count + sign * std::get<values::Days>(b).count};
    if (adds && std::holds_alternative<values::Months>(a))
      return values::Months{std::get<values::Months>(a).count + sign * std::get<values::Months>(b).count};
    const auto count = [](const Value& v) -> std::optional<Rational> {
      if (const auto* days = std::get_if<values::Days>(&v)) return Rational(days->count);
      if (const auto* months = std::get_if<values::Months>(&v)) return Rational(months->count);
      return std::nullopt;
    };
    if (binary->op == syntax::BinaryOperator::multiply && (count(a) || count(b))) {
      const Value& duration = count(a) ? a : b;
      const auto product =
          static_cast<std::int64_t>(numerator(Rational(*count(duration) * std::get<Rational>(count(a) ? b : a))));
      if (std::holds_alternative<values::Days>(duration)) return values::Days{product};
      return values::Months{product};
    }
    // What is left is a number with a number, or a duration divided by another.
    const auto figure = [&](const Value& v) { return count(v) ? *count(v) : std::get<Rational>(v); };
    const Rational x = figure(a);
    const Rational y = figure(b);
    switch (binary->op) {
      case syntax::BinaryOperator::add:
        return Rational(x + y);
      case syntax::BinaryOperator::subtract:
        return Rational(x - y);
      case syntax::BinaryOperator::multiply:
        return Rational(x * y);
      case syntax::BinaryOperator::divide:
        if (y == 0) reject("K5010");
        return Rational(x / y);
    }
  }
  if (const auto* logical = std::get_if<syntax::LogicalExpr>(&expr.node)) {
    const bool stop = logical->op == syntax::LogicalOperator::logical_or;
    for (const ExprId operand : logical->operands)
      if (std::get<bool>(sub(operand)) == stop) return stop;
    return !stop;
  }
  if (const auto* comparison = std::get_if<syntax::ComparisonExpr>(&expr.node)) {
    const Value first = sub(comparison->first);
    Value left = first;
    for (const syntax::ComparisonTest& test : comparison->tests) {
      const Value right = sub(test.right);
      if (!compare(test.op, comparison->chained ? left : first, right)) return false;
      left = right;
    }
    return true;
  }
  if (const auto* in = std::get_if<syntax::InExpr>(&expr.node)) {
    const Value element = sub(in->element);
    if (const auto* written = std::get_if<syntax::ListExpr>(&policy_.expression({ref.tree, in->list}).node)) {
      for (const ExprId item : written->items)
        if (same(element, sub(item))) return true;
      return false;
    }
    const Value list = sub(in->list);
    return std::ranges::any_of(*std::get<List>(list), [&](const Value& item) { return same(element, item); });
  }
  if (const auto* present = std::get_if<syntax::PresentExpr>(&expr.node)) return !sub(present->operand).absent();
  if (std::holds_alternative<syntax::MetExpr>(expr.node)) {
    const auto result = met(std::get<check::DutyTarget>(policy_.target(ref)).duty);
    return result ? Value(*result) : Value(Absent{});
  }
  if (const auto* fallback = std::get_if<syntax::DefaultExpr>(&expr.node)) {
    Value value = sub(fallback->operand);
    return value.absent() ? sub(fallback->fallback) : value;
  }
  if (const auto* list = std::get_if<syntax::ListExpr>(&expr.node)) {
    Values items;
    for (const ExprId item : list->items) items.push_back(sub(item));
    return std::make_shared<const Values>(std::move(items));
  }
  if (const auto* aggregate = std::get_if<syntax::AggregateExpr>(&expr.node))
    return eval_aggregate(*aggregate, ref, here);
  if (std::holds_alternative<syntax::UndeterminedExpr>(expr.node)) reject("K5003");
  if (const auto* clock = std::get_if<syntax::ClockExpr>(&expr.node)) {
    if (clock->clock == syntax::Clock::decision_day) {
      if (!clocks_.decision_day) reject("K5008");
      return *clocks_.decision_day;
    }
    return clock->clock == syntax::Clock::start_of_period ? period().first : period().second;
  }
  if (const auto* dated = std::get_if<syntax::AsOfExpr>(&expr.node)) {
    const auto day = std::get<values::Date>(eval({ref.tree, dated->day}, here));
    // Nothing that was computed for one day holds for another.
    std::map<check::RuleId, Value> known = std::exchange(known_, {});
    const std::optional<values::Date> before = std::exchange(as_of_, day);
    Value value = eval({ref.tree, dated->operand}, here);
    as_of_ = before;
    known_ = std::move(known);
    return value;
  }
  if (std::holds_alternative<syntax::MembersExpr>(expr.node)) return members();
  reject("K9998");
}

Value Decider::eval_builtin(const syntax::BuiltinExpr& call, ExprRef ref, const Here& here) {
  const auto argument = [&](std::size_t i) { return eval({ref.tree, call.arguments[i]}, here); };
  const auto extreme = [&](int wanted) {
    Value best = argument(0);
    for (std::size_t i = 1; i < call.arguments.size(); ++i)
      if (Value next = argument(i); order(next, best) == wanted) best = next;
    return best;
  };
  switch (call.function) {
    case Builtin::round: {
      const auto& mode = std::get<syntax::RoundingLiteral>(policy_.expression({ref.tree, call.arguments[2]}).node);
      return rounded(std::get<Rational>(argument(0)), static_cast<int>(whole(argument(1))), mode.mode);
    }
    case Builtin::least:
      return extreme(-1);
    case Builtin::greatest:
      return extreme(1);
    case Builtin::absolute: {
      const Rational value = std::get<Rational>(argument(0));
      return value < 0 ? Rational(-value) : value;
    }
    case Builtin::year:
      return Rational(std::get<values::Date>(argument(0)).year());
    case Builtin::month:
      return Rational(std::get<values::Date>(argument(0)).month());
    case Builtin::day:
      return Rational(std::get<values::Date>(argument(0)).day());
    case Builtin::date: {
      const auto date = values::Date::from_parts(whole(argument(0)), whole(argument(1)), whole(argument(2)));
      if (!date) reject("K5009");
      return *date;
    }
    case Builtin::add: {
      const auto& mode = std::get<syntax::MonthEndLiteral>(policy_.expression({ref.tree, call.arguments[2]}).node).mode;
      return plus(argument(0), argument(1), 1,
                  mode == syntax::MonthEndWord::last_day        ? values::MonthEnd::last_day
                  : mode == syntax::MonthEndWord::first_of_next ? values::MonthEnd::first_of_next
                                                                : values::MonthEnd::refuse);
    }
    case Builtin::step:
    case Builtin::since:
    case Builtin::due: {
      const auto id = std::get<check::ProcedureTarget>(policy_.target(ref)).procedure;
      const auto now = state(id);
      if (!now) return Absent{};
      if (call.function == Builtin::since) return now->since;
      if (call.function == Builtin::due) return now->due ? Value(*now->due) : Value(Absent{});
      return EnumValue{now->step};
    }
  }
  reject("K9998");
}

Value Decider::eval_aggregate(const syntax::AggregateExpr& aggregate, ExprRef ref, const Here& here) {
  const Value list = eval({ref.tree, aggregate.list}, here);
  const Values empty;
  const Values& elements = list.absent() ? empty : *std::get<List>(list);
  const auto* local = std::get_if<check::LocalTarget>(&policy_.target(ref));
  Values chosen;
  for (const Value& element : elements) {
    if (local != nullptr) (*here.frame)[local->local] = element;
    if (aggregate.where && !holds({ref.tree, aggregate.where}, here)) continue;
    const bool counted = aggregate.function == Aggregate::count || aggregate.function == Aggregate::exists;
    chosen.push_back(aggregate.body && !counted ? eval({ref.tree, aggregate.body}, here) : element);
  }
  switch (aggregate.function) {
    case Aggregate::count:
      return Rational(chosen.size());
    case Aggregate::exists:
      return !chosen.empty();
    case Aggregate::all:
      return std::ranges::all_of(chosen, [](const Value& value) { return std::get<bool>(value); });
    case Aggregate::sum:
    case Aggregate::mean: {
      if (aggregate.function == Aggregate::mean && chosen.empty()) return Absent{};
      if (!chosen.empty() && std::holds_alternative<values::Days>(chosen.front())) {
        std::int64_t total = 0;
        for (const Value& value : chosen) total += std::get<values::Days>(value).count;
        return values::Days{total};
      }
      if (!chosen.empty() && std::holds_alternative<values::Months>(chosen.front())) {
        std::int64_t total = 0;
        for (const Value& value : chosen) total += std::get<values::Months>(value).count;
        return values::Months{total};
      }
      Rational total = 0;
      for (const Value& value : chosen) total += std::get<Rational>(value);
      if (aggregate.function == Aggregate::mean) total /= Rational(chosen.size());
      return total;
    }
    case Aggregate::least:
    case Aggregate::greatest: {
      if (chosen.empty()) return Absent{};
      const int wanted = aggregate.function == Aggregate::least ? -1 : 1;
      Value best = chosen.front();
      for (const Value& value : chosen)
        if (order(value, best) == wanted) best = value;
      return best;
    }
  }
  reject("K9998");
}

}  // namespace kaidah::oracle
