#pragma once
// Members gathered into their groups: what each group needs of them, and nothing else, in a form that can be joined.

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/evaluate/group_key.hpp"
#include "engine/evaluate/outcome.hpp"
#include "engine/evaluate/owned_values.hpp"
#include "engine/plan/plan.hpp"

namespace kaidah::evaluate {

class Evaluator;

/// What an aggregate over members has come to.
struct FoldState {
  FoldState() = default;
  FoldState(std::uint64_t counted, values::Value value, std::shared_ptr<const Rejection> failure);

  struct More {
    values::Value value;
    std::shared_ptr<const Rejection> failure;
  };
  std::uint64_t count = 0;     ///< members counted in; of `all`: those that fail it
  std::unique_ptr<More> more;  ///< many groups have only counts

  /// Sum, least or greatest so far; absent: none yet.
  [[nodiscard]] const values::Value& value() const noexcept;
  /// Scenarios give members only the fields they speak of: whoever reads what needed the others is rejected.
  [[nodiscard]] const Rejection* failure() const noexcept { return more ? more->failure.get() : nullptr; }
};

/// Adds what other members have come to. What `from` refers to is kept in `owned`.
void add_fold(const plan::Fold& fold, FoldState& into, FoldState from, OwnedValues& owned);

struct RankedMember {
  values::Value by;
  values::Value then;
  std::string id;
};

/// A group as it comes from elsewhere, with what its values point to. Such members leave no marks.
struct GatheredGroup {
  std::vector<values::Value> key;
  std::uint64_t members = 0;
  std::uint64_t rejected = 0;
  std::vector<FoldState> folds;
  std::vector<std::vector<values::Value>> projected;
  std::vector<std::vector<RankedMember>> rankings;
  OwnedValues owned;
};

/// One group so far.
class GroupState {
 public:
  [[nodiscard]] std::uint64_t members() const noexcept { return members_; }
  [[nodiscard]] std::uint64_t rejected() const noexcept { return rejected_; }
  [[nodiscard]] const std::vector<FoldState>& folds() const noexcept { return folds_; }
  [[nodiscard]] const std::vector<std::vector<values::Value>>& projected() const noexcept { return projected_; }
  [[nodiscard]] const std::vector<std::vector<RankedMember>>& rankings() const noexcept { return rankings_; }
  /// By Plan::marked: what the decisions of its members rest on.
  [[nodiscard]] const std::vector<std::uint64_t>& marks() const noexcept { return marks_; }

 private:
  friend class GroupAccumulator;
  void merge(GroupState&& from, const plan::Group& group);
  /// The members of both, each in the order of their pieces, in one such order. What they refer to stays where it is.
  void take_members(GroupState& from);

  std::uint64_t members_ = 0;
  std::uint64_t rejected_ = 0;
  std::vector<FoldState> folds_;
  std::vector<std::vector<values::Value>> projected_;
  std::vector<std::vector<RankedMember>> rankings_;
  // Where members are kept, the piece of the population that each is of; it never falls. By projected_, and by each of
  // rankings_.
  std::vector<std::uint64_t> pieces_;
  std::vector<std::uint64_t> marks_;
  OwnedValues owned_;
};

/// The text of the key (group_key.hpp), and what is known of the members. Empty: a group of which nothing is known.
using GroupEntry = std::pair<const std::string, GroupState>;

/// The groups of a population or some pieces of it. What was gathered apart can be merged in any order to the same
/// result: where the order of members matters, it is that of the pieces. One thread at a time.
class GroupAccumulator {
 public:
  explicit GroupAccumulator(plan::PlanPtr plan);

  /// Adds the record that `evaluator` has just decided to its groups. REQUIRES: it was not rejected; no later piece was
  /// added from before.
  void add(const Evaluator& evaluator, std::uint64_t piece = 0);
  /// The same in steps, for whoever decides without an evaluator: the group with such a key, then how many members it
  /// has more, and how many of these a fold counts in. Such members leave no marks.
  GroupState& open(check::GroupId group, std::span<const values::Value> key);
  static void add_members(GroupState& state, std::uint64_t count) { state.members_ += count; }
  /// `value`: what those members come to, where the fold is of values; absent: nothing.
  void count_in(check::GroupId group, GroupState& state, std::size_t fold, std::uint64_t count,
                const values::Value& value);
  /// Counts a rejected record in its groups, as far as its key could be read.
  void reject(const values::RecordData& input);
  /// REQUIRES: what is as long as the plan says (folds, rows, rankings); no later piece was added from before.
  void add(check::GroupId group, GatheredGroup&& gathered, std::uint64_t piece);
  void merge(GroupAccumulator&& other);

  using Entry = GroupEntry;
  /// In the order of the keys. They live until the next change. REQUIRES: a group of the plan.
  [[nodiscard]] std::vector<const Entry*> groups(check::GroupId group) const;
  /// Of all kinds together.
  [[nodiscard]] std::size_t size() const noexcept;

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  using States = std::unordered_map<std::string, GroupState, Hash, std::equal_to<>>;

  GroupState& state_of(check::GroupId group, const values::RecordData& input);

  plan::PlanPtr plan_;
  std::vector<States> groups_;  // by GroupId
  std::string key_;             // of the record at hand
};

}  // namespace kaidah::evaluate
