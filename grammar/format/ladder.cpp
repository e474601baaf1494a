#include "grammar/format/ladder.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "grammar/format/layout.hpp"
#include "grammar/source/utf8.hpp"

namespace kaidah::format {
namespace {

using namespace syntax;

/// `70 <=`, `x`, `<`, `90`, and what is joined to it by `and`.
struct Rung {
  std::string lower;
  std::string name;
  std::string sign;
  std::string upper;
  std::string rest;
};

const NameExpr* as_name(const Context& context, ExprId id) {
  return std::get_if<NameExpr>(&context.tree[id].node);
}

std::optional<Rung> rung(const Context& context, ExprId condition) {
  Rung found;
  const ExprNode* node = &context.tree[condition].node;
  if (const auto* logical = std::get_if<LogicalExpr>(node)) {
    if (logical->op != LogicalOperator::logical_and) return std::nullopt;
    for (std::size_t i = 1; i < logical->operands.size(); ++i) {
      found.rest += " " + context.word(Keyword::and_) + " ";
      found.rest += flat(expression(context, logical->operands[i], Level::operand));
    }
    node = &context.tree[logical->operands.front()].node;
  }
  const auto* comparison = std::get_if<ComparisonExpr>(node);
  if (comparison == nullptr || comparison->tests.empty() || comparison->tests.size() > 2) return std::nullopt;
  const auto sign = [&](const ComparisonTest& test) { return comparison_text(context, test.op, test.words); };
  const auto operand = [&](ExprId id) { return flat(expression(context, id, Level::sum)); };
  for (const ComparisonTest& test : comparison->tests) {
    if (test.words != ComparisonWords::symbol) return std::nullopt;
  }
  const ComparisonTest& first = comparison->tests.front();
  const ComparisonTest& last = comparison->tests.back();
  if (comparison->tests.size() == 2) {
    if (!comparison->chained || as_name(context, first.right) == nullptr) return std::nullopt;
    found.lower = operand(comparison->first) + " " + sign(first) + " ";
    found.name = operand(first.right);
  } else if (as_name(context, comparison->first) != nullptr) {
    found.name = operand(comparison->first);
  } else if (as_name(context, first.right) != nullptr) {
    found.lower = operand(comparison->first) + " " + sign(first) + " ";
    found.name = operand(first.right);
    return found;
  } else {
    return std::nullopt;
  }
  found.sign = sign(last);
  found.upper = operand(last.right);
  return found;
}

}  // namespace

std::vector<std::string> ladder(const Context& context, const std::vector<const Guard*>& guards) {
  std::vector<Rung> rungs;
  std::size_t lower_width = 0;
  std::size_t sign_width = 0;
  for (const Guard* guard : guards) {
    std::optional<Rung> found = rung(context, guard->condition);
    if (!found || guard->word != guards.front()->word) return {};
    if (!rungs.empty() && found->name != rungs.front().name) return {};
    lower_width = std::max(lower_width, source::code_points(found->lower));
    sign_width = std::max(sign_width, source::code_points(found->sign));
    rungs.push_back(std::move(*found));
  }
  if (rungs.size() < 2 || lower_width == 0) return {};
  std::vector<std::string> texts;
  const Keyword word = guards.front()->word == GuardWord::when ? Keyword::when : Keyword::in_case;
  for (const Rung& each : rungs) {
    std::string out = context.word(word) + " ";
    out.append(lower_width - source::code_points(each.lower), ' ');
    out += each.lower + each.name;
    if (!each.sign.empty()) out += " " + padded(each.sign, sign_width) + " " + each.upper;
    texts.push_back(out + each.rest);
  }
  return texts;
}

}  // namespace kaidah::format
