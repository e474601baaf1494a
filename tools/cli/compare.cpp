// kaidah compare --from A --to B INPUT: what would change, and for whom?

#include <spdlog/spdlog.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <kaidah/compare.hpp>

#include "tools/cli/choice.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/input_file.hpp"
#include "tools/cli/policy_options.hpp"
#include "tools/cli/progress.hpp"

namespace kaidah::cli {
namespace {

constexpr std::size_t kRowsOfTable = 10;
constexpr std::size_t kRowsOfPage = 50;

struct CompareCommandOptions {
  std::string from, to, bridge;
  std::string period_to;
  LibraryOptions library;
  std::vector<std::string> settings, from_settings, to_settings;
  std::string on;
  std::string input;
  std::string by, unit, kind;
  std::string group_records;
  std::string format = "table";
  std::string limit;
  std::string threads = "0";
};

enum class ComparisonFormat : std::uint8_t { table, json, html };

const Choices<ComparisonFormat>& comparison_formats() {
  static const Choices<ComparisonFormat> all = {
      {"table", ComparisonFormat::table}, {"json", ComparisonFormat::json}, {"html", ComparisonFormat::html}};
  return all;
}

bool has_parameter(const Policy& policy, const std::string& name) {
  const auto& parameters = policy.parameters();
  return std::any_of(parameters.begin(), parameters.end(), [&](const ParameterInfo& one) { return one.name == name; });
}

/// The policies that take part; the settings of each.
class Sides {
 public:
  Sides(const Context& context, const CompareCommandOptions& options) : context_(context), options_(options) {}

  /// False when something was not found or does not fit; it was complained about.
  bool open() {
    const auto common = read_settings(context_, options_.settings);
    const auto from_only = read_settings(context_, options_.from_settings);
    const auto to_only = read_settings(context_, options_.to_settings);
    if (!common || !from_only || !to_only) return false;
    if (!open(options_.from, policies_[0])) return false;
    if (!open(options_.to.empty() ? options_.from : options_.to, policies_[1])) return false;
    if (!options_.bridge.empty() && !open(options_.bridge, policies_[2])) return false;
    const std::vector<ParameterSetting> none;
    const std::vector<ParameterSetting>* own[] = {&*from_only, &*to_only, &none};
    for (std::size_t i = 0; i < 3; ++i)
      if (policies_[i] && !prepare_side(i, *common, *own[i])) return false;
    return true;
  }

  [[nodiscard]] const Decider& from() const { return *deciders_[0]; }
  [[nodiscard]] const Decider& to() const { return *deciders_[1]; }
  [[nodiscard]] const std::optional<Decider>& bridge() const { return deciders_[2]; }
  [[nodiscard]] ExitCode code() const { return code_; }

 private:
  bool open(const std::string& reference, std::optional<Policy>& policy) {
    OpenedPolicy opened = open_policy(context_, reference, options_.library);
    if (!opened.policy) {
      code_ = opened.code;
      return false;
    }
    policy = std::move(opened.policy);
    return true;
  }

  /// A setting for all goes to those that have the parameter; one that nobody has is left to the first to refuse.
  bool prepare_side(std::size_t side, const std::vector<ParameterSetting>& common,
                    const std::vector<ParameterSetting>& own) {
    DecideOptions options;
    options.parameters = own;
    options.language = context_.language;
    if (!options_.on.empty()) options.decision_day = options_.on;
    for (const ParameterSetting& setting : common) {
      const bool set = std::any_of(own.begin(), own.end(), [&](const auto& one) { return one.name == setting.name; });
      const bool anyone = std::any_of(std::begin(policies_), std::end(policies_), [&](const auto& policy) {
        return policy && has_parameter(*policy, setting.name);
      });
      if (!set && (has_parameter(*policies_[side], setting.name) || (!anyone && side == 0)))
        options.parameters.push_back(setting);
    }
    OpenedDecider prepared = prepare_decider(context_, *policies_[side], options);
    if (!prepared.decider) return false;
    deciders_[side] = std::move(prepared.decider);
    return true;
  }

  const Context& context_;
  const CompareCommandOptions& options_;
  std::optional<Policy> policies_[3];
  std::optional<Decider> deciders_[3];
  ExitCode code_ = kTrouble;
};

std::optional<std::size_t> read_limit(const Context& context, const std::string& text, std::size_t usual) {
  constexpr std::size_t kMostDigits = 9;
  if (text.empty()) return usual;
  if (text.size() <= kMostDigits && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return std::stoul(text);
  context.complain(MessageKind::cli_bad_value, {{"value", text}, {"name", "--limit"}, {"choices", "0…999999999"}});
  return std::nullopt;
}

ExitCode compare(const Context& context, const CompareCommandOptions& options) {
  const auto format = choose(context, "--format", options.format, comparison_formats());
  if (!format) return kTrouble;
  const auto limit = read_limit(context, options.limit, *format == ComparisonFormat::html ? kRowsOfPage : kRowsOfTable);
  const auto threads = read_threads(context, options.threads);
  if (!limit || !threads) return kTrouble;
  Sides sides(context, options);
  if (!sides.open()) return sides.code();

  CompareOptions compare_options;
  compare_options.by = options.by;
  compare_options.unit = options.unit;
  compare_options.kind = options.kind;
  compare_options.period_to = options.period_to;
  compare_options.bridge = sides.bridge();
  compare_options.threads = *threads;
  if (!options.group_records.empty()) {
    auto records = read_whole(context, options.group_records);
    if (!records) return kTrouble;
    compare_options.group_records = std::move(*records);
  }
  auto input = InputFile::open(context, options.input);
  if (!input) return kTrouble;
  Progress progress(context, input->size());
  compare_options.progress = [&](const BatchProgress& so_far) { progress.show(so_far); };
  const CompareResult result = compare_all(sides.from(), sides.to(), input->source(), compare_options);
  progress.clear();
  context.show(result.diagnostics, DiagnosticFormat::human, stderr);
  if (result.unreadable)
    context.complain(MessageKind::cli_cannot_open, {{"path", options.input}, {"reason", MessageKind::reason_other}});
  if (!result.comparison) return kTrouble;
  spdlog::info("{} records, {} decided differently", result.comparison->records(), result.comparison->changed());

  const ComparisonView view{context.language, context.colours(stdout), *limit};
  std::string text;
  switch (*format) {
    case ComparisonFormat::table:
      text = result.comparison->text(view);
      break;
    case ComparisonFormat::json:
      text = result.comparison->json(context.language);
      break;
    case ComparisonFormat::html:
      text = result.comparison->html(view);
      break;
  }
  std::fwrite(text.data(), 1, text.size(), stdout);
  return kDone;
}

}  // namespace

void add_compare(Commands& commands) {
  CLI::App& command = commands.add(
      "compare", MessageKind::cli_help_compare,
      "kaidah compare --from pp-30-2019 --set-from mekanisme=atasan --set-to mekanisme=survei pegawai.ndjson\n"
      "  kaidah compare --from pp-30-2019@1.0.0 --to pp-30-2019@1.1.0 --set mekanisme=survei --format html "
      "pegawai.ndjson > perubahan.html");
  commands.describe(command, MessageKind::man_compare);
  auto options = std::make_shared<CompareCommandOptions>();
  const Context& context = commands.context();
  const auto one = [&](const char* name, std::string& value, MessageKind help, const char* type) {
    command.add_option(name, value, commands.text(help))->type_name(type);
  };
  const auto settings = [&](const char* name, std::vector<std::string>& values, MessageKind help) {
    command.add_option(name, values, commands.text(help))
        ->type_name("NAME=VALUE")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->allow_extra_args(false);
  };
  one("--from", options->from, MessageKind::cli_help_from, "ID[@VERSION]|FILE");
  one("--to", options->to, MessageKind::cli_help_to, "ID[@VERSION]|FILE");
  add_library_options(command, options->library, context);
  settings("--set", options->settings, MessageKind::cli_help_set_both);
  settings("--set-from", options->from_settings, MessageKind::cli_help_set_from);
  settings("--set-to", options->to_settings, MessageKind::cli_help_set_to);
  one("--on", options->on, MessageKind::cli_help_on, "DATE");
  command.add_option("INPUT", options->input, commands.text(MessageKind::cli_help_input));
  one("--group-records", options->group_records, MessageKind::cli_help_group_records, "FILE");
  one("--by", options->by, MessageKind::cli_help_by, "OUTPUT");
  one("--unit", options->unit, MessageKind::cli_help_unit, "FIELD");
  one("--kind", options->kind, MessageKind::cli_help_kind, "FIELD");
  one("--period-to", options->period_to, MessageKind::cli_help_period_to, "START/END");
  one("--bridge", options->bridge, MessageKind::cli_help_bridge, "ID[@VERSION]|FILE");
  one("--format", options->format, MessageKind::cli_help_format_comparison, "table|json|html");
  one("--limit", options->limit, MessageKind::cli_help_limit, "N");
  one("--threads", options->threads, MessageKind::cli_help_threads, "N");
  commands.on(command, [&commands, &command, options] {
    if (options->from.empty()) return missing(commands.context(), command, "--from");
    if (options->input.empty()) return missing(commands.context(), command, "INPUT");
    return compare(commands.context(), *options);
  });
}

}  // namespace kaidah::cli
