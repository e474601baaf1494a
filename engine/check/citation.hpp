#pragma once
// Where something stands, as readers cite it.

#include <string>

#include "engine/check/checked_policy.hpp"

namespace kaidah::check {

/// `Pasal 41 ayat (5) huruf b`; of a policy whose result is taken `pp-46-2011, Pasal 7`. Empty where nothing is cited.
[[nodiscard]] std::string citation(const CheckedPolicy& policy, ProvenanceId provenance, syntax::Vocabulary vocabulary);

}  // namespace kaidah::check
