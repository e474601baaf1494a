#pragma once
// Parts of a policy as canonical text.

#include <string>
#include <vector>

#include <kaidah/diagnostic.hpp>

#include "engine/check/checked_policy.hpp"

namespace kaidah::difference {

class Texts {
 public:
  Texts(const check::CheckedPolicy& policy, Language language);

  [[nodiscard]] Language language() const noexcept { return language_; }
  /// Every statement of the policy file that declares the name as a thing of that sort; empty: none.
  enum class Sort { enumeration, record, parameter, group, rule, duty, procedure };
  [[nodiscard]] std::string of(Sort sort, const std::string& name) const;
  /// The line of a declaration that begins with the name: a field, a member.
  [[nodiscard]] std::string line_of(Sort sort, const std::string& owner, const std::string& name) const;

  [[nodiscard]] std::string formula(check::ExprRef expr) const;
  [[nodiscard]] std::string arm(check::ArmId arm) const;
  /// `aturan x = e jika c`, of a statement with one arm.
  [[nodiscard]] std::string statement(const check::Statement& statement, bool exception) const;
  [[nodiscard]] std::string article(check::ProvenanceId id) const;
  [[nodiscard]] std::string marks(check::ProvenanceId id) const;

 private:
  const check::CheckedPolicy& policy_;
  Language language_;
  syntax::SyntaxTree bare_;  ///< the policy's own tree without comments and places in the source
};

}  // namespace kaidah::difference
