// Rules: their statements, and the arms of these.

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>
#include <utility>

#include "engine/difference/finder.hpp"

namespace kaidah::difference {
namespace {

using check::ArmId;
using check::StatementId;
using Sort = Texts::Sort;

/// A statement with how it takes part in its rule.
struct Placed {
  StatementId id;
  bool exception = false;
  std::string role;  ///< base, exception, exception to what stands somewhere
};

class RuleFinder {
 public:
  explicit RuleFinder(Finder& finder) : finder_(finder), from_(finder.from), to_(finder.to) {}

  void run() {
    std::vector<std::string> before;
    std::vector<std::string> after;
    for (const check::Rule& rule : from_.rules)
      before.push_back(finder_.renames.of(NameKind::rule, scoped_name(from_, rule)));
    for (const check::Rule& rule : to_.rules) after.push_back(scoped_name(to_, rule));
    const Pairing pairing = paired(before, after);
    for (const std::size_t i : pairing.only_from) alone(from_.rules[check::RuleId(i)], true);
    for (const std::size_t j : pairing.only_to) alone(to_.rules[check::RuleId(j)], false);
    for (const auto& [i, j] : pairing.both) both(from_.rules[check::RuleId(i)], to_.rules[check::RuleId(j)]);
  }

 private:
  static std::vector<Placed> statements(const check::CheckedPolicy& policy, const check::Rule& rule,
                                        const Texts& texts) {
    std::vector<Placed> all;
    const std::function<void(const std::vector<StatementId>&, bool, const std::string&)> add =
        [&](const std::vector<StatementId>& ids, bool exception, const std::string& role) {
          for (const StatementId id : ids) {
            const check::Statement& statement = policy.statements[id];
            all.push_back({id, exception, role});
            add(statement.exceptions, true, "to " + texts.article(statement.provenance));
            for (const ArmId arm : statement.arms)
              add(policy.arms[arm].exceptions, true, "to " + texts.article(policy.arms[arm].provenance));
          }
        };
    add(rule.base, false, "base");
    add(rule.exceptions, true, "exception");
    return all;
  }

  void touch(Touched& touched, const check::Statement& statement) {
    touched.arms.insert(touched.arms.end(), statement.arms.begin(), statement.arms.end());
  }

  void alone(const check::Rule& rule, bool before) {
    const Texts& texts = before ? finder_.from_texts : finder_.to_texts;
    Change& change = finder_.add(before ? ChangeKind::removed : ChangeKind::added, Subject::rule, rule.name);
    change.of_group = rule.scope == check::RuleScope::group;
    (before ? change.from_text : change.to_text) = texts.of(Sort::rule, rule.name);
    (before ? change.from_article : change.to_article) = texts.article(rule.provenance);
    // It touches nothing: what a rule decides is seen through what reads it, which has changed then too.
  }

  void both(const check::Rule& before, const check::Rule& after) {
    declaration(before, after);
    std::vector<Placed> old = statements(from_, before, finder_.from_texts);
    std::vector<Placed> now = statements(to_, after, finder_.to_texts);
    const auto take = [&](const auto& fits) {
      for (std::size_t i = 0; i < old.size();) {
        const auto other = std::find_if(now.begin(), now.end(), [&](const Placed& one) { return fits(old[i], one); });
        if (other == now.end()) {
          ++i;
          continue;
        }
        pair(before, after, old[i], *other);
        old.erase(old.begin() + static_cast<std::ptrdiff_t>(i));
        now.erase(other);
      }
    };
    // What says the same; then what stands in the same place, has the same role, or at least belongs together.
    take([&](const Placed& a, const Placed& b) { return a.role == b.role && whole(a) == whole(b, true); });
    take([&](const Placed& a, const Placed& b) {
      return a.role == b.role && from_article(a) == to_article(b) && likeness(a, b) > 0;
    });
    take([&](const Placed& a, const Placed& b) { return a.role == b.role && from_article(a) == to_article(b); });
    take([&](const Placed& a, const Placed& b) { return a.exception == b.exception && likeness(a, b) > 0; });
    for (const Placed& one : old) statement_alone(before, one, true);
    for (const Placed& one : now) statement_alone(after, one, false);
  }

  [[nodiscard]] std::string from_article(const Placed& one) const {
    return finder_.from_texts.article(from_.statements[one.id].provenance);
  }
  [[nodiscard]] std::string to_article(const Placed& one) const {
    return finder_.to_texts.article(to_.statements[one.id].provenance);
  }
  [[nodiscard]] std::string whole(const Placed& one, bool after = false) const {
    const Meaning& meaning = after ? finder_.to_meaning : finder_.from_meaning;
    const check::CheckedPolicy& policy = after ? to_ : from_;
    const check::Statement& statement = policy.statements[one.id];
    std::string text = meaning.head(statement);
    for (const ArmId arm : statement.arms)
      text += "\n" + meaning.guards(policy.arms[arm]) + meaning.value(policy.arms[arm]);
    return text;
  }
  /// How many arms have a value or a condition in common.
  [[nodiscard]] std::size_t likeness(const Placed& a, const Placed& b) const {
    std::set<std::string> seen;
    for (const ArmId arm : from_.statements[a.id].arms) {
      seen.insert("v" + finder_.from_meaning.value(from_.arms[arm]));
      if (!from_.arms[arm].guards.empty()) seen.insert("g" + finder_.from_meaning.guards(from_.arms[arm]));
    }
    std::size_t common = 0;
    for (const ArmId arm : to_.statements[b.id].arms)
      common += seen.count("v" + finder_.to_meaning.value(to_.arms[arm])) +
                seen.count("g" + finder_.to_meaning.guards(to_.arms[arm]));
    return common;
  }

  void declaration(const check::Rule& before, const check::Rule& after) {
    const auto text = [](const Meaning& meaning, const check::Rule& rule) {
      std::string all;
      for (const check::Type& type : rule.parameters) all += meaning.of(type) + ",";
      all += std::to_string(static_cast<int>(rule.type.kind)) + (rule.type.optional ? "?" : "") +
             (rule.is_list ? "l" : "");
      if (rule.type.kind == types::TypeKind::enumeration) all += meaning.of(rule.type);
      if (rule.promised_range) all += meaning.of(rule.type);
      if (rule.is_output && rule.type.decimals) all += "." + std::to_string(*rule.type.decimals);
      return all;
    };
    if (text(finder_.from_meaning, before) == text(finder_.to_meaning, after)) return;
    Change& change = finder_.add(ChangeKind::changed, Subject::rule, after.name);
    change.of_group = after.scope == check::RuleScope::group;
    change.from_text = finder_.from_texts.of(Sort::rule, before.name);
    change.to_text = finder_.to_texts.of(Sort::rule, after.name);
    change.from_article = finder_.from_texts.article(before.provenance);
    change.to_article = finder_.to_texts.article(after.provenance);
    for (const StatementId id : before.base) touch(change.from_touched, from_.statements[id]);
    for (const StatementId id : after.base) touch(change.to_touched, to_.statements[id]);
  }

  void statement_alone(const check::Rule& rule, const Placed& one, bool before) {
    const check::CheckedPolicy& policy = before ? from_ : to_;
    const Texts& texts = before ? finder_.from_texts : finder_.to_texts;
    const check::Statement& statement = policy.statements[one.id];
    Change& change = finder_.add(before ? ChangeKind::removed : ChangeKind::added,
                                 one.exception ? Subject::exception : Subject::rule, rule.name);
    change.of_group = rule.scope == check::RuleScope::group;
    (before ? change.from_text : change.to_text) = texts.statement(statement, one.exception);
    (before ? change.from_article : change.to_article) = texts.article(statement.provenance);
    touch(before ? change.from_touched : change.to_touched, statement);
  }

  void pair(const check::Rule& before, const check::Rule& after, const Placed& a, const Placed& b) {
    const check::Statement& old = from_.statements[a.id];
    const check::Statement& now = to_.statements[b.id];
    if (finder_.from_meaning.head(old) != finder_.to_meaning.head(now) || a.role != b.role) {
      Change& change = finder_.add(ChangeKind::changed, a.exception ? Subject::exception : Subject::rule, after.name);
      change.of_group = after.scope == check::RuleScope::group;
      const bool single = old.arms.size() == 1 && now.arms.size() == 1;
      change.from_text =
          single ? finder_.from_texts.statement(old, a.exception) : finder_.from_texts.of(Sort::rule, before.name);
      change.to_text =
          single ? finder_.to_texts.statement(now, b.exception) : finder_.to_texts.of(Sort::rule, after.name);
      change.from_article = from_article(a);
      change.to_article = to_article(b);
      touch(change.from_touched, old);
      touch(change.to_touched, now);
    }
    arms(after, a, b);
  }

  void arms(const check::Rule& rule, const Placed& a, const Placed& b) {
    std::vector<ArmId> old = from_.statements[a.id].arms;
    std::vector<ArmId> now = to_.statements[b.id].arms;
    std::vector<std::pair<ArmId, ArmId>> same;
    std::vector<std::pair<ArmId, ArmId>> changed;
    const auto take = [&](std::vector<std::pair<ArmId, ArmId>>& into, const auto& fits) {
      for (std::size_t i = 0; i < old.size();) {
        const auto other =
            std::find_if(now.begin(), now.end(), [&](ArmId one) { return fits(from_.arms[old[i]], to_.arms[one]); });
        if (other == now.end()) {
          ++i;
          continue;
        }
        into.emplace_back(old[i], *other);
        old.erase(old.begin() + static_cast<std::ptrdiff_t>(i));
        now.erase(other);
      }
    };
    const auto same_guards = [&](const check::Arm& x, const check::Arm& y) {
      return finder_.from_meaning.guards(x) == finder_.to_meaning.guards(y);
    };
    const auto same_value = [&](const check::Arm& x, const check::Arm& y) {
      return finder_.from_meaning.value(x) == finder_.to_meaning.value(y);
    };
    const auto same_place = [&](const check::Arm& x, const check::Arm& y) {
      return finder_.from_texts.article(x.provenance) == finder_.to_texts.article(y.provenance);
    };
    take(same, [&](const check::Arm& x, const check::Arm& y) {
      return same_guards(x, y) && same_value(x, y) && same_place(x, y);
    });
    take(same, [&](const check::Arm& x, const check::Arm& y) { return same_guards(x, y) && same_value(x, y); });
    take(changed, [&](const check::Arm& x, const check::Arm& y) {
      return same_place(x, y) && (same_guards(x, y) || same_value(x, y));
    });
    take(changed, same_guards);
    take(changed, same_value);
    if (old.size() == now.size()) take(changed, [](const check::Arm&, const check::Arm&) { return true; });

    const bool single = from_.statements[a.id].arms.size() == 1 && to_.statements[b.id].arms.size() == 1;
    for (const auto& [x, y] : same) provenance(rule, from_.arms[x].provenance, to_.arms[y].provenance);
    for (const auto& [x, y] : changed) {
      Change& change = finder_.add(ChangeKind::changed, subject_of(from_.arms[x], a.exception, single), rule.name);
      arm_sides(change, rule, x, y);
      if (single) {
        change.from_text = finder_.from_texts.statement(from_.statements[a.id], a.exception);
        change.to_text = finder_.to_texts.statement(to_.statements[b.id], b.exception);
      }
      change.figures = changed_figures(change.from_text, change.to_text);
    }
    for (const ArmId x : old)
      arm_sides(finder_.add(ChangeKind::removed, subject_of(from_.arms[x], a.exception, single), rule.name), rule, x,
                {});
    for (const ArmId y : now)
      arm_sides(finder_.add(ChangeKind::added, subject_of(to_.arms[y], b.exception, single), rule.name), rule, {}, y);
    order(rule, a, b, same);
  }

  static Subject subject_of(const check::Arm& arm, bool exception, bool single) {
    if (single) return exception ? Subject::exception : Subject::rule;
    const bool cell = std::any_of(arm.guards.begin(), arm.guards.end(), [](const check::Guard& guard) {
      return std::holds_alternative<check::CellGuard>(guard);
    });
    return cell ? Subject::cell : Subject::arm;
  }

  void arm_sides(Change& change, const check::Rule& rule, ArmId x, ArmId y) {
    change.of_group = rule.scope == check::RuleScope::group;
    if (x) {
      change.from_text = finder_.from_texts.arm(x);
      change.from_article = finder_.from_texts.article(from_.arms[x].provenance);
      change.from_touched.arms.push_back(x);
    }
    if (y) {
      change.to_text = finder_.to_texts.arm(y);
      change.to_article = finder_.to_texts.article(to_.arms[y].provenance);
      change.to_touched.arms.push_back(y);
    }
  }

  /// Where the first that holds decides, so does the order.
  void order(const check::Rule& rule, const Placed& a, const Placed& b, std::vector<std::pair<ArmId, ArmId>> same) {
    if (to_.statements[b.id].order != syntax::CaseOrder::in_order) return;
    std::sort(same.begin(), same.end());
    const bool kept =
        std::is_sorted(same.begin(), same.end(), [](const auto& x, const auto& y) { return x.second < y.second; });
    if (kept) return;
    Change& change = finder_.add(ChangeKind::changed, Subject::order, rule.name);
    change.of_group = rule.scope == check::RuleScope::group;
    const auto listed = [](const check::Statement& statement, const Texts& texts) {
      std::string text;
      for (const ArmId arm : statement.arms) text += (text.empty() ? "" : "\n") + texts.arm(arm);
      return text;
    };
    change.from_text = listed(from_.statements[a.id], finder_.from_texts);
    change.to_text = listed(to_.statements[b.id], finder_.to_texts);
    change.from_article = from_article(a);
    change.to_article = to_article(b);
    touch(change.from_touched, from_.statements[a.id]);
    touch(change.to_touched, to_.statements[b.id]);
  }

  /// What says the same and stands elsewhere now.
  void provenance(const check::Rule& rule, check::ProvenanceId before, check::ProvenanceId after) {
    const std::string from_place = finder_.from_texts.article(before);
    const std::string to_place = finder_.to_texts.article(after);
    if (from_place == to_place || !moved_.insert({rule.name, from_place, to_place}).second) return;
    Change& change = finder_.add(ChangeKind::moved, Subject::rule, rule.name);
    change.weight = Weight::shown;
    change.from_article = from_place;
    change.to_article = to_place;
  }

  Finder& finder_;
  const check::CheckedPolicy& from_;
  const check::CheckedPolicy& to_;
  std::set<std::tuple<std::string, std::string, std::string>> moved_;
};

}  // namespace

void find_rule_changes(Finder& finder) {
  RuleFinder(finder).run();
}

}  // namespace kaidah::difference
