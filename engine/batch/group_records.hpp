#pragma once
// The groups' own records, read before the members are decided.

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/plan/plan.hpp"
#include "engine/values/arena.hpp"

namespace kaidah::batch {

/// Immutable once read; shared between threads.
class GroupRecords {
 public:
  /// Nothing is read yet: no group has a record.
  explicit GroupRecords(plan::PlanPtr plan);

  /// Takes a record of a group, whose first fields are its key; false when the group has one already, whose line is
  /// then in `earlier`. The record lives in `arena()`.
  bool add(check::GroupId group, const values::RecordData& record, std::uint64_t line, std::uint64_t& earlier);
  [[nodiscard]] values::Arena& arena() noexcept { return arena_; }

  [[nodiscard]] bool empty() const noexcept { return empty_; }
  /// The declared groups that have records.
  [[nodiscard]] static std::vector<check::GroupId> kinds(const check::CheckedPolicy& policy);
  /// The record of the group that a member belongs to, or null.
  [[nodiscard]] const values::RecordData* of_member(check::GroupId group, const values::RecordData& member) const;
  /// The record of a group by its canonical key, or null.
  [[nodiscard]] const values::RecordData* of_group(check::GroupId group, const std::string& key) const;

 private:
  struct Entry {
    const values::RecordData* record;
    std::uint64_t line;
  };

  plan::PlanPtr plan_;
  values::Arena arena_;
  std::vector<std::unordered_map<std::string, Entry>> by_key_;  // by GroupId
  bool empty_ = true;
};

}  // namespace kaidah::batch
