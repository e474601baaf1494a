// A value that rises within its arms but falls from one to the next.

#include <optional>
#include <set>
#include <utility>

#include "engine/analysis/rule_analysis.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::analysis {

void RuleAnalysis::falling(const Question& question) {
  // Only where it is plain to see: one figure in, one figure out, no exceptions.
  const Level& level = question.level;
  if (rule_.type.kind != types::TypeKind::number || !rule_.exceptions.empty() || level.contenders.size() < 2) return;
  if (level.beaten != Formulas::constant(false)) return;
  std::vector<AxisId> mentioned;
  for (const Contender& contender : level.contenders) model_.formulas().mentioned(contender.condition, mentioned);
  const std::set<AxisId> axes(mentioned.begin(), mentioned.end());
  if (axes.size() != 1 || !model_.axes()[*axes.begin()].ordered()) return;
  const AxisId axis_id = *axes.begin();
  const Axis& axis = model_.axes()[axis_id];
  if (axis.form.terms.size() != 1) return;
  const AtomId input = axis.form.terms[0].first;

  struct Line {
    Number slope;
    Number at_zero;
    [[nodiscard]] Number at(const Number& x) const { return at_zero + slope * x; }
  };
  std::vector<std::optional<Line>> lines;
  bool rises = false;
  for (const Contender& contender : level.contenders) {
    std::optional<Line>& line = lines.emplace_back();
    if (contender.undetermined) continue;
    const std::optional<LinearForm> form = compiler_.single_form(contender.value);
    if (!form || form->terms.size() > 1 || (form->terms.size() == 1 && form->terms[0].first != input)) return;
    line = Line{form->terms.empty() ? Number(0) : form->terms[0].second, form->constant};
    if (line->slope.sign() < 0) return;
    rises = rises || line->slope.sign() > 0;
  }
  if (!rises) return;
  std::optional<std::size_t> before;
  for (std::uint32_t segment = 0; segment < axis.size; ++segment) {
    Box box = model_.whole();
    box[axis_id.index] = {segment, segment + 1};
    std::optional<std::size_t> now;
    for (std::size_t i = 0; i < level.contenders.size() && !now; ++i)
      if (model_.truth(level.contenders[i].condition, box) == Truth::yes) now = i;
    const std::optional<types::Interval> here = tightened(axis.segments[segment], axis.domain.decimals);
    if (before && now && *before != *now && lines[*before] && lines[*now] && here && here->low) {
      const std::optional<types::Interval> last = tightened(axis.segments[segment - 1], axis.domain.decimals);
      if (last && last->high && lines[*now]->at(here->low->value) < lines[*before]->at(last->high->value)) {
        Finding finding;
        const auto shown = [&](const Number& value) {
          return Listing{{figure_text(model_, LinearForm{}, value)}, false};
        };
        finding.diagnostic.message = {MessageKind::value_falls,
                                      {{"name", rule_.name},
                                       {"high", shown(lines[*before]->at(last->high->value))},
                                       {"low", shown(lines[*now]->at(here->low->value))},
                                       {"input", model_.shown(model_.atoms()[input])},
                                       {"at", Listing{{figure_text(model_, axis.form, last->high->value)}, false}}}};
        finding.diagnostic.location = location_of(level.contenders[*now]);
        finding.diagnostic.related.push_back(
            {location_of(level.contenders[*before]),
             {MessageKind::value_before, {{"value", shown(lines[*before]->at(last->high->value))}}}});
        finding.at = provenances(question);
        findings_.push_back(std::move(finding));
        return;
      }
    }
    before = now;
  }
}

}  // namespace kaidah::analysis
