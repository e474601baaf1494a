#pragma once
// What a part of a policy says, whatever its spelling: two parts with one meaning decide alike.

#include <map>
#include <string>
#include <string_view>

#include "engine/check/checked_policy.hpp"

namespace kaidah::difference {

/// What a name is the name of. Names of one kind are unique within a policy.
enum class NameKind : std::uint8_t { enumeration, record, parameter, group, rule, duty, procedure };

/// Names of the policy before -> what the policy after calls the same thing.
class Renames {
 public:
  void add(NameKind kind, const std::string& from, const std::string& to) { names_[{kind, from}] = to; }
  void remove(NameKind kind, const std::string& from) { names_.erase({kind, from}); }
  [[nodiscard]] std::string of(NameKind kind, const std::string& name) const;

 private:
  std::map<std::pair<NameKind, std::string>, std::string> names_;
};

/// Rules of groups have scopes of their own: `unit_kerja/n`.
[[nodiscard]] std::string scoped_name(const check::CheckedPolicy& policy, const check::Rule& rule);
[[nodiscard]] std::string scoped_name(const check::CheckedPolicy& policy, const check::Duty& duty);

/// Writes meanings: names resolved, fields by the keys of the JSON, local names by where they come from.
class Meaning {
 public:
  Meaning(const check::CheckedPolicy& policy, const Renames& renames) : policy_(policy), renames_(renames) {}

  [[nodiscard]] const check::CheckedPolicy& policy() const noexcept { return policy_; }

  // Of expressions. `parameters`: of the function they stand in; further locals are numbered as they come.
  [[nodiscard]] std::string of(check::ExprRef expr, std::size_t parameters = 0) const;
  [[nodiscard]] std::string of(const std::vector<check::ExprRef>& exprs, std::size_t parameters = 0) const;

  [[nodiscard]] std::string of(const check::Type& type) const;
  [[nodiscard]] std::string of(const std::optional<check::InForce>& in_force) const;
  [[nodiscard]] std::string of(const values::Value& constant, const check::Type& type) const;

  // Of arms. The condition and the value of a classified arm may name its subject.
  [[nodiscard]] std::string guards(const check::Arm& arm) const;
  [[nodiscard]] std::string value(const check::Arm& arm) const;
  /// Everything of a statement but its arms.
  [[nodiscard]] std::string head(const check::Statement& statement) const;

  // Of whole declarations, without their own names.
  [[nodiscard]] std::string of(const check::EnumDeclaration& declaration) const;
  [[nodiscard]] std::string of(const check::RecordDeclaration& declaration) const;
  [[nodiscard]] std::string of(const check::FieldDeclaration& field) const;
  [[nodiscard]] std::string of(const check::ParameterDeclaration& declaration) const;
  [[nodiscard]] std::string of(const check::GroupDeclaration& declaration) const;
  [[nodiscard]] std::string of(const check::Rule& rule) const;
  [[nodiscard]] std::string of(const check::Duty& duty) const;
  [[nodiscard]] std::string of(const check::Promise& promise) const;
  [[nodiscard]] std::string of(const check::NotEncoded& left_out) const;
  [[nodiscard]] std::string of(const check::Procedure& procedure) const;

  [[nodiscard]] std::string name(NameKind kind, const std::string& name) const { return renames_.of(kind, name); }

 private:
  const check::CheckedPolicy& policy_;
  const Renames& renames_;
};

}  // namespace kaidah::difference
