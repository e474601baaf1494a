#include <kaidah/provenance.hpp>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include <kaidah/policy.hpp>

#include "engine/api/json_members.hpp"
#include "engine/api/policy_data.hpp"
#include "grammar/vocabulary/citation.hpp"
#include "grammar/vocabulary/mark.hpp"

namespace kaidah {
namespace api {

syntax::Vocabulary vocabulary_of(Language language) noexcept {
  return language == Language::english ? syntax::Vocabulary::english : syntax::Vocabulary::indonesian;
}

namespace {

Trust trust_of(syntax::MarkKind kind) noexcept {
  switch (kind) {
    case syntax::MarkKind::verbatim:
      break;
    case syntax::MarkKind::secondary_source:
      return Trust::secondary_source;
    case syntax::MarkKind::interpretation:
      return Trust::interpretation;
    case syntax::MarkKind::not_encoded:
      return Trust::not_encoded;
    case syntax::MarkKind::place_inferred:
      return Trust::place_inferred;
    case syntax::MarkKind::accepted:
      return Trust::accepted;
  }
  return Trust::verbatim;
}

syntax::MarkKind mark_of(Trust trust) noexcept {
  switch (trust) {
    case Trust::verbatim:
      break;
    case Trust::secondary_source:
      return syntax::MarkKind::secondary_source;
    case Trust::interpretation:
      return syntax::MarkKind::interpretation;
    case Trust::place_inferred:
      return syntax::MarkKind::place_inferred;
    case Trust::not_encoded:
      return syntax::MarkKind::not_encoded;
    case Trust::accepted:
      return syntax::MarkKind::accepted;
  }
  return syntax::MarkKind::verbatim;
}

std::string instrument_of(const check::CheckedPolicy& policy, const check::Provenance& provenance) {
  const syntax::Instrument* by = policy.trees[provenance.tree].tree->instrument_at(provenance.span.begin);
  return by != nullptr ? by->id + " " + by->version : std::string();
}

}  // namespace

ProvenanceEntry provenance_entry(const check::CheckedPolicy& policy, check::ProvenanceId id,
                                 syntax::Vocabulary vocabulary) {
  const check::Provenance& provenance = policy.provenances[id];
  ProvenanceEntry entry;
  entry.article = vocabulary::citation(provenance.place, vocabulary);
  entry.title = provenance.title;
  for (const syntax::Place& place : provenance.referred) {
    entry.referred.push_back(vocabulary::citation(place, vocabulary));
  }
  for (const syntax::Mark& mark : provenance.marks) entry.marks.push_back({trust_of(mark.kind), mark.code, mark.text});
  entry.instrument = instrument_of(policy, provenance);
  entry.location = {policy.trees[provenance.tree].tree->source, provenance.span};
  return entry;
}

}  // namespace api

std::string trust_name(Trust trust, Language language) {
  return std::string(vocabulary::mark_name(api::mark_of(trust), api::vocabulary_of(language)));
}

namespace {

/// Gathers entries that stand in one place, under one title, with the same marks into one.
class Gatherer {
 public:
  Gatherer(const check::CheckedPolicy& policy, syntax::Vocabulary vocabulary)
      : policy_(policy), vocabulary_(vocabulary) {}

  void add(check::ProvenanceId id, const std::string& name) {
    if (!id) return;
    ProvenanceEntry entry = api::provenance_entry(policy_, id, vocabulary_);
    if (entry.article.empty()) return;  // a module decides nothing by itself
    std::string key = entry.article + "\n" + entry.title + "\n" + entry.instrument;
    for (const TrustMark& mark : entry.marks) {
      key += "\n" + std::to_string(static_cast<int>(mark.trust)) + mark.code + "\t" + mark.text;
    }
    auto [known, is_new] = by_key_.try_emplace(std::move(key), entries_.size());
    if (is_new) entries_.push_back(std::move(entry));
    std::vector<std::string>& names = entries_[known->second].names;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }

  std::vector<ProvenanceEntry> take() {
    std::stable_sort(entries_.begin(), entries_.end(), [](const ProvenanceEntry& a, const ProvenanceEntry& b) {
      return std::tie(a.location.source->name(), a.location.span.begin) <
             std::tie(b.location.source->name(), b.location.span.begin);
    });
    return std::move(entries_);
  }

 private:
  const check::CheckedPolicy& policy_;
  syntax::Vocabulary vocabulary_;
  std::vector<ProvenanceEntry> entries_;
  std::map<std::string, std::size_t> by_key_;
};

}  // namespace

ProvenanceListing Policy::provenance(Language language) const {
  const check::CheckedPolicy& policy = *data_->compiled.checked;
  const syntax::Vocabulary vocabulary = api::vocabulary_of(language);
  Gatherer listing(policy, vocabulary);
  for (const check::ParameterDeclaration& parameter : policy.parameters) {
    listing.add(parameter.provenance, parameter.name);
  }
  for (const check::GroupDeclaration& group : policy.groups) {
    for (const auto& ranking : group.rankings) listing.add(ranking.provenance, ranking.name);
  }
  for (const check::Arm& arm : policy.arms) {
    listing.add(arm.provenance, policy.rules[policy.statements[arm.statement].rule].name);
  }
  for (const check::Duty& duty : policy.duties) listing.add(duty.provenance, duty.name);
  for (const check::Procedure& procedure : policy.procedures) {
    listing.add(procedure.provenance, procedure.name);
    for (const check::ProcedureStep& step : procedure.steps) listing.add(step.provenance, procedure.name);
    for (const check::ProcedureEnd& end : procedure.ends) listing.add(end.provenance, procedure.name);
  }
  ProvenanceListing result;
  result.entries = listing.take();
  for (const check::NotEncoded& item : policy.not_encoded) {
    const check::Provenance& provenance = policy.provenances[item.provenance];
    NotEncodedEntry entry;
    entry.article = vocabulary::citation(provenance.place, vocabulary);
    entry.why = item.why;
    entry.instrument = api::provenance_entry(policy, item.provenance, vocabulary).instrument;
    for (const check::RuleId rule : item.affects) entry.affects.push_back(policy.rules[rule].name);
    entry.location = {policy.trees[provenance.tree].tree->source, provenance.span};
    result.not_encoded.push_back(std::move(entry));
  }
  return result;
}

std::string ProvenanceListing::json() const {
  using api::append_list, api::append_location, api::append_member;
  std::string out = "{\"entries\":[";
  for (const ProvenanceEntry& entry : entries) {
    out += out.back() == '[' ? "{" : ",{";
    append_member(out, "article", entry.article);
    if (!entry.title.empty()) append_member(out, "title", entry.title);
    if (!entry.instrument.empty()) append_member(out, "instrument", entry.instrument);
    append_list(out, "names", entry.names);
    if (!entry.referred.empty()) append_list(out, "refers_to", entry.referred);
    out += ",\"marks\":[";
    for (std::size_t i = 0; i < entry.marks.size(); ++i) {
      out += i == 0 ? "{" : ",{";
      // Names of marks in this format are the language's English ones, whatever language is shown to people.
      append_member(out, "mark", trust_name(entry.marks[i].trust, Language::english));
      if (!entry.marks[i].code.empty()) append_member(out, "code", entry.marks[i].code);
      if (!entry.marks[i].text.empty()) append_member(out, "text", entry.marks[i].text);
      out += '}';
    }
    out += ']';
    append_location(out, entry.location);
    out += '}';
  }
  out += "],\"not_encoded\":[";
  for (const NotEncodedEntry& entry : not_encoded) {
    out += out.back() == '[' ? "{" : ",{";
    append_member(out, "article", entry.article);
    if (!entry.instrument.empty()) append_member(out, "instrument", entry.instrument);
    append_member(out, "why", entry.why);
    append_list(out, "affects", entry.affects);
    append_location(out, entry.location);
    out += '}';
  }
  return out + "]}";
}

}  // namespace kaidah
