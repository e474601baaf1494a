#pragma once
// The declarations and statements of a file in order of writing, each with what the blocks around it say.

#include <memory>
#include <vector>

#include "engine/check/context.hpp"
#include "engine/check/placing.hpp"

namespace kaidah::check {

struct Walked {
  TreeId tree;
  ItemId item;
  const Placing* placing = nullptr;
  const syntax::ForEachItem* for_each = nullptr;
  std::vector<ProvisionId> provisions;  ///< outermost first
  bool amended = false;                 ///< an amendment says its days
  bool uncited = false;                 ///< a block around it was already reported to stand in no place
};

struct Walk {
  std::vector<Walked> items;  ///< without places and provisions; a `for each` comes before what it holds
  std::vector<std::unique_ptr<const Placing>> placings;  ///< one by one: items point to them when the walk has moved
};

/// Also reports headings that cannot be: dates in the wrong order, marks that accept no known code.
[[nodiscard]] Walk walk(Context& context, TreeId tree);

/// Reports marks that accept no known code.
void check_marks(Context& context, TreeId tree, const std::vector<syntax::Mark>& marks);

}  // namespace kaidah::check
