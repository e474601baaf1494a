#include "engine/check/polynomial.hpp"

#include <algorithm>
#include <utility>

#include "engine/check/constant.hpp"
#include "engine/check/expressions.hpp"
#include "engine/types/unify.hpp"

namespace kaidah::check {
namespace {

using values::Number;

constexpr std::size_t kMostTerms = 64;
constexpr std::size_t kMostFactors = 8;
constexpr int kMostNested = 32;
/// Names of names of names, twice each, would be looked at for ever.
constexpr int kMostLookedAt = 2'000;
constexpr std::size_t kMostFigureDigits = 400;
/// So many names are put at both their ends: 2^6 corners.
constexpr std::size_t kMostCorners = 6;

Polynomial constant(const Number& value) {
  Polynomial result;
  if (value.sign() != 0) result.terms.emplace(Monomial{}, value);
  return result;
}

std::optional<Polynomial> product(const Polynomial& a, const Polynomial& b) {
  Polynomial result;
  result.names = a.names;
  result.names.insert(b.names.begin(), b.names.end());
  for (const auto& [left, x] : a.terms) {
    for (const auto& [right, y] : b.terms) {
      Monomial both = left;
      both.insert(both.end(), right.begin(), right.end());
      if (both.size() > kMostFactors) return std::nullopt;
      std::sort(both.begin(), both.end());
      Number& factor = result.terms[both];
      factor = factor + x * y;
      if (factor.sign() == 0) result.terms.erase(both);
    }
  }
  if (result.terms.size() > kMostTerms) return std::nullopt;
  return result;
}

class Reader {
 public:
  Reader(Context& context, TreeId tree) : context_(context), tree_(tree), names_(context, surroundings(tree)) {}

  std::optional<Polynomial> read(ExprId id, int depth) {
    if (depth > kMostNested || ++looked_at_ > kMostLookedAt) return std::nullopt;
    const syntax::ExprNode& node = context_.tree(tree_)[id].node;
    if (const auto* number = std::get_if<syntax::NumberLiteral>(&node)) {
      const std::optional<Number> value = literal(*number);
      if (value) return constant(*value);
      return std::nullopt;
    }
    if (const auto* unary = std::get_if<syntax::UnaryExpr>(&node)) {
      std::optional<Polynomial> operand = read(unary->operand, depth + 1);
      if (operand) return scaled(*std::move(operand), Number(-1));
      return std::nullopt;
    }
    if (const auto* binary = std::get_if<syntax::BinaryExpr>(&node)) return arithmetic(id, *binary, depth);
    if (const auto* rule = std::get_if<RuleTarget>(&context_.policy.trees[tree_].targets[id.index])) {
      if (const ExprId inside = plain_value(rule->rule)) return read(inside, depth + 1);
    }
    return name(id);
  }

 private:
  static Surroundings surroundings(TreeId tree) {
    Surroundings result;
    result.tree = tree;
    return result;
  }

  [[nodiscard]] const Type& type(ExprId id) const { return context_.policy.trees[tree_].types[id.index]; }

  std::optional<Polynomial> arithmetic(ExprId id, const syntax::BinaryExpr& node, int depth) {
    const bool numbers =
        type(node.left).kind == types::TypeKind::number && type(node.right).kind == types::TypeKind::number;
    const bool durations = types::is_duration(type(node.left)) && type(node.left).kind == type(node.right).kind;
    if (!numbers && !durations) return name(id);
    std::optional<Polynomial> left = read(node.left, depth + 1);
    if (!left) return std::nullopt;
    std::optional<Polynomial> right = read(node.right, depth + 1);
    if (!right) return std::nullopt;
    switch (node.op) {
      case syntax::BinaryOperator::add:
        return limited(add(*std::move(left), *right));
      case syntax::BinaryOperator::subtract:
        return limited(add(*std::move(left), scaled(*std::move(right), Number(-1))));
      case syntax::BinaryOperator::multiply:
        left = product(*left, *right);
        return left ? limited(*std::move(left)) : std::nullopt;
      case syntax::BinaryOperator::divide:
        break;
    }
    const auto divisor = right->terms.find(Monomial{});
    if (right->terms.size() != 1 || divisor == right->terms.end() || !numbers) return name(id);
    return limited(scaled(*std::move(left), Number(1) / divisor->second));
  }

  static std::optional<Polynomial> limited(Polynomial polynomial) {
    if (polynomial.terms.size() > kMostTerms) return std::nullopt;
    for (const auto& [monomial, factor] : polynomial.terms)
      if (factor.digits_bound() > kMostFigureDigits) return std::nullopt;
    return polynomial;
  }

  /// The value of a rule that always has the same one expression.
  [[nodiscard]] ExprId plain_value(RuleId id) const {
    const Rule& rule = context_.policy.rules[id];
    const bool plain = rule.parameters.empty() && rule.base.size() == 1 && rule.exceptions.empty() &&
                       !rule.overrides_field && !rule.promised_range && !rule.type.optional;
    if (!plain) return {};
    const Statement& statement = context_.policy.statements[rule.base.front()];
    if (!statement.exceptions.empty() || statement.arms.size() != 1 || statement.subject) return {};
    const Arm& arm = context_.policy.arms[statement.arms.front()];
    if (!arm.guards.empty() || !arm.exceptions.empty() || arm.value.tree != tree_) return {};
    if (type(arm.value.expr).kind != rule.type.kind) return {};
    return arm.value.expr;
  }

  [[nodiscard]] std::optional<Polynomial> name(ExprId id) const {
    Polynomial result;
    const std::string name = names_.key(id).value_or("?" + std::to_string(id.index));
    result.terms.emplace(Monomial{name}, Number(1));
    result.names.emplace(name, type(id).range);
    return result;
  }

  Context& context_;
  TreeId tree_;
  Expressions names_;
  int looked_at_ = 0;
};

/// With the value put in for the name.
Polynomial with(const Polynomial& polynomial, const std::string& name, const Number& value) {
  Polynomial result;
  result.names = polynomial.names;
  for (const auto& [monomial, factor] : polynomial.terms) {
    Monomial rest = monomial;
    Number number = factor;
    const auto found = std::find(rest.begin(), rest.end(), name);
    if (found != rest.end()) {
      rest.erase(found);
      number = number * value;
    }
    Number& sum = result.terms[rest];
    sum = sum + number;
    if (sum.sign() == 0) result.terms.erase(rest);
  }
  return result;
}

types::Interval term_by_term(const Polynomial& polynomial) {
  types::Interval sum = types::point(Number());
  for (const auto& [monomial, factor] : polynomial.terms) {
    types::Interval product = types::point(factor);
    for (const std::string& name : monomial) product = types::multiply(product, polynomial.names.at(name));
    sum = types::add(sum, product);
  }
  return sum;
}

types::Interval at_corners(const Polynomial& polynomial, const std::vector<std::string>& names, std::size_t from) {
  if (from == names.size()) return term_by_term(polynomial);
  const types::Interval& range = polynomial.names.at(names[from]);
  return types::hull(at_corners(with(polynomial, names[from], range.low->value), names, from + 1),
                     at_corners(with(polynomial, names[from], range.high->value), names, from + 1));
}

}  // namespace

Polynomial add(Polynomial a, const Polynomial& b) {
  a.names.insert(b.names.begin(), b.names.end());
  for (const auto& [monomial, factor] : b.terms) {
    Number& sum = a.terms[monomial];
    sum = sum + factor;
    if (sum.sign() == 0) a.terms.erase(monomial);
  }
  return a;
}

Polynomial scaled(Polynomial a, const Number& factor) {
  if (factor.sign() == 0) a.terms.clear();
  for (auto& [monomial, number] : a.terms) number = number * factor;
  return a;
}

std::optional<Polynomial> polynomial(Context& context, ExprRef expr) {
  return Reader(context, expr.tree).read(expr.expr, 0);
}

types::Interval range_of(const Polynomial& polynomial) {
  std::map<std::string, std::size_t> uses;
  std::vector<std::string> squared;
  for (const auto& [monomial, factor] : polynomial.terms) {
    for (std::size_t i = 0; i < monomial.size(); ++i) {
      ++uses[monomial[i]];
      if (i > 0 && monomial[i] == monomial[i - 1]) squared.push_back(monomial[i]);
    }
  }
  std::vector<std::string> corners;
  for (const auto& [name, count] : uses) {
    const types::Interval& range = polynomial.names.at(name);
    const bool affine = std::find(squared.begin(), squared.end(), name) == squared.end();
    if (count > 1 && affine && range.low && range.high && corners.size() < kMostCorners) corners.push_back(name);
  }
  return at_corners(polynomial, corners, 0);
}

}  // namespace kaidah::check
