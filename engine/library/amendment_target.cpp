#include "engine/library/amendment_target.hpp"

#include <algorithm>
#include <utility>

#include "engine/check/placing.hpp"
#include "grammar/diagnostics/message_kind.hpp"
#include "grammar/diagnostics/spelling.hpp"
#include "grammar/vocabulary/citation.hpp"

namespace kaidah::library {

using namespace syntax;

namespace {

constexpr std::size_t kMostShown = 8;

Message described(const std::string& name, const Place& place, Vocabulary vocabulary) {
  const std::string citation = vocabulary::citation(place, vocabulary);
  if (name.empty()) return {MessageKind::target_place, {{"place", citation}}};
  if (citation.empty()) return {MessageKind::target_name, {{"name", name}}};
  return {MessageKind::target_name_in, {{"name", name}, {"place", citation}}};
}

bool has_ended(const Site& site, const std::string& day) {
  return std::any_of(site.amended.begin(), site.amended.end(),
                     [&](const InForce* days) { return !days->through.empty() && days->through < day; });
}

class Candidates {
 public:
  Candidates(const SyntaxTree& tree, const std::vector<Site>& sites, const std::string& day)
      : tree_(tree), sites_(sites), day_(day) {}

  /// Named things in the place, or in the nearest place around it that there is.
  std::vector<Message> in(Place place) {
    std::vector<Message> shown;
    while (shown.empty() && !place.parts.empty()) {
      each([&](const Site& site, const std::string& name) {
        if (check::stands_in(site.place, place)) add(shown, name, site.place);
      });
      place.parts.pop_back();
    }
    if (!shown.empty()) return shown;
    for (const Site& site : sites_) {
      if (!site.parent && !site.place.parts.empty()) add(shown, "", site.place);
    }
    return shown;
  }

  std::vector<Message> named(const std::string& name) {
    std::vector<Message> shown;
    each([&](const Site& site, const std::string& other) {
      if (other == name) add(shown, other, site.place);
    });
    return shown;
  }

  std::vector<std::string> names() {
    std::vector<std::string> all;
    each([&](const Site&, const std::string& name) {
      if (std::find(all.begin(), all.end(), name) == all.end()) all.push_back(name);
    });
    return all;
  }

 private:
  template <class Visit>
  void each(Visit visit) {
    for (const Site& site : sites_) {
      const Name* name = name_of(tree_[site.item]);
      if (name != nullptr && !has_ended(site, day_)) visit(site, name->text);
    }
  }
  void add(std::vector<Message>& shown, const std::string& name, const Place& place) {
    Message message = described(name, place, tree_.vocabulary);
    if (shown.size() < kMostShown && std::find(shown.begin(), shown.end(), message) == shown.end()) {
      shown.push_back(std::move(message));
    }
  }

  const SyntaxTree& tree_;
  const std::vector<Site>& sites_;
  const std::string& day_;
};

}  // namespace

Diagnostic missing_target(const SyntaxTree& tree, const std::vector<Site>& sites, const AmendmentTarget& target,
                          const std::string& policy, const std::string& day) {
  const std::string name = target.name ? target.name->text : "";
  Candidates candidates(tree, sites, day);
  Diagnostic diagnostic;
  diagnostic.location = {tree.source, target.span};
  Message wanted = described(name, target.place.value_or(Place{}), tree.vocabulary);
  diagnostic.message = {MessageKind::target_missing,
                        {{"policy", policy}, {"day", day}, {"target", Listing{{std::move(wanted)}, false}}}};
  std::vector<Message> there;
  if (target.name) there = candidates.named(name);
  if (there.empty() && target.place) there = candidates.in(*target.place);
  if (there.empty()) {
    const std::vector<std::string> names = candidates.names();
    suggest_nearest(diagnostic, name, names);
    for (const std::string& one : names) {
      if (there.size() < kMostShown) there.push_back({MessageKind::target_name, {{"name", one}}});
    }
  }
  if (!there.empty()) {
    diagnostic.notes.push_back({MessageKind::note_there_is, {{"names", Listing{std::move(there), false}}}});
  }
  return diagnostic;
}

}  // namespace kaidah::library
