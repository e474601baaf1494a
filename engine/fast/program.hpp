#pragma once
// What is done to a batch: instructions over whole columns, each register written once. A register belongs to a space:
// the rows of a table, or the pairs that a loop inside a loop runs over.

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/fast/error_bound.hpp"
#include "engine/fast/layout.hpp"
#include "engine/types/type.hpp"
#include "engine/values/narrow.hpp"

namespace kaidah::fast {

/// Registers are of four files: bits, wholes (int64), reals (double) and texts; the first of each are the columns of
/// the batch. Behind each: what `a`, `b`, `c` and `aux` mean; `bad` is a second result, bits: the rows for which the
/// instruction has none.
enum class Opcode : std::uint8_t {
  // bits
  bits_and,
  bits_or,
  bits_and_not,  ///< a and not b
  bits_not,
  // bits from what is compared
  whole_equal,
  whole_less,
  whole_less_equal,
  real_equal,  ///< bad
  real_less,
  real_less_equal,
  text_equal,
  // whole
  whole_add,
  whole_subtract,
  whole_multiply,
  whole_least,
  whole_greatest,
  whole_select,  ///< c: bits; a where set, b elsewhere
  year,
  month,
  day,          ///< a: a date
  make_date,    ///< a, b, c; bad
  plus_days,    ///< a: a date; b; bad
  plus_months,  ///< a: a date; b; aux: values::MonthEnd; bad
  // real
  real_of_whole,  ///< a: a whole; aux: its scale
  real_add,
  real_subtract,
  real_multiply,
  real_divide,  ///< bad: where b is zero
  real_least,
  real_greatest,
  real_select,  ///< c: bits; a where set, b elsewhere
  round,        ///< whole of a real; aux: RoundingMode; c: decimals, signed; bad
  // from one space to another; aux: which parent of the out's space the operand stands in
  spread_bits,
  spread_whole,
  spread_real,
  spread_text,
  pairs,  ///< of spaces, not registers: fills the rows of space `out`
  // over the rows of a space inside another, from here to the end: c: bits, which rows count; kAll: every one. The out
  // is in the parent.
  any,        ///< bits: whether one does
  to_first,   ///< bits, in the space itself: the rows up to the first one that counts, or all
  count,      ///< whole
  whole_sum,  ///< a
  whole_least_of,
  whole_greatest_of,
  real_sum,  ///< a
  real_least_of,
  real_greatest_of,
};

/// Instead of a register of bits.
inline constexpr std::uint32_t kAll = kNone;

struct Instruction {
  Opcode op{};
  std::uint8_t aux = 0;
  std::uint32_t space = 0;  ///< of what is computed; of reductions: of what is reduced
  std::uint32_t out = 0;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t c = 0;
  std::uint32_t bad = kNone;
};

/// Where rows come from. The first are the tables of the layout.
struct Space {
  std::uint32_t parent = kNone;
  std::uint32_t other = kNone;  ///< of pairs: the table whose rows the second of each pair is
  std::uint64_t most = 0;       ///< rows for one row of the parent
};

struct RealRegister {
  std::uint32_t space = 0;
  ErrorBound error;
  std::uint32_t digits = 0;       ///< of constants and of wholes: those of the numerator or the denominator at most
  std::uint32_t made_by = kNone;  ///< instruction; none: a column or a constant
  bool constant = false;
  values::Ratio exact;  ///< of constants
  double value = 0;
};
struct WholeRegister {
  std::uint32_t space = 0;
  bool constant = false;
  std::int64_t value = 0;
};
struct TextRegister {
  std::uint32_t space = 0;
  bool constant = false;
  std::string_view value;
};

/// One end of the program: where a value of a decision stands.
struct Result {
  enum class What : std::uint8_t { absent, truth, whole, real, text };
  What what = What::absent;
  std::uint32_t reg = 0;
  std::uint8_t scale = 0;        ///< of numbers as wholes
  types::TypeKind kind{};        ///< of what the strict path would hold
  std::uint32_t absent = kNone;  ///< bits: where there is none
};

struct FoldResult {
  std::uint32_t counted = kAll;  ///< bits
  Result value;
};
struct GroupResult {
  std::vector<FoldResult> folds;
};

struct Program {
  std::vector<Space> spaces;
  std::vector<Instruction> code;
  std::vector<std::uint32_t> bits;  ///< space of each register
  std::vector<WholeRegister> wholes;
  std::vector<RealRegister> reals;
  std::vector<TextRegister> texts;

  std::vector<Result> outputs;  ///< by Plan::outputs
  std::vector<GroupResult> groups;
  std::uint32_t deferred = kNone;  ///< bits: the records that only the strict path can decide

  /// With marks: bits of the records that take a way, for each of Plan::ways that any record can take here.
  struct TakenWay {
    std::uint32_t way = 0;
    std::uint32_t reg = kAll;
  };
  std::vector<TakenWay> ways;
  std::vector<TakenWay> marks;  ///< the same for Plan::marked: what a decision rests on
};

}  // namespace kaidah::fast
