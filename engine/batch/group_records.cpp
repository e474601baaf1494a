#include "engine/batch/group_records.hpp"

#include <utility>

#include "engine/evaluate/group.hpp"

namespace kaidah::batch {

GroupRecords::GroupRecords(plan::PlanPtr plan) : plan_(std::move(plan)), by_key_(plan_->policy->groups.size()) {}

bool GroupRecords::add(check::GroupId group, const values::RecordData& record, std::uint64_t line,
                       std::uint64_t& earlier) {
  const std::size_t key_fields = plan_->policy->groups[group].key.size();
  const std::string key = evaluate::group_key(record.fields.first(key_fields));
  const auto [entry, added] = by_key_[group.index].try_emplace(key, Entry{&record, line});
  if (!added) earlier = entry->second.line;
  empty_ = false;
  return added;
}

std::vector<check::GroupId> GroupRecords::kinds(const check::CheckedPolicy& policy) {
  std::vector<check::GroupId> kinds;
  for (std::size_t i = 0; i < policy.groups.size(); ++i) {
    if (policy.groups[check::GroupId(i)].has_record) kinds.emplace_back(i);
  }
  return kinds;
}

const values::RecordData* GroupRecords::of_member(check::GroupId group, const values::RecordData& member) const {
  if (by_key_[group.index].empty()) return nullptr;
  std::string key;
  evaluate::write_group_key(member, plan_->policy->groups[group].key, key);
  return of_group(group, key);
}

const values::RecordData* GroupRecords::of_group(check::GroupId group, const std::string& key) const {
  const auto found = by_key_[group.index].find(key);
  return found == by_key_[group.index].end() ? nullptr : found->second.record;
}

}  // namespace kaidah::batch
