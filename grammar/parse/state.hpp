#pragma once
// What the rules share while they read one text.

#include <cstddef>
#include <cstdint>
#include <vector>

#include <kaidah/diagnostic.hpp>
#include <kaidah/limits.hpp>

#include "grammar/parse/node.hpp"
#include "grammar/vocabulary/keyword.hpp"

namespace kaidah::parse {

/// Thrown at a must-point, caught by the nearest element (see recover.hpp); never leaves parse().
struct Failure {
  std::uint32_t resume = 0;  ///< where the search for the next element begins
  std::size_t braces = 0;    ///< of records that are open there
  Diagnostic diagnostic;
};

struct State {
  State(SourcePtr text, const Limits& most, std::vector<Diagnostic>& found)
      : source(std::move(text)), limits(most), diagnostics(found), begin(source->text().data()) {}

  SourcePtr source;
  const Limits& limits;
  std::vector<Diagnostic>& diagnostics;
  syntax::Vocabulary vocabulary{};

  const char* begin;  ///< of the source: offsets count from here
  std::vector<Node> nodes;
  std::size_t depth = 0;     ///< brackets, blocks and chains around the place that is read
  std::size_t records = 0;   ///< of those, the braces of records
  std::size_t left_out = 0;  ///< diagnostics past Limits::diagnostics
  std::size_t elements = 0;  ///< read so far, against Limits::declarations
  bool stopped = false;      ///< a limit was passed or the text ended too early: what is left is not reported
  int missing_closes = 0;    ///< braces that the text opens more often than it closes them; negative: the other way

  // White space after the same token is skipped once.
  const char* space_from = nullptr;
  const char* space_to = nullptr;

  [[nodiscard]] std::uint32_t offset(const char* p) const noexcept { return static_cast<std::uint32_t>(p - begin); }
  [[nodiscard]] Location location(Span span) const { return {source, span}; }
  void report(Diagnostic diagnostic) {
    if (diagnostics.size() < limits.diagnostics) {
      diagnostics.push_back(std::move(diagnostic));
    } else {
      ++left_out;
    }
  }
};

}  // namespace kaidah::parse
