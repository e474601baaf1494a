#include <kaidah/policy.hpp>

#include "engine/api/fault.hpp"
#include "engine/api/policy_data.hpp"
#include "engine/check/dump.hpp"
#include "engine/library/consolidated_text.hpp"
#include "engine/plan/plan.hpp"
#include "engine/values/date.hpp"

namespace kaidah {

std::string Policy::dump(DumpStage stage) const {
  const auto& checked = data_->compiled.checked;
  switch (stage) {
    case DumpStage::syntax: {
      std::string text;
      for (const check::CheckedTree& tree : checked->trees) text += syntax::dump(*tree.tree, {.spans = true});
      return text;
    }
    case DumpStage::checked:
      return check::dump(*checked);
    case DumpStage::plan:
      break;
  }
  return plan::dump(*plan::make_plan(checked));
}

std::vector<AmendmentInfo> Policy::amendments() const {
  std::vector<AmendmentInfo> amendments;
  for (const syntax::Instrument& one : data_->compiled.checked->trees[check::TreeId(0)].tree->amendments) {
    amendments.push_back({one.id, one.version, one.title, one.supplements, one.in_force.from});
  }
  return amendments;
}

std::optional<std::string> Policy::consolidated_text(const std::string& day) const {
  if (!day.empty() && !values::Date::from_text(day)) return std::nullopt;
  return library::consolidated_text(*data_->compiled.checked->trees[check::TreeId(0)].tree, day);
}

SyntaxDump dump_syntax_file(const std::string& path, const Limits& limits) noexcept {
  return api::guarded_result<SyntaxDump>([&] {
    SyntaxDump result;
    const library::LibraryFilePtr file = library::read_file(path, limits, result.diagnostics);
    if (!file) return result;
    result.text = syntax::dump(*file->tree, {.spans = true});
    result.diagnostics = file->diagnostics;
    return result;
  });
}

}  // namespace kaidah
