#include "grammar/parse/build/builder.hpp"

namespace kaidah::parse {

using vocabulary::Keyword;

ItemId Builder::procedure(NodeIndex i) {
  Parts parts(*this, i);
  syntax::ProcedureItem result;
  std::vector<syntax::Mark> marks;
  result.name = name(parts.take());
  if (const auto label = parts.take_if(Kind::text)) result.label = text(*label);
  while (parts.more()) {
    if (parts.is(Kind::mark)) {
      take_marks(parts, marks);
      continue;
    }
    const NodeIndex next = parts.take();
    const Kind kind = node(next).kind;
    Parts of(*this, next);
    if (kind == Kind::step) {
      result.steps.push_back(step(next));
    } else if (kind == Kind::start) {
      if (result.starts_when) report(MessageKind::repeated_part, span(next));
      result.start_place = place_prefix(of);
      result.starts_when = expression(of.take());
      result.starts_from = expression(of.take());
      take_marks(of, result.start_marks);
    } else if (kind == Kind::events) {
      if (result.events) report(MessageKind::repeated_part, span(next));
      static_cast<void>(place_prefix(of));
      Binding bound = binding(of.take());
      result.events = syntax::EventSource{std::move(*bound.variable), bound.list, bound.where};
    } else if (kind == Kind::end) {
      const std::optional<syntax::Place> place = place_prefix(of);
      while (const auto one = of.take_if(Kind::end_item)) {
        Parts end_parts(*this, *one);
        syntax::ProcedureEnd end;
        end.place = place;
        end.name = name(end_parts.take());
        if (const auto label = end_parts.take_if(Kind::text)) end.label = text(*label);
        take_marks(end_parts, end.marks);
        result.ends.push_back(std::move(end));
      }
    }
  }
  return add_item(i, std::move(result), std::move(marks));
}

syntax::ProcedureStep Builder::step(NodeIndex i) {
  Parts parts(*this, i);
  syntax::ProcedureStep result;
  result.span = span(i);
  result.place = place_prefix(parts);
  result.name = name(parts.take());
  if (const auto label = parts.take_if(Kind::text)) result.label = text(*label);
  if (const auto duration = parts.take_if(Kind::step_duration)) {
    Parts of(*this, *duration);
    const bool exactly = keyword(of.take()) == Keyword::step_for;
    result.bound = exactly ? syntax::DurationBound::exactly : syntax::DurationBound::at_most;
    result.duration = expression(of.take());
  }
  take_marks(parts, result.marks);
  while (parts.more()) {
    const NodeIndex next = parts.take();
    if (node(next).kind == Kind::exit) result.exits.push_back(step_exit(next));
    if (node(next).kind == Kind::suspension) result.suspensions.push_back(suspension(next));
  }
  return result;
}

syntax::StepExit Builder::step_exit(NodeIndex i) {
  Parts parts(*this, i);
  syntax::StepExit result;
  result.span = span(i);
  result.place = place_prefix(parts);
  std::vector<NodeIndex> pieces;
  const bool upon = keyword(parts.take()) == Keyword::upon;
  while (parts.more() && !parts.is(Kind::mark)) pieces.push_back(parts.take());
  result.kind = upon ? syntax::ExitKind::upon : syntax::ExitKind::on_expiry;
  if (upon) result.event = name(pieces.front());
  if (pieces.size() == (upon ? 3u : 2u)) result.condition = expression(pieces[upon ? 1 : 0]);
  result.to = name(pieces.back());
  take_marks(parts, result.marks);
  return result;
}

syntax::Suspension Builder::suspension(NodeIndex i) {
  Parts parts(*this, i);
  syntax::Suspension result;
  result.span = span(i);
  Binding bound = binding(parts.take());
  result.variable = std::move(*bound.variable);
  result.list = bound.list;
  result.where = bound.where;
  result.from = expression(parts.take());
  result.through = expression(parts.take());
  return result;
}

}  // namespace kaidah::parse
