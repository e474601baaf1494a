#pragma once
// Runs an example of a hole through the engine.

#include <memory>
#include <optional>
#include <vector>

#include "engine/analysis/reach.hpp"
#include "engine/evaluate/evaluate.hpp"

namespace kaidah::analysis {

/// Keeps one plan of the whole policy for all examples.
class Witness {
 public:
  Witness(std::shared_ptr<const check::CheckedPolicy> policy, const Limits& limits);

  /// The kind of rejection that the rule ends in when the atoms have their values; nothing when it does not, or when an
  /// atom that matters cannot be set. `needed`: the atoms that the rule's conditions and values speak of.
  std::optional<MessageKind> rejection_of(check::RuleId rule, const Model& model, const Assignment& assignment,
                                          const std::vector<AtomId>& needed);

 private:
  struct Example;
  std::optional<MessageKind> run(check::RuleId rule, Example& example);

  std::shared_ptr<const check::CheckedPolicy> policy_;
  Limits limits_;
  std::optional<evaluate::Evaluator> evaluator_;
};

/// The value that an assignment gives an atom. Texts live in the atom.
[[nodiscard]] values::Value value_of(const Model& model, AtomId atom, const Assignment& assignment);

}  // namespace kaidah::analysis
