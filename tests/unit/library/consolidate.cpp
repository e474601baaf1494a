// One text of a policy and its amendments: what stands in it, on which days, and what cannot be made.
#include "engine/library/consolidate.hpp"

#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>
#include <vector>

#include "engine/check/check.hpp"
#include "engine/library/consolidated_text.hpp"
#include "engine/library/with_amendments.hpp"
#include "grammar/parse/parse.hpp"

BOOST_AUTO_TEST_SUITE(library_consolidate)

namespace {

using namespace kaidah;
using library::Consolidation;
using Texts = std::vector<std::string>;

const std::string kPolicy =
    "policy \"p\" version 1.0.0\n"          // 1
    "enum Kind from lowest { low high }\n"  // 2
    "input Person { id: text  score: number 0..100 decimals 2  odd: boolean }\n"
    "article 1 [secondary source] {\n"                                 // 4
    "  paragraph (1): rule weight open to agency = 70%\n"              // 5
    "  paragraph (2): exception weight = 50% when odd\n"               // 6
    "  paragraph (3): rule extra = 1 [interpretation \"not said\"]\n"  // 7
    "}\n"
    "article 2 {\n"                                                  // 9
    "  output result = round(score * weight, 2, half_up) + extra\n"  // 10
    "  classify kind : Kind by result as x { low when x < 50  high when x >= 50 }\n"
    "  output kind\n"
    "}\n"
    "chapter II { article 3 { not encoded \"how to object\" } }\n";  // 14

std::string amendment(const std::string& id, const std::string& day, const std::string& body,
                      const std::string& lines = "amends \"p\" 1.x\n") {
  return "amendment \"" + id + "\" version 1.0.0\n" + lines + "in force " + (day.starts_with("for") ? "" : "from ") +
         day + "\narticle I {\n" + body + "\n}\n";
}
const std::string kCircular = "supplements \"p\" 1.x\n";
const std::string kAgency = "amends \"p\" 1.x\nfor agency \"K1\"\n";

library::LibraryFilePtr file(const std::string& name, const std::string& text) {
  library::LibraryFilePtr read = library::read_text(std::make_shared<const Source>(name, text), {});
  for (const Diagnostic& diagnostic : read->diagnostics) BOOST_ERROR(render(diagnostic, {}));
  return read;
}

Consolidation made(const Texts& amendments, const std::string& policy = kPolicy) {
  std::vector<library::LibraryFilePtr> files;
  for (std::size_t i = 0; i < amendments.size(); ++i)
    files.push_back(file(std::string(1, static_cast<char>('a' + i)), amendments[i]));
  return library::consolidate(*file("p", policy), files, {});
}

std::string at(const Location& location) {
  const Position position = location.source->position(location.span.begin);
  return location.source->name(location.span.begin) + ":" + std::to_string(position.line);
}

/// `name:line code`, in order, then `< name:line` for each related place.
Texts wrong(const std::vector<Diagnostic>& diagnostics) {
  Texts found;
  for (const Diagnostic& diagnostic : diagnostics) {
    std::string text = at(diagnostic.location) + " " + info(diagnostic.message.kind).code;
    for (const RelatedPlace& related : diagnostic.related) text += " < " + at(related.location);
    found.push_back(std::move(text));
  }
  return found;
}
Texts wrong(const Texts& amendments) {
  return wrong(made(amendments).diagnostics);
}

/// The dumps of the items with that word in their first line, with the days around them: `[from..through] …`.
void gather(const syntax::SyntaxTree& tree, const std::vector<syntax::ItemId>& items, const std::string& name,
            const std::string& days, Texts& found) {
  for (const syntax::ItemId id : items) {
    const syntax::Item& item = tree[id];
    std::string own = days;
    if (item.in_force) own += "[" + item.in_force->from + ".." + item.in_force->through + "]";
    if (const auto* rule = std::get_if<syntax::RuleItem>(&item.node); rule != nullptr && rule->name.text == name) {
      found.push_back(own + " " + std::string(tree.source->text(tree[rule->value].span)));
    }
    if (const auto* place = std::get_if<syntax::PlaceItem>(&item.node)) gather(tree, place->body, name, own, found);
  }
}
Texts rules(const Texts& amendments, const std::string& name) {
  const Consolidation one = made(amendments);
  BOOST_TEST(wrong(one.diagnostics) == Texts{}, boost::test_tools::per_element());
  Texts found;
  gather(*one.tree, one.tree->items, name, "", found);
  return found;
}

/// What the checker says of each day's text.
std::vector<Diagnostic> checked(const Consolidation& one) {
  std::vector<Diagnostic> diagnostics = check::check(one.tree, {}).diagnostics;
  std::erase_if(diagnostics, [](const Diagnostic& d) { return info(d.message.kind).severity != Severity::error; });
  library::check_days(
      *one.tree, [](check::TreePtr tree) { return check::check(std::move(tree), {}); }, diagnostics);
  library::explain_ended(diagnostics, one.ended);
  return diagnostics;
}

std::string text_of(const Texts& amendments, const std::string& day = {}) {
  return library::consolidated_text(*made(amendments).tree, day);
}

}  // namespace

BOOST_AUTO_TEST_CASE(each_text_of_a_rule_has_its_days_and_exceptions_stay) {
  const Texts files = {amendment("later", "2024-03-01", "replace weight with { rule weight = 90% }"),
                       amendment("first", "2022-01-01", "replace article 1 paragraph (1) with { rule weight = 80% }")};
  BOOST_TEST(rules(files, "weight") == (Texts{"[..2021-12-31] 70%", "[2022-01-01..][..2024-02-29] 80%",
                                              "[2022-01-01..][2024-03-01..] 90%", " 50%"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_an_amendment_brought_is_amended_in_turn) {
  const Texts files = {
      amendment("a", "2022-01-01",
                "replace article 1 with { paragraph (1): rule weight = 80% paragraph (3): rule extra = 0 }"),
      amendment("b", "2023-01-01", "replace article 1 paragraph (1) weight with { rule weight = 85% }"),
      amendment("c", "2024-01-01", "replace weight with { rule weight = 90% }")};
  BOOST_TEST(rules(files, "weight") ==
                 (Texts{"[..2021-12-31] 70%", "[..2021-12-31] 50%", "[2022-01-01..][..2022-12-31] 80%",
                        "[2022-01-01..][2023-01-01..2023-12-31] 85%", "[2022-01-01..][2024-01-01..] 90%"}),
             boost::test_tools::per_element());
  BOOST_TEST(wrong(checked(made(files))) == Texts{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_repeal_without_a_place_takes_the_exceptions_along) {
  BOOST_TEST(rules({amendment("a", "2022-01-01", "repeal weight")}, "weight") ==
                 (Texts{"[..2021-12-31] 70%", "[..2021-12-31] 50%"}),
             boost::test_tools::per_element());
  BOOST_TEST(rules({amendment("a", "2022-01-01", "repeal article 1 paragraph (2) weight")}, "weight") ==
                 (Texts{" 70%", "[..2021-12-31] 50%"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_clock_is_that_of_the_amendment) {
  const Consolidation one =
      made({amendment("a", "for decisions from 2022-01-01", "replace weight with { rule weight = 80% }")});
  for (const syntax::Item& item : one.tree->all_items) {
    if (item.in_force) BOOST_TEST((item.in_force->clock == syntax::InForceClock::decision_day));
  }
  BOOST_TEST(wrong({amendment("a", "2022-01-01", "replace weight with { rule weight = 80% }"),
                    amendment("b", "for decisions from 2023-01-01", "replace weight with { rule weight = 90% }")}) ==
                 (Texts{"b:5 K8107 < a:3"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(shapes_have_no_days) {
  const Consolidation one =
      made({amendment("a", "2022-01-01", "replace Kind with { enum Kind from lowest { low middle high } }")});
  std::size_t enums = 0;
  for (const syntax::ItemId id : one.tree->items) {
    if (!std::holds_alternative<syntax::EnumItem>((*one.tree)[id].node)) continue;
    ++enums;
    BOOST_TEST(!(*one.tree)[id].in_force.has_value());
  }
  BOOST_TEST(enums == 1u);
  BOOST_TEST(wrong(checked(one)) == Texts{}, boost::test_tools::per_element());
  const Consolidation narrower =
      made({amendment("a", "2022-01-01", "replace Kind with { enum Kind from lowest { low } }")});
  const std::vector<Diagnostic> found = checked(narrower);
  BOOST_TEST(wrong(found) == (Texts{"p:11 K2004"}), boost::test_tools::per_element());
  BOOST_TEST(text(found.at(0).notes.back(), Language::english) == "`Kind` was replaced by `a` from 2022-01-01 on");
}

BOOST_AUTO_TEST_CASE(marks_are_those_of_the_amendment) {
  const auto marks = [](const std::string& body) {
    const Consolidation one = made({amendment("a", "2022-01-01", body)});
    for (const syntax::Item& item : one.tree->all_items) {
      const bool brought = item.in_force && item.in_force->from == "2022-01-01";
      if (brought && std::holds_alternative<syntax::RuleItem>(item.node)) return item.marks;
    }
    return std::vector<syntax::Mark>();
  };
  const auto verbatim = marks("replace article 1 paragraph (1) weight with { rule weight = 80% }");
  BOOST_REQUIRE(verbatim.size() == 1u);  // not what the article of the policy is known from
  BOOST_TEST((verbatim.front().kind == syntax::MarkKind::verbatim));
  const auto own =
      marks("item 1 [interpretation \"read so\"]: replace article 1 paragraph (1) weight with { rule weight = 80% }");
  BOOST_REQUIRE(own.size() == 1u);
  BOOST_TEST(own.front().text == "read so");
  BOOST_TEST(marks("replace article 1 paragraph (1) weight with { rule weight = 80% [secondary source] }")
                 .front()
                 .text.empty());
}

BOOST_AUTO_TEST_CASE(touching_one_thing_twice_on_a_day) {
  const std::string weight = "replace weight with { rule weight = 80% }";
  const Texts twice = {amendment("a", "2022-01-01", weight),
                       amendment("b", "2022-01-01", "repeal article 1 paragraph (1)")};
  BOOST_TEST(wrong(twice) == (Texts{"b:5 K8103 < a:5"}), boost::test_tools::per_element());
  BOOST_TEST(wrong({amendment("a", "2022-01-01", weight + "\n" + weight)}) == (Texts{"a:6 K8103 < a:5"}),
             boost::test_tools::per_element());
  // What was added that day is touched that day too; a part of what was replaced as well.
  BOOST_TEST(wrong({amendment("a", "2022-01-01", "add { article 9 { rule x = 1 } }"),
                    amendment("b", "2022-01-01", "repeal x")}) == (Texts{"b:5 K8103 < a:5"}),
             boost::test_tools::per_element());
  BOOST_TEST(wrong({amendment("a", "2022-01-01", "repeal article 2"),
                    amendment("b", "2022-01-01", "repeal article 2 kind")}) == (Texts{"b:5 K8103 < a:5"}),
             boost::test_tools::per_element());
  BOOST_TEST(wrong({amendment("a", "2022-01-01", weight), amendment("b", "2022-01-02", weight)}) == Texts{},
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(targets_that_are_not_there) {
  const auto note = [](const std::string& body) {
    const Consolidation one = made({amendment("a", "2022-01-01", "repeal extra"), amendment("b", "2023-01-01", body)});
    BOOST_REQUIRE_MESSAGE(one.diagnostics.size() == 1, body);
    std::string said = text(one.diagnostics[0].message, Language::english);
    for (const Message& each : one.diagnostics[0].notes) said += " | " + text(each, Language::english);
    return said;
  };
  BOOST_TEST(note("repeal extra") ==
             "`p` has no `extra` on 2023-01-01 that could be changed | there is `Kind`, `Person`, `weight`, `result` "
             "and `kind`");
  BOOST_TEST(note("repeal article 1 paragraph (3)") ==
             "`p` has no Article 1 paragraph (3) on 2023-01-01 that could be changed | there is `weight` in Article 1 "
             "paragraph (1) and "
             "`weight` in Article 1 paragraph (2)");
  BOOST_TEST(note("repeal article 2 weight")
                 .ends_with("there is `weight` in Article 1 paragraph (1) and `weight` in Article 1 paragraph (2)"));
  BOOST_TEST(note("repeal article 7") ==
             "`p` has no Article 7 on 2023-01-01 that could be changed | there is Article 1, Article 2 and Chapter II");
  BOOST_TEST(note("repeal wieght").find("did you mean `weight`?") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_name_in_several_places_needs_one_of_them) {
  const std::string policy =
      "policy \"p\" version 1.0.0\ninput P { id: text  odd: boolean }\n"
      "article 1 { rule x = 1 when odd }\narticle 2 { rule x = 2 when not odd  output x }\n";
  const auto found = [&](const std::string& body) {
    return wrong(made({amendment("a", "2022-01-01", body)}, policy).diagnostics);
  };
  BOOST_TEST(found("replace x with { rule x = 3 }") == (Texts{"a:5 K8102 < p:3 < p:4"}),
             boost::test_tools::per_element());
  BOOST_TEST(found("replace article 2 x with { rule x = 3 when not odd }") == Texts{},
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(circulars_change_no_law) {
  const auto circular = [](const std::string& body) { return amendment("a", "2022-01-01", body, kCircular); };
  BOOST_TEST(wrong({circular("replace weight with { rule weight = 80% }")}) == (Texts{"a:5 K8104 < p:5"}),
             boost::test_tools::per_element());
  BOOST_TEST(wrong({circular("repeal article 1")}) == (Texts{"a:5 K8104 < p:5"}), boost::test_tools::per_element());
  BOOST_TEST(wrong({circular("replace Kind with { enum Kind { low high } }")}) == (Texts{"a:5 K8104 < p:2"}),
             boost::test_tools::per_element());
  // An interpretation, a hole, and what a circular brought are no law.
  BOOST_TEST(
      wrong({circular(
                 "replace extra with { rule extra = 2 } replace article 3 with { output way = 1 } add { rule y = 1 }"),
             amendment("b", "2023-01-01", "replace y with { rule y = 2 }", kCircular)}) == Texts{},
      boost::test_tools::per_element());
  BOOST_TEST(wrong({amendment("a", "2022-01-01", "replace weight with { rule weight = 80% }"),
                    amendment("b", "2023-01-01", "repeal weight", kCircular)}) == (Texts{"b:5 K8104 < a:5"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(agencies_only_add_exceptions_where_they_may) {
  const auto own = [](const std::string& body) { return wrong({amendment("a", "2022-01-01", body, kAgency)}); };
  BOOST_TEST(own("add { exception to article 1 paragraph (1) weight = 40% when odd }") == Texts{},
             boost::test_tools::per_element());
  BOOST_TEST(own("add { exception weight = 40% when odd }") == Texts{}, boost::test_tools::per_element());
  BOOST_TEST(own("add { exception to article 1 paragraph (2) weight = 40% when odd }") == (Texts{"a:6 K8106 < p:6"}),
             boost::test_tools::per_element());
  BOOST_TEST(own("add { exception extra = 3 when odd }") == (Texts{"a:6 K8106 < p:7"}),
             boost::test_tools::per_element());
  BOOST_TEST(own("add { exception score = 3 when odd }") == (Texts{"a:6 K8106"}), boost::test_tools::per_element());
  BOOST_TEST(own("add { rule x = 1 } repeal weight") == (Texts{"a:6 K8105", "a:6 K8105"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_change_has_no_last_day_but_an_addition_may) {
  const std::string days = "2022-01-01 through 2022-12-31";
  BOOST_TEST(wrong({amendment("a", days, "repeal extra")}) == (Texts{"a:5 K8109"}), boost::test_tools::per_element());
  BOOST_TEST(rules({amendment("a", days, "add { rule y = 1 }")}, "y") == (Texts{"[2022-01-01..2022-12-31] 1"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(rankings_and_procedures_have_no_days) {
  const std::string policy =
      "policy \"p\" version 1.0.0\ninput P { id: text  unit: text  n: number 0..9 }\ngroup unit by unit\n"
      "article 1 { for each unit { ranking best by n } }\n";
  BOOST_TEST(
      wrong(made({amendment("a", "2022-01-01", "replace best with { for each unit { ranking best by n } }")}, policy)
                .diagnostics) == (Texts{"a:5 K8108 < p:4"}),
      boost::test_tools::per_element());
  BOOST_TEST(
      wrong(made({amendment("a", "2022-01-01", "add { for each unit { ranking other by n } }")}, policy).diagnostics) ==
          (Texts{"a:5 K8108"}),
      boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_text_that_refers_to_what_was_repealed) {
  const std::vector<Diagnostic> found = checked(made({amendment("a", "2022-01-01", "repeal extra")}));
  BOOST_TEST(wrong(found) == (Texts{"p:10 K2001"}), boost::test_tools::per_element());
  BOOST_REQUIRE(found.size() == 1u);
  BOOST_TEST(text(found[0].notes.back(), Language::english) == "`extra` was repealed by `a` from 2022-01-01 on");
  BOOST_TEST(text(found[0].notes.back(), Language::indonesian) == "`extra` dihapus oleh `a` sejak 2022-01-01");
  // The other way about: what was there before an amendment cannot refer to what that brings.
  const Texts brought = {amendment("a", "2022-01-01", "add { rule more = 1 }"),
                         amendment("b", "2021-06-01", "replace extra with { rule extra = more }")};
  BOOST_TEST(wrong(checked(made(brought))) == (Texts{"b:5 K2001"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_replaced_duty_stands_on_its_days) {
  const std::string policy =
      "policy \"p\" version 1.0.0\ninput P { id: text  n: number 0..9 }\n"
      "article 1 { require few: n < 5 finding warning \"F\" \"f\" }\n";
  const std::string swap = "replace few with { require few: n < 4 finding warning \"F\" \"f\" }";
  BOOST_TEST(wrong(checked(made({amendment("a", "2022-01-01", swap)}, policy))) == Texts{},
             boost::test_tools::per_element());
  BOOST_TEST(wrong(checked(made({amendment("a", "2022-01-01", swap)},
                                policy + "article 2 { output ok = few is met }\n"))) == (Texts{"p:4 K8110 < a:5"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_vocabulary_and_layout_of_an_amendment_do_not_matter) {
  const std::string english =
      amendment("a", "for decisions from 2022-01-01",
                "point a: replace weight with { rule weight = 80% }\npoint b: add { output y = 1 }", kCircular);
  const std::string indonesian =
      "perubahan \"a\" versi 1.0.0\nmelengkapi \"p\" 1.x\nberlaku untuk penetapan sejak 2022-01-01\n"
      "pasal I { huruf a { ubah weight menjadi { aturan weight = 80% } } # nothing\n huruf b { sisipkan { keluaran y = "
      "1 } } }";
  const auto canonical = [](const std::string& text) { return syntax::dump(*made({text}).tree, {false, true}); };
  BOOST_TEST(canonical(english) == canonical(indonesian));
  BOOST_TEST(canonical(english).find("amended by=\"a\"") != std::string::npos);
  BOOST_TEST(canonical(english) != syntax::dump(*file("p", kPolicy)->tree, {false, true}));
}

BOOST_AUTO_TEST_CASE(places_of_an_amendment_are_its_own) {
  // `article I` of the amendment is no place of the policy: nothing there can be excepted from by its number alone.
  const std::string add = amendment("a", "2022-01-01", "paragraph (1): add { rule y = 1 output y }");
  const Consolidation one =
      made({add, amendment("b", "2023-01-01", "add { exception to article I paragraph (1) y = 2 }")});
  BOOST_TEST(wrong(checked(one)) == (Texts{"b:5 K4043 < a:5"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_printed_text_is_read_again_as_the_same) {
  const Texts files = {amendment("a", "2022-01-01",
                                 "item 1: replace article 1 paragraph (1) weight with { rule weight = 80% }\n"
                                 "item 2: replace article 2 kind with { classify kind : Kind { low otherwise } }\n"
                                 "item 3: add { article 2A { rule z = 1 output z } }"),
                       amendment("b", "for decisions from 2023-01-01", "add { output y = 1 }", kCircular)};
  const std::string whole = text_of(files);
  BOOST_TEST(whole.find("# from 2022-01-01 on: a 1.0.0\n") != std::string::npos);
  BOOST_TEST(whole.find("# through 2021-12-31: then changed by a 1.0.0\n") != std::string::npos);
  const library::LibraryFilePtr again = file("whole", whole);
  BOOST_TEST(wrong(checked({again->tree, {}, {}})) == Texts{}, boost::test_tools::per_element());
  const std::string before = text_of(files, "2021-12-31");
  BOOST_TEST(before.find('#') == std::string::npos);
  BOOST_TEST(syntax::dump(*file("before", before)->tree, {false, true}) ==
             syntax::dump(*file("p", kPolicy)->tree, {false, true}));
  const std::string after = text_of(files, "2022-01-01");
  BOOST_TEST(after.find("rule weight open to agency = 70%") == std::string::npos);
  BOOST_TEST(after.find("rule weight = 80%") != std::string::npos);
  BOOST_TEST(after.find("in force") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
