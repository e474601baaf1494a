#pragma once
// Places of a regulation as people cite them.

#include <string>

#include "grammar/syntax/place.hpp"
#include "grammar/syntax/tree.hpp"

namespace kaidah::vocabulary {

/// `Pasal 41 ayat (5) huruf a`, `Article 41 paragraph (5) point a`, `di antara Pasal 26 dan 34`, `Lampiran II`. Empty
/// for an empty place. Not what a policy file writes: there articles are in lower case.
[[nodiscard]] std::string citation(const syntax::Place& place, syntax::Vocabulary vocabulary);

}  // namespace kaidah::vocabulary
