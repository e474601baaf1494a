#pragma once
// Expressions -> formulas and linear forms.

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <variant>
#include <vector>

#include "engine/analysis/model.hpp"

namespace kaidah::analysis {

/// A figure by cases; the conditions exclude each other.
struct Piece {
  FormulaId when;
  LinearForm form;
};
/// A member of an enum by cases: one of its members, or whatever the atom is.
struct Choice {
  FormulaId when;
  std::variant<std::uint32_t, AtomId> is;
};

/// What cannot be looked into becomes an atom of its own, so that compiling never fails.
class Compiler {
 public:
  explicit Compiler(Model& model) : model_(model), policy_(model.policy()) {}

  FormulaId condition(const Term& term);
  FormulaId present(const Term& term);
  /// `left op right`, for values of any one type.
  FormulaId compared(const Term& left, syntax::Comparison op, const Term& right);
  std::vector<Piece> pieces(const Term& term);
  std::vector<Choice> choices(const Term& term);
  /// The form of a figure that is one everywhere.
  std::optional<LinearForm> single_form(const Term& term);
  /// Whether the value is one figure, member, truth, text or day, whatever the record.
  bool is_constant(const Term& term);

 private:
  [[nodiscard]] Term part(const Term& of, syntax::ExprId expr) const { return {{of.expr.tree, expr}, of.environment}; }
  FormulaId both(FormulaId a, FormulaId b) { return model_.formulas().conjunction({a, b}); }
  FormulaId either(FormulaId a, FormulaId b) { return model_.formulas().disjunction({a, b}); }
  FormulaId opposite(FormulaId a) { return model_.formulas().negation(a); }

  FormulaId new_condition(const Term& term);
  /// The value of a rule or parameter that is a constant.
  std::optional<Term> constant_behind(const Term& term);
  FormulaId comparison(const Term& term, const syntax::ComparisonExpr& node);
  FormulaId membership(const Term& term, const syntax::InExpr& node);
  FormulaId compared_numbers(const Term& left, syntax::Comparison op, const Term& right);
  FormulaId compared_members(const Term& left, syntax::Comparison op, const Term& right);
  FormulaId compared_texts(const Term& left, syntax::Comparison op, const Term& right);
  FormulaId compared_opaque(const Term& left, syntax::Comparison op, const Term& right);
  std::optional<std::vector<Piece>> known_pieces(const Term& term);
  std::optional<std::vector<Piece>> binary_pieces(const Term& term, const syntax::BinaryExpr& node);
  std::optional<std::vector<Piece>> builtin_pieces(const Term& term, const syntax::BuiltinExpr& node);

  Model& model_;
  const check::CheckedPolicy& policy_;
  /// How many nodes it takes to write a constant without the names of others; nothing: it is none, or takes too many.
  std::optional<std::size_t> constant_nodes(const Term& term);
  struct Constant {
    Term term;
    std::size_t nodes = 0;
  };
  std::optional<Constant> find_constant(check::RuleId rule);
  std::unordered_map<std::uint32_t, std::optional<Constant>> constant_rules_;
  std::size_t constant_depth_ = 0;
  bool constant_cut_ = false;  ///< something stood too deep to be looked at
  std::unordered_map<Place, FormulaId, PlaceHash> conditions_;
};

}  // namespace kaidah::analysis
