// A thing that says the same under another name has been renamed. Names build on names: a round of the search may make
// the next one possible.

#include <algorithm>
#include <functional>

#include "engine/difference/finder.hpp"

namespace kaidah::difference {
namespace {

/// The things of one kind: their names and what they say without them.
struct Named {
  std::vector<std::string> names;
  std::vector<std::function<std::string()>> meanings;
};

template <class Id, class Declaration, class Name, class Wanted>
Named named(const IdVector<Id, Declaration>& all, const Meaning& meaning, Name name, Wanted wanted) {
  Named things;
  for (const Declaration& one : all) {
    if (!wanted(one)) continue;
    things.names.push_back(name(one));
    things.meanings.push_back([&one, &meaning] { return meaning.of(one); });
  }
  return things;
}

Named things_of(NameKind kind, const check::CheckedPolicy& policy, const Meaning& meaning) {
  const auto plain = [](const auto& one) { return one.name; };
  const auto all = [](const auto&) { return true; };
  switch (kind) {
    case NameKind::enumeration:
      return named(policy.enums, meaning, plain, all);
    case NameKind::record:
      return named(policy.records, meaning, plain, all);
    case NameKind::parameter:
      // Who runs a policy names its parameters: only those that the law sets itself may change their names.
      return named(policy.parameters, meaning, plain, [](const auto& one) { return one.decided_by.empty(); });
    case NameKind::rule:
      // The name of an output is part of every decision.
      return named(
          policy.rules, meaning, [&](const check::Rule& one) { return scoped_name(policy, one); },
          [](const check::Rule& one) { return !one.is_output; });
    case NameKind::duty:
      return named(
          policy.duties, meaning, [&](const check::Duty& one) { return scoped_name(policy, one); }, all);
    case NameKind::group:
    case NameKind::procedure:
      break;  // their names are written out
  }
  return {};
}

Subject subject_of(NameKind kind) {
  switch (kind) {
    case NameKind::enumeration:
      return Subject::enumeration;
    case NameKind::record:
      return Subject::record;
    case NameKind::parameter:
      return Subject::parameter;
    case NameKind::duty:
      return Subject::duty;
    case NameKind::rule:
    case NameKind::group:
    case NameKind::procedure:
      break;
  }
  return Subject::rule;
}

/// Whether anything was found.
bool find(Finder& finder, NameKind kind) {
  Named before = things_of(kind, finder.from, finder.from_meaning);
  const Named after = things_of(kind, finder.to, finder.to_meaning);
  std::vector<std::string> mapped;
  for (const std::string& name : before.names) mapped.push_back(finder.renames.of(kind, name));
  const Pairing pairing = paired(mapped, after.names);
  std::vector<std::size_t> free = pairing.only_to;
  bool found = false;
  for (const std::size_t i : pairing.only_from) {
    const std::string meaning = before.meanings[i]();
    const auto same =
        std::find_if(free.begin(), free.end(), [&](std::size_t j) { return after.meanings[j]() == meaning; });
    if (same == free.end()) continue;
    finder.renames.add(kind, before.names[i], after.names[*same]);
    Change& change = finder.add(ChangeKind::renamed, subject_of(kind), after.names[*same]);
    change.weight = Weight::name;
    change.from_text = before.names[i];
    change.to_text = after.names[*same];
    free.erase(same);
    found = true;
  }
  return found;
}

}  // namespace

void find_renames(Finder& finder) {
  for (bool again = true; again;) {
    again = false;
    for (const NameKind kind :
         {NameKind::enumeration, NameKind::record, NameKind::parameter, NameKind::rule, NameKind::duty})
      again = find(finder, kind) || again;
  }
}

}  // namespace kaidah::difference
