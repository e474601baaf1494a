#pragma once
// What the analysis says of a policy, as lines that tests can compare.

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "engine/analysis/analyse.hpp"
#include "engine/check/check.hpp"
#include "grammar/parse/parse.hpp"

namespace kaidah::test {

inline std::vector<Diagnostic> analysed(const std::string& text, const Limits& limits = {}) {
  parse::ParseResult parsed = parse::parse(std::make_shared<const Source>("test.kaidah", text));
  for (const Diagnostic& diagnostic : parsed.diagnostics) BOOST_ERROR(render(diagnostic, {}));
  const check::CheckResult checked =
      check::check(std::make_shared<const syntax::SyntaxTree>(std::move(parsed.tree)), {});
  for (const Diagnostic& diagnostic : checked.diagnostics)
    if (info(diagnostic.message.kind).severity == Severity::error) BOOST_ERROR(render(diagnostic, {}));
  return analysis::analyse(checked.policy, limits);
}

/// `K4003 nothing applies to …`.
inline std::string line(const Diagnostic& diagnostic, Language language = Language::english) {
  return info(diagnostic.message.kind).code + " " + kaidah::text(diagnostic.message, language);
}

inline std::vector<std::string> lines(const std::vector<Diagnostic>& diagnostics) {
  std::vector<std::string> all;
  for (const Diagnostic& diagnostic : diagnostics) all.push_back(line(diagnostic));
  return all;
}

inline std::vector<std::string> notes(const Diagnostic& diagnostic, Language language = Language::english) {
  std::vector<std::string> all;
  for (const Message& note : diagnostic.notes) all.push_back(kaidah::text(note, language));
  return all;
}

/// The text of the policy at a place.
inline std::string at(const Location& location) {
  return std::string(location.source->text(location.span));
}

/// A policy with an input of these fields, and these statements in one article.
inline std::string policy(const std::string& fields, const std::string& statements, const std::string& shapes = {}) {
  return "policy \"test\" version 1.0.0\nin force from 2020-01-01\n" + shapes + "\ninput R {\n" + fields +
         "\n}\narticle 1 {\n" + statements + "\n}\n";
}

inline const std::string kGrade = "enum Grade from lowest { poor fair good }\n";

inline std::string read_file(const std::string& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace kaidah::test
