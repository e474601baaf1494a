#pragma once
// What a stream of records is decided under.

#include "engine/api/decider_data.hpp"
#include "engine/batch/regime.hpp"
#include "engine/batch/run_description.hpp"

namespace kaidah::api {

/// Plans are shared by regimes that differ only in their settings. REQUIRES: `data` outlives what is returned.
[[nodiscard]] batch::Regimes regimes_of(const Decider::Data& data, bool groups);

/// What is told of them; the inputs have no names yet.
[[nodiscard]] batch::ManifestData manifest_data(const Decider::Data& data);

}  // namespace kaidah::api
