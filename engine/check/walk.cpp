#include "engine/check/walk.hpp"

#include <string>
#include <utility>

namespace kaidah::check {
namespace {

class Walker {
 public:
  Walker(Context& context, TreeId tree) : context_(context), tree_(tree) {}

  Walk run() {
    Walked outermost;
    outermost.tree = tree_;
    outermost.placing = keep({});
    all(context_.tree(tree_).items, outermost);
    return std::move(walk_);
  }

 private:
  void all(const std::vector<ItemId>& items, const Walked& around) {
    for (const ItemId id : items) one(id, around);
  }

  void one(ItemId id, const Walked& around) {
    const syntax::Item& item = context_.tree(tree_)[id];
    if (context_.is_other_policy(tree_) && !std::holds_alternative<syntax::PlaceItem>(item.node) &&
        !concerns(item.node))
      return;
    check_marks(context_, tree_, item.marks);
    Walked here = around;
    here.item = id;
    if (item.in_force) {
      Placing dated = *around.placing;
      limit(dated, *item.in_force);
      here.placing = keep(std::move(dated));
      here.amended = true;
    }
    if (const auto* place = std::get_if<syntax::PlaceItem>(&item.node)) {
      here.placing = keep(inside(*place, item, *here.placing));
      all(place->body, here);
    } else if (const auto* provisions = std::get_if<syntax::ProvisionsItem>(&item.node)) {
      if (!here.uncited) here.uncited = missing_citation(item, *here.placing);
      Provision provision;
      provision.tree = tree_;
      provision.condition = provisions->condition;
      if (!around.provisions.empty()) provision.parent = around.provisions.back();
      here.provisions.push_back(context_.provisions.push(std::move(provision)));
      all(provisions->body, here);
    } else if (const auto* for_each = std::get_if<syntax::ForEachItem>(&item.node)) {
      if (!here.uncited) here.uncited = missing_citation(item, *here.placing);
      here.for_each = for_each;
      walk_.items.push_back(here);
      all(for_each->body, here);
    } else {
      walk_.items.push_back(std::move(here));
    }
  }

  /// Of another policy: its shapes, and the parameters that are taken from it.
  [[nodiscard]] bool concerns(const syntax::ItemNode& node) const {
    if (const auto* parameter = std::get_if<syntax::ParameterItem>(&node))
      return context_.taken[tree_.index].contains(parameter->name.text);
    return std::holds_alternative<syntax::EnumItem>(node) || std::holds_alternative<syntax::RecordItem>(node);
  }

  const Placing* keep(Placing placing) {
    return walk_.placings.emplace_back(std::make_unique<const Placing>(std::move(placing))).get();
  }

  bool missing_citation(const syntax::Item& item, const Placing& placing) {
    if (!placing.place.parts.empty() || context_.is_module(tree_)) return false;
    context_.report(MessageKind::missing_citation, context_.at(tree_, item.span))
        .notes.push_back(message(MessageKind::help_put_into_article));
    return true;
  }

  Placing inside(const syntax::PlaceItem& place, const syntax::Item& item, const Placing& around) {
    Placing result;
    result.place = joined(around.place, place.place);
    result.title = place.title ? *place.title : around.title;
    result.marks = in_effect(around.marks, item.marks);
    result.in_force = around.in_force;
    if (place.in_force) limit(result, *place.in_force);
    return result;
  }

  /// Leaves the days that are written here too.
  void limit(Placing& placing, const syntax::InForce& written) {
    const std::optional<InForce> own = read_in_force(context_, tree_, written);
    if (!own) return;
    bool empty = false;
    std::optional<InForce> both = intersection(placing.in_force, own, empty);
    if (empty) context_.report(MessageKind::never_in_force, context_.at(tree_, written.span));
    placing.in_force = empty ? own : std::move(both);
    if (own->end_of_period.limits()) context_.periods_needed.push_back(context_.at(tree_, written.span));
  }

  Context& context_;
  TreeId tree_;
  Walk walk_;
};

}  // namespace

Walk walk(Context& context, TreeId tree) {
  return Walker(context, tree).run();
}

void check_marks(Context& context, TreeId tree, const std::vector<syntax::Mark>& marks) {
  for (const syntax::Mark& mark : marks) {
    if (mark.kind != syntax::MarkKind::accepted) continue;
    // What the case analysis finds in the law itself; anything else is the author's to mend.
    bool known = false;
    for (const MessageKind kind : {MessageKind::conflict, MessageKind::gap, MessageKind::never_applies}) {
      known = known || info(kind).code == mark.code;
    }
    if (!known) {
      context.report(MessageKind::not_acceptable, context.at(tree, mark.span), {{"code", mark.code}})
          .notes.push_back(message(MessageKind::help_acceptable));
    }
  }
}

}  // namespace kaidah::check
