#include "engine/batch/population.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "engine/evaluate/evaluate.hpp"
#include "engine/json/encode.hpp"

namespace kaidah::batch {

Population::Population(const Regimes& regimes, const std::vector<std::unique_ptr<GroupRecords>>& group_records,
                       const RunOptions& options)
    : regimes_(regimes), group_records_(group_records), options_(options), by_regime_(regimes.all.size()) {}

evaluate::GroupAccumulator& Population::of(std::uint32_t regime) {
  std::unique_ptr<evaluate::GroupAccumulator>& groups = by_regime_[regime];
  if (!groups) groups = std::make_unique<evaluate::GroupAccumulator>(regimes_.all[regime].plan);
  return *groups;
}

bool Population::has_groups(const Regimes& regimes) {
  return std::ranges::any_of(regimes.all, [](const Regime& regime) {
    return regime.plan->options.groups && !regime.plan->policy->groups.empty();
  });
}

std::size_t Population::size() const noexcept {
  std::size_t all = 0;
  for (const auto& groups : by_regime_) all += groups ? groups->size() : 0;
  return all;
}

bool Population::write_states(StateWriter& out) const {
  for (std::uint32_t regime = 0; regime < by_regime_.size(); ++regime) {
    if (!by_regime_[regime]) continue;
    const plan::Plan& plan = *regimes_.all[regime].plan;
    for (std::size_t i = 0; i < plan.groups.size(); ++i) {
      const check::GroupId kind(i);
      for (const auto* const entry : by_regime_[regime]->groups(kind)) {
        append_group_state(out.text(), plan, regime, kind, *entry);
        if (!out.flush()) return false;
      }
    }
  }
  return out.end();
}

bool Population::read_states(StateReader& in, std::uint64_t piece) {
  const PlanOf plan_of = [this](std::uint64_t regime) {
    return regime < regimes_.all.size() ? regimes_.all[regime].plan.get() : nullptr;
  };
  while (const auto line = in.line()) {
    if (in.is_end(*line)) return true;
    std::optional<GroupStateRead> read = read_group_state(*line, plan_of);
    if (!read) return false;
    of(read->regime).add(read->group, std::move(read->state), piece);
  }
  return false;
}

bool Population::decide(Output& to, RunResult& result) {
  for (std::uint32_t regime = 0; regime < regimes_.all.size(); ++regime) {
    if (!by_regime_[regime]) continue;
    const plan::Plan& plan = *regimes_.all[regime].plan;
    for (std::size_t i = 0; i < plan.groups.size(); ++i) {
      const plan::Group& group = plan.groups[i];
      const bool says_something = !group.outputs.empty() || !group.duties.empty() || !group.rankings.empty();
      if (says_something && !decide(check::GroupId(i), regime, to, result)) return false;
    }
  }
  return true;
}

bool Population::decide(check::GroupId kind, std::uint32_t regime, Output& to, RunResult& result) {
  constexpr std::size_t kWrittenAtOnce = 256U << 10;
  const Regime& under = regimes_.all[regime];
  evaluate::Settings settings = options_.settings;
  settings.parameters = under.parameters;
  settings.results = under.results;
  settings.group_records.assign(under.plan->policy->groups.size(), nullptr);
  evaluate::Evaluator evaluator(under.plan);
  std::string lines;
  std::uint64_t written = 0;
  std::uint64_t rejected = 0;
  const auto flush = [&] {
    if (!to.write(lines)) return false;
    result.by_regime[regime].groups += written;
    result.by_regime[regime].groups_rejected += rejected;
    result.counts.groups += std::exchange(written, 0);
    result.counts.groups_rejected += std::exchange(rejected, 0);
    lines.clear();
    return true;
  };
  for (const auto* const entry : by_regime_[regime]->groups(kind)) {
    const evaluate::GroupOutcome& outcome =
        evaluator.decide_group(kind, *entry, group_records_[regime]->of_group(kind, entry->first), settings);
    json::append_group(lines, *under.plan, kind, outcome, options_.language, under.label);
    ++written;
    if (outcome.rejection) ++rejected;
    if (lines.size() >= kWrittenAtOnce && !flush()) return false;
  }
  return flush();
}

}  // namespace kaidah::batch
