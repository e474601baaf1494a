// The number that a double stands for, computed again from the digits that were read: only where a figure is so near a
// boundary that its error might decide. Denominators are multiplied, not reduced, until 128 bits no longer hold them.

#include <cmath>

#include "engine/fast/machine.hpp"

namespace kaidah::fast {

using values::Ratio;

bool Machine::exact(std::uint32_t reg, std::size_t row, Ratio& number) const {
  const RealRegister& real = program_.reals[reg];
  if (real.constant) {
    number = real.exact;
    return true;
  }
  if (real.made_by == kNone) {
    const Decimals& column = batch_->decimal[reg];
    number = {column.mantissa[row], values::kPowersOfTen[column.decimals[row]]};
    return true;
  }
  const Instruction& one = program_.code[real.made_by];
  if (one.op == Opcode::real_of_whole) {
    number = {wholes_[one.a][row], values::kPowersOfTen[one.aux]};
    return true;
  }
  if (one.op == Opcode::real_select) return exact(is_set(one.c, row) ? one.a : one.b, row, number);
  if (one.op == Opcode::spread_real) {
    const SpaceRows& space = spaces_[one.space];
    return exact(one.a, one.aux == 0 ? space.parent[row] : space.other[row], number);
  }
  if (one.op == Opcode::real_sum) return exact_sum(one, row, number);
  if (one.op == Opcode::real_least_of || one.op == Opcode::real_greatest_of) return exact_best(one, row, number);
  if (one.op == Opcode::real_least || one.op == Opcode::real_greatest) {
    const double x = reals_[one.a][row];
    const double y = reals_[one.b][row];
    if (std::fabs(x - y) > reach(program_.reals[one.a].error, x) + reach(program_.reals[one.b].error, y))
      return exact((x < y) == (one.op == Opcode::real_least) ? one.a : one.b, row, number);
  }
  Ratio a;
  Ratio b;
  if (!exact(one.a, row, a) || !exact(one.b, row, b)) return false;
  if (one.op == Opcode::real_add) return values::add(a, b, number);
  if (one.op == Opcode::real_subtract) return values::add(a, {-b.numerator, b.denominator}, number);
  if (one.op == Opcode::real_multiply) return values::multiply(a, b, number);
  if (one.op == Opcode::real_divide) return b.numerator != 0 && values::divide(a, b, number);
  const bool a_less = values::compare(a, b) < 0;
  number = a_less == (one.op == Opcode::real_least) ? a : b;
  return true;
}

bool Machine::exact_sum(const Instruction& one, std::size_t row, Ratio& number) const {
  const SpaceRows& inner = spaces_[one.space];
  Ratio sum;
  for (std::uint32_t at = inner.first[row]; at < inner.first[row + 1]; ++at) {
    if (one.c != kAll && !is_set(one.c, at)) continue;
    Ratio item;
    const Ratio before = sum;
    if (!exact(one.a, at, item) || !values::add(before, item, sum)) return false;
  }
  number = sum;
  return true;
}

bool Machine::exact_best(const Instruction& one, std::size_t row, Ratio& number) const {
  const SpaceRows& inner = spaces_[one.space];
  bool found = false;
  for (std::uint32_t at = inner.first[row]; at < inner.first[row + 1]; ++at) {
    if (one.c != kAll && !is_set(one.c, at)) continue;
    Ratio item;
    if (!exact(one.a, at, item)) return false;
    const bool better = !found || (values::compare(item, number) < 0) == (one.op == Opcode::real_least_of);
    if (better) number = item;
    found = true;
  }
  return found;
}

}  // namespace kaidah::fast
