#pragma once
// No more diagnostics than anyone reads.

#include <cstddef>
#include <vector>

#include <kaidah/diagnostic.hpp>

namespace kaidah {

/// Keeps so many, errors before warnings, and says in a last note how many were left out, also by an earlier call.
/// REQUIRES: sorted; they stay so.
void keep_first(std::vector<Diagnostic>& diagnostics, std::size_t count);

/// The last note: `and {count} more`.
[[nodiscard]] Diagnostic more_diagnostics(std::size_t count, Location location);

}  // namespace kaidah
