#pragma once
// Emits instructions, each thing once: what was computed before is not computed again, and what is constant not at all.

#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "engine/fast/program.hpp"

namespace kaidah::fast {

/// What the program cannot do: the strict path then decides every record. Never leaves this folder.
struct Unsupported {};

/// A set of rows, perhaps known to be none or all of them.
struct Mask {
  enum class Known : std::uint8_t { none, all, no };
  Known known = Known::none;
  std::uint32_t reg = 0;  ///< of bits, when nothing is known
  std::uint32_t space = 0;

  [[nodiscard]] bool is_none() const { return known == Known::none; }
  [[nodiscard]] bool is_all() const { return known == Known::all; }
  friend bool operator==(const Mask&, const Mask&) = default;
};
inline constexpr Mask kNowhere{};
inline constexpr Mask kEverywhere{Mask::Known::all, 0, 0};

/// A register of wholes, reals or texts, in its space.
struct Register {
  std::uint32_t reg = 0;
  std::uint32_t space = 0;
};

class Assembler {
 public:
  Assembler(const Layout& layout, Program& program);

  [[nodiscard]] Program& program() { return program_; }

  // spaces
  [[nodiscard]] bool is_within(std::uint32_t inner, std::uint32_t outer) const;
  /// The inner one of the two. Unsupported when neither is within the other.
  [[nodiscard]] std::uint32_t join(std::uint32_t a, std::uint32_t b) const;
  /// A row for each row of `outer` and each row of the table that has the same owner.
  /// REQUIRES: outer is within the table's parent.
  std::uint32_t pairs(std::uint32_t outer, std::uint32_t table);

  // sets of rows
  Mask bits(std::uint32_t reg) { return {Mask::Known::no, reg, program_.bits[reg]}; }
  Mask both(Mask a, Mask b);
  Mask either(Mask a, Mask b);
  Mask but_not(Mask a, Mask b);
  Mask not_in(Mask a) { return but_not(kEverywhere, a); }
  /// The rows of `set` in the rows of another space.
  Mask spread(Mask set, std::uint32_t space);
  /// A register for it, of the space. REQUIRES: the set stands in the space or around it.
  std::uint32_t reg(Mask set, std::uint32_t space);

  // constants
  Register whole(std::int64_t value);
  Register real(values::Ratio value);
  Register text(std::string_view value);

  // values; operands are brought into one space
  Register whole_op(Opcode op, Register a, Register b = {}, std::uint8_t aux = 0);
  Register whole_select(Mask where, Register a, Register b);
  Register real_op(Opcode op, Register a, Register b, ErrorBound error);
  Register real_select(Mask where, Register a, Register b, ErrorBound error);
  Register real_of_whole(Register a, std::uint8_t scale, ErrorBound error, std::uint32_t digits);
  Mask compare(Opcode op, Register a, Register b);
  /// Also where there is no result.
  struct Partial {
    Register value;
    Mask bad;
  };
  struct PartialMask {
    Mask value;
    Mask bad;
  };
  PartialMask real_compare(Opcode op, Register a, Register b);
  Partial divide(Register a, Register b, ErrorBound error, bool never_zero);
  Partial round(Register a, std::int32_t decimals, std::uint8_t mode);
  Partial date_op(Opcode op, Register a, Register b, Register c, std::uint8_t aux);

  // over the rows of a space, into its parent
  Mask any(Mask where, std::uint32_t space);
  /// The rows up to the first that counts, of each row of the parent; all where none counts.
  Mask to_first(Mask where, std::uint32_t space);
  Register count(Mask where, std::uint32_t space);
  Register whole_over(Opcode op, Register a, Mask where, std::uint32_t space);
  Register real_over(Opcode op, Register a, Mask where, std::uint32_t space, ErrorBound error);

  Register spread_whole(Register a, std::uint32_t space);
  Register spread_real(Register a, std::uint32_t space);
  Register spread_text(Register a, std::uint32_t space);

 private:
  enum class File : std::uint8_t { bits, whole, real, text };
  std::uint32_t make(File file, std::uint32_t space, ErrorBound error = {});
  /// The result of the instruction, made now or before.
  const Instruction& emit(Instruction instruction, File file, std::uint32_t out_space, ErrorBound error, bool partial);
  /// The way from `inner` one step towards `outer`: 0 through its parent, 1 through the table of its pairs.
  [[nodiscard]] std::uint8_t step(std::uint32_t inner, std::uint32_t outer) const;
  [[nodiscard]] std::uint32_t towards(std::uint32_t inner, std::uint8_t step) const;
  Register spread(Opcode op, File file, Register a, std::uint32_t space);
  [[nodiscard]] Mask made(const Instruction& instruction) { return bits(instruction.out); }

  struct Key {
    Opcode op;
    std::uint8_t aux;
    std::uint32_t space, a, b, c;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct Hash {
    std::size_t operator()(const Key& key) const noexcept;
  };

  Program& program_;
  std::unordered_map<Key, std::uint32_t, Hash> made_;            // into Program::code
  std::unordered_map<std::uint32_t, std::uint32_t> complement_;  // registers of bits that are each other's complement
  std::unordered_map<std::int64_t, std::uint32_t> wholes_;
};

}  // namespace kaidah::fast
