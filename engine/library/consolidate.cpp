#include "engine/library/consolidate.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>

#include "engine/check/placing.hpp"
#include "engine/library/amendment_target.hpp"
#include "engine/library/days.hpp"
#include "engine/library/sites.hpp"
#include "engine/values/date.hpp"
#include "grammar/diagnostics/message_kind.hpp"
#include "grammar/parse/parse.hpp"

namespace kaidah::library {

using namespace syntax;

namespace {

std::string day_before(const std::string& day) {
  const auto date = values::Date::from_text(day);
  const auto before = date ? library::day_before(*date) : std::nullopt;
  return before ? before->to_string() : day;
}

/// What an amendment did to an item.
struct Touch {
  std::string day;
  Span span;
};

class Consolidator {
 public:
  Consolidator(const LibraryFile& policy, const std::vector<LibraryFilePtr>& files, const Limits& limits) {
    std::vector<LibraryFilePtr> order = files;
    std::sort(order.begin(), order.end(), [](const LibraryFilePtr& a, const LibraryFilePtr& b) {
      const FileHeader& first = a->tree->header;
      const FileHeader& second = b->tree->header;
      return std::tie(first.in_force->from, first.id) < std::tie(second.in_force->from, second.id);
    });
    std::vector<SourcePtr> sources{policy.tree->source};
    for (const LibraryFilePtr& file : order) sources.push_back(file->tree->source);
    const auto source = std::make_shared<const Source>(sources);

    parse::ParseResult read = parse::parse_part(source, 0, {}, limits);
    tree_ = std::move(read.tree);
    for (std::size_t part = 1; part < source->part_count(); ++part) {
      read = parse::parse_part(source, part, {std::move(tree_.expressions), std::move(tree_.all_items)}, limits);
      tree_.expressions = std::move(read.tree.expressions);
      tree_.all_items = std::move(read.tree.all_items);
      amendments_.push_back({std::move(read.tree.header), std::move(read.tree.items), source->part(part)});
    }
    tree_.source = source;
  }

  Consolidation run() {
    for (const Amendment& amendment : amendments_) {
      const InForce& days = *amendment.header.in_force;
      const std::optional<Amends>& amends = amendment.header.amends;
      tree_.amendments.push_back({amendment.header.id, amendment.header.version.text,
                                  amendment.header.title.value_or(""), amends && amends->supplements,
                                  amendment.header.agencies, days, amendment.part});
    }
    for (std::size_t i = 0; i < amendments_.size(); ++i) apply(i);
    Consolidation result;
    result.tree = std::make_shared<const SyntaxTree>(std::move(tree_));
    result.ended = std::move(ended_);
    result.diagnostics = std::move(diagnostics_);
    sort_diagnostics(result.diagnostics);
    return result;
  }

 private:
  struct Amendment {
    FileHeader header;
    std::vector<ItemId> items;
    Span part;
  };

  Diagnostic& report(MessageKind kind, Span span, std::vector<Argument> arguments = {}) {
    Diagnostic diagnostic;
    diagnostic.message = {kind, std::move(arguments)};
    diagnostic.location = at(span);
    diagnostics_.push_back(std::move(diagnostic));
    return diagnostics_.back();
  }
  [[nodiscard]] Location at(Span span) const { return {tree_.source, span}; }

  void apply(std::size_t index) {
    now_ = &amendments_[index];
    instrument_ = &tree_.amendments[index];
    day_ = instrument_->in_force.from;
    use(now_->header.uses);
    std::vector<ItemId> own;
    for (const ItemId id : now_->items) {
      if (const ItemId kept = own_article(id, {})) own.push_back(kept);
    }
    for (const ItemId id : own) {
      tree_.all_items[id].in_force = instrument_->in_force;
      tree_.items.push_back(id);
    }
  }

  void use(const std::vector<Use>& uses) {
    for (const Use& wanted : uses) {
      for (const Name& name : wanted.names) {
        const bool known = std::any_of(tree_.header.uses.begin(), tree_.header.uses.end(), [&](const Use& use) {
          return use.from == wanted.from && std::any_of(use.names.begin(), use.names.end(),
                                                        [&](const Name& other) { return other.text == name.text; });
        });
        if (!known) tree_.header.uses.push_back({{name}, wanted.from, wanted.version, wanted.span});
      }
    }
  }

  /// Does what stands in an article of the amendment; what is added to the amendment's own article is left of it.
  ItemId own_article(ItemId id, const std::vector<Mark>& around) {
    Item item = tree_[id];
    auto* place = std::get_if<PlaceItem>(&item.node);
    if (place == nullptr) return {};
    const std::vector<Mark> marks = check::in_effect(around, item.marks);
    std::vector<ItemId> left;
    for (const ItemId inside : place->body) {
      const Item statement = tree_[inside];
      if (std::holds_alternative<PlaceItem>(statement.node)) {
        if (const ItemId kept = own_article(inside, marks)) left.push_back(kept);
      } else if (const auto* add = std::get_if<AddItem>(&statement.node)) {
        this->add(*add, statement, marks, left);
      } else if (const auto* replace = std::get_if<ReplaceItem>(&statement.node)) {
        change(replace->target, &replace->body, statement, check::in_effect(marks, statement.marks));
      } else if (const auto* repeal = std::get_if<RepealItem>(&statement.node)) {
        change(repeal->target, nullptr, statement, {});
      }
    }
    if (left.empty()) return {};
    place->body = std::move(left);
    place->place.of = instrument_->id;
    return tree_.all_items.push(std::move(item));
  }

  // --- add ----------------------------------------------------------------------------------------------------

  void add(const AddItem& add, const Item& statement, const std::vector<Mark>& around, std::vector<ItemId>& left) {
    for (const ItemId id : add.body) {
      Item& item = tree_.all_items[id];
      if (!may_add(item)) continue;
      if (!std::holds_alternative<PlaceItem>(item.node)) {
        item.marks = check::in_effect(statement.marks, item.marks);
        left.push_back(id);
        continue;
      }
      item.marks = check::in_effect(check::in_effect(around, statement.marks), item.marks);
      item.in_force = instrument_->in_force;
      insert_place(id);
    }
  }

  /// Behind what stands in the same article, or at the end.
  void insert_place(ItemId id) {
    Place article = std::get<PlaceItem>(tree_[id].node).place;
    while (article.parts.size() > 1 && article.parts.back().level > PlaceLevel::article) article.parts.pop_back();
    auto where = tree_.items.end();
    for (const Site& site : sites_of(tree_)) {
      if (site.parent || !std::holds_alternative<PlaceItem>(tree_[site.item].node)) continue;
      if (!check::stands_in(site.place, article)) continue;
      where = std::find(tree_.items.begin(), tree_.items.end(), site.item) + 1;
    }
    tree_.items.insert(where, id);
  }

  [[nodiscard]] const Item* ranking_in(const Item& item) const {
    if (std::holds_alternative<RankingItem>(item.node)) return &item;
    if (const std::vector<ItemId>* inside = items_in(item)) {
      for (const ItemId id : *inside) {
        if (const Item* found = ranking_in(tree_[id])) return found;
      }
    }
    return nullptr;
  }

  bool may_add(const Item& item) {
    if (const Item* ranking = ranking_in(item)) {
      report(MessageKind::has_no_days, ranking->span, {{"name", name_of(*ranking)->text}});
      return false;
    }
    if (instrument_->agencies.empty()) return true;
    if (!is_exception(item)) {
      report(MessageKind::agency_only_excepts, item.span);
      return false;
    }
    const auto& rule = std::get<RuleItem>(item.node);
    const std::string& decider = now_->header.decider->text;
    std::vector<Site> beaten;
    for (Site& site : sites_of(tree_)) {
      if (beats(rule, site)) beaten.push_back(std::move(site));
    }
    const auto closed = std::find_if(beaten.begin(), beaten.end(), [&](const Site& site) {
      const auto* other = std::get_if<RuleItem>(&tree_[site.item].node);
      return other == nullptr || !other->open_to || other->open_to->text != decider;
    });
    if (!beaten.empty() && closed == beaten.end()) return true;
    Diagnostic& diagnostic =
        report(MessageKind::rule_not_open, rule.name.span, {{"name", rule.name.text}, {"decider", decider}});
    if (closed != beaten.end()) {
      diagnostic.related.push_back({at(name_of(tree_[closed->item])->span), {MessageKind::stands_here, {}}});
    }
    diagnostic.notes.push_back({MessageKind::help_open_to, {{"decider", decider}}});
    return false;
  }

  /// Whether the exception would beat what stands there.
  [[nodiscard]] bool beats(const RuleItem& exception, const Site& site) const {
    const Item& item = tree_[site.item];
    const Name* name = name_of(item);
    if (name == nullptr || name->text != exception.name.text || is_shape(item)) return false;
    return exception.exception_to ? check::stands_in(site.place, *exception.exception_to) : !is_exception(item);
  }

  // --- replace and repeal ---------------------------------------------------------------------------------------

  /// `body`: what comes instead; null: nothing.
  void change(const AmendmentTarget& target, const std::vector<ItemId>* body, const Item& statement,
              const std::vector<Mark>& marks) {
    if (!instrument_->agencies.empty()) {
      report(MessageKind::agency_only_excepts, statement.span);
      return;
    }
    if (!instrument_->in_force.through.empty()) {
      report(MessageKind::change_ends, statement.span).notes.push_back({MessageKind::help_adds_with_end, {}});
      return;
    }
    const std::vector<Site> sites = sites_of(tree_);
    std::vector<Site> found;
    for (const std::size_t i : sites_at(tree_, sites, target)) found.push_back(sites[i]);
    if (body == nullptr && target.name && !target.place) {  // all of it
      for (const Site& site : sites) {
        const Item& item = tree_[site.item];
        if (is_exception(item) && name_of(item)->text == target.name->text) found.push_back(site);
      }
    }
    if (touched_today(found, sites, target)) return;
    std::erase_if(found, [this](const Site& site) { return has_ended(site); });
    if (found.empty()) {
      diagnostics_.push_back(missing_target(tree_, sites, target, tree_.header.id, day_));
      return;
    }
    if (!may_change(found, statement) || !one_clock(found, target)) return;
    if (body != nullptr && !replaceable(found, target)) return;
    swap(found, target, body, statement, marks);
  }

  [[nodiscard]] bool has_ended(const Site& site) const {
    const bool around = std::any_of(site.amended.begin(), site.amended.end(), [this](const syntax::InForce* days) {
      return !days->through.empty() && days->through < day_;
    });
    return around || all_ended(tree_[site.item]);
  }

  /// A block of which nothing is left.
  [[nodiscard]] bool all_ended(const Item& item) const {
    const std::vector<ItemId>* inside = items_in(item);
    return inside != nullptr && !inside->empty() && std::all_of(inside->begin(), inside->end(), [this](ItemId id) {
             const Item& one = tree_[id];
             return (one.in_force && !one.in_force->through.empty() && one.in_force->through < day_) || all_ended(one);
           });
  }

  /// Where an amendment touched the item on this day; nothing: none did.
  [[nodiscard]] std::optional<Span> touched(ItemId id) const {
    const auto touch = touched_.find(id.index);
    if (touch != touched_.end() && touch->second.day == day_) return touch->second.span;
    const Item& item = tree_[id];
    const bool brought =
        tree_.instrument_at(item.span.begin) != nullptr && item.in_force && item.in_force->from == day_;
    return brought ? std::optional(item.span) : std::nullopt;
  }

  [[nodiscard]] std::optional<Span> touched_inside(ItemId id) const {
    if (const std::optional<Span> here = touched(id)) return here;
    if (const std::vector<ItemId>* inside = items_in(tree_[id])) {
      for (const ItemId one : *inside) {
        if (const std::optional<Span> there = touched_inside(one)) return there;
      }
    }
    return std::nullopt;
  }

  bool touched_today(const std::vector<Site>& found, const std::vector<Site>& sites, const AmendmentTarget& target) {
    for (const Site& site : found) {
      std::optional<Span> first = touched_inside(site.item);
      for (ItemId around = site.parent; around && !first; around = parent_of(around, sites)) first = touched(around);
      if (!first) continue;
      report(MessageKind::touched_twice, target.span, {{"day", day_}})
          .related.push_back({at(*first), {MessageKind::touched_here, {}}});
      return true;
    }
    return false;
  }

  [[nodiscard]] static ItemId parent_of(ItemId item, const std::vector<Site>& sites) {
    const auto found = std::find_if(sites.begin(), sites.end(), [&](const Site& site) { return site.item == item; });
    return found == sites.end() ? ItemId() : found->parent;
  }

  bool one_clock(const std::vector<Site>& found, const AmendmentTarget& target) {
    for (const Site& site : found) {
      for (const syntax::InForce* days : site.amended) {
        if (days->clock == instrument_->in_force.clock) continue;
        report(MessageKind::clocks_differ, target.span)
            .related.push_back({at(days->span), {MessageKind::touched_here, {}}});
        return false;
      }
    }
    return true;
  }

  /// A circular is no law: it may touch only what is none either.
  bool may_change(const std::vector<Site>& found, const Item& statement) {
    if (!instrument_->supplements) return true;
    for (const Site& site : found) {
      const Item* law = law_in(site.item, site.marks);
      if (law == nullptr) continue;
      Diagnostic& diagnostic = report(MessageKind::circular_changes_law, statement.span);
      diagnostic.related.push_back({at(law->span), {MessageKind::stands_here, {}}});
      diagnostic.notes.push_back({MessageKind::help_circular, {}});
      return false;
    }
    return true;
  }

  /// The first statement in the item that is text of the regulation; null: there is none. `marks`: in effect for the
  /// item.
  [[nodiscard]] const Item* law_in(ItemId id, const std::vector<Mark>& marks) const {
    const Item& item = tree_[id];
    if (const std::vector<ItemId>* inside = items_in(item)) {
      for (const ItemId one : *inside) {
        if (const Item* law = law_in(one, check::in_effect(marks, tree_[one].marks))) return law;
      }
      return nullptr;
    }
    const Instrument* brought = tree_.instrument_at(item.span.begin);
    if (brought != nullptr && brought->supplements) return nullptr;
    if (std::holds_alternative<NotEncodedItem>(item.node) || std::holds_alternative<ErrorItem>(item.node))
      return nullptr;
    const bool reading =
        std::any_of(marks.begin(), marks.end(), [](const Mark& mark) { return mark.kind == MarkKind::interpretation; });
    return reading ? nullptr : &item;
  }

  bool replaceable(const std::vector<Site>& found, const AmendmentTarget& target) {
    for (const Site& site : found) {
      const Item& item = tree_[site.item];
      if (!std::holds_alternative<RankingItem>(item.node) && !std::holds_alternative<ProcedureItem>(item.node))
        continue;
      report(MessageKind::has_no_days, target.span, {{"name", name_of(item)->text}})
          .related.push_back({at(name_of(item)->span), {MessageKind::stands_here, {}}});
      return false;
    }
    const bool several = std::any_of(found.begin(), found.end(), [&](const Site& site) {
      return site.place.parts != found.front().place.parts ||
             is_shape(tree_[site.item]) != is_shape(tree_[found.front().item]);
    });
    if (!target.name || !several) return true;
    Diagnostic& diagnostic =
        report(MessageKind::target_several, target.span, {{"name", target.name->text}, {"policy", tree_.header.id}});
    for (const Site& site : found) {
      diagnostic.related.push_back({at(name_of(tree_[site.item])->span), {MessageKind::stands_here, {}}});
    }
    diagnostic.notes.push_back({MessageKind::help_name_place, {{"name", target.name->text}}});
    return false;
  }

  void swap(const std::vector<Site>& found, const AmendmentTarget& target, const std::vector<ItemId>* body,
            const Item& statement, const std::vector<Mark>& marks) {
    for (const Site& site : found) end_names(site.item, body != nullptr);
    const Site& last = found.back();
    const std::vector<Mark> around = last.parent ? marks_of(last.parent) : std::vector<Mark>();
    const bool shapes = is_shape(tree_[last.item]);
    if (body != nullptr) {
      std::vector<ItemId> brought = *body;
      for (const ItemId id : brought) {
        Item& item = tree_.all_items[id];
        item.marks = check::in_effect(reading_of(marks, around), item.marks);
      }
      if (!target.name) brought = {in_place(found, *target.place, statement, std::move(brought))};
      if (!shapes) {
        for (const ItemId id : brought) tree_.all_items[id].in_force = instrument_->in_force;
      }
      std::vector<ItemId>& items = body_of(tree_, last.parent);
      items.insert(std::find(items.begin(), items.end(), last.item) + 1, brought.begin(), brought.end());
    }
    for (const Site& site : found) {
      touched_[site.item.index] = {day_, statement.span};
      Item& item = tree_.all_items[site.item];
      if (is_shape(item)) {
        std::erase(body_of(tree_, site.parent), site.item);
        continue;
      }
      if (!item.in_force) item.in_force = InForce{instrument_->in_force.clock, "", "", statement.span};
      item.in_force->through = day_before(day_);
      item.in_force->span = statement.span;
    }
  }

  [[nodiscard]] std::vector<Mark> marks_of(ItemId block) const {
    for (const Site& site : sites_of(tree_)) {
      if (site.item == block) return site.marks;
    }
    return {};
  }

  /// What an amendment writes is its own text: a place that is marked as known from elsewhere says nothing of it.
  static std::vector<Mark> reading_of(const std::vector<Mark>& marks, const std::vector<Mark>& around) {
    const auto is_reading = [](const Mark& mark) {
      return mark.kind == MarkKind::verbatim || mark.kind == MarkKind::secondary_source ||
             mark.kind == MarkKind::interpretation;
    };
    if (std::none_of(around.begin(), around.end(), is_reading) || std::any_of(marks.begin(), marks.end(), is_reading)) {
      return marks;
    }
    std::vector<Mark> result = marks;
    result.push_back({MarkKind::verbatim, "", "", {}});
    return result;
  }

  /// The place once more, with what now stands in it.
  ItemId in_place(const std::vector<Site>& found, const Place& place, const Item& statement, std::vector<ItemId> body) {
    PlaceItem made;
    made.place = place;
    made.body_kind = PlaceBody::braces;
    made.body = std::move(body);
    for (const Site& site : found) {
      const auto* old = std::get_if<PlaceItem>(&tree_[site.item].node);
      if (old == nullptr) continue;
      if (!made.title) made.title = old->title;
      if (site.place.parts == place.parts) made.place = old->place;
    }
    made.place.span = place.span;
    return tree_.all_items.push({statement.span, {}, std::move(made), {}});
  }

  void end_names(ItemId id, bool replaced) {
    const Item& item = tree_[id];
    if (const Name* name = name_of(item); name != nullptr && !is_exception(item)) {
      ended_.push_back({name->text, instrument_->id, day_, replaced});
    }
    if (const std::vector<ItemId>* inside = items_in(item)) {
      for (const ItemId one : *inside) end_names(one, replaced);
    }
  }

  SyntaxTree tree_;
  std::vector<Amendment> amendments_;
  const Amendment* now_ = nullptr;
  const Instrument* instrument_ = nullptr;
  std::string day_;
  std::unordered_map<std::uint32_t, Touch> touched_;
  std::vector<EndedName> ended_;
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace

Consolidation consolidate(const LibraryFile& policy, const std::vector<LibraryFilePtr>& amendments,
                          const Limits& limits) {
  return Consolidator(policy, amendments, limits).run();
}

}  // namespace kaidah::library
