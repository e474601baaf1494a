#pragma once
// One guarded alternative on one line.

#include <string>

#include <kaidah/diagnostic.hpp>

#include "engine/check/checked_policy.hpp"

namespace kaidah::explain {

/// An alternative as its policy writes it, in the vocabulary of the reader's language.
struct ArmText {
  std::string value;      ///< `sangat_baik`, `60%`, a formula
  std::string condition;  ///< `110 <= x <= 120 dan ide_baru`; of a cell, its input and tests; empty: none
  bool otherwise = false;

  /// `sangat_baik jika 110 <= x <= 120 dan ide_baru`.
  [[nodiscard]] std::string line(Language language) const;
};

[[nodiscard]] ArmText arm_text(const check::CheckedPolicy& policy, check::ArmId arm, Language language);

/// What an arm must hold beside its own guards: the conditions of the blocks it stands in; empty: none.
[[nodiscard]] std::string provisions_text(const check::CheckedPolicy& policy, const check::Statement& statement,
                                          Language language);

/// `hasil_kerja = di_atas`, `x >= 70 dan < 90`; empty where everything fits.
[[nodiscard]] std::string cell_text(const check::CheckedPolicy& policy, const check::CellGuard& cell,
                                    Language language);

}  // namespace kaidah::explain
