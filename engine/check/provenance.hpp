#pragma once
// Entries of the table of provenances.

#include <vector>

#include "engine/check/context.hpp"
#include "engine/check/placing.hpp"

namespace kaidah::check {

[[nodiscard]] inline ProvenanceId add_provenance(Context& context, TreeId tree, const Placing& placing, Span span,
                                                 const std::vector<syntax::Place>& referred = {}) {
  return context.policy.provenances.push({tree, placing.place, placing.title, referred, placing.marks, span});
}

}  // namespace kaidah::check
