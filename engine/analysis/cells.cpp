#include "engine/analysis/cells.hpp"

#include <algorithm>

namespace kaidah::analysis {
namespace {

// Gaps and conflicts kept; each is looked at more closely afterwards.
constexpr std::size_t kMostCells = 400;
// Pairs of values that are not both constants.
constexpr std::size_t kMostPairs = 300;

class Enumerator {
 public:
  Enumerator(const Model& model, const Level& level, const std::vector<FormulaId>& facts,
             const Differences& differences, std::size_t limit)
      : model_(model), level_(level), facts_(facts), differences_(differences), limit_(limit) {
    cells_.applied.assign(level.contenders.size(), false);
    states_.resize(level.lists);
  }

  Cells run() {
    const Box box = model_.whole();
    if (std::any_of(box.begin(), box.end(), [](Run run) { return run.begin >= run.end; })) return std::move(cells_);
    std::vector<std::uint32_t> all(level_.contenders.size());
    for (std::uint32_t i = 0; i < all.size(); ++i) all[i] = i;
    look(box, all);
    return std::move(cells_);
  }

 private:
  void look(const Box& box, const std::vector<std::uint32_t>& candidates) {
    if (!cells_.complete) return;
    if (++looked_ > limit_) {
      cells_.complete = false;
      return;
    }
    for (const FormulaId fact : facts_)
      if (model_.truth(fact, box) == Truth::no) return;
    const Truth beaten = model_.truth(level_.beaten, box);
    if (beaten == Truth::yes) return;
    std::vector<std::uint32_t> live;
    std::vector<Truth> truth;
    for (const std::uint32_t i : candidates) {
      const Truth one = model_.truth(level_.contenders[i].condition, box);
      if (one == Truth::no) continue;
      live.push_back(i);
      truth.push_back(one);
    }
    std::vector<std::uint32_t> sure;
    std::vector<std::uint32_t> unsure;
    decide(live, truth, sure, unsure);

    const Truth in_force = sure.empty() ? model_.truth(level_.in_force, box) : Truth::yes;
    const bool outside_decided = beaten == Truth::no && in_force != Truth::maybe;
    if (outside_decided && unsure.empty()) {
      if (in_force == Truth::yes) leaf(box, sure);
      return;
    }
    if (outside_decided && !sure.empty() && settled(sure, unsure)) {
      for (const std::uint32_t i : sure) cells_.applied[i] = true;
      return;
    }
    std::vector<Split> splits;
    if (!outside_decided && !(beaten == Truth::no && !unsure.empty())) {
      model_.formulas().splits(level_.beaten, box, model_.axes(), splits);
      model_.formulas().splits(level_.in_force, box, model_.axes(), splits);
    } else {
      for (const std::uint32_t i : live)
        model_.formulas().splits(level_.contenders[i].condition, box, model_.axes(), splits);
    }
    if (splits.empty()) {
      // Every condition is decided once its tests are; this is not reached.
      cells_.complete = false;
      return;
    }
    const Split split = chosen(splits);
    Box lower = box;
    lower[split.axis.index].end = split.at;
    look(lower, live);
    Box upper = box;
    upper[split.axis.index].begin = split.at;
    look(upper, live);
  }

  /// The axis with the most places to cut, in the middle of them.
  static Split chosen(std::vector<Split>& splits) {
    std::sort(splits.begin(), splits.end());
    std::size_t best_begin = 0;
    std::size_t best_size = 0;
    for (std::size_t begin = 0; begin < splits.size();) {
      std::size_t end = begin;
      while (end < splits.size() && splits[end].axis == splits[begin].axis) ++end;
      if (end - begin > best_size) {
        best_begin = begin;
        best_size = end - begin;
      }
      begin = end;
    }
    return splits[best_begin + best_size / 2];
  }

  /// Who decides, by the order of each list.
  void decide(const std::vector<std::uint32_t>& live, const std::vector<Truth>& truth, std::vector<std::uint32_t>& sure,
              std::vector<std::uint32_t>& unsure) {
    for (const std::uint32_t i : live) states_[level_.contenders[i].list] = Truth::no;
    for (std::size_t k = 0; k < live.size(); ++k) {
      const Contender& contender = level_.contenders[live[k]];
      Truth& before = states_[contender.list];
      Truth one = truth[k];
      if (contender.after_others) {
        if (before == Truth::yes) continue;
        if (before == Truth::maybe) one = Truth::maybe;
      }
      (one == Truth::yes ? sure : unsure).push_back(live[k]);
      before = truth[k] == Truth::yes || before == Truth::yes ? Truth::yes : Truth::maybe;
    }
  }

  /// Whether nothing can go wrong whatever the undecided ones turn out to be, and nothing is left to be learnt of them.
  bool settled(const std::vector<std::uint32_t>& sure, const std::vector<std::uint32_t>& unsure) const {
    for (const std::uint32_t i : unsure)
      if (!cells_.applied[i]) return false;
    std::vector<std::uint32_t> both = sure;
    both.insert(both.end(), unsure.begin(), unsure.end());
    for (std::size_t a = 0; a < both.size(); ++a)
      for (std::size_t b = a + 1; b < both.size(); ++b)
        if (differ(both[a], both[b])) return false;
    return true;
  }

  bool differ(std::uint32_t a, std::uint32_t b) const { return differences_.of(a, b) != Formulas::constant(false); }

  void leaf(const Box& box, const std::vector<std::uint32_t>& sure) {
    for (const std::uint32_t i : sure) cells_.applied[i] = true;
    if (sure.empty() && level_.must_apply) {
      if (cells_.gaps.size() < kMostCells) {
        cells_.gaps.push_back(box);
      } else {
        cells_.all_listed = false;
      }
    }
    for (std::size_t a = 0; a < sure.size(); ++a) {
      for (std::size_t b = a + 1; b < sure.size(); ++b) {
        if (!differ(sure[a], sure[b])) continue;
        if (cells_.conflicts.size() < kMostCells) {
          cells_.conflicts.push_back({box, std::min(sure[a], sure[b]), std::max(sure[a], sure[b])});
        } else {
          cells_.all_listed = false;
        }
      }
    }
  }

  const Model& model_;
  const Level& level_;
  const std::vector<FormulaId>& facts_;
  const Differences& differences_;
  std::size_t limit_;
  std::size_t looked_ = 0;
  std::vector<Truth> states_;  // by list: whether one of it holds so far
  Cells cells_;
};

}  // namespace

FormulaId Differences::of(std::size_t a, std::size_t b) const {
  if (silent[a] || silent[b] || class_of[a] == class_of[b]) return Formulas::constant(false);
  const auto found = where.find({std::min(class_of[a], class_of[b]), std::max(class_of[a], class_of[b])});
  return found != where.end() ? found->second : Formulas::constant(true);
}

Differences compare_values(Compiler& compiler, const Level& level) {
  Differences differences;
  std::map<std::string, std::uint32_t> classes;
  std::vector<std::size_t> first_of;
  std::vector<bool> constant;
  for (std::size_t i = 0; i < level.contenders.size(); ++i) {
    const Contender& contender = level.contenders[i];
    const auto [found, fresh] = classes.emplace(contender.value_key, static_cast<std::uint32_t>(first_of.size()));
    if (fresh) {
      first_of.push_back(i);
      constant.push_back(compiler.is_constant(contender.value));
    }
    differences.class_of.push_back(found->second);
    differences.silent.push_back(contender.undetermined);
  }
  std::size_t compared = 0;
  for (std::uint32_t a = 0; a < first_of.size(); ++a) {
    for (std::uint32_t b = a + 1; b < first_of.size(); ++b) {
      const Contender& x = level.contenders[first_of[a]];
      const Contender& y = level.contenders[first_of[b]];
      if ((constant[a] && constant[b]) || x.undetermined || y.undetermined) continue;
      if (++compared > kMostPairs) {
        differences.all_compared = false;
        return differences;
      }
      differences.where.emplace(std::pair(a, b), compiler.compared(x.value, syntax::Comparison::not_equal, y.value));
    }
  }
  return differences;
}

Cells enumerate(const Model& model, const Level& level, const std::vector<FormulaId>& facts,
                const Differences& differences, std::size_t limit) {
  return Enumerator(model, level, facts, differences, limit).run();
}

}  // namespace kaidah::analysis
