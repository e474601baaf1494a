#include <algorithm>
#include <string_view>

#include "engine/compare/charts.hpp"
#include "engine/compare/html.hpp"
#include "engine/compare/page_style.hpp"

namespace kaidah::compare {
namespace {

using M = MessageKind;

class PageRenderer {
 public:
  PageRenderer(const Report& report, std::size_t limit) : report_(report), words_(report.language), limit_(limit) {}

  std::string run() {
    const std::string title = sentence(words_.of(M::compare_title, {{"name", report_.by}}));
    out_ = std::string("<!doctype html>\n<html lang=\"") + (report_.language == Language::english ? "en" : "id") +
           "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
           "<meta name=\"color-scheme\" content=\"light dark\"><title>" +
           escaped(title) + "</title>\n<style>" + std::string(kPageStyle) + "</style></head>\n<body><main>\n<h1>" +
           escaped(title) + "</h1>\n";
    policies();
    figures();
    if (report_.records > 0) {
      matrix();
      shares();
      movers(M::compare_by_kind, report_.kind, report_.kinds);
      movers(M::compare_by_unit, report_.unit, report_.units);
      outputs();
      findings();
      causes();
      examples();
      rejections();
    }
    footer();
    return std::move(out_) + "</main></body></html>\n";
  }

 private:
  std::string word(M kind) const { return words_.of(kind); }
  std::string heading(M kind) const { return sentence(words_.of(kind)); }
  std::string left_out(std::size_t rows) const { return rows > limit_ ? words_.more(rows - limit_) : std::string(); }
  HtmlCell number(std::uint64_t count, std::string_view classes = {}) const {
    std::string all = "n";
    if (count == 0) all += " zero";
    if (count > 0 && !classes.empty()) all += " " + std::string(classes);
    return {words_.count(count), all};
  }
  HtmlCell share(std::uint64_t part, std::uint64_t whole) const { return {words_.share(part, whole), "n soft"}; }
  void begin(const std::string& title) { out_ += "<section><h2>" + escaped(title) + "</h2>\n"; }
  void end() { out_ += "</section>\n"; }

  void policy(const NamedPolicy& policy, M when, std::string_view classes) {
    out_ += "<div class=\"policy " + std::string(classes) + "\"><span class=\"when\">" + escaped(word(when)) +
            "</span><b>" + escaped(policy.title) + "</b>" + escaped(policy.id + " " + policy.version) + "<br>";
    for (const auto& [name, value] : policy.parameters)
      out_ += "<span class=\"set\">" + escaped(name + " = " + words_.figure(value)) + "</span>";
    if (!policy.decision_day.empty())
      out_ += "<span class=\"set\">" + escaped(words_.of(M::compare_decided_on, {{"day", policy.decision_day}})) +
              "</span>";
    out_ += "<br><code>" + escaped(policy.digest.substr(0, 23)) + "…</code></div>\n";
  }

  void policies() {
    out_ += "<div class=\"policies\">\n";
    policy(report_.from, M::compare_before, "from");
    out_ += "<div class=\"arrow\" aria-hidden=\"true\">→</div>\n";
    policy(report_.to, M::compare_after, "to");
    out_ += "</div>\n";
    if (!report_.bridge) return;
    out_ += "<h3>" + escaped(heading(M::compare_bridge)) + ": " +
            escaped(report_.bridge->id + " " + report_.bridge->version) + "</h3>\n<ul>\n";
    for (const auto& [article, mark] : report_.bridge_marks)
      out_ += "<li><span class=\"article\">" + escaped(article) + "</span>" + escaped(mark) + "</li>\n";
    out_ += "</ul>\n";
  }

  void figure(const std::string& value, const std::string& name, std::string_view classes = {}) {
    out_ += "<div class=\"figure " + std::string(classes) + "\"><b>" + escaped(value) + "</b><span>" + escaped(name) +
            "</span></div>\n";
  }

  void figures() {
    const Movers& all = report_.all;
    out_ += "<p>" + escaped(sentence(words_.summary(report_))) + "</p>\n<div class=\"figures\">\n";
    figure(words_.count(report_.records), word(M::compare_records));
    figure(words_.count(all.changed),
           word(M::compare_changed) + " · " + words_.share(all.changed, std::max<std::uint64_t>(report_.records, 1)));
    if (report_.comparable) {
      figure("▲ " + words_.count(all.up), word(M::compare_up), "up");
      figure("▼ " + words_.count(all.down), word(M::compare_down), "down");
    }
    figure(words_.count(all.from_rejected) + " → " + words_.count(all.to_rejected), word(M::compare_rejected));
    out_ += "</div>\n";
  }

  void legend(std::string_view colour, M what) {
    out_ += "<span><i style=\"background:" + std::string(colour) + "\"></i>" + escaped(word(what)) + "</span>";
  }

  void matrix() {
    begin(heading(M::compare_matrix));
    out_ += heat_map(report_, words_);
    out_ += "<p class=\"legend\">";
    legend("rgba(var(--same),.5)", M::compare_same);
    if (report_.comparable) {
      legend("rgba(var(--up),.6)", M::compare_up);
      legend("rgba(var(--down),.6)", M::compare_down);
    } else {
      legend("rgba(var(--other),.6)", M::compare_changed);
    }
    if (report_.all.from_rejected + report_.all.to_rejected > 0)
      legend("rgba(var(--undecided),.6)", M::compare_one_rejected);
    out_ += "</p>\n<h3>" + escaped(heading(M::compare_flow)) + "</h3>\n" + flow_chart(report_, words_);
    end();
  }

  void shares() {
    begin(heading(M::compare_shares));
    out_ += "<p class=\"legend\">";
    legend("var(--before)", M::compare_before);
    legend("var(--after)", M::compare_after);
    out_ += "</p>\n" + bars_chart(report_, words_);
    end();
  }

  void movers(M title, const std::string& field, const std::vector<MoverRow>& rows) {
    if (rows.empty()) return;
    begin(heading(title));
    std::vector<std::string> heads{field, word(M::compare_records), word(M::compare_changed), "%"};
    if (report_.comparable) heads.insert(heads.end(), {word(M::compare_up), word(M::compare_down)});
    heads.insert(heads.end(), {word(M::compare_rejected_before), word(M::compare_rejected_after)});
    HtmlTable table(word(M::compare_movers_caption), heads);
    for (std::size_t i = 0; i < std::min(rows.size(), limit_); ++i) {
      const Movers& one = rows[i].movers;
      std::vector<HtmlCell> cells{text_cell(rows[i].name.empty() ? word(M::compare_unnamed) : rows[i].name),
                                  number(one.records), number(one.changed), share(one.changed, one.records)};
      if (report_.comparable) cells.insert(cells.end(), {number(one.up, "plus"), number(one.down, "minus")});
      cells.insert(cells.end(), {number(one.from_rejected), number(one.to_rejected)});
      table.row(cells);
    }
    out_ += table.html(left_out(rows.size()));
    end();
  }

  void outputs() {
    if (!report_.gains.empty()) {
      begin(heading(M::compare_gains));
      HtmlTable table(
          word(M::compare_gains_caption),
          {word(M::compare_output), word(M::compare_before), word(M::compare_after), word(M::compare_gained),
           word(M::compare_lost), word(M::compare_same), word(M::compare_other_value), word(M::compare_neither)});
      for (const GainRow& row : report_.gains) {
        const GainTally& one = row.tally;
        const std::uint64_t both = one.same + one.changed;
        table.row({text_cell(row.name), number(both + one.lost), number(both + one.gained), number(one.gained, "plus"),
                   number(one.lost, "minus"), number(one.same), number(one.changed), number(one.none)});
      }
      out_ += table.html();
      end();
    }
    if (report_.figures.empty()) return;
    begin(heading(M::compare_figures));
    HtmlTable table(word(M::compare_figures_caption),
                    {word(M::compare_output), word(M::compare_higher), word(M::compare_lower), word(M::compare_same),
                     word(M::compare_mean_before), word(M::compare_mean_after)});
    for (const FigureRow& row : report_.figures)
      table.row({text_cell(row.name), number(row.tally.higher, "plus"), number(row.tally.lower, "minus"),
                 number(row.tally.same), number_cell(words_.figure(row.from_mean)),
                 number_cell(words_.figure(row.to_mean))});
    out_ += table.html();
    end();
  }

  void finding_table(const std::string& caption, const std::vector<FindingRow>& rows) {
    HtmlTable table(caption,
                    {word(M::compare_code), word(M::compare_severity), word(M::compare_before), word(M::compare_after),
                     word(M::compare_gained), word(M::compare_lost)},
                    2);
    for (const FindingRow& row : rows)
      table.row({text_cell(row.key.code), text_cell(words_.severity(row.key.severity)), number(row.tally.from),
                 number(row.tally.to), number(row.tally.gained), number(row.tally.lost)});
    out_ += table.html();
  }

  void findings() {
    for (const GroupsTable& groups : report_.groups) {
      begin(sentence(words_.of(M::compare_group_findings, {{"name", groups.name}})));
      const std::string counted =
          words_.of(M::compare_groups, {{"from", words_.count(groups.tally.from)},
                                        {"to", words_.count(groups.tally.to)},
                                        {"from_rejected", words_.count(groups.tally.from_rejected)},
                                        {"to_rejected", words_.count(groups.tally.to_rejected)}});
      if (groups.findings.empty()) {
        out_ += "<p>" + escaped(counted + "; " + word(M::compare_no_findings)) + "</p>\n";
      } else {
        finding_table(counted, groups.findings);
      }
      end();
    }
    if (report_.findings.empty()) return;
    begin(heading(M::compare_record_findings));
    finding_table(word(M::compare_findings_caption), report_.findings);
    end();
  }

  void cause_side(M when, const CauseSide& side) {
    out_ += "<dt>" + escaped(word(when)) + "</dt><dd>" +
            (side.text.empty() ? std::string("–") : "<code>" + escaped(side.text) + "</code>");
    if (!side.article.empty()) out_ += "<span class=\"article\">" + escaped(side.article) + "</span>";
    out_ += "</dd>\n";
  }

  void causes() {
    if (report_.causes.empty()) return;
    begin(heading(M::compare_causes));
    out_ += "<p class=\"note\">" + escaped(sentence(word(M::compare_causes_caption))) + "</p>\n";
    for (std::size_t i = 0; i < std::min(report_.causes.size(), limit_); ++i) {
      const CauseRow& row = report_.causes[i];
      out_ += "<div class=\"reason\"><header><b>" + escaped(row.name) + "</b><span>" +
              escaped(words_.of(M::compare_cause_records,
                                {{"records", words_.count(row.records)}, {"all", words_.count(report_.all.changed)}}) +
                      " · " + words_.share(row.records, report_.all.changed)) +
              "</span></header><div class=\"meter\" aria-hidden=\"true\"><i style=\"width:" +
              std::to_string(row.records * 100 / report_.all.changed) + "%\"></i></div><dl>\n";
      cause_side(M::compare_before, row.from);
      cause_side(M::compare_after, row.to);
      out_ += "</dl></div>\n";
    }
    if (report_.causes.size() > limit_)
      out_ += "<p class=\"note\">" + escaped(left_out(report_.causes.size())) + "</p>\n";
    end();
  }

  void examples() {
    if (report_.examples.empty()) return;
    begin(heading(M::compare_examples));
    HtmlTable table(word(M::compare_examples_caption),
                    {word(M::compare_before), word(M::compare_after), word(M::compare_records), word(M::compare_first)},
                    2);
    for (std::size_t i = 0; i < std::min(report_.examples.size(), limit_); ++i) {
      const ExampleRow& row = report_.examples[i];
      const std::string_view classes = row.direction == Direction::up     ? "plus"
                                       : row.direction == Direction::down ? "minus"
                                                                          : "";
      table.row({text_cell(row.from),
                 {escaped(row.to), std::string(classes)},
                 number(row.records),
                 number_cell(words_.record(row.id, row.line))});
    }
    out_ += table.html(left_out(report_.examples.size()));
    end();
  }

  void rejections(M title, const std::vector<RejectionRow>& rows) {
    if (rows.empty()) return;
    HtmlTable table(sentence(word(title)),
                    {word(M::compare_code), word(M::compare_records), word(M::compare_message), word(M::compare_first)},
                    9);
    for (std::size_t i = 0; i < std::min(rows.size(), limit_); ++i) {
      const RejectionRow& row = rows[i];
      std::string message = escaped(row.message);
      if (!row.article.empty()) message += "<span class=\"article\">" + escaped(row.article) + "</span>";
      if (row.by_bridge) message += " <small>" + escaped(word(M::compare_by_bridge)) + "</small>";
      table.row({text_cell(row.code), number(row.records), {message, {}}, text_cell(words_.record(row.id, row.line))});
    }
    out_ += table.html(left_out(rows.size()));
  }

  void rejections() {
    if (report_.from_rejections.empty() && report_.to_rejections.empty()) return;
    begin(heading(M::compare_rejections));
    rejections(M::compare_rejections_before, report_.from_rejections);
    rejections(M::compare_rejections_after, report_.to_rejections);
    end();
  }

  void footer() {
    out_ += "<footer><p>" + escaped(word(M::compare_before)) + ": <code>" + escaped(report_.from.digest) +
            "</code><br>" + escaped(word(M::compare_after)) + ": <code>" + escaped(report_.to.digest) + "</code><br>";
    if (report_.bridge)
      out_ += escaped(word(M::compare_bridge)) + ": <code>" + escaped(report_.bridge->digest) + "</code><br>";
    out_ += escaped(word(M::compare_input)) + ": <code>" + escaped(report_.input_digest) + "</code></p></footer>\n";
  }

  const Report& report_;
  Words words_;
  std::size_t limit_;
  std::string out_;
};

}  // namespace

std::string render_html(const Report& report, std::size_t limit) {
  return PageRenderer(report, limit).run();
}

}  // namespace kaidah::compare
