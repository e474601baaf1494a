#include "engine/evaluate/group.hpp"

#include <algorithm>
#include <cassert>
#include <type_traits>
#include <utility>

#include "engine/evaluate/interpreter.hpp"

namespace kaidah::evaluate {
namespace {

using syntax::Aggregate;
using values::Number;
using values::Value;

/// Nothing of it was left unread.
bool is_whole(const Value& value) {
  if (value.is_unread()) return false;
  const auto* record = std::get_if<const values::RecordData*>(&value);
  return record == nullptr || std::ranges::all_of((*record)->fields, is_whole);
}

bool less(const Value& a, const Value& b) {
  if (const auto* x = std::get_if<Number>(&a)) return *x < b.number();
  if (const auto* x = std::get_if<values::Date>(&a)) return *x < b.date();
  if (const auto* x = std::get_if<values::Days>(&a)) return *x < b.days();
  if (const auto* x = std::get_if<values::Months>(&a)) return *x < b.months();
  if (const auto* x = std::get_if<values::Member>(&a)) return *x < b.member();
  if (const auto* x = std::get_if<std::string_view>(&a)) return *x < b.text();
  if (const auto* x = std::get_if<bool>(&a)) return *x < b.boolean();
  return false;
}

Value added(const Value& a, const Value& b) {
  if (const auto* x = std::get_if<values::Days>(&a)) return values::Days{x->count + b.days().count};
  if (const auto* x = std::get_if<values::Months>(&a)) return values::Months{x->count + b.months().count};
  return a.number() + b.number();
}

}  // namespace

FoldState::FoldState(std::uint64_t counted, values::Value value, std::shared_ptr<const Rejection> failure)
    : count(counted) {
  if (value.is_absent() && failure == nullptr) return;
  more = std::make_unique<More>(More{std::move(value), std::move(failure)});
}

const values::Value& FoldState::value() const noexcept {
  static const values::Value nothing;
  return more ? more->value : nothing;
}

void add_fold(const plan::Fold& fold, FoldState& into, FoldState from, OwnedValues& owned) {
  into.count += from.count;
  if (!from.more) return;
  if (!into.more) into.more = std::make_unique<FoldState::More>();
  if (into.more->failure == nullptr) into.more->failure = std::move(from.more->failure);
  const Value& given = from.more->value;
  Value& value = into.more->value;
  if (given.is_absent()) return;
  if (value.is_absent()) {
    value = owned.copy(given);
  } else if (fold.function == Aggregate::sum || fold.function == Aggregate::mean) {
    value = added(value, given);
  } else if (fold.function == Aggregate::least ? less(given, value) : less(value, given)) {
    value = owned.copy(given);
  }
}

void GroupState::take_members(GroupState& from) {
  std::vector<bool> mine;  // by place in the joined order
  std::vector<std::uint64_t> pieces;
  mine.reserve(pieces_.size() + from.pieces_.size());
  pieces.reserve(mine.capacity());
  for (std::size_t own = 0, other = 0; own < pieces_.size() || other < from.pieces_.size();) {
    mine.push_back(other == from.pieces_.size() || (own < pieces_.size() && pieces_[own] <= from.pieces_[other]));
    pieces.push_back(mine.back() ? pieces_[own++] : from.pieces_[other++]);
  }
  pieces_ = std::move(pieces);
  const auto join = [&mine](auto& own, auto& other) {
    std::remove_reference_t<decltype(own)> joined;
    joined.reserve(mine.size());
    for (std::size_t i = 0, at_own = 0, at_other = 0; i < mine.size(); ++i)
      joined.push_back(std::move(mine[i] ? own[at_own++] : other[at_other++]));
    own = std::move(joined);
  };
  if (!projected_.empty() || !from.projected_.empty()) join(projected_, from.projected_);
  for (std::size_t i = 0; i < rankings_.size(); ++i) join(rankings_[i], from.rankings_[i]);
}

void GroupState::merge(GroupState&& from, const plan::Group& group) {
  members_ += from.members_;
  rejected_ += from.rejected_;
  for (std::size_t i = 0; i < group.folds.size(); ++i)
    add_fold(group.folds[i], folds_[i], std::move(from.folds_[i]), owned_);
  if (!from.pieces_.empty()) take_members(from);
  for (std::size_t i = 0; i < marks_.size(); ++i) marks_[i] |= from.marks_[i];
  owned_.take(std::move(from.owned_));
}

GroupAccumulator::GroupAccumulator(plan::PlanPtr plan) : plan_(std::move(plan)), groups_(plan_->groups.size()) {}

GroupState& GroupAccumulator::state_of(check::GroupId group, const values::RecordData& input) {
  const check::GroupDeclaration& declared = plan_->policy->groups[group];
  States& states = groups_[group.index];
  write_group_key(input, declared.key, key_);
  if (const auto found = states.find(std::string_view(key_)); found != states.end()) return found->second;
  std::vector<Value> key;
  for (const std::uint32_t field : declared.key) key.push_back(input.fields[field]);
  return open(group, key);
}

GroupState& GroupAccumulator::open(check::GroupId group, std::span<const Value> key) {
  const auto [found, is_new] = groups_[group.index].try_emplace(group_key(key));
  GroupState& state = found->second;
  if (!is_new) return state;
  state.folds_.resize(plan_->groups[group.index].folds.size());
  state.rankings_.resize(plan_->groups[group.index].rankings.size());
  state.marks_.resize((plan_->marked.size() + 63) / 64);
  return state;
}

void GroupAccumulator::count_in(check::GroupId group, GroupState& state, std::size_t fold, std::uint64_t count,
                                const Value& value) {
  add_fold(plan_->groups[group.index].folds[fold], state.folds_[fold], FoldState(count, value, nullptr), state.owned_);
}

void GroupAccumulator::add(const Evaluator& evaluator, std::uint64_t piece) {
  Evaluator::Interpreter& member = *evaluator.interpreter_;
  const std::vector<Evaluator::Interpreter::MemberPart>& parts = member.member_parts();
  for (std::uint32_t g = 0; g < groups_.size(); ++g) {
    const plan::Group& group = plan_->groups[g];
    GroupState& state = state_of(check::GroupId(g), member.input());
    const Evaluator::Interpreter::MemberPart& part = parts[g];
    ++state.members_;
    for (std::size_t i = 0; i < group.folds.size(); ++i) {
      const Contribution& one = part.folds[i];
      add_fold(group.folds[i], state.folds_[i], FoldState(one.counted ? 1U : 0U, one.value, one.failure), state.owned_);
    }
    if (!group.projections.empty() || !group.rankings.empty()) state.pieces_.push_back(piece);
    if (!group.projections.empty()) {
      std::vector<Value>& row = state.projected_.emplace_back();
      for (const Value& value : part.projected) row.push_back(state.owned_.copy(value));
    }
    std::string id;
    if (plan_->id_field && !group.rankings.empty()) {
      const Value& value = member.input().fields[*plan_->id_field];
      const auto* text = std::get_if<std::string_view>(&value);
      id = text != nullptr ? std::string(*text) : group_key({&value, 1});
    }
    for (std::size_t i = 0; i < group.rankings.size(); ++i)
      state.rankings_[i].push_back(
          {state.owned_.copy(part.rankings[i].first), state.owned_.copy(part.rankings[i].second), id});
    const std::vector<std::uint64_t>& marks = member.marks();
    for (std::size_t i = 0; i < marks.size(); ++i) state.marks_[i] |= marks[i];
  }
}

void GroupAccumulator::reject(const values::RecordData& input) {
  for (std::uint32_t g = 0; g < groups_.size(); ++g) {
    bool known = true;
    for (const std::uint32_t field : plan_->policy->groups[check::GroupId(g)].key)
      known = known && is_whole(input.fields[field]);
    if (known) ++state_of(check::GroupId(g), input).rejected_;
  }
}

void GroupAccumulator::add(check::GroupId group, GatheredGroup&& gathered, std::uint64_t piece) {
  const plan::Group& planned = plan_->groups[group.index];
  GroupState state;
  if (!planned.projections.empty() || !planned.rankings.empty()) state.pieces_.assign(gathered.members, piece);
  const auto [found, is_new] = groups_[group.index].try_emplace(group_key(gathered.key));
  state.members_ = gathered.members;
  state.rejected_ = gathered.rejected;
  state.folds_ = std::move(gathered.folds);
  state.projected_ = std::move(gathered.projected);
  state.rankings_ = std::move(gathered.rankings);
  state.marks_.resize((plan_->marked.size() + 63) / 64);
  state.owned_ = std::move(gathered.owned);
  if (is_new) {
    found->second = std::move(state);
  } else {
    found->second.merge(std::move(state), planned);
  }
}

void GroupAccumulator::merge(GroupAccumulator&& other) {
  assert(plan_ == other.plan_);
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    const plan::Group& group = plan_->groups[g];
    if (groups_[g].empty()) {
      groups_[g].swap(other.groups_[g]);
      continue;
    }
    for (auto& [key, from] : other.groups_[g]) {
      const auto [found, is_new] = groups_[g].try_emplace(key);
      if (is_new) {
        found->second = std::move(from);
      } else {
        found->second.merge(std::move(from), group);
      }
    }
    other.groups_[g].clear();
  }
}

std::vector<const GroupAccumulator::Entry*> GroupAccumulator::groups(check::GroupId group) const {
  std::vector<const Entry*> all;
  all.reserve(groups_[group.index].size());
  for (const Entry& entry : groups_[group.index]) all.push_back(&entry);
  std::ranges::sort(all, {}, &Entry::first);
  return all;
}

std::size_t GroupAccumulator::size() const noexcept {
  std::size_t count = 0;
  for (const auto& kind : groups_) count += kind.size();
  return count;
}

}  // namespace kaidah::evaluate
