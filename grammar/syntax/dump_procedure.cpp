#include "grammar/syntax/dump_pieces.hpp"
#include "grammar/syntax/dump_words.hpp"

namespace kaidah::syntax {
namespace {

void dump_exit(const Dump& dump, const StepExit& exit) {
  DumpNode node = dump.writer.node("exit", dump_word(exit.kind));
  if (exit.kind == ExitKind::upon) node.word(exit.event.text);
  node.attribute("to", exit.to.text).span(exit.span);
  dump_place(dump, "at", exit.place);
  dump_expression(dump, "condition", exit.condition);
  dump_marks(dump, "mark", exit.marks);
}

void dump_suspension(const Dump& dump, const Suspension& suspension) {
  const DumpNode node = dump.writer.node({}, "suspension", suspension.variable.text, suspension.span);
  dump_expression(dump, "list", suspension.list);
  dump_expression(dump, "where", suspension.where);
  dump_expression(dump, "from", suspension.from);
  dump_expression(dump, "through", suspension.through);
}

void dump_step(const Dump& dump, const ProcedureStep& step) {
  DumpNode node = dump.writer.node("step");
  node.word(step.name.text);
  if (step.label) node.text("label", *step.label);
  if (step.bound != DurationBound::none) node.word(dump_word(step.bound));
  node.span(step.span);
  dump_place(dump, "at", step.place);
  dump_expression(dump, "duration", step.duration);
  dump_marks(dump, "mark", step.marks);
  for (const StepExit& exit : step.exits) dump_exit(dump, exit);
  for (const Suspension& suspension : step.suspensions) dump_suspension(dump, suspension);
}

void dump_end(const Dump& dump, const ProcedureEnd& end) {
  DumpNode node = dump.writer.node("end");
  node.word(end.name.text);
  if (end.label) node.text("label", *end.label);
  node.span(end.name.span);
  dump_place(dump, "at", end.place);
  dump_marks(dump, "mark", end.marks);
}

}  // namespace

void dump_procedure(const Dump& dump, const ProcedureItem& item, const Item& whole) {
  DumpNode node = dump.writer.node("procedure");
  node.word(item.name.text);
  if (item.label) node.text("label", *item.label);
  node.span(whole.span);
  dump_place(dump, "start_at", item.start_place);
  dump_expression(dump, "starts_when", item.starts_when);
  dump_expression(dump, "starts_from", item.starts_from);
  dump_marks(dump, "start_mark", item.start_marks);
  if (item.events) {
    const DumpNode events = dump.writer.node({}, "events", item.events->variable.text, item.events->variable.span);
    dump_expression(dump, "list", item.events->list);
    dump_expression(dump, "where", item.events->where);
  }
  for (const ProcedureStep& step : item.steps) dump_step(dump, step);
  for (const ProcedureEnd& end : item.ends) dump_end(dump, end);
  dump_marks(dump, "mark", whole.marks);
}

}  // namespace kaidah::syntax
