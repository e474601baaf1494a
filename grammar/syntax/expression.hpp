#pragma once
// Expressions, as written. Names are still strings; nothing here knows a type.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <kaidah/source.hpp>

#include "grammar/syntax/ids.hpp"

namespace kaidah::syntax {

struct Expr;
using ExprId = Id<Expr>;

/// A name with the place it was written at. Back-ticks are not part of it.
struct Name {
  std::string text;
  Span span;
};

// --- literals -------------------------------------------------------------------------------------------------

/// `0.5`, `50_000_000`, `70%`.
struct NumberLiteral {
  std::string digits;  ///< as written, underscores kept, without the percent sign
  bool percent = false;
};
/// `2021-07-01`. The parser has made sure that the day exists.
struct DateLiteral {
  std::string text;
};
/// `"…"`, escapes resolved. Where the language fills in values (`{n}`), the parts are a `Template`, not this.
struct TextLiteral {
  std::string value;
};
struct BooleanLiteral {
  bool value = false;
};
enum class DurationUnit : std::uint8_t { day, month, year };
/// `6 months`.
struct DurationLiteral {
  std::string digits;
  DurationUnit unit{};
};
/// `none`: the value of an optional that is not there; scenarios only.
struct NoneLiteral {};
/// `half_up`, the last argument of `round`.
enum class RoundingWord : std::uint8_t { half_up, half_down, half_even, up, down, ceiling, floor };
struct RoundingLiteral {
  RoundingWord mode{};
};
/// `last_day`, the last argument of `add`.
enum class MonthEndWord : std::uint8_t { last_day, first_of_next, refuse };
struct MonthEndLiteral {
  MonthEndWord mode{};
};

// --- names and calls ------------------------------------------------------------------------------------------

struct NameExpr {
  Name name;
};
/// `a.b`: a field of a record, a rule of a member, or `Enum.member`.
struct MemberExpr {
  ExprId base;
  Name member;
};
/// `f(x, y)`: a rule with parameters.
struct CallExpr {
  Name function;
  std::vector<ExprId> arguments;
};
enum class Builtin : std::uint8_t {
  round,     ///< round(x, n, mode)
  least,     ///< least(a, b, …) of values; of a list it is an aggregate
  greatest,  ///< greatest(a, b, …)
  absolute,  ///< abs(x)
  year,      ///< year(date), a whole number
  month,     ///< month(date)
  day,       ///< day(date)
  date,      ///< date(year, month, day)
  add,       ///< add(date, months, month_end)
  step,      ///< step(procedure)
  since,     ///< since(procedure)
  due,       ///< due(procedure)
};
struct BuiltinExpr {
  Builtin function{};
  std::vector<ExprId> arguments;
};

// --- operators ------------------------------------------------------------------------------------------------

enum class UnaryOperator : std::uint8_t { negate, logical_not };
struct UnaryExpr {
  UnaryOperator op{};
  ExprId operand;
};
enum class BinaryOperator : std::uint8_t { add, subtract, multiply, divide };
struct BinaryExpr {
  BinaryOperator op{};
  ExprId left;
  ExprId right;
};
enum class LogicalOperator : std::uint8_t { logical_and, logical_or };
/// `a and b and c`: at least two operands, one operator.
struct LogicalExpr {
  LogicalOperator op{};
  std::vector<ExprId> operands;
};
enum class Comparison : std::uint8_t { equal, not_equal, less, less_equal, greater, greater_equal };
/// Which words a comparison was written in. The digest does not know them.
enum class ComparisonWords : std::uint8_t { symbol, value, count, duration, date };
struct ComparisonTest {
  Comparison op{};
  ComparisonWords words{};
  ExprId right;
};
/// `70 <= x < 90` (chained: each test compares the operand before it), `x = y`,
/// `x at least 60% and at most 70%` (not chained: each test compares `first`).
struct ComparisonExpr {
  ExprId first;
  std::vector<ComparisonTest> tests;
  bool chained = true;
};
/// `x in [a, b]` or `x in list`.
struct InExpr {
  ExprId element;
  ExprId list;
};
/// `x is present`.
struct PresentExpr {
  ExprId operand;
};
/// `duty is met`.
struct MetExpr {
  Name duty;
};
/// `x if missing 0`.
struct DefaultExpr {
  ExprId operand;
  ExprId fallback;
};
/// `x as of DATE`.
struct AsOfExpr {
  ExprId operand;
  ExprId day;
};

// --- lists and records ----------------------------------------------------------------------------------------

struct ListExpr {
  std::vector<ExprId> items;
};
enum class Aggregate : std::uint8_t { sum, count, mean, least, greatest, exists, all };
/// `sum(e for x in L where C)`; `count(x in L where C)` and `exists(…)` have no body; `sum(L)` has no variable.
struct AggregateExpr {
  Aggregate function{};
  ExprId body;  ///< none: the element itself (sum, mean, least, greatest) or nothing is needed (count, exists)
  std::optional<Name> variable;
  ExprId list;
  ExprId where;  ///< none: all
};
struct FieldValue {
  Name name;
  ExprId value;
};
/// `{ target: 12, realisasi: 13 }`; scenarios only.
struct RecordExpr {
  std::vector<FieldValue> fields;
};

// --- what only policies have ----------------------------------------------------------------------------------

/// `undetermined "why"`: whoever needs it is rejected with the article it stands in.
struct UndeterminedExpr {
  std::string why;
};
enum class Clock : std::uint8_t { start_of_period, end_of_period, decision_day };
struct ClockExpr {
  Clock clock{};
};
/// `record of unit_kerja`: the group's own record.
struct GroupRecordExpr {
  Name group;
};
/// `members`: the decided records of the group, inside `for each` only.
struct MembersExpr {};
/// What could not be read; already reported.
struct ErrorExpr {};

using ExprNode =
    std::variant<ErrorExpr, NumberLiteral, DateLiteral, TextLiteral, BooleanLiteral, DurationLiteral, NoneLiteral,
                 RoundingLiteral, MonthEndLiteral, NameExpr, MemberExpr, CallExpr, BuiltinExpr, UnaryExpr, BinaryExpr,
                 LogicalExpr, ComparisonExpr, InExpr, PresentExpr, MetExpr, DefaultExpr, AsOfExpr, ListExpr,
                 AggregateExpr, RecordExpr, UndeterminedExpr, ClockExpr, GroupRecordExpr, MembersExpr>;

struct Expr {
  Span span;
  ExprNode node;
};

}  // namespace kaidah::syntax
