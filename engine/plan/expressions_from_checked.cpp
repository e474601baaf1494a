// Expressions -> typed nodes.

#include <algorithm>
#include <charconv>
#include <limits>
#include <string>

#include <kaidah/limits.hpp>

#include "engine/plan/builder.hpp"
#include "engine/plan/parts.hpp"

namespace kaidah::plan {
namespace {

using check::ExprRef;
using syntax::Builtin;
using types::TypeKind;

values::Number number_of(const syntax::NumberLiteral& literal) {
  std::string digits;
  for (const char c : literal.digits)
    if (c != '_') digits += c;
  const auto number = values::Number::from_digits(digits, std::numeric_limits<std::size_t>::max());
  // The parser has read these digits as a number.
  const values::Number value = number.value_or(values::Number());
  return literal.percent ? value / values::Number(100) : value;
}

values::Value duration_of(const syntax::DurationLiteral& literal) {
  constexpr std::int64_t kMonthsInYear = 12;
  std::int64_t count = 0;
  std::string digits;
  for (const char c : literal.digits)
    if (c != '_') digits += c;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  // Longer than any calendar: the date it is added to says so.
  if (error != std::errc() || count > std::numeric_limits<std::int32_t>::max())
    count = std::numeric_limits<std::int32_t>::max();
  switch (literal.unit) {
    case syntax::DurationUnit::day:
      return values::Days{count};
    case syntax::DurationUnit::month:
      return values::Months{count};
    case syntax::DurationUnit::year:
      return values::Months{count * kMonthsInYear};
  }
  return {};
}

syntax::Comparison flipped(syntax::Comparison op) {
  switch (op) {
    case syntax::Comparison::less:
      return syntax::Comparison::greater;
    case syntax::Comparison::less_equal:
      return syntax::Comparison::greater_equal;
    case syntax::Comparison::greater:
      return syntax::Comparison::less;
    case syntax::Comparison::greater_equal:
      return syntax::Comparison::less_equal;
    case syntax::Comparison::equal:
    case syntax::Comparison::not_equal:
      break;
  }
  return op;
}

/// How long a list of this type can be.
std::uint64_t items_of(const types::Type& type) {
  return type.max_items != 0 ? type.max_items : Limits().list_items;
}

bool is_duration(TypeKind kind) {
  return kind == TypeKind::days || kind == TypeKind::months;
}

template <class E>
std::uint8_t aux(E e) {
  return static_cast<std::uint8_t>(e);
}

}  // namespace

NodeId Builder::expression(ExprRef ref, const Scope& scope) {
  height_ = std::max(height_, ++depth_);
  const NodeId node = node_of(ref, scope);
  --depth_;
  return node;
}

NodeId Builder::optional_expression(ExprRef ref, const Scope& scope) {
  return ref ? expression(ref, scope) : NodeId();
}

NodeId Builder::node_of(ExprRef ref, const Scope& scope) {
  const auto sub = [&](syntax::ExprId id) { return expression({ref.tree, id}, scope); };
  const auto subs = [&](const std::vector<syntax::ExprId>& ids) {
    std::vector<NodeId> nodes;
    nodes.reserve(ids.size());
    for (const syntax::ExprId id : ids) nodes.push_back(sub(id));
    return children(nodes);
  };
  return std::visit(
      syntax::Overload{
          [&](const syntax::NumberLiteral& e) { return constant(ref, number_of(e)); },
          [&](const syntax::DateLiteral& e) {
            return constant(ref, values::Date::from_text(e.text).value_or(values::Date()));
          },
          [&](const syntax::TextLiteral& e) { return constant(ref, std::string_view(e.value)); },
          [&](const syntax::BooleanLiteral& e) { return constant(ref, e.value); },
          [&](const syntax::DurationLiteral& e) { return constant(ref, duration_of(e)); },
          [&](const syntax::NameExpr&) { return named(ref, scope); },
          [&](const syntax::MemberExpr& e) { return member_of(ref, e, scope); },
          [&](const syntax::CallExpr& e) { return call_of(ref, e, scope); },
          [&](const syntax::BuiltinExpr& e) { return builtin(ref, e, scope); },
          [&](const syntax::UnaryExpr& e) {
            const NodeId operand = sub(e.operand);
            if (e.op == syntax::UnaryOperator::logical_not)
              return emit(ref, {.op = Op::logical_not, .a = operand.index});
            const TypeKind kind = policy_.type({ref.tree, e.operand}).kind;
            if (is_duration(kind)) return emit(ref, {.op = Op::duration_negate, .aux = aux(kind), .a = operand.index});
            return folded_number(ref, {.op = Op::negate, .a = operand.index});
          },
          [&](const syntax::BinaryExpr& e) { return binary(ref, e, scope); },
          [&](const syntax::LogicalExpr& e) {
            const Range operands = subs(e.operands);
            const Op op = e.op == syntax::LogicalOperator::logical_and ? Op::logical_and : Op::logical_or;
            return emit(ref, {.op = op, .a = operands.begin, .b = operands.count});
          },
          [&](const syntax::ComparisonExpr& e) { return comparison(ref, e, scope); },
          [&](const syntax::InExpr& e) { return membership(ref, e, scope); },
          [&](const syntax::PresentExpr& e) {
            const NodeId operand = sub(e.operand);
            return emit(ref, {.op = Op::present, .a = operand.index});
          },
          [&](const syntax::MetExpr&) {
            const auto* target = std::get_if<check::DutyTarget>(&policy_.target(ref));
            return target != nullptr ? emit(ref, {.op = Op::met, .a = duty_index(target->duty)}) : constant(ref, {});
          },
          [&](const syntax::DefaultExpr& e) {
            const NodeId operand = sub(e.operand);
            const NodeId fallback = sub(e.fallback);
            return emit(ref, {.op = Op::if_missing, .a = operand.index, .b = fallback.index});
          },
          [&](const syntax::AsOfExpr& e) {
            const NodeId day = sub(e.day);
            const NodeId operand = sub(e.operand);
            return emit(ref, {.op = Op::as_of, .a = operand.index, .b = day.index});
          },
          [&](const syntax::ListExpr& e) {
            const Range items = subs(e.items);
            return emit(ref, {.op = Op::list, .a = items.begin, .b = items.count});
          },
          [&](const syntax::AggregateExpr& e) { return aggregate(ref, e, scope); },
          [&](const syntax::UndeterminedExpr& e) {
            plan_.texts.push_back(e.why);
            return emit(ref, {.op = Op::undetermined, .a = static_cast<std::uint32_t>(plan_.texts.size() - 1)});
          },
          [&](const syntax::ClockExpr& e) {
            if (e.clock != syntax::Clock::decision_day) need_period(scope.in_member ? check::GroupId() : scope.group);
            return emit(ref, {.op = Op::clock, .aux = aux(e.clock)});
          },
          // Record literals and `none` belong to scenarios, rounding words to the calls they stand in.
          [&](const auto&) { return constant(ref, {}); },
      },
      policy_.expression(ref).node);
}

NodeId Builder::named(ExprRef ref, const Scope& scope) {
  return std::visit(
      syntax::Overload{
          [&](const check::InputFieldTarget& t) {
            need_field(policy_.input, t.field);
            return emit(ref, {.op = Op::input_field, .a = t.field});
          },
          [&](const check::SelfFieldTarget& t) {
            need_field(scope.self, t.field);
            return emit(ref, {.op = Op::self_field, .a = t.field});
          },
          [&](const check::GroupFieldTarget& t) { return group_field(ref, t.group, t.field, scope); },
          [&](const check::RuleTarget& t) { return emit(ref, {.op = Op::rule, .a = rule_index(t.rule)}); },
          [&](const check::MemberRuleTarget& t) { return emit(ref, {.op = Op::rule, .a = rule_index(t.rule)}); },
          [&](const check::ParameterTarget& t) {
            compile_parameter(t.parameter);
            return emit(ref, {.op = Op::parameter, .a = t.parameter.index});
          },
          [&](const check::LocalTarget& t) {
            if (scope.constants != nullptr && t.local < scope.constants->size())
              return constant(ref, (*scope.constants)[t.local]);
            return emit(ref, {.op = Op::local, .a = t.local});
          },
          [&](const check::EnumMemberTarget& t) { return constant(ref, values::Member{t.member}); },
          [&](const check::EventTarget& t) { return emit(ref, {.op = Op::happened, .a = t.member}); },
          [&](const auto&) { return constant(ref, {}); },
      },
      policy_.target(ref));
}

NodeId Builder::group_field(ExprRef ref, check::GroupId group, std::uint32_t field, const Scope& scope) {
  const check::GroupDeclaration& declared = policy_.groups[group];
  // A member has the key of its group in its own fields.
  if (scope.in_member && field < declared.key.size()) {
    need_field(policy_.input, declared.key[field]);
    return emit(ref, {.op = Op::input_field, .a = declared.key[field]});
  }
  need_field(declared.record, field);
  return emit(ref, {.op = Op::group_field, .a = group.index, .b = field});
}

NodeId Builder::member_of(ExprRef ref, const syntax::MemberExpr& e, const Scope& scope) {
  const check::Target& target = policy_.target(ref);
  if (const auto* output = std::get_if<check::ResultTarget>(&target)) return output_of(ref, *output);
  const ExprRef base{ref.tree, e.base};
  if (const auto* field = std::get_if<check::FieldTarget>(&target)) {
    if (std::holds_alternative<syntax::GroupRecordExpr>(policy_.expression(base).node)) {
      if (const auto* record = std::get_if<check::GroupFieldTarget>(&policy_.target(base)))
        return group_field(ref, record->group, field->field, scope);
    }
  } else if (!std::holds_alternative<check::MemberRuleTarget>(target)) {
    return named(ref, scope);
  }
  const types::Type& base_type = policy_.type(base);
  if (base_type.kind == TypeKind::member) {
    const auto* local = std::get_if<check::LocalTarget>(&policy_.target(base));
    if (!scope.in_member || local == nullptr || local->local != scope.member_local)
      return projected(ref, target, expression(base, scope), scope.group);
    const auto* field = std::get_if<check::FieldTarget>(&target);
    if (field == nullptr) return named(ref, scope);
    if (override_of_[field->field] != kNone)
      return emit(ref, {.op = Op::rule, .a = rule_index(check::RuleId(override_of_[field->field]))});
    need_field(policy_.input, field->field);
    return emit(ref, {.op = Op::input_field, .a = field->field});
  }
  const std::uint32_t field = std::get<check::FieldTarget>(target).field;
  const NodeId record = expression(base, scope);
  need_field(base_type.record, field);
  return emit(ref, {.op = Op::field, .a = record.index, .b = field, .c = base_type.record.index});
}

NodeId Builder::call_of(ExprRef ref, const syntax::CallExpr& e, const Scope& scope) {
  const auto* target = std::get_if<check::RuleTarget>(&policy_.target(ref));
  if (target == nullptr) return constant(ref, {});
  std::vector<NodeId> arguments;
  for (const syntax::ExprId argument : e.arguments) arguments.push_back(expression({ref.tree, argument}, scope));
  // What a function of a group gathers of the members depends on its arguments: one copy for each set of them.
  if (policy_.rules[target->rule].scope == check::RuleScope::group) {
    std::vector<values::Value> known;
    for (const NodeId argument : arguments)
      if (const values::Value* value = constant_of(argument)) known.push_back(*value);
    if (known.size() == arguments.size())
      return emit(ref, {.op = Op::rule, .a = specialised_rule(target->rule, std::move(known))});
  }
  const Range range = children(arguments);
  return emit(ref, {.op = Op::call, .a = rule_index(target->rule), .b = range.begin, .c = range.count});
}

NodeId Builder::builtin(ExprRef ref, const syntax::BuiltinExpr& e, const Scope& scope) {
  const auto argument = [&](std::size_t i) { return expression({ref.tree, e.arguments[i]}, scope); };
  switch (e.function) {
    case Builtin::round: {
      const NodeId operand = argument(0);
      const values::Value* decimals = constant_of(argument(1));
      const auto* mode = std::get_if<syntax::RoundingLiteral>(&policy_.expression({ref.tree, e.arguments[2]}).node);
      const std::int64_t places = decimals != nullptr ? decimals->number().to_int64().value_or(0) : 0;
      constexpr std::int64_t kMost = std::numeric_limits<std::int32_t>::max();
      const auto bounded = static_cast<std::int32_t>(std::clamp(places, -kMost, kMost));
      // The words of the tree and the modes of the arithmetic stand in the same order.
      return emit(ref, {.op = Op::round,
                        .aux = mode != nullptr ? aux(mode->mode) : aux(values::RoundingMode::half_up),
                        .a = operand.index,
                        .b = static_cast<std::uint32_t>(bounded)});
    }
    case Builtin::least:
    case Builtin::greatest:
      return least_or_greatest(ref, e, scope);
    case Builtin::absolute: {
      const NodeId operand = argument(0);
      return folded_number(ref, {.op = Op::absolute, .a = operand.index});
    }
    case Builtin::year:
    case Builtin::month:
    case Builtin::day: {
      const NodeId operand = argument(0);
      const Op op = e.function == Builtin::year ? Op::year : e.function == Builtin::month ? Op::month : Op::day;
      return emit(ref, {.op = op, .a = operand.index});
    }
    case Builtin::date: {
      const Range parts = children({argument(0), argument(1), argument(2)});
      return emit(ref, {.op = Op::make_date, .a = parts.begin, .b = parts.count});
    }
    case Builtin::add: {
      const NodeId date = argument(0);
      const NodeId duration = argument(1);
      const auto* mode = std::get_if<syntax::MonthEndLiteral>(&policy_.expression({ref.tree, e.arguments[2]}).node);
      if (policy_.type({ref.tree, e.arguments[1]}).kind == TypeKind::days)
        return emit(ref, {.op = Op::date_plus_days, .a = date.index, .b = duration.index});
      return emit(ref, {.op = Op::date_plus_months,
                        .aux = mode != nullptr ? aux(mode->mode) : aux(values::MonthEnd::refuse),
                        .a = date.index,
                        .b = duration.index});
    }
    case Builtin::step:
    case Builtin::since:
    case Builtin::due: {
      const auto* target = std::get_if<check::ProcedureTarget>(&policy_.target(ref));
      if (target == nullptr) return constant(ref, {});
      return emit(ref, {.op = Op::procedure, .aux = aux(e.function), .a = procedure_index(target->procedure)});
    }
  }
  return constant(ref, {});
}

NodeId Builder::least_or_greatest(ExprRef ref, const syntax::BuiltinExpr& e, const Scope& scope) {
  // Of one list it is an aggregate written short.
  const types::Type& first = policy_.type({ref.tree, e.arguments.front()});
  if (e.arguments.size() == 1 && first.kind == TypeKind::list) {
    Aggregate made;
    made.function = e.function == Builtin::least ? syntax::Aggregate::least : syntax::Aggregate::greatest;
    made.kind = policy_.type(ref).kind;
    made.max_items = items_of(first);
    made.list = expression({ref.tree, e.arguments.front()}, scope);
    plan_.aggregates.push_back(made);
    return emit(ref, {.op = Op::aggregate, .a = static_cast<std::uint32_t>(plan_.aggregates.size() - 1)});
  }
  std::vector<NodeId> operands;
  for (const syntax::ExprId id : e.arguments) operands.push_back(expression({ref.tree, id}, scope));
  const Range range = children(operands);
  return emit(ref, {.op = e.function == Builtin::least ? Op::least : Op::greatest,
                    .aux = aux(first.kind),
                    .a = range.begin,
                    .b = range.count});
}

NodeId Builder::binary(ExprRef ref, const syntax::BinaryExpr& e, const Scope& scope) {
  const NodeId left = expression({ref.tree, e.left}, scope);
  const NodeId right = expression({ref.tree, e.right}, scope);
  const TypeKind left_kind = policy_.type({ref.tree, e.left}).kind;
  const TypeKind right_kind = policy_.type({ref.tree, e.right}).kind;
  if (left_kind == TypeKind::date || right_kind == TypeKind::date || is_duration(left_kind) || is_duration(right_kind))
    return duration_arithmetic(ref, e.op, left, right, left_kind, right_kind);
  Op op = Op::add;
  switch (e.op) {
    case syntax::BinaryOperator::add:
      break;
    case syntax::BinaryOperator::subtract:
      op = Op::subtract;
      break;
    case syntax::BinaryOperator::multiply:
      op = Op::multiply;
      break;
    case syntax::BinaryOperator::divide:
      op = Op::divide;
      break;
  }
  return folded_number(ref, {.op = op, .a = left.index, .b = right.index});
}

NodeId Builder::duration_arithmetic(ExprRef ref, syntax::BinaryOperator op, NodeId left, NodeId right,
                                    TypeKind left_kind, TypeKind right_kind) {
  const auto node = [&](Op what, std::uint8_t how, NodeId a, NodeId b) {
    return emit(ref, {.op = what, .aux = how, .a = a.index, .b = b.index});
  };
  const syntax::FileHeader& header = (*policy_.trees[ref.tree].tree).header;
  const std::uint8_t month_end = aux(header.month_end.value_or(syntax::MonthEndWord::refuse));
  const bool plus = op == syntax::BinaryOperator::add;
  if (left_kind == TypeKind::date && right_kind == TypeKind::date) return node(Op::date_difference, 0, left, right);
  if (left_kind == TypeKind::date) {
    if (right_kind == TypeKind::days) return node(plus ? Op::date_plus_days : Op::date_minus_days, 0, left, right);
    return node(plus ? Op::date_plus_months : Op::date_minus_months, month_end, left, right);
  }
  if (right_kind == TypeKind::date) {
    if (left_kind == TypeKind::days) return node(Op::date_plus_days, 0, right, left);
    return node(Op::date_plus_months, month_end, right, left);
  }
  switch (op) {
    case syntax::BinaryOperator::add:
      return node(Op::duration_add, aux(left_kind), left, right);
    case syntax::BinaryOperator::subtract:
      return node(Op::duration_subtract, aux(left_kind), left, right);
    case syntax::BinaryOperator::multiply:
      return is_duration(left_kind) ? node(Op::duration_multiply, aux(left_kind), left, right)
                                    : node(Op::duration_multiply, aux(right_kind), right, left);
    case syntax::BinaryOperator::divide:
      break;
  }
  return node(Op::duration_divide, 0, left, right);
}

NodeId Builder::compare(ExprRef ref, syntax::Comparison op, ExprRef left, ExprRef right, const Scope& scope) {
  const types::Type& left_type = policy_.type(left);
  const types::Type& right_type = policy_.type(right);
  need_all(left_type);
  need_all(right_type);
  const NodeId a = expression(left, scope);
  const NodeId b = expression(right, scope);
  const bool numbers = left_type.kind == TypeKind::number && right_type.kind == TypeKind::number &&
                       !left_type.optional && !right_type.optional;
  return emit(ref,
              {.op = numbers ? Op::compare_number : Op::compare_value, .aux = aux(op), .a = a.index, .b = b.index});
}

NodeId Builder::comparison(ExprRef ref, const syntax::ComparisonExpr& e, const Scope& scope) {
  const auto at = [&](syntax::ExprId id) { return ExprRef{ref.tree, id}; };
  if (e.tests.size() == 1) return compare(ref, e.tests[0].op, at(e.first), at(e.tests[0].right), scope);
  std::vector<ExprRef> operands;
  std::vector<syntax::Comparison> tests;
  if (e.chained) {
    operands.push_back(at(e.first));
    for (const syntax::ComparisonTest& test : e.tests) {
      operands.push_back(at(test.right));
      tests.push_back(test.op);
    }
  } else if (e.tests.size() == 2) {
    // `x at least a and at most b` as the chain a <= x <= b: x is worked out once.
    operands = {at(e.tests[0].right), at(e.first), at(e.tests[1].right)};
    tests = {flipped(e.tests[0].op), e.tests[1].op};
  } else {
    std::vector<NodeId> parts;
    for (const syntax::ComparisonTest& test : e.tests)
      parts.push_back(compare(ref, test.op, at(e.first), at(test.right), scope));
    const Range range = children(parts);
    return emit(ref, {.op = Op::logical_and, .a = range.begin, .b = range.count});
  }
  std::vector<NodeId> nodes;
  for (const ExprRef operand : operands) {
    need_all(policy_.type(operand));
    nodes.push_back(expression(operand, scope));
  }
  const Range range = children(nodes);
  const auto first = static_cast<std::uint32_t>(plan_.comparisons.size());
  plan_.comparisons.insert(plan_.comparisons.end(), tests.begin(), tests.end());
  return emit(ref, {.op = Op::chain, .a = range.begin, .b = range.count, .c = first});
}

NodeId Builder::membership(ExprRef ref, const syntax::InExpr& e, const Scope& scope) {
  const ExprRef list{ref.tree, e.list};
  need_all(policy_.type({ref.tree, e.element}));
  need_all(policy_.type(list));
  const NodeId element = expression({ref.tree, e.element}, scope);
  if (const auto* items = std::get_if<syntax::ListExpr>(&policy_.expression(list).node)) {
    std::vector<NodeId> nodes{element};
    for (const syntax::ExprId item : items->items) nodes.push_back(expression({ref.tree, item}, scope));
    const Range range = children(nodes);
    return emit(ref, {.op = Op::in_items, .a = range.begin, .b = range.count});
  }
  const NodeId whole = expression(list, scope);
  return emit(ref, {.op = Op::in_list, .a = element.index, .b = whole.index});
}

NodeId Builder::aggregate(ExprRef ref, const syntax::AggregateExpr& e, const Scope& scope) {
  const ExprRef list{ref.tree, e.list};
  const types::Type& list_type = policy_.type(list);
  if (list_type.element != nullptr && list_type.element->kind == TypeKind::member)
    return member_aggregate(ref, e, scope);
  Aggregate made;
  made.function = e.function;
  made.list = expression(list, scope);
  made.max_items = items_of(list_type);
  if (const auto* local = std::get_if<check::LocalTarget>(&policy_.target(ref))) made.local = local->local;
  const std::size_t before = plan_.nodes.size();
  if (e.body) {
    made.body = expression({ref.tree, e.body}, scope);
    made.kind = policy_.type({ref.tree, e.body}).kind;
  } else if (list_type.element != nullptr) {
    made.kind = list_type.element->kind;
  }
  if (e.where) made.where = expression({ref.tree, e.where}, scope);
  made.cost = static_cast<std::uint32_t>(plan_.nodes.size() - before) + 1;
  plan_.aggregates.push_back(made);
  return emit(ref, {.op = Op::aggregate, .a = static_cast<std::uint32_t>(plan_.aggregates.size() - 1)});
}

}  // namespace kaidah::plan
