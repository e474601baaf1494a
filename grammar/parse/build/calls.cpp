#include "grammar/parse/build/builder.hpp"

namespace kaidah::parse {

using syntax::Aggregate;
using syntax::Builtin;
using vocabulary::Keyword;

namespace {

Builtin builtin_of(Keyword keyword) {
  if (keyword == Keyword::round) return Builtin::round;
  if (keyword == Keyword::least) return Builtin::least;
  if (keyword == Keyword::greatest) return Builtin::greatest;
  if (keyword == Keyword::absolute) return Builtin::absolute;
  if (keyword == Keyword::year_of) return Builtin::year;
  if (keyword == Keyword::month_of) return Builtin::month;
  if (keyword == Keyword::day_of) return Builtin::day;
  if (keyword == Keyword::date_of) return Builtin::date;
  if (keyword == Keyword::add) return Builtin::add;
  if (keyword == Keyword::step_of) return Builtin::step;
  if (keyword == Keyword::since_of) return Builtin::since;
  return Builtin::due;
}

Aggregate aggregate_of(Keyword keyword) {
  if (keyword == Keyword::count) return Aggregate::count;
  if (keyword == Keyword::mean) return Aggregate::mean;
  if (keyword == Keyword::least) return Aggregate::least;
  if (keyword == Keyword::greatest) return Aggregate::greatest;
  if (keyword == Keyword::exists) return Aggregate::exists;
  if (keyword == Keyword::all) return Aggregate::all;
  return Aggregate::sum;
}

syntax::RoundingWord rounding_of(Keyword keyword) {
  if (keyword == Keyword::half_up) return syntax::RoundingWord::half_up;
  if (keyword == Keyword::half_down) return syntax::RoundingWord::half_down;
  if (keyword == Keyword::half_even) return syntax::RoundingWord::half_even;
  if (keyword == Keyword::up) return syntax::RoundingWord::up;
  if (keyword == Keyword::down) return syntax::RoundingWord::down;
  if (keyword == Keyword::ceiling) return syntax::RoundingWord::ceiling;
  return syntax::RoundingWord::floor;
}

syntax::MonthEndWord month_end_of(Keyword keyword) {
  if (keyword == Keyword::last_day) return syntax::MonthEndWord::last_day;
  if (keyword == Keyword::first_of_next) return syntax::MonthEndWord::first_of_next;
  return syntax::MonthEndWord::refuse;
}

}  // namespace

ExprId Builder::call(NodeIndex i) {
  Parts parts(*this, i);
  syntax::CallExpr result{name(parts.take()), {}};
  result.arguments = expressions(parts);
  const std::vector<ExprId> below = result.arguments;
  return add(span(i), std::move(result), below);
}

ExprId Builder::builtin(NodeIndex i) {
  Parts parts(*this, i);
  syntax::BuiltinExpr result{builtin_of(keyword(parts.take())), {}};
  while (parts.more()) {
    const bool last = parts.left() == 1;
    const NodeIndex next = parts.take();
    if (last && result.function == Builtin::round) {
      result.arguments.push_back(add(span(next), syntax::RoundingLiteral{rounding_of(keyword(next))}));
    } else if (last && result.function == Builtin::add) {
      result.arguments.push_back(add(span(next), syntax::MonthEndLiteral{month_end_of(keyword(next))}));
    } else {
      result.arguments.push_back(expression(next));
    }
  }
  const std::vector<ExprId> below = result.arguments;
  return add(span(i), std::move(result), below);
}

Builder::Binding Builder::binding(NodeIndex i) {
  Parts parts(*this, i);
  Binding result;
  const std::vector<NodeIndex> all = children(state_.nodes, i);
  const bool filtered = node(all.back()).kind == Kind::where;
  if (all.size() == (filtered ? 3u : 2u)) result.variable = name(parts.take());
  result.list = expression(parts.take());
  if (filtered) result.where = expression(children(state_.nodes, parts.take()).front());
  return result;
}

ExprId Builder::aggregate(NodeIndex i) {
  Parts parts(*this, i);
  const Keyword word = keyword(parts.take());
  syntax::AggregateExpr result;
  result.function = aggregate_of(word);
  std::vector<ExprId> values;
  while (parts.more() && !parts.is(Kind::binding)) values.push_back(expression(parts.take()));
  if (values.size() > 1) return add(span(i), syntax::BuiltinExpr{builtin_of(word), values}, values);
  if (const auto over = parts.take_if(Kind::binding)) {
    Binding bound = binding(*over);
    result.variable = std::move(bound.variable);
    result.list = bound.list;
    result.where = bound.where;
    if (!values.empty()) result.body = values.front();
  } else {
    result.list = values.front();
  }
  const std::vector<ExprId> below{result.body, result.list, result.where};
  return add(span(i), std::move(result), below);
}

}  // namespace kaidah::parse
