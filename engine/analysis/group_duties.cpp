#include "engine/analysis/group_duties.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "engine/analysis/count_condition.hpp"
#include "engine/analysis/wording.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::analysis {
namespace {

// Shares in hundredths come out even for every larger unit sooner or later; what cannot be met is found among small
// ones.
constexpr std::int64_t kLargestSize = 30;
// Distributions tried for one group, and combinations of the fields of its record.
constexpr std::size_t kMostDistributions = 4'000'000;
constexpr std::size_t kMostContexts = 200;

class SizeSearch {
 public:
  SizeSearch(const check::CheckedPolicy& policy, check::GroupId group)
      : policy_(policy), group_(policy.groups[group]), model_(policy), compiler_(model_), counts_(model_, compiler_) {}

  std::vector<Finding> run() {
    for (const check::DutyId id : group_.duties) compile(id);
    if (conditions_.empty()) return {};
    model_.cut();
    counts_.finish();
    distribution_.assign(counts_.classes() ? model_.axes()[*counts_.classes()].size : 1, 0);
    Box box = model_.whole();
    contexts(box, 0);
    std::vector<Finding> findings;
    for (const auto& [sizes, region] : impossible_) findings.push_back(finding(sizes, region));
    return findings;
  }

 private:
  /// A duty that reads anything else is left out: what the others cannot meet, all of them cannot.
  void compile(check::DutyId id) {
    const check::Duty& duty = policy_.duties[id];
    if (duty.severity == syntax::FindingSeverity::note || duty.in_force) return;
    std::optional<CountConditions::NodeId> whole = counts_.condition({duty.condition, no_locals()});
    for (const check::ExprRef guard : duty.guards) {
      const std::optional<CountConditions::NodeId> when = counts_.condition({guard, no_locals()});
      if (!when || !whole) return;
      whole = counts_.implication(*when, *whole);
    }
    if (!whole) return;
    conditions_.push_back(*whole);
    duties_.push_back(id);
  }

  /// Every combination of the fields of the group's record that the duties read.
  void contexts(Box& box, std::size_t field) {
    if (looked_at_ >= kMostContexts) return;
    if (field < counts_.fields().size()) {
      const AxisId axis = counts_.fields()[field];
      const Run whole = box[axis.index];
      for (std::uint32_t value = whole.begin; value < whole.end; ++value) {
        box[axis.index] = {value, value + 1};
        contexts(box, field + 1);
      }
      box[axis.index] = whole;
      return;
    }
    ++looked_at_;
    asked_here_.clear();
    for (const CountConditions::NodeId condition : conditions_)
      if (!counts_.holds_anyway(condition, box)) asked_here_.push_back(condition);
    std::vector<std::int64_t> sizes;
    for (std::int64_t size = 1; size <= kLargestSize; ++size) {
      unsure_ = false;
      const bool met = can_be_met(box, 0, size);
      if (!met && !unsure_) sizes.push_back(size);
    }
    if (sizes.empty()) return;
    for (auto& [known, region] : impossible_)
      if (known == sizes && merge(model_, region, region_of(box))) return;
    impossible_.emplace_back(std::move(sizes), region_of(box));
  }

  bool can_be_met(const Box& box, std::size_t from, std::int64_t left) {
    if (from + 1 < distribution_.size()) {
      for (std::int64_t here = 0; here <= left; ++here) {
        distribution_[from] = here;
        if (can_be_met(box, from + 1, left - here)) return true;
        if (unsure_) return false;
      }
      return false;
    }
    distribution_[from] = left;
    if (++tried_ > kMostDistributions) unsure_ = true;
    for (const CountConditions::NodeId condition : asked_here_) {
      const std::optional<bool> holds = counts_.holds(condition, distribution_, box);
      if (!holds) unsure_ = true;
      if (!holds || !*holds) return false;
    }
    return true;
  }

  Finding finding(const std::vector<std::int64_t>& sizes, const Region& region) const {
    Finding finding;
    Diagnostic& diagnostic = finding.diagnostic;
    Listing listed{{}, true};
    for (const std::int64_t size : sizes)
      listed.items.push_back({MessageKind::plain, {{"value", std::to_string(size)}}});
    diagnostic.message = {MessageKind::group_sizes, {{"sizes", std::move(listed)}, {"name", group_.name}}};
    bool only_here = false;
    for (const AxisId axis : counts_.fields()) only_here = only_here || restricted(model_, region, axis);
    if (only_here) diagnostic.notes.push_back({MessageKind::only_where, {{"where", where_text(model_, region)}}});
    Box box = model_.whole();
    for (std::size_t i = 0; i < box.size(); ++i) box[i] = region[i][0];
    for (std::size_t i = 0; i < duties_.size(); ++i) {
      const check::Duty& duty = policy_.duties[duties_[i]];
      if (only_here && always_met(conditions_[i], box)) continue;
      if (diagnostic.location.source == nullptr) {
        diagnostic.location = duty.location;
      } else {
        diagnostic.related.push_back({duty.location, {MessageKind::duty_here, {}}});
      }
      finding.at.push_back(duty.provenance);
    }
    if (diagnostic.location.source == nullptr) diagnostic.location = group_.location;
    return finding;
  }

  /// Whether the duty asks nothing of any distribution of two members here: it is guarded by another value of the
  /// field.
  bool always_met(CountConditions::NodeId condition, const Box& box) const {
    Distribution distribution(distribution_.size(), 0);
    for (std::size_t a = 0; a < distribution.size(); ++a) {
      for (std::size_t b = a; b < distribution.size(); ++b) {
        ++distribution[a];
        ++distribution[b];
        const bool met = counts_.holds(condition, distribution, box).value_or(false);
        --distribution[a];
        --distribution[b];
        if (!met) return false;
      }
    }
    return true;
  }

  const check::CheckedPolicy& policy_;
  const check::GroupDeclaration& group_;
  Model model_;
  Compiler compiler_;
  CountConditions counts_;
  std::vector<CountConditions::NodeId> conditions_;
  std::vector<CountConditions::NodeId> asked_here_;  // of them, what the fields alone do not meet
  std::vector<check::DutyId> duties_;
  Distribution distribution_;
  std::vector<std::pair<std::vector<std::int64_t>, Region>> impossible_;
  std::size_t looked_at_ = 0;
  std::size_t tried_ = 0;
  bool unsure_ = false;
};

}  // namespace

std::vector<Finding> impossible_sizes(const check::CheckedPolicy& policy, check::GroupId group) {
  return SizeSearch(policy, group).run();
}

}  // namespace kaidah::analysis
