#pragma once
// Members gathered into their groups: what each group needs of them, and nothing else, in a form that can be joined.

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/evaluate/outcome.hpp"
#include "engine/evaluate/owned_values.hpp"
#include "engine/plan/plan.hpp"

namespace kaidah::evaluate {

class Evaluator;

/// The canonical text of a key: equal exactly when the values are.
[[nodiscard]] std::string group_key(std::span<const values::Value> key);

/// What an aggregate over members has come to.
struct FoldState {
  std::uint64_t count = 0;  ///< members counted in; of `all`: those that fail it
  values::Value value;      ///< sum, least or greatest so far; absent: none yet
  /// Scenarios give members only the fields they speak of: whoever reads what needed the others is rejected.
  std::shared_ptr<const Rejection> failure;
};

struct RankedMember {
  values::Value by;
  values::Value then;
  std::string id;
};

/// One group so far.
class GroupState {
 public:
  [[nodiscard]] std::span<const values::Value> key() const noexcept { return key_; }
  [[nodiscard]] std::uint64_t members() const noexcept { return members_; }
  [[nodiscard]] std::uint64_t rejected() const noexcept { return rejected_; }
  [[nodiscard]] const std::vector<FoldState>& folds() const noexcept { return folds_; }
  [[nodiscard]] const std::vector<std::vector<values::Value>>& projected() const noexcept { return projected_; }
  [[nodiscard]] const std::vector<std::vector<RankedMember>>& rankings() const noexcept { return rankings_; }
  /// By Plan::marked: what the decisions of its members rest on.
  [[nodiscard]] const std::vector<std::uint64_t>& marks() const noexcept { return marks_; }

 private:
  friend class GroupAccumulator;
  std::vector<values::Value> key_;
  std::uint64_t members_ = 0;
  std::uint64_t rejected_ = 0;
  std::vector<FoldState> folds_;
  std::vector<std::vector<values::Value>> projected_;
  std::vector<std::vector<RankedMember>> rankings_;
  std::vector<std::uint64_t> marks_;
  OwnedValues owned_;
};

/// The groups of a population or a part of it. Parts that were gathered apart can be merged in any order to the same
/// result. One thread at a time.
class GroupAccumulator {
 public:
  explicit GroupAccumulator(plan::PlanPtr plan);

  /// Adds the record that `evaluator` has just decided to its groups. REQUIRES: it was not rejected.
  void add(const Evaluator& evaluator);
  /// Counts a rejected record in its groups, as far as its key could be read.
  void reject(const values::RecordData& input);
  void merge(GroupAccumulator&& other);

  /// By canonical key, in its order. REQUIRES: a group of the plan.
  [[nodiscard]] const std::map<std::string, GroupState>& groups(check::GroupId group) const;
  /// Of all kinds together.
  [[nodiscard]] std::size_t size() const noexcept;

 private:
  GroupState& state_of(check::GroupId group, const values::RecordData& input);
  void add_fold(const plan::Fold& fold, FoldState& into, FoldState from, OwnedValues& owned) const;

  plan::PlanPtr plan_;
  std::vector<std::map<std::string, GroupState>> groups_;  // by GroupId
};

}  // namespace kaidah::evaluate
