#pragma once
// A policy whose groups need everything that can be gathered, and populations for it.

#include <memory>
#include <random>
#include <string>

#include <boost/test/unit_test.hpp>

#include "engine/batch/run.hpp"
#include "engine/library/compile.hpp"
#include "tests/unit/batch/gathering_policy.hpp"

namespace kaidah::test {

inline plan::PlanPtr gathering_plan() {
  static const plan::PlanPtr plan = [] {
    const Limits limits;
    std::vector<Diagnostic> diagnostics;
    const library::PolicyLibrary library({}, limits, diagnostics);
    const auto source = std::make_shared<Source>("uji.kaidah", kGathering);
    const auto result = library::compile(library::read_text(source, limits), library, limits);
    for (const Diagnostic& diagnostic : result.diagnostics) BOOST_TEST_MESSAGE(render(diagnostic, {}));
    BOOST_TEST_REQUIRE(result.policy.has_value());
    return plan::make_plan(result.policy->checked);
  }();
  return plan;
}

/// Records, one a line; some are rejected, some lines are no records, some are empty.
inline std::string gathering_population(std::mt19937& random, int count) {
  const auto upto = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
  std::string text;
  for (int i = 0; i < count; ++i) {
    std::string line = R"({"id":"p)" + std::to_string(upto(count)) + R"(","unit":"U)" + std::to_string(upto(7)) +
                       R"(","masa":{"mulai":"2021-01-0)" + std::to_string(1 + upto(1)) +
                       R"(","selesai":"2021-12-31"},"skor":)" + std::to_string(upto(9) == 0 ? 13 : 5 * upto(23)) +
                       (upto(2) == 0 ? "" : ".5") + (upto(1) == 0 ? "" : R"(,"cadangan":)" + std::to_string(upto(9))) +
                       R"(,"tetap":)" + (upto(2) != 0 ? "true" : "false") + "}";
    if (upto(15) == 0) line.resize(line.size() / 2);
    if (upto(30) == 0) line.clear();
    text += line + (upto(9) == 0 ? "\r\n" : "\n");
  }
  if (upto(1) == 0) text.pop_back();  // the last line need not end
  return text;
}

inline const std::string& gathering_group_records() {
  static const std::string text = [] {
    std::string records = "{\"unit\":\"U1\"}\n";  // one that is rejected
    for (int unit = 0; unit < 7; ++unit)
      for (const char* from : {"2021-01-01", "2021-01-02"})
        records += R"({"unit":"U)" + std::to_string(unit) + R"(","masa":{"mulai":")" + from +
                   R"(","selesai":"2021-12-31"},"batas":)" + std::to_string(40 + 10 * unit) + "}\n";
    return records;
  }();
  return text;
}

/// Gives the text in pieces of random sizes.
inline batch::ReadBytes in_pieces(std::string_view text, std::mt19937& random, std::size_t most) {
  return [read = batch::read_text(text), &random, most](std::span<char> into) {
    const std::size_t size = std::uniform_int_distribution<std::size_t>(1, most)(random);
    return read(into.first(std::min(size, into.size())));
  };
}

}  // namespace kaidah::test
