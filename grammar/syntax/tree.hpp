#pragma once
// A file as it was written: the result of parsing, the input of checking and formatting. Immutable once built.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "grammar/syntax/item.hpp"

namespace kaidah::syntax {

enum class Vocabulary : std::uint8_t { english, indonesian };

enum class FileKind : std::uint8_t { policy, module, scenarios, amendment, profile };

struct Use {
  std::vector<Name> names;
  std::string from;
  std::optional<VersionText> version;
  Span span;
};

enum class ReferenceDay : std::uint8_t { end_of_period, start_of_period, decision_day };

/// `amends "pp-30-2019" 1.x`: an instrument of the same rank or higher; `supplements …`: a circular.
struct Amends {
  bool supplements = false;
  std::string policy;
  std::optional<VersionText> version;
  Span span;
};

/// What the lines after the first one say.
enum class HeaderLineKind : std::uint8_t {
  title,
  basis,
  subject,
  in_force,
  reference_day,
  month_end,
  use,
  across,
  amends,
  agencies,
};
/// One of them, where it stands: the n-th `basis` line is `basis[n]`, the n-th `use` line `uses[n]`.
struct HeaderLine {
  HeaderLineKind kind{};
  Span span;
};

struct FileHeader {
  FileKind kind{};
  std::string id;  ///< of scenarios: the policy they test
  VersionText version;
  std::optional<std::string> title;
  std::vector<std::string> basis;
  std::optional<std::string> subject;
  std::optional<InForce> in_force;
  std::optional<ReferenceDay> reference_day;
  std::optional<MonthEndWord> month_end;
  std::vector<Use> uses;
  std::string across;                 ///< `in force for periods across DATE`, as written; empty: an ordinary policy
  std::optional<Amends> amends;       ///< of an amendment
  std::optional<Name> decider;        ///< `for instansi "K0001"`: of a profile, and of an agency's own amendment
  std::vector<std::string> agencies;  ///< the codes after it
  std::vector<HeaderLine> lines;      ///< in the order written; the meaning does not depend on it
  Span span;
};

/// Only in a consolidated tree: an amendment that is part of it.
struct Instrument {
  std::string id;
  std::string version;
  std::string title;  ///< may be empty
  bool supplements = false;
  std::vector<std::string> agencies;  ///< of an agency's own amendment
  InForce in_force;
  Span part;  ///< of the source: what stands there, it brought
};

struct Comment {
  Span span;  ///< from `#` to the end of its line
  bool own_line = false;
};

struct SyntaxTree {
  SourcePtr source;
  Vocabulary vocabulary{};
  FileHeader header;
  std::vector<ItemId> items;  ///< at the top level, in order

  IdVector<ExprId, Expr> expressions;
  IdVector<ItemId, Item> all_items;
  std::vector<Comment> comments;  ///< in order
  std::vector<Instrument> amendments;  ///< in the order they apply

  /// The amendment that brought what stands at the offset; null: it is in the policy itself.
  [[nodiscard]] const Instrument* instrument_at(std::uint32_t offset) const noexcept {
    for (const Instrument& instrument : amendments) {
      if (instrument.part.begin <= offset && offset < instrument.part.end) return &instrument;
    }
    return nullptr;
  }
  [[nodiscard]] const Expr& operator[](ExprId id) const { return expressions[id]; }
  [[nodiscard]] const Item& operator[](ItemId id) const { return all_items[id]; }
};

/// What a dump leaves out.
struct DumpOptions {
  bool spans = false;      ///< write `@begin-end` behind each node
  bool canonical = false;  ///< only what can change a decision or what is shown of it: no spellings, vocabulary,
                           ///< scenarios; the digest is taken over this
};
/// One node a line, indented; stable across versions of the program.
[[nodiscard]] std::string dump(const SyntaxTree& tree, const DumpOptions& options = {});

}  // namespace kaidah::syntax
