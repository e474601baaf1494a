#pragma once
// The same records under two policies, or under one policy with different parameters: what changes, and for whom.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <kaidah/batch.hpp>
#include <kaidah/decision.hpp>

namespace kaidah {

/// How two policies are compared.
struct CompareOptions {
  /// The output that is crossed; empty: the first that is an enum in both. Enums and truths can be.
  std::string by;
  /// The field of the record that units are counted by; empty: `unit_kerja`, where there is one. Of `kind`:
  /// `jenis_jabatan`.
  std::string unit;
  /// The kind of post, likewise.
  std::string kind;
  /// How one record becomes the other, where the second policy needs other input: a policy that reads the record with
  /// the first policy's outputs beside it, and whose outputs are fields of the second policy. Each must be marked.
  std::optional<Decider> bridge;
  /// `2022-01-01/2022-12-31`, both ends included: assessed on the side after instead of each record's own period, so
  /// that records of one law's time can be held against another's. Empty: each record's own.
  std::string period_to;
  /// The groups' own records, for both policies: newline-delimited JSON, or an array.
  std::string group_records;
  /// Threads that decide; 0: one for each processor. The result does not depend on it.
  unsigned threads = 0;
  /// Called a few times a second at most, from the calling thread.
  std::function<void(const BatchProgress&)> progress;
};

/// How a comparison is shown.
struct ComparisonView {
  Language language = Language::english;  ///< of words and articles
  bool colour = false;                    ///< of the text
  std::size_t limit = 10;                 ///< rows of a list; what is left out is counted
};

/// What was counted. Immutable, cheap to copy.
class Comparison {
 public:
  /// That were read.
  [[nodiscard]] std::uint64_t records() const noexcept;
  /// Decided under both, and differently.
  [[nodiscard]] std::uint64_t changed() const noexcept;

  /// Tables for a terminal.
  [[nodiscard]] std::string text(const ComparisonView& view) const;
  /// One object, whole: nothing is left out. Only article names and messages depend on the language.
  [[nodiscard]] std::string json(Language language) const;
  /// One page with charts that opens without a network and without scripts.
  [[nodiscard]] std::string html(const ComparisonView& view) const;

  struct Data;
  /// For the library itself.
  explicit Comparison(std::shared_ptr<const Data> data) noexcept;

 private:
  std::shared_ptr<const Data> data_;
};

/// What came of a comparison.
struct CompareResult {
  std::optional<Comparison> comparison;  ///< nothing when the options do not fit or the records could not be read
  bool unreadable = false;               ///< the records could not be read to their end
  std::vector<Diagnostic> diagnostics;   ///< options that do not fit the policies, faults
};

/// Decides every record under both. Memory is bounded by the largest record, the threads, the units and the groups.
[[nodiscard]] CompareResult compare_all(const Decider& from, const Decider& to, const ByteSource& records,
                                        const CompareOptions& options = {}) noexcept;

}  // namespace kaidah
