#include "engine/compare/worker.hpp"

#include <set>
#include <utility>

#include "engine/batch/worker.hpp"
#include "engine/json/value_text.hpp"

namespace kaidah::compare {

Worker::Worker(const Setup& setup, const Causes& causes)
    : setup_(setup),
      causes_(causes),
      from_(setup.from),
      to_(setup.to),
      tally_(setup.from, setup.to, setup.gains.size(), setup.figures.size()) {
  if (setup.bridge) bridge_.emplace(*setup.bridge);
}

void Worker::process(batch::Chunk& chunk) {
  for (const batch::RawRecord& raw : chunk.records) process(raw, chunk);
  chunk.decided = chunk.records.size();
  const std::size_t limit = setup_.from.settings.limits.groups;
  chunk.too_many_groups = from_.groups().size() > limit || to_.groups().size() > limit;
}

void Worker::process(const batch::RawRecord& raw, const batch::Chunk& chunk) {
  const std::string_view text = chunk.text_of(raw);
  const Verdict from = decide(from_, raw, text);
  bool by_bridge = false;
  const Verdict to = decide_second(raw, text, from, by_bridge);
  from_.gather(chunk.number);
  to_.gather(chunk.number);
  count(from, to, by_bridge, raw.line);
}

Verdict Worker::decide(Side& side, const batch::RawRecord& raw, std::string_view text) {
  if (raw.fault == batch::Fault::none) return side.decide(text);
  if (raw.fault == batch::Fault::too_large) return side.too_large(text);
  evaluate::Rejection rejection;
  rejection.message = batch::fault_message(raw.fault);
  return side.reject(std::move(rejection));
}

Verdict Worker::decide_second(const batch::RawRecord& raw, std::string_view text, const Verdict& from,
                              bool& by_bridge) {
  if (!bridge_ || raw.fault != batch::Fault::none) return decide(to_, raw, text);
  Bridge::Crossed crossed = bridge_->cross(text, *setup_.from.plan, from.outcome);
  if (!crossed.rejection) return to_.decide(crossed.record);
  by_bridge = true;
  return to_.reject(std::move(*crossed.rejection));
}

void Worker::count(const Verdict& from, const Verdict& to, bool by_bridge, std::uint64_t line) {
  const std::string id(from.id ? *from.id : to.id.value_or(std::string_view()));
  Movers movers;
  movers.records = 1;
  movers.from_rejected = from.outcome == nullptr ? 1 : 0;
  movers.to_rejected = to.outcome == nullptr ? 1 : 0;
  const bool both = from.outcome != nullptr && to.outcome != nullptr;
  if (both && setup_.from.classes.same_in(setup_.to.classes, from.in_class) != to.in_class) {
    movers.changed = 1;
    const bool values = from.in_class < setup_.from.classes.values() && to.in_class < setup_.to.classes.values();
    if (values && setup_.from.classes.comparable(setup_.to.classes))
      (to.in_class > from.in_class ? movers.up : movers.down) = 1;
    for (Cause& cause : causes_.between(from_.trace(), to_.trace())) ++tally_.causes[std::move(cause)];
  }
  ++tally_.records;
  const std::size_t cell = std::size_t{from.in_class} * setup_.to.classes.size() + to.in_class;
  ++tally_.matrix[cell];
  tally_.examples[cell].add({line, id});
  tally_.all.add(movers);
  const auto by = [&](std::optional<std::uint32_t> SideSetup::*field, std::map<std::string, Movers>& counts) {
    if (!(setup_.from.*field) && !(setup_.to.*field)) return;
    const std::string name = setup_.from.*field ? from_.text_of(setup_.from.*field) : to_.text_of(setup_.to.*field);
    counts[name].add(movers);
  };
  by(&SideSetup::unit, tally_.units);
  by(&SideSetup::kind, tally_.kinds);
  if (both) count_outputs(from, to);
  count_findings(from, to);
  count_rejection(tally_.from_rejections, from, false, line, id);
  count_rejection(tally_.to_rejections, to, by_bridge, line, id);
}

void Worker::count_outputs(const Verdict& from, const Verdict& to) {
  for (std::size_t i = 0; i < setup_.gains.size(); ++i) {
    const values::Value& before = from.outcome->outputs[setup_.gains[i].from];
    const values::Value& after = to.outcome->outputs[setup_.gains[i].to];
    GainTally& tally = tally_.gains[i];
    // An output that is left out on the day of the record has no value either.
    const auto has_none = [](const values::Value& value) { return value.is_absent() || value.is_unread(); };
    if (has_none(before)) {
      ++(has_none(after) ? tally.none : tally.gained);
    } else if (has_none(after)) {
      ++tally.lost;
    } else {
      const auto written = [](const values::Value& value, const plan::Plan& plan, std::uint32_t output) {
        std::string text;
        json::append_value(text, value, plan.outputs[output].type, plan.shapes);
        return text;
      };
      const bool same = written(before, *setup_.from.plan, setup_.gains[i].from) ==
                        written(after, *setup_.to.plan, setup_.gains[i].to);
      ++(same ? tally.same : tally.changed);
    }
  }
  for (std::size_t i = 0; i < setup_.figures.size(); ++i) {
    const auto* before = std::get_if<values::Number>(&from.outcome->outputs[setup_.figures[i].from]);
    const auto* after = std::get_if<values::Number>(&to.outcome->outputs[setup_.figures[i].to]);
    if (before == nullptr || after == nullptr) continue;
    FigureTally& tally = tally_.figures[i];
    ++(*before < *after ? tally.higher : *after < *before ? tally.lower : tally.same);
    tally.from_sum = tally.from_sum + *before;
    tally.to_sum = tally.to_sum + *after;
  }
}

void Worker::count_findings(const Verdict& from, const Verdict& to) {
  const auto found = [](const Verdict& verdict) {
    std::set<FindingKey> keys;
    if (verdict.outcome != nullptr)
      for (const evaluate::Finding& finding : verdict.outcome->findings) keys.insert({finding.code, finding.severity});
    return keys;
  };
  count_found(tally_.findings, found(from), found(to));
}

void Worker::count_rejection(std::map<RejectionKey, RejectionTally>& into, const Verdict& verdict, bool by_bridge,
                             std::uint64_t line, const std::string& id) {
  if (verdict.rejection == nullptr) return;
  const evaluate::Rejection& rejection = *verdict.rejection;
  RejectionTally one;
  one.records = 1;
  one.line = line;
  one.id = id;
  one.message = rejection.message;
  into[{info(rejection.message.kind).code, rejection.rule, rejection.article, by_bridge}].add(one);
}

}  // namespace kaidah::compare
