// Which ways a decision takes. What is computed for every row is asked for in some: by whom and where is noted while it
// is lowered, and once all is known, a way is taken in the rows in which whoever stands before it was asked.

#include <algorithm>
#include <utility>

#include "engine/fast/lowering.hpp"

namespace kaidah::fast {

void Lowering::begin_stage(std::vector<check::RuleId> about, bool always) {
  if (!marking_) return;
  stages_.push_back({std::move(about), always, kEverywhere});
  reader_ = static_cast<Reader>(plan_.rules.size() + stages_.size() - 1);
  wanted_ = kEverywhere;
}

void Lowering::take(std::uint32_t way, Mask where) {
  if (!marking_ || way == plan::kNone) return;
  const Mask rows = out_.both(wanted_, where);
  if (!rows.is_none()) takes_.push_back({way, {reader_, rows}});
}

void Lowering::rest_on(std::uint32_t mark, Mask where) {
  if (!marking_ || mark == plan::kNone) return;
  const Mask rows = out_.both(wanted_, where);
  if (!rows.is_none()) rests_.push_back({mark, {reader_, rows}});
}

void Lowering::use(check::RuleId rule) {
  if (marking_) uses_[rule.index].push_back({reader_, wanted_});
}

void Lowering::ask(std::uint32_t rule) {
  if (!marking_) return;
  reads_[rule].push_back({reader_, wanted_});
  use(plan_.rules[rule].id);
}

Lowering::Since Lowering::now() const {
  Since since;
  if (!marking_) return since;
  since.takes = takes_.size();
  since.rests = rests_.size();
  for (const auto& asked : reads_) since.reads.push_back(asked.size());
  for (const auto& asked : uses_) since.uses.push_back(asked.size());
  return since;
}

// What a rule asks for in its own name is not touched: that is asked of the rule.
void Lowering::only(const Since& since, Mask where) {
  const auto narrow = [&](Asked& asked) {
    if (asked.by == reader_) asked.where = out_.both(asked.where, where);
  };
  for (std::size_t i = since.takes; i < takes_.size(); ++i) narrow(takes_[i].asked);
  for (std::size_t i = since.rests; i < rests_.size(); ++i) narrow(rests_[i].asked);
  for (std::size_t rule = 0; rule < reads_.size(); ++rule)
    for (std::size_t i = since.reads[rule]; i < reads_[rule].size(); ++i) narrow(reads_[rule][i]);
  for (std::size_t rule = 0; rule < uses_.size(); ++rule)
    for (std::size_t i = since.uses[rule]; i < uses_[rule].size(); ++i) narrow(uses_[rule][i]);
}

/// The records with such a row.
Mask Lowering::whole_records(Mask where) {
  while (where.known == Mask::Known::no && where.space != 0) where = out_.any(where, where.space);
  return where;
}

Mask Lowering::asked_by(const Asked& asked, std::size_t last_stage) {
  const Mask where = whole_records(asked.where);
  if (asked.by < plan_.rules.size()) return out_.both(where, demand(asked.by, last_stage));
  const std::size_t stage = asked.by - plan_.rules.size();
  return stage <= last_stage ? out_.both(where, stages_[stage].where) : kNowhere;
}

/// The records that ask for a rule in one of the stages so far.
Mask Lowering::demand(std::uint32_t rule, std::size_t last_stage) {
  if (demands_[rule]) return *demands_[rule];
  Mask all = kNowhere;
  for (const Asked& asked : reads_[rule]) all = out_.either(all, asked_by(asked, last_stage));
  demands_[rule] = all;
  return all;
}

void Lowering::mark_ways(Wanted wanted) {
  for (std::size_t stage = 0; stage < stages_.size(); ++stage) {
    if (stages_[stage].always) continue;
    demands_.assign(plan_.rules.size(), std::nullopt);
    Mask where = kNowhere;
    for (const check::RuleId rule : stages_[stage].about)
      for (const Asked& asked : uses_[rule.index]) where = out_.either(where, asked_by(asked, stage - 1));
    stages_[stage].where = where;
  }
  demands_.assign(plan_.rules.size(), std::nullopt);
  if (wanted.ways) out_.program().ways = taken(takes_, plan_.ways.size());
  if (wanted.marks) out_.program().marks = taken(rests_, plan_.marked.size());
}

std::vector<Program::TakenWay> Lowering::taken(const std::vector<Take>& takes, std::size_t count) {
  std::vector<Mask> ways(count);
  for (const Take& take : takes) ways[take.way] = out_.either(ways[take.way], asked_by(take.asked, stages_.size() - 1));
  std::vector<Program::TakenWay> all;
  for (std::uint32_t way = 0; way < count; ++way) {
    if (ways[way].is_none()) continue;
    all.push_back({way, ways[way].is_all() ? kAll : out_.reg(ways[way], 0)});
  }
  return all;
}

}  // namespace kaidah::fast
