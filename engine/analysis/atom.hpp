#pragma once
// Atoms: what the conditions of a rule speak of, each a value of its own as far as the analysis is concerned.

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "engine/check/checked_policy.hpp"

namespace kaidah::analysis {

struct Environment;
using EnvironmentPtr = std::shared_ptr<const Environment>;

/// An expression with what its local names stand for.
struct Term {
  check::ExprRef expr;
  EnvironmentPtr environment;
};

// What an example has to set, so that the engine sees the atom's value.
struct NotSettable {};
struct InputPath {
  std::vector<std::uint32_t> fields;
};  ///< of the record that is decided
struct GroupPath {
  check::GroupId group;
  std::vector<std::uint32_t> fields;
};  ///< of the group's own record
struct ArgumentPath {
  std::uint32_t index = 0;
  std::vector<std::uint32_t> fields;
};
struct RuleValue {
  check::RuleId rule;
};  ///< without parameters
struct ParameterValue {
  check::ParameterId parameter;
};
struct DecisionDay {};
using Origin = std::variant<NotSettable, InputPath, GroupPath, ArgumentPath, RuleValue, ParameterValue, DecisionDay>;

struct LocalBinding {
  Term term;           ///< the local stands for this expression, or
  std::string opaque;  ///< it is a variable of an aggregate, known by this name only
};

/// What names mean inside an expression.
struct Environment {
  std::map<std::uint32_t, LocalBinding> locals;  ///< what is not here is a parameter of the function analysed
  Origin self;                                   ///< in a record's condition: the record
  std::string self_key;
};

struct AtomTag;
using AtomId = Id<AtomTag>;

/// INVARIANT: two atoms with one key are one atom.
struct Atom {
  std::string key;
  std::string shown;           ///< as the policy writes it; empty: as it writes `term` (Model::shown)
  Term term;                   ///< one of the expressions it stands for; of presence, the operand
  std::vector<Term> compared;  ///< of a comparison that is an atom of its own: its two sides
  bool presence = false;       ///< whether `term` is present; values: 0 absent, 1 present
  types::Type type;            ///< of `term`, as declared: what may be relied on everywhere
  Origin origin;
  std::vector<std::string> texts;  ///< of texts: what it is compared with; the value after the last is "none of them"

  [[nodiscard]] bool ordered() const noexcept {
    using types::TypeKind;
    return !presence && (type.kind == TypeKind::number || type.kind == TypeKind::date || type.kind == TypeKind::days ||
                         type.kind == TypeKind::months);
  }
};

}  // namespace kaidah::analysis
