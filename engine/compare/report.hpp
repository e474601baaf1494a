#pragma once
// What was counted, in the reader's language and in the order it is shown: what every form of output is made from.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <kaidah/diagnostic.hpp>

#include "engine/compare/run.hpp"

namespace kaidah::compare {

/// One of the policies and what it was run with.
struct NamedPolicy {
  std::string id;
  std::string version;
  std::string title;
  std::string digest;
  std::vector<std::pair<std::string, std::string>> parameters;  ///< that were set
  std::string decision_day;                                     ///< empty: none
};

enum class ClassKind : std::uint8_t { value, absent, rejected };
struct ClassRow {
  ClassKind kind{};
  std::string label;
  std::uint64_t total = 0;
};

enum class Direction : std::uint8_t {
  same,
  up,
  down,
  other,      ///< another value, of which nobody says whether it is higher
  undecided,  ///< rejected under one of the two
};
/// Its enumerator: in JSON, and as the class of a cell in a page.
[[nodiscard]] std::string_view name_of(Direction direction);
struct MatrixCell {
  std::uint64_t records = 0;
  Direction direction{};
};

/// A value of the output that is crossed, before and after.
struct ShareRow {
  ClassKind kind{};
  std::string label;
  std::uint64_t from = 0;
  std::uint64_t to = 0;
};

struct MoverRow {
  std::string name;  ///< empty: the record does not say
  Movers movers;
};
struct GainRow {
  std::string name;
  GainTally tally;
};
struct FigureRow {
  std::string name;
  FigureTally tally;
  std::string from_mean;  ///< two more decimals than the figure has
  std::string to_mean;
};
struct FindingRow {
  FindingKey key;
  FoundTally tally;
};
struct GroupsTable {
  std::string name;
  GroupsTally tally;
  std::vector<FindingRow> findings;
};
struct RejectionRow {
  std::string code;
  std::string message;  ///< of the first record
  std::string article;
  bool by_bridge = false;
  std::uint64_t records = 0;
  std::uint64_t line = 0;
  std::string id;
};
/// What decided, on one side.
struct CauseSide {
  std::string article;
  std::string text;  ///< the alternative as written, or a parameter's value; empty: nothing of that name
};
struct CauseRow {
  std::string name;
  CauseSide from;
  CauseSide to;
  std::uint64_t records = 0;
};
struct ExampleRow {
  std::string from;
  std::string to;
  Direction direction{};
  std::uint64_t records = 0;
  std::uint64_t line = 0;
  std::string id;
};

struct Report {
  Language language{};
  NamedPolicy from;
  NamedPolicy to;
  std::optional<NamedPolicy> bridge;
  std::vector<std::pair<std::string, std::string>> bridge_marks;  ///< place or name, and why
  std::uint64_t bytes = 0;
  std::string input_digest;

  std::string by;
  std::uint64_t records = 0;
  Movers all;
  bool comparable = false;                     ///< up and down mean something
  std::vector<ClassRow> rows;                  ///< of the first policy, highest first; those nothing fell into too
  std::vector<ClassRow> columns;               ///< of the second
  std::vector<std::vector<MatrixCell>> cells;  ///< by row and column
  std::vector<ShareRow> shares;

  std::string unit;  ///< the field; empty: not counted
  std::string kind;
  std::vector<MoverRow> units;  ///< most changed first
  std::vector<MoverRow> kinds;
  std::vector<GainRow> gains;
  std::vector<FigureRow> figures;
  std::vector<FindingRow> findings;
  std::vector<GroupsTable> groups;
  std::vector<RejectionRow> from_rejections;  ///< most frequent first
  std::vector<RejectionRow> to_rejections;
  std::vector<CauseRow> causes;      ///< most frequent first
  std::vector<ExampleRow> examples;  ///< one for each way records went, most frequent first
};

[[nodiscard]] Report make_report(const Setup& setup, const Result& result, Language language);

/// `12,5%`: rounded half up to one decimal. REQUIRES: the whole is not 0.
[[nodiscard]] std::string percent(std::uint64_t part, std::uint64_t whole, Language language);
/// `1.234`, with the grouping mark of the language.
[[nodiscard]] std::string count_text(std::uint64_t count, Language language);
[[nodiscard]] std::string class_name(ClassKind kind, const std::string& label, Language language);

[[nodiscard]] std::string render_text(const Report& report, bool colour, std::size_t limit);
[[nodiscard]] std::string render_json(const Report& report);
[[nodiscard]] std::string render_html(const Report& report, std::size_t limit);

}  // namespace kaidah::compare
