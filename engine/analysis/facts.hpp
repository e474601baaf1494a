#pragma once
// What is known beside the conditions of a rule: the conditions on its data, and what the rules it reads are.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/analysis/level.hpp"

namespace kaidah::analysis {

struct Facts {
  std::vector<FormulaId> of_data;   ///< conditions of records, what a parameter may be, when the policy is in force
  std::vector<FormulaId> of_rules;  ///< each rule that is read equals what its cases say
  std::map<AtomId, std::set<AtomId>> made_of;  ///< by the atom of such a rule: the atoms its cases speak of
  std::set<AtomId> not_followed;               ///< rules with more cases than are looked at
};

/// Follows the atoms that are asked about, and those that what is found speaks of, as far as the caps allow.
[[nodiscard]] Facts gather_facts(Model& model, Compiler& compiler, const check::Rule& rule,
                                 const std::vector<AtomId>& asked);

/// The fields, parameters and clocks that an expression depends on, through all rules: keys of their paths.
[[nodiscard]] std::set<std::string> dependencies(const check::CheckedPolicy& policy, const Term& term,
                                                 std::size_t parameters);
[[nodiscard]] bool overlap(const std::set<std::string>& a, const std::set<std::string>& b);

}  // namespace kaidah::analysis
