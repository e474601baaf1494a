#include "engine/compare/report.hpp"

#include <algorithm>
#include <tuple>

#include "engine/explain/arm.hpp"
#include "engine/explain/shown.hpp"
#include "engine/json/text.hpp"
#include "engine/json/value_text.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::compare {
namespace {

// A formula that is longer says less than its article.
constexpr std::size_t kShownFormula = 120;

NamedPolicy named(const plan::Plan& plan, const evaluate::Settings& settings, const std::string& digest) {
  const check::CheckedPolicy& policy = *plan.policy;
  NamedPolicy named{policy.id, policy.version, policy.header.title.value_or(policy.id), digest, {}, {}};
  for (std::size_t i = 0; i < settings.parameters.size(); ++i) {
    if (!settings.parameters[i]) continue;
    const check::ParameterDeclaration& parameter = policy.parameters[check::ParameterId(i)];
    if (const auto* member = std::get_if<values::Member>(&*settings.parameters[i])) {
      named.parameters.emplace_back(parameter.name,
                                    policy.enums[parameter.type.enumeration].members[member->index].name);
      continue;
    }
    std::string text;
    json::append_value(text, *settings.parameters[i], parameter.type, plan.shapes);
    named.parameters.emplace_back(parameter.name, text);
  }
  if (settings.period && policy.period_field) {
    named.parameters.emplace_back(policy.records[policy.input].fields[*policy.period_field].name,
                                  settings.period->start.to_string() + "/" + settings.period->end.to_string());
  }
  if (settings.decision_day) named.decision_day = settings.decision_day->to_string();
  return named;
}

/// The classes in the order they are shown: of ordered values the highest first.
std::vector<std::uint32_t> shown_order(const Classes& classes) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < classes.values(); ++i)
    order.push_back(classes.ordered() ? classes.values() - 1 - i : i);
  order.push_back(classes.absent());
  order.push_back(classes.rejected());
  return order;
}

class ReportMaker {
 public:
  ReportMaker(const Setup& setup, const Result& result, Language language)
      : setup_(setup), result_(result), tally_(result.tally), language_(language) {}

  Report make() {
    report_.language = language_;
    report_.from = named(*setup_.from.plan, setup_.from.settings, setup_.from.digest);
    report_.to = named(*setup_.to.plan, setup_.to.settings, setup_.to.digest);
    if (setup_.bridge) add_bridge(*setup_.bridge);
    report_.bytes = result_.bytes;
    report_.input_digest = result_.input_digest;
    report_.by = setup_.from.plan->outputs[setup_.from.by].name;
    report_.records = tally_.records;
    report_.all = tally_.all;
    report_.comparable = setup_.from.classes.comparable(setup_.to.classes);
    add_matrix();
    add_shares();
    report_.unit = field_name(&SideSetup::unit);
    report_.kind = field_name(&SideSetup::kind);
    report_.units = movers(tally_.units);
    report_.kinds = movers(tally_.kinds);
    add_outputs();
    report_.findings = findings(tally_.findings);
    for (const GroupsTally& groups : result_.groups)
      report_.groups.push_back({groups.name, groups, findings(groups.findings)});
    report_.from_rejections = rejections(tally_.from_rejections, setup_.from.policy());
    report_.to_rejections = rejections(tally_.to_rejections, setup_.to.policy());
    add_causes();
    return std::move(report_);
  }

 private:
  void add_bridge(const BridgeSetup& bridge) {
    report_.bridge = named(*bridge.plan, bridge.settings, bridge.digest);
    const check::CheckedPolicy& policy = bridge.policy();
    for (const check::ProvenanceId id : bridge.plan->marked) {
      for (const syntax::Mark& mark : policy.provenances[id].marks) {
        std::pair<std::string, std::string> shown{explain::article(policy, id, language_),
                                                  explain::text(mark, language_)};
        auto& marks = report_.bridge_marks;
        if (std::find(marks.begin(), marks.end(), shown) == marks.end()) marks.push_back(std::move(shown));
      }
    }
  }

  [[nodiscard]] std::string field_name(std::optional<std::uint32_t> SideSetup::*field) const {
    const SideSetup& side = setup_.from.*field ? setup_.from : setup_.to;
    if (!(side.*field)) return {};
    return side.policy().records[side.policy().input].fields[*(side.*field)].name;
  }

  static ClassRow class_row(const Classes& classes, std::uint32_t one) {
    if (one == classes.absent()) return {ClassKind::absent, {}, 0};
    if (one == classes.rejected()) return {ClassKind::rejected, {}, 0};
    return {ClassKind::value, classes.label(one), 0};
  }

  [[nodiscard]] Direction direction(std::uint32_t from, std::uint32_t to) const {
    const Classes& before = setup_.from.classes;
    const Classes& after = setup_.to.classes;
    if (before.same_in(after, from) == to) return Direction::same;
    if (from == before.rejected() || to == after.rejected()) return Direction::undecided;
    if (!report_.comparable || from == before.absent() || to == after.absent()) return Direction::other;
    return to > from ? Direction::up : Direction::down;
  }

  void add_matrix() {
    const Classes& before = setup_.from.classes;
    const Classes& after = setup_.to.classes;
    const std::vector<std::uint32_t> rows = shown_order(before);
    const std::vector<std::uint32_t> columns = shown_order(after);
    for (const std::uint32_t column : columns) report_.columns.push_back(class_row(after, column));
    for (const std::uint32_t row : rows) {
      ClassRow shown = class_row(before, row);
      std::vector<MatrixCell>& cells = report_.cells.emplace_back();
      for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::size_t at = std::size_t{row} * after.size() + columns[i];
        const MatrixCell cell{tally_.matrix[at], direction(row, columns[i])};
        shown.total += cell.records;
        report_.columns[i].total += cell.records;
        cells.push_back(cell);
        if (cell.records == 0 || cell.direction == Direction::same) continue;
        report_.examples.push_back({class_name(shown.kind, shown.label, language_),
                                    class_name(report_.columns[i].kind, report_.columns[i].label, language_),
                                    cell.direction, cell.records, tally_.examples[at].line, tally_.examples[at].id});
      }
      report_.rows.push_back(std::move(shown));
    }
    std::stable_sort(report_.examples.begin(), report_.examples.end(),
                     [](const ExampleRow& a, const ExampleRow& b) { return a.records > b.records; });
  }

  void add_shares() {
    for (const ClassRow& row : report_.rows) report_.shares.push_back({row.kind, row.label, row.total, 0});
    for (const ClassRow& column : report_.columns) {
      const auto same = std::find_if(report_.shares.begin(), report_.shares.end(), [&](const ShareRow& share) {
        return share.kind == column.kind && share.label == column.label;
      });
      if (same != report_.shares.end()) {
        same->to = column.total;
        continue;
      }
      // A value of the second policy only: behind the values of the first.
      const auto place = std::find_if(report_.shares.begin(), report_.shares.end(),
                                      [](const ShareRow& share) { return share.kind != ClassKind::value; });
      report_.shares.insert(place, {column.kind, column.label, 0, column.total});
    }
  }

  static std::vector<MoverRow> movers(const std::map<std::string, Movers>& counts) {
    std::vector<MoverRow> rows;
    for (const auto& [name, movers] : counts) rows.push_back({name, movers});
    std::stable_sort(rows.begin(), rows.end(), [](const MoverRow& a, const MoverRow& b) {
      return std::tie(a.movers.changed, a.movers.records) > std::tie(b.movers.changed, b.movers.records);
    });
    return rows;
  }

  void add_outputs() {
    for (std::size_t i = 0; i < setup_.gains.size(); ++i)
      report_.gains.push_back({setup_.gains[i].name, tally_.gains[i]});
    for (std::size_t i = 0; i < setup_.figures.size(); ++i) {
      const FigureTally& tally = tally_.figures[i];
      const std::uint64_t records = tally.higher + tally.lower + tally.same;
      FigureRow row{setup_.figures[i].name, tally, {}, {}};
      if (records > 0) {
        const auto decimals = setup_.from.plan->outputs[setup_.figures[i].from].type.decimals.value_or(0);
        const auto mean = [&](const values::Number& sum) {
          const values::Number exact = sum / values::Number(records);
          return exact.rounded(decimals + 2, values::RoundingMode::half_up).to_decimal(decimals + 2);
        };
        row.from_mean = mean(tally.from_sum);
        row.to_mean = mean(tally.to_sum);
      }
      report_.figures.push_back(std::move(row));
    }
  }

  static std::vector<FindingRow> findings(const std::map<FindingKey, FoundTally>& counts) {
    std::vector<FindingRow> rows;
    for (const auto& [key, tally] : counts) rows.push_back({key, tally});
    return rows;
  }

  [[nodiscard]] std::vector<RejectionRow> rejections(const std::map<RejectionKey, RejectionTally>& counts,
                                                     const check::CheckedPolicy& policy) const {
    std::vector<RejectionRow> rows;
    for (const auto& [key, tally] : counts) {
      const check::CheckedPolicy& own = key.by_bridge ? setup_.bridge->policy() : policy;
      rows.push_back({key.code, text(tally.message, language_),
                      key.article && *key.article ? explain::article(own, *key.article, language_) : std::string(),
                      key.by_bridge, tally.records, tally.line, tally.id});
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const RejectionRow& a, const RejectionRow& b) { return a.records > b.records; });
    return rows;
  }

  [[nodiscard]] CauseSide cause_side(const check::CheckedPolicy& policy, const std::vector<check::ArmId>& arms,
                                     const std::string& value) const {
    CauseSide side;
    side.text = value;
    for (const check::ArmId arm : arms) {
      const auto append = [](std::string& to, const std::string& part) {
        if (part.empty() || to.find(part) != std::string::npos) return;
        to += (to.empty() ? "" : "; ") + part;
      };
      append(side.article, explain::article(policy, policy.arms[arm].provenance, language_));
      append(side.text, json::shortened(explain::arm_text(policy, arm, language_).line(language_), kShownFormula));
    }
    return side;
  }

  void add_causes() {
    for (const auto& [cause, records] : tally_.causes)
      report_.causes.push_back({cause.name, cause_side(setup_.from.policy(), cause.from, cause.from_value),
                                cause_side(setup_.to.policy(), cause.to, cause.to_value), records});
    std::stable_sort(report_.causes.begin(), report_.causes.end(),
                     [](const CauseRow& a, const CauseRow& b) { return a.records > b.records; });
  }

  const Setup& setup_;
  const Result& result_;
  const Tally& tally_;
  Language language_;
  Report report_;
};

}  // namespace

std::string_view name_of(Direction direction) {
  switch (direction) {
    case Direction::same:
      return "same";
    case Direction::up:
      return "up";
    case Direction::down:
      return "down";
    case Direction::undecided:
      return "undecided";
    case Direction::other:
      break;
  }
  return "other";
}

Report make_report(const Setup& setup, const Result& result, Language language) {
  return ReportMaker(setup, result, language).make();
}

std::string percent(std::uint64_t part, std::uint64_t whole, Language language) {
  const std::uint64_t permille = (part * 2000 + whole) / (whole * 2);
  return std::to_string(permille / 10) + (language == Language::english ? "." : ",") + std::to_string(permille % 10) +
         "%";
}

std::string count_text(std::uint64_t count, Language language) {
  std::string text = std::to_string(count);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, 1, language == Language::english ? ',' : '.');
  return text;
}

std::string class_name(ClassKind kind, const std::string& label, Language language) {
  if (kind == ClassKind::absent) return text(Message{MessageKind::explain_absent, {}}, language);
  if (kind == ClassKind::rejected) return text(Message{MessageKind::compare_rejected, {}}, language);
  return label;
}

}  // namespace kaidah::compare
