#pragma once
// Looks for a group that is decided differently because of a change in what decides groups.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/difference/pair_run.hpp"

namespace kaidah::difference {

/// A record that both versions decide, as one kind of member: they differ in their classes, not in their keys.
struct Member {
  std::string record;
  std::size_t variant = 0;
};

/// Gives the changes of groups their examples, as far as they are found: groups of one to a few dozen members, made of
/// few kinds, with a record of the group where it has one. Returns the decisions it took.
std::uint64_t find_group_examples(const PolicyPtr& from, const PolicyPtr& to, const std::vector<Variant>& variants,
                                  const std::vector<Member>& members, std::uint64_t most_decisions,
                                  std::vector<Change>& changes);

}  // namespace kaidah::difference
