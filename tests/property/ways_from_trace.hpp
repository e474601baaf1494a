#pragma once
// The ways of a decision a second time: out of its full trace, by the ids of the checked policy.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/evaluate/trace.hpp"
#include "engine/evaluate/ways.hpp"
#include "engine/plan/plan.hpp"

namespace kaidah::property {

class WaysFromTrace {
 public:
  /// REQUIRES: the trace is of a decision of a record by this plan, made without groups.
  static evaluate::Ways gather(const plan::Plan& plan, const evaluate::Trace& trace) {
    evaluate::Ways ways;
    ways.clear(plan.ways.size());
    WaysFromTrace(plan, trace.events(), 0, ways).within(0, trace.events().size(), {});
    return ways;
  }

 private:
  using Event = evaluate::Event;
  using EventKind = evaluate::EventKind;
  using Holds = evaluate::Holds;
  struct Around {
    std::uint32_t procedure = 0;
    std::uint32_t step = 0;
  };

  WaysFromTrace(const plan::Plan& plan, const std::vector<Event>& events, std::uint32_t first, evaluate::Ways& ways)
      : plan_(plan), events_(events), first_(first), ways_(ways) {}

  void within(std::size_t begin, std::size_t end, Around around) {
    for (std::size_t i = begin; i < end; i = events_[i].end) one(i, around);
  }

  void one(std::size_t i, Around around) {
    const Event& event = events_[i];
    if (event.kind == EventKind::result) {
      const plan::Result& result = plan_.results[event.id];
      WaysFromTrace(*result.plan, events_, first_ + first_of(plan::WayKind::result, event.id), ways_)
          .within(i + 1, event.end, {});
      return;
    }
    if (event.kind == EventKind::procedure) around.procedure = event.id;
    if (event.kind == EventKind::step) around.step = event.id;
    take(i, around);
    within(i + 1, event.end, around);
  }

  void take(std::size_t i, Around around) {
    const Event& event = events_[i];
    const bool yes = event.result == Holds::yes;
    for (std::uint32_t w = 0; w < plan_.ways.size(); ++w)
      if (is_taken(plan_.ways[w], i, event, yes, around)) ways_.take(first_ + w);
  }

  bool is_taken(const plan::Way& way, std::size_t i, const Event& event, bool yes, Around around) const {
    const bool of_rule = event.kind == EventKind::rule || event.kind == EventKind::call;
    switch (way.kind) {
      case plan::WayKind::arm:
        return event.kind == EventKind::arm && plan_.arms[way.at].id.index == event.id &&
               directly(i, [](const Event& inside) { return inside.kind == EventKind::arm_value; });
      case plan::WayKind::field:
        return of_rule && plan_.rules[way.of].id.index == event.id &&
               directly(i, [](const Event& inside) { return inside.kind == EventKind::base_field; });
      case plan::WayKind::nothing:
        return of_rule && plan_.rules[way.of].id.index == event.id && event.result != Holds::failed &&
               !directly(i, [](const Event& inside) {
                 return inside.kind == EventKind::statement && inside.result == Holds::yes;
               });
      case plan::WayKind::duty_met:
      case plan::WayKind::duty_unmet:
      case plan::WayKind::duty_open:
        return event.kind == EventKind::duty && plan_.duties[way.of].id.index == event.id &&
               event.result == (way.kind == plan::WayKind::duty_met     ? Holds::yes
                                : way.kind == plan::WayKind::duty_unmet ? Holds::no
                                                                        : Holds::open);
      case plan::WayKind::procedure:
        return event.kind == EventKind::procedure && plan_.procedures[way.of].id.index == event.id && yes;
      case plan::WayKind::exit:
        return event.kind == EventKind::exit && plan_.procedures[way.of].id.index == around.procedure &&
               way.step == around.step && way.at == event.id && yes;
      case plan::WayKind::hole:
        return event.kind == EventKind::not_encoded && plan_.not_encoded[way.of].id == event.id && yes;
      case plan::WayKind::result:
        break;
    }
    return false;
  }

  template <class Is>
  bool directly(std::size_t i, Is is) const {
    for (std::size_t j = i + 1; j < events_[i].end; j = events_[j].end)
      if (is(events_[j])) return true;
    return false;
  }

  [[nodiscard]] std::uint32_t first_of(plan::WayKind kind, std::uint32_t of) const {
    std::uint32_t w = 0;
    while (plan_.ways[w].kind != kind || plan_.ways[w].of != of) ++w;
    return w;
  }

  const plan::Plan& plan_;
  const std::vector<Event>& events_;
  std::uint32_t first_;
  evaluate::Ways& ways_;
};

}  // namespace kaidah::property
