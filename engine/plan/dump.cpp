// A plan as text.

#include <sstream>
#include <string>

#include "engine/plan/plan.hpp"

namespace kaidah::plan {
namespace {

constexpr const char* kOps[] = {"constant",
                                "input_field",
                                "self_field",
                                "field",
                                "group_field",
                                "local",
                                "rule",
                                "parameter",
                                "clock",
                                "met",
                                "procedure",
                                "happened",
                                "folded",
                                "members",
                                "result",
                                "call",
                                "if_missing",
                                "as_of",
                                "undetermined",
                                "list",
                                "add",
                                "subtract",
                                "multiply",
                                "divide",
                                "negate",
                                "absolute",
                                "round",
                                "least",
                                "greatest",
                                "year",
                                "month",
                                "day",
                                "make_date",
                                "date_plus_days",
                                "date_minus_days",
                                "date_plus_months",
                                "date_minus_months",
                                "date_difference",
                                "duration_add",
                                "duration_subtract",
                                "duration_multiply",
                                "duration_divide",
                                "duration_negate",
                                "aggregate",
                                "not",
                                "and",
                                "or",
                                "compare_number",
                                "compare_value",
                                "chain",
                                "in_items",
                                "in_list",
                                "present",
                                "cell"};
constexpr const char* kComparisons[] = {"=", "!=", "<", "<=", ">", ">="};
constexpr const char* kRounding[] = {"half_up", "half_down", "half_even", "up", "down", "ceiling", "floor"};
constexpr const char* kMonthEnds[] = {"last_day", "first_of_next", "refuse"};
constexpr const char* kClocks[] = {"start_of_period", "end_of_period", "decision_day"};
constexpr const char* kAggregates[] = {"sum", "count", "mean", "least", "greatest", "exists", "all"};
constexpr const char* kOrders[] = {"unique", "in order", "collect"};

class Dumper {
 public:
  explicit Dumper(const Plan& plan) : plan_(plan), policy_(*plan.policy) {}

  std::string text() {
    out_ << "plan " << policy_.id << ' ' << policy_.version << '\n';
    out_ << "steps at most ";
    if (plan_.steps_bound == ~std::uint64_t{0})
      out_ << "unbounded\n";
    else
      out_ << plan_.steps_bound << '\n';
    shapes();
    for (std::uint32_t i = 0; i < plan_.parameters.size(); ++i) parameter(i);
    for (const Output& output : plan_.outputs) out_ << "output " << output.name << " = rule " << output.rule << '\n';
    for (std::uint32_t i = 0; i < plan_.rules.size(); ++i) rule(i);
    for (const Duty& item : plan_.duties) duty(item);
    for (const Promise& item : plan_.promises) {
      out_ << "always";
      guards(item.guards);
      out_ << "  " << node(item.condition) << '\n';
    }
    for (const NotEncoded& item : plan_.not_encoded) {
      out_ << "not encoded";
      for (const check::RuleId id : item.affects) out_ << ' ' << policy_.rules[id].name;
      guards(item.guards);
      way(item.way);
      out_ << '\n';
    }
    for (const Procedure& item : plan_.procedures) procedure(item);
    for (const Result& item : plan_.results) {
      if (item.plan == nullptr) continue;
      out_ << "result " << policy_.results[item.id].name;
      way(item.way);
      out_ << '\n';
    }
    for (const Group& item : plan_.groups) group(item);
    return out_.str();
  }

 private:
  void shapes() {
    for (std::size_t r = 0; r < plan_.shapes.records.size(); ++r) {
      const RecordShape& record = plan_.shapes.records[r];
      out_ << (r == plan_.input ? "input " : "record ") << record.name << '\n';
      for (const FieldShape& field : record.fields) {
        if (!field.needed) continue;
        out_ << "  field " << field.name;
        if (field.key != field.name) out_ << " \"" << field.key << '"';
        if (field.optional) out_ << " optional";
        if (field.if_missing) out_ << " if missing " << text_of(*field.if_missing);
        out_ << '\n';
      }
      for (const Condition& condition : plan_.conditions[r].conditions)
        out_ << "  condition " << node(condition.node) << '\n';
    }
  }

  void parameter(std::uint32_t index) {
    const Parameter& parameter = plan_.parameters[index];
    if (!parameter.id) return;
    out_ << "parameter " << policy_.parameters[parameter.id].name;
    for (const Parameter::Dated& dated : parameter.values) {
      if (dated.from) out_ << " from " << dated.from->to_string() << ':';
      out_ << ' ' << text_of(dated.value);
    }
    if (parameter.through) out_ << " through " << parameter.through->to_string();
    if (parameter.allowed_when) out_ << " allowed when " << node(parameter.allowed_when);
    out_ << '\n';
  }

  void rule(std::uint32_t index) {
    const Rule& item = plan_.rules[index];
    out_ << "rule " << index << ' ' << policy_.rules[item.id].name;
    if (item.slot != kNone) out_ << " slot " << item.slot;
    if (item.parameters != 0) out_ << " parameters " << item.parameters;
    if (item.locals != 0) out_ << " locals " << item.locals;
    if (item.optional) out_ << " optional";
    if (item.promised) out_ << " promised";
    way(item.way);
    out_ << " cost " << item.cost << " height " << item.height << '\n';
    if (item.override_field != kNone)
      out_ << "  field " << plan_.shapes.records[plan_.input].fields[item.override_field].name << '\n';
    statements("  exception ", item.exceptions);
    statements("  base ", item.base);
  }

  void statements(const std::string& lead, Range range) {
    for (std::uint32_t i = 0; i < range.count; ++i) {
      const Statement& item = plan_.statements[plan_.lists[range.begin + i]];
      out_ << lead << kOrders[static_cast<std::size_t>(item.order)];
      in_force(item.in_force);
      guards(item.provisions);
      if (item.subject) out_ << " by " << node(item.subject) << " as #" << item.subject_local;
      out_ << '\n';
      const std::string deeper(lead.find_first_not_of(' ') + 2, ' ');
      statements(deeper + "exception ", item.exceptions);
      for (std::uint32_t a = 0; a < item.arms.count; ++a) {
        const Arm& arm = plan_.arms[item.arms.begin + a];
        statements(deeper + "exception to arm ", arm.exceptions);
        out_ << deeper << "arm " << node(arm.value);
        guards(arm.guards);
        if (arm.otherwise) out_ << " otherwise";
        if (arm.mark != kNone) out_ << " marked";
        way(arm.way);
        out_ << '\n';
      }
    }
  }

  void duty(const Duty& item) {
    out_ << "require " << policy_.duties[item.id].name << "  " << node(item.condition);
    guards(item.guards);
    if (item.by) out_ << " by " << node(item.by);
    way(item.way);
    out_ << '\n';
  }

  void procedure(const Procedure& item) {
    const check::Procedure& declared = policy_.procedures[item.id];
    out_ << "procedure " << declared.name;
    guards(item.guards);
    way(item.way);
    out_ << '\n' << "  starts when " << node(item.starts_when) << " from " << node(item.starts_from) << '\n';
    if (item.event_list) out_ << "  events " << node(item.event_list) << " where " << node(item.event_where) << '\n';
    for (std::size_t s = 0; s < item.steps.size(); ++s) {
      const ProcedureStep& step = item.steps[s];
      out_ << "  step " << declared.steps[s].name << ' ' << node(step.duration) << '\n';
      for (std::size_t e = 0; e < step.exits.size(); ++e) {
        const check::ProcedureExit& exit = declared.steps[s].exits[e];
        out_ << "    " << (exit.on_expiry ? "on expiry" : "upon " + std::to_string(exit.event));
        if (step.exits[e].condition) out_ << " and " << node(step.exits[e].condition);
        out_ << " to " << exit.to;
        way(step.exits[e].way);
        out_ << '\n';
      }
      for (const Suspension& suspension : step.suspensions)
        out_ << "    suspended while " << node(suspension.list) << " where " << node(suspension.where) << " from "
             << node(suspension.from) << " through " << node(suspension.through) << '\n';
    }
  }

  void group(const Group& item) {
    out_ << "group " << policy_.groups[item.id].name << '\n';
    for (std::size_t i = 0; i < item.folds.size(); ++i)
      out_ << "  fold " << i << ' ' << kAggregates[static_cast<std::size_t>(item.folds[i].function)] << ' '
           << node(item.folds[i].body) << " where " << node(item.folds[i].where) << '\n';
    for (const NodeId kept : item.projections) out_ << "  keep " << node(kept) << '\n';
    for (const std::uint32_t rule : item.outputs) out_ << "  output rule " << rule << '\n';
    for (const Ranking& ranking : item.rankings)
      out_ << "  ranking " << node(ranking.by) << " then " << node(ranking.then) << '\n';
  }

  void way(std::uint32_t number) {
    if (number != kNone) out_ << " way " << number;
  }

  void guards(Range range) {
    for (std::uint32_t i = 0; i < range.count; ++i)
      out_ << (i == 0 ? " when " : " and ") << node(NodeId(plan_.lists[range.begin + i]));
  }

  void in_force(const std::optional<check::InForce>& dates) {
    if (!dates) return;
    span("", dates->reference_day);
    span(" for decisions", dates->decision_day);
    span(" for periods ending", dates->end_of_period);
  }

  void span(const char* clock, const check::DateSpan& days) {
    if (days.limits()) out_ << clock;
    if (days.from) out_ << " from " << days.from->to_string();
    if (days.through) out_ << " through " << days.through->to_string();
  }

  static std::string text_of(const values::Value& value) {
    if (value.is_absent()) return "none";
    if (value.is_unread()) return "unread";
    if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
    if (const auto* number = std::get_if<values::Number>(&value)) return number->to_string();
    if (const auto* text = std::get_if<std::string_view>(&value)) return '"' + std::string(*text) + '"';
    if (const auto* date = std::get_if<values::Date>(&value)) return date->to_string();
    if (const auto* days = std::get_if<values::Days>(&value)) return std::to_string(days->count) + "d";
    if (const auto* months = std::get_if<values::Months>(&value)) return std::to_string(months->count) + "m";
    if (const auto* member = std::get_if<values::Member>(&value)) return "@" + std::to_string(member->index);
    return "{}";
  }

  std::string node(NodeId id) {
    if (!id) return "-";
    const Node& n = plan_.nodes[id];
    const auto child = [&](std::uint32_t index) { return node(NodeId(index)); };
    const auto children = [&](std::uint32_t begin, std::uint32_t count) {
      std::string text;
      for (std::uint32_t i = 0; i < count; ++i) text += ' ' + node(plan_.children[begin + i]);
      return text;
    };
    std::string text = std::string("(") + kOps[static_cast<std::size_t>(n.op)];
    switch (n.op) {
      case Op::constant:
        return text_of(plan_.constants[n.a]);
      case Op::local:
        return '#' + std::to_string(n.a);
      case Op::input_field:
        return plan_.shapes.records[plan_.input].fields[n.a].name;
      case Op::group_field:
        return policy_.groups[check::GroupId(n.a)].name + '.' +
               policy_.records[policy_.groups[check::GroupId(n.a)].record].fields[n.b].name;
      case Op::rule:
        return "rule:" + std::to_string(n.a);
      case Op::parameter:
        return "parameter:" + policy_.parameters[check::ParameterId(n.a)].name;
      case Op::clock:
        return kClocks[n.aux];
      case Op::field:
        text +=
            ' ' + child(n.a) + ' ' + (n.c == kNone ? std::to_string(n.b) : plan_.shapes.records[n.c].fields[n.b].name);
        break;
      case Op::self_field:
      case Op::met:
      case Op::happened:
      case Op::members:
      case Op::undetermined:
        text += ' ' + std::to_string(n.a);
        break;
      case Op::procedure:
        text += ' ' + std::to_string(n.a) + ' ' + std::to_string(n.aux);
        break;
      case Op::folded:
        text += ' ' + std::to_string(n.a) + ' ' + std::to_string(n.b);
        break;
      case Op::call:
        text += ' ' + std::to_string(n.a) + children(n.b, n.c);
        break;
      case Op::round:
        text += ' ' + child(n.a) + ' ' + std::to_string(static_cast<std::int32_t>(n.b)) + ' ' + kRounding[n.aux];
        break;
      case Op::date_plus_months:
      case Op::date_minus_months:
        text += ' ' + child(n.a) + ' ' + child(n.b) + ' ' + kMonthEnds[n.aux];
        break;
      case Op::compare_number:
      case Op::compare_value:
        return '(' + child(n.a) + ' ' + kComparisons[n.aux] + ' ' + child(n.b) + ')';
      case Op::chain:
        text = "(" + node(plan_.children[n.a]);
        for (std::uint32_t i = 1; i < n.b; ++i)
          text += std::string(" ") + kComparisons[static_cast<std::size_t>(plan_.comparisons[n.c + i - 1])] + ' ' +
                  node(plan_.children[n.a + i]);
        break;
      case Op::aggregate: {
        const Aggregate& a = plan_.aggregates[n.a];
        text = std::string("(") + kAggregates[static_cast<std::size_t>(a.function)] + ' ' + node(a.body) + " for #" +
               (a.local == kNone ? std::string("-") : std::to_string(a.local)) + " in " + node(a.list) + " where " +
               node(a.where);
        break;
      }
      case Op::cell: {
        const Cell& cell = plan_.cells[n.a];
        text += ' ' + node(cell.input);
        for (const auto& tests : cell.alternatives) {
          text += " [";
          for (const CellTest& test : tests)
            text += std::string(" ") + kComparisons[static_cast<std::size_t>(test.op)] + ' ' + node(test.right);
          text += " ]";
        }
        break;
      }
      case Op::result: {
        const check::Result& result = policy_.results[check::ResultId(n.a)];
        text += ' ' + result.name + '.' + result.policy->rules[check::RuleId(n.b)].name;
        break;
      }
      case Op::list:
      case Op::least:
      case Op::greatest:
      case Op::make_date:
      case Op::logical_and:
      case Op::logical_or:
      case Op::in_items:
        text += children(n.a, n.b);
        break;
      case Op::negate:
      case Op::absolute:
      case Op::year:
      case Op::month:
      case Op::day:
      case Op::duration_negate:
      case Op::logical_not:
      case Op::present:
        text += ' ' + child(n.a);
        break;
      case Op::if_missing:
      case Op::as_of:
      case Op::add:
      case Op::subtract:
      case Op::multiply:
      case Op::divide:
      case Op::date_plus_days:
      case Op::date_minus_days:
      case Op::date_difference:
      case Op::duration_add:
      case Op::duration_subtract:
      case Op::duration_multiply:
      case Op::duration_divide:
      case Op::in_list:
        text += ' ' + child(n.a) + ' ' + child(n.b);
        break;
    }
    return text + ')';
  }

  const Plan& plan_;
  const check::CheckedPolicy& policy_;
  std::ostringstream out_;
};

}  // namespace

std::string dump(const Plan& plan) {
  return Dumper(plan).text();
}

}  // namespace kaidah::plan
