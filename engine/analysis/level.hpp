#pragma once
// Guarded alternatives that stand on one level: the base of a rule, its exceptions, or the exceptions to a place.

#include <cstdint>
#include <vector>

#include "engine/analysis/from_expression.hpp"

namespace kaidah::analysis {

/// One arm. It decides the value where its condition holds and, when it stands after others, none of them does.
struct Contender {
  check::ArmId arm;
  check::StatementId statement;
  FormulaId condition;     ///< of its own: provisions, guards, what beats it left out
  std::uint32_t list = 0;  ///< arms with one list are tried in order, where they are `after_others`
  bool after_others = false;
  bool ordered = false;  ///< of an `in order`, or an `otherwise`: that it never applies is no error
  bool undetermined = false;
  Term value;
  std::string value_key;
};

struct Level {
  std::vector<Contender> contenders;  ///< lists stand together, in their order
  std::uint32_t lists = 0;
  FormulaId beaten = Formulas::constant(false);   ///< an exception of the rule decides instead
  FormulaId in_force = Formulas::constant(true);  ///< every statement is; elsewhere the value is "not in force"
  bool must_apply = false;                        ///< where none does is a gap
  bool exceptions = false;
};

/// Compiles the levels of a rule.
class LevelBuilder {
 public:
  /// `keys`: whether the values get theirs.
  LevelBuilder(Model& model, Compiler& compiler, EnvironmentPtr environment, bool keys = true)
      : model_(model), compiler_(compiler), environment_(std::move(environment)), keys_(keys) {}

  Level base(const check::Rule& rule);
  Level exceptions(const std::vector<check::StatementId>& statements);
  /// Where a contender decides: its condition, and not those before it.
  FormulaId decides(const Level& level, std::size_t contender);
  /// Where one of the statements yields a value.
  FormulaId any_yields(const std::vector<check::StatementId>& statements);

 private:
  [[nodiscard]] EnvironmentPtr environment_of(const check::Statement& statement) const;
  FormulaId condition_of(const check::Guard& guard, const EnvironmentPtr& environment);
  FormulaId guards_of(const check::Arm& arm, const EnvironmentPtr& environment);
  FormulaId in_force(const check::Statement& statement);
  FormulaId provisions(const check::Statement& statement, const EnvironmentPtr& environment);
  void add(Level& level, check::StatementId statement, FormulaId where);
  void add_arms(Level& level, check::StatementId statement, FormulaId where);

  Model& model_;
  Compiler& compiler_;
  EnvironmentPtr environment_;
  bool keys_;
};

/// The figure of the day that a clock names: each has an axis of its own, unless they are the same day of the record.
[[nodiscard]] AtomId day_of(Model& model, syntax::InForceClock clock);

}  // namespace kaidah::analysis
