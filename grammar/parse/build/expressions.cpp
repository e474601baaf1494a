#include <algorithm>

#include "grammar/parse/build/builder.hpp"

namespace kaidah::parse {

using syntax::BinaryOperator;
using syntax::Comparison;
using syntax::ComparisonWords;
using syntax::LogicalOperator;
using vocabulary::Keyword;

bool is_expression(Kind kind) noexcept {
  return (kind >= Kind::disjunction && kind <= Kind::group_record) || kind == Kind::name || kind == Kind::number ||
         kind == Kind::date || kind == Kind::text || kind == Kind::keyword;
}

WordComparison word_comparison_of(Keyword keyword) noexcept {
  if (keyword == Keyword::at_least) return {Comparison::greater_equal, ComparisonWords::value};
  if (keyword == Keyword::at_most) return {Comparison::less_equal, ComparisonWords::value};
  if (keyword == Keyword::no_fewer_than) return {Comparison::greater_equal, ComparisonWords::count};
  if (keyword == Keyword::no_more_than) return {Comparison::less_equal, ComparisonWords::count};
  if (keyword == Keyword::no_shorter_than) return {Comparison::greater_equal, ComparisonWords::duration};
  if (keyword == Keyword::no_longer_than) return {Comparison::less_equal, ComparisonWords::duration};
  if (keyword == Keyword::no_earlier_than) return {Comparison::greater_equal, ComparisonWords::date};
  return {Comparison::less_equal, ComparisonWords::date};
}

ExprId Builder::add(Span where, syntax::ExprNode expr, std::initializer_list<ExprId> below) {
  return add(where, std::move(expr), std::vector<ExprId>(below));
}

ExprId Builder::add(Span where, syntax::ExprNode expr, const std::vector<ExprId>& below) {
  std::uint32_t depth = 0;
  for (const ExprId id : below) {
    if (id) depth = std::max(depth, depths_[id.index] + 1);
  }
  // The chain that is too long is left out and what stands above it begins anew, so it is reported once.
  if (depth >= state_.limits.nesting) {
    state_.report(limit_passed(state_, MessageKind::limit_nesting, where, state_.limits.nesting));
    expr = syntax::ErrorExpr{};
    depth = 0;
  }
  depths_.push_back(depth);
  return tree_.expressions.push({where, std::move(expr)});
}

ExprId Builder::expression(NodeIndex i) {
  switch (const Kind kind = node(i).kind; static_cast<std::uint16_t>(kind)) {
    case static_cast<std::uint16_t>(Kind::disjunction):
      return logical(i, LogicalOperator::logical_or);
    case static_cast<std::uint16_t>(Kind::conjunction):
      return logical(i, LogicalOperator::logical_and);
    case static_cast<std::uint16_t>(Kind::negation):
    case static_cast<std::uint16_t>(Kind::negative): {
      const ExprId operand = expression(children(state_.nodes, i).back());
      const auto op = kind == Kind::negation ? syntax::UnaryOperator::logical_not : syntax::UnaryOperator::negate;
      return add(span(i), syntax::UnaryExpr{op, operand}, {operand});
    }
    case static_cast<std::uint16_t>(Kind::comparison):
      return comparison(i);
    case static_cast<std::uint16_t>(Kind::sum):
    case static_cast<std::uint16_t>(Kind::product):
      return arithmetic(i);
    case static_cast<std::uint16_t>(Kind::postfix):
      return postfix(i);
    case static_cast<std::uint16_t>(Kind::parenthesis):
      return expression(children(state_.nodes, i).front());
    case static_cast<std::uint16_t>(Kind::duration):
      return duration(i);
    case static_cast<std::uint16_t>(Kind::list): {
      Parts parts(*this, i);
      std::vector<ExprId> items = expressions(parts);
      return add(span(i), syntax::ListExpr{items}, items);
    }
    case static_cast<std::uint16_t>(Kind::record):
      return record(i);
    case static_cast<std::uint16_t>(Kind::call):
      return call(i);
    case static_cast<std::uint16_t>(Kind::builtin):
      return builtin(i);
    case static_cast<std::uint16_t>(Kind::aggregate):
      return aggregate(i);
    case static_cast<std::uint16_t>(Kind::undetermined):
      return add(span(i), syntax::UndeterminedExpr{text(children(state_.nodes, i).front())});
    case static_cast<std::uint16_t>(Kind::group_record):
      return add(span(i), syntax::GroupRecordExpr{name(children(state_.nodes, i).front())});
    default:
      return token(i);
  }
}

ExprId Builder::token(NodeIndex i) {
  const Kind kind = node(i).kind;
  if (kind == Kind::name) return add(span(i), syntax::NameExpr{name(i)});
  if (kind == Kind::date) return add(span(i), syntax::DateLiteral{date(i)});
  if (kind == Kind::text) return add(span(i), syntax::TextLiteral{text(i)});
  if (kind == Kind::keyword) return word_value(i);
  if (kind == Kind::number) {
    if (auto literal = number(i)) return add(span(i), std::move(*literal));
  }
  return failed(span(i));
}

ExprId Builder::word_value(NodeIndex i) {
  const Keyword word = keyword(i);
  if (word == Keyword::true_ || word == Keyword::false_) {
    return add(span(i), syntax::BooleanLiteral{word == Keyword::true_});
  }
  if (word == Keyword::none) return add(span(i), syntax::NoneLiteral{});
  if (word == Keyword::members) return add(span(i), syntax::MembersExpr{});
  if (word == Keyword::start_of_period) return add(span(i), syntax::ClockExpr{syntax::Clock::start_of_period});
  if (word == Keyword::end_of_period) return add(span(i), syntax::ClockExpr{syntax::Clock::end_of_period});
  return add(span(i), syntax::ClockExpr{syntax::Clock::decision_day});
}

std::vector<ExprId> Builder::expressions(Parts& parts) {
  std::vector<ExprId> result;
  while (parts.more()) result.push_back(expression(parts.take()));
  return result;
}

ExprId Builder::logical(NodeIndex i, LogicalOperator op) {
  Parts parts(*this, i);
  std::vector<ExprId> operands;
  bool refused = false;
  bool mixed = false;
  while (parts.more()) {
    const NodeIndex next = parts.take();
    if (node(next).kind == Kind::keyword && keyword(next) == Keyword::and_or) {
      report(MessageKind::and_or, span(next), {{"word", std::string(written(next))}});
      refused = true;
      continue;
    }
    if (node(next).kind == Kind::conjunction && op == LogicalOperator::logical_or) mixed = true;
    operands.push_back(expression(next));
  }
  if (mixed && !refused) {
    const auto word = [&](Keyword which) { return std::string(vocabulary::spelling(which, state_.vocabulary)); };
    report(MessageKind::mixed_and_or, span(i), {{"and", word(Keyword::and_)}, {"or", word(Keyword::or_)}},
           Message{MessageKind::write_parentheses, {}});
  }
  return add(span(i), syntax::LogicalExpr{op, operands}, operands);
}

ExprId Builder::comparison(NodeIndex i) {
  Parts parts(*this, i);
  const NodeIndex first_node = parts.take();
  if (parts.is(Keyword::is_met)) {
    if (node(first_node).kind == Kind::name) return add(span(i), syntax::MetExpr{name(first_node)});
    report(MessageKind::not_a_duty_name, span(first_node));
    return failed(span(i));
  }
  const ExprId first = expression(first_node);
  if (parts.is(Keyword::is_present)) return add(span(i), syntax::PresentExpr{first}, {first});
  if (parts.is(Keyword::in_list)) {
    parts.take();
    const ExprId list = expression(parts.take());
    return add(span(i), syntax::InExpr{first, list}, {first, list});
  }
  syntax::ComparisonExpr result;
  result.first = first;
  result.chained = parts.is(Kind::symbol);
  std::vector<ExprId> below{first};
  while (parts.more()) {
    const NodeIndex sign = parts.take();
    const WordComparison how = result.chained
                                   ? WordComparison{static_cast<Comparison>(node(sign).data), ComparisonWords::symbol}
                                   : word_comparison_of(keyword(sign));
    below.push_back(expression(parts.take()));
    result.tests.push_back({how.op, how.words, below.back()});
  }
  return add(span(i), std::move(result), below);
}

ExprId Builder::arithmetic(NodeIndex i) {
  Parts parts(*this, i);
  const Span whole = span(i);
  ExprId left = expression(parts.take());
  while (parts.more()) {
    const auto sign = static_cast<char>(node(parts.take()).data);
    const BinaryOperator op = sign == '+'   ? BinaryOperator::add
                              : sign == '-' ? BinaryOperator::subtract
                              : sign == '*' ? BinaryOperator::multiply
                                            : BinaryOperator::divide;
    const NodeIndex next = parts.take();
    const ExprId right = expression(next);
    left = add({whole.begin, node(next).end}, syntax::BinaryExpr{op, left, right}, {left, right});
  }
  return left;
}

ExprId Builder::postfix(NodeIndex i) {
  Parts parts(*this, i);
  const std::uint32_t begin = node(i).begin;
  ExprId base = expression(parts.take());
  while (parts.more()) {
    const NodeIndex next = parts.take();
    if (node(next).kind == Kind::name) {
      base = add({begin, node(next).end}, syntax::MemberExpr{base, name(next)}, {base});
      continue;
    }
    const NodeIndex operand = parts.take();
    const ExprId value = expression(operand);
    const Span where{begin, node(operand).end};
    if (keyword(next) == Keyword::if_missing) {
      base = add(where, syntax::DefaultExpr{base, value}, {base, value});
    } else {
      base = add(where, syntax::AsOfExpr{base, value}, {base, value});
    }
  }
  return base;
}

ExprId Builder::duration(NodeIndex i) {
  Parts parts(*this, i);
  const auto literal = number(parts.take());
  const Keyword unit = keyword(parts.take());
  if (!literal) return failed(span(i));
  syntax::DurationLiteral result{literal->digits, syntax::DurationUnit::year};
  if (unit == Keyword::unit_day || unit == Keyword::unit_one_day) result.unit = syntax::DurationUnit::day;
  if (unit == Keyword::unit_month || unit == Keyword::unit_one_month) result.unit = syntax::DurationUnit::month;
  return add(span(i), std::move(result));
}

syntax::FieldValue Builder::field_value(NodeIndex i) {
  Parts parts(*this, i);
  syntax::Name named = name(parts.take());
  return {std::move(named), expression(parts.take())};
}

ExprId Builder::record(NodeIndex i) {
  Parts parts(*this, i);
  syntax::RecordExpr result;
  std::vector<ExprId> below;
  while (parts.more()) {
    result.fields.push_back(field_value(parts.take()));
    below.push_back(result.fields.back().value);
  }
  return add(span(i), std::move(result), below);
}

}  // namespace kaidah::parse
