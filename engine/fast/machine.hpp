#pragma once
// Runs a program over a batch.

#include <cstdint>
#include <string_view>
#include <vector>

#include <kaidah/limits.hpp>

#include "engine/fast/batch.hpp"
#include "engine/fast/program.hpp"

namespace kaidah::fast {

/// Keeps its registers between batches. One thread at a time.
class Machine {
 public:
  /// REQUIRES: what is referred to outlives the machine.
  Machine(const Program& program, const Layout& layout, const Limits& limits);

  /// Computes every register for the rows of the batch. False when it cannot: loops inside loops with too many rounds,
  /// or figures that might pass a limit. REQUIRES: the batch stays as it is while registers are read.
  [[nodiscard]] bool run(Batch& batch);

  [[nodiscard]] bool is_set(std::uint32_t reg, std::size_t row) const {
    return (bits_[reg][row / 64] >> (row % 64) & 1U) != 0;
  }
  /// 64 rows of bits.
  [[nodiscard]] std::uint64_t rows_of(std::uint32_t reg, std::size_t word) const { return bits_[reg][word]; }
  [[nodiscard]] std::int64_t whole(std::uint32_t reg, std::size_t row) const { return wholes_[reg][row]; }
  [[nodiscard]] std::string_view text(std::uint32_t reg, std::size_t row) const { return texts_[reg][row]; }
  /// The number that the double stands for; false when 128 bits do not hold a step on the way, or there is none.
  [[nodiscard]] bool exact(std::uint32_t reg, std::size_t row, values::Ratio& number) const;

 private:
  struct SpaceRows {
    std::uint32_t count = 0;
    std::uint32_t room = 0;
    const std::uint32_t* first = nullptr;
    const std::uint32_t* parent = nullptr;
    const std::uint32_t* other = nullptr;
    // of pairs
    std::vector<std::uint32_t> own_first, own_parent, own_other;
  };

  void take_columns(Batch& batch);
  void make_room(std::uint32_t space);
  void fill_constants(std::uint32_t room);
  [[nodiscard]] bool digits_fit(const Batch& batch);
  [[nodiscard]] std::uint64_t digits_of_columns(const Batch& batch, std::uint32_t slot) const;
  [[nodiscard]] std::uint32_t most_rows(std::uint32_t space) const;
  void step(const Instruction& one);
  [[nodiscard]] bool make_pairs(const Instruction& one);

  // kernels.cpp
  void on_bits(const Instruction& one);
  void compare(const Instruction& one);
  void compare_reals(const Instruction& one);
  void on_wholes(const Instruction& one);
  void on_dates(const Instruction& one);
  void on_reals(const Instruction& one);
  void divide(const Instruction& one);
  void round(const Instruction& one);
  void spread(const Instruction& one);
  void over_rows(const Instruction& one);
  void rows_to_first(const Instruction& one);
  void clear_tail(std::uint64_t* bits, std::uint32_t count) const;
  [[nodiscard]] std::uint64_t window(std::uint32_t reg, std::uint32_t begin, std::uint32_t end) const;

  [[nodiscard]] bool exact_sum(const Instruction& one, std::size_t row, values::Ratio& number) const;
  [[nodiscard]] bool exact_best(const Instruction& one, std::size_t row, values::Ratio& number) const;

  const Program& program_;
  const Layout& layout_;
  const Limits& limits_;
  std::vector<SpaceRows> spaces_;
  std::uint32_t constant_room_ = 0;
  bool digits_always_fit_ = false;
  std::vector<std::uint64_t> digits_;  // by register of reals
  const Batch* batch_ = nullptr;

  std::vector<std::uint64_t*> bits_;
  std::vector<std::int64_t*> wholes_;
  std::vector<double*> reals_;
  std::vector<std::string_view*> texts_;
  // What is not a column.
  std::vector<std::vector<std::uint64_t>> own_bits_;
  std::vector<std::vector<std::int64_t>> own_wholes_;
  std::vector<std::vector<double>> own_reals_;
  std::vector<std::vector<std::string_view>> own_texts_;
};

}  // namespace kaidah::fast
