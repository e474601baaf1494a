#include "engine/library/sites.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "engine/check/placing.hpp"

namespace kaidah::library {

using namespace syntax;

namespace {

void gather(const SyntaxTree& tree, const std::vector<ItemId>& items, const Site& around, std::vector<Site>& sites) {
  for (const ItemId id : items) {
    const Item& item = tree[id];
    Site site{id, around.item, around.place, check::in_effect(around.marks, item.marks), around.amended};
    if (item.in_force) site.amended.push_back(&*item.in_force);
    if (const auto* place = std::get_if<PlaceItem>(&item.node)) site.place = check::joined(around.place, place->place);
    sites.push_back(site);
    if (const std::vector<ItemId>* inside = items_in(item)) gather(tree, *inside, site, sites);
  }
}

template <class... Nodes>
const Name* name_of_any(const ItemNode& node) {
  const Name* found = nullptr;
  const auto look = [&]<class Node>(const Node* one) {
    if (one != nullptr) found = &one->name;
  };
  (look(std::get_if<Nodes>(&node)), ...);
  return found;
}

}  // namespace

std::vector<ItemId>* items_in(Item& item) {
  if (auto* place = std::get_if<PlaceItem>(&item.node)) return &place->body;
  if (auto* provisions = std::get_if<ProvisionsItem>(&item.node)) return &provisions->body;
  if (auto* for_each = std::get_if<ForEachItem>(&item.node)) return &for_each->body;
  return nullptr;
}

const std::vector<ItemId>* items_in(const Item& item) {
  return items_in(const_cast<Item&>(item));
}

std::vector<ItemId>& body_of(SyntaxTree& tree, ItemId parent) {
  return parent ? *items_in(tree.all_items[parent]) : tree.items;
}

const std::vector<ItemId>& body_of(const SyntaxTree& tree, ItemId parent) {
  return parent ? *items_in(tree[parent]) : tree.items;
}

std::vector<Site> sites_of(const SyntaxTree& tree) {
  std::vector<Site> sites;
  gather(tree, tree.items, {}, sites);
  return sites;
}

const Name* name_of(const Item& item) {
  if (const auto* result = std::get_if<ResultItem>(&item.node)) return &result->as;
  return name_of_any<EnumItem, RecordItem, ParameterItem, GroupItem, RuleItem, ClassifyItem, TableItem, DutyItem,
                     RankingItem, ProcedureItem>(item.node);
}

bool is_exception(const Item& item) {
  const auto* rule = std::get_if<RuleItem>(&item.node);
  return rule != nullptr && rule->role == RuleRole::exception;
}

bool is_shape(const Item& item) {
  return std::holds_alternative<EnumItem>(item.node) || std::holds_alternative<RecordItem>(item.node) ||
         std::holds_alternative<ParameterItem>(item.node) || std::holds_alternative<GroupItem>(item.node);
}

std::vector<std::size_t> sites_at(const SyntaxTree& tree, const std::vector<Site>& sites,
                                  const AmendmentTarget& target) {
  std::vector<std::size_t> found;
  const auto stands = [&](const Site& site) { return !target.place || check::stands_in(site.place, *target.place); };
  if (!target.name) {
    std::vector<ItemId> within;  // blocks that were found
    for (std::size_t i = 0; i < sites.size(); ++i) {
      const bool inside = std::find(within.begin(), within.end(), sites[i].parent) != within.end();
      if (inside) within.push_back(sites[i].item);
      if (inside || !stands(sites[i])) continue;
      found.push_back(i);
      within.push_back(sites[i].item);
    }
    return found;
  }
  const auto named = [&](bool exceptions) {
    for (std::size_t i = 0; i < sites.size(); ++i) {
      const Item& item = tree[sites[i].item];
      const Name* name = name_of(item);
      if (name == nullptr || name->text != target.name->text) continue;
      if (is_exception(item) == exceptions && stands(sites[i])) found.push_back(i);
    }
  };
  named(false);
  if (found.empty() && target.place) named(true);
  return found;
}

}  // namespace kaidah::library
