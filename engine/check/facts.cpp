#include "engine/check/facts.hpp"

namespace kaidah::check {
namespace {

Fact both(const Fact& a, const Fact& b) {
  return {a.present || b.present, a.absent || b.absent, a.nonzero || b.nonzero, types::intersect(a.range, b.range)};
}

}  // namespace

FactSet all_of(FactSet a, const FactSet& b) {
  for (const auto& [key, fact] : b) {
    const auto [entry, is_new] = a.try_emplace(key, fact);
    if (!is_new) entry->second = both(entry->second, fact);
  }
  return a;
}

FactSet one_of(const FactSet& a, const FactSet& b) {
  FactSet result;
  for (const auto& [key, fact] : a) {
    const auto other = b.find(key);
    if (other == b.end()) continue;
    Fact common;
    common.present = fact.present && other->second.present;
    common.absent = fact.absent && other->second.absent;
    common.nonzero = (fact.nonzero || fact.absent) && (other->second.nonzero || other->second.absent);
    if (fact.absent) {
      common.range = other->second.range;
    } else if (other->second.absent) {
      common.range = fact.range;
    } else {
      common.range = types::hull(fact.range, other->second.range);
    }
    result.emplace(key, std::move(common));
  }
  return result;
}

const Fact* Facts::find(const std::string& key) const {
  const auto found = facts_.find(key);
  return found == facts_.end() ? nullptr : &found->second;
}

void Facts::learn(const FactSet& facts) {
  for (const auto& [key, fact] : facts) {
    const auto [entry, is_new] = facts_.try_emplace(key, fact);
    if (is_new) {
      log_.emplace_back(key, std::nullopt);
    } else {
      log_.emplace_back(key, entry->second);
      entry->second = both(entry->second, fact);
    }
  }
}

void Facts::forget(std::size_t mark) {
  while (log_.size() > mark) {
    auto& [key, before] = log_.back();
    if (before) {
      facts_[key] = *std::move(before);
    } else {
      facts_.erase(key);
    }
    log_.pop_back();
  }
}

}  // namespace kaidah::check
