#include "engine/compare/tally.hpp"

#include <tuple>

namespace kaidah::compare {
namespace {

template <class Key, class Value>
void merge_maps(std::map<Key, Value>& into, const std::map<Key, Value>& from) {
  for (const auto& [key, value] : from) {
    const auto [place, fresh] = into.try_emplace(key, value);
    if (!fresh) place->second.add(value);
  }
}

}  // namespace

void Movers::add(const Movers& other) {
  records += other.records;
  changed += other.changed;
  up += other.up;
  down += other.down;
  from_rejected += other.from_rejected;
  to_rejected += other.to_rejected;
}

void GainTally::add(const GainTally& other) {
  none += other.none;
  gained += other.gained;
  lost += other.lost;
  same += other.same;
  changed += other.changed;
}

void FigureTally::add(const FigureTally& other) {
  higher += other.higher;
  lower += other.lower;
  same += other.same;
  from_sum = from_sum + other.from_sum;
  to_sum = to_sum + other.to_sum;
}

void FoundTally::add(const FoundTally& other) {
  from += other.from;
  to += other.to;
  gained += other.gained;
  lost += other.lost;
}

void count_found(std::map<FindingKey, FoundTally>& into, const std::set<FindingKey>& from,
                 const std::set<FindingKey>& to) {
  for (const FindingKey& key : from) {
    FoundTally& tally = into[key];
    ++tally.from;
    if (to.count(key) == 0) ++tally.lost;
  }
  for (const FindingKey& key : to) {
    FoundTally& tally = into[key];
    ++tally.to;
    if (from.count(key) == 0) ++tally.gained;
  }
}

void RejectionTally::add(const RejectionTally& other) {
  records += other.records;
  // Several records may begin on one line: the id settles it, so that the order of merging does not.
  if (std::tie(other.line, other.id) >= std::tie(line, id)) return;
  line = other.line;
  id = other.id;
  message = other.message;
}

void Example::add(const Example& other) {
  if (std::tie(other.line, other.id) < std::tie(line, id)) *this = other;
}

Tally::Tally(const SideSetup& from, const SideSetup& to, std::size_t gains_count, std::size_t figures_count)
    : matrix(std::size_t{from.classes.size()} * to.classes.size()),
      examples(matrix.size()),
      gains(gains_count),
      figures(figures_count) {}

void Tally::merge(const Tally& other) {
  records += other.records;
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    matrix[i] += other.matrix[i];
    examples[i].add(other.examples[i]);
  }
  all.add(other.all);
  merge_maps(units, other.units);
  merge_maps(kinds, other.kinds);
  for (std::size_t i = 0; i < gains.size(); ++i) gains[i].add(other.gains[i]);
  for (std::size_t i = 0; i < figures.size(); ++i) figures[i].add(other.figures[i]);
  merge_maps(findings, other.findings);
  merge_maps(from_rejections, other.from_rejections);
  merge_maps(to_rejections, other.to_rejections);
  for (const auto& [cause, count] : other.causes) causes[cause] += count;
}

}  // namespace kaidah::compare
