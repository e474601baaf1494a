#include "engine/scenario/run.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "engine/evaluate/evaluate.hpp"
#include "engine/scenario/material.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::scenario {
namespace {

using check::RuleId;
using evaluate::Evaluator;
using evaluate::Rejection;
using syntax::ExpectKind;
using types::TypeKind;
using values::Value;

/// A value as a scenario would write it.
std::string written(const check::CheckedPolicy& policy, const types::Type& type, const Value& value) {
  if (const auto* boolean = std::get_if<bool>(&value)) return *boolean ? "true" : "false";
  if (const auto* number = std::get_if<values::Number>(&value))
    return number->decimals() && type.decimals && *number->decimals() <= *type.decimals
               ? number->to_decimal(*type.decimals)
               : number->to_string();
  if (const auto* text = std::get_if<std::string_view>(&value)) return '"' + std::string(*text) + '"';
  if (const auto* date = std::get_if<values::Date>(&value)) return date->to_string();
  if (const auto* days = std::get_if<values::Days>(&value)) return std::to_string(days->count);
  if (const auto* months = std::get_if<values::Months>(&value)) return std::to_string(months->count);
  if (const auto* member = std::get_if<values::Member>(&value))
    return policy.enums[type.enumeration].members[member->index].name;
  const auto joined = [&](char open, char close, std::size_t count,
                          const std::function<std::string(std::size_t)>& item) {
    std::string text(1, open);
    for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? "" : ", ") + item(i);
    return text + close;
  };
  if (std::holds_alternative<const values::ListData*>(value)) {
    const auto items = value.list().items;
    return joined('[', ']', items.size(), [&](std::size_t i) { return written(policy, *type.element, items[i]); });
  }
  if (std::holds_alternative<const values::RecordData*>(value)) {
    const auto fields = value.record().fields;
    const auto& declared = policy.records[type.record].fields;
    return joined('{', '}', fields.size(), [&](std::size_t i) {
      return declared[i].name + ": " + written(policy, declared[i].type, fields[i]);
    });
  }
  return "-";
}

class Runner {
 public:
  Runner(const plan::PlanPtr& plan, const Limits& limits, const DefaultParameters& defaults)
      : plan_(plan), policy_(*plan->policy), limits_(limits), defaults_(defaults), evaluator_(plan) {
    report_.coverage.rules.resize(policy_.rules.size());
    report_.coverage.arms.resize(policy_.arms.size());
  }

  void run(const Case& one, std::size_t index) {
    Material material(policy_);
    material_ = &material;
    result_ = {index, {}};
    one.group ? run_group(one) : run_record(one);
    report_.results.push_back(std::move(result_));
  }

  Report take() { return std::move(report_); }

 private:
  evaluate::Settings settings(const Case& one) const {
    evaluate::Settings settings;
    settings.limits = limits_;
    if (defaults_) {
      evaluate::ResultSettings defaults = defaults_(period_end(one));
      settings.parameters = std::move(defaults.parameters);
      settings.results = std::move(defaults.results);
    }
    settings.parameters.resize(policy_.parameters.size());
    for (const auto& [parameter, value] : one.parameters)
      settings.parameters[parameter.index] = value.is_absent() ? std::nullopt : std::optional(value);
    for (const bool named : {false, true})
      for (const ResultParameter& given : one.result_parameters)
        if (given.named == named) set(settings.results, policy_, given);
    settings.decision_day = one.decision_day;
    return settings;
  }

  [[nodiscard]] std::optional<values::Date> period_end(const Case& one) const {
    if (!policy_.period_field) return std::nullopt;
    const auto field = [](const Draft& record, std::uint32_t index) -> const Draft* {
      const auto found = std::ranges::find(record.fields, index, &GivenField::field);
      return found == record.fields.end() ? nullptr : &found->value;
    };
    const Draft* period = field(one.input, *policy_.period_field);
    const Draft* end = period != nullptr ? field(*period, policy_.period_end) : nullptr;
    const values::Date* day = end != nullptr ? std::get_if<values::Date>(&end->value) : nullptr;
    return day != nullptr ? std::optional(*day) : std::nullopt;
  }

  static void set(std::vector<evaluate::ResultSettings>& results, const check::CheckedPolicy& policy,
                  const ResultParameter& given) {
    std::vector<evaluate::ResultSettings>* among = &results;
    const check::CheckedPolicy* of = &policy;
    evaluate::ResultSettings* at = nullptr;
    for (const check::ResultId id : given.path) {
      among->resize(of->results.size());
      at = &(*among)[id.index];
      among = &at->results;
      of = of->results[id].policy.get();
    }
    if (at == nullptr) return;
    at->parameters.resize(of->parameters.size());
    at->parameters[given.parameter.index] = given.value.is_absent() ? std::nullopt : std::optional(given.value);
  }

  void run_record(const Case& one) {
    evaluate::Settings settings = this->settings(one);
    settings.assumed_rules = one.assumed;
    settings.assumed_fields = one.assumed_fields;
    const values::RecordData* input = material_->record(policy_.input, one.input);
    for (const Expected& expected : one.expected) {
      if (expected.kind == ExpectKind::rejection) expect_rejection(expected, *input, settings);
    }
    begin([&](evaluate::Trace* trace) { evaluator_.begin(*input, settings, trace); });
    expect_all(one, policy_.record_duties);
    count_coverage();
  }

  void run_group(const Case& one) {
    const evaluate::Settings plain = settings(one);
    evaluate::GroupAccumulator groups(plan_);
    for (const MemberDraft& member : one.members) {
      evaluate::Settings settings = plain;
      settings.assumed_rules = member.assumed;
      const values::RecordData* input = material_->record(policy_.input, merged(one.input, member.record));
      begin([&](evaluate::Trace* trace) { evaluator_.begin(*input, settings, trace); });
      for (std::size_t i = 0; i < member.count; ++i) groups.add(evaluator_);
      count_coverage();
    }
    evaluate::Settings settings = plain;
    settings.assumed_rules = one.assumed;
    const auto states = groups.groups(one.group);
    const evaluate::GroupEntry none;
    const evaluate::GroupEntry& group = states.empty() ? none : *states.front();
    const values::RecordData* record = nullptr;
    if (one.group_record.record || !one.assumed_fields.empty()) {
      Draft draft = one.group_record;
      draft.record = policy_.groups[one.group].record;
      for (const auto& [field, value] : one.assumed_fields) {
        Draft assumed;
        assumed.value = value;
        std::erase_if(draft.fields, [&field = field](const auto& given) { return given.field == field; });
        draft.fields.push_back({field, assumed});
      }
      record = material_->record(*draft.record, draft);
    }
    begin([&](evaluate::Trace* trace) { evaluator_.begin_group(one.group, group, record, settings, trace); });
    expect_all(one, policy_.groups[one.group].duties);
    count_coverage();
  }

  template <typename Begin>
  void begin(Begin&& begin) {
    trace_.clear();
    begin(&trace_);
  }

  /// Whether an arm gave the value, or would have, had its value not been rejected (`undetermined` always is).
  bool has_held(const evaluate::Event& arm) const {
    if (arm.result != evaluate::Holds::failed) return arm.result == evaluate::Holds::yes;
    const std::vector<evaluate::Event>& events = trace_.events();
    const auto first = static_cast<std::size_t>(&arm - events.data()) + 1;
    for (std::size_t i = first; i < arm.end; i = events[i].end)
      if (events[i].kind == evaluate::EventKind::arm_value) return true;
    return false;
  }

  void count_coverage() {
    const std::vector<evaluate::Event>& events = trace_.events();
    for (std::size_t i = 0; i < events.size(); ++i) {
      const evaluate::Event& event = events[i];
      // What stands inside are rules of another policy.
      if (event.kind == evaluate::EventKind::result) {
        i = event.end - 1;
        continue;
      }
      if (event.kind == evaluate::EventKind::arm && has_held(event)) ++report_.coverage.arms[event.id];
      if (event.kind == evaluate::EventKind::rule || event.kind == evaluate::EventKind::call)
        ++report_.coverage.rules[event.id];
    }
    trace_.clear();
  }

  // --- expectations ---------------------------------------------------------------------------------------------

  void expect_all(const Case& one, const std::vector<check::DutyId>& duties) {
    for (const Expected& expected : one.expected) {
      switch (expected.kind) {
        case ExpectKind::value:
          expected.procedure ? expect_step(expected) : expect_value(expected);
          break;
        case ExpectKind::rejection:
          break;
        case ExpectKind::finding:
          // In a table, `none` under `expect finding`: nothing is found.
          expected.code.empty() ? expect_no_findings(expected, duties) : expect_finding(expected, true);
          break;
        case ExpectKind::no_finding:
          expect_finding(expected, false);
          break;
        case ExpectKind::no_findings:
          expect_no_findings(expected, duties);
          break;
      }
    }
  }

  void expect_value(const Expected& expected) {
    const auto actual = evaluator_.evaluate_rule(*expected.rule);
    const std::string& name = policy_.rules[*expected.rule].name;
    if (actual.rejection) return rejected(expected, name, *actual.rejection);
    Value found = actual.value;
    const types::Type* type = &policy_.rules[*expected.rule].type;
    for (const std::uint32_t field : expected.fields) {
      if (found.is_absent()) break;
      type = &policy_.records[type->record].fields[field].type;
      const Value inner = found.record().fields[field];
      found = inner;
    }
    compare(expected, name, *type, found);
  }

  void compare(const Expected& expected, const std::string& name, const types::Type& type, const Value& found) {
    const Value wanted = material_->value(type, expected.value);
    if (found == wanted) return;
    fail(expected.span,
         {MessageKind::scenario_failed_value,
          {{"name", name}, {"found", written(policy_, type, found)}, {"expected", written(policy_, type, wanted)}}});
  }

  void expect_step(const Expected& expected) {
    const check::Procedure& procedure = policy_.procedures[*expected.procedure];
    const auto actual = evaluator_.evaluate_procedure(*expected.procedure);
    if (actual.rejection) return rejected(expected, procedure.name, *actual.rejection);
    if (expected.part == Expected::ProcedurePart::step) {
      const auto name = [&](std::optional<std::uint32_t> step) -> std::string {
        if (!step) return "-";
        return *step < procedure.steps.size() ? procedure.steps[*step].name
                                              : procedure.ends[*step - procedure.steps.size()].name;
      };
      const auto found = actual.state ? std::optional(actual.state->step) : std::nullopt;
      if (found != expected.step)
        fail(expected.span, {MessageKind::scenario_failed_value,
                             {{"name", procedure.name}, {"found", name(found)}, {"expected", name(expected.step)}}});
      return;
    }
    Value found = values::Absent{};
    if (actual.state && expected.part == Expected::ProcedurePart::since) found = actual.state->since;
    if (actual.state && expected.part == Expected::ProcedurePart::due && actual.state->due) found = *actual.state->due;
    compare(expected, procedure.name, expected.type, found);
  }

  void expect_finding(const Expected& expected, bool wanted) {
    bool found = false;
    for (std::size_t i = 0; i < policy_.duties.size(); ++i) {
      if (policy_.duties[check::DutyId(i)].code != expected.code) continue;
      const auto met = evaluator_.evaluate_duty(check::DutyId(i));
      if (met.rejection) return rejected(expected, expected.code, *met.rejection);
      found = found || is_unmet(met.value);
    }
    if (found != wanted)
      fail(expected.span, {wanted ? MessageKind::scenario_finding_missing : MessageKind::scenario_finding_unexpected,
                           {{"code", expected.code}}});
  }

  void expect_no_findings(const Expected& expected, const std::vector<check::DutyId>& duties) {
    for (const check::DutyId duty : duties) {
      const auto met = evaluator_.evaluate_duty(duty);
      const std::string& code = policy_.duties[duty].code;
      if (met.rejection) return rejected(expected, code, *met.rejection);
      if (is_unmet(met.value)) fail(expected.span, {MessageKind::scenario_finding_unexpected, {{"code", code}}});
    }
  }

  static bool is_unmet(const Value& met) {
    const bool* value = std::get_if<bool>(&met);
    return value != nullptr && !*value;
  }

  /// The record as a whole is rejected so, or some output is when it is asked for alone.
  void expect_rejection(const Expected& expected, const values::RecordData& input, const evaluate::Settings& settings) {
    std::optional<Message> other;
    const auto is_expected = [&](const std::optional<Rejection>& rejection) {
      if (!rejection) return false;
      if (info(rejection->message.kind).code == expected.code) return true;
      if (!other) other = rejection->message;
      return false;
    };
    begin([&](evaluate::Trace* trace) {
      if (is_expected(evaluator_.decide(input, settings, trace).rejection)) found_ = true;
    });
    for (const RuleId output : policy_.outputs) {
      if (found_) break;
      found_ = is_expected(evaluator_.evaluate_rule(output).rejection);
    }
    count_coverage();
    const bool found = std::exchange(found_, false);
    if (expected.code.empty() ? !other.has_value() : found) return;
    if (expected.code.empty()) return fail(expected.span, {MessageKind::scenario_rejected, {}}, other);
    fail(expected.span, {MessageKind::scenario_not_rejected, {{"code", expected.code}}}, other);
  }

  void rejected(const Expected& expected, const std::string& name, const Rejection& rejection) {
    fail(expected.span, {MessageKind::scenario_no_value, {{"name", name}, {"code", info(rejection.message.kind).code}}},
         rejection.message);
  }

  void fail(Span span, Message message, std::optional<Message> because = std::nullopt) {
    result_.failures.push_back({std::move(message), std::move(because), span});
  }

  plan::PlanPtr plan_;
  const check::CheckedPolicy& policy_;
  Limits limits_;
  const DefaultParameters& defaults_;
  Evaluator evaluator_;
  evaluate::Trace trace_;
  Material* material_ = nullptr;
  bool found_ = false;
  CaseResult result_;
  Report report_;
};

}  // namespace

Report run(const plan::PlanPtr& plan, const Suite& suite, std::string_view filter, const Limits& limits,
           const DefaultParameters& defaults) {
  Runner runner(plan, limits, defaults);
  for (std::size_t i = 0; i < suite.cases.size(); ++i)
    if (suite.cases[i].title.find(filter) != std::string::npos) runner.run(suite.cases[i], i);
  return runner.take();
}

}  // namespace kaidah::scenario
