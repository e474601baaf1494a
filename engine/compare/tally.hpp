#pragma once
// What is counted of every record. Tallies of parts of a population can be merged in any order to the same result.

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/compare/causes.hpp"
#include "engine/compare/side.hpp"
#include "engine/values/number.hpp"

namespace kaidah::compare {

/// The records of a unit, or of a kind of post.
struct Movers {
  std::uint64_t records = 0;
  std::uint64_t changed = 0;  ///< decided under both, and differently
  std::uint64_t up = 0;       ///< of those, where higher and lower mean the same on both sides
  std::uint64_t down = 0;
  std::uint64_t from_rejected = 0;
  std::uint64_t to_rejected = 0;
  void add(const Movers& other);
};

/// An output that both policies have and may leave without a value. Of records decided under both.
struct GainTally {
  std::uint64_t none = 0;     ///< under neither
  std::uint64_t gained = 0;   ///< under the second only
  std::uint64_t lost = 0;     ///< under the first only
  std::uint64_t same = 0;     ///< the same value under both
  std::uint64_t changed = 0;  ///< a value under both, another
  void add(const GainTally& other);
};

/// A figure that both policies give. Of records that have it under both.
struct FigureTally {
  std::uint64_t higher = 0;  ///< under the second
  std::uint64_t lower = 0;
  std::uint64_t same = 0;
  values::Number from_sum;
  values::Number to_sum;
  void add(const FigureTally& other);
};

/// How often something was found: by the first policy, by the second, and by one of them only.
struct FoundTally {
  std::uint64_t from = 0;
  std::uint64_t to = 0;
  std::uint64_t gained = 0;
  std::uint64_t lost = 0;
  void add(const FoundTally& other);
};

struct FindingKey {
  std::string code;
  syntax::FindingSeverity severity{};
  friend auto operator<=>(const FindingKey&, const FindingKey&) = default;
};

/// One record, or one group, in which these were found.
void count_found(std::map<FindingKey, FoundTally>& into, const std::set<FindingKey>& from,
                 const std::set<FindingKey>& to);

struct RejectionKey {
  std::string code;
  std::string rule;
  std::optional<check::ProvenanceId> article;
  bool by_bridge = false;
  friend auto operator<=>(const RejectionKey&, const RejectionKey&) = default;
};
struct RejectionTally {
  std::uint64_t records = 0;
  std::uint64_t line = UINT64_MAX;  ///< of the first record
  std::string id;
  Message message;  ///< of that record
  void add(const RejectionTally& other);
};

/// The first record of the input that went one way.
struct Example {
  std::uint64_t line = UINT64_MAX;
  std::string id;
  void add(const Example& other);
};

/// An output of both policies: its position on each side.
struct SharedOutput {
  std::string name;
  std::uint32_t from = 0;
  std::uint32_t to = 0;
};

struct Tally {
  /// Sizes as `setup` says.
  Tally(const SideSetup& from, const SideSetup& to, std::size_t gains, std::size_t figures);

  std::uint64_t records = 0;
  std::vector<std::uint64_t> matrix;  ///< from's class * to's classes + to's class
  std::vector<Example> examples;      ///< by the same
  Movers all;
  std::map<std::string, Movers> units;
  std::map<std::string, Movers> kinds;
  std::vector<GainTally> gains;
  std::vector<FigureTally> figures;
  std::map<FindingKey, FoundTally> findings;
  std::map<RejectionKey, RejectionTally> from_rejections;
  std::map<RejectionKey, RejectionTally> to_rejections;
  std::map<Cause, std::uint64_t> causes;

  void merge(const Tally& other);
};

}  // namespace kaidah::compare
