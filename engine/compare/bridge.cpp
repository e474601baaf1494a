#include "engine/compare/bridge.hpp"

#include <algorithm>
#include <utility>

#include "engine/json/value_text.hpp"
#include "grammar/diagnostics/message_kind.hpp"
#include "grammar/diagnostics/spelling.hpp"

namespace kaidah::compare {
namespace {

bool is_marked(const check::CheckedPolicy& policy, check::ProvenanceId id) {
  const auto& marks = policy.provenances[id].marks;
  return std::any_of(marks.begin(), marks.end(),
                     [](const syntax::Mark& mark) { return mark.kind != syntax::MarkKind::verbatim; });
}

/// Whether everything that may give the rule its value is marked.
bool is_marked(const check::CheckedPolicy& policy, const check::Rule& rule) {
  for (const auto* statements : {&rule.base, &rule.exceptions})
    for (const check::StatementId statement : *statements)
      for (const check::ArmId arm : policy.statements[statement].arms)
        if (!is_marked(policy, policy.arms[arm].provenance)) return false;
  return true;
}

}  // namespace

void fit_bridge(BridgeSetup& bridge, const plan::Plan& to, std::vector<Diagnostic>& diagnostics) {
  const check::CheckedPolicy& policy = bridge.policy();
  const auto& fields = to.policy->records[to.policy->input].fields;
  std::vector<std::string> known;
  for (const check::FieldDeclaration& field : fields) known.push_back(field.name);
  for (const plan::Output& output : bridge.plan->outputs) {
    const check::Rule& rule = policy.rules[output.id];
    const auto field =
        std::find_if(fields.begin(), fields.end(), [&](const auto& one) { return one.name == output.name; });
    Diagnostic diagnostic;
    diagnostic.location = rule.location;
    if (field == fields.end()) {
      diagnostic.message = {MessageKind::bridge_no_field, {{"name", output.name}, {"policy", to.policy->id}}};
      suggest_nearest(diagnostic, output.name, known);
      diagnostics.push_back(std::move(diagnostic));
    } else if (!is_marked(policy, rule)) {
      diagnostic.message = {MessageKind::bridge_not_marked, {{"name", output.name}}};
      diagnostic.notes.push_back({MessageKind::note_bridge_mark, {}});
      diagnostics.push_back(std::move(diagnostic));
    }
    bridge.keys.push_back(field == fields.end() ? output.name : field->key);
  }
}

Bridge::Bridge(const BridgeSetup& setup)
    : setup_(setup), decoder_(setup.plan->shapes, setup.plan->input, setup.settings.limits), evaluator_(setup.plan) {}

Bridge::Crossed Bridge::cross(std::string_view record, const plan::Plan& from, const evaluate::Outcome* outcome) {
  const auto written = [](const values::Value& value, const plan::Output& output, const plan::Shapes& shapes) {
    std::string text;
    json::append_value(text, value, output.type, shapes);
    return text;
  };
  std::optional<std::string> input;
  if (outcome != nullptr) {
    std::vector<json::Member> decided;
    for (std::size_t i = 0; i < from.outputs.size(); ++i)
      decided.emplace_back(from.outputs[i].name, written(outcome->outputs[i], from.outputs[i], from.shapes));
    input = json::with_missing_members(record, decided);
  }
  arena_.clear();
  const std::string_view text = input ? std::string_view(*input) : record;
  const json::DecodeResult decoded = decoder_.decode(text, arena_);
  if (decoded.rejection) return {{}, decoded.rejection};
  const evaluate::Outcome& crossed = evaluator_.decide(*decoded.record, setup_.settings);
  if (crossed.rejection) return {{}, crossed.rejection};
  std::vector<json::Member> members;
  for (std::size_t i = 0; i < setup_.plan->outputs.size(); ++i)
    members.emplace_back(setup_.keys[i], written(crossed.outputs[i], setup_.plan->outputs[i], setup_.plan->shapes));
  return {json::with_members(record, members).value_or(std::string(record)), std::nullopt};
}

}  // namespace kaidah::compare
