// Numbers, dates and durations. What is whole stays whole as long as 64 bits hold it; the rest are doubles with a bound
// on their error, whose exact value is computed where it makes a difference.

#include <cmath>
#include <utility>

#include "engine/fast/lowering.hpp"
#include "engine/types/interval.hpp"
#include "engine/values/number_access.hpp"

namespace kaidah::fast {

using plan::NodeId;
using types::Interval;
using types::TypeKind;
using values::Number;

namespace {

constexpr std::uint8_t kMostUnits = 18;

/// Whether every number of the range, in units of 10^-scale, fits.
bool fits(const Interval& range, std::uint8_t scale) {
  const Size size = size_of(range);
  return scale <= kMostUnits && size.most * std::pow(10.0, scale) < kMostWhole;
}

std::optional<values::Ratio> ratio_of(const Number& number) {
  if (!values::NumberAccess::is_narrow(number)) return std::nullopt;
  return values::NumberAccess::ratio(number);
}

}  // namespace

/// The decimals with which it is a whole number of units; nothing when only a double stands for it.
std::optional<std::uint8_t> Lowering::whole_scale(const Operand& a) const {
  if (a.what != Operand::What::number) return 0;
  if (!a.constant) return a.is_real ? std::nullopt : std::optional(a.scale);
  const std::optional<int> decimals = a.constant->number().decimals();
  if (!decimals || *decimals > kMostUnits) return std::nullopt;
  const auto scale = static_cast<std::uint8_t>(std::max(*decimals, 0));
  return fits(a.range, scale) ? std::optional(scale) : std::nullopt;
}

Register Lowering::whole_register(const Operand& a) {
  return a.what == Operand::What::number ? scaled_register(a, whole_scale(a).value()) : a.at;
}

/// REQUIRES: whole_scale(a) <= scale, and the result fits.
Register Lowering::scaled_register(const Operand& a, std::uint8_t scale) {
  if (a.constant) {
    const Number units = a.constant->number() * Number(static_cast<std::int64_t>(values::kPowersOfTen[scale]));
    return out_.whole(units.to_int64().value());
  }
  if (a.scale == scale) return a.at;
  const auto factor = static_cast<std::int64_t>(values::kPowersOfTen[scale - a.scale]);
  return out_.whole_op(Opcode::whole_multiply, a.at, out_.whole(factor));
}

/// Brings both to one scale, as wholes; false when one is not whole or the units do not fit.
bool Lowering::scaled(Operand& a, Operand& b) {
  const std::optional<std::uint8_t> left = whole_scale(a);
  const std::optional<std::uint8_t> right = whole_scale(b);
  if (!left || !right) return false;
  const std::uint8_t scale = std::max(*left, *right);
  if (!fits(a.range, scale) || !fits(b.range, scale)) return false;
  for (Operand* one : {&a, &b}) {
    one->at = scaled_register(*one, scale);
    one->scale = scale;
    one->is_real = false;
    one->constant.reset();
  }
  return true;
}

Register Lowering::real(const Operand& a) {
  if (a.constant) {
    const std::optional<values::Ratio> ratio = ratio_of(a.constant->number());
    if (!ratio) throw Unsupported{};
    return out_.real(*ratio);
  }
  if (a.is_real) return a.at;
  constexpr double kExact = 0x1p53;
  const bool exact = size_of(a.range).most * std::pow(10.0, a.scale) < kExact;
  const double roundings = (exact ? 0 : 1) + (a.scale == 0 ? 0 : 1);
  const double most = std::min(size_of(a.range).most * std::pow(10.0, a.scale), kMostWhole);
  const double digits = std::max(std::log10(std::max(most, 1.0)), static_cast<double>(a.scale)) + 2;
  ErrorBound error;
  error.relative = roundings * kRounding * kSlack;
  return out_.real_of_whole(a.at, a.scale, error, static_cast<std::uint32_t>(digits));
}

// --- arithmetic -----------------------------------------------------------------------------------------------

Operand Lowering::arithmetic(const plan::Node& node) {
  if (node.op == plan::Op::duration_divide) {
    // Both in the same unit; a count is a number.
    const auto counted = [&](std::uint32_t id) {
      Operand made = whole(NodeId(id));
      if (made.constant) {
        const bool days = std::holds_alternative<values::Days>(*made.constant);
        Operand number =
            constant(Number(days ? made.constant->days().count : made.constant->months().count), TypeKind::number);
        number.bad = made.bad;
        return number;
      }
      made.what = Operand::What::number;
      made.kind = TypeKind::number;
      made.scale = 0;
      return made;
    };
    Operand a = counted(node.a);
    return divide(std::move(a), counted(node.b), false);
  }
  Operand a = number(NodeId(node.a));
  if (node.op == plan::Op::add) return add(std::move(a), number(NodeId(node.b)), false);
  if (node.op == plan::Op::subtract) return add(std::move(a), number(NodeId(node.b)), true);
  if (node.op == plan::Op::multiply) return multiply(std::move(a), number(NodeId(node.b)));
  if (node.op == plan::Op::divide) return divide(std::move(a), number(NodeId(node.b)), false);
  if (node.op == plan::Op::negate) return add(constant(Number(), TypeKind::number), std::move(a), true);
  if (node.op == plan::Op::round)
    return rounded(std::move(a), static_cast<std::int32_t>(node.b), static_cast<values::RoundingMode>(node.aux));
  if (node.op != plan::Op::absolute) throw Unsupported{};
  Operand negative = add(constant(Number(), TypeKind::number), a, true);
  Operand made = better(a, std::move(negative), false);
  made.range = types::absolute(a.range);
  return made;
}

Operand Lowering::add(Operand a, Operand b, bool minus) {
  if (a.constant && b.constant) {
    Operand made =
        constant(minus ? a.constant->number() - b.constant->number() : a.constant->number() + b.constant->number(),
                 TypeKind::number);
    made.bad = out_.either(a.bad, b.bad);
    return made;
  }
  Operand made;
  made.what = Operand::What::number;
  made.kind = TypeKind::number;
  made.bad = out_.either(a.bad, b.bad);
  made.range = minus ? types::subtract(a.range, b.range) : types::add(a.range, b.range);
  const Size size_a = size_of(a.range);
  const Size size_b = size_of(b.range);
  Operand x = a;
  Operand y = b;
  if (scaled(x, y) && fits(made.range, x.scale)) {
    made.scale = x.scale;
    made.at = out_.whole_op(minus ? Opcode::whole_subtract : Opcode::whole_add, x.at, y.at);
    return made;
  }
  const Register left = real(a);
  const Register right = real(b);
  const bool same_sign = size_a.sign != 0 && size_a.sign == (minus ? -size_b.sign : size_b.sign);
  made.is_real = true;
  made.at = out_.real_op(minus ? Opcode::real_subtract : Opcode::real_add, left, right,
                         error_of_sum(error_of(left), size_a, error_of(right), size_b, same_sign));
  return made;
}

Operand Lowering::multiply(Operand a, Operand b) {
  if (a.constant && b.constant) {
    Operand made = constant(a.constant->number() * b.constant->number(), TypeKind::number);
    made.bad = out_.either(a.bad, b.bad);
    return made;
  }
  Operand made;
  made.what = Operand::What::number;
  made.kind = TypeKind::number;
  made.bad = out_.either(a.bad, b.bad);
  made.range = types::multiply(a.range, b.range);
  const std::optional<std::uint8_t> left_scale = whole_scale(a);
  const std::optional<std::uint8_t> right_scale = whole_scale(b);
  if (left_scale && right_scale && fits(made.range, static_cast<std::uint8_t>(*left_scale + *right_scale))) {
    made.scale = static_cast<std::uint8_t>(*left_scale + *right_scale);
    made.at = out_.whole_op(Opcode::whole_multiply, whole_register(a), whole_register(b));
    return made;
  }
  const Register left = real(a);
  const Register right = real(b);
  made.is_real = true;
  made.at = out_.real_op(Opcode::real_multiply, left, right,
                         error_of_product(error_of(left), size_of(a.range), error_of(right), size_of(b.range)));
  return made;
}

Operand Lowering::divide(Operand a, Operand b, bool never_zero) {
  Operand made;
  made.what = Operand::What::number;
  made.kind = TypeKind::number;
  made.bad = out_.either(a.bad, b.bad);
  if (b.constant) {
    const Number divisor = b.constant->number();
    if (divisor.sign() == 0) {
      made = constant(Number(), TypeKind::number);
      made.bad = kEverywhere;
      return made;
    }
    if (a.constant) {
      Operand known = constant(a.constant->number() / divisor, TypeKind::number);
      known.bad = made.bad;
      return known;
    }
    never_zero = true;
    if (divisor == Number(1)) {
      a.bad = made.bad;
      return a;
    }
  }
  // A quotient keeps the sign of its parts, even where nothing else is known of it.
  made.range = types::divide(a.range, b.range);
  const Size size_a = size_of(a.range);
  const Size size_b = size_of(b.range);
  if (!made.range.low && size_a.sign > 0 && size_b.sign > 0) made.range = types::at_least(Number());
  const Register left = real(a);
  const Register right = real(b);
  const Assembler::Partial quotient =
      out_.divide(left, right, error_of_quotient(error_of(left), error_of(right), size_b),
                  never_zero || types::excludes_zero(b.range));
  made.is_real = true;
  made.at = quotient.value;
  made.bad = out_.either(made.bad, quotient.bad);
  return made;
}

Operand Lowering::rounded(Operand a, std::int32_t decimals, values::RoundingMode mode) {
  if (decimals < -kMostUnits || decimals > kMostUnits) throw Unsupported{};
  if (a.constant) {
    Operand made = constant(a.constant->number().rounded(decimals, mode), TypeKind::number);
    made.bad = a.bad;
    return made;
  }
  if (!a.is_real && a.scale <= decimals) return a;
  Operand made;
  made.what = Operand::What::number;
  made.kind = TypeKind::number;
  made.range = types::rounded(a.range, decimals, mode);
  made.scale = static_cast<std::uint8_t>(std::max(decimals, 0));
  if (!fits(made.range, made.scale)) throw Unsupported{};
  const Assembler::Partial result = out_.round(real(a), decimals, static_cast<std::uint8_t>(mode));
  made.at = result.value;
  made.bad = out_.either(a.bad, result.bad);
  return made;
}

Operand Lowering::extreme(const plan::Node& node) {
  const bool least = node.op == plan::Op::least;
  std::optional<Operand> best;
  for (std::uint32_t i = 0; i < node.b; ++i) {
    Operand next = value(plan_.children[node.a + i]);
    if (next.what != Operand::What::number && next.what != Operand::What::whole) throw Unsupported{};
    next = needed(std::move(next));
    best = best ? better(*std::move(best), std::move(next), least) : std::move(next);
  }
  if (!best) throw Unsupported{};
  return *std::move(best);
}

Operand Lowering::better(Operand a, Operand b, bool least) {
  if (a.what != b.what) throw Unsupported{};
  Operand made = a;
  made.bad = out_.either(a.bad, b.bad);
  made.range = least ? types::least(a.range, b.range) : types::greatest(a.range, b.range);
  if (a.constant && b.constant) {
    const Operand first = comparison(syntax::Comparison::less_equal, a, b);
    const bool take_first = first.truth.is_all() == least;
    Operand taken = take_first ? a : b;
    taken.bad = made.bad;
    return taken;
  }
  made.constant.reset();
  Operand x = a;
  Operand y = b;
  if (a.what == Operand::What::whole || scaled(x, y)) {
    made.scale = x.scale;
    made.is_real = false;
    made.at = out_.whole_op(least ? Opcode::whole_least : Opcode::whole_greatest, x.at, y.at);
    return made;
  }
  const Register left = real(a);
  const Register right = real(b);
  made.is_real = true;
  made.at = out_.real_op(least ? Opcode::real_least : Opcode::real_greatest, left, right,
                         error_of_choice(error_of(left), error_of(right)));
  return made;
}

// --- dates and durations --------------------------------------------------------------------------------------

Operand Lowering::date_part(const plan::Node& node) {
  const Operand day = whole(NodeId(node.a));
  const Opcode op = node.op == plan::Op::year ? Opcode::year : node.op == plan::Op::month ? Opcode::month : Opcode::day;
  Operand made;
  made.what = Operand::What::number;
  made.kind = TypeKind::number;
  made.bad = day.bad;
  made.range = node.op == plan::Op::year    ? types::between(1, 9999)
               : node.op == plan::Op::month ? types::between(1, 12)
                                            : types::between(1, 31);
  made.at = out_.whole_op(op, day.at, day.at);
  return made;
}

Operand Lowering::make_date(const plan::Node& node) {
  Register parts[3];
  Mask bad = kNowhere;
  for (std::uint32_t i = 0; i < 3; ++i) {
    const Operand part = number(plan_.children[node.a + i]);
    // A part that is not whole is for the strict path to refuse.
    if (whole_scale(part) != std::uint8_t{0}) throw Unsupported{};
    bad = out_.either(bad, part.bad);
    parts[i] = whole_register(part);
  }
  const Assembler::Partial day = out_.date_op(Opcode::make_date, parts[0], parts[1], parts[2], 0);
  Operand made;
  made.what = Operand::What::whole;
  made.kind = TypeKind::date;
  made.at = day.value;
  made.range = types::between(-1'000'000, 4'000'000);
  made.bad = out_.either(bad, day.bad);
  return made;
}

Operand Lowering::date_arithmetic(const plan::Node& node) {
  const Operand day = whole(NodeId(node.a));
  const Operand other = whole(NodeId(node.b));
  Operand made;
  made.what = Operand::What::whole;
  made.bad = out_.either(day.bad, other.bad);
  if (node.op == plan::Op::date_difference) {
    made.kind = TypeKind::days;
    made.range = types::between(-5'000'000, 5'000'000);
    made.at = out_.whole_op(Opcode::whole_subtract, day.at, other.at);
    return made;
  }
  const bool minus = node.op == plan::Op::date_minus_days || node.op == plan::Op::date_minus_months;
  const bool months = node.op == plan::Op::date_plus_months || node.op == plan::Op::date_minus_months;
  const Register length = minus ? out_.whole_op(Opcode::whole_subtract, out_.whole(0), other.at) : other.at;
  const Assembler::Partial moved =
      out_.date_op(months ? Opcode::plus_months : Opcode::plus_days, day.at, length, length, months ? node.aux : 0);
  made.kind = TypeKind::date;
  made.range = types::between(-1'000'000, 4'000'000);
  made.at = moved.value;
  made.bad = out_.either(made.bad, moved.bad);
  return made;
}

Operand Lowering::duration_arithmetic(const plan::Node& node) {
  // Counts stay far from the ends of 64 bits, or the strict path says so.
  const Interval most = types::between(-1'000'000'000'000, 1'000'000'000'000);
  Operand a = whole(NodeId(node.a));
  if (node.op == plan::Op::duration_multiply) throw Unsupported{};
  Operand made;
  made.what = Operand::What::whole;
  made.kind = static_cast<TypeKind>(node.aux);
  if (node.op == plan::Op::duration_negate) {
    made.bad = a.bad;
    made.range = types::negate(a.range);
    made.at = out_.whole_op(Opcode::whole_subtract, out_.whole(0), a.at);
  } else {
    const Operand b = whole(NodeId(node.b));
    const bool minus = node.op == plan::Op::duration_subtract;
    made.bad = out_.either(a.bad, b.bad);
    made.range = minus ? types::subtract(a.range, b.range) : types::add(a.range, b.range);
    made.at = out_.whole_op(minus ? Opcode::whole_subtract : Opcode::whole_add, a.at, b.at);
  }
  if (!types::contains(most, made.range)) throw Unsupported{};
  return made;
}

}  // namespace kaidah::fast
