#include "engine/explain/arm.hpp"

#include <string_view>

#include "engine/explain/shown.hpp"
#include "grammar/vocabulary/keyword.hpp"

namespace kaidah::explain {
namespace {

using vocabulary::Keyword;

std::string word(Keyword keyword, Language language) {
  return std::string(vocabulary::spelling(keyword, vocabulary_of(language)));
}

std::string_view sign(syntax::Comparison op) {
  switch (op) {
    case syntax::Comparison::equal:
      return "=";
    case syntax::Comparison::not_equal:
      return "!=";
    case syntax::Comparison::less:
      return "<";
    case syntax::Comparison::less_equal:
      return "<=";
    case syntax::Comparison::greater:
      return ">";
    case syntax::Comparison::greater_equal:
      break;
  }
  return ">=";
}

void append(std::string& text, const std::string& separator, const std::string& part) {
  if (part.empty()) return;
  if (!text.empty()) text += separator;
  text += part;
}

}  // namespace

std::string cell_text(const check::CheckedPolicy& policy, const check::CellGuard& cell, Language language) {
  std::string alternatives;
  for (const std::vector<check::CellTest>& tests : cell.alternatives) {
    std::string text = formula(policy, cell.input, language);
    for (std::size_t i = 0; i < tests.size(); ++i) {
      if (i > 0) text += " " + word(Keyword::and_, language);
      text += " " + std::string(sign(tests[i].op)) + " " + formula(policy, tests[i].right, language);
    }
    append(alternatives, " " + word(Keyword::or_, language) + " ", text);
  }
  return alternatives;
}

ArmText arm_text(const check::CheckedPolicy& policy, check::ArmId id, Language language) {
  const check::Arm& arm = policy.arms[id];
  ArmText text;
  text.value = formula(policy, arm.value, language);
  text.otherwise = arm.otherwise;
  const std::string both = " " + word(Keyword::and_, language) + " ";
  for (const check::Guard& guard : arm.guards) {
    if (const auto* cell = std::get_if<check::CellGuard>(&guard)) {
      std::string tests = cell_text(policy, *cell, language);
      if (cell->alternatives.size() > 1 && arm.guards.size() > 1) tests = "(" + tests + ")";
      append(text.condition, both, tests);
    } else {
      append(text.condition, both, formula(policy, std::get<check::ExprRef>(guard), language));
    }
  }
  return text;
}

std::string provisions_text(const check::CheckedPolicy& policy, const check::Statement& statement, Language language) {
  std::string text;
  for (const check::ExprRef condition : statement.provisions)
    append(text, " " + word(Keyword::and_, language) + " ", formula(policy, condition, language));
  return text;
}

std::string ArmText::line(Language language) const {
  if (otherwise) return value + " " + word(Keyword::otherwise, language);
  return condition.empty() ? value : value + " " + word(Keyword::when, language) + " " + condition;
}

}  // namespace kaidah::explain
