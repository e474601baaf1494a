#include <optional>
#include <string_view>

#include "engine/compare/report.hpp"
#include "engine/json/object.hpp"

namespace kaidah::compare {
namespace {

using json::Object;

std::string_view severity_name(syntax::FindingSeverity severity) {
  switch (severity) {
    case syntax::FindingSeverity::breach:
      return "breach";
    case syntax::FindingSeverity::warning:
      return "warning";
    case syntax::FindingSeverity::note:
      break;
  }
  return "note";
}

void add_policy(Object& to, std::string_view key, const NamedPolicy& policy) {
  Object object(to.at(key));
  object.text("policy", policy.id);
  object.text("version", policy.version);
  object.text("digest", policy.digest);
  {
    Object parameters(object.at("parameters"));
    for (const auto& [name, value] : policy.parameters) parameters.text(name, value);
  }
  object.text_or_null("decision_day", policy.decision_day.empty()
                                          ? std::nullopt
                                          : std::optional<std::string_view>(policy.decision_day));
}

/// Per cent of all records, with one decimal, as a number.
void add_share(Object& object, std::string_view key, std::uint64_t part, std::uint64_t whole) {
  std::string share = whole == 0 ? "0" : percent(part, whole, Language::english);
  if (share.back() == '%') share.pop_back();
  object.at(key) += share;
}

std::string_view kind_name(ClassKind kind) {
  switch (kind) {
    case ClassKind::value:
      return "value";
    case ClassKind::absent:
      return "absent";
    case ClassKind::rejected:
      break;
  }
  return "rejected";
}

void add_classes(Object& to, std::string_view key, const std::vector<ClassRow>& classes, std::uint64_t records) {
  std::string& out = to.at(key);
  json::append_list(out, classes, [&](const ClassRow& one) {
    Object object(out);
    object.text("kind", kind_name(one.kind));
    object.text_or_null("value",
                        one.kind == ClassKind::value ? std::optional<std::string_view>(one.label) : std::nullopt);
    object.number("records", one.total);
    add_share(object, "percent", one.total, records);
  });
}

void add_matrix(Object& to, const Report& report) {
  Object matrix(to.at("matrix"));
  add_classes(matrix, "from", report.rows, report.records);
  add_classes(matrix, "to", report.columns, report.records);
  std::string& out = matrix.at("records");
  json::append_list(out, report.cells, [&out](const std::vector<MatrixCell>& row) {
    json::append_list(out, row, [&out](const MatrixCell& cell) { out += std::to_string(cell.records); });
  });
}

void add_movers(Object& object, const Movers& movers) {
  object.number("records", movers.records);
  object.number("changed", movers.changed);
  object.number("up", movers.up);
  object.number("down", movers.down);
  object.number("rejected_before", movers.from_rejected);
  object.number("rejected_after", movers.to_rejected);
}

void add_movers(Object& to, std::string_view key, const std::vector<MoverRow>& rows) {
  std::string& out = to.at(key);
  json::append_list(out, rows, [&out](const MoverRow& row) {
    Object object(out);
    object.text_or_null("name", row.name.empty() ? std::nullopt : std::optional<std::string_view>(row.name));
    add_movers(object, row.movers);
  });
}

void add_gains(Object& to, const std::vector<GainRow>& rows) {
  std::string& out = to.at("gained_and_lost");
  json::append_list(out, rows, [&out](const GainRow& row) {
    Object object(out);
    object.text("output", row.name);
    object.number("gained", row.tally.gained);
    object.number("lost", row.tally.lost);
    object.number("same", row.tally.same);
    object.number("another_value", row.tally.changed);
    object.number("under_neither", row.tally.none);
  });
}

void add_figures(Object& to, const std::vector<FigureRow>& rows) {
  std::string& out = to.at("figures");
  json::append_list(out, rows, [&out](const FigureRow& row) {
    Object object(out);
    object.text("output", row.name);
    object.number("higher", row.tally.higher);
    object.number("lower", row.tally.lower);
    object.number("same", row.tally.same);
    object.at("mean_before") += row.from_mean.empty() ? "null" : row.from_mean;
    object.at("mean_after") += row.to_mean.empty() ? "null" : row.to_mean;
  });
}

void add_findings(Object& to, const std::vector<FindingRow>& rows) {
  std::string& out = to.at("findings");
  json::append_list(out, rows, [&out](const FindingRow& row) {
    Object object(out);
    object.text("code", row.key.code);
    object.text("severity", severity_name(row.key.severity));
    object.number("before", row.tally.from);
    object.number("after", row.tally.to);
    object.number("gained", row.tally.gained);
    object.number("lost", row.tally.lost);
  });
}

void add_groups(Object& to, const std::vector<GroupsTable>& groups) {
  std::string& out = to.at("groups");
  json::append_list(out, groups, [&out](const GroupsTable& table) {
    Object object(out);
    object.text("name", table.name);
    object.number("before", table.tally.from);
    object.number("after", table.tally.to);
    object.number("rejected_before", table.tally.from_rejected);
    object.number("rejected_after", table.tally.to_rejected);
    add_findings(object, table.findings);
  });
}

void add_example(Object& object, const std::string& id, std::uint64_t line) {
  object.text_or_null("id", id.empty() ? std::nullopt : std::optional<std::string_view>(id));
  object.number("line", line);
}

void add_rejections(Object& to, std::string_view key, const std::vector<RejectionRow>& rows) {
  std::string& out = to.at(key);
  json::append_list(out, rows, [&out](const RejectionRow& row) {
    Object object(out);
    object.text("code", row.code);
    object.text_or_null("article", row.article.empty() ? std::nullopt : std::optional<std::string_view>(row.article));
    object.at("by_bridge") += row.by_bridge ? "true" : "false";
    object.number("records", row.records);
    Object first(object.at("first"));
    first.text("message", row.message);
    add_example(first, row.id, row.line);
  });
}

void add_causes(Object& to, const std::vector<CauseRow>& rows) {
  std::string& out = to.at("reasons");
  json::append_list(out, rows, [&out](const CauseRow& row) {
    Object object(out);
    object.text("name", row.name);
    object.number("records", row.records);
    const auto side = [&object](std::string_view key, const CauseSide& one) {
      if (one.text.empty()) {
        object.at(key) += "null";
        return;
      }
      Object inside(object.at(key));
      inside.text_or_null("article", one.article.empty() ? std::nullopt : std::optional<std::string_view>(one.article));
      inside.text("text", one.text);
    };
    side("before", row.from);
    side("after", row.to);
  });
}

void add_examples(Object& to, const std::vector<ExampleRow>& rows) {
  std::string& out = to.at("examples");
  json::append_list(out, rows, [&out](const ExampleRow& row) {
    Object object(out);
    object.text("from", row.from);
    object.text("to", row.to);
    object.text("direction", name_of(row.direction));
    object.number("records", row.records);
    add_example(object, row.id, row.line);
  });
}

}  // namespace

std::string render_json(const Report& report) {
  std::string text;
  {
    Object object(text, true);
    add_policy(object, "from", report.from);
    add_policy(object, "to", report.to);
    if (report.bridge) {
      add_policy(object, "bridge", *report.bridge);
    } else {
      object.at("bridge") += "null";
    }
    {
      Object input(object.at("input"));
      input.number("bytes", report.bytes);
      input.text("digest", report.input_digest);
    }
    object.text("by", report.by);
    {
      Object all(object.at("all"));
      add_movers(all, report.all);
      add_share(all, "percent", report.all.changed, report.records);
      all.at("directed") += report.comparable ? "true" : "false";
    }
    add_matrix(object, report);
    object.text_or_null("unit", report.unit.empty() ? std::nullopt : std::optional<std::string_view>(report.unit));
    add_movers(object, "units", report.units);
    object.text_or_null("kind", report.kind.empty() ? std::nullopt : std::optional<std::string_view>(report.kind));
    add_movers(object, "kinds", report.kinds);
    add_gains(object, report.gains);
    add_figures(object, report.figures);
    add_groups(object, report.groups);
    add_findings(object, report.findings);
    add_rejections(object, "rejections_before", report.from_rejections);
    add_rejections(object, "rejections_after", report.to_rejections);
    add_causes(object, report.causes);
    add_examples(object, report.examples);
  }
  return text + "\n";
}

}  // namespace kaidah::compare
