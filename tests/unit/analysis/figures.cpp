// Systems of limits over figures, against trying every figure.
#include <boost/test/unit_test.hpp>

#include <optional>
#include <random>
#include <vector>

#include "engine/analysis/fourier_motzkin.hpp"

BOOST_AUTO_TEST_SUITE(analysis_figures)

using namespace kaidah;
using namespace kaidah::analysis;
using types::Bound;

namespace {

constexpr int kLargest = 4;

/// Whole numbers from 0 to kLargest.
IdVector<AtomId, Atom> figures(std::size_t count) {
  IdVector<AtomId, Atom> atoms;
  for (std::size_t i = 0; i < count; ++i) {
    Atom atom;
    atom.type.kind = types::TypeKind::number;
    atom.type.decimals = 0;
    atom.type.range = {Bound{0, true}, Bound{kLargest, true}};
    atoms.push(std::move(atom));
  }
  return atoms;
}

class Systems {
 public:
  explicit Systems(std::uint32_t seed) : random_(seed) {}

  std::vector<Constraint> make(std::size_t atoms) {
    std::vector<Constraint> all;
    for (int count = pick(1, 5); count > 0; --count) {
      Constraint constraint;
      for (std::size_t i = 0; i < atoms; ++i) {
        const int factor = pick(-2, 4);
        if (factor >= -2 && factor <= 2 && factor != 0) constraint.form.terms.emplace_back(AtomId(i), factor);
      }
      if (constraint.form.terms.empty()) continue;
      const int low = pick(-4, 8);
      if (pick(0, 2) > 0) constraint.range.low = Bound{low, pick(0, 1) == 0};
      // An equality one time in three.
      if (constraint.range.low && pick(0, 2) == 0) {
        constraint.range.low->closed = true;
        constraint.range.high = constraint.range.low;
      } else if (pick(0, 1) == 0) {
        constraint.range.high = Bound{low + pick(0, 6), pick(0, 1) == 0};
      }
      all.push_back(std::move(constraint));
    }
    return all;
  }

 private:
  int pick(int least, int most) {
    return least + static_cast<int>(random_() % static_cast<unsigned>(most - least + 1));
  }
  std::mt19937 random_;
};

bool holds(const Constraint& constraint, const std::vector<Number>& values) {
  Number sum = constraint.form.constant;
  for (const auto& [atom, factor] : constraint.form.terms) sum = sum + factor * values[atom.index];
  const auto& [low, high] = constraint.range;
  if (low && (sum < low->value || (sum == low->value && !low->closed))) return false;
  return !high || sum < high->value || (sum == high->value && high->closed);
}

bool all_hold(const std::vector<Constraint>& constraints, const std::vector<Number>& values) {
  for (const Constraint& constraint : constraints)
    if (!holds(constraint, values)) return false;
  return true;
}

bool some_hold(const std::vector<Constraint>& constraints, std::vector<Number>& values, std::size_t from = 0) {
  if (from == values.size()) return all_hold(constraints, values);
  for (int value = 0; value <= kLargest; ++value) {
    values[from] = value;
    if (some_hold(constraints, values, from + 1)) return true;
  }
  return false;
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_found_holds_and_what_cannot_hold_never_does) {
  constexpr std::size_t kAtoms = 4;
  const IdVector<AtomId, Atom> atoms = figures(kAtoms);
  Systems systems(1);
  std::size_t found = 0;
  std::size_t refuted = 0;
  for (int round = 0; round < 3'000; ++round) {
    const std::vector<Constraint> constraints = systems.make(kAtoms);
    const Solution solution = solve(constraints, atoms);
    std::vector<Number> values(kAtoms, Number(0));
    if (solution.solvable == Solvable::yes) {
      ++found;
      for (const auto& [atom, value] : solution.values) values[atom.index] = value;
      BOOST_TEST_REQUIRE(all_hold(constraints, values), "round " << round);
    } else if (solution.solvable == Solvable::no) {
      ++refuted;
      BOOST_TEST_REQUIRE(!some_hold(constraints, values), "round " << round);
    }
    // The question without values says no exactly where no figures at all do: more often maybe, never less.
    BOOST_TEST_REQUIRE(can_hold(constraints, atoms) == (solution.solvable != Solvable::no), "round " << round);
  }
  BOOST_TEST(found > 1'000U);
  BOOST_TEST(refuted > 300U);
}

BOOST_AUTO_TEST_CASE(a_long_chain_of_sums_is_solved) {
  // x0 = 3, x1 = x0 + 1/3, …: each determines the next, and the last must be 33.
  constexpr std::size_t kLength = 91;
  IdVector<AtomId, Atom> atoms;
  for (std::size_t i = 0; i < kLength; ++i) {
    Atom atom;
    atom.type.kind = types::TypeKind::number;
    atoms.push(std::move(atom));
  }
  const auto equals = [](LinearForm form, Number value) {
    return Constraint{std::move(form), {Bound{value, true}, Bound{value, true}}};
  };
  std::vector<Constraint> chain{equals({{{AtomId(0), 1}}, 0}, 3)};
  for (std::size_t i = 1; i < kLength; ++i)
    chain.push_back(equals({{{AtomId(i - 1), -1}, {AtomId(i), 1}}, 0}, Number::ratio(1, 3)));
  const Solution solution = solve(chain, atoms);
  BOOST_TEST_REQUIRE((solution.solvable == Solvable::yes));
  BOOST_TEST((solution.values.at(AtomId(kLength - 1)) == Number(33)));
  chain.push_back({LinearForm{{{AtomId(kLength - 1), 1}}, 0}, {std::nullopt, Bound{33, false}}});
  BOOST_TEST((solve(chain, atoms).solvable == Solvable::no));
  BOOST_TEST(!can_hold(chain, atoms));
}

BOOST_AUTO_TEST_SUITE_END()
