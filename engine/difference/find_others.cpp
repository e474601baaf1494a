// Duties, promises, procedures, rankings' owners, and what is not encoded.

#include <algorithm>
#include <map>
#include <set>

#include "engine/difference/finder.hpp"

namespace kaidah::difference {
namespace {

using Sort = Texts::Sort;

class OtherFinder {
 public:
  explicit OtherFinder(Finder& finder) : finder_(finder), from_(finder.from), to_(finder.to) {}

  void run() {
    duties();
    promises();
    procedures();
    not_encoded();
    results();
    places();
  }

 private:
  void duties() {
    std::vector<std::string> before;
    std::vector<std::string> after;
    for (const check::Duty& duty : from_.duties)
      before.push_back(finder_.renames.of(NameKind::duty, scoped_name(from_, duty)));
    for (const check::Duty& duty : to_.duties) after.push_back(scoped_name(to_, duty));
    const Pairing pairing = paired(before, after);
    const auto side = [&](Change& change, std::size_t index, bool old) {
      const check::Duty& duty = (old ? from_ : to_).duties[check::DutyId(index)];
      const Texts& texts = old ? finder_.from_texts : finder_.to_texts;
      (old ? change.from_text : change.to_text) = texts.of(Sort::duty, duty.name);
      (old ? change.from_article : change.to_article) = texts.article(duty.provenance);
      (old ? change.from_touched : change.to_touched).duties.emplace_back(index);
      change.of_group = static_cast<bool>(duty.group);
    };
    for (const std::size_t i : pairing.only_from)
      side(finder_.add(ChangeKind::removed, Subject::duty, from_.duties[check::DutyId(i)].name), i, true);
    for (const std::size_t j : pairing.only_to)
      side(finder_.add(ChangeKind::added, Subject::duty, to_.duties[check::DutyId(j)].name), j, false);
    for (const auto& [i, j] : pairing.both) {
      const check::Duty& a = from_.duties[check::DutyId(i)];
      const check::Duty& b = to_.duties[check::DutyId(j)];
      if (finder_.from_meaning.of(a) == finder_.to_meaning.of(b)) {
        moved(Subject::duty, b.name, a.provenance, b.provenance);
        continue;
      }
      Change& change = finder_.add(ChangeKind::changed, Subject::duty, b.name);
      side(change, i, true);
      side(change, j, false);
      change.figures = changed_figures(change.from_text, change.to_text);
    }
  }

  /// What says the same and stands elsewhere now.
  void moved(Subject subject, const std::string& name, check::ProvenanceId before, check::ProvenanceId after) {
    const std::string from_place = finder_.from_texts.article(before);
    const std::string to_place = finder_.to_texts.article(after);
    if (from_place == to_place) return;
    Change& change = finder_.add(ChangeKind::moved, subject, name);
    change.weight = Weight::shown;
    change.from_article = from_place;
    change.to_article = to_place;
  }

  void promises() {
    std::vector<std::string> before;
    std::vector<std::string> after;
    for (const check::Promise& one : from_.promises) before.push_back(finder_.from_meaning.of(one));
    for (const check::Promise& one : to_.promises) after.push_back(finder_.to_meaning.of(one));
    const Pairing pairing = paired(before, after);
    for (const std::size_t i : pairing.only_from) {
      Change& change = finder_.add(ChangeKind::removed, Subject::promise, {});
      change.from_text = finder_.from_texts.formula(from_.promises[i].condition);
      change.from_article = finder_.from_texts.article(from_.promises[i].provenance);
      change.of_group = static_cast<bool>(from_.promises[i].group);
    }
    for (const std::size_t j : pairing.only_to) {
      Change& change = finder_.add(ChangeKind::added, Subject::promise, {});
      change.to_text = finder_.to_texts.formula(to_.promises[j].condition);
      change.to_article = finder_.to_texts.article(to_.promises[j].provenance);
      change.of_group = static_cast<bool>(to_.promises[j].group);
    }
    for (const auto& [i, j] : pairing.both)
      moved(Subject::promise, {}, from_.promises[i].provenance, to_.promises[j].provenance);
  }

  void procedures() {
    std::vector<std::string> before;
    std::vector<std::string> after;
    for (const check::Procedure& one : from_.procedures) before.push_back(one.name);
    for (const check::Procedure& one : to_.procedures) after.push_back(one.name);
    const Pairing pairing = paired(before, after);
    const auto side = [&](Change& change, std::size_t index, bool old) {
      const check::Procedure& one = (old ? from_ : to_).procedures[check::ProcedureId(index)];
      const Texts& texts = old ? finder_.from_texts : finder_.to_texts;
      (old ? change.from_text : change.to_text) = texts.of(Sort::procedure, one.name);
      (old ? change.from_article : change.to_article) = texts.article(one.provenance);
      (old ? change.from_touched : change.to_touched).procedures.emplace_back(index);
    };
    for (const std::size_t i : pairing.only_from)
      side(finder_.add(ChangeKind::removed, Subject::procedure, before[i]), i, true);
    for (const std::size_t j : pairing.only_to)
      side(finder_.add(ChangeKind::added, Subject::procedure, after[j]), j, false);
    for (const auto& [i, j] : pairing.both) {
      if (finder_.from_meaning.of(from_.procedures[check::ProcedureId(i)]) ==
          finder_.to_meaning.of(to_.procedures[check::ProcedureId(j)])) {
        moved(Subject::procedure, after[j], from_.procedures[check::ProcedureId(i)].provenance,
              to_.procedures[check::ProcedureId(j)].provenance);
        continue;
      }
      Change& change = finder_.add(ChangeKind::changed, Subject::procedure, after[j]);
      side(change, i, true);
      side(change, j, false);
      keep_changed_lines(change);
      change.figures = changed_figures(change.from_text, change.to_text);
    }
  }

  /// Of a long text only the lines that the other does not have.
  static void keep_changed_lines(Change& change) {
    const auto lines = [](const std::string& text) {
      std::vector<std::string> all;
      for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        all.push_back(text.substr(begin, end - begin));
        begin = end + 1;
      }
      return all;
    };
    const std::vector<std::string> before = lines(change.from_text);
    const std::vector<std::string> after = lines(change.to_text);
    const Pairing pairing = paired(before, after);
    if (pairing.only_from.empty() && pairing.only_to.empty()) return;
    const auto joined = [](const std::vector<std::string>& all, const std::vector<std::size_t>& kept) {
      std::string text;
      for (const std::size_t i : kept) text += (text.empty() ? "" : "\n") + all[i];
      return text;
    };
    change.from_text = joined(before, pairing.only_from);
    change.to_text = joined(after, pairing.only_to);
  }

  void not_encoded() {
    std::vector<std::string> before;
    std::vector<std::string> after;
    for (const check::NotEncoded& one : from_.not_encoded) before.push_back(finder_.from_meaning.of(one));
    for (const check::NotEncoded& one : to_.not_encoded) after.push_back(finder_.to_meaning.of(one));
    const Pairing pairing = paired(before, after);
    for (const std::size_t i : pairing.only_from) {
      Change& change = finder_.add(ChangeKind::removed, Subject::not_encoded, {});
      change.weight = Weight::shown;
      change.from_text = from_.not_encoded[i].why;
      change.from_article = finder_.from_texts.article(from_.not_encoded[i].provenance);
    }
    for (const std::size_t j : pairing.only_to) {
      Change& change = finder_.add(ChangeKind::added, Subject::not_encoded, {});
      change.weight = Weight::shown;
      change.to_text = to_.not_encoded[j].why;
      change.to_article = finder_.to_texts.article(to_.not_encoded[j].provenance);
    }
  }

  /// Other policies whose results are taken: which record they are given, and what they say themselves.
  void results() {
    const auto names = [](const check::CheckedPolicy& policy) {
      std::vector<std::string> all;
      for (const check::Result& one : policy.results) all.push_back(one.name);
      return all;
    };
    const auto text = [](const check::Result& one, const Texts& texts) {
      return one.policy->id + " " + one.policy->version + ": " + texts.formula(one.record);
    };
    const Pairing pairing = paired(names(from_), names(to_));
    for (const std::size_t i : pairing.only_from) {
      const check::Result& one = from_.results[check::ResultId(i)];
      Change& change = finder_.add(ChangeKind::removed, Subject::rule, one.name);
      change.from_text = text(one, finder_.from_texts);
      change.from_article = finder_.from_texts.article(one.provenance);
    }
    for (const std::size_t j : pairing.only_to) {
      const check::Result& one = to_.results[check::ResultId(j)];
      Change& change = finder_.add(ChangeKind::added, Subject::rule, one.name);
      change.to_text = text(one, finder_.to_texts);
      change.to_article = finder_.to_texts.article(one.provenance);
    }
    for (const auto& [i, j] : pairing.both) {
      const check::Result& a = from_.results[check::ResultId(i)];
      const check::Result& b = to_.results[check::ResultId(j)];
      if (a.policy->id != b.policy->id || finder_.from_meaning.of(a.record) != finder_.to_meaning.of(b.record) ||
          finder_.from_meaning.of(a.in_force) != finder_.to_meaning.of(b.in_force)) {
        Change& change = finder_.add(ChangeKind::changed, Subject::rule, b.name);
        change.from_text = text(a, finder_.from_texts);
        change.to_text = text(b, finder_.to_texts);
        change.from_article = finder_.from_texts.article(a.provenance);
        change.to_article = finder_.to_texts.article(b.provenance);
        continue;
      }
      for (Change& inner : find_changes(*a.policy, *b.policy, finder_.to_texts.language())) {
        inner.name = b.name + ": " + inner.name;
        // Its ids are those of the other policy.
        inner.from_touched = inner.to_touched = {};
        finder_.changes.push_back(std::move(inner));
      }
    }
  }

  /// What a place is called, and how far it can be trusted.
  struct PlaceWords {
    std::set<std::string> titles;
    std::set<std::string> marks;
  };
  static std::map<std::string, PlaceWords> words_of_places(const check::CheckedPolicy& policy, const Texts& texts) {
    std::map<std::string, PlaceWords> all;
    for (std::size_t i = 0; i < policy.provenances.size(); ++i) {
      const check::ProvenanceId id(i);
      PlaceWords& words = all[texts.article(id)];
      words.titles.insert(policy.provenances[id].title);
      words.marks.insert(texts.marks(id));
    }
    return all;
  }

  void places() {
    const auto before = words_of_places(from_, finder_.from_texts);
    const auto after = words_of_places(to_, finder_.to_texts);
    const auto only = [](const std::set<std::string>& all, const std::set<std::string>& others) {
      std::string text;
      for (const std::string& one : all)
        if (others.count(one) == 0) text += (text.empty() ? "" : "\n") + one;
      return text;
    };
    for (const auto& [article, words] : before) {
      const auto other = after.find(article);
      if (other == after.end()) continue;
      const auto add = [&, &article = article](Subject subject, const std::set<std::string>& old,
                                               const std::set<std::string>& now) {
        if (old == now) return;
        Change& change = finder_.add(ChangeKind::changed, subject, {});
        change.weight = Weight::shown;
        change.from_article = change.to_article = article;
        change.from_text = only(old, now);
        change.to_text = only(now, old);
      };
      add(Subject::title, words.titles, other->second.titles);
      add(Subject::marks, words.marks, other->second.marks);
    }
  }

  Finder& finder_;
  const check::CheckedPolicy& from_;
  const check::CheckedPolicy& to_;
};

}  // namespace

void find_other_changes(Finder& finder) {
  OtherFinder(finder).run();
}

}  // namespace kaidah::difference
