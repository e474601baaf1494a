#pragma once
// Conditions over how many members of a group fall into which class, made to be tested many times.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/analysis/from_expression.hpp"

namespace kaidah::analysis {

/// How many members each value of the classifying axis has.
using Distribution = std::vector<std::int64_t>;

/// Compiles duties of one group. All of them must sort the members by one enum.
class CountConditions {
 public:
  CountConditions(Model& model, Compiler& compiler) : model_(model), compiler_(compiler) {}

  struct NodeTag;
  using NodeId = Id<NodeTag>;

  /// Nothing when the condition reads more than counts of members and the group's own record.
  std::optional<NodeId> condition(const Term& term);
  NodeId implication(NodeId guard, NodeId condition);
  /// Ends compiling: what each count counts becomes known.
  void finish();

  /// The enum that members are counted by; nothing when only all of them are.
  [[nodiscard]] const std::optional<AxisId>& classes() const noexcept { return classes_; }
  /// Fields of the group's own record that conditions read.
  [[nodiscard]] const std::vector<AxisId>& fields() const noexcept { return fields_; }

  /// Whether it holds whatever the distribution, as far as the fields alone tell.
  [[nodiscard]] bool holds_anyway(NodeId node, const Box& box) const { return of_fields(node, box) == Truth::yes; }
  /// `box` holds one value of each field. Nothing when a figure grows past all bounds, or something divides by zero.
  [[nodiscard]] std::optional<bool> holds(NodeId node, const Distribution& distribution, const Box& box) const;

 private:
  enum class Op : std::uint8_t {
    constant,
    count,
    add,
    subtract,
    multiply,
    divide,
    least,
    greatest,
    compare,
    all,
    any,
    negate,
    field
  };
  /// An exact ratio. INVARIANT: below > 0.
  struct Ratio {
    std::int64_t above = 0;
    std::int64_t below = 1;
  };
  struct Node {
    Op op{};
    syntax::Comparison comparison{};
    Ratio value;
    FormulaId formula;          ///< of count: which members; of field: a test of the group's record
    std::vector<bool> counted;  ///< of count, by class; empty: all
    std::vector<NodeId> of;
  };

  NodeId add(Node node) { return nodes_.push(std::move(node)); }
  std::optional<NodeId> figure(const Term& term);
  std::optional<NodeId> compared(const Term& left, syntax::Comparison op, const Term& right);
  std::optional<NodeId> count(const Term& term, const syntax::AggregateExpr& node);
  std::optional<NodeId> field_test(const Term& term);
  std::optional<Term> plain_rule(const Term& term) const;
  [[nodiscard]] Term part(const Term& of, syntax::ExprId expr) const { return {{of.expr.tree, expr}, of.environment}; }
  [[nodiscard]] Truth of_fields(NodeId node, const Box& box) const;
  [[nodiscard]] std::optional<Ratio> evaluate(NodeId node, const Distribution& distribution, const Box& box) const;

  Model& model_;
  Compiler& compiler_;
  IdVector<NodeId, Node> nodes_;
  std::optional<AxisId> classes_;
  std::vector<AxisId> fields_;
};

}  // namespace kaidah::analysis
