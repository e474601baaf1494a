#include <algorithm>

#include "engine/compare/table.hpp"
#include "engine/compare/words.hpp"

namespace kaidah::compare {
namespace {

using M = MessageKind;

constexpr std::size_t kBarWidth = 30;
constexpr std::size_t kIndent = 2;

Style style_of(Direction direction, std::uint64_t records) {
  if (records == 0) return Style::dim;
  switch (direction) {
    case Direction::same:
      return Style::bold;
    case Direction::up:
      return Style::good;
    case Direction::down:
      return Style::bad;
    case Direction::other:
    case Direction::undecided:
      break;
  }
  return Style::attention;
}

class TextRenderer {
 public:
  TextRenderer(const Report& report, bool colour, std::size_t limit)
      : report_(report), words_(report.language), colour_(colour), limit_(limit) {}

  std::string run() {
    headline();
    if (report_.records == 0) return std::move(out_);
    matrix();
    shares();
    movers(words_.of(M::compare_by_kind), report_.kind, report_.kinds);
    movers(words_.of(M::compare_by_unit), report_.unit, report_.units);
    outputs();
    findings();
    causes();
    examples();
    rejections(M::compare_rejections_before, report_.from_rejections);
    rejections(M::compare_rejections_after, report_.to_rejections);
    return std::move(out_);
  }

 private:
  void heading(const std::string& title) { out_ += "\n" + styled(title, Style::bold, colour_) + "\n"; }
  TableCell head(MessageKind kind) const { return {words_.of(kind), Style::dim}; }
  TableCell head(const std::string& text) const { return {text, Style::dim}; }
  TableCell number(std::uint64_t count, Style style = Style::plain) const {
    return count == 0 ? TableCell{"·", Style::dim} : TableCell{words_.count(count), style};
  }
  TableCell share(std::uint64_t part, std::uint64_t whole) const { return {words_.share(part, whole), Style::dim}; }
  void line(const std::string& text, Style style = Style::plain) {
    out_ += std::string(kIndent, ' ') + styled(text, style, colour_) + "\n";
  }
  void show(const Table& table) { out_ += table.text(kIndent, colour_); }
  /// How many rows of a list are shown; says how many are not.
  std::size_t shown(std::size_t rows) const { return std::min(rows, limit_); }
  void left_out(std::size_t rows) {
    if (rows > limit_) line(words_.more(rows - limit_), Style::dim);
  }

  void headline() {
    out_ += styled(words_.of(M::compare_title, {{"name", report_.by}}), Style::bold, colour_) + "\n";
    Table table({true, true});
    table.row({head(M::compare_before), {words_.policy(report_.from)}});
    table.row({head(M::compare_after), {words_.policy(report_.to)}});
    if (report_.bridge) table.row({head(M::compare_bridge), {words_.policy(*report_.bridge)}});
    show(table);
    for (const auto& [article, mark] : report_.bridge_marks)
      line("  " + article + (article.empty() ? "" : ": ") + mark, Style::dim);
    out_ += "\n" + words_.summary(report_) + "\n";
    if (report_.all.from_rejected + report_.all.to_rejected > 0) out_ += words_.rejected(report_) + "\n";
  }

  static bool is_shown(const ClassRow& row) { return row.kind == ClassKind::value || row.total > 0; }

  void matrix() {
    heading(words_.of(M::compare_matrix));
    std::vector<bool> flush(report_.columns.size() + 3, false);
    flush[0] = true;
    Table table(flush);
    std::vector<TableCell> cells{head(M::compare_corner)};
    for (const ClassRow& column : report_.columns)
      if (is_shown(column)) cells.push_back(head(words_.name(column.kind, column.label)));
    cells.push_back(head(M::compare_total));
    table.row(std::move(cells));
    for (std::size_t i = 0; i < report_.rows.size(); ++i) {
      const ClassRow& row = report_.rows[i];
      if (!is_shown(row)) continue;
      cells = {{words_.name(row.kind, row.label)}};
      for (std::size_t j = 0; j < report_.columns.size(); ++j) {
        const MatrixCell& cell = report_.cells[i][j];
        if (is_shown(report_.columns[j])) cells.push_back(number(cell.records, style_of(cell.direction, cell.records)));
      }
      cells.push_back(number(row.total));
      cells.push_back(share(row.total, report_.records));
      table.row(std::move(cells));
    }
    cells = {head(M::compare_total)};
    std::vector<TableCell> shares{{}};
    for (const ClassRow& column : report_.columns) {
      if (!is_shown(column)) continue;
      cells.push_back(number(column.total));
      shares.push_back(share(column.total, report_.records));
    }
    cells.push_back({words_.count(report_.records), Style::bold});
    table.row(std::move(cells));
    table.row(std::move(shares));
    show(table);
  }

  void shares() {
    heading(words_.of(M::compare_shares));
    std::uint64_t most = 1;
    for (const ShareRow& row : report_.shares) most = std::max({most, row.from, row.to});
    Table table({true, true, false, false, true});
    for (const ShareRow& row : report_.shares) {
      if (row.kind != ClassKind::value && row.from + row.to == 0) continue;
      const auto line_of = [&](const std::string& name, MessageKind when, std::uint64_t count, Style style) {
        const std::size_t eighths = static_cast<std::size_t>((count * kBarWidth * 8 + most - 1) / most);
        table.row({{name}, head(when), number(count), share(count, report_.records), {bar(eighths), style}});
      };
      line_of(words_.name(row.kind, row.label), M::compare_before, row.from, Style::dim);
      line_of({}, M::compare_after, row.to, row.to == row.from ? Style::dim : Style::attention);
    }
    show(table);
  }

  void movers(const std::string& title, const std::string& field, const std::vector<MoverRow>& rows) {
    if (rows.empty()) return;
    heading(title + " (" + field + ")");
    const bool directed = report_.comparable;
    std::vector<bool> flush(8, false);
    flush[0] = true;
    Table table(flush);
    std::vector<TableCell> heads{head(field), head(M::compare_records), head(M::compare_changed), head(std::string())};
    if (directed) heads.insert(heads.end(), {head(M::compare_up), head(M::compare_down)});
    heads.insert(heads.end(), {head(M::compare_rejected_before), head(M::compare_rejected_after)});
    table.row(std::move(heads));
    for (std::size_t i = 0; i < shown(rows.size()); ++i) {
      const Movers& one = rows[i].movers;
      std::vector<TableCell> cells{{rows[i].name.empty() ? words_.of(M::compare_unnamed) : rows[i].name},
                                   {words_.count(one.records)},
                                   number(one.changed, Style::bold),
                                   share(one.changed, one.records)};
      if (directed) cells.insert(cells.end(), {number(one.up, Style::good), number(one.down, Style::bad)});
      cells.insert(cells.end(), {number(one.from_rejected), number(one.to_rejected)});
      table.row(std::move(cells));
    }
    show(table);
    left_out(rows.size());
  }

  void outputs() {
    if (!report_.gains.empty()) {
      heading(words_.of(M::compare_gains));
      Table table({true, false, false, false, false, false, false, false});
      table.row({head(std::string()), head(M::compare_before), head(M::compare_after), head(M::compare_gained),
                 head(M::compare_lost), head(M::compare_same), head(M::compare_other_value), head(M::compare_neither)});
      for (const GainRow& row : report_.gains) {
        const GainTally& one = row.tally;
        const std::uint64_t both = one.same + one.changed;
        table.row({{row.name},
                   number(both + one.lost),
                   number(both + one.gained),
                   number(one.gained, Style::attention),
                   number(one.lost, Style::attention),
                   number(one.same),
                   number(one.changed, Style::attention),
                   number(one.none)});
      }
      show(table);
    }
    if (report_.figures.empty()) return;
    heading(words_.of(M::compare_figures));
    Table table({true, false, false, false, false, false});
    table.row({head(std::string()), head(M::compare_higher), head(M::compare_lower), head(M::compare_same),
               head(M::compare_mean_before), head(M::compare_mean_after)});
    for (const FigureRow& row : report_.figures)
      table.row({{row.name},
                 number(row.tally.higher, Style::good),
                 number(row.tally.lower, Style::bad),
                 number(row.tally.same),
                 {words_.figure(row.from_mean)},
                 {words_.figure(row.to_mean)}});
    show(table);
  }

  void finding_table(const std::vector<FindingRow>& rows) {
    Table table({true, true, false, false, false, false});
    table.row({head(M::compare_code), head(std::string()), head(M::compare_before), head(M::compare_after),
               head(M::compare_gained), head(M::compare_lost)});
    for (const FindingRow& row : rows)
      table.row({{row.key.code},
                 head(words_.severity(row.key.severity)),
                 number(row.tally.from),
                 number(row.tally.to),
                 number(row.tally.gained, Style::attention),
                 number(row.tally.lost, Style::attention)});
    show(table);
  }

  void findings() {
    for (const GroupsTable& groups : report_.groups) {
      heading(words_.of(M::compare_group_findings, {{"name", groups.name}}));
      line(words_.of(M::compare_groups, {{"from", words_.count(groups.tally.from)},
                                         {"to", words_.count(groups.tally.to)},
                                         {"from_rejected", words_.count(groups.tally.from_rejected)},
                                         {"to_rejected", words_.count(groups.tally.to_rejected)}}),
           Style::dim);
      if (groups.findings.empty()) {
        line(words_.of(M::compare_no_findings));
      } else {
        finding_table(groups.findings);
      }
    }
    if (report_.findings.empty()) return;
    heading(words_.of(M::compare_record_findings));
    finding_table(report_.findings);
  }

  void causes() {
    if (report_.causes.empty()) return;
    heading(words_.of(M::compare_causes));
    const std::uint64_t changed = report_.all.changed;
    for (std::size_t i = 0; i < shown(report_.causes.size()); ++i) {
      const CauseRow& row = report_.causes[i];
      line(words_.of(M::compare_cause, {{"name", row.name},
                                        {"records", words_.count(row.records)},
                                        {"all", words_.count(report_.all.changed)}}) +
               "  " + words_.share(row.records, changed),
           Style::bold);
      Table table({true, true, true});
      const auto side = [&](MessageKind when, const CauseSide& one) {
        table.row({head(when), {one.text.empty() ? "–" : one.text}, head(one.article)});
      };
      side(M::compare_before, row.from);
      side(M::compare_after, row.to);
      out_ += table.text(2 * kIndent, colour_);
    }
    left_out(report_.causes.size());
  }

  void examples() {
    if (report_.examples.empty()) return;
    heading(words_.of(M::compare_examples));
    Table table({true, true, true, false, true});
    for (std::size_t i = 0; i < shown(report_.examples.size()); ++i) {
      const ExampleRow& row = report_.examples[i];
      table.row({{row.from},
                 head("→"),
                 {row.to, style_of(row.direction, row.records)},
                 {words_.count(row.records), Style::bold},
                 head(words_.record(row.id, row.line))});
    }
    show(table);
    left_out(report_.examples.size());
  }

  void rejections(MessageKind title, const std::vector<RejectionRow>& rows) {
    if (rows.empty()) return;
    heading(words_.of(title));
    for (std::size_t i = 0; i < shown(rows.size()); ++i) {
      const RejectionRow& row = rows[i];
      line(words_.count(row.records) + " × " + row.code + ": " + row.message);
      std::string where = row.article;
      where += (where.empty() ? "" : " · ") + words_.record(row.id, row.line);
      if (row.by_bridge) where += " · " + words_.of(M::compare_by_bridge);
      line("  " + where, Style::dim);
    }
    left_out(rows.size());
  }

  const Report& report_;
  Words words_;
  bool colour_;
  std::size_t limit_;
  std::string out_;
};

}  // namespace

std::string render_text(const Report& report, bool colour, std::size_t limit) {
  return TextRenderer(report, colour, limit).run();
}

}  // namespace kaidah::compare
