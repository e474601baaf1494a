#pragma once
// A policy and the amendments of it -> one text.

#include <string>
#include <vector>

#include <kaidah/diagnostic.hpp>
#include <kaidah/limits.hpp>

#include "engine/check/check.hpp"
#include "engine/library/policy_library.hpp"

namespace kaidah::library {

/// A name that stood for something until an amendment ended or swapped that.
struct EndedName {
  std::string name;
  std::string instrument;
  std::string day;  ///< the first without it
  bool replaced = false;
};

struct Consolidation {
  /// The policy's header and items; `amendments` says what else is in it. An item that an amendment brought is in force
  /// from that amendment's first day, one that it replaced or repealed through the day before; shapes (enums, records,
  /// parameters, groups) have no days and are swapped for good. The source is all texts laid end to end.
  std::shared_ptr<const syntax::SyntaxTree> tree;
  std::vector<EndedName> ended;
  std::vector<Diagnostic> diagnostics;  ///< sorted
};

/// Amendments apply by their first day in force, then by id.
/// - Two that touch one thing on one day are an error, as is touching what is not there.
/// - `replace` swaps what stands at its target; exceptions to it stay.
/// - What `supplements` may add. It may replace or repeal only what is no text of the regulation: what is marked as an
///   interpretation, what says that something is not encoded, and what another supplement brought.
/// - An agency's own amendment may only add exceptions, to rules that are `open to` who decides for it.
/// REQUIRES: the files were parsed without errors; amendments of other policies are not among them.
[[nodiscard]] Consolidation consolidate(const LibraryFile& policy, const std::vector<LibraryFilePtr>& amendments,
                                        const Limits& limits);

/// The text as it stands on a day, held against the days of amendments whatever their clock: without the items that are
/// not in force, and without the dates of the others.
[[nodiscard]] syntax::SyntaxTree on_day(const syntax::SyntaxTree& consolidated, const std::string& day);

/// The first days of each text that the amendments make, and a day before the first of them; in order.
[[nodiscard]] std::vector<std::string> days_of_change(const syntax::SyntaxTree& consolidated);

/// Says of names that are no longer there which amendment took them away.
void explain_ended(std::vector<Diagnostic>& diagnostics, const std::vector<EndedName>& ended);

}  // namespace kaidah::library
