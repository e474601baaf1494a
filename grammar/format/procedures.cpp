#include <algorithm>
#include <cstddef>
#include <utility>
#include <variant>

#include "grammar/format/layout.hpp"
#include "grammar/format/origin.hpp"
#include "grammar/source/utf8.hpp"

namespace kaidah::format {
namespace {

using namespace syntax;

// Conditions longer than this do not push the others' `to` away.
constexpr std::size_t kWidestCause = 72;

std::string prefix_text(const Context& context, const std::optional<Place>& place) {
  return place ? place_text(context, *place) + ": " : "";
}

std::uint32_t with_place(std::uint32_t begin, const std::optional<Place>& place) {
  return place && place->span.begin < begin ? place->span.begin : begin;
}

/// Behind `x in L where C`.
void append_source(const Context& context, std::vector<Doc>& parts, const Name& variable, ExprId list, ExprId where) {
  const std::string in = context.word(Keyword::in_list);
  parts.push_back(text(" " + context.name(variable) + " " + in + " "));
  parts.push_back(expression(context, list, Level::postfix, in));
  if (!where) return;
  parts.push_back(line());
  parts.push_back(text(context.word(Keyword::where) + " "));
  parts.push_back(expression(context, where));
}

Doc suspension_doc(const Context& context, const Suspension& suspension) {
  std::vector<Doc> parts{text(context.word(Keyword::suspended_while))};
  append_source(context, parts, suspension.variable, suspension.list, suspension.where);
  parts.push_back(line());
  parts.push_back(text(context.word(Keyword::from_date) + " "));
  parts.push_back(expression(context, suspension.from));
  parts.push_back(text(" " + context.word(Keyword::through_date) + " "));
  parts.push_back(expression(context, suspension.through));
  return group({nest(kInside, std::move(parts))});
}

/// `ayat (4): apabila x dan c`.
std::string cause_text(const Context& context, const StepExit& exit) {
  std::string out = prefix_text(context, exit.place);
  out += context.word(exit.kind == ExitKind::on_expiry ? Keyword::on_expiry : Keyword::upon);
  if (exit.kind == ExitKind::upon) out += " " + context.name(exit.event);
  if (exit.condition) {
    out += " " + context.word(Keyword::and_) + " " + flat(expression(context, exit.condition));
  }
  return out;
}

/// One line of a step or a procedure, to be sorted into the order of the source.
struct Part {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::variant<const StepExit*, const Suspension*, const ProcedureStep*, const ProcedureEnd*, const EventSource*,
               const ProcedureItem*>
      what;
};

void sort_parts(std::vector<Part>& parts) {
  std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.begin < b.begin; });
}

std::uint32_t next_of(const std::vector<Part>& parts, std::size_t i, std::uint32_t end) {
  return i + 1 < parts.size() ? parts[i + 1].begin : end;
}

void exits(Writer& writer, const ProcedureStep& step, const std::vector<Part>& parts) {
  const Context& context = writer.context();
  std::size_t cause_width = 0;
  for (const StepExit& exit : step.exits) {
    const std::size_t width = source::code_points(cause_text(context, exit));
    if (width <= kWidestCause) cause_width = std::max(cause_width, width);
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Anchor anchor{parts[i].begin, parts[i].end, next_of(parts, i, step.span.end)};
    if (const auto* suspension = std::get_if<const Suspension*>(&parts[i].what)) {
      writer.statement(anchor, suspension_doc(context, **suspension));
      continue;
    }
    const StepExit& exit = *std::get<const StepExit*>(parts[i].what);
    std::vector<Doc> doc{text(padded(cause_text(context, exit), cause_width)),
                         behind(text(context.word(Keyword::exit_to) + " " + context.name(exit.to)))};
    append_marks(context, doc, exit.marks);
    writer.statement(anchor, concat(std::move(doc)));
  }
}

void step(Writer& writer, const ProcedureStep& step, const Anchor& anchor) {
  const Context& context = writer.context();
  std::vector<Doc> head{text(prefix_text(context, step.place) + context.word(Keyword::step) + " " +
                             context.name(step.name) + (step.label ? " " + quoted(*step.label) : ""))};
  if (step.bound != DurationBound::none) {
    const Keyword word = step.bound == DurationBound::exactly ? Keyword::step_for : Keyword::step_no_longer_than;
    head.push_back(text(" " + context.word(word) + " "));
    head.push_back(expression(context, step.duration));
  }
  for (const Mark& mark : step.marks) {
    head.push_back(group({nest(2 * kInside, {line(), text(mark_text(context, mark))})}));
  }

  std::vector<Part> parts;
  for (const StepExit& exit : step.exits) {
    parts.push_back({with_place(exit.span.begin, exit.place), exit.span.end, &exit});
  }
  for (const Suspension& each : step.suspensions) parts.push_back({each.span.begin, each.span.end, &each});
  sort_parts(parts);
  if (parts.empty() && !has_comment(context.tree, step.span.begin, step.span.end)) {
    head.push_back(text(" { }"));
    writer.statement(anchor, concat(std::move(head)));
    return;
  }
  head.push_back(text(" {"));
  writer.open({anchor.begin, anchor.begin, parts.empty() ? step.span.end : parts.front().begin},
              concat(std::move(head)));
  exits(writer, step, parts);
  writer.close({0, step.span.end, anchor.next}, text("}"));
}

bool is_bare(const ProcedureEnd& end) {
  return !end.label && end.marks.empty();
}

bool same_place(const std::optional<Place>& a, const std::optional<Place>& b) {
  if (a.has_value() != b.has_value()) return false;
  return !a || (a->parts == b->parts && a->through == b->through);
}

/// Ends that have nothing but a name share a line, as the regulation lists them. Returns how many parts it took.
std::size_t ends(Writer& writer, const std::vector<Part>& parts, std::size_t first, std::uint32_t block_end) {
  const Context& context = writer.context();
  const ProcedureEnd& begin = *std::get<const ProcedureEnd*>(parts[first].what);
  std::vector<Doc> doc{
      text(prefix_text(context, begin.place) + context.word(Keyword::end) + " " + context.name(begin.name))};
  std::size_t count = 1;
  if (is_bare(begin)) {
    std::vector<Doc> more;
    for (; first + count < parts.size(); ++count) {
      const Part& part = parts[first + count];
      const auto* end = std::get_if<const ProcedureEnd*>(&part.what);
      if (end == nullptr || !is_bare(**end) || !same_place((*end)->place, begin.place) ||
          empty_line_before(context.tree, part.begin) || has_comment(context.tree, parts[first].begin, part.begin)) {
        break;
      }
      more.push_back(text(","));
      more.push_back(line());
      more.push_back(text(context.name((*end)->name)));
    }
    doc.push_back(group({nest(kInside, std::move(more))}));
  } else {
    if (begin.label) doc.push_back(text(" " + quoted(*begin.label)));
    append_marks(context, doc, begin.marks);
  }
  const Part& last = parts[first + count - 1];
  writer.statement({parts[first].begin, last.end, next_of(parts, first + count - 1, block_end)},
                   concat(std::move(doc)));
  return count;
}

Doc start_doc(const Context& context, const ProcedureItem& item) {
  std::vector<Doc> parts{text(prefix_text(context, item.start_place) + context.word(Keyword::starts_when) + " "),
                         expression(context, item.starts_when), text(","),
                         group({nest(kInside, {line(), text(context.word(Keyword::starts_from) + " "),
                                               expression(context, item.starts_from)})})};
  append_marks(context, parts, item.start_marks);
  return concat(std::move(parts));
}

std::vector<Part> procedure_parts(const Context& context, const ProcedureItem& item) {
  const SyntaxTree& tree = context.tree;
  std::vector<Part> parts;
  if (item.starts_when) {
    const std::uint32_t begin = with_keyword(tree, tree[item.starts_when].span.begin, Keyword::starts_when);
    const std::uint32_t end = item.starts_from ? tree[item.starts_from].span.end : tree[item.starts_when].span.end;
    parts.push_back({with_place(begin, item.start_place), end, &item});
  }
  if (item.events) {
    const std::uint32_t begin = with_keyword(tree, item.events->variable.span.begin, Keyword::events);
    parts.push_back({begin, tree[item.events->where ? item.events->where : item.events->list].span.end, &*item.events});
  }
  for (const ProcedureStep& step : item.steps) {
    parts.push_back({with_place(step.span.begin, step.place), step.span.end, &step});
  }
  for (const ProcedureEnd& end : item.ends) {
    const std::uint32_t begin = with_keyword(tree, end.name.span.begin, Keyword::end);
    // The place of a list of ends stands before the first; the others begin at their names.
    const bool first = begin != end.name.span.begin;
    parts.push_back({first ? with_place(begin, end.place) : begin, end.name.span.end, &end});
  }
  sort_parts(parts);
  return parts;
}

}  // namespace

void procedure(Writer& writer, const ProcedureItem& item, const Placed& placed) {
  const Context& context = writer.context();
  const std::vector<Part> parts = procedure_parts(context, item);
  const std::uint32_t end = placed.item.span.end;
  Block whole{text(context.word(Keyword::procedure) + " " + context.name(item.name) +
                   (item.label ? " " + quoted(*item.label) : "")),
              parts.empty(),
              parts.empty() ? end : parts.front().begin,
              {}};
  append_marks(context, whole.tail, placed.item.marks);
  block(writer, placed, std::move(whole), [&] {
    for (std::size_t i = 0; i < parts.size();) {
      const Anchor anchor{parts[i].begin, parts[i].end, next_of(parts, i, end)};
      if (std::holds_alternative<const ProcedureEnd*>(parts[i].what)) {
        i += ends(writer, parts, i, end);
        continue;
      }
      if (const auto* each = std::get_if<const ProcedureStep*>(&parts[i].what)) {
        step(writer, **each, anchor);
      } else if (const auto* events = std::get_if<const EventSource*>(&parts[i].what)) {
        std::vector<Doc> doc{text(context.word(Keyword::events))};
        append_source(context, doc, (*events)->variable, (*events)->list, (*events)->where);
        writer.statement(anchor, group({nest(kInside, std::move(doc))}));
      } else {
        writer.statement(anchor, start_doc(context, item));
      }
      ++i;
    }
  });
}

}  // namespace kaidah::format
