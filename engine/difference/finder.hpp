#pragma once
// What the parts of the search for changes share. Private to this folder.

#include <string>
#include <vector>

#include "engine/difference/change.hpp"
#include "engine/difference/meaning.hpp"
#include "engine/difference/texts.hpp"

namespace kaidah::difference {

struct Finder {
  Finder(const check::CheckedPolicy& from_given, const check::CheckedPolicy& to_given, Language language);

  const check::CheckedPolicy& from;
  const check::CheckedPolicy& to;
  Renames renames;  ///< filled first
  Renames none;
  Meaning from_meaning;  ///< in the names of the policy after
  Meaning to_meaning;
  Texts from_texts;
  Texts to_texts;
  std::vector<Change> changes;

  Change& add(ChangeKind kind, Subject subject, std::string name);
};

/// Declarations of one kind by name: pairs that go together, and what stands alone.
struct Pairing {
  std::vector<std::pair<std::size_t, std::size_t>> both;
  std::vector<std::size_t> only_from;
  std::vector<std::size_t> only_to;
};
/// `from_names` in the names of the policy after.
[[nodiscard]] Pairing paired(const std::vector<std::string>& from_names, const std::vector<std::string>& to_names);

/// Things that only changed their name, so that everything else can be held against each other. Adds their changes.
void find_renames(Finder& finder);
void find_shape_changes(Finder& finder);
void find_rule_changes(Finder& finder);
/// Duties, promises, procedures, what is not encoded.
void find_other_changes(Finder& finder);

/// Where two texts differ in figures alone: which became which. Nothing when they differ in more.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> changed_figures(const std::string& from,
                                                                               const std::string& to);

}  // namespace kaidah::difference
