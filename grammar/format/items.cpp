// Items in order, and those that hold others.
#include <algorithm>
#include <cstddef>
#include <utility>
#include <variant>

#include "grammar/format/layout.hpp"
#include "grammar/format/origin.hpp"
#include "grammar/source/utf8.hpp"
#include "grammar/syntax/overload.hpp"

namespace kaidah::format {
namespace {

using namespace syntax;

// Heads that differ by more than this are not brought to one width.
constexpr std::size_t kWidestGap = 32;

Keyword severity_word(FindingSeverity severity) {
  switch (severity) {
    case FindingSeverity::breach:
      return Keyword::breach;
    case FindingSeverity::warning:
      return Keyword::warning;
    case FindingSeverity::note:
      break;
  }
  return Keyword::note;
}

Doc duty_doc(const Context& context, const DutyItem& duty, const Item& item) {
  std::vector<Doc> parts{text(context.word(Keyword::require) + " " + context.name(duty.name) + ":"),
                         value_below(context, duty.condition)};
  if (duty.guard) parts.push_back(behind(guard(context, *duty.guard)));
  if (duty.by) {
    parts.push_back(behind(concat({text(context.word(Keyword::duty_by) + " "), expression(context, duty.by)})));
  }
  std::vector<Doc> finding{
      line(), text(context.word(Keyword::finding) + " " + context.word(severity_word(duty.severity)) + " " +
                   quoted(duty.code) + " " + template_text(context, duty.text))};
  append_marks(context, finding, item.marks);
  parts.push_back(nest(kInside, std::move(finding)));
  return concat(std::move(parts));
}

Doc not_encoded_doc(const Context& context, const NotEncodedItem& not_encoded, const Item& item) {
  std::vector<Doc> parts{text(context.word(Keyword::not_encoded) + " " + quoted(not_encoded.why))};
  if (!not_encoded.affects.empty()) {
    parts.push_back(group({nest(
        2 * kInside, {line(), text(context.word(Keyword::affects) + " " + context.names(not_encoded.affects))})}));
  }
  if (not_encoded.guard) parts.push_back(below(guard(context, *not_encoded.guard)));
  append_marks(context, parts, item.marks);
  return concat(std::move(parts));
}

Doc promise_doc(const Context& context, const PromiseItem& promise, const Item& item) {
  std::vector<Doc> parts{text(context.word(Keyword::always) + " "), expression(context, promise.condition)};
  if (promise.message) parts.push_back(below(text(quoted(*promise.message))));
  append_marks(context, parts, item.marks);
  return concat(std::move(parts));
}

Doc ranking_doc(const Context& context, const RankingItem& ranking, const Item& item) {
  const std::string by = context.word(Keyword::ranking_by);
  std::vector<Doc> parts{text(context.word(Keyword::ranking) + " " + context.name(ranking.name) + " " + by + " "),
                         expression(context, ranking.by, Level::any, by)};
  if (ranking.then) {
    parts.push_back(text(" " + context.word(Keyword::ranking_then) + " "));
    parts.push_back(expression(context, ranking.then));
  }
  append_marks(context, parts, item.marks);
  return concat(std::move(parts));
}

Doc outputs_doc(const Context& context, const OutputItem& outputs, const Item& item) {
  std::vector<Doc> parts{text(context.word(Keyword::output) + " " + context.names(outputs.names))};
  append_marks(context, parts, item.marks);
  return concat(std::move(parts));
}

std::string version_text(const std::optional<VersionText>& version) {
  return version ? " " + version->text : "";
}

Doc result_doc(const Context& context, const ResultItem& result, const Item& item) {
  const std::string on = context.word(Keyword::result_on);
  const std::string as = context.word(Keyword::result_as);
  std::vector<Doc> parts{text(context.word(Keyword::result_of) + " " + quoted(result.policy) +
                              version_text(result.version) + " " + on + " "),
                         expression(context, result.record, Level::any, on),
                         text(" " + as + " " + context.name(result.as, NameRole::plain, as))};
  append_marks(context, parts, item.marks);
  return concat(std::move(parts));
}

std::string target_text(const Context& context, const AmendmentTarget& target) {
  if (!target.place) return " " + context.name(target.name.value(), NameRole::target);
  std::string out = " " + place_text(context, *target.place);
  if (target.name) out += " " + name_behind_place(context, *target.place, *target.name, NameRole::target);
  return out;
}

Doc repeal_doc(const Context& context, const RepealItem& repeal, const Item& item) {
  std::vector<Doc> parts{text(context.word(Keyword::repeal) + target_text(context, repeal.target))};
  append_marks(context, parts, item.marks);
  return concat(std::move(parts));
}

Doc adopt_doc(const Context& context, const AdoptItem& adopt, const Item& item) {
  std::vector<Doc> parts{
      text(context.word(Keyword::adopts) + " " + quoted(adopt.policy) + version_text(adopt.version))};
  if (adopt.in_force) parts.push_back(behind(text(dates_text(context, *adopt.in_force).substr(1))));
  if (!adopt.settings.empty()) {
    std::vector<Doc> settings{text(context.word(Keyword::adopts_with) + " { ")};
    for (std::size_t i = 0; i < adopt.settings.size(); ++i) {
      settings.push_back(text((i == 0 ? "" : ", ") + context.name(adopt.settings[i].name) + " = "));
      settings.push_back(expression(context, adopt.settings[i].value));
    }
    settings.push_back(text(" }"));
    parts.push_back(behind(concat(std::move(settings))));
  }
  append_marks(context, parts, item.marks);
  return concat(std::move(parts));
}

/// The statements that take one line where they can.
std::optional<Doc> one_line(const Context& context, const Item& item, std::size_t head_width) {
  if (const auto* rule = std::get_if<RuleItem>(&item.node)) return rule_doc(context, *rule, item, head_width);
  if (const auto* outputs = std::get_if<OutputItem>(&item.node)) return outputs_doc(context, *outputs, item);
  if (const auto* not_encoded = std::get_if<NotEncodedItem>(&item.node)) {
    return not_encoded_doc(context, *not_encoded, item);
  }
  if (const auto* promise = std::get_if<PromiseItem>(&item.node)) return promise_doc(context, *promise, item);
  if (const auto* ranking = std::get_if<RankingItem>(&item.node)) return ranking_doc(context, *ranking, item);
  if (const auto* result = std::get_if<ResultItem>(&item.node)) return result_doc(context, *result, item);
  if (const auto* repeal = std::get_if<RepealItem>(&item.node)) return repeal_doc(context, *repeal, item);
  if (const auto* adopt = std::get_if<AdoptItem>(&item.node)) return adopt_doc(context, *adopt, item);
  return std::nullopt;
}

std::uint32_t first_of(const Context& context, const std::vector<ItemId>& body, std::uint32_t end) {
  return body.empty() ? end : context.tree[body.front()].span.begin;
}

Doc place_head(const Context& context, const PlaceItem& place, const Item& item) {
  std::vector<Doc> head{text(place_text(context, place.place))};
  if (place.title) head.push_back(text(" " + quoted(*place.title)));
  if (place.in_force) head.push_back(text(" " + in_force_text(context, *place.in_force)));
  for (const Mark& mark : item.marks) {
    head.push_back(group({nest(2 * kInside, {line(), text(mark_text(context, mark))})}));
  }
  return concat(std::move(head));
}

void open_place(Writer& writer, const PlaceItem& place, const Placed& placed) {
  const Context& context = writer.context();
  const Span span = placed.item.span;
  Doc head = concat({place_head(context, place, placed.item), text(":")});
  if (place.body.size() == 1 && !has_comment(context.tree, span.begin, span.end) &&
      context.notes_of(place.body.front()) == nullptr) {
    const Item& only = context.tree[place.body.front()];
    if (const std::optional<Doc> doc = one_line(context, only, 0)) {
      Doc whole = concat({head, text(" "), *doc});
      // A text that is too long for any line gains nothing by a line of its own.
      const bool only_text = doc->parts.size() == 1 && placed.item.marks.empty();
      if (only_text || writer.indent() + source::code_points(flat(whole)) <= kLineWidth) {
        writer.statement(placed.anchor(), whole);
        return;
      }
    }
  }
  writer.open({span.begin, span.begin, first_of(context, place.body, place.body.empty() ? placed.next : span.end)},
              head);
  items(writer, place.body, span.end);
  // What stands behind the last thing inside, on its line, may lie past the end of the place.
  writer.close(span.end);
}

class ItemLayout {
 public:
  ItemLayout(Writer& writer, const Placed& placed, std::size_t head_width)
      : writer_(writer), placed_(placed), head_width_(head_width) {}

  void operator()(const ErrorItem& /*error*/) const {}
  void operator()(const EnumItem& item) const { enumeration(writer_, item, placed_); }
  void operator()(const RecordItem& item) const { record(writer_, item, placed_); }
  void operator()(const ParameterItem& item) const { parameter(writer_, item, placed_); }
  void operator()(const GroupItem& item) const { group_shape(writer_, item, placed_); }
  void operator()(const PlaceItem& item) const {
    if (item.body_kind == PlaceBody::open) {
      open_place(writer_, item, placed_);
    } else {
      body(place_head(context(), item, placed_.item), item.body, false);
    }
  }
  void operator()(const RuleItem& /*item*/) const { line_statement(); }
  void operator()(const OutputItem& /*item*/) const { line_statement(); }
  void operator()(const ClassifyItem& item) const { classify(writer_, item, placed_); }
  void operator()(const TableItem& item) const { table(writer_, item, placed_); }
  void operator()(const DutyItem& item) const {
    writer_.statement(placed_.anchor(), duty_doc(context(), item, placed_.item));
  }
  void operator()(const NotEncodedItem& /*item*/) const { line_statement(); }
  void operator()(const PromiseItem& /*item*/) const { line_statement(); }
  void operator()(const ProvisionsItem& item) const {
    const std::string words = context().word(Keyword::provisions_in_case);
    body(concat({text(words + " "), expression(context(), item.condition)}), item.body, true);
  }
  void operator()(const ForEachItem& item) const {
    body(text(context().word(Keyword::for_each) + " " + context().name(item.group)), item.body, true);
  }
  void operator()(const RankingItem& /*item*/) const { line_statement(); }
  void operator()(const ProcedureItem& item) const { procedure(writer_, item, placed_); }
  void operator()(const ResultItem& /*item*/) const { line_statement(); }
  void operator()(const AddItem& item) const { body(text(context().word(Keyword::add_items)), item.body, true); }
  void operator()(const ReplaceItem& item) const {
    const std::string head = context().word(Keyword::replace) + target_text(context(), item.target);
    body(text(head + " " + context().word(Keyword::replace_with)), item.body, true);
  }
  void operator()(const RepealItem& /*item*/) const { line_statement(); }
  void operator()(const AdoptItem& /*item*/) const { line_statement(); }
  void operator()(const ScenarioItem& item) const { scenario(writer_, item, placed_); }
  void operator()(const SharedGivenItem& item) const { shared_given(writer_, item, placed_); }

 private:
  [[nodiscard]] const Context& context() const { return writer_.context(); }
  void line_statement() const {
    if (const std::optional<Doc> doc = one_line(context(), placed_.item, head_width_)) {
      writer_.statement(placed_.anchor(), *doc);
    }
  }
  void body(Doc head, const std::vector<ItemId>& ids, bool marks_behind) const {
    const std::uint32_t end = placed_.item.span.end;
    Block parts{std::move(head), ids.empty(), first_of(context(), ids, end), {}};
    if (marks_behind) append_marks(context(), parts.tail, placed_.item.marks);
    block(writer_, placed_, std::move(parts), [&] { items(writer_, ids, end); });
  }

  Writer& writer_;
  const Placed& placed_;
  std::size_t head_width_;
};

/// The rule that `id` is, if its `=` may stand under that of its neighbours.
const RuleItem* alignable(const Context& context, ItemId id) {
  return std::get_if<RuleItem>(&context.tree[id].node);
}

/// From `first` on, how many rules stand together, and the width of their heads: rules of one kind with nothing
/// between them, all on one line each.
struct Run {
  std::size_t count = 1;
  std::size_t width = 0;
};

Run rules_together(const Writer& writer, const std::vector<ItemId>& ids, std::size_t first) {
  const Context& context = writer.context();
  const RuleItem* begin = alignable(context, ids[first]);
  if (begin == nullptr) return {};
  Run run{0, 0};
  std::size_t narrowest = kLineWidth;
  for (std::size_t i = first; i < ids.size(); ++i, ++run.count) {
    const RuleItem* rule = alignable(context, ids[i]);
    if (rule == nullptr || rule->role != begin->role) break;
    const Span span = context.tree[ids[i]].span;
    if (i > first && context.notes_of(ids[i]) != nullptr) break;
    if (i > first && (empty_line_before(context.tree, span.begin) ||
                      has_own_line_comment(context.tree, context.tree[ids[i - 1]].span.begin, span.begin))) {
      break;
    }
    const std::size_t width = source::code_points(rule_head(context, *rule));
    run.width = std::max(run.width, width);
    narrowest = std::min(narrowest, width);
  }
  bool all_fit = run.width - narrowest <= kWidestGap;
  for (std::size_t i = first; i < first + run.count && all_fit; ++i) {
    const Doc doc = rule_doc(context, *alignable(context, ids[i]), context.tree[ids[i]], run.width);
    all_fit = writer.indent() + source::code_points(flat(doc)) <= kLineWidth;
  }
  if (!all_fit) run.width = 0;
  return run;
}

}  // namespace

void block(Writer& writer, const Placed& placed, Block block, const std::function<void()>& inside) {
  const Span span = placed.item.span;
  std::vector<Doc> head{std::move(block.head)};
  if (block.empty && !has_comment(writer.context().tree, span.begin, span.end)) {
    head.push_back(text(" { }"));
    std::move(block.tail.begin(), block.tail.end(), std::back_inserter(head));
    writer.statement(placed.anchor(), concat(std::move(head)));
    return;
  }
  head.push_back(text(" {"));
  writer.open({span.begin, span.begin, block.first}, concat(std::move(head)));
  inside();
  std::vector<Doc> tail{text("}")};
  std::move(block.tail.begin(), block.tail.end(), std::back_inserter(tail));
  writer.close({span.begin, span.end, placed.next}, concat(std::move(tail)));
}

void items(Writer& writer, const std::vector<ItemId>& ids, std::uint32_t end) {
  const Context& context = writer.context();
  Run run;
  std::size_t run_end = 0;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (i >= run_end) {
      run = rules_together(writer, ids, i);
      run_end = i + run.count;
    }
    const Item& item = context.tree[ids[i]];
    if (const std::vector<std::string>* notes = context.notes_of(ids[i])) {
      for (const std::string& note : *notes) writer.note(note);
    }
    const Placed placed{item, i + 1 < ids.size() ? context.tree[ids[i + 1]].span.begin : end};
    std::visit(ItemLayout(writer, placed, run.width), item.node);
  }
}

}  // namespace kaidah::format
