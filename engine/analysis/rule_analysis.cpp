#include "engine/analysis/rule_analysis.hpp"

#include <algorithm>
#include <utility>

#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::analysis {
namespace {

// Of longer levels it is not asked for each arm whether rules it reads rule it out.
constexpr std::size_t kLongLevel = 64;
// Holes of one kind shown for one rule.
constexpr std::size_t kMostShown = 8;
// How deep an atom may be made of others to be set through them.
constexpr int kDeepestAtom = 8;

}  // namespace

RuleAnalysis::RuleAnalysis(const check::CheckedPolicy& policy, check::RuleId rule, Witness& witness,
                           const Limits& limits)
    : policy_(policy),
      id_(rule),
      rule_(policy.rules[rule]),
      witness_(witness),
      limits_(limits),
      model_(policy),
      compiler_(model_),
      builder_(model_, compiler_, no_locals()) {}

std::vector<Finding> RuleAnalysis::run() {
  if (!has_cases()) return {};
  std::vector<Question> questions;
  questions.push_back(ask(builder_.base(rule_)));
  if (!rule_.exceptions.empty()) questions.push_back(ask(builder_.exceptions(rule_.exceptions)));
  std::vector<AtomId> asked;
  for (const Question& question : questions) asked.insert(asked.end(), question.needed.begin(), question.needed.end());
  facts_ = gather_facts(model_, compiler_, rule_, asked);
  known_ = facts_.of_data;
  known_.insert(known_.end(), facts_.of_rules.begin(), facts_.of_rules.end());
  model_.cut();
  for (const Question& question : questions) answer(question);
  falling(questions[0]);
  return std::move(findings_);
}

bool RuleAnalysis::has_cases() const {
  if (rule_.base.size() != 1 || !rule_.exceptions.empty()) return !rule_.base.empty() || !rule_.exceptions.empty();
  const check::Statement& statement = policy_.statements[rule_.base[0]];
  if (statement.arms.size() != 1 || !statement.exceptions.empty() || !statement.provisions.empty()) return true;
  const check::Arm& arm = policy_.arms[statement.arms[0]];
  return !arm.guards.empty() || !arm.exceptions.empty();
}

RuleAnalysis::Question RuleAnalysis::ask(Level level) {
  Question question;
  question.level = std::move(level);
  question.differences = compare_values(compiler_, question.level);
  if (question.level.contenders.size() <= kLongLevel)
    for (std::size_t i = 0; i < question.level.contenders.size(); ++i)
      question.decides.push_back(builder_.decides(question.level, i));
  collect_needed(question);
  return question;
}

void RuleAnalysis::collect_needed(Question& question) {
  std::vector<AxisId> axes;
  for (const Contender& contender : question.level.contenders) model_.formulas().mentioned(contender.condition, axes);
  model_.formulas().mentioned(question.level.beaten, axes);
  model_.formulas().mentioned(question.level.in_force, axes);
  for (const auto& [pair, formula] : question.differences.where) model_.formulas().mentioned(formula, axes);
  std::set<AtomId> atoms;
  for (const AxisId id : axes) {
    const Axis& axis = model_.axes()[id];
    if (axis.atom) atoms.insert(axis.atom);
    for (const auto& [atom, factor] : axis.form.terms) atoms.insert(atom);
  }
  question.needed.assign(atoms.begin(), atoms.end());
}

void RuleAnalysis::answer(const Question& question) {
  const Cells cells = enumerate(model_, question.level, facts_.of_data, question.differences, limits_.analysis_cells);
  if (!cells.complete) {
    Hole unseen;
    unseen.region = region_of(model_.whole());
    unseen.doubt = Message{MessageKind::why_many, {{"count", std::to_string(limits_.analysis_cells)}}};
    report_doubts(question.level.must_apply ? MessageKind::gap_not_proved : MessageKind::conflict_not_proved, question,
                  {unseen});
  }
  gaps(question, cells);
  conflicts(question, cells);
  never_applying(question, cells);
}

void RuleAnalysis::gaps(const Question& question, const Cells& cells) {
  std::vector<Hole> holes;
  for (const Box& box : cells.gaps)
    if (std::optional<Hole> hole =
            look_closer(question, box, Formulas::constant(true), MessageKind::rejected_nothing_applies))
      add_hole(model_, holes, std::move(*hole));
  std::size_t shown = 0;
  std::vector<Hole> doubts;
  for (Hole& hole : holes) {
    if (hole.doubt) {
      doubts.push_back(std::move(hole));
    } else if (++shown <= kMostShown) {
      report_gap(question, hole);
    }
  }
  if (shown > kMostShown || !cells.all_listed) report_more(question, std::min(shown, kMostShown));
  report_doubts(MessageKind::gap_not_proved, question, doubts);
}

void RuleAnalysis::conflicts(const Question& question, const Cells& cells) {
  std::map<std::pair<std::size_t, std::size_t>, std::vector<Hole>> by_pair;
  for (const ConflictCell& cell : cells.conflicts) {
    std::optional<Hole> hole = look_closer(question, cell.box, question.differences.of(cell.first, cell.second),
                                           MessageKind::rejected_conflict);
    if (!hole) continue;
    if (!hole->doubt && !question.differences.all_compared &&
        !(compiler_.is_constant(question.level.contenders[cell.first].value) &&
          compiler_.is_constant(question.level.contenders[cell.second].value)))
      hole->doubt = Message{MessageKind::why_not_run, {}};
    hole->first = cell.first;
    hole->second = cell.second;
    add_hole(model_, by_pair[{cell.first, cell.second}], std::move(*hole));
  }
  std::size_t shown = 0;
  std::vector<Hole> doubts;
  for (auto& [pair, holes] : by_pair) {
    for (Hole& hole : holes) {
      if (hole.doubt) {
        doubts.push_back(std::move(hole));
      } else if (++shown <= kMostShown) {
        report_conflict(question, hole);
      }
    }
  }
  if (shown > kMostShown) report_more(question, kMostShown);
  report_doubts(MessageKind::conflict_not_proved, question, doubts);
}

void RuleAnalysis::never_applying(const Question& question, const Cells& cells) {
  if (!cells.complete) return;
  const bool look_deeper = !known_.empty() || std::any_of(model_.axes().begin(), model_.axes().end(),
                                                          [](const Axis& a) { return a.form.terms.size() > 1; });
  std::optional<KnownParts> known_parts;
  for (std::size_t i = 0; i < question.level.contenders.size(); ++i) {
    const Contender& contender = question.level.contenders[i];
    const bool asked = i < question.decides.size();
    if (cells.applied[i] && !(look_deeper && asked)) continue;
    if (!asked && question.level.beaten != Formulas::constant(false)) continue;
    if (asked) {
      if (!known_parts) known_parts.emplace(model_, known_);
      if (known_parts->may_hold_with(question.decides[i])) continue;
    }
    Finding finding;
    const MessageKind kind = contender.ordered ? MessageKind::never_reached : MessageKind::never_applies;
    finding.diagnostic.message = {kind, {}};
    finding.diagnostic.location = location_of(contender);
    std::vector<FormulaId> all = known_;
    all.push_back(contender.condition);
    if (contender.after_others && reach(model_, model_.whole(), all, {}).reached == Reached::yes)
      finding.diagnostic.notes.push_back({MessageKind::taken_before, {}});
    finding.at = {policy_.arms[contender.arm].provenance, policy_.statements[contender.statement].provenance};
    findings_.push_back(std::move(finding));
  }
}

std::optional<RuleAnalysis::Hole> RuleAnalysis::look_closer(const Question& question, const Box& box, FormulaId extra,
                                                            MessageKind expected) {
  std::vector<FormulaId> all = known_;
  all.push_back(extra);
  const std::vector<AtomId> needed = settings_for(question.needed);
  Reach found = reach(model_, box, all, needed);
  if (found.reached == Reached::no) return std::nullopt;
  Hole hole;
  hole.region = region_of(box);
  hole.assignment = std::move(found.assignment);
  if (found.reached == Reached::unknown) {
    hole.doubt = Message{MessageKind::why_not_run, {}};
    return hole;
  }
  hole.doubt = doubt_about(hole.region);
  if (!hole.doubt && witness_.rejection_of(id_, model_, hole.assignment, needed) != expected)
    hole.doubt = Message{MessageKind::why_not_run, {}};
  return hole;
}

bool RuleAnalysis::settable(AtomId id, int depth) const {
  const Atom& atom = model_.atoms()[id];
  if (!std::holds_alternative<NotSettable>(atom.origin)) return true;
  const auto parts = facts_.made_of.find(id);
  if (parts == facts_.made_of.end() || depth > kDeepestAtom) return false;
  return std::all_of(parts->second.begin(), parts->second.end(),
                     [&](AtomId part) { return part == id || settable(part, depth + 1); });
}

std::vector<AtomId> RuleAnalysis::settings_for(const std::vector<AtomId>& needed) const {
  std::vector<AtomId> all = needed;
  std::set<AtomId> seen(needed.begin(), needed.end());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto parts = facts_.made_of.find(all[i]);
    if (parts == facts_.made_of.end() || !std::holds_alternative<NotSettable>(model_.atoms()[all[i]].origin)) continue;
    for (const AtomId part : parts->second)
      if (seen.insert(part).second) all.push_back(part);
  }
  return all;
}

std::optional<Message> RuleAnalysis::doubt_about(const Region& region) const {
  std::vector<AtomId> atoms;
  for (std::size_t i = 0; i < region.size(); ++i) {
    if (!restricted(model_, region, AxisId(i))) continue;
    const Axis& axis = model_.axes()[AxisId(i)];
    if (axis.atom) atoms.push_back(axis.atom);
    for (const auto& [atom, factor] : axis.form.terms) atoms.push_back(atom);
  }
  for (const AtomId atom : atoms)
    if (!settable(atom)) return Message{MessageKind::why_opaque, {{"name", model_.shown(model_.atoms()[atom])}}};
  // Two rules that are not looked into may read the same fields, and then not every pair of their values comes up.
  using Parts = std::map<AtomId, std::set<std::string>>;
  const auto parts_of = [&](AtomId start) {
    Parts parts;
    std::vector<AtomId> open = {start};
    std::set<AtomId> seen = {start};
    for (std::size_t i = 0; i < open.size(); ++i) {
      const AtomId id = open[i];
      const auto made_of = facts_.made_of.find(id);
      if (made_of != facts_.made_of.end()) {
        for (const AtomId part : made_of->second)
          if (seen.insert(part).second) open.push_back(part);
      } else if (std::holds_alternative<NotSettable>(model_.atoms()[id].origin)) {
        std::set<std::string>& reads = parts[id];
        std::vector<Term> terms = model_.atoms()[id].compared;
        if (model_.atoms()[id].term.expr) terms.push_back(model_.atoms()[id].term);
        for (const Term& term : terms) reads.merge(dependencies(policy_, term, rule_.parameters.size()));
      }
    }
    return parts;
  };
  std::vector<Parts> parts;
  parts.reserve(atoms.size());
  for (const AtomId atom : atoms) parts.push_back(parts_of(atom));
  for (std::size_t a = 0; a < atoms.size(); ++a)
    for (std::size_t b = a + 1; b < atoms.size(); ++b)
      for (const auto& [x, x_reads] : parts[a])
        for (const auto& [y, y_reads] : parts[b])
          if (x != y && overlap(x_reads, y_reads))
            return Message{
                MessageKind::why_linked,
                {{"name", model_.shown(model_.atoms()[atoms[a]])}, {"other", model_.shown(model_.atoms()[atoms[b]])}}};
  return std::nullopt;
}

void RuleAnalysis::add_hole(const Model& model, std::vector<Hole>& holes, Hole hole) {
  // Put together until nothing fits any more: what one cut had parted may have neighbours on both sides.
  for (bool merged = true; merged;) {
    merged = false;
    for (std::size_t i = 0; i < holes.size(); ++i) {
      if (holes[i].doubt != hole.doubt || !merge(model, holes[i].region, hole.region)) continue;
      hole = std::move(holes[i]);
      holes.erase(holes.begin() + static_cast<std::ptrdiff_t>(i));
      merged = true;
      break;
    }
  }
  holes.push_back(std::move(hole));
}

}  // namespace kaidah::analysis
