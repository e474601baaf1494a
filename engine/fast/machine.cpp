#include "engine/fast/machine.hpp"

#include <algorithm>

namespace kaidah::fast {
namespace {

/// Rows of a loop inside a loop; a batch with more is decided record by record.
constexpr std::size_t kMostPairs = 1u << 16;
constexpr std::uint64_t kManyDigits = 1u << 30;

/// Whether it gives a row for each parent, also where there are no rows below.
bool is_reduction(Opcode op) {
  return op >= Opcode::any;
}

}  // namespace

Machine::Machine(const Program& program, const Layout& layout, const Limits& limits)
    : program_(program),
      layout_(layout),
      limits_(limits),
      spaces_(program.spaces.size()),
      digits_(program.reals.size()),
      bits_(program.bits.size()),
      wholes_(program.wholes.size()),
      reals_(program.reals.size()),
      texts_(program.texts.size()),
      own_bits_(program.bits.size()),
      own_wholes_(program.wholes.size()),
      own_reals_(program.reals.size()),
      own_texts_(program.texts.size()) {}

void Machine::take_columns(Batch& batch) {
  batch_ = &batch;
  for (std::size_t i = 0; i < batch.tables.size(); ++i) {
    Rows& rows = batch.tables[i];
    const std::uint32_t parent = layout_.tables[i].parent;
    if (parent != kNone) rows.first[batch.tables[parent].count] = rows.count;
    spaces_[i].count = rows.count;
    spaces_[i].first = rows.first.data();
    spaces_[i].parent = rows.parent.data();
  }
  for (std::size_t i = 0; i < batch.bits.size(); ++i) bits_[i] = batch.bits[i].data();
  for (std::size_t i = 0; i < batch.whole.size(); ++i) wholes_[i] = batch.whole[i].data();
  for (std::size_t i = 0; i < batch.decimal.size(); ++i) reals_[i] = batch.decimal[i].real.data();
  for (std::size_t i = 0; i < batch.text.size(); ++i) texts_[i] = batch.text[i].data();
  for (std::uint32_t i = 0; i < batch.tables.size(); ++i) make_room(i);
}

/// Registers are written in words of 64 rows.
void Machine::make_room(std::uint32_t space) {
  SpaceRows& rows = spaces_[space];
  if (rows.count <= rows.room && rows.room != 0) return;
  rows.room = std::max<std::uint32_t>(64, (rows.count + rows.count / 2 + 63) / 64 * 64);
  const std::size_t room = rows.room;
  for (std::size_t i = batch_->bits.size(); i < bits_.size(); ++i) {
    if (program_.bits[i] != space) continue;
    own_bits_[i].resize(room / 64 + 1);
    bits_[i] = own_bits_[i].data();
  }
  for (std::size_t i = batch_->whole.size(); i < wholes_.size(); ++i) {
    if (program_.wholes[i].constant || program_.wholes[i].space != space) continue;
    own_wholes_[i].resize(room);
    wholes_[i] = own_wholes_[i].data();
  }
  for (std::size_t i = batch_->decimal.size(); i < reals_.size(); ++i) {
    if (program_.reals[i].constant || program_.reals[i].space != space) continue;
    own_reals_[i].resize(room);
    reals_[i] = own_reals_[i].data();
  }
  for (std::size_t i = batch_->text.size(); i < texts_.size(); ++i) {
    if (program_.texts[i].constant || program_.texts[i].space != space) continue;
    own_texts_[i].resize(room);
    texts_[i] = own_texts_[i].data();
  }
  fill_constants(rows.room);
}

/// A constant stands in every space.
void Machine::fill_constants(std::uint32_t room) {
  if (room <= constant_room_) return;
  constant_room_ = room;
  for (std::size_t i = 0; i < wholes_.size(); ++i) {
    if (!program_.wholes[i].constant) continue;
    own_wholes_[i].assign(room, program_.wholes[i].value);
    wholes_[i] = own_wholes_[i].data();
  }
  for (std::size_t i = 0; i < reals_.size(); ++i) {
    if (!program_.reals[i].constant) continue;
    own_reals_[i].assign(room, program_.reals[i].value);
    reals_[i] = own_reals_[i].data();
  }
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    if (!program_.texts[i].constant) continue;
    own_texts_[i].assign(room, program_.texts[i].value);
    texts_[i] = own_texts_[i].data();
  }
}

bool Machine::run(Batch& batch) {
  take_columns(batch);
  for (const Instruction& one : program_.code) {
    if (one.op == Opcode::pairs) {
      if (!make_pairs(one)) return false;
    } else if (spaces_[one.space].count != 0 || is_reduction(one.op)) {
      step(one);
    }
  }
  return digits_fit(batch);
}

bool Machine::make_pairs(const Instruction& one) {
  const SpaceRows& outer = spaces_[one.a];
  const SpaceRows& inner = spaces_[one.b];
  SpaceRows& rows = spaces_[one.out];
  rows.own_first.clear();
  rows.own_parent.clear();
  rows.own_other.clear();
  // The row of the list's owner, for each row of the loop around.
  const std::uint32_t owner = program_.spaces[one.b].parent;
  for (std::uint32_t row = 0; row < outer.count; ++row) {
    std::uint32_t at = row;
    for (std::uint32_t space = one.a; space != owner;) {
      const bool through_parent = [&] {
        std::uint32_t above = program_.spaces[space].parent;
        while (above != kNone && above != owner) above = program_.spaces[above].parent;
        return above == owner;
      }();
      at = through_parent ? spaces_[space].parent[at] : spaces_[space].other[at];
      space = through_parent ? program_.spaces[space].parent : program_.spaces[space].other;
    }
    rows.own_first.push_back(static_cast<std::uint32_t>(rows.own_parent.size()));
    for (std::uint32_t item = inner.first[at]; item < inner.first[at + 1]; ++item) {
      rows.own_parent.push_back(row);
      rows.own_other.push_back(item);
    }
    if (rows.own_parent.size() > kMostPairs) return false;
  }
  rows.count = static_cast<std::uint32_t>(rows.own_parent.size());
  rows.own_first.push_back(rows.count);
  rows.first = rows.own_first.data();
  rows.parent = rows.own_parent.data();
  rows.other = rows.own_other.data();
  make_room(one.out);
  return true;
}

// --- limits ---------------------------------------------------------------------------------------------------

std::uint32_t Machine::most_rows(std::uint32_t space) const {
  const SpaceRows& rows = spaces_[space];
  std::uint32_t most = 1;
  const std::uint32_t parents = spaces_[program_.spaces[space].parent].count;
  for (std::uint32_t i = 0; i < parents; ++i) most = std::max(most, rows.first[i + 1] - rows.first[i]);
  return most;
}

/// No figure of the batch has more digits than the limit: an upper bound on the digits of numerators and denominators,
/// operation by operation.
bool Machine::digits_fit(const Batch& batch) {
  std::uint64_t most = 0;
  for (std::uint32_t i = 0; i < program_.reals.size(); ++i) {
    const RealRegister& reg = program_.reals[i];
    if (i < batch.decimal.size()) {
      digits_[i] = digits_of_columns(batch, i);
      continue;
    }
    if (reg.constant) {
      digits_[i] = reg.digits;
      continue;
    }
    const Instruction& one = program_.code[reg.made_by];
    const std::uint64_t a = one.op == Opcode::real_of_whole ? reg.digits : digits_[one.a];
    const bool choice =
        one.op == Opcode::real_least || one.op == Opcode::real_greatest || one.op == Opcode::real_select;
    const bool same = one.op == Opcode::real_of_whole || one.op == Opcode::spread_real ||
                      one.op == Opcode::real_least_of || one.op == Opcode::real_greatest_of;
    digits_[i] = same                         ? a
                 : choice                     ? std::max(a, digits_[one.b])
                 : one.op == Opcode::real_sum ? (a + 1) * most_rows(one.space)
                                              : a + digits_[one.b] + 1;
    digits_[i] = std::min(digits_[i], kManyDigits);
    most = std::max(most, digits_[i]);
  }
  return most <= limits_.computed_digits;
}

void Machine::step(const Instruction& one) {
  switch (one.op) {
    case Opcode::bits_and:
    case Opcode::bits_or:
    case Opcode::bits_and_not:
    case Opcode::bits_not:
      return on_bits(one);
    case Opcode::whole_equal:
    case Opcode::whole_less:
    case Opcode::whole_less_equal:
    case Opcode::text_equal:
      return compare(one);
    case Opcode::real_equal:
    case Opcode::real_less:
    case Opcode::real_less_equal:
      return compare_reals(one);
    case Opcode::whole_add:
    case Opcode::whole_subtract:
    case Opcode::whole_multiply:
    case Opcode::whole_least:
    case Opcode::whole_greatest:
    case Opcode::whole_select:
      return on_wholes(one);
    case Opcode::year:
    case Opcode::month:
    case Opcode::day:
    case Opcode::make_date:
    case Opcode::plus_days:
    case Opcode::plus_months:
      return on_dates(one);
    case Opcode::real_of_whole:
    case Opcode::real_add:
    case Opcode::real_subtract:
    case Opcode::real_multiply:
    case Opcode::real_least:
    case Opcode::real_greatest:
    case Opcode::real_select:
      return on_reals(one);
    case Opcode::real_divide:
      return divide(one);
    case Opcode::round:
      return round(one);
    case Opcode::spread_bits:
    case Opcode::spread_whole:
    case Opcode::spread_real:
    case Opcode::spread_text:
      return spread(one);
    case Opcode::to_first:
      return rows_to_first(one);
    case Opcode::any:
    case Opcode::count:
    case Opcode::whole_sum:
    case Opcode::whole_least_of:
    case Opcode::whole_greatest_of:
    case Opcode::real_sum:
    case Opcode::real_least_of:
    case Opcode::real_greatest_of:
      return over_rows(one);
    case Opcode::pairs:
      break;
  }
}

}  // namespace kaidah::fast
