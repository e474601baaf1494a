#pragma once
// Syntax trees that a parser could have read, of every kind of node, with names that are words of the keywords as
// often as not.

#include <rapidcheck.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "grammar/syntax/tree.hpp"

namespace kaidah::syntax {

class RandomTree {
 public:
  [[nodiscard]] SyntaxTree take();

 private:
  // draws
  [[nodiscard]] static std::size_t pick(std::size_t n);
  [[nodiscard]] static bool maybe() { return pick(2) == 0; }
  template <class T>
  [[nodiscard]] static T one_of(std::initializer_list<T> values) {
    return values.begin()[pick(values.size())];
  }
  template <class Make>
  [[nodiscard]] static auto some(std::size_t least, std::size_t most, Make make) {
    std::vector<decltype(make())> out;
    for (std::size_t n = least + pick(most - least + 1); n > 0; --n) out.push_back(make());
    return out;
  }

  // pieces
  [[nodiscard]] static Name name();
  [[nodiscard]] static std::string text();
  [[nodiscard]] static std::string date();
  [[nodiscard]] static std::string digits();
  [[nodiscard]] static std::string number_of(PlaceLevel level);
  [[nodiscard]] static Place place(std::size_t outermost);
  /// One part, or several from the annex down: what begins lower may be read as part of a citation before it.
  [[nodiscard]] static Place heading();
  [[nodiscard]] static std::vector<Mark> marks();
  [[nodiscard]] TypeExpr type(int depth, bool open_range);
  [[nodiscard]] std::vector<Parameter> parameters();
  [[nodiscard]] std::optional<Guard> guard();
  [[nodiscard]] Template finding_text();
  [[nodiscard]] RecordBody body();
  [[nodiscard]] std::vector<Place> citations();
  [[nodiscard]] std::optional<Place> prefix();

  // expressions
  ExprId add(ExprNode node) { return tree_.expressions.push({{}, std::move(node)}); }
  [[nodiscard]] ExprId expression(int depth);
  [[nodiscard]] ExprId leaf();
  [[nodiscard]] ExprId aggregate(int depth);
  [[nodiscard]] ExprId comparison(int depth);
  [[nodiscard]] ExprId builtin(int depth);
  [[nodiscard]] ExprId bound(int depth);
  [[nodiscard]] ExprId value() { return expression(3); }
  [[nodiscard]] ExprId scenario_value(int depth);

  // items
  ItemId add(ItemNode node, std::vector<Mark> marks = {}) {
    return tree_.all_items.push({{}, std::move(marks), std::move(node), {}});
  }
  [[nodiscard]] ItemId shape();
  [[nodiscard]] ItemId statement(int depth);
  [[nodiscard]] ItemId rule();
  [[nodiscard]] ItemId classify();
  [[nodiscard]] ItemId table();
  [[nodiscard]] Cell cell();
  [[nodiscard]] ItemId procedure();
  [[nodiscard]] ItemId article(int depth);
  [[nodiscard]] InForce in_force();
  [[nodiscard]] ItemId result();
  [[nodiscard]] ItemId amending();
  [[nodiscard]] ItemId adopt();
  [[nodiscard]] ItemId top_level();
  [[nodiscard]] Given given();
  [[nodiscard]] ScenarioClause clause();
  [[nodiscard]] ItemId scenario();
  [[nodiscard]] ScenarioTable scenario_table();

  SyntaxTree tree_;
  bool may_compose_ = false;  ///< a result of another policy can stand in the articles of this file
};

}  // namespace kaidah::syntax
