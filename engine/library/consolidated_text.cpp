#include "engine/library/consolidated_text.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include <kaidah/diagnostic.hpp>

#include "engine/check/placing.hpp"
#include "engine/library/consolidate.hpp"
#include "engine/library/sites.hpp"
#include "grammar/diagnostics/message_kind.hpp"
#include "grammar/format/format.hpp"

namespace kaidah::library {

using namespace syntax;

namespace {

/// What amendments did to an item, in words.
std::vector<std::string> notes_of(const SyntaxTree& tree, const Item& item) {
  std::vector<std::string> notes;
  if (!item.in_force) return notes;
  const Language language = tree.vocabulary == Vocabulary::english ? Language::english : Language::indonesian;
  const auto say = [&](MessageKind kind, const Instrument& by, const std::string& day) {
    notes.push_back(text({kind, {{"instrument", by.id}, {"version", by.version}, {"day", day}}}, language));
  };
  const Instrument* brought = tree.instrument_at(item.span.begin);
  if (brought != nullptr) say(MessageKind::text_brought, *brought, brought->in_force.from);
  const Instrument* ended = tree.instrument_at(item.in_force->span.begin);
  if (ended != nullptr && ended != brought && !item.in_force->through.empty()) {
    say(MessageKind::text_ended, *ended, item.in_force->through);
  }
  return notes;
}

/// Gives the days of each item to a heading, since only headings can say days.
class SpelledOut {
 public:
  SpelledOut(const SyntaxTree& consolidated, format::ItemNotes& notes) : tree_(consolidated), notes_(notes) {}

  SyntaxTree run() {
    tree_.items = block(std::vector<ItemId>(tree_.items), {});
    return std::move(tree_);
  }

 private:
  [[nodiscard]] bool any_dated(const std::vector<ItemId>& items) const {
    return std::any_of(items.begin(), items.end(), [this](ItemId id) { return tree_[id].in_force.has_value(); });
  }

  std::vector<ItemId> block(const std::vector<ItemId>& items, const Place& around) {
    const bool dated = any_dated(items);
    std::vector<ItemId> result;
    for (const ItemId id : items) {
      const std::vector<std::string> notes = notes_of(tree_, tree_[id]);
      const ItemId made = one(id, around, dated);
      if (!notes.empty()) notes_[made.index] = notes;
      result.push_back(made);
    }
    return result;
  }

  /// `among_dated`: one of the items beside it has days.
  ItemId one(ItemId id, const Place& around, bool among_dated) {
    Item item = tree_[id];
    const std::optional<InForce> days = std::exchange(item.in_force, std::nullopt);
    auto* heading = std::get_if<PlaceItem>(&item.node);
    const Place place = heading != nullptr ? check::joined(around, heading->place) : around;
    std::vector<ItemId>* inside = items_in(item);
    // An open place would take in the headings that now stand behind it, and end at those inside it.
    if (heading != nullptr && (among_dated || any_dated(*inside))) heading->body_kind = PlaceBody::braces;
    if (inside != nullptr) *inside = block(std::vector<ItemId>(*inside), place);
    bool said = !days;
    if (!said && heading != nullptr && !heading->in_force) {
      heading->in_force = days;
      said = true;
    }
    const bool can_say = !place.parts.empty() && !is_shape(item);
    tree_.all_items[id] = std::move(item);
    return said || !can_say ? id : in_heading(id, place, *days);
  }

  /// The place once more, saying the days.
  ItemId in_heading(ItemId id, const Place& place, const InForce& days) {
    PlaceItem heading;
    heading.place.through = place.through;
    for (std::size_t count = 1; count <= place.parts.size(); ++count) {
      heading.place.parts.assign(place.parts.end() - static_cast<std::ptrdiff_t>(count), place.parts.end());
      if (!place.through && check::joined(place, heading.place).parts == place.parts) break;
    }
    heading.in_force = days;
    heading.body_kind = PlaceBody::braces;
    heading.body = {id};
    return tree_.all_items.push({tree_[id].span, {}, std::move(heading), {}});
  }

  SyntaxTree tree_;
  format::ItemNotes& notes_;
};

}  // namespace

std::string consolidated_text(const SyntaxTree& consolidated, const std::string& day) {
  format::ItemNotes notes;
  SyntaxTree tree;
  if (day.empty()) {
    tree = SpelledOut(consolidated, notes).run();
  } else {
    for (std::size_t i = 0; i < consolidated.all_items.size(); ++i) {
      const Item& item = consolidated[ItemId(i)];
      const Instrument* brought = item.in_force ? consolidated.instrument_at(item.span.begin) : nullptr;
      if (brought == nullptr) continue;
      Item only_brought = item;
      only_brought.in_force->through.clear();
      notes[static_cast<std::uint32_t>(i)] = notes_of(consolidated, only_brought);
    }
    tree = on_day(consolidated, day);
  }
  tree.source = nullptr;
  tree.comments.clear();
  tree.header.lines.clear();
  return format::format(tree, tree.vocabulary, notes);
}

}  // namespace kaidah::library
