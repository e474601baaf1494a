#include "engine/analysis/reach.hpp"

#include <algorithm>
#include <utility>

namespace kaidah::analysis {
namespace {

// Boxes looked at for one question.
constexpr std::size_t kMostBoxes = 3'000;

class Search {
 public:
  Search(const Model& model, const std::vector<FormulaId>& formulas, const std::vector<AtomId>& needed)
      : model_(model), formulas_(formulas), needed_(needed) {}

  Reach run(Box box) {
    Reach result;
    const bool found = look(box);
    if (found) {
      result.reached = Reached::yes;
      result.assignment = std::move(assignment_);
    } else if (!unsure_) {
      result.reached = Reached::no;
    }
    return result;
  }

 private:
  bool look(const Box& box) {
    if (++boxes_ > kMostBoxes) {
      unsure_ = true;
      return false;
    }
    FormulaId undecided;
    for (const FormulaId formula : formulas_) {
      const Truth truth = model_.truth(formula, box);
      if (truth == Truth::no) return false;
      if (truth == Truth::maybe && !undecided) undecided = formula;
    }
    if (!undecided) return solves(box);
    std::vector<Split> splits;
    model_.formulas().splits(undecided, box, model_.axes(), splits);
    if (splits.empty()) {
      unsure_ = true;
      return false;
    }
    const Split split = splits.front();
    Box lower = box;
    lower[split.axis.index].end = split.at;
    Box upper = box;
    upper[split.axis.index].begin = split.at;
    return look(lower) || look(upper);
  }

  bool solves(const Box& box) {
    std::vector<Constraint> constraints;
    for (std::size_t i = 0; i < box.size(); ++i) {
      const Axis& axis = model_.axes()[AxisId(i)];
      if (!axis.ordered()) continue;
      const bool whole = box[i].begin == 0 && box[i].end == axis.size;
      if (!whole) constraints.push_back({axis.form, interval_of(axis, box[i])});
    }
    for (const AtomId atom : needed_)
      if (model_.atoms()[atom].ordered()) constraints.push_back({LinearForm{{{atom, Number(1)}}, Number(0)}, {}});
    Solution solution = solve(constraints, model_.atoms());
    if (solution.solvable == Solvable::unknown) unsure_ = true;
    if (solution.solvable != Solvable::yes) return false;
    assignment_ = {box, std::move(solution.values)};
    return true;
  }

  const Model& model_;
  const std::vector<FormulaId>& formulas_;
  const std::vector<AtomId>& needed_;
  std::size_t boxes_ = 0;
  bool unsure_ = false;
  Assignment assignment_;
};

}  // namespace

Reach reach(const Model& model, const Box& box, const std::vector<FormulaId>& formulas,
            const std::vector<AtomId>& needed) {
  for (const Run& run : box)
    if (run.begin >= run.end) return {Reached::no, {}};
  return Search(model, formulas, needed).run(box);
}

}  // namespace kaidah::analysis
