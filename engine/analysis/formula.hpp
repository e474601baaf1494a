#pragma once
// Conditions over axes, and what is known of them inside a box.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/analysis/axis.hpp"

namespace kaidah::analysis {

enum class Truth : std::uint8_t { no, maybe, yes };

/// Where a formula that is not decided in a box changes: a segment begins there.
struct Split {
  AxisId axis;
  std::uint32_t at = 0;
  friend auto operator<=>(const Split&, const Split&) = default;
};

/// Formulas refer to each other by id. The empty conjunction is true, the empty disjunction false.
class Formulas {
 public:
  Formulas();

  [[nodiscard]] static FormulaId constant(bool value) { return FormulaId(value ? 1U : 0U); }
  /// The axis lies before its `cut`-th cut.
  FormulaId below(AxisId axis, std::uint32_t cut);
  /// A discrete axis has one of the values.
  FormulaId one_of(AxisId axis, std::vector<std::uint32_t> values);
  FormulaId negation(FormulaId of);
  FormulaId conjunction(std::vector<FormulaId> of);
  FormulaId disjunction(std::vector<FormulaId> of);

  [[nodiscard]] Truth truth(FormulaId formula, const Box& box, const IdVector<AxisId, Axis>& axes) const;
  /// Where it may be cut to be decided. Appends.
  void splits(FormulaId formula, const Box& box, const IdVector<AxisId, Axis>& axes, std::vector<Split>& into) const;
  /// The first of them; nothing where there is none.
  [[nodiscard]] std::optional<Split> first_split(FormulaId formula, const Box& box,
                                                 const IdVector<AxisId, Axis>& axes) const;
  /// False only where it does not speak of the axis.
  [[nodiscard]] bool may_mention(FormulaId formula, AxisId axis) const {
    return (nodes_[formula].axes[word_of(axis)] & bit_of(axis)) != 0;
  }
  /// Every axis it speaks of, each once. Appends.
  void mentioned(FormulaId formula, std::vector<AxisId>& into) const;

 private:
  enum class Kind : std::uint8_t { constant, below, one_of, negation, conjunction, disjunction };
  struct Node {
    Kind kind{};
    AxisId axis;
    std::uint32_t cut = 0;
    std::vector<std::uint32_t> values;  ///< of one_of, sorted
    std::vector<FormulaId> of;
    std::array<std::uint64_t, 2> axes{};  ///< a bit for each axis that it speaks of; axes share bits
  };
  [[nodiscard]] static std::size_t word_of(AxisId axis) noexcept { return axis.index / 64 % 2; }
  [[nodiscard]] static std::uint64_t bit_of(AxisId axis) noexcept { return std::uint64_t{1} << axis.index % 64; }
  FormulaId push(Node node);
  /// Calls `visit` with each place until it says false; false then.
  template <typename Visit>
  bool each_split(FormulaId formula, const Box& box, const IdVector<AxisId, Axis>& axes, const Visit& visit) const;
  FormulaId junction(Kind kind, std::vector<FormulaId> of);

  IdVector<FormulaId, Node> nodes_;
};

}  // namespace kaidah::analysis
