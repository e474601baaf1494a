#pragma once
// Policies as text, what the checker says of them as short lines.

#include <boost/test/unit_test.hpp>

#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "engine/check/check.hpp"
#include "engine/check/dump.hpp"
#include "grammar/parse/parse.hpp"

namespace kaidah::testing {

inline check::TreePtr tree_of(const std::string& text, const std::string& name = "test.kaidah") {
  parse::ParseResult parsed = parse::parse(std::make_shared<Source>(name, text));
  for (const Diagnostic& diagnostic : parsed.diagnostics) BOOST_TEST_MESSAGE(render(diagnostic, {}));
  BOOST_REQUIRE_MESSAGE(parsed.diagnostics.empty(), "the test's own text does not parse");
  return std::make_shared<const syntax::SyntaxTree>(std::move(parsed.tree));
}

struct Checked {
  check::CheckResult result;

  /// `K2001 4:3 text of the place`, one line each; `help` and `see` lines are left out.
  [[nodiscard]] std::vector<std::string> lines() const {
    std::vector<std::string> out;
    for (const Diagnostic& diagnostic : result.diagnostics) {
      const Source& source = *diagnostic.location.source;
      const Position at = source.position(diagnostic.location.span.begin);
      std::string excerpt(source.text(diagnostic.location.span));
      excerpt = excerpt.substr(0, excerpt.find('\n'));
      if (excerpt.size() > 50) excerpt = excerpt.substr(0, 47) + "...";
      out.push_back(info(diagnostic.message.kind).code + " " + std::to_string(at.line) + ":" +
                    std::to_string(at.column) + " " + excerpt);
    }
    return out;
  }
  [[nodiscard]] std::string all() const {
    std::string out;
    for (const std::string& line : lines()) out += line + "\n";
    return out;
  }
  /// The message of the n-th diagnostic, with its notes.
  [[nodiscard]] std::string message(std::size_t n, Language language = Language::english) const {
    const Diagnostic& diagnostic = result.diagnostics.at(n);
    std::string out = text(diagnostic.message, language);
    for (const Message& note : diagnostic.notes) out += "\n" + text(note, language);
    return out;
  }
  [[nodiscard]] std::string dumped() const { return result.policy ? check::dump(*result.policy) : std::string(); }
  /// The type of a rule, as the dump writes it.
  [[nodiscard]] std::string type_of(const std::string& rule) const {
    if (!result.policy) return "no policy: " + all();
    for (const check::Rule& one : result.policy->rules) {
      if (one.name == rule) return check::type_text(*result.policy, one.type);
    }
    return "no such rule";
  }
};

inline Checked checked(const std::string& text, const std::vector<std::string>& modules = {}) {
  std::vector<check::TreePtr> trees;
  for (const std::string& module : modules) trees.push_back(tree_of(module, "module.kaidah"));
  return {check::check(tree_of(text), trees)};
}

/// A policy whose article 1 is `body`, with a record to read.
inline Checked in_article(const std::string& body, const std::string& shapes = "") {
  return checked(R"(policy "test" version 1.0.0
month end last_day
enum Grade from lowest { poor fair good }
enum Kind { red green }
record Period { start: date end: date }
record Item { target: number 0.. amount: number 0..100 decimals 2 note: text, optional condition target > 0 }
input Staff {
  id: text
  period: Period, period assessed
  grade: Grade
  kind: Kind, optional
  points: number 0..120 decimals 2
  bonus: number 0..10 decimals 1, optional
  raw: number
  items: list Item, no more than 20
  some: list Item, no fewer than 1, no more than 20
  hired: date, optional
  active: boolean, if missing false
}
)" + shapes + "\narticle 1 {\n" +
                 body + "\n}\n");
}

}  // namespace kaidah::testing
