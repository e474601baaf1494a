#pragma once
// Values and marks as a reader sees them.

#include <kaidah/diagnostic.hpp>

#include "engine/explain/because.hpp"
#include "engine/types/type.hpp"
#include "engine/values/value.hpp"

namespace kaidah::explain {

[[nodiscard]] Shown shown(const check::CheckedPolicy& policy, const types::Type& type, const values::Value& value);

/// `97,216`, `1/3 ≈ 0,333333`, `Baik`, `6 bulan`, `tidak ada`.
[[nodiscard]] std::string text(const Shown& shown, Language language);
/// `tafsir: pembulatan tidak diatur`.
[[nodiscard]] std::string text(const syntax::Mark& mark, Language language);
/// An expression as written, in the vocabulary of the reader's language, on one line.
[[nodiscard]] std::string formula(const check::CheckedPolicy& policy, check::ExprRef expr, Language language);
/// `Pasal 41 ayat (5) huruf b`; empty where nothing is cited.
[[nodiscard]] std::string article(const check::CheckedPolicy& policy, check::ProvenanceId provenance,
                                  Language language);

[[nodiscard]] constexpr syntax::Vocabulary vocabulary_of(Language language) noexcept {
  return language == Language::english ? syntax::Vocabulary::english : syntax::Vocabulary::indonesian;
}

}  // namespace kaidah::explain
