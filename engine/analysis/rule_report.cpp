// What RuleAnalysis has found, as diagnostics.

#include <algorithm>
#include <utility>

#include "engine/analysis/rule_analysis.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::analysis {
namespace {

// Regions named in one "not proved".
constexpr std::size_t kMostRegions = 3;

}  // namespace

bool RuleAnalysis::indonesian() const {
  return policy_.trees[check::TreeId(0)].tree->vocabulary == syntax::Vocabulary::indonesian;
}

Location RuleAnalysis::location_of(const Contender& contender) const {
  const check::Arm& arm = policy_.arms[contender.arm];
  return {policy_.trees[arm.value.tree].tree->source, arm.span};
}

std::vector<check::ProvenanceId> RuleAnalysis::provenances(const Question& question) const {
  std::vector<check::ProvenanceId> all = {rule_.provenance};
  for (const Contender& contender : question.level.contenders) {
    const check::ProvenanceId of = policy_.statements[contender.statement].provenance;
    if (std::find(all.begin(), all.end(), of) == all.end()) all.push_back(of);
  }
  return all;
}

void RuleAnalysis::report_gap(const Question& question, const Hole& hole) {
  Finding finding;
  Diagnostic& diagnostic = finding.diagnostic;
  diagnostic.message = {MessageKind::gap, {{"name", rule_.name}, {"where", where_text(model_, hole.region)}}};
  diagnostic.location = rule_.location;
  covered_neighbours(question, hole, diagnostic);
  Listing example = example_text(model_, hole.region, hole.assignment);
  if (!example.items.empty()) diagnostic.notes.push_back({MessageKind::example, {{"assignments", std::move(example)}}});
  if (diagnostic.related.size() > 1) {
    diagnostic.notes.push_back({MessageKind::help_limits, {}});
  } else {
    diagnostic.notes.push_back(
        {MessageKind::help_add_case, {{"text", indonesian() ? "tidak diatur \"…\"" : "undetermined \"…\""}}});
  }
  finding.at = provenances(question);
  findings_.push_back(std::move(finding));
}

void RuleAnalysis::covered_neighbours(const Question& question, const Hole& hole, Diagnostic& diagnostic) const {
  for (std::size_t i = 0; i < hole.region.size(); ++i) {
    const Axis& axis = model_.axes()[AxisId(i)];
    if (!axis.ordered() || !restricted(model_, hole.region, AxisId(i))) continue;
    const auto neighbour = [&](Run run, MessageKind kind) {
      Box box = hole.assignment.box;
      box[i] = run;
      for (const Contender& contender : question.level.contenders) {
        if (model_.truth(contender.condition, box) != Truth::yes) continue;
        diagnostic.related.push_back({location_of(contender), {kind, {}}});
        return;
      }
    };
    const Run run = hole.region[i][0];
    if (run.end < axis.size) neighbour({run.end, run.end + 1}, MessageKind::covered_above);
    if (run.begin > 0) neighbour({run.begin - 1, run.begin}, MessageKind::covered_below);
    return;
  }
}

void RuleAnalysis::report_conflict(const Question& question, const Hole& hole) {
  const Contender& first = question.level.contenders[hole.first];
  const Contender& second = question.level.contenders[hole.second];
  Finding finding;
  Diagnostic& diagnostic = finding.diagnostic;
  diagnostic.message = {MessageKind::conflict, {{"name", rule_.name}, {"where", where_text(model_, hole.region)}}};
  diagnostic.location = location_of(second);
  diagnostic.related.push_back({location_of(first), {MessageKind::applies_too, {}}});
  Listing example = example_text(model_, hole.region, hole.assignment);
  if (!example.items.empty()) diagnostic.notes.push_back({MessageKind::example, {{"assignments", std::move(example)}}});
  if (first.statement == second.statement)
    diagnostic.notes.push_back({MessageKind::help_separate, {{"text", indonesian() ? "berurutan" : "in order"}}});
  finding.at = {rule_.provenance, policy_.arms[first.arm].provenance, policy_.arms[second.arm].provenance,
                policy_.statements[first.statement].provenance, policy_.statements[second.statement].provenance};
  findings_.push_back(std::move(finding));
}

void RuleAnalysis::report_doubts(MessageKind kind, const Question& question, const std::vector<Hole>& holes) {
  std::vector<bool> told(holes.size(), false);
  for (std::size_t i = 0; i < holes.size(); ++i) {
    if (told[i]) continue;
    Finding finding;
    Diagnostic& diagnostic = finding.diagnostic;
    diagnostic.message = {kind, {{"name", rule_.name}, {"why", Listing{{*holes[i].doubt}, false}}}};
    diagnostic.location = rule_.location;
    std::size_t regions = 0;
    for (std::size_t k = i; k < holes.size(); ++k) {
      if (holes[k].doubt != holes[i].doubt) continue;
      told[k] = true;
      if (++regions <= kMostRegions)
        diagnostic.notes.push_back({MessageKind::not_proved_where, {{"where", where_text(model_, holes[k].region)}}});
    }
    if (kind == MessageKind::conflict_not_proved && (holes[i].first != 0 || holes[i].second != 0)) {
      diagnostic.location = location_of(question.level.contenders[holes[i].second]);
      diagnostic.related.push_back(
          {location_of(question.level.contenders[holes[i].first]), {MessageKind::applies_too, {}}});
    } else {
      std::string name = rule_.name;
      for (const Argument& argument : holes[i].doubt->arguments)
        if (argument.name == "name") name = std::get<std::string>(argument.value);
      diagnostic.notes.push_back(
          {MessageKind::help_settle,
           {{"name", std::move(name)}, {"text", indonesian() ? "dalam hal lain" : "otherwise"}}});
    }
    finding.at = provenances(question);
    findings_.push_back(std::move(finding));
  }
}

void RuleAnalysis::report_more(const Question& question, std::size_t shown) {
  Finding finding;
  finding.diagnostic.message = {MessageKind::more_findings, {{"name", rule_.name}, {"count", std::to_string(shown)}}};
  finding.diagnostic.location = rule_.location;
  finding.at = provenances(question);
  findings_.push_back(std::move(finding));
}

}  // namespace kaidah::analysis
