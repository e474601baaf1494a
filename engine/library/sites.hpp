#pragma once
// Where the items of a policy stand, and which of them an amendment speaks of.

#include <optional>
#include <string>
#include <vector>

#include "grammar/syntax/tree.hpp"

namespace kaidah::library {

/// An item with what the blocks around it say. Places are sites too; their own place is the whole one.
struct Site {
  syntax::ItemId item;
  syntax::ItemId parent;  ///< the block it stands in; none: the top level
  syntax::Place place;
  std::vector<syntax::Mark> marks;  ///< in effect for it, its own among them
  std::vector<const syntax::InForce*>
      amended;  ///< days that amendments set, outermost first; valid until the tree changes
};

/// All of them, in order; what stands in a block right behind it.
[[nodiscard]] std::vector<Site> sites_of(const syntax::SyntaxTree& tree);

[[nodiscard]] const std::vector<syntax::ItemId>& body_of(const syntax::SyntaxTree& tree, syntax::ItemId parent);
[[nodiscard]] std::vector<syntax::ItemId>& body_of(syntax::SyntaxTree& tree, syntax::ItemId parent);
/// The items that a block holds; null: it is none.
[[nodiscard]] std::vector<syntax::ItemId>* items_in(syntax::Item& item);
[[nodiscard]] const std::vector<syntax::ItemId>* items_in(const syntax::Item& item);

/// What the item decides or declares; null: nothing that has a name.
[[nodiscard]] const syntax::Name* name_of(const syntax::Item& item);
[[nodiscard]] bool is_exception(const syntax::Item& item);
/// An enum, record, parameter or group: it has no days.
[[nodiscard]] bool is_shape(const syntax::Item& item);

/// Indices into `sites` of what a target means:
/// - a place: the outermost items that stand in it;
/// - a name: what it is decided by or declared as, without its exceptions;
/// - both: the same in that place, or its exceptions where nothing else of the name stands there.
[[nodiscard]] std::vector<std::size_t> sites_at(const syntax::SyntaxTree& tree, const std::vector<Site>& sites,
                                                const syntax::AmendmentTarget& target);

}  // namespace kaidah::library
