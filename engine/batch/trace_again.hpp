#pragma once
// A record of a trace, decided again by itself.

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/batch/run.hpp"

namespace kaidah::batch {

struct TraceAgain {
  std::string line;  ///< as the trace of a run has it, but for where the record stands: at 0
  std::string group_records_digest;
};

/// `groups`: they are formed. `bytes`: of the record in its input; of more than the limit only that many need be in
/// `record`. The group records are read anew.
[[nodiscard]] TraceAgain trace_again(const Regimes& regimes, const RunOptions& options, bool groups,
                                     const ReadBytes& group_records, std::string_view record, std::uint64_t bytes);

}  // namespace kaidah::batch
