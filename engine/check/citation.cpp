#include "engine/check/citation.hpp"

#include "grammar/vocabulary/citation.hpp"

namespace kaidah::check {

std::string citation(const CheckedPolicy& policy, ProvenanceId provenance, syntax::Vocabulary vocabulary) {
  if (!provenance) return {};
  const Provenance& cited = policy.provenances[provenance];
  std::string place = vocabulary::citation(cited.place, vocabulary);
  if (!cited.tree || cited.tree.index == 0) return place;
  const syntax::FileHeader& header = policy.trees[cited.tree].tree->header;
  if (header.kind != syntax::FileKind::policy) return place;
  return place.empty() ? header.id : header.id + ", " + place;
}

}  // namespace kaidah::check
