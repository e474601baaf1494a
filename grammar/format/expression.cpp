#include <utility>
#include <variant>

#include "grammar/format/context.hpp"

namespace kaidah::format {
namespace {

using namespace syntax;

constexpr std::size_t kContinuation = 2;

Keyword builtin_word(Builtin function) {
  switch (function) {
    case Builtin::round:
      return Keyword::round;
    case Builtin::least:
      return Keyword::least;
    case Builtin::greatest:
      return Keyword::greatest;
    case Builtin::absolute:
      return Keyword::absolute;
    case Builtin::year:
      return Keyword::year_of;
    case Builtin::month:
      return Keyword::month_of;
    case Builtin::day:
      return Keyword::day_of;
    case Builtin::date:
      return Keyword::date_of;
    case Builtin::add:
      return Keyword::add;
    case Builtin::step:
      return Keyword::step_of;
    case Builtin::since:
      return Keyword::since_of;
    case Builtin::due:
      break;
  }
  return Keyword::due_of;
}

Keyword aggregate_word(Aggregate function) {
  switch (function) {
    case Aggregate::sum:
      return Keyword::sum;
    case Aggregate::count:
      return Keyword::count;
    case Aggregate::mean:
      return Keyword::mean;
    case Aggregate::least:
      return Keyword::least;
    case Aggregate::greatest:
      return Keyword::greatest;
    case Aggregate::exists:
      return Keyword::exists;
    case Aggregate::all:
      break;
  }
  return Keyword::all;
}

Keyword unit_word(DurationUnit unit, bool one) {
  switch (unit) {
    case DurationUnit::day:
      return one ? Keyword::unit_one_day : Keyword::unit_day;
    case DurationUnit::month:
      return one ? Keyword::unit_one_month : Keyword::unit_month;
    case DurationUnit::year:
      break;
  }
  return one ? Keyword::unit_one_year : Keyword::unit_year;
}

Keyword rounding_word(RoundingWord mode) {
  switch (mode) {
    case RoundingWord::half_up:
      return Keyword::half_up;
    case RoundingWord::half_down:
      return Keyword::half_down;
    case RoundingWord::half_even:
      return Keyword::half_even;
    case RoundingWord::up:
      return Keyword::up;
    case RoundingWord::down:
      return Keyword::down;
    case RoundingWord::ceiling:
      return Keyword::ceiling;
    case RoundingWord::floor:
      break;
  }
  return Keyword::floor;
}

Keyword clock_word(Clock clock) {
  switch (clock) {
    case Clock::start_of_period:
      return Keyword::start_of_period;
    case Clock::end_of_period:
      return Keyword::end_of_period;
    case Clock::decision_day:
      break;
  }
  return Keyword::decision_day;
}

std::string_view operator_sign(BinaryOperator op) {
  switch (op) {
    case BinaryOperator::add:
      return "+";
    case BinaryOperator::subtract:
      return "-";
    case BinaryOperator::multiply:
      return "*";
    case BinaryOperator::divide:
      break;
  }
  return "/";
}

bool is_sum(BinaryOperator op) {
  return op == BinaryOperator::add || op == BinaryOperator::subtract;
}

/// An expression with how tightly it holds together.
struct Shown {
  Level level;
  Doc doc;
};

class ExpressionLayout {
 public:
  ExpressionLayout(const Context& context, std::string_view before) : context_(context), before_(before) {}

  Shown operator()(const ErrorExpr& /*error*/) const { return {Level::primary, {}}; }
  Shown operator()(const NumberLiteral& number) const { return leaf(number.digits + (number.percent ? "%" : "")); }
  Shown operator()(const DateLiteral& date) const { return leaf(date.text); }
  Shown operator()(const TextLiteral& literal) const { return leaf(quoted(literal.value)); }
  Shown operator()(const BooleanLiteral& boolean) const {
    return word(boolean.value ? Keyword::true_ : Keyword::false_);
  }
  Shown operator()(const DurationLiteral& duration) const {
    return leaf(duration.digits + " " + context_.word(unit_word(duration.unit, duration.digits == "1")));
  }
  Shown operator()(const NoneLiteral& /*none*/) const { return word(Keyword::none); }
  Shown operator()(const RoundingLiteral& rounding) const { return word(rounding_word(rounding.mode)); }
  Shown operator()(const MonthEndLiteral& month_end) const { return word(month_end_word(month_end.mode)); }

  Shown operator()(const NameExpr& name) const { return leaf(expression_name(name.name)); }
  Shown operator()(const MemberExpr& member) const {
    return {Level::member, concat({first(member.base, Level::member), text("." + context_.name(member.member))})};
  }
  Shown operator()(const CallExpr& call) const {
    return arguments(context_.name(call.function, NameRole::call, before_), call.arguments);
  }
  Shown operator()(const BuiltinExpr& builtin) const {
    return arguments(context_.word(builtin_word(builtin.function)), builtin.arguments);
  }

  Shown operator()(const UnaryExpr& unary) const {
    if (unary.op == UnaryOperator::logical_not) {
      const std::string no = context_.word(Keyword::not_);
      return {Level::operand, concat({text(no + " "), expression(context_, unary.operand, Level::operand, no)})};
    }
    const bool twice = std::holds_alternative<UnaryExpr>(context_.tree[unary.operand].node);
    return {Level::unary,
            concat({text("-"), expression(context_, unary.operand, twice ? Level::primary : Level::unary)})};
  }

  Shown operator()(const BinaryExpr& binary) const {
    const bool sum = is_sum(binary.op);
    const Level own = sum ? Level::sum : Level::product;
    // `a - b + c` is a chain from the left; its signs stand under one another when its lines end.
    std::vector<const BinaryExpr*> chain{&binary};
    while (const auto* left = std::get_if<BinaryExpr>(&context_.tree[chain.back()->left].node)) {
      if (is_sum(left->op) != sum) break;
      chain.push_back(left);
    }
    std::vector<Doc> rest;
    for (auto link = chain.rbegin(); link != chain.rend(); ++link) {
      rest.push_back(line());
      rest.push_back(text(std::string(operator_sign((*link)->op)) + " "));
      rest.push_back(expression(context_, (*link)->right, sum ? Level::product : Level::unary));
    }
    return {own, group({first(chain.back()->left, own), nest(kContinuation, std::move(rest))})};
  }

  Shown operator()(const LogicalExpr& logical) const {
    const std::string sign = context_.word(logical.op == LogicalOperator::logical_and ? Keyword::and_ : Keyword::or_);
    std::vector<Doc> rest;
    for (std::size_t i = 1; i < logical.operands.size(); ++i) {
      rest.push_back(line());
      rest.push_back(text(sign + " "));
      rest.push_back(expression(context_, logical.operands[i], Level::operand));
    }
    return {Level::any, group({first(logical.operands.front(), Level::operand), nest(kContinuation, std::move(rest))})};
  }

  Shown operator()(const ComparisonExpr& comparison) const {
    std::vector<Doc> rest;
    for (std::size_t i = 0; i < comparison.tests.size(); ++i) {
      const ComparisonTest& test = comparison.tests[i];
      const std::string again = i > 0 && !comparison.chained ? context_.word(Keyword::and_) + " " : "";
      rest.push_back(line());
      rest.push_back(text(again + comparison_text(context_, test.op, test.words) + " "));
      rest.push_back(expression(context_, test.right, Level::sum));
    }
    return {Level::operand, group({first(comparison.first, Level::sum), nest(kContinuation, std::move(rest))})};
  }

  Shown operator()(const InExpr& in) const {
    const std::string sign = context_.word(Keyword::in_list);
    return {Level::operand, concat({first(in.element, Level::sum), text(" " + sign + " "),
                                    expression(context_, in.list, Level::postfix, sign)})};
  }
  Shown operator()(const PresentExpr& present) const {
    return {Level::operand,
            concat({first(present.operand, Level::sum), text(" " + context_.word(Keyword::is_present))})};
  }
  Shown operator()(const MetExpr& met) const {
    return {Level::operand, text(expression_name(met.duty) + " " + context_.word(Keyword::is_met))};
  }
  Shown operator()(const DefaultExpr& with_default) const {
    // By the grammar it binds tightly, but nobody reads `a if missing 0 - b` that way.
    return {Level::any, group({first(with_default.operand, Level::member),
                               nest(kContinuation, {line(), text(context_.word(Keyword::if_missing) + " "),
                                                    expression(context_, with_default.fallback, Level::unary)})})};
  }
  Shown operator()(const AsOfExpr& as_of) const {
    return {Level::operand,
            concat({first(as_of.operand, Level::member), text(" " + context_.word(Keyword::as_of) + " "),
                    expression(context_, as_of.day, Level::postfix)})};
  }

  Shown operator()(const ListExpr& list) const { return {Level::primary, enclosed("[", items(list.items, true), "]")}; }
  Shown operator()(const AggregateExpr& aggregate) const {
    const std::string in = context_.word(Keyword::in_list);
    std::vector<Doc> inner;
    if (aggregate.body) {
      inner.push_back(element(aggregate.body, true));
      inner.push_back(line());
      inner.push_back(text(context_.word(Keyword::for_each_item) + " "));
    }
    if (aggregate.variable) {
      inner.push_back(text(context_.name(*aggregate.variable) + " " + in + " "));
      inner.push_back(expression(context_, aggregate.list, Level::postfix, in));
    } else {
      const bool counts = aggregate.function == Aggregate::count || aggregate.function == Aggregate::exists;
      inner.push_back(counts ? expression(context_, aggregate.list, Level::postfix, aggregate.where ? kLineBegin : "")
                             : element(aggregate.list, false));
    }
    if (aggregate.where) {
      inner.push_back(line());
      inner.push_back(text(context_.word(Keyword::where) + " "));
      inner.push_back(expression(context_, aggregate.where));
    }
    return {Level::primary, enclosed(context_.word(aggregate_word(aggregate.function)) + "(", std::move(inner), ")")};
  }
  Shown operator()(const RecordExpr& record) const {
    if (record.fields.empty()) return leaf("{ }");
    std::vector<Doc> inner{line()};
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
      if (i > 0) {
        inner.push_back(text(","));
        inner.push_back(line());
      }
      inner.push_back(text(context_.name(record.fields[i].name) + ": "));
      inner.push_back(expression(context_, record.fields[i].value));
    }
    return {Level::primary, group({text("{"), nest(2, std::move(inner)), line(), text("}")})};
  }

  Shown operator()(const UndeterminedExpr& undetermined) const {
    return leaf(context_.word(Keyword::undetermined) + " " + quoted(undetermined.why));
  }
  Shown operator()(const ClockExpr& clock) const { return word(clock_word(clock.clock)); }
  Shown operator()(const GroupRecordExpr& record) const {
    return leaf(context_.word(Keyword::record_of) + " " + context_.name(record.group));
  }
  Shown operator()(const MembersExpr& /*members*/) const { return word(Keyword::members); }

 private:
  [[nodiscard]] static Shown leaf(std::string value) { return {Level::primary, text(std::move(value))}; }
  [[nodiscard]] Shown word(Keyword keyword) const { return leaf(context_.word(keyword)); }
  [[nodiscard]] std::string expression_name(const Name& name) const {
    return context_.name(name, NameRole::expression, before_);
  }
  /// The leftmost operand: it stands behind the word that the whole expression stands behind.
  [[nodiscard]] Doc first(ExprId id, Level level) const { return expression(context_, id, level, before_); }

  [[nodiscard]] std::vector<Doc> items(const std::vector<ExprId>& ids, bool of_list = false) const {
    std::vector<Doc> parts;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (i > 0) {
        parts.push_back(text(","));
        parts.push_back(line());
      }
      if (of_list && i == 0) {
        const std::string_view begin = is_leaf(context_, ids[i]) ? kListBegin : kListLineBegin;
        parts.push_back(expression(context_, ids[i], Level::any, begin));
      } else {
        parts.push_back(element(ids[i], false));
      }
    }
    return parts;
  }
  [[nodiscard]] Doc element(ExprId id, bool word_behind) const {
    return is_leaf(context_, id) && !word_behind ? expression(context_, id) : at_line_begin(context_, id);
  }
  [[nodiscard]] static Doc enclosed(std::string open, std::vector<Doc> inner, std::string close) {
    inner.insert(inner.begin(), line(""));
    return group({text(std::move(open)), nest(2, std::move(inner)), line(""), text(std::move(close))});
  }
  [[nodiscard]] Shown arguments(const std::string& function, const std::vector<ExprId>& ids) const {
    if (ids.empty()) return leaf(function + "()");
    return {Level::primary, enclosed(function + "(", items(ids), ")")};
  }

  const Context& context_;
  std::string_view before_;
};

}  // namespace

Keyword month_end_word(MonthEndWord mode) {
  switch (mode) {
    case MonthEndWord::last_day:
      return Keyword::last_day;
    case MonthEndWord::first_of_next:
      return Keyword::first_of_next;
    case MonthEndWord::refuse:
      break;
  }
  return Keyword::refuse;
}

Doc expression(const Context& context, ExprId id, Level level, std::string_view before) {
  if (!id) return {};
  const ExprNode& node = context.tree[id].node;
  Shown shown = std::visit(ExpressionLayout(context, before), node);
  if (shown.level >= level) return std::move(shown.doc);
  Shown inside = before.empty() ? std::move(shown) : std::visit(ExpressionLayout(context, {}), node);
  return group({text("("), nest(1, {std::move(inside.doc)}), text(")")});
}

Doc at_line_begin(const Context& context, ExprId id) {
  return expression(context, id, Level::any, kLineBegin);
}

bool is_leaf(const Context& context, ExprId id) {
  const ExprNode& node = context.tree[id].node;
  return std::holds_alternative<NameExpr>(node) || std::holds_alternative<CallExpr>(node);
}

Doc value_below(const Context& context, ExprId id) {
  if (std::holds_alternative<NameExpr>(context.tree[id].node)) return concat({text(" "), expression(context, id)});
  return below(is_leaf(context, id) ? expression(context, id) : at_line_begin(context, id));
}

std::string comparison_text(const Context& context, Comparison op, ComparisonWords words) {
  const bool least = op == Comparison::greater_equal;
  switch (words) {
    case ComparisonWords::value:
      return context.word(least ? Keyword::at_least : Keyword::at_most);
    case ComparisonWords::count:
      return context.word(least ? Keyword::no_fewer_than : Keyword::no_more_than);
    case ComparisonWords::duration:
      return context.word(least ? Keyword::no_shorter_than : Keyword::no_longer_than);
    case ComparisonWords::date:
      return context.word(least ? Keyword::no_earlier_than : Keyword::no_later_than);
    case ComparisonWords::symbol:
      break;
  }
  switch (op) {
    case Comparison::equal:
      return "=";
    case Comparison::not_equal:
      return "!=";
    case Comparison::less:
      return "<";
    case Comparison::less_equal:
      return "<=";
    case Comparison::greater:
      return ">";
    case Comparison::greater_equal:
      break;
  }
  return ">=";
}

}  // namespace kaidah::format
