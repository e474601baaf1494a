#include "engine/library/parameter_article.hpp"

#include <optional>
#include <variant>

#include "grammar/vocabulary/citation.hpp"

namespace kaidah::library {
namespace {

/// The innermost article around a place of a tree.
const check::Provenance* innermost(const check::CheckedPolicy& policy, check::TreeId tree, Span span) {
  const check::Provenance* found = nullptr;
  for (const check::Provenance& provenance : policy.provenances) {
    if (provenance.tree != tree || provenance.place.parts.empty()) continue;
    if (provenance.span.begin > span.begin || span.end > provenance.span.end) continue;
    const bool inner =
        found == nullptr || provenance.span.end - provenance.span.begin < found->span.end - found->span.begin;
    if (inner) found = &provenance;
  }
  return found;
}

/// Of the first place that reads the parameter.
const check::Provenance* first_reader(const check::CheckedPolicy& policy, check::ParameterId parameter) {
  for (std::size_t t = 0; t < policy.trees.size(); ++t) {
    const check::CheckedTree& tree = policy.trees[check::TreeId(t)];
    std::optional<Span> first;
    for (std::size_t e = 0; e < tree.targets.size(); ++e) {
      const auto* target = std::get_if<check::ParameterTarget>(&tree.targets[e]);
      if (target == nullptr || target->parameter != parameter) continue;
      const Span span = (*tree.tree)[check::ExprId(e)].span;
      const bool earlier = !first || span.begin < first->begin;
      if (earlier && innermost(policy, check::TreeId(t), span) != nullptr) first = span;
    }
    if (first) return innermost(policy, check::TreeId(t), *first);
  }
  return nullptr;
}

}  // namespace

std::string parameter_article(const check::CheckedPolicy& policy, check::ParameterId parameter) {
  const check::ProvenanceId own = policy.parameters[parameter].provenance;
  const check::Provenance* provenance = own ? &policy.provenances[own] : nullptr;
  if (provenance == nullptr || provenance->place.parts.empty()) provenance = first_reader(policy, parameter);
  if (provenance == nullptr) return {};
  return vocabulary::citation(provenance->place, policy.trees[provenance->tree].tree->vocabulary);
}

}  // namespace kaidah::library
