#include "engine/json/encode.hpp"

#include <vector>

#include "engine/check/citation.hpp"
#include "engine/json/object.hpp"
#include "engine/json/text.hpp"
#include "engine/json/value_text.hpp"

namespace kaidah::json {
namespace {

std::string_view severity_name(syntax::FindingSeverity severity) {
  switch (severity) {
    case syntax::FindingSeverity::breach:
      return "pelanggaran";
    case syntax::FindingSeverity::warning:
      return "peringatan";
    case syntax::FindingSeverity::note:
      break;
  }
  return "catatan";
}

void add_findings(Object& object, const std::vector<evaluate::Finding>& findings) {
  if (findings.empty()) return;
  std::string& out = object.at(plan::kFindings);
  append_list(out, findings, [&out](const evaluate::Finding& finding) {
    Object item(out);
    item.text("kode", finding.code);
    item.text("tingkat", severity_name(finding.severity));
    item.text("teks", finding.text);
    if (!finding.final) item.at("sementara") += "true";
  });
}

void add_procedures(Object& object, const check::CheckedPolicy& policy,
                    const std::vector<evaluate::ProcedureState>& procedures) {
  if (procedures.empty()) return;
  std::string& out = object.at(plan::kProcedures);
  append_list(out, procedures, [&out, &policy](const evaluate::ProcedureState& state) {
    const check::Procedure& procedure = policy.procedures[state.procedure];
    const std::size_t steps = procedure.steps.size();
    Object item(out);
    item.text("id", procedure.name);
    item.text("tahap", state.step < steps ? procedure.steps[state.step].name : procedure.ends[state.step - steps].name);
    item.text("sejak", state.since.to_string());
    std::string& due = item.at("tenggat");
    if (state.due) {
      append_text(due, state.due->to_string());
    } else {
      due += "null";
    }
    if (!state.ignored.empty()) {
      append_list(item.at("diabaikan"), state.ignored,
                  [&out](const std::string& pointer) { append_text(out, pointer); });
    }
  });
}

void add_rejection(Object& object, const check::CheckedPolicy& policy, const evaluate::Rejection& rejection,
                   Language language) {
  object.text("code", info(rejection.message.kind).code);
  object.text("pointer", rejection.pointer);
  object.text("message", text(rejection.message, language));
  std::optional<std::string> expected;
  if (rejection.expected) expected = text(*rejection.expected, language);
  object.text_or_null("expected", expected);
  object.text_or_null("found",
                      rejection.found.empty() ? std::nullopt : std::optional<std::string_view>(rejection.found));
  if (!rejection.rule.empty()) object.text("rule", rejection.rule);
  if (!rejection.article) return;
  const auto vocabulary = language == Language::english ? syntax::Vocabulary::english : syntax::Vocabulary::indonesian;
  const std::string article = check::citation(policy, *rejection.article, vocabulary);
  if (!article.empty()) object.text("article", article);
}

}  // namespace

void append_decision(std::string& out, const plan::Plan& plan, const std::optional<std::string_view>& id,
                     const evaluate::Outcome& outcome, std::string_view policy) {
  (void)append_decision_within(out, std::string::npos, plan, id, outcome, policy);
}

bool append_decision_within(std::string& out, std::size_t most, const plan::Plan& plan,
                            const std::optional<std::string_view>& id, const evaluate::Outcome& outcome,
                            std::string_view policy) {
  const std::size_t begin = out.size();
  const std::size_t stop = most < std::string::npos - begin ? begin + most : std::string::npos;
  {
    Object line(out);
    if (plan.id_field) line.text_or_null("id", id);
    if (!policy.empty()) line.text(kPolicy, policy);
    for (std::size_t i = 0; i < plan.outputs.size(); ++i) {
      append_value(line.at(plan.outputs[i].name), outcome.outputs[i], plan.outputs[i].type, plan.shapes, stop);
      if (out.size() > stop) break;
    }
    if (out.size() <= stop) add_findings(line, outcome.findings);
    if (out.size() <= stop) add_procedures(line, *plan.policy, outcome.procedures);
  }
  if (out.size() > stop) {
    out.resize(begin);
    return false;
  }
  out += '\n';
  return true;
}

void append_rejection(std::string& out, const check::CheckedPolicy& policy, std::uint64_t line,
                      const std::optional<std::string_view>& id, const evaluate::Rejection& rejection,
                      Language language, std::string_view input, std::string_view named_policy) {
  {
    Object object(out);
    object.number("line", line);
    object.text_or_null("id", id);
    if (!named_policy.empty()) object.text(kPolicy, named_policy);
    add_rejection(object, policy, rejection, language);
    if (!input.empty()) object.text("input", input);
  }
  out += '\n';
}

void append_group(std::string& out, const plan::Plan& plan, check::GroupId group, const evaluate::GroupOutcome& outcome,
                  Language language, std::string_view policy) {
  const check::GroupDeclaration& declaration = plan.policy->groups[group];
  const plan::Group& planned = plan.groups[group.index];
  {
    Object line(out);
    const std::vector<plan::FieldShape>& input = plan.shapes.records[plan.input].fields;
    for (std::size_t i = 0; i < declaration.key.size(); ++i) {
      const plan::FieldShape& field = input[declaration.key[i]];
      append_value(line.at(field.key), outcome.key[i], field.value, plan.shapes);
    }
    if (!policy.empty()) line.text(kPolicy, policy);
    if (outcome.rejection) {
      line.number("ditolak", outcome.rejected);
      Object rejection(line.at("penolakan"));
      add_rejection(rejection, *plan.policy, *outcome.rejection, language);
    } else {
      for (std::size_t i = 0; i < planned.outputs.size(); ++i) {
        const check::Rule& rule = plan.policy->rules[plan.rules[planned.outputs[i]].id];
        append_value(line.at(rule.name), outcome.outputs[i], rule.type, plan.shapes);
      }
      for (std::size_t i = 0; i < planned.rankings.size(); ++i) {
        append_list(line.at(declaration.rankings[i].name), outcome.rankings[i], [&](const evaluate::Ranked& member) {
          Object item(out);
          item.text("id", member.id);
          append_value(item.at("nilai"), member.by, planned.rankings[i].by_type, plan.shapes);
        });
      }
      line.number("ditolak", outcome.rejected);
      add_findings(line, outcome.findings);
    }
    if (plan.policy->groups.size() > 1) line.text("kelompok", declaration.name);
  }
  out += '\n';
}

}  // namespace kaidah::json
