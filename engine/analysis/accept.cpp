#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "engine/analysis/finding.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::analysis {
namespace {

using MarkPlace = std::pair<check::TreeId, Span>;

/// Only these are found here; what another stage reports it accepts itself.
bool of_the_analysis(const std::string& code) {
  for (const MessageKind kind : {MessageKind::conflict, MessageKind::gap, MessageKind::never_applies,
                                 MessageKind::gap_not_proved, MessageKind::conflict_not_proved,
                                 MessageKind::never_reached, MessageKind::group_sizes, MessageKind::value_falls})
    if (info(kind).code == code) return true;
  return false;
}

}  // namespace

std::vector<Diagnostic> accept(const check::CheckedPolicy& policy, std::vector<Finding> findings) {
  std::vector<Diagnostic> diagnostics;
  std::set<MarkPlace> used;
  for (Finding& finding : findings) {
    const std::string& code = info(finding.diagnostic.message.kind).code;
    const syntax::Mark* accepted = nullptr;
    for (const check::ProvenanceId id : finding.at) {
      if (!id) continue;
      for (const syntax::Mark& mark : policy.provenances[id].marks) {
        if (mark.kind != syntax::MarkKind::accepted || mark.code != code) continue;
        used.insert({policy.provenances[id].tree, mark.span});
        if (accepted == nullptr) accepted = &mark;
      }
    }
    if (accepted != nullptr) {
      Message inner = std::move(finding.diagnostic.message);
      finding.diagnostic.message = {MessageKind::accepted_finding,
                                    {{"code", code}, {"finding", Listing{{std::move(inner)}, false}}}};
      finding.diagnostic.notes = {{MessageKind::accepted_because, {{"why", accepted->text}}}};
      finding.diagnostic.suggestion.reset();
    }
    diagnostics.push_back(std::move(finding.diagnostic));
  }
  std::set<check::TreeId> composed;  // of policies whose results are taken: analysed by themselves
  for (const check::Result& result : policy.results) composed.insert(result.trees.begin(), result.trees.end());
  for (const check::Provenance& provenance : policy.provenances) {
    if (composed.contains(provenance.tree)) continue;
    for (const syntax::Mark& mark : provenance.marks) {
      if (mark.kind != syntax::MarkKind::accepted || !of_the_analysis(mark.code)) continue;
      if (!used.insert({provenance.tree, mark.span}).second) continue;
      Diagnostic unused;
      unused.message = {MessageKind::accepted_nothing, {{"code", mark.code}}};
      unused.location = {policy.trees[provenance.tree].tree->source, mark.span};
      diagnostics.push_back(std::move(unused));
    }
  }
  return diagnostics;
}

}  // namespace kaidah::analysis
