// The texts that a consolidated policy holds, day by day.
#include <algorithm>
#include <set>
#include <utility>

#include "engine/library/consolidate.hpp"
#include "engine/library/sites.hpp"
#include "engine/values/date.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::library {

using namespace syntax;

namespace {

bool holds(const Item& item, const std::string& day) {
  if (!item.in_force) return true;
  return (item.in_force->from.empty() || item.in_force->from <= day) &&
         (item.in_force->through.empty() || day <= item.in_force->through);
}

std::string moved(const std::string& day, std::int32_t by) {
  const auto date = values::Date::from_text(day);
  const auto other = date ? date->plus(values::Days{by}) : std::nullopt;
  return other ? other->to_string() : day;
}

}  // namespace

SyntaxTree on_day(const SyntaxTree& consolidated, const std::string& day) {
  SyntaxTree tree = consolidated;
  const auto keep = [&](std::vector<ItemId>& items) {
    std::erase_if(items, [&](ItemId id) { return !holds(tree[id], day); });
  };
  keep(tree.items);
  for (Item& item : tree.all_items) {
    if (std::vector<ItemId>* inside = items_in(item)) keep(*inside);
  }
  for (Item& item : tree.all_items) item.in_force.reset();
  return tree;
}

std::vector<std::string> days_of_change(const SyntaxTree& consolidated) {
  std::set<std::string> days;
  for (const Instrument& instrument : consolidated.amendments) {
    days.insert(instrument.in_force.from);
    if (!instrument.in_force.through.empty()) days.insert(moved(instrument.in_force.through, 1));
  }
  if (!days.empty()) days.insert(moved(*days.begin(), -1));
  return {days.begin(), days.end()};
}

void explain_ended(std::vector<Diagnostic>& diagnostics, const std::vector<EndedName>& ended) {
  for (Diagnostic& diagnostic : diagnostics) {
    const std::string& code = info(diagnostic.message.kind).code;
    const bool of_names = code.starts_with("K2") || diagnostic.message.kind == MessageKind::exception_without_base;
    if (!of_names) continue;
    for (const EndedName& name : ended) {
      const bool spoken_of = std::any_of(diagnostic.message.arguments.begin(), diagnostic.message.arguments.end(),
                                         [&](const Argument& one) {
                                           const auto* text = std::get_if<std::string>(&one.value);
                                           return text != nullptr && *text == name.name;
                                         });
      if (!spoken_of) continue;
      const MessageKind kind = name.replaced ? MessageKind::note_after_replacement : MessageKind::note_after_repeal;
      Message note{kind, {{"name", name.name}, {"instrument", name.instrument}, {"day", name.day}}};
      if (std::find(diagnostic.notes.begin(), diagnostic.notes.end(), note) == diagnostic.notes.end()) {
        diagnostic.notes.push_back(std::move(note));
      }
    }
  }
}

}  // namespace kaidah::library
