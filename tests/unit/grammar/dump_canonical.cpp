// What the digest is taken over knows no spellings, and everything else.
#include <boost/test/unit_test.hpp>

#include <functional>
#include <string>

#include "grammar/syntax/canonical_digits.hpp"
#include "grammar/syntax/tree.hpp"

BOOST_AUTO_TEST_SUITE(grammar_dump_canonical)

namespace {

using namespace kaidah::syntax;

std::string canonical(const SyntaxTree& tree) {
  return dump(tree, {false, true});
}

ExprId push(SyntaxTree& tree, ExprNode node) {
  return tree.expressions.push({{7, 9}, std::move(node)});
}

ItemId push_item(SyntaxTree& tree, ItemNode node) {
  return tree.all_items.push({{3, 30}, {}, std::move(node), {}});
}

/// article 4 { rule x : number 0..1 = 70% when n at least 1_000 [verbatim] }, and a scenario.
SyntaxTree example() {
  SyntaxTree tree;
  tree.vocabulary = Vocabulary::english;
  tree.header.kind = FileKind::policy;
  tree.header.id = "p";
  tree.header.version.text = "1.0.0";
  tree.header.uses = {{{{"a", {}}, {"b", {}}}, "m", {}, {}}, {{{"c", {}}}, "l", {}, {}}};
  RuleItem rule;
  rule.name = {"x", {5, 6}};
  rule.type.emplace();
  rule.type->base = BaseType::number;
  rule.type->range_dots = true;
  rule.type->at_least = push(tree, NumberLiteral{"0", false});
  rule.type->at_most = push(tree, NumberLiteral{"1", false});
  rule.value = push(tree, NumberLiteral{"70", true});
  ComparisonExpr comparison;
  comparison.first = push(tree, NameExpr{{"n", {}}});
  comparison.tests = {{Comparison::greater_equal, ComparisonWords::value, push(tree, NumberLiteral{"1_000", false})}};
  rule.guard = Guard{GuardWord::when, push(tree, comparison)};
  const ItemId rule_id = push_item(tree, rule);
  tree.all_items[rule_id].marks.push_back({MarkKind::verbatim, "", "", {1, 2}});
  PlaceItem place;
  place.place.parts = {{PlaceLevel::article, "4"}};
  place.body = {rule_id};
  tree.items = {push_item(tree, place)};
  ScenarioItem scenario;
  scenario.title = "s";
  tree.items.push_back(push_item(tree, scenario));
  tree.comments.push_back({{0, 1}, true});
  return tree;
}

RuleItem& rule_of(SyntaxTree& tree) {
  return std::get<RuleItem>(tree.all_items[ItemId(0)].node);
}
PlaceItem& place_of(SyntaxTree& tree) {
  return std::get<PlaceItem>(tree.all_items[ItemId(1)].node);
}
template <class T>
T& expression(SyntaxTree& tree, ExprId id) {
  return std::get<T>(tree.expressions[id].node);
}

}  // namespace

BOOST_AUTO_TEST_CASE(one_spelling_for_each_number) {
  BOOST_TEST(canonical_digits("0.70", false) == "0.7");
  BOOST_TEST(canonical_digits("70", true) == "0.7");
  BOOST_TEST(canonical_digits("00.7", false) == "0.7");
  BOOST_TEST(canonical_digits("7", true) == "0.07");
  BOOST_TEST(canonical_digits("100", true) == "1");
  BOOST_TEST(canonical_digits("12_5.50", true) == "1.255");
  BOOST_TEST(canonical_digits("1_000.000", false) == "1000");
  BOOST_TEST(canonical_digits("0", false) == "0");
  BOOST_TEST(canonical_digits("0.00", true) == "0");
  BOOST_TEST(canonical_digits("10", false) == "10");
}

BOOST_AUTO_TEST_CASE(one_node_a_line) {
  BOOST_TEST(canonical(example()) ==
             "syntax 1\n"
             "policy id=\"p\" version=1.0.0\n"
             "  use from=\"l\"\n"
             "    name c\n"
             "  use from=\"m\"\n"
             "    name a\n"
             "    name b\n"
             "place\n"
             "  at article 4\n"
             "  rule x\n"
             "    type: number\n"
             "      at_least: number 0\n"
             "      at_most: number 1\n"
             "    value: number 0.7\n"
             "    guard\n"
             "      comparison\n"
             "        first: name n\n"
             "        test >=\n"
             "          right: number 1000\n"
             "    mark: verbatim\n");
}

BOOST_AUTO_TEST_CASE(spellings_are_left_out) {
  const std::string expected = canonical(example());
  const auto same = [&](const char* what, const std::function<void(SyntaxTree&)>& change) {
    SyntaxTree tree = example();
    change(tree);
    BOOST_TEST(canonical(tree) == expected, what);
    if (std::string(what) != "spans") BOOST_TEST(dump(tree) != dump(example()), "the full dump tells: " << what);
  };
  same("vocabulary", [](SyntaxTree& tree) { tree.vocabulary = Vocabulary::indonesian; });
  same("comments", [](SyntaxTree& tree) { tree.comments.clear(); });
  same("scenarios", [](SyntaxTree& tree) { tree.items.pop_back(); });
  same("spans", [](SyntaxTree& tree) { tree.all_items[ItemId(0)].span = {1, 2}; });
  same("order of uses", [](SyntaxTree& tree) { std::swap(tree.header.uses[0], tree.header.uses[1]); });
  same("dots", [](SyntaxTree& tree) { rule_of(tree).type->range_dots = false; });
  same("guard word", [](SyntaxTree& tree) { rule_of(tree).guard->word = GuardWord::in_case; });
  same("open place", [](SyntaxTree& tree) { place_of(tree).body_kind = PlaceBody::open; });
  same("digits", [](SyntaxTree& tree) { expression<NumberLiteral>(tree, rule_of(tree).value) = {"0.70", false}; });
  same("comparison words", [](SyntaxTree& tree) {
    expression<ComparisonExpr>(tree, rule_of(tree).guard->condition).tests[0].words = ComparisonWords::symbol;
  });
}

BOOST_AUTO_TEST_CASE(everything_else_is_told) {
  const std::string expected = canonical(example());
  const auto other = [&](const char* what, const std::function<void(SyntaxTree&)>& change) {
    SyntaxTree tree = example();
    change(tree);
    BOOST_TEST(canonical(tree) != expected, what);
  };
  other("version", [](SyntaxTree& tree) { tree.header.version.text = "1.0.1"; });
  other("title", [](SyntaxTree& tree) { tree.header.title = ""; });
  other("month end", [](SyntaxTree& tree) { tree.header.month_end = MonthEndWord::refuse; });
  other("place", [](SyntaxTree& tree) { place_of(tree).place.parts[0].number = "4A"; });
  other("place range", [](SyntaxTree& tree) { place_of(tree).place.through = "5"; });
  other("place title", [](SyntaxTree& tree) { place_of(tree).title = "t"; });
  other("in force", [](SyntaxTree& tree) { place_of(tree).in_force = InForce{{}, "2020-01-01", "", {}}; });
  other("mark", [](SyntaxTree& tree) { tree.all_items[ItemId(0)].marks[0].text = "why"; });
  other("where the mark stands",
        [](SyntaxTree& tree) { std::swap(rule_of(tree).value_marks, tree.all_items[ItemId(0)].marks); });
  other("role", [](SyntaxTree& tree) { rule_of(tree).role = RuleRole::output; });
  other("type", [](SyntaxTree& tree) { rule_of(tree).type->decimals = "2"; });
  other("optional", [](SyntaxTree& tree) { rule_of(tree).type->optional = true; });
  other("citation", [](SyntaxTree& tree) { rule_of(tree).citations.push_back(place_of(tree).place); });
  other("comparison", [](SyntaxTree& tree) {
    expression<ComparisonExpr>(tree, rule_of(tree).guard->condition).tests[0].op = Comparison::greater;
  });
}

BOOST_AUTO_TEST_CASE(texts_cannot_pass_for_something_else) {
  SyntaxTree a = example();
  a.header.id = "p\" version=2.0.0\nuse";
  const std::string out = canonical(a);
  BOOST_TEST(out.find("policy id=\"p\\\" version=2.0.0\\x0ause\" version=1.0.0\n") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
