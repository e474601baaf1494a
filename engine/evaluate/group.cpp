#include "engine/evaluate/group.hpp"

#include <cassert>

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

void append_key(const Value& value, std::string& key) {
  const auto quoted = [&](std::string_view text) {
    key += '"';
    for (const char c : text) {
      if (c == '"' || c == '\\') key += '\\';
      key += c;
    }
    key += '"';
  };
  const auto items = [&](std::span<const Value> list, char open, char close) {
    key += open;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (i != 0) key += ',';
      append_key(list[i], key);
    }
    key += close;
  };
  if (const auto* text = std::get_if<std::string_view>(&value)) {
    quoted(*text);
  } else if (const auto* number = std::get_if<Number>(&value)) {
    key += number->to_string();
  } else if (const auto* truth = std::get_if<bool>(&value)) {
    key += *truth ? "true" : "false";
  } else if (const auto* date = std::get_if<values::Date>(&value)) {
    key += date->to_string();
  } else if (const auto* days = std::get_if<values::Days>(&value)) {
    key += std::to_string(days->count) + 'd';
  } else if (const auto* months = std::get_if<values::Months>(&value)) {
    key += std::to_string(months->count) + 'm';
  } else if (const auto* member = std::get_if<values::Member>(&value)) {
    key += '@' + std::to_string(member->index);
  } else if (const auto* record = std::get_if<const values::RecordData*>(&value)) {
    items((*record)->fields, '{', '}');
  } else if (const auto* list = std::get_if<const values::ListData*>(&value)) {
    items((*list)->items, '[', ']');
  } else {
    key += value.is_absent() ? '-' : '?';
  }
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

std::string group_key(std::span<const Value> key) {
  std::string text;
  for (const Value& part : key) {
    if (!text.empty()) text += '|';
    append_key(part, text);
  }
  return text;
}

GroupAccumulator::GroupAccumulator(plan::PlanPtr plan) : plan_(std::move(plan)), groups_(plan_->groups.size()) {}

GroupState& GroupAccumulator::state_of(check::GroupId group, const values::RecordData& input) {
  const check::GroupDeclaration& declared = plan_->policy->groups[group];
  std::vector<Value> key;
  for (const std::uint32_t field : declared.key) key.push_back(input.fields[field]);
  const auto [found, is_new] = groups_[group.index].try_emplace(group_key(key));
  GroupState& state = found->second;
  if (is_new) {
    for (const Value& part : key) state.key_.push_back(state.owned_.copy(part));
    state.folds_.resize(plan_->groups[group.index].folds.size());
    state.rankings_.resize(plan_->groups[group.index].rankings.size());
    state.marks_.resize((plan_->marked.size() + 63) / 64);
  }
  return state;
}

void GroupAccumulator::add_fold(const plan::Fold& fold, FoldState& into, FoldState from, OwnedValues& owned) const {
  if (into.failure == nullptr) into.failure = std::move(from.failure);
  into.count += from.count;
  if (from.value.is_absent()) return;
  if (into.value.is_absent()) {
    into.value = owned.copy(from.value);
  } else if (fold.function == Aggregate::sum || fold.function == Aggregate::mean) {
    into.value = added(into.value, from.value);
  } else if (fold.function == Aggregate::least ? less(from.value, into.value) : less(into.value, from.value)) {
    into.value = owned.copy(from.value);
  }
}

void GroupAccumulator::add(const Evaluator& evaluator) {
  Evaluator::Interpreter& member = *evaluator.interpreter_;
  const std::vector<Evaluator::Interpreter::MemberPart>& parts = member.member_parts();
  for (std::uint32_t g = 0; g < groups_.size(); ++g) {
    const plan::Group& group = plan_->groups[g];
    GroupState& state = state_of(check::GroupId(g), member.input());
    const Evaluator::Interpreter::MemberPart& part = parts[g];
    ++state.members_;
    for (std::size_t i = 0; i < group.folds.size(); ++i) {
      const Contribution& one = part.folds[i];
      add_fold(group.folds[i], state.folds_[i], {one.counted ? 1U : 0U, one.value, one.failure}, state.owned_);
    }
    if (!group.projections.empty()) {
      std::vector<Value>& row = state.projected_.emplace_back();
      for (const Value& value : part.projected) row.push_back(state.owned_.copy(value));
    }
    std::string id;
    if (plan_->id_field) {
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

void GroupAccumulator::merge(GroupAccumulator&& other) {
  assert(plan_ == other.plan_);
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    const plan::Group& group = plan_->groups[g];
    for (auto& [key, from] : other.groups_[g]) {
      const auto [found, is_new] = groups_[g].try_emplace(key);
      GroupState& into = found->second;
      if (is_new) {
        into = std::move(from);
        continue;
      }
      into.members_ += from.members_;
      into.rejected_ += from.rejected_;
      for (std::size_t i = 0; i < group.folds.size(); ++i)
        add_fold(group.folds[i], into.folds_[i], std::move(from.folds_[i]), into.owned_);
      std::move(from.projected_.begin(), from.projected_.end(), std::back_inserter(into.projected_));
      for (std::size_t i = 0; i < group.rankings.size(); ++i)
        std::move(from.rankings_[i].begin(), from.rankings_[i].end(), std::back_inserter(into.rankings_[i]));
      for (std::size_t i = 0; i < into.marks_.size(); ++i) into.marks_[i] |= from.marks_[i];
      into.owned_.take(std::move(from.owned_));
    }
    other.groups_[g].clear();
  }
}

const std::map<std::string, GroupState>& GroupAccumulator::groups(check::GroupId group) const {
  return groups_[group.index];
}

std::size_t GroupAccumulator::size() const noexcept {
  std::size_t count = 0;
  for (const auto& kind : groups_) count += kind.size();
  return count;
}

}  // namespace kaidah::evaluate
