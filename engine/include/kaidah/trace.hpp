#pragma once
// Traces: what `decide_all` writes to `BatchStreams::trace`, read back. A trace keeps of each record where it stands in
// the input and which ways its decision took; with the input, any decision can be explained in full.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <kaidah/batch.hpp>
#include <kaidah/decision.hpp>
#include <kaidah/replay.hpp>

namespace kaidah {

/// The first line.
struct TraceHeader : RunSettings {
  bool groups = false;  ///< groups were formed: a record is rejected when what they need of it cannot be computed
  std::string text;     ///< as it stands
};

/// One record.
struct TraceRecord {
  std::uint64_t number = 0;             ///< in the input, from 1
  std::optional<std::string> id;        ///< of the record, when it has one
  std::optional<std::uint32_t> regime;  ///< where each record has its own: which of the header's, from 0
  bool is_record = true;                ///< false: something stands there that is none, and it was rejected
  std::uint64_t offset = 0;             ///< bytes of the input before it
  std::uint64_t bytes = 0;              ///< its own
  std::string sum;                      ///< of its bytes; empty: it was too large to be held
  std::string ways;      ///< hexadecimal digits: their n-th binary digit from the left is way n of the plan
  std::string rejected;  ///< the code; empty: it was decided
};

/// What was found in a trace.
struct TraceSearch {
  std::optional<TraceHeader> header;    ///< nothing: it is no trace
  std::vector<TraceRecord> found;       ///< the first of them, at most `kMost`
  std::uint64_t count = 0;              ///< all of them
  bool failed = false;                  ///< the source failed before its end
  std::vector<Diagnostic> diagnostics;  ///< why it is no trace, or a line of it cannot be read

  /// How many of those that fit are kept.
  static constexpr std::size_t kMost = 10;
};
/// `id`: of the record wanted; nothing: any. `number`: the only one to be looked at; 0: all.
[[nodiscard]] TraceSearch search_trace(const ByteSource& source, const std::optional<std::string>& id,
                                       std::uint64_t number = 0) noexcept;

/// Decides a record of a trace again, as its run did, and holds it against its line: what differs (the policy, the
/// engine, what was set, the record itself, the ways), or nothing, so that what `decider` explains is what was decided
/// then. `decider`: made ready as the header says, with the groups' own records. `record`: the bytes of the input that
/// stand where the line says.
[[nodiscard]] std::vector<Diagnostic> hold_against_trace(const Decider& decider, const TraceHeader& header,
                                                         const TraceRecord& then, std::string_view record) noexcept;

}  // namespace kaidah
