#include "engine/fast/assembler.hpp"

#include <algorithm>
#include <utility>

namespace kaidah::fast {
namespace {

/// Programs past this are not worth a batch.
constexpr std::size_t kMostInstructions = 20'000;

}  // namespace

std::size_t Assembler::Hash::operator()(const Key& key) const noexcept {
  std::uint64_t hash = static_cast<std::uint64_t>(key.op) << 8u | key.aux;
  for (const std::uint32_t part : {key.space, key.a, key.b, key.c}) hash = (hash ^ part) * 0x9E3779B97F4A7C15u;
  return static_cast<std::size_t>(hash ^ hash >> 32u);
}

Assembler::Assembler(const Layout& layout, Program& program) : program_(program) {
  for (const Table& table : layout.tables) {
    Space space;
    space.parent = table.parent;
    if (table.list != nullptr) space.most = table.list->max_items;
    program_.spaces.push_back(space);
  }
  program_.bits = layout.bits;
  program_.wholes.resize(layout.whole);
  program_.reals.resize(layout.decimal);
  program_.texts.resize(layout.text);
  for (const Column& column : layout.columns) {
    if (column.kind == Kind::whole) program_.wholes[column.slot].space = column.table;
    if (column.kind == Kind::text) program_.texts[column.slot].space = column.table;
    if (column.kind != Kind::decimal) continue;
    // Whole digits into a double, and divided by a power of ten that is exact: two roundings.
    program_.reals[column.slot].space = column.table;
    program_.reals[column.slot].error.relative = 2 * kRounding * kSlack;
  }
}

// --- spaces ---------------------------------------------------------------------------------------------------

bool Assembler::is_within(std::uint32_t inner, std::uint32_t outer) const {
  if (inner == outer) return true;
  const Space& space = program_.spaces[inner];
  if (space.parent != kNone && is_within(space.parent, outer)) return true;
  return space.other != kNone && is_within(space.other, outer);
}

std::uint32_t Assembler::join(std::uint32_t a, std::uint32_t b) const {
  if (is_within(a, b)) return a;
  if (is_within(b, a)) return b;
  throw Unsupported{};
}

std::uint32_t Assembler::pairs(std::uint32_t outer, std::uint32_t table) {
  const Key key{Opcode::pairs, 0, outer, table, 0, 0};
  if (const auto found = made_.find(key); found != made_.end()) return program_.code[found->second].out;
  Space space;
  space.parent = outer;
  space.other = table;
  space.most = program_.spaces[table].most;
  const auto made = static_cast<std::uint32_t>(program_.spaces.size());
  program_.spaces.push_back(space);
  made_.emplace(key, static_cast<std::uint32_t>(program_.code.size()));
  program_.code.push_back({Opcode::pairs, 0, outer, made, outer, table, 0, kNone});
  return made;
}

std::uint8_t Assembler::step(std::uint32_t inner, std::uint32_t outer) const {
  const Space& space = program_.spaces[inner];
  return space.parent != kNone && is_within(space.parent, outer) ? 0 : 1;
}

std::uint32_t Assembler::towards(std::uint32_t inner, std::uint8_t step) const {
  return step == 0 ? program_.spaces[inner].parent : program_.spaces[inner].other;
}

// --- registers ------------------------------------------------------------------------------------------------

std::uint32_t Assembler::make(File file, std::uint32_t space, ErrorBound error) {
  std::uint32_t reg = 0;
  switch (file) {
    case File::bits:
      reg = static_cast<std::uint32_t>(program_.bits.size());
      program_.bits.push_back(space);
      break;
    case File::whole:
      reg = static_cast<std::uint32_t>(program_.wholes.size());
      program_.wholes.emplace_back().space = space;
      break;
    case File::real: {
      reg = static_cast<std::uint32_t>(program_.reals.size());
      RealRegister& made = program_.reals.emplace_back();
      made.space = space;
      made.error = error;
      made.made_by = static_cast<std::uint32_t>(program_.code.size());
      break;
    }
    case File::text:
      reg = static_cast<std::uint32_t>(program_.texts.size());
      program_.texts.emplace_back().space = space;
      break;
  }
  return reg;
}

const Instruction& Assembler::emit(Instruction instruction, File file, std::uint32_t out_space, ErrorBound error,
                                   bool partial) {
  const Key key{instruction.op, instruction.aux, instruction.space, instruction.a, instruction.b, instruction.c};
  if (const auto found = made_.find(key); found != made_.end()) return program_.code[found->second];
  if (program_.code.size() >= kMostInstructions) throw Unsupported{};
  instruction.out = make(file, out_space, error);
  if (partial) instruction.bad = make(File::bits, out_space);
  made_.emplace(key, static_cast<std::uint32_t>(program_.code.size()));
  return program_.code.emplace_back(instruction);
}

Register Assembler::spread(Opcode op, File file, Register a, std::uint32_t space) {
  if (a.space == space) return a;
  const std::uint8_t way = step(space, a.space);
  a = spread(op, file, a, towards(space, way));
  const ErrorBound error = file == File::real ? program_.reals[a.reg].error : ErrorBound();
  return {emit({op, way, space, 0, a.reg, 0, 0, kNone}, file, space, error, false).out, space};
}

// A constant stands in every space.
Register Assembler::spread_whole(Register a, std::uint32_t space) {
  return program_.wholes[a.reg].constant ? Register{a.reg, space} : spread(Opcode::spread_whole, File::whole, a, space);
}
Register Assembler::spread_real(Register a, std::uint32_t space) {
  return program_.reals[a.reg].constant ? Register{a.reg, space} : spread(Opcode::spread_real, File::real, a, space);
}
Register Assembler::spread_text(Register a, std::uint32_t space) {
  return program_.texts[a.reg].constant ? Register{a.reg, space} : spread(Opcode::spread_text, File::text, a, space);
}

// --- sets of rows ---------------------------------------------------------------------------------------------

Mask Assembler::spread(Mask set, std::uint32_t space) {
  if (set.known != Mask::Known::no || set.space == space) return set;
  return bits(spread(Opcode::spread_bits, File::bits, {set.reg, set.space}, space).reg);
}

std::uint32_t Assembler::reg(Mask set, std::uint32_t space) {
  if (set.known == Mask::Known::no) return spread(set, space).reg;
  // Nothing is what has no row left; everything its complement.
  const std::uint32_t none =
      emit({Opcode::bits_and_not, 1, space, 0, kAll, kAll, 0, kNone}, File::bits, space, {}, false).out;
  return set.is_none() ? none
                       : emit({Opcode::bits_not, 0, space, 0, none, 0, 0, kNone}, File::bits, space, {}, false).out;
}

Mask Assembler::both(Mask a, Mask b) {
  if (a.is_none() || b.is_none()) return kNowhere;
  if (a.is_all()) return b;
  if (b.is_all()) return a;
  const std::uint32_t space = join(a.space, b.space);
  a = spread(a, space);
  b = spread(b, space);
  if (a.reg == b.reg) return a;
  if (const auto found = complement_.find(a.reg); found != complement_.end() && found->second == b.reg) return kNowhere;
  if (a.reg > b.reg) std::swap(a, b);
  return made(emit({Opcode::bits_and, 0, space, 0, a.reg, b.reg, 0, kNone}, File::bits, space, {}, false));
}

Mask Assembler::either(Mask a, Mask b) {
  if (a.is_all() || b.is_all()) return kEverywhere;
  if (a.is_none()) return b;
  if (b.is_none()) return a;
  const std::uint32_t space = join(a.space, b.space);
  a = spread(a, space);
  b = spread(b, space);
  if (a.reg == b.reg) return a;
  if (const auto found = complement_.find(a.reg); found != complement_.end() && found->second == b.reg)
    return kEverywhere;
  if (a.reg > b.reg) std::swap(a, b);
  return made(emit({Opcode::bits_or, 0, space, 0, a.reg, b.reg, 0, kNone}, File::bits, space, {}, false));
}

Mask Assembler::but_not(Mask a, Mask b) {
  if (a.is_none() || b.is_all()) return kNowhere;
  if (b.is_none()) return a;
  if (a.is_all()) {
    if (const auto found = complement_.find(b.reg); found != complement_.end()) return bits(found->second);
    const std::uint32_t out =
        emit({Opcode::bits_not, 0, b.space, 0, b.reg, 0, 0, kNone}, File::bits, b.space, {}, false).out;
    complement_[b.reg] = out;
    complement_[out] = b.reg;
    return bits(out);
  }
  const std::uint32_t space = join(a.space, b.space);
  a = spread(a, space);
  b = spread(b, space);
  if (a.reg == b.reg) return kNowhere;
  if (const auto found = complement_.find(a.reg); found != complement_.end() && found->second == b.reg) return a;
  return made(emit({Opcode::bits_and_not, 0, space, 0, a.reg, b.reg, 0, kNone}, File::bits, space, {}, false));
}

// --- constants ------------------------------------------------------------------------------------------------

Register Assembler::whole(std::int64_t value) {
  const auto [found, is_new] = wholes_.try_emplace(value, static_cast<std::uint32_t>(program_.wholes.size()));
  if (is_new) program_.wholes.push_back({0, true, value});
  return {found->second, 0};
}

Register Assembler::real(values::Ratio value) {
  for (std::uint32_t i = 0; i < program_.reals.size(); ++i) {
    const RealRegister& one = program_.reals[i];
    if (one.constant && one.exact.numerator == value.numerator && one.exact.denominator == value.denominator)
      return {i, 0};
  }
  constexpr values::Int128 kExact = values::Int128{1} << 53;
  RealRegister made;
  made.constant = true;
  made.exact = value;
  const std::size_t bits =
      values::bit_length(std::max(values::magnitude(value.numerator), values::magnitude(value.denominator)));
  made.digits = static_cast<std::uint32_t>(bits * 30103 / 100000 + 1);
  made.value = static_cast<double>(value.numerator) / static_cast<double>(value.denominator);
  const bool is_exact = value.denominator == 1 && value.numerator <= kExact && value.numerator >= -kExact;
  made.error.relative = is_exact ? 0 : 3 * kRounding * kSlack;
  made.error.largest = std::max(std::fabs(made.value) * kSlack, 1e-18);
  made.error.tiniest = made.value == 0 ? 1e-18 : std::fabs(made.value) / kSlack;
  if (!is_known(made.error)) throw Unsupported{};
  program_.reals.push_back(made);
  return {static_cast<std::uint32_t>(program_.reals.size() - 1), 0};
}

Register Assembler::text(std::string_view value) {
  for (std::uint32_t i = 0; i < program_.texts.size(); ++i)
    if (program_.texts[i].constant && program_.texts[i].value == value) return {i, 0};
  program_.texts.push_back({0, true, value});
  return {static_cast<std::uint32_t>(program_.texts.size() - 1), 0};
}

// --- values ---------------------------------------------------------------------------------------------------

Register Assembler::whole_op(Opcode op, Register a, Register b, std::uint8_t aux) {
  const std::uint32_t space = join(a.space, b.space);
  a = spread_whole(a, space);
  b = spread_whole(b, space);
  return {emit({op, aux, space, 0, a.reg, b.reg, 0, kNone}, File::whole, space, {}, false).out, space};
}

Register Assembler::whole_select(Mask where, Register a, Register b) {
  if (where.is_all() || (a.reg == b.reg && a.space == b.space)) return a;
  if (where.is_none()) return b;
  const std::uint32_t space = join(where.space, join(a.space, b.space));
  a = spread_whole(a, space);
  b = spread_whole(b, space);
  const std::uint32_t set = reg(where, space);
  return {emit({Opcode::whole_select, 0, space, 0, a.reg, b.reg, set, kNone}, File::whole, space, {}, false).out,
          space};
}

Register Assembler::real_op(Opcode op, Register a, Register b, ErrorBound error) {
  const std::uint32_t space = join(a.space, b.space);
  a = spread_real(a, space);
  b = spread_real(b, space);
  return {emit({op, 0, space, 0, a.reg, b.reg, 0, kNone}, File::real, space, error, false).out, space};
}

Register Assembler::real_select(Mask where, Register a, Register b, ErrorBound error) {
  if (where.is_all() || (a.reg == b.reg && a.space == b.space)) return a;
  if (where.is_none()) return b;
  const std::uint32_t space = join(where.space, join(a.space, b.space));
  a = spread_real(a, space);
  b = spread_real(b, space);
  const std::uint32_t set = reg(where, space);
  return {emit({Opcode::real_select, 0, space, 0, a.reg, b.reg, set, kNone}, File::real, space, error, false).out,
          space};
}

Register Assembler::real_of_whole(Register a, std::uint8_t scale, ErrorBound error, std::uint32_t digits) {
  const std::uint32_t out =
      emit({Opcode::real_of_whole, scale, a.space, 0, a.reg, 0, 0, kNone}, File::real, a.space, error, false).out;
  program_.reals[out].digits = digits;
  return {out, a.space};
}

Mask Assembler::compare(Opcode op, Register a, Register b) {
  const std::uint32_t space = join(a.space, b.space);
  const bool of_texts = op == Opcode::text_equal;
  a = of_texts ? spread_text(a, space) : spread_whole(a, space);
  b = of_texts ? spread_text(b, space) : spread_whole(b, space);
  return made(emit({op, 0, space, 0, a.reg, b.reg, 0, kNone}, File::bits, space, {}, false));
}

Assembler::PartialMask Assembler::real_compare(Opcode op, Register a, Register b) {
  const std::uint32_t space = join(a.space, b.space);
  a = spread_real(a, space);
  b = spread_real(b, space);
  const Instruction& one = emit({op, 0, space, 0, a.reg, b.reg, 0, kNone}, File::bits, space, {}, true);
  return {bits(one.out), bits(one.bad)};
}

Assembler::Partial Assembler::divide(Register a, Register b, ErrorBound error, bool never_zero) {
  const std::uint32_t space = join(a.space, b.space);
  a = spread_real(a, space);
  b = spread_real(b, space);
  const Instruction& one =
      emit({Opcode::real_divide, static_cast<std::uint8_t>(never_zero ? 1 : 0), space, 0, a.reg, b.reg, 0, kNone},
           File::real, space, error, !never_zero);
  return {{one.out, space}, one.bad == kNone ? kNowhere : bits(one.bad)};
}

Assembler::Partial Assembler::round(Register a, std::int32_t decimals, std::uint8_t mode) {
  const Instruction& one =
      emit({Opcode::round, mode, a.space, 0, a.reg, 0, static_cast<std::uint32_t>(decimals), kNone}, File::whole,
           a.space, {}, true);
  return {{one.out, a.space}, bits(one.bad)};
}

Assembler::Partial Assembler::date_op(Opcode op, Register a, Register b, Register c, std::uint8_t aux) {
  const std::uint32_t space = join(a.space, join(b.space, c.space));
  a = spread_whole(a, space);
  b = spread_whole(b, space);
  c = spread_whole(c, space);
  const Instruction& one = emit({op, aux, space, 0, a.reg, b.reg, c.reg, kNone}, File::whole, space, {}, true);
  return {{one.out, space}, bits(one.bad)};
}

// --- over rows ------------------------------------------------------------------------------------------------

Mask Assembler::any(Mask where, std::uint32_t space) {
  if (where.is_none()) return kNowhere;
  const std::uint32_t set = where.is_all() ? kAll : reg(where, space);
  return made(emit({Opcode::any, 0, space, 0, 0, 0, set, kNone}, File::bits, program_.spaces[space].parent, {}, false));
}

Mask Assembler::to_first(Mask where, std::uint32_t space) {
  if (where.is_none()) return kEverywhere;
  const std::uint32_t set = where.is_all() ? kAll : reg(where, space);
  return made(emit({Opcode::to_first, 0, space, 0, 0, 0, set, kNone}, File::bits, space, {}, false));
}

Register Assembler::count(Mask where, std::uint32_t space) {
  if (where.is_none()) return whole(0);
  const std::uint32_t set = where.is_all() ? kAll : reg(where, space);
  const std::uint32_t parent = program_.spaces[space].parent;
  return {emit({Opcode::count, 0, space, 0, 0, 0, set, kNone}, File::whole, parent, {}, false).out, parent};
}

Register Assembler::whole_over(Opcode op, Register a, Mask where, std::uint32_t space) {
  if (where.is_none()) return whole(0);
  a = spread_whole(a, space);
  const std::uint32_t set = where.is_all() ? kAll : reg(where, space);
  const std::uint32_t parent = program_.spaces[space].parent;
  return {emit({op, 0, space, 0, a.reg, 0, set, kNone}, File::whole, parent, {}, false).out, parent};
}

Register Assembler::real_over(Opcode op, Register a, Mask where, std::uint32_t space, ErrorBound error) {
  if (where.is_none()) return real({0, 1});
  a = spread_real(a, space);
  const std::uint32_t set = where.is_all() ? kAll : reg(where, space);
  const std::uint32_t parent = program_.spaces[space].parent;
  return {emit({op, 0, space, 0, a.reg, 0, set, kNone}, File::real, parent, error, false).out, parent};
}

}  // namespace kaidah::fast
