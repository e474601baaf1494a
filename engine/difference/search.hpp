#pragma once
// Looks for a record that is decided differently because of each change.

#include <cstdint>
#include <vector>

#include "engine/difference/pair_run.hpp"

namespace kaidah::difference {

/// Gives the changes their examples, as far as they are found within about `most_decisions`. Records are made of the
/// figures, days and members that the policies speak of, altered where that reaches alternatives not seen before, and
/// led to the limits of the changed conditions by halving. The same policies give the same examples.
/// Changes of what decides groups are searched for with members found on the way. REQUIRES: at least one variant.
std::uint64_t find_examples(const PolicyPtr& from, const PolicyPtr& to, const std::vector<Variant>& variants,
                            std::uint64_t most_decisions, Language language, std::vector<Change>& changes);

}  // namespace kaidah::difference
