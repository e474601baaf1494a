#pragma once
// RandomTree: expressions.

#include "tests/property/random_tree.hpp"

namespace kaidah::syntax {

inline ExprId RandomTree::leaf() {
  switch (pick(10)) {
    case 0:
      return add(NumberLiteral{digits(), maybe()});
    case 1:
      return add(DateLiteral{date()});
    case 2:
      return add(TextLiteral{text()});
    case 3:
      return add(BooleanLiteral{maybe()});
    case 4:
      return add(DurationLiteral{one_of<std::string>({"1", "6"}), static_cast<DurationUnit>(pick(3))});
    case 5:
      return add(ClockExpr{static_cast<Clock>(pick(3))});
    case 6:
      return maybe() ? add(GroupRecordExpr{name()}) : add(MembersExpr{});
    case 7:
      return maybe() ? add(UndeterminedExpr{text()}) : add(MetExpr{name()});
    default:
      return add(NameExpr{name()});
  }
}

inline ExprId RandomTree::bound(int depth) {
  if (depth == 0 || maybe()) return maybe() ? add(NumberLiteral{digits(), false}) : add(NameExpr{name()});
  return add(BinaryExpr{static_cast<BinaryOperator>(pick(4)), bound(depth - 1), bound(depth - 1)});
}

inline ExprId RandomTree::comparison(int depth) {
  ComparisonExpr result;
  result.first = expression(depth);
  const bool worded = maybe();
  const std::size_t count = 1 + pick(worded ? 2 : 3);
  for (std::size_t i = 0; i < count; ++i) {
    ComparisonTest test;
    test.right = expression(depth);
    if (worded) {
      test.words = static_cast<ComparisonWords>(1 + pick(4));
      test.op = maybe() ? Comparison::less_equal : Comparison::greater_equal;
    } else {
      test.op = static_cast<Comparison>(pick(6));
    }
    result.tests.push_back(test);
  }
  result.chained = !worded;
  return add(std::move(result));
}

inline ExprId RandomTree::builtin(int depth) {
  const auto function = static_cast<Builtin>(pick(12));
  std::vector<ExprId> arguments;
  switch (function) {
    case Builtin::round: {
      const ExprId places = add(NumberLiteral{"2", false});
      arguments = {expression(depth), maybe() ? places : add(UnaryExpr{UnaryOperator::negate, places}),
                   add(RoundingLiteral{static_cast<RoundingWord>(pick(7))})};
      break;
    }
    case Builtin::least:
    case Builtin::greatest:
      arguments = some(2, 3, [&] { return expression(depth); });
      break;
    case Builtin::date:
      arguments = {expression(depth), expression(depth), expression(depth)};
      break;
    case Builtin::add:
      arguments = {expression(depth), expression(depth), add(MonthEndLiteral{static_cast<MonthEndWord>(pick(3))})};
      break;
    case Builtin::step:
    case Builtin::since:
    case Builtin::due:
      arguments = {add(NameExpr{name()})};
      break;
    case Builtin::absolute:
    case Builtin::year:
    case Builtin::month:
    case Builtin::day:
      arguments = {expression(depth)};
      break;
  }
  return add(BuiltinExpr{function, std::move(arguments)});
}

inline ExprId RandomTree::aggregate(int depth) {
  AggregateExpr result;
  result.function = static_cast<Aggregate>(pick(7));
  result.list = expression(depth);
  const bool counts = result.function == Aggregate::count || result.function == Aggregate::exists;
  const bool bound = result.function == Aggregate::all || maybe();
  if (bound) result.variable = name();
  if (bound && !counts) result.body = expression(depth);
  if ((bound || counts) && maybe()) result.where = expression(depth);
  return add(std::move(result));
}

inline ExprId RandomTree::expression(int depth) {
  if (depth == 0) return leaf();
  const int below = depth - 1;
  switch (pick(16)) {
    case 0:
      return add(MemberExpr{expression(below), name()});
    case 1:
      return add(CallExpr{name(), some(0, 2, [&] { return expression(below); })});
    case 2:
      return builtin(below);
    case 3:
      return add(UnaryExpr{static_cast<UnaryOperator>(pick(2)), expression(below)});
    case 4:
    case 5:
      return add(BinaryExpr{static_cast<BinaryOperator>(pick(4)), expression(below), expression(below)});
    case 6:
    case 7:
      return add(LogicalExpr{static_cast<LogicalOperator>(pick(2)), some(2, 3, [&] { return expression(below); })});
    case 8:
    case 9:
      return comparison(below);
    case 10:
      return add(InExpr{expression(below), expression(below)});
    case 11:
      return add(PresentExpr{expression(below)});
    case 12:
      return add(DefaultExpr{expression(below), expression(below)});
    case 13:
      return maybe() ? add(AsOfExpr{expression(below), expression(below)})
                     : add(ListExpr{some(0, 3, [&] { return expression(below); })});
    case 14:
      return aggregate(below);
    default:
      return leaf();
  }
}

inline ExprId RandomTree::scenario_value(int depth) {
  if (pick(4) == 0) return add(NoneLiteral{});
  if (depth == 0 || maybe()) return expression(2);
  return add(RecordExpr{some(0, 3, [&] { return FieldValue{name(), scenario_value(depth - 1)}; })});
}

}  // namespace kaidah::syntax
