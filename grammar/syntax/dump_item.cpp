#include <variant>

#include "grammar/syntax/dump_pieces.hpp"
#include "grammar/syntax/dump_words.hpp"
#include "grammar/syntax/overload.hpp"

namespace kaidah::syntax {
namespace {

class ItemDump {
 public:
  ItemDump(const Dump& dump, const Item& item) : dump_(dump), item_(item) {}

  void operator()(const ErrorItem& /*error*/) const { const DumpNode node = open("error"); }

  void operator()(const EnumItem& item) const {
    DumpNode node = dump_.writer.node("enum");
    node.word(item.name.text).flag(item.from_lowest, "from_lowest").span(item_.span);
    marks();
    for (const EnumMember& member : item.members) {
      DumpNode written = dump_.writer.node("member");
      written.word(member.name.text);
      if (member.label) written.text("label", *member.label);
      if (member.wire) written.text("written", *member.wire);
      for (const std::string& alias : member.aliases) written.text("alias", alias);
      written.span(member.name.span);
      dump_marks(dump_, "mark", member.marks);
    }
  }

  void operator()(const RecordItem& item) const {
    const DumpNode node = open(item.input ? "input" : "record", item.name.text);
    marks();
    dump_body(dump_, item.body);
  }

  void operator()(const ParameterItem& item) const {
    const DumpNode node = open("parameter", item.name.text);
    dump_type(dump_, item.type);
    if (item.decided_by) dump_name(dump_, "decided_by", *item.decided_by);
    for (const ExprId value : item.one_of) dump_expression(dump_, "one_of", value);
    dump_expression(dump_, "allowed_when", item.allowed_when);
    for (const DatedValue& value : item.values) {
      DumpNode dated = dump_.writer.node("value");
      if (!value.from.empty()) dated.attribute("from", value.from);
      dump_expression(dump_, {}, value.value);
    }
    if (!item.through.empty()) dump_.writer.node("through").word(item.through);
    marks();
  }

  void operator()(const GroupItem& item) const {
    const DumpNode node = open("group", item.name.text);
    dump_names(dump_, "by", item.by);
    if (item.record) {
      const DumpNode record = dump_.writer.node("record");
      dump_body(dump_, *item.record);
    }
    marks();
  }

  void operator()(const PlaceItem& item) const {
    DumpNode node = dump_.writer.node("place");
    if (!dump_.writer.canonical()) node.word(dump_word(item.body_kind));
    node.span(item_.span);
    dump_place(dump_, "at", item.place);
    if (item.title) dump_text(dump_, "title", *item.title);
    dump_in_force(dump_, item.in_force);
    marks();
    for (const ItemId id : item.body) dump_item(dump_, id);
  }

  void operator()(const RuleItem& item) const {
    const DumpNode node = open(dump_word(item.role), item.name.text);
    dump_place(dump_, "to", item.exception_to);
    dump_parameters(dump_, item.parameters);
    if (item.type) dump_type(dump_, *item.type);
    if (item.open_to) dump_name(dump_, "open_to", *item.open_to);
    dump_expression(dump_, "value", item.value);
    dump_marks(dump_, "value_mark", item.value_marks);
    dump_guard(dump_, item.guard);
    dump_citations(dump_, item.citations);
    marks();
  }

  void operator()(const OutputItem& item) const {
    const DumpNode node = open("outputs");
    dump_names(dump_, "name", item.names);
    marks();
  }

  void operator()(const ClassifyItem& item) const { dump_classify(dump_, item, item_); }
  void operator()(const TableItem& item) const { dump_table(dump_, item, item_); }

  void operator()(const DutyItem& item) const {
    const DumpNode node = open("duty", item.name.text);
    dump_expression(dump_, "condition", item.condition);
    dump_guard(dump_, item.guard);
    dump_expression(dump_, "by", item.by);
    dump_.writer.node("finding", dump_word(item.severity)).text("code", item.code);
    dump_template(dump_, item.text);
    marks();
  }

  void operator()(const NotEncodedItem& item) const {
    DumpNode node = dump_.writer.node("not_encoded");
    node.text("why", item.why).span(item_.span);
    dump_names(dump_, "affects", item.affects);
    dump_guard(dump_, item.guard);
    marks();
  }

  void operator()(const PromiseItem& item) const {
    DumpNode node = dump_.writer.node("promise");
    if (item.message) node.text("message", *item.message);
    node.span(item_.span);
    dump_expression(dump_, {}, item.condition);
    marks();
  }

  void operator()(const ProvisionsItem& item) const {
    const DumpNode node = open("provisions");
    dump_expression(dump_, "condition", item.condition);
    marks();
    for (const ItemId id : item.body) dump_item(dump_, id);
  }

  void operator()(const ForEachItem& item) const {
    const DumpNode node = open("for_each", item.group.text);
    marks();
    for (const ItemId id : item.body) dump_item(dump_, id);
  }

  void operator()(const RankingItem& item) const {
    const DumpNode node = open("ranking", item.name.text);
    dump_expression(dump_, "by", item.by);
    dump_expression(dump_, "then", item.then);
    marks();
  }

  void operator()(const ProcedureItem& item) const { dump_procedure(dump_, item, item_); }
  void operator()(const ResultItem& item) const {
    DumpNode node = dump_.writer.node("result");
    node.word(item.as.text).text("of", item.policy);
    if (item.version) node.attribute("version", item.version->text);
    node.span(item_.span);
    dump_expression(dump_, "on", item.record);
    marks();
  }
  void operator()(const AddItem& item) const {
    const DumpNode node = open("add");
    body(item.body);
  }
  void operator()(const ReplaceItem& item) const {
    const DumpNode node = open("replace");
    target(item.target);
    body(item.body);
  }
  void operator()(const RepealItem& item) const {
    const DumpNode node = open("repeal");
    target(item.target);
    marks();
  }
  void operator()(const AdoptItem& item) const {
    DumpNode node = dump_.writer.node("adopts");
    node.text("policy", item.policy);
    if (item.version) node.attribute("version", item.version->text);
    node.span(item_.span);
    dump_in_force(dump_, item.in_force);
    for (const FieldValue& setting : item.settings) {
      const DumpNode value = dump_.writer.node({}, "with", setting.name.text, setting.name.span);
      dump_expression(dump_, {}, setting.value);
    }
    marks();
  }
  void operator()(const ScenarioItem& item) const {
    if (!dump_.writer.canonical()) dump_scenario(dump_, item, item_);
  }
  void operator()(const SharedGivenItem& item) const {
    if (!dump_.writer.canonical()) dump_shared_given(dump_, item, item_);
  }

 private:
  [[nodiscard]] DumpNode open(std::string_view kind, std::string_view word = {}) const {
    return dump_.writer.node({}, kind, word, item_.span);
  }
  void marks() const { dump_marks(dump_, "mark", item_.marks); }
  void body(const std::vector<ItemId>& items) const {
    marks();
    for (const ItemId id : items) dump_item(dump_, id);
  }
  void target(const AmendmentTarget& touched) const {
    const DumpNode node = dump_.writer.node({}, "target", {}, touched.span);
    dump_place(dump_, "at", touched.place);
    if (touched.name) dump_name(dump_, "name", *touched.name);
  }

  const Dump& dump_;
  const Item& item_;
};

}  // namespace

void dump_item(const Dump& dump, ItemId id) {
  const Item& item = dump.tree[id];
  if (!item.in_force) {
    std::visit(ItemDump(dump, item), item.node);
    return;
  }
  DumpNode amended = dump.writer.node("amended");
  if (const Instrument* by = dump.tree.instrument_at(item.span.begin)) amended.text("by", by->id);
  dump_in_force(dump, item.in_force);
  std::visit(ItemDump(dump, item), item.node);
}

}  // namespace kaidah::syntax
