#include <kaidah/policy.hpp>

#include "engine/api/fault.hpp"
#include "engine/api/policy_data.hpp"
#include "engine/check/dump.hpp"
#include "engine/plan/plan.hpp"

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
