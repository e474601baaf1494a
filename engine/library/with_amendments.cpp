#include "engine/library/with_amendments.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "engine/library/amendments_of.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::library {

Amended with_amendments(const LibraryFilePtr& file, const PolicyLibrary& library, const std::string& agency,
                        const Limits& limits, std::vector<Diagnostic>& diagnostics) {
  // A file from elsewhere is taken as it is: it may hold the amendments already.
  if (has_errors(file->diagnostics) || !library.holds(*file)) return {file, {}};
  const std::vector<LibraryFilePtr> amendments = amendments_of(*file, library, agency, &diagnostics);
  if (amendments.empty()) return {file, {}};
  bool broken = false;
  for (const LibraryFilePtr& amendment : amendments) {
    diagnostics.insert(diagnostics.end(), amendment->diagnostics.begin(), amendment->diagnostics.end());
    broken = broken || has_errors(amendment->diagnostics);
  }
  if (broken) return {file, {}};
  Consolidation made = consolidate(*file, amendments, limits);
  diagnostics.insert(diagnostics.end(), made.diagnostics.begin(), made.diagnostics.end());
  auto whole = std::make_shared<LibraryFile>(*file);
  whole->tree = std::move(made.tree);
  return {std::move(whole), std::move(made.ended)};
}

void check_days(const syntax::SyntaxTree& tree, const std::function<check::CheckResult(check::TreePtr)>& check,
                std::vector<Diagnostic>& diagnostics) {
  if (has_errors(diagnostics)) return;
  for (const std::string& day : days_of_change(tree)) {
    for (Diagnostic& diagnostic : check(std::make_shared<const syntax::SyntaxTree>(on_day(tree, day))).diagnostics) {
      if (info(diagnostic.message.kind).severity != Severity::error) continue;
      const bool told = std::any_of(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& other) {
        return other.message == diagnostic.message && other.location.span == diagnostic.location.span;
      });
      if (told) continue;
      diagnostic.notes.push_back({MessageKind::note_on_day, {{"day", day}}});
      diagnostics.push_back(std::move(diagnostic));
    }
  }
}

}  // namespace kaidah::library
