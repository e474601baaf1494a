#include <algorithm>
#include <iterator>

#include "grammar/parse/build/builder.hpp"

namespace kaidah::parse {

using syntax::PlaceLevel;

namespace {

/// The level that a heading opens, and the one it ends with; a page counts only where it stands alone.
struct Levels {
  PlaceLevel first = PlaceLevel::page;
  PlaceLevel last = PlaceLevel::page;
};

Levels levels_of(const syntax::Place& place) {
  Levels levels;
  if (place.parts.empty()) return levels;
  levels.first = place.parts.front().level;
  for (const syntax::PlacePart& part : place.parts) {
    if (part.level != PlaceLevel::page) levels.last = part.level;
  }
  return levels;
}

}  // namespace

void Builder::add_element(NodeIndex i) {
  if (header_line(i)) return;
  tree_.items.push_back(item(i));
}

void Builder::finish() {
  tree_.items = fold_places(tree_.items);
  refuse_misplaced();
}

ItemId Builder::add_item(NodeIndex i, syntax::ItemNode item, std::vector<syntax::Mark> marks) {
  return tree_.all_items.push({span(i), std::move(marks), std::move(item), {}});
}

ItemId Builder::item(NodeIndex i) {
  switch (static_cast<std::uint16_t>(node(i).kind)) {
    case static_cast<std::uint16_t>(Kind::enumeration):
      return enumeration(i);
    case static_cast<std::uint16_t>(Kind::record_item):
      return record_item(i);
    case static_cast<std::uint16_t>(Kind::parameter):
      return parameter(i);
    case static_cast<std::uint16_t>(Kind::group):
      return group(i);
    case static_cast<std::uint16_t>(Kind::place_item):
      return place_item(i);
    case static_cast<std::uint16_t>(Kind::rule):
      return rule(i);
    case static_cast<std::uint16_t>(Kind::output_names):
      return output_names(i);
    case static_cast<std::uint16_t>(Kind::classify):
      return classify(i);
    case static_cast<std::uint16_t>(Kind::table):
      return table(i);
    case static_cast<std::uint16_t>(Kind::always):
      return always(i);
    case static_cast<std::uint16_t>(Kind::require):
      return require(i);
    case static_cast<std::uint16_t>(Kind::not_encoded):
      return not_encoded(i);
    case static_cast<std::uint16_t>(Kind::provisions):
      return provisions(i);
    case static_cast<std::uint16_t>(Kind::for_each):
      return for_each(i);
    case static_cast<std::uint16_t>(Kind::ranking):
      return ranking(i);
    case static_cast<std::uint16_t>(Kind::procedure):
      return procedure(i);
    case static_cast<std::uint16_t>(Kind::result):
      return result(i);
    case static_cast<std::uint16_t>(Kind::add_items):
      return add_items(i);
    case static_cast<std::uint16_t>(Kind::replace):
      return replace(i);
    case static_cast<std::uint16_t>(Kind::repeal):
      return repeal(i);
    case static_cast<std::uint16_t>(Kind::adopt):
      return adopt(i);
    case static_cast<std::uint16_t>(Kind::scenario):
      return scenario(i);
    case static_cast<std::uint16_t>(Kind::given): {
      Parts parts(*this, i);
      syntax::SharedGivenItem shared;
      while (parts.more()) shared.givens.push_back(given(parts.take()));
      return add_item(i, std::move(shared));
    }
    default:
      // Statements in a block whose heading could not be read: for their own mistakes.
      for (const NodeIndex below : children(state_.nodes, i)) static_cast<void>(item(below));
      return add_item(i, syntax::ErrorItem{});
  }
}

std::vector<ItemId> Builder::items(NodeIndex body) {
  std::vector<ItemId> flat;
  for (const NodeIndex i : children(state_.nodes, body)) flat.push_back(item(i));
  return fold_places(flat);
}

// An open place holds what follows it up to the next place of its own or a higher level.
std::vector<ItemId> Builder::fold_places(const std::vector<ItemId>& flat) {
  struct Open {
    ItemId item;
    PlaceLevel level{};
    std::vector<ItemId> body;
  };
  std::vector<ItemId> result;
  std::vector<Open> open;
  const auto close = [&] {
    Open last = std::move(open.back());
    open.pop_back();
    syntax::Item& item = tree_.all_items[last.item];
    if (!last.body.empty()) item.span.end = std::max(item.span.end, tree_.all_items[last.body.back()].span.end);
    std::get<syntax::PlaceItem>(item.node).body = std::move(last.body);
    (open.empty() ? result : open.back().body).push_back(last.item);
  };
  for (const ItemId id : flat) {
    const auto* place = std::get_if<syntax::PlaceItem>(&tree_.all_items[id].node);
    if (place == nullptr) {
      (open.empty() ? result : open.back().body).push_back(id);
      continue;
    }
    const Levels levels = levels_of(place->place);
    while (!open.empty() && levels.first <= open.back().level) close();
    if (place->body_kind == syntax::PlaceBody::open) {
      open.push_back({id, levels.last, {}});
    } else {
      (open.empty() ? result : open.back().body).push_back(id);
    }
  }
  while (!open.empty()) close();
  return result;
}

ItemId Builder::place_item(NodeIndex i) {
  Parts parts(*this, i);
  syntax::PlaceItem result;
  std::vector<syntax::Mark> marks;
  result.place = place(parts.take());
  take_marks(parts, marks);
  if (const auto title = parts.take_if(Kind::text)) result.title = text(*title);
  take_marks(parts, marks);
  if (const auto days = parts.take_if(Kind::in_force)) result.in_force = in_force(*days);
  take_marks(parts, marks);
  if (parts.is(Kind::body)) {
    result.body_kind = syntax::PlaceBody::braces;
    result.body = items(parts.take());
  } else {
    result.body_kind = syntax::PlaceBody::open;
  }
  return add_item(i, std::move(result), std::move(marks));
}

ItemId Builder::provisions(NodeIndex i) {
  Parts parts(*this, i);
  syntax::ProvisionsItem result;
  result.condition = expression(parts.take());
  result.body = items(parts.take());
  return add_item(i, std::move(result));
}

ItemId Builder::for_each(NodeIndex i) {
  Parts parts(*this, i);
  syntax::ForEachItem result;
  result.group = name(parts.take());
  result.body = items(parts.take());
  return add_item(i, std::move(result));
}

}  // namespace kaidah::parse
