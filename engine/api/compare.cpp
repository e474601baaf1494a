#include <kaidah/compare.hpp>

#include <algorithm>
#include <span>
#include <thread>
#include <utility>

#include "engine/api/decider_data.hpp"
#include "engine/api/fault.hpp"
#include "engine/api/policy_data.hpp"
#include "engine/api/wrong.hpp"
#include "engine/batch/read_group_records.hpp"
#include "engine/compare/report.hpp"
#include "grammar/diagnostics/message_kind.hpp"
#include "grammar/diagnostics/spelling.hpp"

namespace kaidah {

struct Comparison::Data {
  Data(const Decider& from_given, const Decider& to_given, std::optional<Decider> bridge_given, plan::PlanPtr from_plan,
       std::uint32_t from_by, plan::PlanPtr to_plan, std::uint32_t to_by)
      : from(from_given),
        to(to_given),
        bridge(std::move(bridge_given)),
        setup(std::move(from_plan), from_by, std::move(to_plan), to_by) {}

  Decider from;  ///< what the settings point to lives in them
  Decider to;
  std::optional<Decider> bridge;
  compare::Setup setup;
  std::optional<compare::Result> result;
};

namespace {

using api::wrong;

constexpr std::string_view kUnit = "unit_kerja";
constexpr std::string_view kKind = "jenis_jabatan";

plan::PlanPtr whole_plan(const Decider& decider) {
  return plan::make_plan(decider.data().policy.data().compiled.checked);
}

std::optional<std::uint32_t> output_of(const plan::Plan& plan, std::string_view name) {
  for (std::uint32_t i = 0; i < plan.outputs.size(); ++i)
    if (plan.outputs[i].name == name) return i;
  return std::nullopt;
}

/// The output that is crossed, on both sides.
std::optional<std::pair<std::uint32_t, std::uint32_t>> crossed_output(const plan::Plan& from, const plan::Plan& to,
                                                                      const std::string& by,
                                                                      std::vector<Diagnostic>& diagnostics) {
  if (by.empty()) {
    for (std::uint32_t i = 0; i < from.outputs.size(); ++i) {
      const auto other = output_of(to, from.outputs[i].name);
      const auto is_enum = [](const plan::Output& output) { return output.type.kind == types::TypeKind::enumeration; };
      if (other && is_enum(from.outputs[i]) && is_enum(to.outputs[*other])) return std::pair(i, *other);
    }
    diagnostics.push_back(wrong(MessageKind::nothing_to_cross, {}));
    return std::nullopt;
  }
  std::optional<std::uint32_t> found[2];
  for (const bool second : {false, true}) {
    const plan::Plan& plan = second ? to : from;
    found[second] = output_of(plan, by);
    if (found[second] && compare::is_crossable(plan.outputs[*found[second]].type)) continue;
    const MessageKind kind = found[second] ? MessageKind::not_crossable : MessageKind::no_output_in;
    Diagnostic diagnostic = wrong(kind, {{"name", by}, {"policy", plan.policy->id}});
    std::vector<std::string> known;
    for (const plan::Output& output : plan.outputs)
      if (compare::is_crossable(output.type)) known.push_back(output.name);
    if (!found[second]) suggest_nearest(diagnostic, by, known);
    diagnostics.push_back(std::move(diagnostic));
    return std::nullopt;
  }
  return std::pair(*found[0], *found[1]);
}

/// The field that records are counted by, on either side. One that was asked for must be there.
void choose_field(compare::Setup& setup, std::optional<std::uint32_t> compare::SideSetup::*field,
                  const std::string& wanted, std::string_view usual, std::vector<Diagnostic>& diagnostics) {
  const std::string_view name = wanted.empty() ? usual : std::string_view(wanted);
  setup.from.*field = compare::input_field(setup.from.policy(), name);
  setup.to.*field = compare::input_field(setup.to.policy(), name);
  if (wanted.empty() || setup.from.*field || setup.to.*field) return;
  Diagnostic diagnostic = wrong(MessageKind::no_input_field, {{"name", wanted}});
  std::vector<std::string> known;
  for (const auto& one : setup.from.policy().records[setup.from.policy().input].fields) known.push_back(one.name);
  suggest_nearest(diagnostic, wanted, known);
  diagnostics.push_back(std::move(diagnostic));
}

void fill_side(compare::SideSetup& side, const Decider& decider, const std::string& group_records,
               std::vector<Diagnostic>& diagnostics) {
  const Decider::Data& data = decider.data();
  side.settings = data.settings;
  side.digest = data.policy.digest();
  if (group_records.empty() || batch::GroupRecords::kinds(side.policy()).empty()) return;
  batch::Regimes regimes;
  regimes.all.push_back({side.plan, {}, {}, {}});
  std::vector<std::unique_ptr<batch::GroupRecords>> records;
  records.push_back(std::move(side.group_records));
  const batch::GroupRecordsRead read = batch::read_group_records(regimes, batch::read_text(group_records),
                                                                 data.options.limits, data.options.language, records);
  side.group_records = std::move(records.front());
  if (auto rejected = api::group_record_rejected(read, data.options.language)) {
    diagnostics.push_back(*std::move(rejected));
  }
}

/// `2022-01-01/2022-12-31`; nothing, and why, when it is no period.
std::optional<evaluate::Period> read_period(const std::string& text, std::vector<Diagnostic>& diagnostics) {
  const std::size_t slash = text.find('/');
  const auto start = values::Date::from_text(text.substr(0, slash));
  const auto end = slash == std::string::npos ? std::nullopt : values::Date::from_text(text.substr(slash + 1));
  if (start && end && *start <= *end) return evaluate::Period{*start, *end};
  diagnostics.push_back(wrong(MessageKind::period_malformed, {{"text", text}}));
  return std::nullopt;
}

void add_failure(CompareResult& result, batch::RunFailure failure, const Limits& limits) {
  if (failure == batch::RunFailure::too_many_groups) {
    result.diagnostics.push_back(wrong(MessageKind::limit_groups, {{"limit", Figure{std::to_string(limits.groups)}}}));
  } else if (failure == batch::RunFailure::out_of_memory) {
    result.diagnostics.push_back(wrong(MessageKind::out_of_memory, {}));
  } else {
    result.unreadable = true;
  }
}

CompareResult compared(const Decider& from, const Decider& to, const ByteSource& records,
                       const CompareOptions& options) {
  CompareResult result;
  const plan::PlanPtr from_plan = whole_plan(from);
  const plan::PlanPtr to_plan = whole_plan(to);
  const auto by = crossed_output(*from_plan, *to_plan, options.by, result.diagnostics);
  if (!by) return result;
  auto data = std::make_shared<Comparison::Data>(from, to, options.bridge, from_plan, by->first, to_plan, by->second);
  compare::Setup& setup = data->setup;
  fill_side(setup.from, from, options.group_records, result.diagnostics);
  fill_side(setup.to, to, options.group_records, result.diagnostics);
  if (!options.period_to.empty()) setup.to.settings.period = read_period(options.period_to, result.diagnostics);
  choose_field(setup, &compare::SideSetup::unit, options.unit, kUnit, result.diagnostics);
  choose_field(setup, &compare::SideSetup::kind, options.kind, kKind, result.diagnostics);
  if (options.bridge) {
    plan::PlanOptions bridge_options;
    bridge_options.groups = false;
    const Decider::Data& bridge = options.bridge->data();
    setup.bridge = compare::BridgeSetup{plan::make_plan(bridge.policy.data().compiled.checked, bridge_options),
                                        bridge.settings,
                                        bridge.policy.digest(),
                                        {}};
    compare::fit_bridge(*setup.bridge, *to_plan, result.diagnostics);
  }
  if (has_errors(result.diagnostics)) return result;
  setup.threads = options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  if (options.progress) {
    setup.progress = [&options](const batch::Progress& so_far) {
      options.progress({so_far.records, so_far.rejected, so_far.bytes});
    };
  }
  data->result =
      compare::run(setup, [&records](std::span<char> buffer) { return records(buffer.data(), buffer.size()); });
  setup.progress = {};
  if (data->result->failure) {
    add_failure(result, *data->result->failure, from.data().options.limits);
    return result;
  }
  result.comparison = Comparison(std::move(data));
  return result;
}

}  // namespace

CompareResult compare_all(const Decider& from, const Decider& to, const ByteSource& records,
                          const CompareOptions& options) noexcept {
  return api::guarded_result<CompareResult>([&] { return compared(from, to, records, options); });
}

Comparison::Comparison(std::shared_ptr<const Data> data) noexcept : data_(std::move(data)) {}

std::uint64_t Comparison::records() const noexcept {
  return data_->result->tally.records;
}

std::uint64_t Comparison::changed() const noexcept {
  return data_->result->tally.all.changed;
}

std::string Comparison::text(const ComparisonView& view) const {
  return compare::render_text(compare::make_report(data_->setup, *data_->result, view.language), view.colour,
                              view.limit);
}

std::string Comparison::json(Language language) const {
  return compare::render_json(compare::make_report(data_->setup, *data_->result, language));
}

std::string Comparison::html(const ComparisonView& view) const {
  return compare::render_html(compare::make_report(data_->setup, *data_->result, view.language), view.limit);
}

}  // namespace kaidah
