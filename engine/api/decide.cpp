#include <utility>

#include <kaidah/decision.hpp>

#include "engine/api/decider_data.hpp"
#include "engine/api/explanation_data.hpp"
#include "engine/api/fault.hpp"
#include "engine/api/policy_data.hpp"
#include "engine/check/citation.hpp"
#include "engine/json/encode.hpp"
#include "engine/json/value_text.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah {
namespace {

FindingLevel level_of(syntax::FindingSeverity severity) noexcept {
  switch (severity) {
    case syntax::FindingSeverity::breach:
      return FindingLevel::breach;
    case syntax::FindingSeverity::warning:
      return FindingLevel::warning;
    case syntax::FindingSeverity::note:
      break;
  }
  return FindingLevel::note;
}

/// As `DecidedValue::text` promises.
std::string value_text(const values::Value& value, const types::Type& type, const plan::Shapes& shapes) {
  if (value.is_absent() || value.is_unread()) return {};
  if (type.kind == types::TypeKind::text) return std::string(value.text());
  if (type.kind == types::TypeKind::enumeration) {
    return shapes.enums[type.enumeration.index].outputs[value.member().index];
  }
  if (type.kind == types::TypeKind::date) return value.date().to_string();
  std::string text;
  json::append_value(text, value, type, shapes);
  return text;
}

/// Turns ids into what callers see. One record's.
class DecisionBuilder {
 public:
  explicit DecisionBuilder(const Decider::Data& data)
      : data_(data),
        plan_(*data.plan),
        checked_(*plan_.policy),
        vocabulary_(api::vocabulary_of(data.options.language)),
        language_(data.options.language) {}

  [[nodiscard]] Decision rejected(const std::optional<std::string_view>& id, const evaluate::Rejection& rejection,
                                  const std::string& label) const {
    Decision decision;
    decision.policy = label;
    if (id) decision.id = *id;
    DecisionRejection shown;
    shown.code = info(rejection.message.kind).code;
    shown.message = text(rejection.message, language_);
    shown.pointer = rejection.pointer;
    if (rejection.expected) shown.expected = text(*rejection.expected, language_);
    shown.found = rejection.found;
    shown.rule = rejection.rule;
    if (rejection.article) shown.article = article(*rejection.article);
    decision.rejection = std::move(shown);
    json::append_rejection(decision.json, checked_, 1, id, rejection, language_, {}, label);
    end_line(decision);
    return decision;
  }

  [[nodiscard]] Decision decided(const std::optional<std::string_view>& id, const evaluate::Outcome& outcome,
                                 const std::string& label) const {
    Decision decision;
    constexpr std::size_t kUsualLine = 512;
    decision.json.reserve(kUsualLine);
    const std::size_t most = data_.options.limits.decision_bytes;
    if (!json::append_decision_within(decision.json, most, plan_, id, outcome, label)) {
      evaluate::Rejection too_large;
      too_large.message = {MessageKind::limit_decision_bytes, {{"limit", std::to_string(most)}}};
      return rejected(id, too_large, label);
    }
    end_line(decision);
    decision.policy = label;
    if (id) decision.id = *id;
    decision.outputs.reserve(plan_.outputs.size());
    for (std::size_t i = 0; i < plan_.outputs.size(); ++i) {
      const plan::Output& output = plan_.outputs[i];
      const values::Value& value = outcome.outputs[i];
      const bool absent = value.is_absent() || value.is_unread();
      decision.outputs.push_back({output.name, absent ? ValueKind::absent : api::value_kind(output.type),
                                  value_text(value, output.type, plan_.shapes)});
    }
    for (const evaluate::Finding& finding : outcome.findings) {
      decision.findings.push_back(
          {finding.code, level_of(finding.severity), finding.text, article(checked_.duties[finding.duty].provenance)});
    }
    for (const evaluate::ProcedureState& state : outcome.procedures) {
      decision.procedures.push_back(procedure(state));
    }
    decision.rests_on.reserve(outcome.rests_on.size());
    for (const check::ProvenanceId marked : outcome.rests_on) {
      decision.rests_on.push_back(data_.marked[marked.index]);
    }
    return decision;
  }

 private:
  [[nodiscard]] std::string article(check::ProvenanceId id) const { return check::citation(checked_, id, vocabulary_); }

  [[nodiscard]] DecidedProcedure procedure(const evaluate::ProcedureState& state) const {
    const check::Procedure& declared = checked_.procedures[state.procedure];
    const std::size_t steps = declared.steps.size();
    const std::string& step =
        state.step < steps ? declared.steps[state.step].name : declared.ends[state.step - steps].name;
    return {declared.name, step, state.since.to_string(), state.due ? state.due->to_string() : std::string()};
  }

  static void end_line(Decision& decision) {
    if (!decision.json.empty() && decision.json.back() == '\n') decision.json.pop_back();
  }

  const Decider::Data& data_;
  const plan::Plan& plan_;
  const check::CheckedPolicy& checked_;
  syntax::Vocabulary vocabulary_;
  Language language_;
};

/// What tells which groups a record belongs to, where that matters.
std::vector<std::uint32_t> key_fields(const Decider::Data& data) {
  std::vector<std::uint32_t> fields;
  if (!data.group_records) return fields;
  for (const check::GroupDeclaration& group : data.plan->policy->groups) {
    fields.insert(fields.end(), group.key.begin(), group.key.end());
  }
  return fields;
}

/// As many records are decided, one alone. Nothing: it has to be decided the strict way.
std::optional<Decision> decide_fast(const Decider::Data& data, api::Worker& worker, const DecisionBuilder& builder,
                                    std::string_view record) {
  if (worker.fast == nullptr || data.group_records) return std::nullopt;
  constexpr std::size_t kLookedAt = 64;
  worker.text.assign(record);
  worker.text.append(kLookedAt, '\0');
  // Given back when all went well: nothing half-read may be left for the next record.
  std::unique_ptr<fast::Decider> fast = std::move(worker.fast);
  std::optional<Decision> decision;
  if (fast->read(std::string_view(worker.text).substr(0, record.size()))) {
    fast->decide();
    if (fast->outcome(0, worker.outcome)) decision = builder.decided(fast->id(0), worker.outcome, data.label);
  }
  fast->clear();
  worker.fast = std::move(fast);
  return decision;
}

/// `profile`: whose settings these are.
Decision decide_one(const Decider::Data& data, std::string_view record, bool with_explanation,
                    const std::string& profile) {
  const DecisionBuilder builder(data);
  const auto worker = data.workers.borrow(data.plan, data.settings, key_fields(data));
  if (!with_explanation) {
    if (std::optional<Decision> decision = decide_fast(data, *worker, builder, record)) return *std::move(decision);
  }
  const json::DecodeResult decoded = worker->decoder.decode(record, worker->arena);
  if (decoded.rejection) return builder.rejected(decoded.id, *decoded.rejection, data.label);
  if (data.group_records) {
    std::vector<const values::RecordData*>& records = worker->settings.group_records;
    records.assign(data.plan->policy->groups.size(), nullptr);
    for (std::size_t i = 0; i < records.size(); ++i) {
      records[i] = data.group_records->of_member(check::GroupId(i), *decoded.record);
    }
  }
  worker->trace.clear();
  const evaluate::Outcome& outcome =
      worker->evaluator.decide(*decoded.record, worker->settings, with_explanation ? &worker->trace : nullptr);
  Decision decision = outcome.rejection ? builder.rejected(decoded.id, *outcome.rejection, data.label)
                                        : builder.decided(decoded.id, outcome, data.label);
  if (with_explanation) {
    explain::Explanation explained = explain::explain(*data.plan, decision.id, outcome, worker->trace);
    for (const std::string& name : data.set_by_profile) explained.set_by.emplace(name, profile);
    decision.explanation =
        Explanation(std::make_shared<const Explanation::Data>(Explanation::Data{std::move(explained)}));
  }
  return decision;
}

/// Under its own regime, where there are several.
Decision decide_any(const Decider::Data& data, std::string_view record, bool with_explanation) {
  if (!data.chooser) return decide_one(data, record, with_explanation, data.profile);
  values::Arena arena;
  const library::RegimeChooser::Choice choice = data.chooser->choose(record, arena);
  if (choice.regime) {
    return decide_one(data.by_regime[*choice.regime].data(), record, with_explanation,
                      choice.adoption->profile->tree->header.id);
  }
  return DecisionBuilder(data).rejected(choice.rejected.id, *choice.rejected.rejection, {});
}

std::string_view text_of(std::string_view record) noexcept {
  return record;
}
std::string text_of(const Record& record) {
  return record.json();
}

template <class Given>
Decision guarded_decision(const Decider::Data& data, const Given& record, bool with_explanation) noexcept {
  return api::guarded([&] { return decide_any(data, text_of(record), with_explanation); },
                      [&](const Message& message) {
                        evaluate::Rejection rejection;
                        rejection.message = message;
                        return DecisionBuilder(data).rejected(std::nullopt, rejection, {});
                      });
}

}  // namespace

std::string_view Decision::operator[](std::string_view output) const noexcept {
  for (const DecidedValue& value : outputs) {
    if (value.name == output) return value.text;
  }
  return {};
}

Decision Decider::decide(std::string_view record) const noexcept {
  return guarded_decision(*data_, record, false);
}

Decision Decider::explain(std::string_view record) const noexcept {
  return guarded_decision(*data_, record, true);
}

Decision Decider::decide(const Record& record) const noexcept {
  return guarded_decision(*data_, record, false);
}

Decision Decider::explain(const Record& record) const noexcept {
  return guarded_decision(*data_, record, true);
}

}  // namespace kaidah
